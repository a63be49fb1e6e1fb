"""Where else a promise or encounter is told, and what it could be merged with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Asked, Overview
from communique.record.finding import Commitment, Occasion
from communique.record.followup import FindingKey, LedgerEntry, OccasionEntry
from communique.record.outcome import Reading
from communique.show import phrases
from communique.show.views import rows

CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Mate:
    """A promise or encounter in another article; `told` says where and when."""

    article: str
    finding: str
    words: str
    told: str
    path: str


def mates_of(desk: ArchiveDesk, key: FindingKey, kind: str) -> Iterator[Mate]:
    """The other mentions of the promise or encounter that this finding is one of."""
    for entry in _entries(desk, key, kind):
        ids = mentions(entry)
        if (key.article, key.finding) in ids:
            others = [one for one in ids if one != (key.article, key.finding)]
            yield from _mates(desk, [(*one, words_of(entry)) for one in others])


def candidates_of(desk: ArchiveDesk, key: FindingKey, kind: str, reading: Reading) -> Iterator[Mate]:
    """Promises or encounters of the same states that this finding is not joined with."""
    if kind not in ("commitment", "occasion"):
        return
    told: tuple[Commitment | Occasion, ...] = (*reading.commitments, *reading.occasions)
    found = next((one for one in told if one.id == key.finding), None)
    states = sorted(_states(reading, found)) if found else []
    if not states:
        return
    asked = Asked(dyad=(states[0], states[1])) if len(states) > 1 else Asked(state=states[0])
    tracks = Overview(desk).tracks("commitment" if kind == "commitment" else "occasion", asked)
    others = []
    for track in islice(tracks, CANDIDATES):
        ids = mentions(track.entry)
        if (key.article, key.finding) not in ids and ids:
            others.append((*ids[0], words_of(track.entry)))
    yield from _mates(desk, others)


def mentions(entry: LedgerEntry | OccasionEntry) -> list[tuple[str, str]]:
    """The findings that an entry joins: article and id."""
    if isinstance(entry, LedgerEntry):
        return [(one.article, one.commitment) for one in entry.mentions]
    return [(one.article, one.occasion) for one in entry.mentions]


def words_of(entry: LedgerEntry | OccasionEntry) -> str:
    if isinstance(entry, LedgerEntry):
        return entry.action
    when = f", {phrases.period(entry.when)}" if entry.when else ""
    return f"{entry.kind} of {', '.join(entry.participants)}{when}"


def _mates(desk: ArchiveDesk, found: list[tuple[str, str, str]]) -> Iterator[Mate]:
    sources = Overview(desk).sources_of([article for article, _, _ in found])
    for article, finding, words in found:
        source = sources.get(article)
        facts = (source.outlet, phrases.day(source.published_on) if source.published_on else None) if source else ()
        yield Mate(article, finding, words, ", ".join(f for f in facts if f), rows.article_path(article, finding))


def _entries(desk: ArchiveDesk, key: FindingKey, kind: str) -> list[LedgerEntry | OccasionEntry]:
    if kind not in ("commitment", "occasion"):
        return []
    return [track.entry for track in Overview(desk).tracks_of(key.article) if track.layer == kind]


def _states(reading: Reading, found: Commitment | Occasion) -> set[str]:
    ids = (*found.by, *found.to) if isinstance(found, Commitment) else tuple(p.actor for p in found.participants)
    sides = {actor.id: actor.code if actor.kind == "state" else actor.state for actor in reading.actors}
    return {code for id_ in ids if (code := sides.get(id_))}
