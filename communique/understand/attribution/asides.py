"""Clauses that their cue interrupts or stands beside ("P, as X noted, Q", "P, he warned, Q"), and cues that tell of
nobody's words ("without naming", "neither has confirmed")."""

from __future__ import annotations

from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.complements import NOTHING, Found
from communique.understand.attribution.passage import FINITE, Passage
from communique.understand.attribution.sources import cited_by, find_source, speaker_in_aside
from communique.understand.attribution.spread import condition_after, tail_after

_NAMING = ("NOUN", "PROPN", "PRON")
_NOBODY = frozenset(("neither", "nobody", "none"))
_SOME = frozenset(("one", "some", "many", "most", "several", "among"))
_ANYBODY = frozenset(("those", "anyone", "anybody", "everyone", "everybody", "all", "any", "every", "whoever"))


def is_aside(passage: Passage, verb: int) -> bool:
    """ "As X noted, P": the verb stands in a clause with *as* and the host clause is the content; not "as X agreed to
    do so", "as they promised"."""
    if passage.analysis.children(verb, "xcomp") or passage.lemma(verb) in passage.speech.words["bound"]:
        return False
    first = passage.analysis.edges(verb)[0]
    return passage.tokens[verb].dep == "advcl" and passage.tokens[first].lower == "as"


def around_aside(passage: Passage, verb: int) -> Found:
    """What stands around "as X noted"; the verb may have an addressee ("as X told the BBC") or "it" ("as X put it")."""
    tokens, analysis = passage.tokens, passage.analysis
    objects, end = analysis.children(verb, "dobj"), verb + 1
    if puts_it(passage, verb):
        end = objects[0] + 1
    elif objects and passage.lemma(verb) not in passage.speech.request:
        return NOTHING
    first, last = analysis.edges(verb)
    left, right = analysis.edges(_whole_host(passage, tokens[verb].head))
    spans = [passage.trimmed(left, first), passage.trimmed(last + 1, right + 1)]
    content = tuple(s for s in spans if s is not None and (s[1] - s[0] > 1 or tokens[s[0]].pos in _NAMING))
    return (content, end) if content else NOTHING


def around_inverted(passage: Passage, verb: int) -> Found:
    """ "Foreign investors, argued X, are waiting": the sentence around the cue and who speaks."""
    source = speaker_in_aside(passage, verb)
    if source is None:
        return NOTHING
    sentence = passage.analysis.sentence_of(verb)
    spans = [passage.trimmed(sentence.first, verb - 1), passage.trimmed(source[1], sentence.last)]
    return tuple(s for s in spans if s is not None), verb + 1


def puts_it(passage: Passage, verb: int) -> bool:
    """ "As X put it"."""
    objects = passage.analysis.children(verb, "dobj")
    it = [passage.tokens[k].lower for k in objects] == ["it"]
    return it and passage.lemma(verb) == "put" and is_aside(passage, verb)


def _whole_host(passage: Passage, host: int) -> int:
    """The clause that the host of an aside is a part of, so that "As X noted, A, so B" is A and B."""
    tokens = passage.tokens
    while tokens[host].dep in ("advcl", "ccomp", "conj") and tokens[host].head > host:
        if passage.may_report(tokens[host].head) or passage.region[tokens[host].head] != passage.region[host]:
            break
        host = tokens[host].head
    return host


def parenthesis(passage: Passage, verb: int) -> Found:
    """ "Without a solution, he threatened, the bridge would close": the clause that the parenthesis interrupts."""
    tokens = passage.tokens
    if tokens[verb].dep != "parataxis" or tokens[verb].head == verb:
        return NOTHING
    host = tokens[verb].head
    left, right = passage.analysis.edges(host)
    first, last = _own_words(passage, verb)
    left = max([left, *(i + 1 for i in range(left, first) if tokens[i].text == ":")])
    spans = [passage.trimmed(left, first), passage.trimmed(last + 1, _end_of_host(passage, verb, host, right + 1))]
    content = tuple(s for s in spans if s is not None)
    if host < verb and len(content) == 1:
        content += condition_after(passage, verb, verb + 1) or tail_after(passage, verb)
    return (content, verb + 1) if content else NOTHING


def _own_words(passage: Passage, verb: int) -> TokenRange:
    """First and last token of the parenthesis; the parse hangs a subject or object before its comma on the cue, too."""
    first, last = passage.analysis.edges(verb)
    source = find_source(passage, verb)
    opens = source[0] if source is not None and first < source[0] < verb else verb
    parted = passage.tokens[opens - 1].text == "," and any(t.pos in _NAMING for t in passage.tokens[first : opens - 1])
    return (opens, last) if first < opens and parted else (first, last)


def _end_of_host(passage: Passage, verb: int, host: int, end: int) -> int:
    """Where the host ends: before a further clause of the outlet in the cue's tense (P, he said, and he left), or whom
    it names as its source (P, it said, citing X).
    """
    for kid in passage.analysis.children(host, "advcl"):
        if kid > verb and cited_by(passage, kid) is not None:
            return min(end, kid)
    for kid in passage.analysis.children(host, "conj"):
        if (
            kid > verb
            and passage.analysis.children(kid, "nsubj")
            and passage.tokens[kid].tag == passage.tokens[verb].tag
        ):
            return min(end, passage.analysis.edges(kid)[0] - 1)
    return end


