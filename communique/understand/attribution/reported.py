"""Verbs of reported speech: "X said that P", "X is convinced that P", and which complement of a verb is its content."""

from __future__ import annotations

from collections.abc import Iterator

from communique.record.language import Analysis
from communique.understand.attribution.asides import (
    around_aside,
    around_inverted,
    is_aside,
    is_left_out,
    is_told_by_nobody,
    parenthesis,
    puts_it,
)
from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.complements import AFTER_CLAUSES, BEFORE_CLAUSES, NOTHING, Found, complement_of
from communique.understand.attribution.passage import VERBAL, Passage
from communique.understand.attribution.sources import find_source, passes_on, quoted_as_saying
from communique.understand.attribution.spread import clause_spread, phrase_spread

_REMARK = 8
"""Tokens of a remark in commas between a cue and its clause."""
_BARE = frozenset(("VB", "VBP"))


def find_reported(passage: Passage, taken: frozenset[int]) -> Iterator[Attribution]:
    """Attributions that a verb of speech introduces outside or inside quotations; `taken` are cue verbs already
    used.
    """
    framed = passage.speech.framed
    for token in passage.tokens:
        if token.pos not in VERBAL or token.index in taken or token.lemma.lower() not in framed:
            continue
        content, cue_end = content_of(passage, token.index)
        if content:
            cue = (token.index, max(token.index + 1, cue_end))
            yield Attribution(find_source(passage, token.index), cue, content, "reported", token.index)


def content_of(passage: Passage, verb: int) -> tuple[tuple[TokenRange, ...], int]:
    """Content of a verb of speech and the end of its cue: ((), verb) where the verb reports nothing.

    Tries the frames of the lexicon from the most telling to the least.
    """
    if _is_hypothetical(passage, verb):
        return (), verb
    frames = ((_state, _this), BEFORE_CLAUSES, (_clause,), AFTER_CLAUSES)
    for group in frames:
        found = complement_of(passage, verb, group)
        if found[0]:
            return found
    return (), verb


def is_finding(passage: Passage, verb: int) -> bool:
    """ "A poll found that P", "figures show that P": papers find things, persons look for them."""
    if passage.lemma(verb) not in passage.speech.finding:
        return False
    return any(passage.lemma(k) in passage.speech.documents for k in passage.analysis.children(verb, "nsubj"))


def _is_hypothetical(passage: Passage, verb: int) -> bool:
    """ "Would not say", "to say the least": nothing has been said."""
    tokens, analysis = passage.tokens, passage.analysis
    if tokens[verb].dep == "acl" and tokens[verb].tag == "VB":
        return True
    if is_left_out(passage, verb) or is_told_by_nobody(passage, verb) or _is_in_question(passage, verb):
        return True
    if tokens[verb].dep == "ROOT" and tokens[verb].tag in ("VB", "VBP") and not analysis.children(verb, "nsubj", "aux"):
        return True
    if tokens[verb].tag == "VBG" and tokens[verb].dep in ("xcomp", "pcomp"):
        above = tokens[verb].head  # "denied saying that P"; not "did not deny saying that P"
        return passage.lemma(above) in ("deny", "avoid") and not analysis.children(above, "neg")
    if tokens[verb].tag == "VBP" and tokens[verb].dep == "conj" and not analysis.children(verb, "nsubj"):
        return _is_asked_of(passage, verb)  # a second infinitive, mistagged
    if tokens[verb].tag == "VB":
        helpers = {tokens[k].lower for k in analysis.children(verb, "aux")}
        if analysis.children(verb, "neg") and helpers & {"did", "do", "does", "would", "could", "will"}:
            return not _leaves_open(passage, verb)
        if passage.lemma(tokens[verb].head) in ("decline", "refuse", "fail", "unable") and tokens[verb].head != verb:
            return True
        if _is_asked_of(passage, verb) or _is_only_wanted(passage, verb):
            return True
        if helpers & {"could", "should", "may", "might", "must", "can", "ca"} and passage.lemma(verb) != "add":
            return True
    return False


def _is_only_wanted(passage: Passage, verb: int) -> bool:
    """ "She wanted to say that P"; "I want to say that P" says it."""
    tokens, above = passage.tokens, passage.tokens[verb].head
    wanted = tokens[verb].dep == "xcomp" and passage.lemma(above) in ("want", "wish", "intend", "mean")
    return wanted and tokens[above].tag == "VBD"


