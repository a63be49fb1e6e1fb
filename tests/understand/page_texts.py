"""Short texts of our own read whole by the rules, as pages of an outlet on one day."""

from __future__ import annotations

from functools import cache

from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.outcome import Reading

OUTLET = "The Wire"


@cache
def read(text: str, outlet: str = OUTLET) -> Reading:
    head = f'---\ntitle: "News"\noutlet: "{outlet}"\npublished: "2026-03-12"\n---\n\n'
    reading = read_page(Page("news.md", f"{head}{text}\n".encode()), trained=False)
    assert isinstance(reading, Reading)
    return reading


def name(reading: Reading, id_: str | None) -> str | None:
    return next((a.name for a in reading.actors if a.id == id_), None)


def said(text: str) -> list[tuple[str | None, str]]:
    """(speaker's name, content) of each statement."""
    reading = read(text)
    return [(name(reading, s.speaker), " ".join(c.quote for c in s.content)) for s in reading.statements]


def office(text: str, person: str, outlet: str = OUTLET) -> list[tuple[str, str | None]]:
    """(role, of) of each office of a person."""
    (actor,) = (a for a in read(text, outlet).actors if a.name == person)
    return [(o.role, o.of) for o in actor.offices]


def bound(text: str) -> list[tuple[set[str | None], str]]:
    """(names of those bound, the words that bind them) of each commitment."""
    reading = read(text)
    return [({name(reading, b) for b in c.by}, c.evidence[0].quote) for c in reading.commitments]