def is_left_out(passage: Passage, verb: int) -> bool:
    """ "Without naming", "stopped short of accusing", "the rules for requesting": nothing has been said there."""
    tokens, prep = passage.tokens, passage.tokens[passage.tokens[verb].head]
    if tokens[verb].dep != "pcomp" or tokens[verb].tag != "VBG":
        return False
    if prep.lower == "of":
        return tokens[prep.index - 1].lower in ("instead", "short")
    return prep.lower in ("without", "from", "for", "against") and not passage.analysis.children(verb, "ccomp")


def is_told_by_nobody(passage: Passage, verb: int) -> bool:
    """ "Asked whether", "will be asked to", "neither has confirmed", "has not said", "those who claim"."""
    tokens, analysis = passage.tokens, passage.analysis
    if _is_put_to(passage, verb) or _is_dated(passage, verb) or _is_of_anybody(passage, verb):
        return True
    nots = [k for k in analysis.children(verb, "neg") if k < verb and tokens[k + 1].lower != "only"]
    if any(tokens[k].lower == "never" for k in nots):
        return True  # "never promised aid"
    if nots and tokens[verb].tag == "VBN" and {"have", "has", "had"} & {t.lower for t in tokens[nots[0] - 1 : verb]}:
        return True
    if tokens[verb].tag == "VBN" and not analysis.children(verb, "aux", "agent", "nsubj", "nsubjpass"):
        opens = verb == analysis.sentence_of(verb).first and tokens[verb].dep != "ROOT"
        return opens or tokens[verb].dep == "advcl"
    if analysis.children(verb, "auxpass") and any(tokens[k].tag == "MD" for k in analysis.children(verb, "aux")):
        return True
    subjects = [
        k
        for subject in analysis.children(verb, "nsubj")
        if passage.region[subject] == passage.region[verb]
        for k in (subject, *analysis.children(subject, "det", "preconj", "cc"))
    ]
    return any(_is_none(passage, k) for k in subjects)


def _is_put_to(passage: Passage, verb: int) -> bool:
    """ "X, asked whether P, said Q", "X, when asked, said Q": the question was put to X by nobody named."""
    tokens = passage.tokens
    if passage.lemma(verb) not in passage.speech.asking or passage.analysis.children(verb, "agent", "dobj"):
        return False
    if tokens[verb].tag not in ("VBD", "VBN") or verb == 0 or tokens[verb - 1].lower not in (",", "when"):
        return False
    end = passage.analysis.sentence_of(verb).last
    comma = next((i for i in range(verb + 1, end - 1) if tokens[i].text == ","), end)
    return comma < end and passage.may_report(comma + 1) and tokens[comma + 1].tag in ("VBD", "VBZ")


def _is_dated(passage: Passage, verb: int) -> bool:
    """ "The deal, announced Monday, was signed": a participle in commas, which the parse takes for the main verb."""
    tokens = passage.tokens
    if tokens[verb].tag != "VBD" or verb < 2 or tokens[verb - 1].text != ",":
        return False
    behind = verb + 1
    while behind < len(tokens) and (tokens[behind].entity in ("DATE", "TIME") or tokens[behind].pos == "ADP"):
        behind += 1
    goes_on = behind + 1 < len(tokens) and tokens[behind].text == "," and tokens[behind + 1].tag in (*FINITE, "MD")
    return goes_on and behind > verb + 1


def _is_none(passage: Passage, token: int) -> bool:
    """ "Nobody", "no one", "no minister"; "No 10" is somebody."""
    word, tokens = passage.tokens[token].lower, passage.tokens
    if word == "no":
        return tokens[token].dep == "det" and not any(t.text[0].isdigit() for t in tokens[token + 1 : token + 2])
    return word in _NOBODY or (word == "one" and token > 0 and tokens[token - 1].lower == "no")


def _is_of_anybody(passage: Passage, verb: int) -> bool:
    """ "Those who claim that P", "anyone who says so", "all states that called for it": whoever they are."""
    tokens, analysis = passage.tokens, passage.analysis
    who = [k for k in analysis.children(verb, "nsubj") if tokens[k].tag in ("WDT", "WP")]
    if tokens[verb].dep != "relcl" or not who or tokens[who[0] - 1].text == ",":
        return False
    named = tokens[tokens[verb].head]
    kids = analysis.children(named.index, "det", "predet", "nummod")
    around = {named.lower, *(tokens[k].lower for k in kids)}
    known = len(kids) > 1  # "all the women who told her": these
    if named.dep == "pobj":
        above = tokens[tokens[tokens[named.index].head].head]
        if above.lower in _SOME:
            return False  # "one of those who say so" is somebody
        known, around = known or above.lower == "all", around | {above.lower}  # "all of the states that ..."
    if known and analysis.children(verb, "ccomp"):
        return False
    return not named.entity and not around.isdisjoint(_ANYBODY)
