"""The cue right behind or before a quotation: "A," he said; he said: "A"."""

from __future__ import annotations

from communique.understand.attribution.asides import is_left_out
from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.passage import ENDS, Passage, Quoted
from communique.understand.attribution.reported import content_of
from communique.understand.attribution.sources import QUOTING, find_source, is_passive, phrase_range, quoted_as_saying

_SHORT = 3
_NEAR = 14
"""Tokens between a verb that names or asks and the quotation that is its content."""
_FRAGMENTS = 3
"""Quotations of a few words that may stand in the clause before a colon."""
_REACH = 40
"""Tokens to look for a cue before or after a quotation."""
_JOINTS = frozenset(("and", "but", "or", "yet", "while"))
_JOINING = frozenset(("ADP", "PART"))  # "called for "A" of B", "called it an attempt to "A" B"
_INTRODUCERS = frozenset((",", ":", "that", "that:", "–", "—", "-"))


def cue_after(passage: Passage, quote: Quoted) -> tuple[int, TokenRange | None] | None:
    """The cue that follows a quotation, and its source."""
    tokens = passage.tokens
    end = gap_end(passage, quote)
    first = quote.closed
    if first >= end:
        return None
    closing = closing_sign(passage, quote)
    if tokens[first].text in (",", "–", "—", "-"):
        first += 1
    elif not (
        closing in ",?!…—–-"
        or (closing == "." and _inverted(passage, first))
        or _lacks_comma(passage, quote, first, end)
    ):
        return None
    if first >= end or tokens[first].lower in _JOINTS or _is_embedded(passage, quote):
        return None
    for i in range(first, min(end, first + _REACH)):
        token = tokens[i]
        if token.pos not in ("VERB", "AUX"):
            continue
        if (passage.is_cue_verb(token) and token.tag not in ("VB",)) or (
            token.tag == "VB" and _is_modal_cue(passage, i)
        ):
            if _says_more(passage, i, closing) or _acts(passage, i) or _answers_fronted(passage, quote, i):
                return None
            i = _said_by_the_quoted(passage, i)
            return i, _source_near(passage, i, first, end)
        if not _within_subject(passage, i):
            return None
    return None


def _lacks_comma(passage: Passage, quote: Quoted, first: int, end: int) -> bool:
    """Whether a sentence is a quotation and "X said" alone, and only the comma is missing: "We came early" X said."""
    tokens = passage.tokens
    starts = quote.opened == 0 or tokens[quote.opened - 1].sentence != tokens[quote.first].sentence
    named = all(tokens[i].pos in ("PROPN", "PRON") for i in range(first, end - 1))
    return (
        starts
        and named
        and end - 1 > first
        and passage.is_cue_verb(tokens[end - 1])
        and tokens[quote.last - 1].text.isalnum()
    )


def _is_embedded(passage: Passage, quote: Quoted) -> bool:
    """Whether the quotation is a part of what a cue before it reports: He said it was "bad," ..."""
    start = gap_start(passage, quote)
    if quote.opened - start < 2 or passage.tokens[quote.opened - 1].text in (":", ","):
        return False
    return any(reports(passage, i) for i in range(start, quote.opened))


def closing_sign(passage: Passage, quote: Quoted) -> str:
    """The last sign of the quotation, marks of quotations in it left out."""
    last = quote.last - 1
    while last > quote.first and last in passage.mark_tokens:
        last -= 1
    return passage.tokens[last].text[-1]


def _marks_parent(passage: Passage, quote: Quoted, token: int) -> bool:
    """Whether a token is the mark that closes the quotation around this one."""
    return quote.parent != -1 and token >= passage.by_index[quote.parent].last


def _is_modal_cue(passage: Passage, i: int) -> bool:
    return passage.is_cue_verb(passage.tokens[i]) and bool(passage.analysis.children(i, "aux"))


def _inverted(passage: Passage, first: int) -> bool:
    """ "said X" right after the quotation."""
    return passage.is_cue_verb(passage.tokens[first]) and passage.tokens[first].text[0].islower()


