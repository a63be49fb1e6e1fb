"""How far the content of a cue reaches in its sentence."""

from __future__ import annotations

from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.limits import (
    at_encounter,
    at_gloss,
    at_next_clause,
    at_next_relative,
    at_other_news,
    at_other_speaker,
    at_platform,
    before_joint,
)
from communique.understand.attribution.passage import FINITE, Passage, is_day, is_setting
from communique.understand.attribution.sources import passes_on

_CUE_CLAUSE = 9
"""Tokens behind a cue in which its clause ends: "he told reporters in the capital, ..."."""
_INSERTED = 20
"""Tokens of a phrase in commas between a cue and its clause."""
_CONCEDING = frozenset(("though", "although"))
_CLAUSE_MARKS = frozenset(("that",))


def clause_spread(passage: Passage, verb: int, child: int) -> tuple[TokenRange, ...]:
    """Spans of a content clause that hangs on a cue verb; two when the cue interrupts it."""
    left, right = passage.analysis.edges(child)
    if left > verb:
        start = _with_bound(passage, _without_that(passage, max(left, verb + 1), verb), verb)
        start = _with_fronted(passage, verb, start)
        end = _listed(passage, start, _with_condition(passage, verb, right + 1))
        end = min(end, at_other_news(passage, verb, child, start, end))
        end = min(end, at_other_speaker(passage, start, end), at_gloss(passage, start, end))
        end = min(end, at_next_relative(passage, verb, start, end))
        return _whole(passage, start, _stop(passage, verb, left, end))
    first, last = _own(passage, verb, child)
    if right < verb:
        right = max(
            passage.analysis.edges(k)[1] for k in passage.analysis.children(verb, "ccomp") if k < verb or k == child
        )
        before = _whole(passage, _from_start(passage, left), min(_past_condition(passage, verb, right) + 1, first))
        return before + (condition_after(passage, verb, last) or tail_after(passage, verb))
    end = at_next_relative(passage, verb, last, right + 1)
    begin = (
        first if first - left == 1 and passage.tokens[left].tag in ("WDT", "WP") else left
    )  # "[which] he said was P"
    spans = [passage.trimmed(begin, first), passage.trimmed(last, _stop(passage, verb, last, end))]
    return tuple(s for s in spans if s is not None)


def _past_condition(passage: Passage, verb: int, last: int) -> int:
    """The last token of content before its cue with a condition that the parse hangs on the cue: "P [if Q], X said"."""
    for kid in passage.analysis.children(verb, "advcl"):
        left, right = passage.analysis.edges(kid)
        marked = passage.tokens[left].lower in passage.speech.words["conditional"] | _CONCEDING
        if last < left <= last + 2 and right < verb and marked:
            return right
    return last


def clause_behind(passage: Passage, noun: int, *holders: int) -> int | None:
    """The clause with *that* behind a noun of speech: on it, on whom it is to or from, or on one of `holders`."""
    analysis, tokens = passage.analysis, passage.tokens
    sides = [p for k in analysis.children(noun, "prep") for p in analysis.children(k, "pobj")]
    for holder in (noun, *sides, *holders):
        for clause in analysis.children(holder, "acl", "ccomp", "relcl"):
            first = analysis.edges(clause)[0]
            if first > noun and tokens[first].lower == "that" and tokens[first].dep == "mark":
                return clause
    return None


def phrase_spread(
    passage: Passage, verb: int, child: int, *, skip: int = 0, start: int | None = None
) -> tuple[TokenRange, ...]:
    """The span from a complement of a cue verb to the end of the verb's own phrase.

    `skip` leaves out the complement's first words (a preposition that belongs to the cue).
    """
    left = start if start is not None else passage.analysis.edges(child)[0]
    if left <= verb:
        left = max(child, verb + 1) if child > verb else left
    end = _with_second_object(passage, verb, max(passage.analysis.edges(verb)[1], passage.analysis.edges(child)[1]) + 1)
    end = _listed(passage, left + skip, end)
    end = min(end, at_other_speaker(passage, left + skip, end), at_encounter(passage, verb, left + skip, end))
    end = min(end, at_next_clause(passage, verb, left + skip, end), at_platform(passage, verb, left + skip, end))
    return _whole(passage, left + skip, _stop(passage, verb, left + skip, end))


