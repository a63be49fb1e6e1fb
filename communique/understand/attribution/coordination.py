"""Cues that share a subject: "X noted that A, welcomed B and said that C" are three statements, whatever the parse
joins.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.record.language import Token
    from communique.understand.attribution.candidate import TokenRange
    from communique.understand.attribution.passage import Passage

_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBG", "VB"))
_TENSED = frozenset(("VBD", "VBZ", "VBP"))
_VERBS = _FINITE | {"VBN"}
_JOINTS = frozenset(("and", "but", "or", "while"))
_NO_NUMBER = frozenset(("i", "you", "who", "which", "that", "all", "some", "most", "none", "both", "each", "any"))
"""Subjects that do not tell by themselves whether their verb is in the singular."""
_LOOK_BACK = 4
"""Adverbs and the like that may stand between the joint and the second verb."""


def rejoin(passage: Passage) -> dict[int, int]:
    """{verb: cue verb whose subject it shares} for verbs that a joint ("and", ",") ties to a cue farther left.

    A bare finite verb without a subject of its own carries on the reporting clause when it stands in the cue's
    tense and the reported clause does not, or when it is a cue that only outlets use of others ("underscored",
    "thanked").
    """
    out: dict[int, int] = {}
    for token in passage.tokens:
        if token.tag not in _VERBS:
            continue
        if not (_may_carry_on(passage, token) and _has_joint(passage, token.index)):
            continue
        above = [c for c in _cues_above(passage, token.index) if _shares(passage, token.index, c)]
        cue = next(iter(above), None)
        if _adds(passage, token.index):  # "said Y supported A, stressing B": not what supports, who says so adds
            cue = _who_says_so(passage, above) or cue
            if cue is not None and _is_of_another(passage, token.index, cue):
                cue = None
        if cue is not None:
            out[token.index] = out.get(cue, cue)
    return out


def _may_carry_on(passage: Passage, token: Token) -> bool:
    """Whether a token is a finite verb without subject or helper; a verb of the outlet's narration may be mistagged."""
    if token.tag == "VBN" and token.lemma in passage.speech.narrated:
        return not passage.analysis.children(token.index, "agent", "aux", "auxpass")
    finite = token.tag in _FINITE and token.pos != "AUX" and token.dep not in ("aux", "auxpass", "prep")
    if token.tag == "VBN" and token.dep == "conj" and passage.may_report(token.index):
        return not passage.analysis.children(token.index, "agent", "aux", "auxpass", "nsubj") and bool(
            passage.analysis.children(token.index, "dobj")
        )  # "would be closed and urged Y to come": a passive takes no object
    return finite and (_bare(passage, token.index) or withholds(passage, token.index))


def withholds(passage: Passage, verb: int) -> bool:
    """ "But gave no date", "but did not elaborate", "but declined to say": who spoke says no more."""
    tokens, analysis = passage.tokens, passage.analysis
    if analysis.children(verb, "nsubj", "nsubjpass"):
        return False
    left = min((verb, *(k for k in analysis.children(verb, "aux", "neg", "advmod") if k < verb)))
    if left == 0 or tokens[left - 1].lower != "but":
        return False
    lemma = passage.lemma(verb)
    nothing = any(tokens[d].lower == "no" for k in analysis.children(verb, "dobj") for d in analysis.children(k, "det"))
    silent = bool(analysis.children(verb, "neg")) and (
        lemma in passage.speech.words["withheld"] or passage.may_report(verb)
    )
    return (nothing and lemma in passage.speech.words["withheld"]) or silent or lemma in ("decline", "refuse")


def _bare(passage: Passage, verb: int) -> bool:
    return not passage.analysis.children(verb, "nsubj", "nsubjpass", "csubj", "aux", "auxpass", "expl")


def _has_joint(passage: Passage, verb: int) -> bool:
    for i in range(verb - 1, max(-1, verb - 1 - _LOOK_BACK), -1):
        token = passage.tokens[i]
        if token.lower in _JOINTS or token.text == ",":
            return True
        if token.pos not in ("ADV", "PUNCT"):
            return False
    return False


def _cues_above(passage: Passage, verb: int) -> Iterator[int]:
    """Cue verbs above, nearest first, in the same quotation or outside all, left of the verb."""
    for above in passage.analysis.ancestors(verb):
        if above < verb and passage.region[above] == passage.region[verb] and passage.may_report(above):
            yield above


def _shares(passage: Passage, verb: int, cue: int) -> bool:
    return _carries_on(passage, verb, cue) or _adds(passage, verb) or withholds(passage, verb)


def _carries_on(passage: Passage, verb: int, cue: int) -> bool:
    tokens = passage.tokens
    head = tokens[verb].head
    if tokens[cue].tag == "VB" and tokens[verb].tag in ("VB", "VBP"):
        return (
            tokens[verb].dep in ("conj", "dep")
            and passage.may_report(verb)
            and (head == cue or passage.may_report(head))
        )
    if tokens[verb].tag == "VBN":
        return tokens[verb - 1].lower == "and" and tokens[cue].tag == "VBD"
    if tokens[cue].tag == "VBP" and tokens[verb].tag in ("VB", "VBP") and passage.may_report(verb):
        return head == cue or tokens[head].tag not in ("VB", "VBP", "VBG")
    if _agrees_alone(passage, verb, cue):
        return True
    if tokens[verb].tag != tokens[cue].tag:
        return False
    if tokens[verb].tag == "VBP" and _tense(passage, head) == "TO":
        return False
    if tokens[verb].dep != "conj" or head == cue or _tense(passage, head) != tokens[verb].tag:
        return True
    lemma = passage.lemma(verb)
    if lemma == "agree" and _is_plural(passage, head) and not _is_plural(passage, cue):
        return False  # "he said the sides discussed A and agreed to B"
    # "said the drone "came from Y" and called the attack P"; "said X "came here" and told them P" goes on with X
    beyond = passage.region[head] != passage.region[verb] and _tells_of_thing(passage, head)
    if passage.may_report(verb) and (beyond or _is_pluperfect(passage, head)):
        return True
    if lemma in ("say", "add"):
        return passage.lemma(cue) not in ("say", "tell")
    calls = lemma == "call" and verb + 1 < len(tokens) and tokens[verb + 1].lower in ("on", "for", "upon")
    return calls or lemma in passage.speech.narrating


