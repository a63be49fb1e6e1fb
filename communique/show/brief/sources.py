"""Where things stand: from entries of the ledger back to the articles' words, and to the names that people bear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from communique.desk.outgoing.dossier import Dossier
from communique.record.finding import Actor, Occasion
from communique.record.followup import Development, LedgerEntry, OccasionEntry
from communique.record.outcome import Reading
from communique.record.text import Evidence
from communique.remember.entries import published_on
from communique.show.brief.values import Note
from communique.show.phrases import day

# Two outlets are enough to check a sentence; the archive has the others.
MOST_NOTES: Final = 2
_FEW: Final = 60
_LONGEST: Final = 320
# After the end of a sentence or a paragraph.
_BREAK: Final = re.compile(r"(?<=[.!?])[\"”’')]?\s+(?=[\"“‘'(]?[A-Z])|\n+")


class Sources:
    """The readings of a dossier, to be asked by what the ledger calls things."""

    def __init__(self, dossier: Dossier) -> None:
        self._titles = dict(zip(dossier.codes, dossier.names, strict=True))
        self._by_id = {reading.article.id: reading for reading in (*dossier.readings, *dossier.witnesses)}
        self._identities = {one.id: one for one in dossier.ledger.actors}
        self._members: dict[str, list[Actor]] = {}
        self._identity_of: dict[tuple[str, str], str] = {}
        for identity in dossier.ledger.actors:
            for key in identity.members:
                self._identity_of[(key.article, key.finding)] = identity.id
                reading_ = self._by_id.get(key.article)
                actors = [actor for actor in reading_.actors if actor.id == key.finding] if reading_ else []
                self._members.setdefault(identity.id, []).extend(actors)

    def note(self, reading: Reading, evidence: Evidence) -> Note:
        """The words, or the sentence around them where they are too few to convince."""
        article, on = reading.article, self.published(reading)
        start, end = _whole(article.text, evidence)
        return Note(article.text[start:end], article.outlet, article.title, day(on) if on else None, article.url,
                    article.id, start, end)  # fmt: skip

    def published(self, reading: Reading) -> date | None:
        return published_on(reading)

    def day(self, note: Note) -> date | None:
        return self.published(self._by_id[note.article])

    def names(self, ids: Iterable[str]) -> list[str]:
        """As the articles name them, each once; a mere group of a state ("the delegation") goes by the state."""
        return list(dict.fromkeys(self._name(id_) for id_ in ids))

    def _name(self, id_: str) -> str:
        known = self._identities.get(id_)
        if known is None:
            return id_
        return self._titles.get(known.state or "", known.name) if known.kind == "group" else known.name

    def titled(self, ids: Iterable[str]) -> list[str]:
        """Names with the office that the articles give: 'Nikoloz Kvernadze (Georgian Economy Minister)'."""
        out = []
        for id_ in dict.fromkeys(ids):
            offices = [held.title for actor in self._members.get(id_, ()) for held in actor.offices]
            title = next((one for one in offices if not one.lower().endswith("counterpart")), None)
            name = self._name(id_)
            out.append(f"{name} ({title})" if title and name not in title else name)
        return list(dict.fromkeys(out))

    def parties(self, entry: OccasionEntry) -> list[str]:
        """Participants, without the states and bodies for which a person of theirs is there."""
        found = [self._identities[id_] for id_ in dict.fromkeys(entry.participants) if id_ in self._identities]
        present = {one.state for one in found if one.kind == "person" and one.state}
        return [one.id for one in found if one.kind == "person" or one.state not in present]

    def roles(self, entry: OccasionEntry, first: Occasion) -> tuple[list[str], list[str]]:
        """Guests and hosts of a visit, as the first article that tells of it has them."""
        reading = self._reading_of(entry, first)
        if reading is None:
            return [], []
        article, parties = reading.article.id, set(self.parties(entry))

        def having(role: str) -> list[str]:
            ids = [self._identity_of.get((article, one.actor)) for one in first.participants if one.role == role]
            return [id_ for id_ in dict.fromkeys(ids) if id_ in parties]

        return having("guest"), having("host")

    def promise(self, entry: LedgerEntry) -> tuple[Note, ...]:
        """The words in which it was promised, by the first articles that tell of it."""
        notes = []
        for mention in entry.mentions:
            reading = self._by_id.get(mention.article)
            found = (
                next((one for one in reading.commitments if one.id == mention.commitment), None) if reading else None
            )
            if reading and found:
                notes.append(self.note(reading, found.evidence[0] if found.evidence else found.action))
        return tuple(dict.fromkeys(notes))[:MOST_NOTES]

    def kind(self, entry: LedgerEntry) -> str:
        """'pledge', 'conditional offer': a promise on a condition, or a mere wish, is never told as a firm one."""
        found = (
            one.strength
            for mention in entry.mentions
            if (reading := self._by_id.get(mention.article))
            for one in reading.commitments
            if one.id == mention.commitment
        )
        strength = next(found, "firm")
        return entry.kind if strength == "firm" else f"{strength} {entry.kind}"

    def step(self, step: Development) -> tuple[Note, ...]:
        """The words on which a judgement rests."""
        reading = self._by_id.get(step.article or "")
        if step.evidence is None or reading is None:
            return ()
        return (self.note(reading, step.evidence),)

    def occasion(self, entry: OccasionEntry) -> tuple[Note, ...]:
        """The words that tell of an encounter as it stands, one of each article; none when no article says so."""
        told = [
            (reading, one) for reading, one in self._occasions(entry) if one.evidence and one.status == entry.status
        ]
        notes = (self.note(reading, one.evidence[0]) for reading, one in told)
        return tuple(dict.fromkeys(notes))[:MOST_NOTES]

    def first_occasion(self, entry: OccasionEntry) -> Occasion | None:
        """The encounter as the first article has it that agrees with the entry's status."""
        return next((one for _, one in self._occasions(entry) if one.status == entry.status), None)

    def first_told(self, entry: OccasionEntry) -> date | None:
        days = [on for reading, _ in self._occasions(entry) if (on := self.published(reading))]
        return min(days, default=None)

    def _occasions(self, entry: OccasionEntry) -> Iterator[tuple[Reading, Occasion]]:
        for mention in entry.mentions:
            if reading := self._by_id.get(mention.article):
                yield from ((reading, one) for one in reading.occasions if one.id == mention.occasion)

    def _reading_of(self, entry: OccasionEntry, occasion: Occasion) -> Reading | None:
        return next((reading for reading, one in self._occasions(entry) if one is occasion), None)


def _whole(text: str, evidence: Evidence) -> tuple[int, int]:
    """The span of the evidence, or of its sentence when the evidence is short and the sentence not too long."""
    if evidence.end - evidence.start >= _FEW:
        return evidence.start, evidence.end
    ends = (match.end() for match in _BREAK.finditer(text, 0, evidence.start + 1))
    start = max((end for end in ends if end <= evidence.start), default=0)
    following = _BREAK.search(text, evidence.end)
    end = following.start() + len(following[0].rstrip()) if following else len(text.rstrip())
    return (start, end) if end - start <= _LONGEST else (evidence.start, evidence.end)