def _with_second_object(passage: Passage, verb: int, end: int) -> int:
    """The end of the phrase with a noun that the parse hangs on the cue before: noted A and welcomed B and C."""
    root = passage.joined.get(verb)
    if root is None:
        return end
    for kid in passage.analysis.children(root, "conj"):
        left, right = passage.analysis.edges(kid)
        if kid > verb and passage.tokens[kid].pos in ("NOUN", "PROPN") and end <= left <= end + 1:
            return right + 1
    return end


def _whole(passage: Passage, first: int, last: int) -> tuple[TokenRange, ...]:
    span = passage.trimmed(first, last)
    return (span,) if span is not None else ()


def _without_that(passage: Passage, first: int, verb: int) -> int:
    tokens = passage.tokens
    if first == verb + 1 and tokens[first].text == "that" and tokens[first].dep == "det":
        clause = tokens[tokens[first].head]
        if clause.dep in ("nsubj", "nsubjpass") and passage.lemma(verb) in passage.speech.clause:
            return first + 1  # "stressing that enrichment was ...": the parse takes it for a pronoun
    while first < len(tokens) and (
        tokens[first].lower in _CLAUSE_MARKS
        and tokens[first].dep in ("mark", "nsubj", "det", "dobj")
        and tokens[first].tag in ("IN", "WDT", "DT")
        and first - verb <= 12
    ):
        if tokens[first].dep != "mark" and tokens[first].tag != "IN":
            break
        first += 1
    return first


def _with_bound(passage: Passage, start: int, verb: int) -> int:
    """The start with the "between" of "between 30 and 40" that the parse hangs on the cue."""
    tokens = passage.tokens
    kinds = [t.pos for t in tokens[verb + 2 : start + 1]]
    if tokens[verb + 1].lower == "between" and "NUM" in kinds and set(kinds[:-1]) <= {"NUM", "CCONJ"}:
        return verb + 1
    return verb + 1 if kinds == ["NUM"] and tokens[verb + 1].pos == "ADP" else start


def _with_fronted(passage: Passage, verb: int, start: int) -> int:
    """The start with a phrase in commas before the clause that the parse hangs on the cue: "said [despite P,] Q"."""
    tokens = passage.tokens
    if not verb + 2 < start < verb + _INSERTED or "," not in (tokens[start].text, tokens[start - 1].text):
        return start
    opens = tokens[verb + 1].lower in passage.speech.words["besides"] or _is_by_then(passage, verb + 1, start)
    return verb + 1 if opens and passage.region[verb + 1] == passage.region[verb] else start


def _is_by_then(passage: Passage, prep: int, start: int) -> bool:
    """ "Estimated [by 2050,] the need would double": a day by which something will be, not one on which it was said."""
    tokens = passage.tokens
    times = passage.analysis.children(prep, "pobj")
    dated = any(tokens[k].entity in ("DATE", "TIME") or tokens[k].pos == "NUM" for k in times)
    will = (t.lower in ("will", "would") for t in tokens[start : passage.analysis.sentence_of(prep).last])
    return dated and tokens[prep].lower == "by" and any(will)


def _from_start(passage: Passage, left: int) -> int:
    """Where content that precedes its cue begins: with the sentence, unless another cue stands there."""
    start = passage.analysis.sentence_of(left).first
    for i in range(start, left):
        token = passage.tokens[i]
        if passage.region[i] != passage.region[left] or (token.tag in FINITE and passage.may_report(i)):
            return left
    return start


def condition_after(passage: Passage, verb: int, last: int) -> tuple[TokenRange, ...]:
    """The condition that follows a cue: "A would follow, he added, on condition that B"."""
    for kid in passage.analysis.children(verb, "advcl", "prep"):
        left, right = passage.analysis.edges(kid)
        if left >= last - 1 and any(
            passage.tokens[i].lower in passage.speech.words["conditional"] for i in (left, min(left + 1, right))
        ):
            return _whole(passage, left, right + 1)
    return ()