def _is_in_question(passage: Passage, verb: int) -> bool:
    """ "Asked if he believed that P": a question, not an answer."""
    marks = (k for k in passage.analysis.children(verb, "mark") if k > 0)
    asked = (k for k in marks if passage.tokens[k].lower in ("if", "whether"))
    return any(passage.lemma(k - 1) in ("ask", "wonder", "question") for k in asked)


def _leaves_open(passage: Passage, verb: int) -> bool:
    """ "Did not rule out that P", "does not exclude P": the negation is the message."""
    particles = [passage.tokens[k].lower for k in passage.analysis.children(verb, "prt")]
    told = any(passage.analysis.children(k, "mark") for k in passage.analysis.children(verb, "ccomp"))
    return told and passage.lemma(verb) == "rule" and particles == ["out"]


def _is_asked_of(passage: Passage, verb: int) -> bool:
    """ "Invited the members to announce P", "to come and announce P": who is asked to say something has not said it."""
    tokens, analysis = passage.tokens, passage.analysis
    first = verb
    while tokens[first].dep == "conj" and tokens[tokens[first].head].tag == "VB" and tokens[first].tag in _BARE:
        first = tokens[first].head
    host = tokens[first].head
    if [tokens[k].lower for k in analysis.children(first, "aux")] != ["to"] or tokens[first].tag != "VB":
        return False
    to_whom = (k for k in analysis.children(host, "prep") if k < first and tokens[k].lower in ("to", "on", "upon"))
    asks = passage.lemma(host) in passage.speech.words["urging"] and bool(
        analysis.children(host, "dobj", "nsubjpass") or next(to_whom, None)
    )
    own = analysis.children(first, "nsubj")
    return tokens[first].dep in ("xcomp", "ccomp", "advcl") and (asks or bool(own))


def _ends(analysis: Analysis, token: int) -> TokenRange:
    left, right = analysis.edges(token)
    return left, right + 1


def _clause(passage: Passage, verb: int) -> Found:
    lemma = passage.lemma(verb)
    if lemma not in passage.speech.clause and not is_finding(passage, verb) and not puts_it(passage, verb):
        return NOTHING
    if is_aside(passage, verb) and not passage.analysis.children(verb, "ccomp"):
        return around_aside(passage, verb)
    if (inverted := around_inverted(passage, verb))[0]:
        return inverted
    told = (k for k in passage.analysis.children(verb, "ccomp") if not _says_when(passage, k, verb))
    clauses = (*told, *_on_adverb(passage, verb), *_found(passage, verb))
    behind = any(k > verb and passage.analysis.children(k, "mark") and not _is_sign(passage, k, verb) for k in clauses)
    for child in sorted(clauses, key=lambda k: (k < verb and (behind or _cut_off(passage, k, verb)), k)):
        if _is_clause(passage, child) and not _belongs_to_object(passage, verb, child):
            content = clause_spread(passage, verb, child)
            if content:
                return content + _resumed(passage, verb, content), _particle_end(passage, verb)
    return next(
        (
            found
            for rule in (_in_statement, _behind_hearer, _behind_remark, parenthesis, _trailing, _quoted_as)
            if (found := rule(passage, verb))[0]
        ),
        NOTHING,
    )


def _is_sign(passage: Passage, clause: int, verb: int) -> bool:
    """ "P, X said, in the clearest sign yet [that Q]": the outlet's own, of a noun between the cue and the clause."""
    tokens, first = passage.tokens, passage.analysis.edges(clause)[0]
    near = [t for t in tokens[verb + 1 : first] if t.pos == "NOUN"]
    return bool(near) and near[-1].lemma.lower() in ("sign", "signal", "indication", "hint", "evidence")


def _says_when(passage: Passage, clause: int, verb: int) -> bool:
    """ "P, X announced hours [after the plane took off]": a clause of time behind the cue, not what is said."""
    marks = passage.analysis.children(clause, "mark") if clause > verb else ()
    return any(passage.tokens[k].lower in ("after", "before", "as", "since") for k in marks)


def _found(passage: Passage, verb: int) -> tuple[int, ...]:
    """ "A poll found half of them planning to go": the object with its participle."""
    objects = passage.analysis.children(verb, "dobj") if passage.lemma(verb) == "find" else ()
    return tuple(k for k in objects if any(passage.tokens[i].tag == "VBG" for i in range(*_ends(passage.analysis, k))))


def _on_adverb(passage: Passage, verb: int) -> tuple[int, ...]:
    """ "Told reporters afterward that P": the parse hangs the clause on the adverb."""
    analysis = passage.analysis
    adverbs = (k for k in analysis.children(verb, "advmod") if k > verb)
    return tuple(c for k in adverbs for c in analysis.children(k, "ccomp") if analysis.children(c, "mark"))


