"""Which commitments belong to one matter: the same sides, and rare words in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.follow.wording import Rarity
from communique.record.followup import Matter
from communique.record.ids import make_id

SAME_MATTER = 0.35
_NAMED = 4


@dataclass(frozen=True)
class Topic:
    """A commitment of the ledger as its sides and words; `said`: {concept: the word that stands there}."""

    id: str
    sides: frozenset[str]
    words: Mapping[str, float]
    said: Mapping[str, str] = field(default_factory=dict)


def find_matters(topics: Sequence[Topic], rarity: Rarity) -> tuple[Matter, ...]:
    """Groups of commitments between the same sides whose words meet; a matter of one commitment is none."""
    by_sides: dict[frozenset[str], list[Topic]] = defaultdict(list)
    for topic in topics:
        by_sides[topic.sides].append(topic)
    out = []
    for sides, members in by_sides.items():
        for group in _groups(members, rarity):
            if len(group) > 1:
                shared = set.intersection(*(set(t.words) for t in group)) or set(group[0].words)
                words = sorted((c for c in shared if c[0] not in "~#"), key=rarity.weight, reverse=True)[:_NAMED]
                ids = tuple(t.id for t in group)
                named = tuple(group[0].said.get(c, c.lstrip("^")) for c in words)
                out.append(Matter(make_id("m", *ids), tuple(sorted(sides)), named, ids))
    return tuple(out)


def _groups(members: Sequence[Topic], rarity: Rarity) -> list[list[Topic]]:
    """Each topic joins the first group whose first member is alike."""
    groups: list[list[Topic]] = []
    for topic in members:
        home = next((g for g in groups if rarity.likeness(g[0].words, topic.words) >= SAME_MATTER), None)
        if home is None:
            groups.append([topic])
        else:
            home.append(topic)
    return groups
