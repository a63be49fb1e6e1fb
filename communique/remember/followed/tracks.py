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

    @property
    def layer(self) -> Layer:
        return "commitment" if isinstance(self.entry, LedgerEntry) else "occasion"


def write_tracks(connection: Connection, tracks: Sequence[Track]) -> None:
    """Keeps tracks whose findings are in none that is kept.

    One article kept under two addresses, of which the run saw one, is in the ledger already: it is not told again.
    """
    mentions, topics = [], []
    names = [track.entry.id for track in tracks]
    told: set[str] = set()
    for start in range(0, len(names), _PART):
        known = select(tables.track.c.name).where(tables.track.c.name.in_(names[start : start + _PART]))
        told |= set(connection.execute(known).scalars())
    for track in tracks:
        if track.entry.id in told:
            continue
        told.add(track.entry.id)
        last_on = due_on(track.entry)
        row = {"name": track.entry.id, "layer": track.layer, "status": track.entry.status, "due_on": last_on,
               "matter": track.matter, "body": pack(_to_json(track))}  # fmt: skip
        id_ = connection.execute(insert(tables.track).returning(tables.track.c.id), row).scalar_one()
        of_track = {"layer": track.layer, "track_id": id_}
        mentions += [of_track | {"reading_id": reading, "finding_id": finding} for reading, finding in track.findings]
        status = track.entry.status
        topics += [of_track | {"topic": t, "due_on": last_on, "status": status} for t in topics_of(track)]
    insert_rows(connection, tables.track_mention, mentions)
    insert_rows(connection, tables.track_topic, topics)


def take_tracks(connection: Connection, reading_ids: Iterable[int]) -> list[Track]:
    """The tracks that mention any of these readings, which are no longer kept."""
    mention, topic, track = tables.track_mention, tables.track_topic, tables.track
    wanted = sorted(set(reading_ids))
    ids = sorted(set(connection.execute(select(mention.c.track_id).where(mention.c.reading_id.in_(wanted))).scalars()))
    taken: list[Track] = []
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        found = load_tracks(connection, part)
        rows = connection.execute(select(track.c.id, track.c.due_on).where(track.c.id.in_(part)))
        due: dict[int, date] = {row.id: row.due_on for row in rows}
        for one in found:
            of_track = (topic.c.layer == one.layer, topic.c.due_on == due[one.id], topic.c.track_id == one.id)
            connection.execute(delete(topic).where(*of_track, topic.c.topic.in_(topics_of(one))))
        connection.execute(delete(mention).where(mention.c.track_id.in_(part)))
        connection.execute(delete(track).where(track.c.id.in_(part)))
        taken += found
    return taken


def load_tracks(connection: Connection, ids: Sequence[int]) -> list[Track]:
    """Tracks by their row ids, in the order of these."""
    track, mention = tables.track, tables.track_mention
    findings: dict[int, list[tuple[int, str]]] = {}
    wanted = select(mention.c.track_id, mention.c.reading_id, mention.c.finding_id)
    for track_id, reading_id, finding in connection.execute(wanted.where(mention.c.track_id.in_(ids))):
        findings.setdefault(track_id, []).append((reading_id, finding))
    rows = connection.execute(
        select(track.c.id, track.c.name, track.c.layer, track.c.matter, track.c.body).where(track.c.id.in_(ids))
    )
    of_id = {row.id: _from_row(row, findings.get(row.id, [])) for row in rows}
    return [of_id[id_] for id_ in ids if id_ in of_id]


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


def _from_row(row: Any, findings: Sequence[tuple[int, str]]) -> Track:
    tree = json.loads(unpack(row.body, f"track {row.name}"))
    entry: LedgerEntry | OccasionEntry = (
        followed_from_dict(LedgerEntry, tree["entry"]) if row.layer == "commitment"
        else followed_from_dict(OccasionEntry, tree["entry"])
    )  # fmt: skip
    actors = tuple(followed_from_dict(Identity, actor) for actor in tree["actors"])
    day, article, number = tree["place"]
    return Track(entry, actors, row.matter, tuple(findings), (day, article, number), row.id)


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
