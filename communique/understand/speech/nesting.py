"""Which attribution stands inside which, and which are said twice."""

from __future__ import annotations

from collections.abc import Sequence

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import Passage

_SAME = 0.8


def drop_repeats(passage: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions in text order without repeated finds of the same words at the same cue and without those in
    which a speaker only announces his own words ("I want to stress ...") inside a quotation."""
    out: list[Attribution] = []
    turns = [a.content[0] for a in found if a.origin == "turn"]
    for candidate in sorted(found, key=lambda a: (a.first, -a.last, a.origin != "quoted")):
        if _announces_itself(passage, candidate, turns):
            continue
        if not any(_same(candidate, other) for other in out[-6:]):
            out.append(candidate)
    return out


def _same(a: Attribution, b: Attribution) -> bool:
    left, right = a.tokens(), b.tokens()
    return len(left & right) / len(left | right) > _SAME and (a.head == b.head or a.cue is None or b.cue is None)


def _announces_itself(passage: Passage, candidate: Attribution, turns: Sequence[TokenRange]) -> bool:
    if candidate.head is None:
        return False
    if passage.region[candidate.head] == -1 and not any(a <= candidate.head < b for a, b in turns):
        return False
    if candidate.source is None:
        return candidate.origin == "reported"
    first, last = candidate.source
    if candidate.origin == "reported" and not _is_past(passage, candidate.head):
        return True
    pronoun = last - first == 1 and passage.tokens[first].text.lower() in ("i", "we", "me", "us")
    return pronoun and not _is_past(passage, candidate.head)


def _is_past(passage: Passage, verb: int) -> bool:
    token = passage.tokens[verb]
    helpers = {passage.tokens[k].text.lower() for k in passage.analysis.children(verb, "aux")}
    return token.tag == "VBD" or (token.tag == "VBN" and bool(helpers & {"have", "has", "had", "’ve", "'ve"}))


def drop_own_reports(passage: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without those in which reported words only tell of their own speaker: "said he regretted it"."""
    outers = outer_of(passage, found)
    return [
        a for a, outer in zip(found, outers, strict=True) if outer is None or not _of_itself(passage, a, found[outer])
    ]


def _of_itself(passage: Passage, inner: Attribution, outer: Attribution) -> bool:
    if inner.origin != "reported" or inner.source is None or inner.head is None or outer.head is None:
        return False
    first, last = inner.source
    pronoun = last - first == 1 and passage.tokens[first].text.lower() in ("he", "she", "it", "they")
    return pronoun and passage.region[inner.head] == passage.region[outer.head]


def outer_of(passage: Passage, found: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the index of the smallest one whose content holds its cue or, without a cue, its content."""
    out: list[int | None] = []
    for candidate in found:
        anchor = candidate.head if candidate.head is not None else candidate.first
        around = [
            (sum(b - a for a, b in other.content), number)
            for number, other in enumerate(found)
            if other is not candidate
            and other.head != candidate.head
            and any(a <= anchor < b for a, b in other.content)
        ]
        out.append(min(around)[1] if around else None)
    return out