def gap_end(passage: Passage, quote: Quoted) -> int:
    """First token after the quotation that ends the clause: a sentence's end, the next quotation, the paragraph's
    end.
    """
    tokens = passage.tokens
    paragraph = passage.paragraph(quote.last - 1)
    for i in range(quote.closed, len(tokens)):
        beyond = passage.region[i] != quote.parent or _marks_parent(passage, quote, i)
        if passage.paragraph(i) != paragraph or beyond or tokens[i].text in ENDS:
            return i
    return len(tokens)


def _says_more(passage: Passage, verb: int, closing: str) -> bool:
    """Whether the verb has content of its own to its right; after a comma only a clause with *that* counts."""
    clauses = [
        k for k in passage.analysis.children(verb, "ccomp") if k > verb and passage.region[k] == passage.region[verb]
    ]
    return any(closing in "?!." or passage.analysis.children(k, "mark") for k in clauses)


def _answers_fronted(passage: Passage, quote: Quoted, verb: int) -> bool:
    """ "Calling it "A", X said P": what is called so stands before, the cue behind has content of its own."""
    tokens = passage.tokens
    fronted = tokens[passage.analysis.sentence_of(quote.first).first]
    if fronted.tag != "VBG" or fronted.dep != "advcl" or not passage.may_report(fronted.index):
        return False
    beside = fronted.index < quote.opened and passage.region[fronted.index] == passage.region[verb]
    return beside and any(k > verb for k in passage.analysis.children(verb, "ccomp"))


def _acts(passage: Passage, verb: int) -> bool:
    """ "Calling it "A", X recalled the ambassador": a verb with an object that is no addressee reports nothing."""
    speech, tokens = passage.speech, passage.tokens
    lemma = passage.lemma(verb)
    gerund = tokens[verb].tag == "VBG" and tokens[verb].dep == "advcl" and lemma not in speech.label | speech.as_
    if not gerund and not any(k < verb for k in passage.analysis.children(verb, "nsubj")):
        return False
    if lemma in speech.request | speech.person.keys() | QUOTING | {"tell", "reassure"}:
        return False
    objects = (k for k in passage.analysis.children(verb, "dobj") if k > verb and tokens[k].pos in ("NOUN", "PROPN"))
    return any(tokens[k].entity not in ("DATE", "TIME", "PERSON", "ORG") for k in objects)


def _said_by_the_quoted(passage: Passage, verb: int) -> int:
    """The verb of "quoted X as saying" that says whose words they are, else the cue itself."""
    if passage.lemma(verb) not in QUOTING:
        return verb
    preps = passage.analysis.children(verb, "prep")
    gerunds = (k for prep in preps for k in passage.analysis.children(prep, "pcomp"))
    return next((k for k in gerunds if quoted_as_saying(passage, k) is not None), verb)


def _within_subject(passage: Passage, verb: int) -> bool:
    """Whether a verb stands in a relative clause or an auxiliary, so that the cue may still follow."""
    token = passage.tokens[verb]
    if token.dep in ("aux", "auxpass"):
        return True
    return any(passage.tokens[a].dep in ("relcl", "acl") for a in (verb, *passage.analysis.ancestors(verb)[:3]))


def cue_before(passage: Passage, quote: Quoted) -> tuple[int, TokenRange | None] | None:
    """The cue that introduces a quotation, and its source."""
    tokens = passage.tokens
    last = quote.opened - 1
    start = gap_start(passage, quote)
    if last < start:
        return None
    sign = tokens[last].lower
    beside = passage.is_cue_verb(tokens[last])
    if beside and passage.lemma(last) in passage.speech.words["floating"] and tokens[quote.first].text[0].islower():
        return None
    if (not beside and sign not in _INTRODUCERS) or (sign not in (",", ":") and _runs_on(passage, quote)):
        return _naming_cue(passage, quote, start)
    for i in range(last, max(start, last - _REACH) - 1, -1):
        token = tokens[i]
        if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass") or passage.region[i] != quote.parent:
            continue
        may_cue = passage.is_cue_verb(token) or (sign == ":" and passage.may_report(i))
        if sign in ("that", "that:"):
            may_cue = passage.lemma(i) in passage.speech.clause
        if may_cue and (_is_supposed(passage, i) or (sign == "," and is_left_out(passage, i))):
            return None
        if may_cue and (token.tag != "VB" or _may_introduce(passage, i)):
            if sign == "," and last > start and tokens[last - 1].lower == "that" and _goes_on_behind(passage, quote):
                return None
            if (sign == "that" and last - i > 10) or (
                sign != ":" and said_before(passage, i, quote) and not _completes(passage, i, quote)
            ):
                return None
            return i, _source_near(passage, i, start, last + 1)
        if sign != ":" and not _beside_the_way(passage, i):
            return None
    return None


