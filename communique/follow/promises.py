"""The same commitment in two articles? Parties, deed, numbers, time and kind weighed together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from communique.follow.tellings import Telling
from communique.follow.wording import Rarity, squeezed
from communique.record.finding import When
from communique.record.followup import Sameness, Verdict

RULE, RULE_BESIDE = "rule:commitments", "rule:side-by-side"
# Source: set on sagas whose tellings were paired by hand; a pair needs most of the lighter telling's weight in common.
SAME, UNSURE = 0.42, 0.15
# Where the binding side is another, as when a text says who receives, the words must agree this much.
_CROSSED, _CROSSED_INVITATION = 0.5, 0.7
_CENTRAL = 0.9
# Where all that they share is borrowed from the sentences around.
_BORROWED = 0.6
_ENOUGH = 2
_DAY = len("2027-10-10")
_OWN_WORDS = frozenset({"pledge", "agreement", "plan", "offer", "assignment"})
_LOOSE = frozenset({"pledge", "agreement", "plan"})
_TRIPS = frozenset({"acceptance", "plan", "pledge", "agreement"})


def pair_tellings(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs worth judging: of two articles, with a side in common or one of sides unknown; never all pairs."""
    blocks: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        for side in telling.by_sides or telling.sides or {""}:
            blocks[side].append(telling)
        if not telling.by_sides:
            for name in sorted(c for c, v in telling.words.items() if c[0] == "^" and v >= 1):
                blocks[name].append(telling)
    for telling in tellings:
        for name in sorted(c for c, v in telling.words.items() if c[0] == "^" and v >= 1):
            if blocks.get(name) and telling.by_sides:
                blocks[name].append(telling)
    seen = set()
    for members in blocks.values():
        for a, b in combinations(sorted(members, key=lambda t: (t.place, t.key.finding)), 2):
            if a.key.article != b.key.article and (a.key, b.key) not in seen:
                seen.add((a.key, b.key))
                yield a, b


def judge_tellings(a: Telling, b: Telling, rarity: Rarity) -> Verdict:
    """Whether two tellings are of one commitment; `a` is the earlier."""
    sameness, score, reason = _compare(a, b, rarity)
    return Verdict("commitment", a.key, b.key, sameness, round(score, 3), reason, RULE)


def _compare(a: Telling, b: Telling, rarity: Rarity) -> tuple[Sameness, float, str]:
    if not _kinds_agree(a, b):
        return "different", 0.0, f"{a.commitment.kind} and {b.commitment.kind}"
    if reason := _parties_differ(a, b):
        return "different", 0.0, reason
    words = rarity.likeness(a.words, b.words)
    shared = sorted(c for c in a.words.keys() & b.words.keys() if min(a.words[c], b.words[c]) >= _CENTRAL)
    answered = a.commitment.kind == "invitation" and (bool(b.by & a.to or a.by & b.to) or words >= _CROSSED_INVITATION)
    crossed = bool(a.by_sides and b.by_sides and not a.by_sides & b.by_sides) and not answered
    if crossed and (not a.sides & b.sides or words < _CROSSED or len(shared) < _ENOUGH):
        return "different", 0.0, "other sides are bound"
    score = words + _circumstances(a, b)
    if _is_trip(a) and _is_trip(b) and _persons(a) & _persons(b):
        score += 0.35
    elif (not shared and not (a.is_thin or b.is_thin)) or (len(shared) < _ENOUGH and not _kin_kinds(a, b)):
        score = min(score, UNSURE - 0.01)
    elif not shared:
        score = score * _BORROWED if not _days_apart(a, b) else min(score, UNSURE - 0.01)
    elif len(shared) < _ENOUGH and not (a.is_thin or b.is_thin or _one_day(a, b)):
        score -= 0.1
    score = squeezed(score)
    sameness: Sameness = "same" if score >= SAME else "unsure" if score >= UNSURE else "different"
    return (
        sameness,
        score,
        "shares " + ", ".join(a.said.get(c, b.said.get(c, c)) for c in shared[:6]) if shared else "shares no word",
    )


