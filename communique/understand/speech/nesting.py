"""Which attribution stands inside which, and which are said twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import Passage

_SAME = 0.8


def drop_repeats(passage: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions in text order without repeated finds of the same words at the same cue and without those in
    which a speaker only announces his own words ("I want to stress ...") inside a quotation."""
    out: list[Attribution] = []
    turns = sorted(a.content[0] for a in found if a.origin == "turn")
    for candidate in sorted(found, key=lambda a: (a.first, -a.last, a.origin != "quoted")):
        if _announces_itself(passage, candidate, turns):
            continue
        if not any(_same(candidate, other) for other in out[-6:]):
            out.append(candidate)
    return out


def _same(a: Attribution, b: Attribution) -> bool:
    if a.first >= b.last or b.first >= a.last:
        return False
    left, right = a.tokens(), b.tokens()
    return len(left & right) / len(left | right) > _SAME and (a.head == b.head or a.cue is None or b.cue is None)


def _announces_itself(passage: Passage, candidate: Attribution, turns: Sequence[TokenRange]) -> bool:
    if candidate.head is None:
        return False
    if passage.region[candidate.head] == -1 and not _in_turn(candidate.head, turns):
        return False
    if candidate.source is None:
        return candidate.origin == "reported"
    first, last = candidate.source
    if candidate.origin == "reported" and not _is_past(passage, candidate.head):
        return not passage.analysis.children(candidate.head, "agent")  # "it is alleged by Y that P": Y's words
    pronoun = last - first == 1 and passage.tokens[first].lower in ("i", "we", "me", "us")
    return pronoun and not _is_past(passage, candidate.head)


def _in_turn(token: int, turns: Sequence[TokenRange]) -> bool:
    at = bisect_right(turns, (token, token)) - 1
    return any(0 <= k < len(turns) and turns[k][0] <= token < turns[k][1] for k in (at, at + 1))


def _is_past(passage: Passage, verb: int) -> bool:
    token = passage.tokens[verb]
    helpers = {passage.tokens[k].lower for k in passage.analysis.children(verb, "aux")}
    return token.tag == "VBD" or (token.tag == "VBN" and bool(helpers & {"have", "has", "had", "’ve", "'ve"}))


def drop_own_reports(passage: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without those in which reported words only tell of their own speaker: "said he regretted it"."""
    outers = outer_of(found)
    return [
        a for a, outer in zip(found, outers, strict=True) if outer is None or not _of_itself(passage, a, found[outer])
    ]


def _of_itself(passage: Passage, inner: Attribution, outer: Attribution) -> bool:
    if inner.origin != "reported" or inner.source is None or inner.head is None or outer.head is None:
        return False
    first, last = inner.source
    pronoun = last - first == 1 and passage.tokens[first].lower in ("he", "she", "it", "they")
    return pronoun and passage.region[inner.head] == passage.region[outer.head]


def outer_of(found: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the index of the smallest one whose content holds its cue or, without a cue, its content."""
    spans = sorted((first, last, number) for number, a in enumerate(found) for first, last in a.content)
    sizes = [sum(last - first for first, last in a.content) for a in found]
    out: list[int | None] = [None] * len(found)
    around: list[tuple[int, int, int]] = []
    coming = 0
    for anchor, number in sorted((_anchor(a), number) for number, a in enumerate(found)):
        while coming < len(spans) and spans[coming][0] <= anchor:
            around.append(spans[coming])
            coming += 1
        around = [span for span in around if span[1] > anchor]
        holders = [k for _, _, k in around if k != number and found[k].head != found[number].head]
        out[number] = min(holders, key=lambda k: (sizes[k], k)) if holders else None
    for number, outer in enumerate(out):
        if outer is not None and out[outer] == number and sizes[outer] < sizes[number]:
            out[number] = None
    return out


def _anchor(found: Attribution) -> int:
    return found.head if found.head is not None else found.first
