"""A Reading -> what it is about, as a few numbers: by them the articles are found that it may concern."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import Final

from communique.follow.wording import Passages
from communique.record.outcome import Reading

# Source: bench/quality/ledger.py's sagas; with fewer the articles of one saga part, with more those of two meet.
MOST_WORDS: Final = 30
MOST_SIDES: Final = 3
# A word of what is promised says more of an article's matter than any other.
_PROMISED: Final = 2


def traits_of(reading: Reading, passages: Passages) -> tuple[int, ...]:
    """Hashes of each party with each telling word, below 2**62; the same reading has the same ones on every machine.

    An article that names no state has its words alone.
    """
    words, sides = _words(reading, passages), _sides(reading)
    return tuple(sorted({_hash(side, word) for side in sides or [""] for word in words}))


def _words(reading: Reading, passages: Passages) -> list[str]:
    """The words of promises and encounters, and the names and numbers, those told oftenest first; then, as far as there
    is room, the others in their order: a short report of what became of a promise promises nothing itself.
    """
    count: Counter[str] = Counter()
    for commitment in reading.commitments:
        for evidence in (commitment.action, *commitment.evidence[:1]):
            count.update({w.concept: _PROMISED for w in passages.within(evidence.start, evidence.end)})
    for occasion in reading.occasions:
        count.update(w.concept for w in passages.within(occasion.evidence[0].start, occasion.evidence[0].end))
    for word in passages.words:
        if word.concept in count or word.concept[0] in "^#":
            count[word.concept] += 1
    told = [word for word, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))]
    rest = (word.concept for word in passages.words if word.concept not in count)
    return list(dict.fromkeys((*told, *rest)))[:MOST_WORDS]


def _sides(reading: Reading) -> list[str]:
    """The states that the article speaks of most."""
    count: Counter[str] = Counter()
    for actor in reading.actors:
        side = actor.state or (actor.code if actor.kind == "state" else None)
        if side:
            count[side] += len(actor.mentions) or 1
    return [side for side, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))[:MOST_SIDES]]


def _hash(side: str, word: str) -> int:
    digest = blake2b(f"{side}\x1f{word}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 2
