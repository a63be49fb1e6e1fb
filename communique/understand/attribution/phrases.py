"""Sources named in a phrase: "according to X, P", "in his words, P", and nouns of speech: "X's claim that P"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import FINITE, Passage
from communique.understand.attribution.reported import content_of
from communique.understand.attribution.sources import cited_by, phrase_range
from communique.understand.attribution.spread import clause_behind, clause_spread

_AFTER = frozenset(("after", "before", "following"))
_OWNING = frozenset(("of", "by", "from", "between", "among"))


def find_phrase_cues(passage: Passage) -> Iterator[Attribution]:
    """Attributions whose cue is a prepositional phrase; the content is the clause that it stands in."""
    for token in passage.tokens:
        lower = token.lower
        if lower == "according":
            found = _according(passage, token.index)
        elif lower in ("in", "by") and token.pos in ("ADP", "SCONJ"):
            found = _voice(passage, token.index)
        else:
            continue
        if found is not None:
            yield found
            yield from _quoting(passage, found)


def _according(passage: Passage, at: int) -> Attribution | None:
    tokens = passage.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].lower != "to":
        return None
    heads = passage.analysis.children(at + 1, "pobj", "pcomp") or passage.analysis.children(at, "pobj")
    source = phrase_range(passage, heads[0], at) if heads else None
    if source is None or passage.lemma(heads[0]) in passage.speech.norms:
        return None
    if _only_passes_on(passage, at, heads[0]):
        return None
    comma = next((i for i in range(*source) if passage.tokens[i].text == ","), source[1])
    source = (source[0], comma)
    past = _past_gerund(passage, _past_apposition(passage, heads[0], comma))
    past = _past_participle(passage, at, past)
    return _around(passage, at, past, (at, at + 2), source)


def _only_passes_on(passage: Passage, at: int, source: int) -> bool:
    """ ""P," X said, according to a readout": in which X's words stand; nobody else says anything."""
    speech, verb = passage.speech, passage.tokens[at].head
    above = passage.tokens[verb].head
    if passage.tokens[verb].dep == "ccomp" and above < verb and passage.may_report(above):
        verb = above  # "X said Y would come, according to a readout"
    if passage.lemma(source) not in speech.words["issued"] | speech.words["carrying"] or at < verb:
        return False
    if not passage.may_report(verb) or not passage.inside(at, passage.region[verb]):
        return False  # "X "called for it," according to a statement"
    quoted = any(passage.region[i] != passage.region[verb] for i in passage.analysis.subtree(verb))
    return quoted or bool(passage.analysis.children(verb, "ccomp"))


def _quoting(passage: Passage, found: Attribution) -> Iterator[Attribution]:
    """ "According to X, quoting Y, P": Y's words, told by X."""
    if found.source is None:
        return
    tokens, after = passage.tokens, found.source[1]
    if after + 1 < len(tokens) and tokens[after].text == "," and passage.lemma(after + 1) in ("quote", "cite"):
        for told in passage.analysis.children(after + 1, "dobj"):
            source = phrase_range(passage, told, after + 1)
            paper = passage.lemma(told) in passage.speech.documents | passage.speech.saying
            if source is not None and not paper and tokens[after + 1].tag == "VBG" and found.content[0][0] > told:
                yield Attribution(source, (after + 1, after + 2), found.content, "phrase", after + 1)


def find_cited(passage: Passage) -> Iterator[Attribution]:
    """ "Y reported, citing X, that P", "Y, quoting X, said P": X's words, told by Y."""
    for token in passage.tokens:
        host = cited_by(passage, token.index) if token.tag == "VBG" else None
        if host is None:
            continue
        content, _ = content_of(passage, host)
        source = phrase_range(passage, passage.analysis.children(token.index, "dobj")[0], token.index)
        if content and source is not None and not any(a <= token.index < b for a, b in content):
            yield Attribution(source, (token.index, token.index + 1), content, "phrase", token.index)


def _past_gerund(passage: Passage, end: int) -> int:
    """The end of a remark on the source that opens with a gerund (", quoting Z, P"), or `end` where there is none."""
    tokens = passage.tokens
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].tag == "VBG":
        sentence = passage.analysis.sentence_of(end)
        return next((i for i in range(end + 2, sentence.last) if tokens[i].text == ","), end)
    return end


