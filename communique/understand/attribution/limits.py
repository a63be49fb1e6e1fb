"""Where the content of a cue ends because the outlet goes on in its own name: with other news, a gloss, another speaker
or the meeting at which it was said."""

from __future__ import annotations

from communique.understand.attribution.passage import FINITE, SIGNS, Passage

_INSERTED = 10
"""Tokens that may be inserted in commas between a joint and its verb: "and, on his behalf, invited"."""
_JOINTS = frozenset((",", ";", "and", "but", "or", "while", "as", "well"))


def at_next_clause(passage: Passage, verb: int, start: int, end: int) -> int:
    """Where a finite clause with a subject of its own goes on: "told us to raise it, [and we will]"."""
    for kid in passage.analysis.children(verb, "conj"):
        left = passage.analysis.edges(kid)[0]
        told = passage.tokens[kid].tag in FINITE or _has_modal(passage, kid)
        if start < left < end and told and passage.analysis.children(kid, "nsubj", "nsubjpass"):
            return before_joint(passage, left, start)
    return end


def _has_modal(passage: Passage, verb: int) -> bool:
    return any(passage.tokens[k].tag in (*FINITE, "MD") for k in passage.analysis.children(verb, "aux", "auxpass"))


def at_other_news(passage: Passage, verb: int, child: int, start: int, end: int) -> int:
    """Where the outlet goes on in the cue's tense with a subject of its own: "has said he will go and rain has set in".

    What "that" opens goes on: "has said that he will go and rain has set in".
    """
    analysis = passage.analysis
    if not _in_perfect(passage, verb) or _in_perfect(passage, child) or analysis.children(child, "mark"):
        return end
    for kid in (*analysis.children(child, "conj"), *analysis.children(verb, "ccomp", "conj")):
        own = analysis.children(kid, "nsubj") and not analysis.children(kid, "mark")
        if kid > child and own and _in_perfect(passage, kid):
            return before_joint(passage, passage.analysis.edges(kid)[0], start)
    return end


def at_next_relative(passage: Passage, verb: int, start: int, end: int) -> int:
    """Where a second relative clause begins: "a vote that X hopes will end it [but which others fear]"."""
    tokens = passage.tokens
    if tokens[verb].dep != "relcl":
        return end
    joints = (i for i in range(start + 1, end - 1) if tokens[i].dep == "cc")
    return next(
        (i for i in joints if tokens[i + 1].tag in ("WDT", "WP") and passage.region[i] == passage.region[verb]), end
    )


def at_gloss(passage: Passage, start: int, end: int) -> int:
    """Where the outlet adds what that would be: "said she would go to Oslo, [the first such visit since 2021]".

    It runs to the end, without a verb: "the visit, the first since 2021, would help" goes on.
    """
    tokens = passage.tokens
    for i in range(start + 1, end - 2):
        opens = tokens[i].text == "," and tokens[i + 1].lower in ("the", "his", "her", "its")
        if opens and tokens[i + 2].lower in ("first", "second", "third", "latest"):
            rest = tokens[i + 3 : end]
            words = {t.lower for t in rest}
            goes_on = not words.isdisjoint(("and", "but")) or any(t.tag in FINITE or t.tag == "MD" for t in rest)
            counted = not words.isdisjoint(("since", "in"))
            if counted and not goes_on and passage.region[i] == passage.region[start]:
                return i
    return end


def at_other_speaker(passage: Passage, start: int, end: int) -> int:
    """Where the outlet turns to what another said: "confirmed that A, while Y told B that C", "A, with Y adding that
    C"."""
    tokens, analysis = passage.tokens, passage.analysis
    for i in range(start + 1, end):
        if tokens[i].text != "," or i + 1 >= end:
            continue
        joint = tokens[i + 1].lower
        if joint == "with" and _adds_that(passage, i + 1):
            return i
        if joint not in ("while", "whereas"):
            continue
        verb = tokens[i + 1].head
        tells = (
            tokens[verb].tag in FINITE and passage.may_report(verb) and passage.region[verb] == passage.region[start]
        )
        if tells and any(tokens[k].entity in ("PERSON", "GPE", "ORG") for k in analysis.children(verb, "nsubj")):
            return i
    return end


