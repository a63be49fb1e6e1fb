"""Tracks written and taken away: one commitment or encounter across articles, and under which topics it is found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any, Final, Literal

from sqlalchemy import Connection, delete, insert, select

from communique.record.codec import followed_from_dict, followed_to_dict
from communique.record.followup import Identity, LedgerEntry, OccasionEntry
from communique.record.ids import make_slug
from communique.remember import tables
from communique.remember.database.connect import insert_rows
from communique.remember.entries import MOST_STATES, make_dyad
from communique.remember.vault import pack, unpack

Layer = Literal["commitment", "occasion"]
# The day of a track without one: the last of the calendar, so that it comes last.
NO_DAY: Final = date.max
# SQLite takes at most 32,766 values in one statement; a run of the follow-up has far fewer readings.
_PART: Final = 500


@dataclass(frozen=True, slots=True)
class Track:
    """A ledger's entry, whom it names, its matter, and the findings that it joins: (reading, finding), first first.

    `place` puts tracks in the order in which articles told them first.
    """

    entry: LedgerEntry | OccasionEntry
    actors: tuple[Identity, ...]
    matter: str | None
    findings: tuple[tuple[int, str], ...]
    place: tuple[str, str, int]
    id: int = 0

    def says_what(self, other: Track) -> bool:
        """Whether another track is this one, whatever matter it belongs to."""
        mine, its = ((t.entry, t.actors, t.place, sorted(t.findings)) for t in (self, other))
        return mine == its

    @property
    def layer(self) -> Layer:
        return "commitment" if isinstance(self.entry, LedgerEntry) else "occasion"


def write_tracks(connection: Connection, tracks: Sequence[Track]) -> None:
    """Keeps tracks whose findings are in none that is kept.

    One article kept under two addresses, of which the run saw one, is in the ledger already: it is not told again.
    """
    topics: list[dict[str, Any]] = []
    names = [track.entry.id for track in tracks]
    told: set[str] = set()
    for start in range(0, len(names), _PART):
        known = select(tables.track.c.name).where(tables.track.c.name.in_(names[start : start + _PART]))
        told |= set(connection.execute(known).scalars())
    told_now = {track.entry.id: track for track in reversed(tracks) if track.entry.id not in told}
    new = sorted(told_now.values(), key=lambda track: track.entry.id)
    if not new:
        return
    rows = [
        {"name": track.entry.id, "layer": track.layer, "status": track.entry.status, "due_on": due_on(track.entry),
         "matter": track.matter, "body": pack(_to_json(track))}
        for track in new
    ]  # fmt: skip
    written = insert(tables.track).returning(tables.track.c.id, sort_by_parameter_order=True)
    ids = connection.execute(written, rows).scalars().all()
    mentions = [
        {"reading_id": reading, "layer": track.layer, "finding_id": finding, "track_id": id_}
        for id_, track in zip(ids, new, strict=True)
        for reading, finding in track.findings
    ]
    for id_, track in zip(ids, new, strict=True):
        of_track = {"layer": track.layer, "due_on": due_on(track.entry), "track_id": id_, "status": track.entry.status}
        topics += [of_track | {"topic": topic} for topic in topics_of(track)]
    insert_rows(connection, tables.track_mention, mentions)
    insert_rows(connection, tables.track_topic, topics)


@dataclass(frozen=True, slots=True)
class Row:
    """A track as it is kept."""

    id: int
    name: str
    layer: Layer
    due_on: date
    matter: str | None
    body: bytes
    findings: tuple[tuple[int, str], ...]

    def open(self) -> Track:
        return _from_row(self)


def rows_about(connection: Connection, reading_ids: Iterable[int]) -> tuple[Row, ...]:
    """The tracks that mention any of these readings, in the order of their ids."""
    mention = tables.track_mention
    wanted = select(mention.c.track_id).where(mention.c.reading_id.in_(sorted(set(reading_ids))))
    ids = sorted(set(connection.execute(wanted).scalars()))
    return tuple(
        row for start in range(0, len(ids), _PART) for row in _load_rows(connection, ids[start : start + _PART])
    )


def drop_tracks(connection: Connection, ids: Sequence[int]) -> None:
    """Keeps the tracks with these row ids no longer."""
    mention, topic, track = tables.track_mention, tables.track_topic, tables.track
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        connection.execute(delete(topic).where(topic.c.track_id.in_(part)))
        connection.execute(delete(mention).where(mention.c.track_id.in_(part)))
        connection.execute(delete(track).where(track.c.id.in_(part)))


def load_tracks(connection: Connection, ids: Sequence[int]) -> list[Track]:
    """Tracks by their row ids, in the order of these."""
    of_id = {row.id: row.open() for row in _load_rows(connection, ids)}
    return [of_id[id_] for id_ in ids if id_ in of_id]


def _load_rows(connection: Connection, ids: Sequence[int]) -> list[Row]:
    track, mention = tables.track, tables.track_mention
    findings: dict[int, list[tuple[int, str]]] = {}
    wanted = select(mention.c.track_id, mention.c.reading_id, mention.c.finding_id)
    for track_id, reading_id, finding in connection.execute(wanted.where(mention.c.track_id.in_(ids))):
        findings.setdefault(track_id, []).append((reading_id, finding))
    columns = (track.c.id, track.c.name, track.c.layer, track.c.due_on, track.c.matter, track.c.body)
    found = connection.execute(select(*columns).where(track.c.id.in_(ids)).order_by(track.c.id))
    return [Row(*row, tuple(sorted(findings.get(row.id, [])))) for row in found]


def topics_of(track: Track) -> list[str]:
    """Under what a track is found: all, its states, their dyads, its persons by each spelling."""
    entry = track.entry
    ids = {*entry.by, *entry.to} if isinstance(entry, LedgerEntry) else set(entry.participants)
    actors = [actor for actor in track.actors if actor.id in ids]
    states = sorted({actor.state for actor in actors if actor.state})
    dyads = [make_dyad(a, b) for a, b in combinations(states, 2)] if len(states) <= MOST_STATES else []
    persons = {f"p:{make_slug(name)}" for a in actors if a.kind == "person" for name in (a.name, *a.spellings)}
    return ["", *states, *dyads, *sorted(persons)]


def due_on(entry: LedgerEntry | OccasionEntry) -> date:
    """The last day of a commitment, the first of an encounter; `NO_DAY` for none."""
    if isinstance(entry, LedgerEntry):
        return (entry.due.to_on if entry.due else None) or NO_DAY
    return ((entry.when.from_on or entry.when.to_on) if entry.when else None) or NO_DAY


def _to_json(track: Track) -> bytes:
    tree = {
        "entry": followed_to_dict(track.entry),
        "actors": [followed_to_dict(actor) for actor in track.actors],
        "place": list(track.place),
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def _from_row(row: Row) -> Track:
    tree = json.loads(unpack(row.body, f"track {row.name}"))
    entry: LedgerEntry | OccasionEntry = (
        followed_from_dict(LedgerEntry, tree["entry"]) if row.layer == "commitment"
        else followed_from_dict(OccasionEntry, tree["entry"])
    )  # fmt: skip
    actors = tuple(followed_from_dict(Identity, actor) for actor in tree["actors"])
    day, article, number = tree["place"]
    return Track(entry, actors, row.matter, row.findings, (day, article, number), row.id)


def named_in(
    entry: LedgerEntry | OccasionEntry, actors: Iterable[Identity], articles: set[str]
) -> tuple[Identity, ...]:
    """Those actors that an entry names, each with its places in these articles."""
    ids = {*entry.by, *entry.to} if isinstance(entry, LedgerEntry) else set(entry.participants)
    return tuple(
        replace(actor, members=tuple(m for m in actor.members if m.article in articles))
        for actor in actors
        if actor.id in ids
    )