def _parties_differ(a: Telling, b: Telling) -> str | None:
    """Why the parties cannot be those of one commitment."""
    if _is_trip(a) and _is_trip(b) and _persons(a) and _persons(b) and not _persons(a) & _persons(b):
        return "other persons go"
    if a.commitment.kind == "invitation" and a.to and b.to and not (a.to & b.to or _sides_meet(a.to_sides, b.to_sides)):
        return "others are invited"
    if a.to_sides and b.to_sides and not (a.sides >= b.to_sides or b.sides >= a.to_sides or a.to_sides & b.to_sides):
        return "others are owed"
    if not (a.by_sides and b.by_sides) and a.bodies and b.bodies and not a.bodies & b.bodies:
        return "other bodies are bound"
    x, y = a.commitment.due, b.commitment.due
    if a.is_another != b.is_another and x is not None and y is not None and not _near(x, y):
        return "one of them is told as another, for another day"
    return None


def _kinds_agree(a: Telling, b: Telling) -> bool:
    x, y = a.commitment.kind, b.commitment.kind
    if x == y:
        return True
    if "invitation" in (x, y):
        return False
    return {x, y} <= _OWN_WORDS or ({x, y} <= _TRIPS and _is_trip(a) and _is_trip(b))


def _kin_kinds(a: Telling, b: Telling) -> bool:
    """An assignment and an agreement need more in common than two pledges."""
    return a.commitment.kind == b.commitment.kind or {a.commitment.kind, b.commitment.kind} <= _LOOSE


def _is_trip(telling: Telling) -> bool:
    return telling.is_journey and telling.commitment.kind in _TRIPS


def _persons(telling: Telling) -> frozenset[str]:
    """Who is bound, if persons: an id of a state is its code in capitals."""
    return frozenset(x for x in telling.by if not x.isupper())


def _sides_meet(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a & b) or not a or not b


def _circumstances(a: Telling, b: Telling) -> float:
    """What numbers, days, order and parties add to the likeness of the words or take from it."""
    out = 0.0
    if a.numbers and b.numbers:
        out += 0.15 if a.numbers & b.numbers else -0.3
    if a.is_another != b.is_another:
        out -= 0.25
    if not (a.by_sides and b.by_sides):
        out -= 0.05
    if a.commitment.kind == "invitation" and a.by_sides & b.by_sides:
        out += 0.15
    x, y = a.commitment.due, b.commitment.due
    if x is not None and y is not None and x.to_on and y.to_on:
        out += 0.3 if _one_day(a, b) else 0.12 if _near(x, y) else -0.08
    names = [{c for c, v in t.words.items() if c[0] == "^" and v >= 1} for t in (a, b)]
    if names[0] and names[1]:
        out += 0.1 if names[0] & names[1] else -0.15
    return out


def _one_day(a: Telling, b: Telling) -> bool:
    """Both are due on the very same day."""
    x, y = a.commitment.due, b.commitment.due
    return (
        x is not None
        and y is not None
        and x.to_on is not None
        and x.to_on == y.to_on
        and len(x.value) == len(y.value) == _DAY
    )


def _days_apart(a: Telling, b: Telling) -> bool:
    """Both have a last day, and these are months apart."""
    x, y = a.commitment.due, b.commitment.due
    return x is not None and y is not None and x.to_on is not None and y.to_on is not None and not _near(x, y)


def _near(x: When, y: When) -> bool:
    if x.to_on is None or y.to_on is None:
        return False
    begins, ends = max(x.from_on or x.to_on, y.from_on or y.to_on), min(x.to_on, y.to_on)
    return begins <= ends or abs((x.to_on - y.to_on).days) <= 31


def side_by_side(a: Telling, b: Telling) -> Verdict:
    """What one article tells as two things is two things, unless the words or the journey are one."""
    overlap = a.span[0] < b.span[1] and b.span[0] < a.span[1] and a.commitment.kind == b.commitment.kind
    one_trip = _is_trip(a) and _is_trip(b) and a.by == b.by and _sides_meet(a.to_sides, b.to_sides)
    sameness: Sameness = "same" if overlap else "unsure" if one_trip else "different"
    reason = "the same words" if overlap else "one article tells them side by side"
    return Verdict("commitment", a.key, b.key, sameness, 1.0 if overlap else 0.0, reason, RULE_BESIDE)
