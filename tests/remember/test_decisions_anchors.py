"""Findings found again: by their words in a changed text, by what they claim among others on the same words."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from communique.record.codec import from_dict, to_dict
from communique.record.followup import Decision, Seen
from communique.record.outcome import Reading
from communique.record.text import Span
from communique.remember.judged.anchors import PLURALS, see
from communique.remember.judged.revise import find_again, revise
from communique.remember.judged.selectors import Text, make_selector

TEXT = "Ann met Ben. They spoke of gas. Ben met Carl. They spoke of gas and of grain, at length, in Riga."


def at(words: str, text: str = TEXT, nth: int = 0) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return make_selector(text, start, start + len(words))


@pytest.mark.parametrize("nth", [0, 1])
def test_of_the_same_words_those_with_the_same_surroundings(nth: int) -> None:
    longer = f"A long paragraph came first, about something else.\n\n{TEXT}"
    place = Text(longer).find(at("spoke of gas", nth=nth))
    assert place is not None
    assert place.start == longer.index("spoke of gas", longer.index("Ben met Carl") if nth else 0)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("They said: “we will open  the\nBridge — soon”.", "we will open  the\nBridge — soon"),
        ("They said we will open the new bridge, soon enough.", "we will open the new bridge, soon"),
        ("They said we may never open any bridge at all.", None),
        ("Nothing of it.", None),
    ],
)
def test_words_that_changed_a_little_are_found_and_others_are_not(now: str, words: str | None) -> None:
    selector = make_selector('"we will open the bridge - soon"', 1, 31)
    found = Text(now).find(selector)
    assert (found and now[found.start : found.end]) == words


def test_short_words_are_never_guessed() -> None:
    assert Text("They met on Tuesday.").find(make_selector("They met on Monday.", 12, 18)) is None


def decide(seen: Seen, verb: str, changes: dict[str, Any] | None = None) -> Decision:
    decided = Seen(seen.address, seen.key, seen.kind, {**seen.finding, **(changes or {})}, seen.actors, seen.words,
                   seen.beside)  # fmt: skip
    kept = decided if verb != "reject" else None
    return Decision(f"d-{seen.key.finding}", f"t-{seen.key.finding}", verb, "Ann", "2026-01-01T00:00:00+00:00", seen,
                    changes=changes, decided=kept)  # type: ignore[arg-type]  # fmt: skip


def every(reading: Reading) -> list[Seen]:
    tree = to_dict(reading)
    found = [see(tree, "here", kind, one["id"]) for kind, plural in PLURALS.items() for one in tree[plural]]
    return [one for one in found if one is not None]


def shifted(reading: Reading, intro: str) -> dict[str, Any]:
    """The same reading with a paragraph in front and other ids for its findings."""
    names = {one.id: f"n-{number}" for number, one in enumerate(
        [one for plural in list(PLURALS.values())[1:] for one in getattr(reading, plural)])}  # fmt: skip

    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            by = len(intro) if {"start", "end"} <= value.keys() else 0
            return {k: v + by if k in ("start", "end") else moved(v) for k, v in value.items()}
        if isinstance(value, list):
            return [moved(one) for one in value]
        return names.get(value, value) if isinstance(value, str) else value

    tree = moved(json.loads(json.dumps(to_dict(reading))))
    tree["article"]["text"] = intro + reading.article.text
    tree["article"]["id"] = "a-shifted"
    return dict(tree)


def test_every_finding_of_the_examples_is_found_again(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        tree = shifted(reading, "The weather was fine all day long.\n\n")
        for seen in every(reading):
            again = find_again(tree, seen)
            assert again is not None, seen.finding
            place = [one["id"] for one in to_dict(reading)[PLURALS[seen.kind]]].index(seen.key.finding)
            assert again == tree[PLURALS[seen.kind]][place]["id"], seen.finding


def test_confirming_all_of_a_reading_changes_nothing_of_the_next(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        tree = shifted(reading, "The weather was fine all day long.\n\n")
        decisions = [decide(seen, "accept") for seen in every(reading)]
        kept, stands = revise(tree, decisions)
        assert {s.state for s in stands} == {"confirmed"}
        assert kept == tree
        bare = copy.deepcopy(tree)
        for plural in ("statements", "occasions", "events", "commitments", "relations"):
            bare[plural] = []
        again, stands = revise(bare, decisions)
        assert {s.state for s in stands} == {"confirmed"}
        assert isinstance(from_dict(again), Reading)
        for plural in PLURALS.values():
            assert len(again[plural]) == len(tree[plural])


def test_rejecting_all_of_a_reading_leaves_nothing_of_the_next(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        tree = shifted(reading, "The weather was fine all day long.\n\n")
        decisions = [decide(seen, "reject") for seen in every(reading) if seen.kind != "actor"]
        left, _ = revise(tree, decisions)
        assert [left[plural] for plural in list(PLURALS.values())[1:]] == [[]] * 5
        assert left["actors"] == tree["actors"]
        assert isinstance(from_dict(left), Reading)


def test_rejecting_one_leaves_its_neighbours_on_the_same_words_alone(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        tree = shifted(reading, "The weather was fine all day long.\n\n")
        for seen in every(reading):
            if seen.kind == "actor":
                continue
            place = [one["id"] for one in to_dict(reading)[PLURALS[seen.kind]]].index(seen.key.finding)
            gone = tree[PLURALS[seen.kind]][place]
            less = copy.deepcopy(tree)
            less[PLURALS[seen.kind]].pop(place)
            left, (stand,) = revise(less, [decide(seen, "reject")])
            assert (stand.state, left) == ("orphan", less), gone


def test_spans_of_selectors_are_those_of_the_text(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        text = Text(reading.article.text)
        for seen in every(reading):
            for words in seen.words:
                assert text.find(words) == Span(words["start"], words["end"])