def _quoted_as(passage: Passage, verb: int) -> Found:
    """ "P, X was quoted as saying.": the parse hangs the clause on *quoted*."""
    if quoted_as_saying(passage, verb) is None:
        return NOTHING
    host = passage.tokens[passage.tokens[verb].head].head
    for clause in passage.analysis.children(host, "ccomp"):
        if clause < host:
            return clause_spread(passage, host, clause), verb + 1
    return NOTHING


def _resumed(passage: Passage, verb: int, content: tuple[TokenRange, ...]) -> tuple[TokenRange, ...]:
    """What goes on behind a cue in commas: "P, X stressed, Q": the parse hangs the cue on Q."""
    host = passage.tokens[verb].head
    if passage.tokens[verb].dep != "parataxis" or host < verb or content[-1][1] > verb:
        return ()
    span = passage.trimmed(verb + 1, passage.analysis.edges(host)[1] + 1)
    return (span,) if span is not None and span[0] <= host else ()


def _in_statement(passage: Passage, verb: int) -> Found:
    """ "X said in a statement that P", "told Y on condition of anonymity that P", "X assured Y that P", "X noted with
    regret that P": the parse hangs the clause on the noun before it."""
    analysis, tokens = passage.analysis, passage.tokens
    preps = [k for k in analysis.children(verb, "prep") if k > verb]
    pobjs = [(k, p) for k in preps for p in analysis.children(k, "pobj")]
    nouns = [p for k, p in pobjs if passage.lemma(p) in passage.speech.setting or passage.lemma(k) == "with"]
    if passage.lemma(verb) not in passage.speech.words["wanting"]:  # "demanded guarantees that P": all of it
        nouns += [k for k in analysis.children(verb, "dobj", "dative") if k > verb and not _is_report(passage, verb, k)]
    terms = [p for _, p in pobjs if passage.lemma(p) == "condition"]
    nouns += [p for n in terms for k in analysis.children(n, "prep") for p in (n, *analysis.children(k, "pobj"))]
    for noun in nouns:
        for clause in analysis.children(noun, "acl", "relcl", "ccomp", "advcl"):
            first = analysis.edges(clause)[0]
            if tokens[first].lower == "that" and tokens[first].dep == "mark":
                return clause_spread(passage, verb, clause), verb + 1
    return NOTHING


def _behind_hearer(passage: Passage, verb: int) -> Found:
    """ "Told the council the sanctions had failed": the parse takes the clause for one of the hearer's, or its subject
    for a second object."""
    analysis, tokens = passage.analysis, passage.tokens
    if passage.lemma(verb) not in passage.speech.words["hearing"]:
        return NOTHING
    objects = [k for k in analysis.children(verb, "dobj", "dative") if k > verb]
    for hearer in objects:
        for clause in analysis.children(hearer, "relcl"):
            subjects = analysis.children(clause, "nsubj", "nsubjpass")
            if subjects and analysis.edges(subjects[0])[0] == hearer + 1 and tokens[subjects[0]].pos != "PRON":
                return clause_spread(passage, verb, clause), verb + 1
            objects_of_it = analysis.children(clause, "dobj")
            if subjects and len(objects_of_it) > 1 and tokens[objects_of_it[0]].lower == "that":
                return clause_spread(passage, verb, clause), verb + 1  # "told the guests that Y has P"
    for second in objects[1:]:
        if any(tokens[k].tag in ("VBD", "VBZ", "VBP") for k in analysis.children(second, "acl")):
            return clause_spread(passage, verb, second), verb + 1
    return NOTHING


def _behind_remark(passage: Passage, verb: int) -> Found:
    """ "Added, more carefully, that P": the parse hangs the clause elsewhere for the remark in commas."""
    tokens = passage.tokens
    if verb + 2 >= len(tokens) or tokens[verb + 1].text != ",":
        return NOTHING
    close = next((i for i in range(verb + 2, min(verb + _REMARK, len(tokens))) if tokens[i].text == ","), None)
    if close is None or close + 1 >= len(tokens) or any(t.pos in VERBAL for t in tokens[verb + 1 : close]):
        return NOTHING
    that = tokens[close + 1]
    if that.text != "that" or that.dep != "mark" or that.sentence != tokens[verb].sentence:
        return NOTHING
    return clause_spread(passage, verb, that.head), verb + 1


