"""How far the content of a cue reaches in its sentence."""

from __future__ import annotations

from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.passage import Passage

_CLAUSE_MARKS = frozenset(("that",))


def clause_spread(passage: Passage, verb: int, child: int) -> tuple[TokenRange, ...]:
    """Spans of a content clause that hangs on a cue verb; two when the cue interrupts it."""
    left, right = passage.analysis.edges(child)
    if left > verb:
        return _whole(
            passage, verb, _without_that(passage, max(left, verb + 1), verb), _stop(passage, verb, left, right + 1)
        )
    first, last = _own(passage, verb, child)
    if right < verb:
        return _whole(passage, verb, left, min(right + 1, first))
    spans = [passage.trimmed(left, first), passage.trimmed(last, _stop(passage, verb, last, right + 1))]
    return tuple(s for s in spans if s is not None)


def phrase_spread(
    passage: Passage, verb: int, child: int, *, skip: int = 0, start: int | None = None
) -> tuple[TokenRange, ...]:
    """The span from a complement of a cue verb to the end of the verb's own phrase.

    `skip` leaves out the complement's first words (a preposition that belongs to the cue).
    """
    left = start if start is not None else passage.analysis.edges(child)[0]
    if left <= verb:
        left = max(child, verb + 1) if child > verb else left
    end = max(passage.analysis.edges(verb)[1], passage.analysis.edges(child)[1]) + 1
    return _whole(passage, verb, left + skip, _stop(passage, verb, left + skip, end))


def _whole(passage: Passage, verb: int, first: int, last: int) -> tuple[TokenRange, ...]:
    span = passage.trimmed(first, last)
    return (span,) if span is not None else ()


def _without_that(passage: Passage, first: int, verb: int) -> int:
    tokens = passage.tokens
    while first < len(tokens) and (
        tokens[first].text.lower() in _CLAUSE_MARKS
        and tokens[first].dep in ("mark", "nsubj", "det", "dobj")
        and tokens[first].tag in ("IN", "WDT", "DT")
        and first - verb <= 12
    ):
        if tokens[first].dep != "mark" and tokens[first].tag != "IN":
            break
        first += 1
    return first


def _own(passage: Passage, verb: int, child: int) -> TokenRange:
    """The cue verb with what belongs to it alone (subject, addressee, adverbs), between or beside the content."""
    first, last = verb, verb + 1
    for kid in passage.analysis.children(verb):
        if kid != child and passage.tokens[kid].dep not in ("punct", "ccomp", "advcl", "conj", "cc"):
            left, right = passage.analysis.edges(kid)
            if child < left or right < child:
                first, last = min(first, left), max(last, right + 1)
    return first, last


def _stop(passage: Passage, verb: int, first: int, last: int) -> int:
    """Where the content ends before `last`: at a coordinated verb, a cue in *-ing*, or the setting of the speech."""
    analysis, tokens = passage.analysis, passage.tokens
    for kid in sorted(analysis.children(verb)):
        if kid <= first:
            continue
        left = analysis.edges(kid)[0]
        if left < first or left >= last:
            continue
        dep = tokens[kid].dep
        if (
            dep == "conj"
            or (dep == "advcl" and _is_new_cue(passage, kid))
            or (dep == "prep" and _is_setting(passage, kid))
        ):
            last = _before_joint(passage, left, first)
            break
        if dep == "npadvmod" and tokens[kid].entity in ("DATE", "TIME"):
            last = left
            break
    for i in range(first + 1, last):
        if (
            tokens[i].tag == "VBG"
            and tokens[i - 1].text == ","
            and passage.region[i] == passage.region[first]
            and _is_new_cue(passage, i)
        ):
            return i - 1
    return last


def _before_joint(passage: Passage, left: int, first: int) -> int:
    while left - 1 > first and passage.tokens[left - 1].text.lower() in (
        ",",
        "and",
        "but",
        "or",
        "while",
        ";",
        "as",
        "well",
    ):
        left -= 1
    return left


def _is_new_cue(passage: Passage, token: int) -> bool:
    lemma = passage.lemma(token)
    speech = passage.speech
    return passage.tokens[token].tag == "VBG" and (
        lemma in speech.clause or lemma in speech.object or lemma in speech.as_ or lemma in speech.request
    )


def _is_setting(passage: Passage, prep: int) -> bool:
    """ "At a briefing", "during the call", "on Monday": when and where something was said, not what."""
    tokens, analysis = passage.tokens, passage.analysis
    if tokens[prep].text.lower() not in (
        "in",
        "at",
        "on",
        "during",
        "after",
        "before",
        "ahead",
        "following",
        "via",
        "through",
    ):
        return False
    for pobj in analysis.children(prep, "pobj"):
        if passage.lemma(pobj) in passage.speech.setting and not analysis.children(pobj, "acl"):
            return True
        if tokens[pobj].entity in ("DATE", "TIME") and tokens[prep].text.lower() in ("on", "at", "after", "before"):
            return True
    return False