def _past_participle(passage: Passage, at: int, end: int) -> int:
    """The end of a participle behind the source, its comma included, on which the parse hangs the phrase: "according to
    a letter [sent last week], P"."""
    tokens, verb = passage.tokens, passage.tokens[at].head
    own = passage.analysis.children(verb, "nsubj", "nsubjpass", "aux", "auxpass")
    if verb < end or tokens[verb].tag != "VBN" or tokens[verb].dep != "advcl" or tokens[verb].head < verb or own:
        return end
    sentence = passage.analysis.sentence_of(at)
    return next((i for i in range(verb, sentence.last) if tokens[i].text == ","), end)


def _past_apposition(passage: Passage, head: int, end: int) -> int:
    """The end of the phrase with what explains the source behind it ("X, a professor of Y", "two men who ...")."""
    words = (k for k in passage.analysis.subtree(head) if k < end)
    for kid in (k for word in words for k in passage.analysis.children(word, "appos", "relcl", "acl")):
        left, right = passage.analysis.edges(kid)
        if left in (end, end + 1):
            return right + 1
    return end


def _voice(passage: Passage, at: int) -> Attribution | None:
    """ "In his opinion, P": the noun must be owned by somebody."""
    for noun in passage.analysis.children(at, "pobj"):
        if passage.lemma(noun) not in passage.speech.voice:
            continue
        source = _whose(passage, noun)
        end = max(source[1], noun + 1) if source is not None else noun + 1
        follows = passage.tokens[end].text if end < len(passage.tokens) else ""
        if source is not None and (follows in (",", ":") or end in passage.mark_tokens):
            return _around(passage, at, end, (at, noun + 1), source)
    return None


def _around(passage: Passage, first: int, last: int, cue: TokenRange, source: TokenRange) -> Attribution | None:
    """The clause around the phrase [first, last) as content, in up to two spans."""
    sentence = passage.analysis.sentence_of(first)
    start, end = sentence.first, sentence.last
    governor = passage.tokens[first].head
    if first < governor < last:
        governor = passage.tokens[governor].head  # the parse hangs the phrase on a participle of the source
    opens = passage.trimmed(start, first) is None or _only_links(passage, (start, first))
    if passage.tokens[governor].head != governor and not opens:
        clause = _clause(passage, governor)
        if passage.trimmed(last, end) is None and passage.tokens[first - 1].text == ",":
            clause = _told_whole(passage, _first_conjunct(passage, clause))  # "A, and B, according to X"
        left, right = passage.analysis.edges(clause)
        if left <= first and last <= right + 1:
            start, end = left, right + 1
    region = passage.region[first]
    for i in range(first - 1, start - 1, -1):
        if not passage.inside(i, region):
            start = i + 1
            break
    start = max([start, *(i + 1 for i in range(start, first) if passage.tokens[i].text == ";")])
    spans = [passage.trimmed(start, first), passage.trimmed(last, end)]
    if spans[0] is not None and spans[1] is not None and _only_links(passage, spans[0]):
        spans[0] = None
    if spans[0] is not None and spans[1] is not None and _is_of_outlet(passage, spans[1][0]):
        spans[1] = None
    content = tuple(s for s in spans if s is not None and s[1] - s[0] > 1)
    return Attribution(source, cue, content, "phrase", cue[0]) if content else None


def _told_whole(passage: Passage, clause: int) -> int:
    """The clause, or who says it with it: what another said is told as a whole ("half of them say P, according to
    X")."""
    host = passage.tokens[clause].head
    told = passage.tokens[clause].dep == "ccomp" and host < clause and passage.may_report(host)
    if not told or not passage.analysis.children(host, "nsubj"):
        return clause
    while passage.tokens[host].dep == "advcl" and passage.tokens[host].head < host:
        host = passage.tokens[host].head  # "it fell, as half of them said P, according to X"
    return host