def _agrees_alone(passage: Passage, verb: int, cue: int) -> bool:
    """ "Officials said Y was old and warn P": who warns are many, Y is one, so the verb is the cue's second."""
    tokens, head = passage.tokens, passage.tokens[verb].head
    tag = tokens[verb].tag
    if tag == "VB" and _tense(passage, head) in _TENSED:
        tag = "VBP"  # nothing makes it an infinitive
    if tag not in ("VBP", "VBZ") or tokens[verb].dep != "conj" or head == cue:
        return False
    if not passage.analysis.children(cue, "nsubj") or not passage.analysis.children(head, "nsubj", "nsubjpass"):
        return False
    theirs, own = _is_plural(passage, cue), _is_plural(passage, head)
    heads = passage.analysis.children(head, "nsubj", "nsubjpass")
    third = all(tokens[k].lower not in _NO_NUMBER for k in (*heads, *passage.analysis.children(cue, "nsubj")))
    return third and (theirs and not own if tag == "VBP" else own and not theirs)


def _adds(passage: Passage, verb: int) -> bool:
    """ "..., adding that B", "while stressing B": a cue in *-ing* belongs to who spoke, but in a list of gerunds."""
    tokens = passage.tokens
    if tokens[verb].tag != "VBG" or not passage.may_report(verb):
        return False
    if tokens[verb - 1].lower == "while":
        return True
    if tokens[verb - 1].text != ",":
        return False
    start = passage.analysis.sentence_of(verb).first
    held = next((i for i in range(verb - 2, start, -1) if tokens[i].tag == "VBG" and tokens[i - 1].text == ","), None)
    return held is None or not any(tokens[i].tag == "VBG" and tokens[i].dep == "pcomp" for i in range(start, held))


def _who_says_so(passage: Passage, cues: list[int]) -> int | None:
    """ "Said Y supported A, stressing B": not what supports, but what reports it, is the cue; in the clause of another
    subject that reports nothing ("Y, said X, denied A, blaming B") the nearest is."""
    if not cues or passage.lemma(cues[0]) in passage.speech.reporting - passage.speech.weak:
        return None
    return next((c for c in cues if passage.lemma(c) in passage.speech.clause), None)


def _is_of_another(passage: Passage, verb: int, cue: int) -> bool:
    """ "X said A, but Y summed it up, saying B": between both a clause of Y's own is coordinated with the cue."""
    tokens = passage.tokens
    host = tokens[verb].head
    own = passage.analysis.children(host, "nsubj") and tokens[host].tag in ("VBD", "VBZ", "VBP")
    return bool(own) and host != cue and tokens[host].dep == "conj" and tokens[host].head == cue


def _is_plural(passage: Passage, verb: int) -> bool:
    """Whether several do what a verb says: "the sides", "they", "Ann and Ben"."""
    subjects = passage.analysis.children(verb, "nsubj", "nsubjpass")
    tags = {passage.tokens[k].tag for k in subjects}
    joined = any(passage.analysis.children(k, "conj") for k in subjects)
    return joined or bool(tags & {"NNS", "NNPS"}) or any(passage.lemma(k) in ("they", "we") for k in subjects)


def _tells_of_thing(passage: Passage, verb: int) -> bool:
    subjects = [passage.tokens[k] for k in passage.analysis.children(verb, "nsubj", "nsubjpass")]
    return bool(subjects) and all(t.pos == "NOUN" and t.entity != "PERSON" for t in subjects)


def _is_pluperfect(passage: Passage, verb: int) -> bool:
    """ "Had sold": "said they had sold it and called on Y to act" is no more of what they had done."""
    helpers = passage.analysis.children(verb, "aux")
    return bool(helpers) and passage.tokens[helpers[0]].lower == "had" and passage.tokens[verb].tag == "VBN"


def _tense(passage: Passage, verb: int) -> str:
    """The tag of the word that carries the tense: the verb's own, or that of its first helper."""
    helpers = passage.analysis.children(verb, "aux", "auxpass")
    return passage.tokens[helpers[0] if helpers else verb].tag


def before_that(passage: Passage, content: tuple[TokenRange, ...]) -> tuple[TokenRange, ...]:
    """ "Added that she had promised to come, [but that] she never did": no part of the promise."""
    words, (first, last) = passage.tokens, content[0] if content else (0, 0)
    for i in range(first + 1, last - 1):
        if words[i].lower in ("but", "and") and words[i + 1].lower == "that" and words[i + 1].dep == "mark":
            cut = passage.trimmed(first, i)
            return (cut,) if cut is not None else ()
    return content