def _is_supposed(passage: Passage, verb: int) -> bool:
    """ "If they say 'yes'": nobody has said so."""
    marks = passage.analysis.children(verb, "mark")
    return passage.tokens[verb].tag in ("VBP", "VBZ") and any(
        passage.tokens[k].lower in ("if", "unless") for k in marks
    )


def _naming_cue(passage: Passage, quote: Quoted, start: int) -> tuple[int, TokenRange | None] | None:
    """The verb right before a quotation that is all its content: called Y "Z", likened Y to "Z", urged Y "to do"."""
    tokens, speech = passage.tokens, passage.speech
    after = tokens[quote.closed].lower if quote.closed < len(tokens) else "."
    if tokens[quote.opened - 1].pos in ("DET", "ADJ"):
        return None
    for i in range(quote.opened - 1, max(start, quote.opened - _NEAR) - 1, -1):
        if tokens[i].pos not in ("VERB", "AUX"):
            continue
        lemma = passage.lemma(i)
        named = lemma in speech.label and tokens[i].tag != "VBN" and tokens[quote.opened - 1].pos not in _JOINING
        likened = lemma in speech.as_ and tokens[quote.opened - 1].lower == "as"
        asked = lemma in speech.request and tokens[quote.first].lower == "to" and not _runs_on(passage, quote)
        told = passage.is_cue_verb(tokens[i]) and is_sentence(passage, quote) and not _runs_on(passage, quote)
        if told and tokens[quote.opened - 1].pos in ("NOUN", "PROPN", "PRON"):
            return i, _source_near(passage, i, start, quote.opened)
        goes_on = after in _JOINTS and not (named and _leads_on(passage, i, quote))
        if (named or likened or asked) and not goes_on and not is_passive(passage, i):
            return i, _source_near(passage, i, start, quote.opened)
        return None
    return None


def _leads_on(passage: Passage, verb: int, quote: Quoted) -> bool:
    """Whether the joint behind a quotation goes on with the speaker's next deed: called it "A" and demanded B."""
    tokens = passage.tokens
    follows = next((t for t in tokens[quote.closed + 1 : quote.closed + 4] if t.pos != "ADV"), None)
    return follows is not None and follows.pos in ("VERB", "AUX") and follows.tag == tokens[verb].tag


def is_sentence(passage: Passage, quote: Quoted) -> bool:
    """Whether the quotation is a sentence of its own: a capital, a finite verb, more than three words."""
    words = passage.tokens[quote.first : quote.last]
    return (
        len(words) > _SHORT and words[0].text[0].isupper() and any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in words)
    )


def _completes(passage: Passage, verb: int, quote: Quoted) -> bool:
    """Whether the quotation ends a sentence that the cue interrupts: More would follow, he added, "in the spring"."""
    tokens = passage.tokens
    after_comma = tokens[quote.opened - 1].text == "," and tokens[quote.first].text[0].islower()
    return after_comma and tokens[verb].dep == "parataxis" and tokens[verb].head < verb


def said_before(passage: Passage, verb: int, quote: Quoted) -> tuple[TokenRange, ...]:
    """Content that the verb has before the quotation: accused Y of holding Z, "as bargaining chips"; said that P:
    "A".
    """
    colon = passage.tokens[quote.opened - 1].text == ":" or _completes(passage, verb, quote)
    if colon and passage.lemma(verb) not in passage.speech.clause:
        return ()
    content, _ = content_of(passage, verb)
    host = passage.tokens[verb].head
    if colon and passage.tokens[verb].dep == "parataxis" and host < verb:
        end = min([verb, *(passage.analysis.edges(k)[0] for k in passage.analysis.children(verb, "nsubj"))])
        span = passage.trimmed(passage.analysis.edges(host)[0], end)
        return (span,) if span is not None else ()
    least = -1 if colon else verb
    if not content or not least < content[0][0] < quote.opened - 1:
        return ()
    cut = [(a, min(b, quote.opened)) for a, b in content if a < quote.opened - 1]
    source = find_source(passage, verb)
    if source is not None and any(a <= source[0] < b for a, b in cut):
        return ()
    return tuple(span for a, b in cut if (span := passage.trimmed(a, b)) is not None)