def _is_of_outlet(passage: Passage, first: int) -> bool:
    """Whether the outlet goes on behind the phrase: "P, according to X, [after the premiers met]", "Y said P, according
    to X, [but stressed Q]"."""
    tokens = passage.tokens
    if tokens[first - 1].text != ",":
        return False
    if tokens[first].lower in _AFTER:
        return tokens[first].dep in ("mark", "prep")
    joined = next((t for t in tokens[first + 1 : first + 4] if t.pos != "ADV"), tokens[first])
    goes_on = tokens[first].dep == "cc" and joined.tag in FINITE and passage.may_report(joined.index)
    goes_on = goes_on and passage.may_report(joined.head)  # not "X came to Oslo, according to Y, and said Q"
    return goes_on and not passage.analysis.children(joined.index, "nsubj")


def _only_links(passage: Passage, span: TokenRange) -> bool:
    """Whether words before the phrase only tie the sentence to the one before: "At the same time, according to ..."."""
    words = passage.tokens[span[0] : span[1]]
    return len(words) <= 5 and not any(t.pos in ("VERB", "AUX", "PROPN", "NUM") or t.dep == "nsubj" for t in words)


def _first_conjunct(passage: Passage, verb: int) -> int:
    """The first of coordinated verbs, where none of them says that somebody speaks with a subject of its own."""
    tokens, here = passage.tokens, verb
    while tokens[here].dep == "conj" and tokens[tokens[here].head].pos in ("VERB", "AUX"):
        here = tokens[here].head
    return here if not passage.analysis.children(verb, "nsubj", "nsubjpass") else verb


def _clause(passage: Passage, token: int) -> int:
    """The nearest verb at or above a token; an infinitive is a part of its governor's clause ("saw exports reach")."""
    tokens = passage.tokens
    while tokens[token].head != token:
        seen = passage.lemma(tokens[token].head) == "see"  # the tagger may take its infinitive for a present
        bare = tokens[token].tag in ("VB", *(("VBP",) if seen else ()))
        bare = bare and not passage.analysis.children(token, "aux", "mark")
        if tokens[token].pos in ("VERB", "AUX") and not (bare and tokens[token].dep in ("ccomp", "xcomp")):
            break
        token = tokens[token].head
    return token


def find_nominal(passage: Passage) -> Iterator[Attribution]:
    """Attributions whose cue is a noun of speech."""
    for token in passage.tokens:
        if token.pos != "NOUN" or token.lemma.lower() not in passage.speech.nominal:
            continue
        clause = _said(passage, token.index)
        if clause is None:
            continue
        source = _whose(passage, token.index)
        stands = _is_there(passage, token.index) if source is None else not _is_said(passage, token.index, source)
        if not stands:
            continue
        content = clause_spread(passage, token.index, clause)
        if content:
            yield Attribution(source, (token.index, token.index + 1), content, "reported", token.index)


def _said(passage: Passage, noun: int) -> int | None:
    """The clause with *that* that says what the noun is of, on the noun or behind "is"."""
    verb = passage.tokens[noun].head
    says = passage.tokens[noun].dep == "nsubj" and passage.lemma(verb) == "be"
    return clause_behind(passage, noun, *([verb] if says else []))


def _is_there(passage: Passage, noun: int) -> bool:
    """ "There was agreement that P": said by those who met, or by nobody named."""
    return bool(passage.analysis.children(passage.tokens[noun].head, "expl"))


def _is_said(passage: Passage, noun: int, source: TokenRange) -> bool:
    """ "Expressed his hope that P": the verb is the cue, the owner is who speaks."""
    own = passage.tokens[source[0]].tag == "PRP$"
    return own and passage.tokens[noun].dep in ("dobj", "pobj") and passage.may_report(passage.tokens[noun].head)


def _whose(passage: Passage, noun: int) -> TokenRange | None:
    """The words for whose claim it is: "X's claim", "the claim of X", "a claim by X"."""
    analysis, tokens = passage.analysis, passage.tokens
    for owner in analysis.children(noun, "poss"):
        found = phrase_range(passage, owner, noun)
        if found is not None and tokens[found[1] - 1].tag == "POS":
            found = (found[0], found[1] - 1)
        return found
    for prep in analysis.children(noun, "prep", "agent"):
        if tokens[prep].lower in _OWNING:
            for pobj in analysis.children(prep, "pobj"):
                return phrase_range(passage, pobj, noun)
    return None