def _is_report(passage: Passage, verb: int, noun: int) -> bool:
    """ "Denied reports that P": not P is said, but what becomes of the reports."""
    return passage.lemma(verb) in passage.speech.object and passage.lemma(noun) in passage.speech.saying


def _trailing(passage: Passage, verb: int) -> Found:
    """ "P, X have said.", "P, X told Y.": the parse takes the cue for a second predicate of P."""
    tokens, analysis = passage.tokens, passage.analysis
    subjects = analysis.children(verb, "nsubj")
    passed_on = passes_on(passage, verb)
    if (
        (tokens[verb].dep not in ("conj", "parataxis", "dep") and not passed_on)
        or not subjects
        or analysis.children(verb, "ccomp", "xcomp")
        or (analysis.children(verb, "dobj") and passage.lemma(verb) != "tell")
    ):
        return NOTHING
    first = analysis.edges(subjects[0])[0]
    left = analysis.sentence_of(verb).first
    if first - 1 <= left or tokens[first - 1].text != "," or passage.region[first] != passage.region[left]:
        return NOTHING
    told = any(passage.may_report(i) and tokens[i].tag in ("VBD", "VBZ", "VBP") for i in range(left, first))
    if told and not passed_on:
        return NOTHING
    content = passage.trimmed(left, first - 1)
    return ((content,), verb + 1) if content else NOTHING


def _cut_off(passage: Passage, clause: int, verb: int) -> bool:
    """Whether a semicolon parts a clause from the verb that the parse hangs it on."""
    return any(passage.tokens[i].text == ";" for i in range(clause, verb))


def _belongs_to_object(passage: Passage, verb: int, clause: int) -> bool:
    """Whether a clause without *that* is a relative clause of the object: "the significance he places on it"."""
    if passage.lemma(verb) not in passage.speech.object or passage.analysis.children(clause, "mark"):
        return False
    first = passage.analysis.edges(clause)[0]
    return any(verb < k < first for k in passage.analysis.children(verb, "dobj"))


def _is_clause(passage: Passage, child: int) -> bool:
    return passage.tokens[child].pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "ADV", "NUM", "ADP", "DET")


def _particle_end(passage: Passage, verb: int) -> int:
    particles = [k for k in passage.analysis.children(verb, "prt") if k == verb + 1]
    return particles[0] + 1 if particles else verb + 1


def _this(passage: Passage, verb: int) -> Found:
    """ "P. This was stated by X", "P. X said this at a briefing": the sentence before is the content."""
    analysis, tokens = passage.analysis, passage.tokens
    if passage.lemma(verb) not in passage.speech.clause or passage.region[verb] != -1 or tokens[verb].dep != "ROOT":
        return NOTHING
    if passage.lemma(verb) in passage.speech.words["contesting"]:
        return NOTHING
    if not any(tokens[k].lower == "this" for k in analysis.children(verb, "dobj", "nsubjpass")):
        return NOTHING
    number = tokens[verb].sentence - 1
    if number < 0:
        return NOTHING
    before = analysis.sentences[number]
    if passage.may_report(before.root) or _state(passage, before.root)[0]:
        return NOTHING
    content = passage.trimmed(before.first, before.last)
    return ((content,), verb + 1) if content else NOTHING


def _state(passage: Passage, verb: int) -> Found:
    """ "X is convinced that P", "X made it clear that P"."""
    tokens, analysis, speech = passage.tokens, passage.analysis, passage.speech
    lemma = passage.lemma(verb)
    if lemma == "make":
        for clear in (
            k
            for k in analysis.children(verb, "ccomp", "oprd", "acomp", "advcl", "xcomp")
            if passage.lemma(k) in speech.clear
        ):
            for child in (*analysis.children(clear, "ccomp", "advcl"), *analysis.children(verb, "ccomp")):
                if child > clear:
                    return clause_spread(passage, clear, child), clear + 1
            for child in (*analysis.children(clear, "dobj", "nsubj"), *analysis.children(verb, "dobj")):
                if child > clear:
                    return phrase_spread(passage, verb, child), clear + 1
    adjective = verb if lemma == "convince" else None
    if lemma == "be":
        adjective = next(
            (k for k in analysis.children(verb, "acomp", "attr") if passage.lemma(k) in speech.convinced), None
        )
    if adjective is None or (adjective == verb and tokens[verb].tag != "VBN"):
        return NOTHING
    for child in (*analysis.children(adjective, "ccomp"), *analysis.children(verb, "ccomp")):
        if child > adjective:
            return clause_spread(passage, adjective, child), adjective + 1
    return NOTHING
