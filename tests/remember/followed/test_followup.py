"""The ledger of an archive: what following all articles at once gives, whatever the order in which they came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import communique
from communique.desk import followup
from communique.desk.followup import Asked, FollowUp
from communique.errors import NotFoundError
from communique.follow.ledger import follow
from communique.lexicon.load import load_lexicon
from communique.record.codec import ledger_to_dict
from communique.record.followup import Ledger, LedgerEntry
from communique.remember.archive import Archive, open_archive
from communique.remember.verify import check, verify

DAY = date(2025, 7, 15)


def told_by(ledger: Ledger) -> tuple[object, object]:
    tree = ledger_to_dict(ledger)
    return tree["commitments"], tree["occasions"]


def wagons(ledger: Ledger) -> LedgerEntry:
    (entry,) = [e for e in ledger.commitments if "wagons" in e.action]
    return entry


def fill(archive: Archive, readings, *, at_once: bool = True) -> FollowUp:
    desk = FollowUp(archive)
    for reading in readings:
        archive.add(None, reading)
        if not at_once:
            desk.catch_up()
    desk.catch_up()
    return desk


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)])
@pytest.mark.parametrize("at_once", [True, False])
def test_it_is_that_of_all_articles_at_once(archive, matter, order, at_once) -> None:
    whole = follow(matter, load_lexicon(), DAY)
    kept = fill(archive, [matter[n] for n in order], at_once=at_once).ledger(as_of=DAY)
    assert told_by(kept) == told_by(whole)
    names = {actor.id: (actor.name, actor.spellings, actor.state) for actor in whole.actors}
    assert {a.id: (a.name, a.spellings, a.state) for a in kept.actors}.items() <= names.items()
    assert wagons(kept).status == "kept"
    assert len(wagons(kept).mentions) == 2
    assert check(archive) == []
    assert verify(archive, print).mismatches == 0


def test_what_was_superseded_no_longer_counts(archive, matter, told) -> None:
    desk = fill(archive, matter)
    assert wagons(desk.ledger(as_of=DAY)).status == "kept"
    last = told("2025-06-25")
    body = "Nothing was said of it."
    article = replace(last.article, id="a-other", text=body)
    emptied = replace(
        last, article=article, actors=(), times=(), statements=(), occasions=(), events=(), commitments=(), relations=()
    )
    assert archive.add(None, emptied).change == "version"
    without = [reading for reading in matter if reading is not last]
    assert told_by(desk.ledger(as_of=DAY)) == told_by(follow(without, load_lexicon(), DAY))
    assert wagons(desk.ledger(as_of=DAY)).status == "in_progress"
    archive.add(None, last)
    assert told_by(desk.ledger(as_of=DAY)) == told_by(follow(matter, load_lexicon(), DAY))


def test_questions(archive, matter) -> None:
    desk = fill(archive, matter)

    def asked(**of: object) -> set[str]:
        return {e.action for e in desk.ledger(Asked(**of), as_of=DAY).commitments}  # type: ignore[arg-type]

    everything = asked()
    baltic, turbines = asked(dyad=("ltu", "LVA")), asked(dyad=("PRT", "MAR"))
    assert baltic | turbines == everything
    assert all("turbines" in action for action in turbines)
    assert len(turbines) == 1
    assert asked(dyad=("LTU", "MAR")) == set()
    assert asked(person="andris ozols") == {a for a in baltic if "crossing" in a}
    assert asked(person="Nobody") == set()
    assert asked(statuses=("kept",)) == {a for a in baltic if "wagons" in a}
    assert asked(due_before=date(2025, 7, 1)) == {a for a in baltic if "wagons" in a}
    assert asked(state="Morocco") == turbines
    assert asked(statuses=("overdue",)) == set()
    later = desk.ledger(Asked(statuses=("overdue",)), as_of=date(2026, 1, 1))
    assert [(e.action, e.overdue) for e in later.commitments] == [(a, True) for a in turbines]
    assert len(desk.ledger(limit=1).commitments) == 1


def test_a_track_and_its_matter(archive, matter) -> None:
    desk = fill(archive, matter)
    entry = wagons(desk.ledger(as_of=DAY))
    view = desk.track(entry.id, as_of=DAY)
    assert view.entry == entry
    assert {"LVA", "LTU"} <= {actor.state for actor in view.actors}
    assert entry in desk.tracks_of(entry.mentions[1].article, as_of=DAY).commitments
    with pytest.raises(NotFoundError):
        desk.track("p-0")
    with pytest.raises(NotFoundError):
        desk.matter("m-0")


def test_an_archive_that_was_added_to_elsewhere_is_followed_up_at_the_question(place, matter) -> None:
    with open_archive(place) as one:
        for reading in matter:
            one.add(None, reading)
    with open_archive(place) as other:
        assert wagons(FollowUp(other).ledger(as_of=DAY)).status == "kept"


@pytest.mark.parametrize("most", [2, 3])
def test_a_web_larger_than_what_is_followed_at_once_loses_nothing(archive, matter, monkeypatch, most) -> None:
    monkeypatch.setattr(followup, "MOST", most)
    kept = wagons(fill(archive, matter, at_once=False).ledger(as_of=DAY))
    whole = wagons(follow(matter, load_lexicon(), DAY))
    assert {m.article for m in kept.mentions} == {m.article for m in whole.mentions}
    assert kept.status == "kept"
    assert kept.id == whole.id
    assert [d.on for d in kept.history] == sorted(d.on for d in kept.history)


SHORT = (
    ("2026-02-17", "RIGA, February 17 (Courier) - Latvian Foreign Minister Elza Ozola met her Uzbek counterpart "
     "Jamshid Turgunov in Riga on Tuesday.\n\nOzola said Latvia would open an embassy in Tashkent by "
     "the end of August 2026."),
    ("2026-09-02", "TASHKENT, September 2 (Post) - Latvia has opened its embassy in Tashkent."),
)  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_report_in_one_sentence_is_found(archive, order) -> None:
    read = [communique.read(text, published=day, outlet="Courier") for day, text in SHORT]
    kept = fill(archive, [read[n] for n in order], at_once=False).ledger(as_of=date(2026, 11, 20))
    (embassy,) = [e for e in kept.commitments if "embassy" in e.action]
    assert (embassy.status, embassy.overdue, len(embassy.history)) == ("kept", False, 1)
    assert told_by(kept) == told_by(follow(read, load_lexicon(), date(2026, 11, 20)))
