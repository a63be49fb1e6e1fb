"""The rows that tables share: one for each finding, with its words, their place, and where they were published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from communique.record.codec import Finding
from communique.record.finding import Actor, Commitment, Event, Occasion, Relation, Statement
from communique.record.outcome import Reading
from communique.remember.entries import day_of, published_on
from communique.show.export.exporter import evidence_of, findings

Value = str | int | float | date | None

# Column -> its type; the order is that of the table.
COLUMNS: Final[dict[str, type]] = {
    "kind": str, "id": str, "on": date, "type": str, "mode": str, "status": str,
    "who": str, "who_states": str, "whom": str, "whom_states": str, "via": str,
    "place": str, "when": str, "from": date, "to": date, "score": float, "strength": str,
    "words": str, "start": int, "end": int, "spans": str,
    "outlet": str, "title": str, "url": str, "published": str, "licence": str, "article": str,
    "version": str, "model": str, "rules": str,
}  # fmt: skip
TEXT: Final = "text"


def rows(reading: Reading, *, full_text: bool = False) -> Iterator[dict[str, Value]]:
    """One row for each finding; `words` stand at `start`..`end` of the article, `spans` are all places it rests on."""
    actors = {actor.id: actor for actor in reading.actors}
    source = source_cells(reading)
    if full_text:
        source |= {TEXT: reading.article.text}
    published = published_on(reading)
    for finding in findings(reading):
        kind = type(finding).__name__.lower()
        evidence = evidence_of(finding)
        first = evidence[0] if evidence else None
        row = dict.fromkeys(COLUMNS) | {"kind": kind, "id": finding.id, "on": day_of(finding, published)}
        row |= _cells(finding, actors)
        row |= {
            "words": first and first.quote, "start": first and first.start, "end": first and first.end,
            "spans": "; ".join(f"{one.start}-{one.end}" for one in evidence),
        }  # fmt: skip
        yield row | source


def source_cells(reading: Reading) -> dict[str, Value]:
    """Where a row comes from: outlet, address, day, licence, and what made the reading."""
    article, made = reading.article, reading.made
    return {
        "outlet": article.outlet, "title": article.title, "url": article.url,
        "published": article.published.value if article.published else None, "licence": article.licence,
        "article": article.id, "version": made.version, "model": made.model, "rules": made.rules,
    }  # fmt: skip


def _cells(finding: Finding, actors: dict[str, Actor]) -> dict[str, Value]:
    match finding:
        case Statement():
            return {"type": finding.form, **_parties(_some(finding.speaker), finding.addressees, actors),
                    "via": _names(_some(finding.on_behalf_of), actors)}  # fmt: skip
        case Occasion():
            return {
                "type": finding.kind, "mode": finding.rank, "status": finding.status, "place": finding.place,
                **_parties([one.actor for one in finding.participants], (), actors), **_when(finding),
            }  # fmt: skip
        case Event():
            return {
                "type": finding.type, "mode": finding.mode, "status": finding.modality, "place": finding.where,
                "when": finding.when, "score": finding.score, "via": _names(finding.via, actors),
                **_parties(finding.actors, finding.recipients, actors),
            }  # fmt: skip
        case Commitment():
            return {
                "type": finding.kind, "status": finding.status, "strength": finding.strength,
                "via": _names(finding.via, actors), **_parties(finding.by, finding.to, actors), **_when(finding),
            }  # fmt: skip
        case Relation():
            return {"type": finding.kind, **_parties((finding.a,), (finding.b,), actors)}


def _parties(who: Iterable[str], whom: Iterable[str], actors: dict[str, Actor]) -> dict[str, Value]:
    who, whom = tuple(who), tuple(whom)
    return {
        "who": _names(who, actors), "who_states": _states(who, actors),
        "whom": _names(whom, actors), "whom_states": _states(whom, actors),
    }  # fmt: skip


def _when(finding: Occasion | Commitment) -> dict[str, Value]:
    when = finding.when if isinstance(finding, Occasion) else finding.due
    return {"when": when.value, "from": when.from_on, "to": when.to_on} if when else {}


def _names(ids: Iterable[str], actors: dict[str, Actor]) -> str | None:
    return "; ".join(actors[id_].name if id_ in actors else id_ for id_ in ids) or None


def _states(ids: Iterable[str], actors: dict[str, Actor]) -> str | None:
    """The codes, each once, of the states or organisations that the actors are or belong to."""
    found = (actors[id_] for id_ in ids if id_ in actors)
    return "; ".join(dict.fromkeys(code for actor in found if (code := actor.code or actor.state))) or None


def _some(id_: str | None) -> tuple[str, ...]:
    return (id_,) if id_ else ()
