"""What became of a promise, told by several articles."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

import pytest

from communique.follow.ledger import follow
from communique.lexicon.load import load_lexicon
from communique.pipeline import read_page
from communique.record.codec import ledger_to_json
from communique.record.document import Page
from communique.record.followup import FindingKey, Ledger, LedgerEntry, PersonalJudgement
from communique.record.outcome import Reading

MARCH = (
    "VILNIUS, March 3 - Lithuanian Transport Minister Jonas Petraitis met Latvian Transport Minister "
    "Andris Ozols on Monday. "
    "Ozols promised that Latvia would deliver 40 railway wagons to Lithuania by June 30. "
    "Petraitis said Lithuania would open the Medumi crossing to lorries by August 1."
)
KEPT = "Latvia delivered the 40 railway wagons to Lithuania on June 20, Transport Minister Jonas Petraitis said."
SOME = "Latvia has sent 15 of the 40 railway wagons to Lithuania, Latvian Transport Minister Andris Ozols said."
OTHER = "Latvia delivered 12 fire engines to Estonia on June 20, Latvian Interior Minister Ilze Kalnina said."
STALLED = (
    "The delivery of 40 railway wagons by Latvia to Lithuania has been postponed, Transport Minister Andris Ozols said."
)
TAKEN_BACK = (
    "Latvia has withdrawn its promise to deliver 40 railway wagons to Lithuania, Transport Minister Andris Ozols said."
)


@cache
def reading(text: str, published: str) -> Reading:
    outcome = read_page(
        Page(f"{published}.txt", text.encode(), url=f"https://example.org/{published}", published=published)
    )
    assert isinstance(outcome, Reading)
    return outcome


FIRST = (MARCH, "2025-03-04")


def ledger(*articles: tuple[str, str], as_of: str = "2025-07-15") -> Ledger:
    return follow([reading(*a) for a in articles], load_lexicon(), date.fromisoformat(as_of))


def wagons(book: Ledger) -> LedgerEntry:
    (entry,) = [
        e for e in book.commitments if "40 railway wagons" in e.action and e.mentions[0].article_url.endswith("03-04")
    ]
    return entry


def test_alone_it_is_open_and_in_time_overdue() -> None:
    assert (wagons(ledger(FIRST, as_of="2025-06-30")).status, wagons(ledger(FIRST, as_of="2025-06-30")).overdue) == (
        "open",
        False,
    )
    assert wagons(ledger(FIRST, as_of="2025-07-01")).overdue


@pytest.mark.parametrize(
    ("later", "status"),
    [(KEPT, "kept"), (SOME, "in_progress"), (STALLED, "stalled"), (TAKEN_BACK, "withdrawn"), (OTHER, "open")],
)
def test_status_moves_on_words_that_say_so(later: str, status: str) -> None:
    entry = wagons(ledger(FIRST, (later, "2025-06-25")))
    assert entry.status == status
    assert entry.overdue == (status in ("open", "in_progress"))
    for step in entry.history:
        assert step.evidence is not None
        assert step.evidence.quote in later


def test_a_like_promise_on_another_matter_is_another() -> None:
    other = (
        "Latvia promised to deliver 12 fire engines to Estonia by June 30, Latvian Interior Minister Ilze Kalnina said."
    )
    assert len(wagons(ledger(FIRST, (other, "2025-04-01"))).mentions) == 1


def test_told_again_it_is_one_with_two_mentions() -> None:
    again = "Latvia has promised Lithuania to deliver 40 railway wagons by June 30, Minister Andris Ozols said."
    entry = wagons(ledger(FIRST, (again, "2025-03-20")))
    assert [m.article_url for m in entry.mentions] == [
        "https://example.org/2025-03-04",
        "https://example.org/2025-03-20",
    ]
    assert entry.status == "open"


def test_what_a_person_decides_stands() -> None:
    readings = [reading(*FIRST), reading(KEPT, "2025-06-25")]
    (promise,) = [c for c in readings[0].commitments if "wagons" in c.action.quote]
    decided = PersonalJudgement(FindingKey(readings[0].article.id, promise.id), "broken", "ana", date(2025, 5, 1))
    entry = wagons(follow(readings, load_lexicon(), date(2025, 7, 15), judgements=[decided]))
    assert entry.status == "broken"
    assert [step.status for step in entry.history] == ["kept", "broken"]


def test_neither_order_nor_repetition_of_readings_matters() -> None:
    book = ledger(FIRST, (KEPT, "2025-06-25"))
    assert ledger((KEPT, "2025-06-25"), FIRST).commitments == book.commitments
    assert ledger(FIRST, FIRST, (KEPT, "2025-06-25")).commitments == book.commitments


def test_json_has_the_fields_of_the_record() -> None:
    tree = json.loads(ledger_to_json(ledger(FIRST)))
    assert tree["schema"] == "communique/ledger/1"
    fields = {"id", "kind", "by", "to", "action", "made", "due", "status", "overdue", "mentions", "history"}
    assert all(fields <= set(entry) for entry in tree["commitments"])
    assert all(
        {"id", "kind", "participants", "when", "place", "status", "mentions"} <= set(o) for o in tree["occasions"]
    )
    assert [m["article_url"] for e in tree["commitments"] for m in e["mentions"]].count(
        "https://example.org/2025-03-04"
    ) == len(tree["commitments"])


def test_a_visit_that_was_planned_is_not_held_by_telephone() -> None:
    planned = (
        "VILNIUS, March 3 - Latvian President Andris Ozols will visit Vilnius on October 12, 2025, at the invitation "
        "of Lithuanian President Jonas Petraitis.",
        "2025-03-04",
    )
    called = (
        "RIGA, January 14 - Latvian President Andris Ozols spoke by telephone with Lithuanian President "
        "Jonas Petraitis on January 14, 2026.",
        "2026-01-15",
    )
    book = ledger(planned, called, as_of="2026-02-01")
    assert all(len(occasion.mentions) == 1 for occasion in book.occasions)
    assert {occasion.kind for occasion in book.occasions} == {"visit", "call"}


def test_the_reason_of_a_verdict_is_told_in_words() -> None:
    reasons = [
        v.reason for v in ledger(FIRST, (KEPT, "2025-06-25"), (SOME, "2025-05-12")).verdicts if v.layer == "commitment"
    ]
    told = [reason for reason in reasons if reason.startswith("shares ") and reason != "shares no word"]
    assert all(
        word in f"{MARCH} {KEPT} {SOME}" for reason in told for word in reason.removeprefix("shares ").split(", ")
    )


def test_meetings_without_a_day_that_are_told_years_apart_are_left_open() -> None:
    told = "In Riga, Latvian Transport Minister Andris Ozols met Lithuanian Transport Minister Jonas Petraitis."
    again = "In Riga, Latvian Transport Minister Andris Ozols met Lithuanian Transport Minister Jonas Petraitis again."
    assert len(ledger((told, "2025-03-04"), (again, "2025-03-06")).occasions) == 1
    apart = ledger((told, "2023-03-04"), (again, "2025-03-04"))
    assert [len(occasion.mentions) for occasion in apart.occasions] == [1, 1]
    assert [v.sameness for v in apart.verdicts if v.layer == "occasion"] == ["unsure"]