def _adds_that(passage: Passage, prep: int) -> bool:
    """ "With Y adding that P": a gerund of speech that has a clause."""
    analysis = passage.analysis
    gerunds = [*analysis.children(prep, "pcomp")]
    gerunds += [k for noun in analysis.children(prep, "pobj") for k in analysis.children(noun, "acl")]
    return any(
        passage.tokens[k].tag == "VBG" and passage.lemma(k) in passage.speech.clause and analysis.children(k, "ccomp")
        for k in gerunds
    )


def at_platform(passage: Passage, verb: int, start: int, end: int) -> int:
    """Where the outlet tells where words were posted: "confirmed the call [on X]"; not "announced a ban on X"."""
    tokens = passage.tokens
    last = end - 1
    while last > start and tokens[last].text in SIGNS:
        last -= 1
    posted = last - 1 > start and tokens[last - 1].lower == "on" and tokens[last].text[0].isupper()
    above = tokens[last - 1].head
    told = above == verb or passage.lemma(above) in passage.speech.words["posted"]
    platform = posted and told and tokens[last].lower in passage.speech.words["platforms"]
    return last - 1 if platform and passage.region[last] == passage.region[start] else end


def at_encounter(passage: Passage, verb: int, start: int, end: int) -> int:
    """Where the outlet tells at what meeting: "affirmed support for reform [in a meeting with the premier]", "affirmed
    their resolve to go on [during their talks in Oslo on Monday]"."""
    tokens, analysis = passage.tokens, passage.analysis
    to_come = tokens[start].tag == "TO" and passage.lemma(verb) in passage.speech.infinitive
    for i in range(start + 1, end - 2):
        if tokens[i].lower not in ("in", "during", "at") or passage.region[i] != passage.region[start]:
            continue
        for noun in analysis.children(i, "pobj"):
            if passage.lemma(noun) not in passage.speech.setting:
                continue
            company = any(tokens[k].lower == "with" for k in analysis.children(noun, "prep"))
            closes = analysis.edges(i)[1] >= end - 2
            if (company and closes) or (not to_come and _is_of_both(passage, i, noun, end)):
                return i
    return end


def _is_of_both(passage: Passage, during: int, noun: int, end: int) -> bool:
    """ "During their talks", "during the meeting": when all before was said, not what was done there ("reached during
    the talks")."""
    tokens, analysis = passage.tokens, passage.analysis
    known = any(tokens[k].lower in ("their", "his", "her", "the") for k in analysis.children(noun, "poss", "det"))
    host = tokens[tokens[during].head]
    done = host.tag in ("VBN", "VBD", "VBG") and host.dep in ("acl", "relcl")
    more = any(t.dep == "cc" or t.tag in FINITE for t in tokens[during:end])
    return tokens[during].lower == "during" and known and not done and not more


def _in_perfect(passage: Passage, verb: int) -> bool:
    helpers = passage.analysis.children(verb, "aux")
    return any(passage.tokens[k].lower in ("has", "have") for k in helpers)


def before_joint(passage: Passage, left: int, first: int) -> int:
    """Where a clause that begins at `left` is parted from what stands before: at its "and" or its comma."""
    if passage.tokens[left - 1].text == ",":
        for i in range(left - 2, max(first, left - _INSERTED), -1):
            if passage.tokens[i].text == "," and passage.tokens[i - 1].lower in ("and", "but"):
                left = i
                break
    joined = False
    while left - 1 > first:
        word = passage.tokens[left - 1]
        joined = joined or word.lower in _JOINTS
        if word.lower not in _JOINTS and (joined or word.pos != "ADV"):
            break  # "will not run again and then left": one adverb is behind the joint, the other was said
        left -= 1
    return left
