"""The laws that every reading keeps, whatever the article says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import communique
from communique import Page, Reading, Refusal, from_json, to_json
from communique.record.codec import to_dict

SENTENCES = (
    "On Monday, Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols in Riga.",
    '"We will open the bridge by the end of 2025," Tamm said after the talks.',
    "Ozols thanked her for the visit and said that Latvia would pay half of the costs.",
    "He recalled: \"My father told me, 'Build it together.'\"",
    "The two countries are allies and members of NATO.",
    "In May 2024 the foreign ministers signed an agreement on trade.",
    "Tamm invited Ozols to Tallinn in October; he accepted the invitation.",
    "Moscow condemned the plan and threatened to close its border.",
    "If the Commission approves the loan, work will begin next year.",
    "The spokesperson declined to comment.",
    "She also expressed hope for closer cooperation with Finland and Sweden.",
    "The weather was fine.",
)
NEUTRAL = "The hall is made of stone and glass."
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])

paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True).map(" ".join)
articles = st.lists(paragraphs, min_size=1, max_size=4).map("\n\n".join)


@cache
def read(text: str, day: str | None = "2025-06-12") -> Reading:
    outcome = communique.read(text, published=day, title="Talks in Riga")
    assert isinstance(outcome, Reading), outcome
    return outcome


def evidences(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if {"start", "end"} <= tree.keys():
            yield tree
        for value in tree.values():
            yield from evidences(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from evidences(item)


@FEW
@given(articles)
def test_every_quote_is_the_text(text: str) -> None:
    tree = to_dict(read(text))
    whole = tree["article"]["text"]
    found = list(evidences({k: v for k, v in tree.items() if k != "article"}))
    assert all(0 <= e["start"] < e["end"] <= len(whole) for e in found)
    for e in found:
        words = e.get("quote", e.get("text"))
        assert words is None or words == whole[e["start"] : e["end"]]


@FEW
@given(articles)
def test_json_and_back(text: str) -> None:
    reading = read(text)
    assert from_json(to_json(reading)) == reading
    assert from_json(to_json(reading, indent=2)) == reading


@FEW
@given(articles)
def test_reading_twice_is_the_same(text: str) -> None:
    first = read(text)
    again = communique.read(text, published="2025-06-12", title="Talks in Riga")
    assert to_json(again) == to_json(first)


@FEW
@given(articles)
def test_every_id_means_somebody(text: str) -> None:
    reading = read(text)
    ids = [f.id for group in (reading.actors, reading.statements, reading.occasions, reading.events,
                              reading.commitments, reading.relations) for f in group]  # fmt: skip
    assert len(ids) == len(set(ids))
    actors, statements = {a.id for a in reading.actors}, {s.id for s in reading.statements}
    occasions = {o.id for o in reading.occasions}
    for s in reading.statements:
        assert {s.speaker, s.on_behalf_of, *s.addressees} <= actors | {None}
        assert {s.within} <= statements | {None}
        assert {s.occasion} <= occasions | {None}
    for o in reading.occasions:
        assert {p.actor for p in o.participants} <= actors
    for e in reading.events:
        assert {*e.actors, *e.recipients, *e.via, e.asserted_by} <= actors | {None}
    for c in reading.commitments:
        assert {*c.by, *c.to, *c.via} <= actors
        assert {c.statement} <= statements | {None}
        assert {c.occasion} <= occasions | {None}
    for r in reading.relations:
        assert {r.a, r.b, r.asserted_by} <= actors | {None}


def moved(tree: Any, by: int) -> Any:
    """The JSON with every span moved."""
    if isinstance(tree, dict):
        return {k: v + by if k in ("start", "end") else moved(v, by) for k, v in tree.items()}
    return [moved(item, by) for item in tree] if isinstance(tree, list) else tree


@FEW
@given(articles)
def test_a_neutral_paragraph_in_front_moves_every_span_and_nothing_else(text: str) -> None:
    plain, longer = to_dict(read(text)), to_dict(read(f"{NEUTRAL}\n\n{text}"))
    assert longer["article"]["text"] == f"{NEUTRAL}\n\n{plain['article']['text']}"
    findings = ("actors", "times", "statements", "occasions", "events", "commitments", "relations")
    for name in findings:
        assert longer[name] == moved(plain[name], len(NEUTRAL) + 2), name


@FEW
@given(st.integers(-400, 400))
def test_moving_the_day_of_publication_moves_relative_days(days: int) -> None:
    text = "President Tamm met Prime Minister Ozols in Riga yesterday. They will meet again tomorrow."
    day = date(2025, 6, 12)
    here, there = (read(text, (day + timedelta(n)).isoformat()) for n in (0, days))
    assert [t.when.from_on for t in here.times] == [day - timedelta(1), day + timedelta(1)]
    assert [t.when.from_on for t in there.times] == [
        t.when.from_on + timedelta(days) for t in here.times if t.when.from_on
    ]


@FEW
@given(st.lists(st.one_of(st.binary(max_size=300), articles.map(str.encode)), max_size=5))
def test_pages_in_are_readings_plus_refusals_out(data: list[bytes]) -> None:
    pages = [Page(f"p{n}", item) for n, item in enumerate(data)]
    named = list(communique.Desk().read_named(pages))
    assert [name for name, _ in named] == [page.name for page in pages]
    assert all(isinstance(outcome, Reading | Refusal) for _, outcome in named)
    assert not [o for _, o in named if isinstance(o, Refusal) and o.reason is communique.Reason.CRASHED]


def test_values_are_frozen() -> None:
    reading = read("\n\n".join(SENTENCES))
    stack: list[Any] = [reading]
    while stack:
        value = stack.pop()
        if is_dataclass(value):
            assert value.__dataclass_params__.frozen  # type: ignore[union-attr]
            stack += [getattr(value, f.name) for f in fields(value)]
        elif isinstance(value, tuple):
            stack += value
        else:
            assert not isinstance(value, list | dict | set)
    with pytest.raises(AttributeError):
        reading.article = replace(reading.article, title="other")  # type: ignore[misc]