def tail_after(passage: Passage, verb: int) -> tuple[TokenRange, ...]:
    """What goes on behind a cue and its comma: "P, he said, and not one hour later", "P, he noted, to 3 million"."""
    tokens, end = passage.tokens, passage.analysis.sentence_of(verb).last
    near = range(verb + 1, min(verb + _CUE_CLAUSE, end - 3))
    last = next((i for i in near if tokens[i].text == "," or i in passage.mark_tokens), end)
    if last == end or tokens[last].text != "," or not _goes_on(passage, last + 1):
        return ()
    for i in range(last + 2, end - 1):
        if tokens[i].text == ";" or (tokens[i].text == "," and tokens[i + 1].lower in ("and", "but", "while")):
            end = i
            break
    return _whole(passage, last + 1, end)


def _goes_on(passage: Passage, first: int) -> bool:
    """Whether words behind a comma are a piece of what was said: a figure, "and not ...", "and had done"."""
    words = passage.tokens[first : first + 3]
    if words[0].lower in ("to", "from", "by", "up", "down"):
        return any(t.pos in ("NUM", "SYM") for t in words[1:])
    if words[0].lower == "with":
        return any(
            k.tag == "VBG" and k.dep == "pcomp" and k.head == first for k in passage.tokens[first : first + _CUE_CLAUSE]
        )
    if words[0].lower == "but" and (first + 1 in passage.mark_tokens or _is_to_come(passage, words[0].index)):
        return True
    if words[0].lower not in ("and", "but", "or") or passage.region[first] != passage.region[first - 1]:
        return False
    helps = words[1].pos == "AUX" and words[1].dep in ("aux", "auxpass")
    bare = not passage.analysis.children(words[1].head, "nsubj", "nsubjpass")
    return words[1].lower == "not" or (helps and bare and words[1].lower in ("had", "would", "could"))


def _is_to_come(passage: Passage, but: int) -> bool:
    """ "P, she said, [but] the tariffs will stay": a thing of which it is told what will be; no other tells it."""
    joined = (k for k in passage.analysis.children(passage.tokens[but].head, "conj") if k > but)
    verb = next(joined, None)
    if verb is None or passage.may_report(verb):
        return False
    future = any(passage.tokens[k].lower in ("will", "would") for k in passage.analysis.children(verb, "aux"))
    subjects = passage.analysis.children(verb, "nsubj", "nsubjpass", "csubj")
    return future and any(passage.tokens[k].pos == "NOUN" or passage.tokens[k].tag == "VBG" for k in subjects)


def _with_condition(passage: Passage, verb: int, last: int) -> int:
    """The end of a content clause with a condition behind it that the parse hangs on the cue verb."""
    tokens, analysis = passage.tokens, passage.analysis
    for kid in analysis.children(verb, "advcl", "prep", "conj", "ccomp", "xcomp"):
        left, right = analysis.edges(kid)
        if tokens[kid].dep in ("ccomp", "xcomp") and last <= left <= last + 2 and not passes_on(passage, kid):
            last = right + 1
        elif tokens[kid].dep == "conj":
            goes_on = _has_verb_of_own(passage, kid) or _in_present(passage, kid, verb)
            if last <= left <= last + 2 and goes_on and not _is_like(passage, kid, verb):
                last = right + 1
            continue
        if last <= left <= last + 1 and any(
            t.lower in passage.speech.words["conditional"] for t in tokens[left : left + 2]
        ):
            return right + 1
    return last


def _in_present(passage: Passage, kid: int, verb: int) -> bool:
    """Whether a coordinated verb stands in the present and the cue in the past: "underscored how A, strengthens B"."""
    return passage.tokens[kid].tag in ("VBZ", "VBP") and passage.tokens[verb].tag == "VBD"


def _listed(passage: Passage, first: int, last: int) -> int:
    """The end of a list of infinitives that the parse breaks off: "to build A, strengthen B, and prevent C"."""
    tokens, analysis = passage.tokens, passage.analysis
    if not any(tokens[i].tag == "TO" and tokens[i + 1].tag == "VB" for i in range(first, last - 1)):
        return last
    while last < len(tokens):
        at = last
        while at < len(tokens) and (tokens[at].lower in (",", "and") or tokens[at].pos == "ADV"):
            at += 1
        if at == last or at >= len(tokens) or tokens[at].tag != "VB" or passage.region[at] != passage.region[last]:
            return last
        if tokens[at].sentence != tokens[first].sentence or analysis.children(at, "nsubj", "aux", "auxpass"):
            return last
        last = max(last, analysis.edges(at)[1] + 1)
    return last