def _runs_on(passage: Passage, quote: Quoted) -> bool:
    """Whether the clause of the quotation goes on behind it: said "A" was B."""
    tokens = passage.tokens
    if tokens[quote.last - 1].text[-1] in ".?!" or quote.closed >= len(tokens):
        return False
    return (
        tokens[quote.closed].text not in (*ENDS, ",", ";", ":")
        and passage.region[quote.closed] == passage.region[quote.opened - 1]
    )


def _goes_on_behind(passage: Passage, quote: Quoted) -> bool:
    """Whether a quotation behind "that" only opens the clause: told her that, "if A," Y was B."""
    tokens, last = passage.tokens, quote.closed
    comma = closing_sign(passage, quote) == "," and last < len(tokens) and tokens[last].text not in ENDS
    return comma and passage.region[last] == passage.region[quote.opened - 1] and cue_after(passage, quote) is None


def _may_introduce(passage: Passage, verb: int) -> bool:
    return bool(passage.analysis.children(verb, "aux"))


def _beside_the_way(passage: Passage, verb: int) -> bool:
    """Whether a verb between cue and quotation belongs to a side remark ("he said, referring to the talks, ...")."""
    return passage.tokens[verb].dep in ("acl", "relcl", "advcl", "pcomp", "xcomp", "amod")


def gap_start(passage: Passage, quote: Quoted) -> int:
    """First token before the quotation of the clause that may introduce it; a colon may end the paragraph before, and
    its clause may hold words in marks ("rejected "rumours" of a split: ...")."""
    tokens = passage.tokens
    leads = quote.opened > 0 and tokens[quote.opened - 1].text == ":"
    paragraph = passage.paragraph(quote.opened - 1 if leads else quote.first)
    start = quote.opened
    for i in range(quote.opened - 1, -1, -1):
        beyond = passage.region[i] != quote.parent or i in passage.mark_tokens
        if beyond and leads and _in_fragment(passage, i, quote):
            continue
        if passage.paragraph(i) != paragraph or beyond or tokens[i].text in ENDS:
            return start
        start = i
    return start


def _in_fragment(passage: Passage, token: int, quote: Quoted) -> bool:
    """Whether a token lies in a quotation before this one, or is a mark of it, that is no sentence."""
    for other in passage.quotes[max(0, quote.index - _FRAGMENTS) : quote.index]:
        if other.opened <= token < other.closed and other.parent == quote.parent:
            return not is_sentence(passage, other) and passage.tokens[other.last - 1].text[-1] not in ".?!"
    return False


def _source_near(passage: Passage, verb: int, first: int, last: int) -> TokenRange | None:
    """The source by the parse, where it lies outside quotations, else the noun phrase beside the verb."""
    region = passage.region[verb]
    source = find_source(passage, verb)
    if source is not None and all(passage.region[i] == region for i in range(*source)):
        return source
    if is_passive(passage, verb):
        return None
    return _beside(passage, verb, first, last)


def _beside(passage: Passage, verb: int, first: int, last: int) -> TokenRange | None:
    tokens = passage.tokens
    after = verb + 1
    if after < last and tokens[after].pos in ("PROPN", "PRON", "DET", "NOUN", "ADJ"):
        end = after
        while end < last and tokens[end].pos in ("PROPN", "PRON", "DET", "NOUN", "ADJ", "PART"):
            end += 1
        return phrase_range(passage, passage.analysis.top(after, end), verb) or (after, end)
    begin = verb
    while begin > first and tokens[begin - 1].pos in ("PROPN", "PRON", "DET", "NOUN", "ADJ", "AUX", "ADV"):
        begin -= 1
    return passage.trimmed(begin, verb) if begin < verb else None


def reports(passage: Passage, token: int) -> bool:
    finite = passage.tokens[token].tag in ("VBD", "VBZ", "VBP", "VBG")
    return finite and passage.tokens[token].pos == "VERB" and passage.lemma(token) in passage.speech.clause
