"""Tracks joined: a run of the follow-up with what was known before, and tracks bound into a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import date

from communique.follow.archived.carry import carry_commitment, carry_occasion
from communique.follow.shifts import is_overdue
from communique.record.finding import Commitment, Occasion
from communique.record.followup import Identity, Ledger, LedgerEntry, Matter, OccasionEntry
from communique.remember.followed.tracks import Layer, Track, named_in
from communique.remember.followed.waiting import Kept, Outline

_NO_DAY = "9999-12-31"


class Joined:
    """The tracks of a run, each with what earlier tracks know from articles that the run did not see.

    `before`: the tracks that are replaced; `about`: the readings of the run, and the others that those tracks are
    about; `seen`: the ids of those that the run saw, or that are superseded. `homeless`: readings outside the run whose
    track fell apart.
    """

    def __init__(
        self,
        ledger: Ledger,
        before: Sequence[Track],
        about: tuple[Sequence[Kept], Sequence[Outline]],
        seen: Set[int],
        *,
        carries: bool,
    ) -> None:
        self._ledger, self._before, self._seen, self._carries = ledger, before, seen, carries
        self._run = {k.article: k for k in reversed(about[0])}
        self._of_finding = {(t.layer, *finding): t for t in before for finding in t.findings}
        outlines: list[Outline] = [*about[0], *about[1]]
        self._days = {k.article: k.on for k in reversed(outlines)}
        self._known = {k.article for k in outlines if k.id in seen}
        self._carried: set[int] = set()
        self._renamed: dict[str, str] = {}
        entries: list[LedgerEntry | OccasionEntry] = [*ledger.commitments, *ledger.occasions]
        self.tracks = [self._track(entry) for entry in entries]
        self.homeless = {
            reading for t in before if t.id not in self._carried for reading, _ in t.findings if reading not in seen
        }

    def matters(self, before: Iterable[Matter]) -> list[Matter]:
        """The matters of the run, and of earlier ones what other tracks still belong to."""
        taken = {t.entry.id for t in self._before}
        found = [replace(m, commitments=self._names(m)) for m in self._ledger.matters]
        for old in before:
            others = tuple(id_ for id_ in old.commitments if id_ not in taken)
            if not others:
                continue
            home = next((m for m in found if set(m.commitments) & set(old.commitments)), None)
            if home is not None:
                found[found.index(home)] = replace(home, commitments=tuple(dict.fromkeys((*home.commitments, *others))))
            elif len(others) > 1:
                found.append(replace(old, commitments=others))
        return found

    def _names(self, matter: Matter) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._renamed.get(id_, id_) for id_ in matter.commitments))

    def _track(self, entry: LedgerEntry | OccasionEntry) -> Track:
        findings = [(self._run[article].id, finding) for article, finding in _mentioned(entry)]
        layer: Layer = "commitment" if isinstance(entry, LedgerEntry) else "occasion"
        actors: list[Identity] = list(self._ledger.actors)
        place = self._place(entry)
        own = entry.id
        for finding in tuple(findings):
            old = self._of_finding.get((layer, *finding))
            if old is None or not self._carries or old.id in self._carried:
                continue
            self._carried.add(old.id)
            entry = self._carry(entry, old)
            findings += [f for f in old.findings if f[0] not in self._seen]
            known = {actor.id for actor in actors}
            actors += [actor for actor in old.actors if actor.id not in known]
            place = min(place, old.place) if entry.id == old.entry.id else place
        self._renamed[own] = entry.id
        articles = {article for article, _ in _mentioned(entry)}
        return Track(entry, named_in(entry, actors, articles), None, tuple(dict.fromkeys(findings)), place)

    def _carry(self, entry: LedgerEntry | OccasionEntry, old: Track) -> LedgerEntry | OccasionEntry:
        if isinstance(entry, LedgerEntry) and isinstance(old.entry, LedgerEntry):
            return carry_commitment(entry, old.entry, self._known, self._days)
        assert isinstance(entry, OccasionEntry)
        assert isinstance(old.entry, OccasionEntry)
        return carry_occasion(entry, old.entry, self._known, self._days)

    def _place(self, entry: LedgerEntry | OccasionEntry) -> tuple[str, str, int]:
        article, finding = _mentioned(entry)[0]
        kept = self._run[article]
        reading = kept.reading
        findings: Sequence[Commitment | Occasion] = (
            reading.commitments if isinstance(entry, LedgerEntry) else reading.occasions
        )
        number = next(n for n, one in enumerate(findings) if one.id == finding)
        return kept.on.isoformat() if kept.on else _NO_DAY, article, number


def bind_ledger(
    commitments: Sequence[Track], occasions: Sequence[Track], matters: Iterable[Matter], as_of: date
) -> Ledger:
    """The ledger of some tracks as of a day, first told first."""
    ordered = [sorted(tracks, key=lambda t: t.place) for tracks in (commitments, occasions)]
    entries = [dated(t.entry, as_of) for t in ordered[0]]
    return Ledger(
        as_of,
        tuple(e for e in entries if isinstance(e, LedgerEntry)),
        tuple(t.entry for t in ordered[1] if isinstance(t.entry, OccasionEntry)),
        _actors([*ordered[0], *ordered[1]]),
        tuple(matters),
    )


def dated(entry: LedgerEntry | OccasionEntry, as_of: date) -> LedgerEntry | OccasionEntry:
    """The entry as of a day: what is overdue is a matter of the day."""
    if isinstance(entry, OccasionEntry):
        return entry
    return replace(entry, overdue=is_overdue(entry.status, entry.due, as_of))


def _actors(tracks: Sequence[Track]) -> tuple[Identity, ...]:
    """Whom the tracks name, each once, with the places and spellings of all of them."""
    found: dict[str, Identity] = {}
    for track in tracks:
        for actor in track.actors:
            known = found.get(actor.id)
            if known is None:
                found[actor.id] = actor
                continue
            found[actor.id] = replace(
                known,
                name=max(known.name, actor.name, key=lambda n: (len(n.split()), len(n))),
                spellings=tuple(dict.fromkeys((*known.spellings, *actor.spellings))),
                members=tuple(dict.fromkeys((*known.members, *actor.members))),
                state=known.state or actor.state,
            )
    return tuple(found.values())


def _mentioned(entry: LedgerEntry | OccasionEntry) -> list[tuple[str, str]]:
    """(article, finding) of each mention, first first."""
    if isinstance(entry, LedgerEntry):
        return [(m.article, m.commitment) for m in entry.mentions]
    return [(m.article, m.occasion) for m in entry.mentions]
