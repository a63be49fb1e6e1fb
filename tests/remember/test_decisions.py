"""What a person decides wins, reaches every answer, survives newer readings, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from communique.desk.followup import FollowUp
from communique.desk.review import ReviewDesk
from communique.errors import ArchiveError, ConflictError, DecisionError, NotFoundError
from communique.record.codec import from_dict, to_dict
from communique.record.followup import FindingKey, Standing
from communique.record.outcome import Reading
from communique.remember import questions, tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.found import Filter
from communique.remember.search import search
from communique.remember.verify import Mismatch, check, verify

INTRO = "The talks were held behind closed doors.\n\n"


def reread(reading: Reading, *, intro: str = INTRO, drop: tuple[str, ...] = (), model: str = "m 2") -> Reading:
    """The same page read by another model: other ids everywhere, and one more paragraph in front."""
    tree = json.loads(json.dumps(to_dict(reading)))
    names = {one["id"]: f"{one['id']}-x" for kind in KINDS for one in tree[kind]} | {
        actor["id"]: f"{actor['id']}-y" for actor in tree["actors"]
    }

    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            by = len(intro) if {"start", "end"} <= value.keys() else 0
            return {k: v + by if k in ("start", "end") else moved(v) for k, v in value.items()}
        if isinstance(value, list):
            return [moved(one) for one in value]
        return names.get(value, value) if isinstance(value, str) else value

    tree = moved(tree)
    tree["article"] |= {"text": intro + reading.article.text, "id": f"{reading.article.id}x"}
    tree["made"] |= {"model": model, "rules": model}
    for kind in drop:
        tree[kind] = []
    found = from_dict(tree)
    assert isinstance(found, Reading)
    return found


KINDS = ("statements", "occasions", "events", "commitments", "relations")


@pytest.fixture
def reading(archive: Archive, make_reading: Callable[..., Reading], make_page: Callable[..., Any]) -> Reading:
    reading = make_reading()
    archive.add(make_page(reading), reading)
    return reading


@pytest.fixture
def desk(archive: Archive) -> Iterator[ReviewDesk]:
    """A desk whose archive is sound, whatever the test did."""
    yield ReviewDesk(archive)
    assert check(archive) == []
    told: list[object] = []
    verify(archive, told.append)
    assert told == []


def key(reading: Reading, finding: str) -> FindingKey:
    return FindingKey(reading.article.id, finding)


def states(desk: ReviewDesk, reading: Reading) -> dict[str, str]:
    return {s.finding.finding: s.state for s in desk.standing(reading.article.id) if s.state != "proposed"}


def test_rejected_findings_are_gone_from_every_answer(archive, desk, reading) -> None:
    assert len(list(search(archive, "finish", Filter(kinds=("commitment",))))) == 1
    for finding in ("s-1", "c-1", "o-1", "e-1"):
        desk.decide("reject", key(reading, finding), by="Ann", reason="not said")
    assert list(questions.quotes(archive)) == []
    assert list(questions.meetings(archive)) == []
    assert list(questions.open_commitments(archive, due_before=date(2030, 1, 1))) == []
    assert list(search(archive, "finish", Filter(kinds=("commitment",)))) == []
    assert {f.kind for f in questions.timeline(archive)} == {"relation"}
    assert [p.statements for p in questions.people(archive, "Tamm")] == [0]
    assert archive.get(reading.article.id).commitments == ()
    assert desk.as_read(reading.article.id) == reading
    assert [r.statements for r in archive.readings()] == [()]


def test_a_correction_reaches_every_answer(archive, desk, reading) -> None:
    text = reading.article.text
    start = text.index("finish the rail bridge together")
    changes = {
        "by": ["andris-ozols"],
        "due": {"value": "2026-03"},
        "action": {"start": start, "end": start + len("finish the rail bridge together")},
    }
    desk.decide("correct", key(reading, "c-1"), by="Ann", reason="his word", changes=changes)
    (found,) = archive.get(reading.article.id).commitments
    assert (found.by, found.action.quote) == (("andris-ozols",), "finish the rail bridge together")
    assert found.due is not None
    assert (found.due.from_on, found.due.to_on) == (date(2026, 3, 1), date(2026, 3, 31))
    assert [f.finding for f in questions.open_commitments(archive, by="Ozols")] == [found]
    assert list(questions.open_commitments(archive, by="Tamm")) == []
    due = questions.open_commitments(archive, due_before=date(2026, 4, 1))
    assert [f.finding for f in due] == [found]
    assert list(questions.open_commitments(archive, due_before=date(2026, 3, 1))) == []


@pytest.mark.parametrize("value", ["soon", "2026-02-30", "May 2026", "26-05", "2026-5", ""])
def test_a_time_that_is_none_is_refused(archive, desk, reading, value: str) -> None:
    with pytest.raises(DecisionError, match="is no day, month or year"):
        desk.decide("correct", key(reading, "c-1"), by="Ann", changes={"due": value})
    assert archive.get(reading.article.id).commitments == reading.commitments


@pytest.mark.parametrize("value", ["2026", "2026-05", "2026-05-31", "2026-SP", "2026-W14", "XXXX-05", "P3M", "2026-Q1"])
def test_a_time_may_be_less_than_a_day(archive, desk, reading, value: str) -> None:
    desk.decide("correct", key(reading, "c-1"), by="Ann", changes={"due": value})
    (found,) = archive.get(reading.article.id).commitments
    assert found.due is not None
    assert found.due.value == value


def test_what_was_decided_says_by_whom_when_and_why(desk, reading) -> None:
    made = desk.decide("accept", key(reading, "o-1"), by="Ann", reason="seen on film")
    (stand,) = [s for s in desk.standing(reading.article.id) if s.state != "proposed"]
    assert stand == Standing(key(reading, "o-1"), "occasion", "confirmed", made)
    assert (made.by, made.reason, made.at.endswith("+00:00")) == ("Ann", "seen on film", True)
    desk.decide("reject", key(reading, "o-1"), by="Ben")
    assert [(d.verb, d.by) for d in desk.decisions(reading.article.id, "o-1")] == [("accept", "Ann"), ("reject", "Ben")]
    assert states(desk, reading) == {"o-1": "rejected"}


def test_a_decision_taken_back_leaves_what_stood_before(archive, desk, reading) -> None:
    first = desk.decide("correct", key(reading, "o-1"), by="Ann", changes={"place": "Riga"})
    second = desk.decide("reject", key(reading, "o-1"), by="Ben")
    desk.undo(second.id, "Ann", "it was held")
    assert [o.place for o in archive.get(reading.article.id).occasions] == ["Riga"]
    desk.undo(first.id, "Ann")
    assert archive.get(reading.article.id) == reading
    assert states(desk, reading) == {}
    assert [d.verb for d in desk.decisions(reading.article.id)] == ["correct", "reject", "undo", "undo"]
    with pytest.raises(DecisionError, match="taken back before"):
        desk.undo(first.id, "Ben")
    with pytest.raises(NotFoundError, match="no such decision"):
        desk.undo("d-none", "Ben")


def test_decisions_survive_a_newer_model_with_other_ids_and_a_moved_text(archive, desk, reading, make_page) -> None:
    desk.decide("reject", key(reading, "e-1"), by="Ann")
    desk.decide("accept", key(reading, "s-1"), by="Ann")
    desk.decide("correct", key(reading, "c-1"), by="Ann", changes={"kind": "plan", "due": {"value": "2026-05-02"}})
    newer = reread(reading)
    assert archive.add(make_page(newer), newer).change == "version"
    now = archive.get(newer.article.id)
    assert now.events == ()
    assert now.statements == newer.statements
    (promise,) = now.commitments
    assert promise == replace(
        newer.commitments[0], kind="plan", due=replace(promise.due, value="2026-05-02", from_on=date(2026, 5, 2))
    )
    assert states(desk, newer) == {"e-1-x": "rejected", "s-1-x": "confirmed", "c-1-x": "corrected"}
    assert [f.finding.kind for f in questions.open_commitments(archive, due_before=date(2026, 5, 3))] == ["plan"]
    assert list(desk.orphans()) == []


def test_decisions_survive_a_cleaner_that_reads_a_file_differently(archive, make_reading, make_page) -> None:
    first = make_reading(url=None)
    page = make_page(first)
    archive.add(page, first)
    desk = ReviewDesk(archive)
    desk.decide("reject", key(first, "e-1"), by="Ann")
    newer = reread(first)
    assert archive.add(page, newer).change == "version"
    assert archive.get(newer.article.id).events == ()
    assert desk.apply(newer) == archive.get(newer.article.id)
    assert len(list(archive.readings())) == 1


def test_what_a_person_confirmed_stays_when_a_newer_model_does_not_find_it(archive, desk, reading, make_page) -> None:
    desk.decide("accept", key(reading, "c-1"), by="Ann")
    desk.decide("correct", key(reading, "s-1"), by="Ann", changes={"form": "mixed"})
    newer = reread(reading, drop=("commitments", "statements", "actors"))
    bare = replace(newer, occasions=(), events=(), relations=())
    archive.add(make_page(bare), bare)
    now = archive.get(bare.article.id)
    assert [(c.id, c.action.quote, c.by) for c in now.commitments] == [
        ("c-1", "finish the rail bridge", ("mari-tamm",))
    ]
    assert [(s.form, s.speaker) for s in now.statements] == [("mixed", "mari-tamm")]
    assert {a.name for a in now.actors} == {"Mari Tamm", "Andris Ozols"}
    assert len(list(questions.quotes(archive, Filter(person="Tamm")))) == 1


def test_a_decision_whose_words_are_gone_is_listed_and_comes_back_with_them(archive, desk, reading, make_page) -> None:
    desk.decide("accept", key(reading, "s-1"), by="Ann")
    cut = reread(reading, drop=("statements", "commitments"))
    other = replace(
        cut, article=replace(cut.article, id="a-cut", text=INTRO + "x" * 400), occasions=(), events=(), relations=(),
        actors=tuple(replace(a, offices=()) for a in cut.actors),
    )  # fmt: skip
    archive.add(make_page(other), other)
    (orphan,) = desk.orphans()
    assert orphan.decision is not None
    assert orphan.why == "the words are gone: We will finish the rail bridge together"
    assert [s.state for s in desk.standing("a-cut")][-1] == "orphan"
    archive.add(make_page(reading), reading)
    assert list(desk.orphans()) == []
    assert states(desk, reading) == {"s-1": "confirmed"}


def test_a_stale_view_is_refused_and_nothing_is_lost(archive, desk, reading, make_page, newer_model) -> None:
    seen = desk.version(key(reading, "c-1"))
    desk.decide("correct", key(reading, "c-1"), by="Ann", changes={"strength": "conditional"}, version=seen)
    with pytest.raises(ConflictError, match="has changed since it was seen"):
        desk.decide("reject", key(reading, "c-1"), by="Ben", version=seen)
    assert archive.get(reading.article.id).commitments[0].strength == "conditional"
    desk.decide("reject", key(reading, "c-1"), by="Ben", version=desk.version(key(reading, "c-1")))
    newer = reread(reading)
    archive.add(make_page(newer), newer)
    with pytest.raises(ConflictError, match="superseded"):
        desk.decide("accept", key(reading, "o-1"), by="Ben")


def test_of_two_who_decide_at_once_one_is_told(archive, desk, reading) -> None:
    seen = desk.version(key(reading, "c-1"))

    def decide(name: str) -> str:
        try:
            ReviewDesk(archive).decide("accept", key(reading, "c-1"), by=name, version=seen)
        except ConflictError:
            return "told"
        return "kept"

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(decide, ["Ann", "Ben", "Cid", "Dan"]))
    assert sorted(said) == ["kept", "told", "told", "told"]
    assert rows(archive) == 1


def test_the_ledger_keeps_to_what_persons_decided(archive, desk, reading, make_page) -> None:
    follow_up = FollowUp(archive)
    (before,) = follow_up.ledger(as_of=date(2025, 7, 1)).commitments
    assert (before.status, before.history) == ("open", ())
    made = desk.decide("correct", key(reading, "c-1"), by="Ann", changes={"status": "kept"})
    (entry,) = follow_up.ledger(as_of=date(2025, 7, 1)).commitments
    assert (entry.status, entry.history[-1].judged_by) == ("kept", "person:Ann")
    newer = reread(reading)
    archive.add(make_page(newer), newer)
    (entry,) = follow_up.ledger(as_of=date(2025, 7, 1)).commitments
    assert (entry.status, entry.history[-1].judged_by) == ("kept", "person:Ann")
    desk.undo(made.id, "Ann")
    (entry,) = follow_up.ledger(as_of=date(2025, 7, 1)).commitments
    assert entry.status == "open"
    desk.decide("reject", key(newer, "c-1-x"), by="Ben")
    assert follow_up.ledger(as_of=date(2025, 7, 1)).commitments == ()


def rows(archive: Archive) -> int:
    with connect.reading(archive.engine) as connection:
        return connection.execute(select(func.count()).select_from(tables.decision)).scalar_one()


NO_DECISIONS: list[tuple[str, str, dict[str, Any], str]] = [
    ("accept", "s-9", {}, "no such finding"),
    ("accept", "s-1", {"by": " "}, "who decides"),
    ("burn", "s-1", {}, "is none of"),
    ("correct", "s-1", {}, "needs changes"),
    ("accept", "s-1", {"changes": {"form": "mixed"}}, "takes no changes"),
    ("correct", "s-1", {"changes": {"form": "shouted"}}, "is none of"),
    ("correct", "s-1", {"changes": {"tone": "angry"}}, "has no tone"),
    ("correct", "s-1", {"changes": {"id": "s-2"}}, "has no id"),
    ("correct", "s-1", {"changes": {"speaker": "nobody"}}, "no actor of the article"),
    ("correct", "s-1", {"changes": {"occasion": "o-7"}}, "no occasion of the article"),
    ("correct", "c-1", {"changes": {"by": "mari-tamm"}}, "is no list"),
    ("correct", "s-1", {"changes": {"content": [{"start": 3, "end": 9999}]}}, "leaves the text"),
    ("correct", "s-1", {"changes": {"content": [{"start": 0, "end": 4, "quote": "Nein"}]}}, "is not the text"),
    ("correct", "s-1", {"changes": {"content": []}}, "no words"),
    ("correct", "s-1", {"changes": {"form": "direct"}}, "changes nothing"),
    ("reject", "mari-tamm", {}, "cannot be rejected"),
    ("same", "s-1", {}, "needs a second finding"),
    ("same", "e-1", {"other": "e-1"}, "same as itself"),
    ("same", "e-1", {"other": "o-1"}, "is said of actor"),
    ("different", "s-1", {"other": "o-1"}, "never the same"),
]


def test_what_cannot_be_meant_is_said_and_changes_nothing(archive, desk, reading) -> None:
    for verb, finding, more, says in NO_DECISIONS:
        if "other" in more:
            more = more | {"other": key(reading, more["other"])}
        with pytest.raises((DecisionError, NotFoundError), match=says):
            desk.decide(verb, key(reading, finding), **({"by": "Ann"} | more))
    assert rows(archive) == 0
    assert archive.get(reading.article.id) == reading


def test_actors_keep_their_correction(archive, desk, reading, make_page) -> None:
    desk.decide("correct", key(reading, "mari-tamm"), by="Ann", changes={"name": "Marie Tamm", "state": "FIN"})
    newer = reread(reading)
    archive.add(make_page(newer), newer)
    assert next((a.name, a.state) for a in archive.get(newer.article.id).actors) == ("Marie Tamm", "FIN")
    assert [p.name for p in questions.people(archive, "Marie")] == ["Marie Tamm"]


def test_the_queue_holds_what_nobody_decided_on(desk, reading) -> None:
    assert [f.kind for f in desk.queue(Filter(kinds=("commitment",)))] == ["commitment"]
    desk.decide("accept", key(reading, "c-1"), by="Ann")
    desk.decide("reject", key(reading, "e-1"), by="Ann")
    left = list(desk.queue())
    assert {f.finding.id for f in left if f.finding} == {"s-1", "o-1", "r-1"}
    assert [f.key for f in desk.queue(Filter(before=left[0].key))] == [f.key for f in left[1:]]


def test_decisions_move_to_another_archive_and_wait_for_their_articles(
    archive, desk, reading, make_place, make_page
) -> None:
    from communique.remember.archive import open_archive

    desk.decide("correct", key(reading, "c-1"), by="Ann", changes={"kind": "plan"})
    taken_back = desk.decide("reject", key(reading, "s-1"), by="Ann")
    desk.undo(taken_back.id, "Ben")
    lines = [json.dumps(one) for one in desk.export()]
    with open_archive(make_place()) as other:
        there = ReviewDesk(other)
        assert there.import_(map(json.loads, lines)) == (3, 0)
        assert [o.why for o in there.orphans()] == ["the article is not in this archive"]
        newer = reread(reading)
        other.add(make_page(newer), newer)
        assert other.get(newer.article.id).commitments[0].kind == "plan"
        assert len(other.get(newer.article.id).statements) == 1
        assert there.import_(map(json.loads, lines)) == (0, 3)
        assert [json.dumps(one) for one in there.export()] == lines
        broken = json.loads(lines[0])
        broken["by"] = "Eve"
        with pytest.raises(DecisionError, match=r"line 1: .*not those that its id was made from"):
            there.import_([broken])
        with pytest.raises(DecisionError, match="line 1: no decision"):
            there.import_([{"schema": "communique/reading/1"}])
        assert check(other) == []


def test_decisions_reach_a_backup(archive, desk, reading, tmp_path) -> None:
    from communique.remember.archive import open_archive
    from communique.remember.copying import backup

    desk.decide("reject", key(reading, "s-1"), by="Ann")
    backup(archive, tmp_path / "backup.db")
    with open_archive(tmp_path / "backup.db") as copy:
        assert list(search(copy, "finish", Filter(kinds=("statement",)))) == []
        assert states(ReviewDesk(copy), reading) == {"s-1": "rejected"}
        told: list[object] = []
        verify(copy, told.append)
        assert told == []


def test_a_damaged_decision_is_an_error_and_not_passed_over(archive, desk, reading) -> None:
    desk.decide("reject", key(reading, "s-1"), by="Ann")
    decision = tables.decision
    with connect.writing(archive.engine) as connection:
        body = connection.execute(select(decision.c.body)).scalar_one()
        connection.execute(decision.update().values(body=body.replace("Ann", "Eve")))
    with pytest.raises(ArchiveError, match="damaged"):
        desk.decide("accept", key(reading, "o-1"), by="Ann")
    told: list[Mismatch] = []
    verify(archive, told.append)
    assert [one.detail.partition(":")[0] for one in told] == ["a decision is damaged"]
    with connect.writing(archive.engine) as connection:
        connection.execute(decision.update().values(body=body))
