"""What the brief says, and that nothing in it stands without words."""

from __future__ import annotations

from datetime import date

import pytest

from communique.desk.outgoing.dossier import Dossier, make_dossier
from communique.errors import EvidenceError, SearchError
from communique.record.finding import When
from communique.record.outcome import Reading
from communique.show.brief import wording
from communique.show.brief.contents import make_brief
from communique.show.brief.timeline import draw_timeline
from communique.show.brief.values import Brief, Piece, Sentence

Section = dict[str, list[str]]


def told(brief: Brief) -> Section:
    return {
        section.heading: [one.text for one in section.sentences]
        + [f"{row.who}: {row.action}" for row in section.promises]
        for section in brief.sections
    }


def test_every_sentence_rests_on_the_words_of_an_article(brief: Brief, three: tuple[Reading, ...]) -> None:
    texts = {reading.article.id: reading.article.text for reading in three}
    assert len(brief.notes()) >= 5
    for note in brief.notes()[:-1]:  # the last one is made up
        assert texts[note.article][note.start : note.end] == note.words
        assert note.outlet
        assert note.day
    for section in brief.sections:
        for one in (*section.sentences, *section.promises):
            assert one.notes


def test_a_sentence_without_a_note_cannot_be_made() -> None:
    with pytest.raises(EvidenceError):
        Sentence((Piece("They are friends."),), ())


def test_it_says_who_met_what_was_said_and_what_is_promised(brief: Brief) -> None:
    said = told(brief)
    assert any("Mari Tamm" in line and "Levan Beridze" in line and "met in Tallinn" in line for line in said["Who met"])
    assert any(line.startswith("Levan Beridze") and "“We keep our word" in line for line in said["What was said"])
    assert any("open an embassy in Tbilisi" in line for line in said["Overdue"])
    assert any(line.startswith("Kept: ") and "visa fee" in line for line in said["Settled"])
    assert brief.title == "Estonia – Georgia"


def test_it_knows_nothing_of_what_came_later(brief: Brief, three: tuple[Reading, ...]) -> None:
    assert all("telephone" not in line for lines in told(brief).values() for line in lines)
    later = make_brief(make_dossier(three, ("EST", "GEO"), since=date(2028, 1, 1), until=date(2028, 2, 1)))
    assert any("spoke by telephone" in line for line in told(later)["Who met"])
    assert "Settled" not in told(later)


def test_two_states_are_needed(three: tuple[Reading, ...]) -> None:
    with pytest.raises(SearchError, match="one state"):
        make_dossier(three, ("EST", "Estonia"))
    with pytest.raises(SearchError, match="no state"):
        make_dossier(three, ("EST", "Ruritania"))
    assert make_brief(make_dossier(three, ("FRA", "PER"))).sections == ()


def test_the_timeline_marks_what_has_a_day(brief: Brief, dossier: Dossier) -> None:
    lanes = {mark.lane for mark in brief.marks}
    assert {"met", "overdue"} <= lanes
    svg = draw_timeline(brief)
    assert svg
    assert svg.count("<circle") + svg.count("<path") == len(set(brief.marks)) + len(lanes)
    assert "<script" not in svg


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2027-03-11", " on 11 March 2027"),
        ("2027-10", " in October 2027"),
        ("2028", " in 2028"),
        ("2028-Q1", " in the first quarter of 2028"),
        ("2028-SU", " in the summer of 2028"),
        ("2027-09-13/2027-09-14", " from 13 September 2027 to 14 September 2027"),
        ("P3M", " (P3M)"),
    ],
)
def test_times_in_words(value: str, words: str) -> None:
    assert wording.on(When(value)) == words


def test_encounters_in_words() -> None:
    both = ["Mari Tamm", "Levan Beridze"]
    assert wording.encounter("meeting", "held", both, "Tallinn", None) == "Mari Tamm and Levan Beridze met in Tallinn"
    assert wording.encounter("call", "planned", both, None, None).endswith("are to speak by telephone")
    assert (
        wording.encounter("talks", "postponed", both, None, None)
        == "Talks of Mari Tamm and Levan Beridze have been put off"
    )
    assert wording.visit(["A"], "B", "held", "Riga", "official") == "A paid an official visit to Riga, received by B"
    assert wording.visit(["A"], None, "cancelled", None, "state") == "A state visit of A has been cancelled"
    assert wording.promise_head("offer", [], ["Estonia"]) == "offer by a side not named to Estonia"