def _has_verb_of_own(passage: Passage, kid: int) -> bool:
    """Whether a coordinated verb has a subject or a helper: it goes on with what is said, not with the cue."""
    return bool(passage.analysis.children(kid, "nsubj", "nsubjpass", "aux"))


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
    """Where the content ends before `last`: at a verb that carries on the cue, or at the setting of the speech."""
    end = _at_next_cue(passage, verb, first, last)
    analysis, tokens = passage.analysis, passage.tokens
    for kid in sorted(analysis.children(verb)):
        left = analysis.edges(kid)[0]
        if kid <= first or not first < left < end:
            continue
        dep = tokens[kid].dep
        if passes_on(passage, kid):
            return left
        if dep == "conj" and _is_like(passage, kid, verb):
            return before_joint(passage, left, first)
        listed = _lists_gerunds(passage, first, left)
        fixed = tokens[left].lower in passage.speech.words["conditional"]  # "providing P"
        meanwhile = tokens[left].lower == "while" and tokens[first].tag == "TO" and not passage.may_report(kid)
        goes_on = listed or fixed or meanwhile  # "pledged to help, while keeping out of it"
        if dep == "advcl" and tokens[kid].tag == "VBG" and tokens[left - 1].text == "," and not goes_on:
            return left - 1
        if dep == "prep" and _is_manner(passage, kid):
            return left
        if (dep == "prep" and is_setting(passage, kid)) or (dep == "npadvmod" and is_day(passage, kid)):
            return left
    return end


def _is_manner(passage: Passage, prep: int) -> bool:
    """ "By closing the road", "on leaving the hall": how or when something was said, not what."""
    gerunds = passage.analysis.children(prep, "pcomp")
    if passage.tokens[prep].lower in ("on", "upon"):
        return any(passage.lemma(k) in passage.speech.words["coming"] for k in gerunds)
    return passage.tokens[prep].lower == "by" and bool(gerunds)


def _lists_gerunds(passage: Passage, first: int, left: int) -> bool:
    """Whether a gerund may go on with a list of them ("by building A, strengthening B"), which "and" has not ended."""
    tokens = passage.tokens
    gerunds = [i for i in range(first, left) if tokens[i].tag == "VBG"]
    return bool(gerunds) and not any(tokens[i - 1].lower == "and" for i in gerunds[1:])


def _at_next_cue(passage: Passage, verb: int, first: int, last: int) -> int:
    root = passage.joined.get(verb, verb)
    noun = passage.tokens[verb].pos == "NOUN"  # "rejected the claim that A and called on them": the rejecting goes on
    for i in range(first + 1, last):
        if (
            (passage.joined.get(i) == root or (noun and passage.joined.get(i, verb) < verb))
            and i > verb
            and passage.region[i] == passage.region[verb]
        ):
            return before_joint(passage, _with_adverbials(passage, i, first), first)
    return last


def _with_adverbials(passage: Passage, verb: int, first: int) -> int:
    """The first token of what stands before a verb and belongs to it: "and, on his behalf, invited"."""
    kids = passage.analysis.children(verb, "prep", "advmod", "npadvmod", "advcl", "aux", "neg")
    return min([verb, *(left for k in kids if k < verb and (left := passage.analysis.edges(k)[0]) > first)])


def _is_like(passage: Passage, kid: int, verb: int) -> bool:
    """Whether a coordinated verb is a second predicate of the speaker rather than a part of what is said."""
    a, b = passage.tokens[kid], passage.tokens[verb]
    if a.pos not in ("VERB", "AUX"):
        return False
    helpers = passage.analysis.children(kid, "aux")
    if helpers and passage.lemma(helpers[0]) == "do":
        return passage.tokens[helpers[0]].tag == b.tag
    if helpers and not passage.analysis.children(verb, "aux"):
        return False
    if passage.analysis.children(kid, "nsubj", "nsubjpass"):
        reports = passage.may_report(kid) and not passage.analysis.children(kid, "nsubjpass", "auxpass")
        return reports or (a.tag == b.tag and not passage.analysis.children(kid, "aux", "auxpass"))
    return a.tag == b.tag or {a.tag, b.tag} == {"VBD", "VBN"} or (b.tag == "VB" and a.tag in FINITE)
