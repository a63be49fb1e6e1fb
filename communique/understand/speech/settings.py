"""When, where and at what occasion something was said, behind the words themselves: none of them are content."""

from __future__ import annotations

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import FINITE, Passage

_BEHIND = frozenset(("after", "before", "following", "during", "at", "on", "in", "ahead"))
_SINCE = frozenset(("after", "before"))
_AS = frozenset(("as", "while", "amid", "after", "before"))
_HEDGES = frozenset(("shortly", "just", "soon", "only", "immediately", "barely", "less", "more", "moments"))
_SPANS = frozenset(("second", "minute", "hour", "day", "week", "month", "moment", "year"))
_FUTURE = frozenset(("will", "would", "'ll", "’ll", "to"))
_OPEN = 4
"""Tokens between a comma and "after": ", less than two weeks after"."""


def before_setting(passage: Passage, found: Attribution, first: int, last: int) -> int:
    """Where the content [first, last) behind its cue ends before the outlet tells when and where it was said."""
    if found.head is None or found.head >= first or found.origin != "reported":
        return last
    region = passage.region[found.head]
    for i in range(first + 2, last - 1):
        if passage.region[i] != region or passage.region[i - 1] != region:
            continue
        if passage.tokens[i - 1].text == ",":
            when = _tells_when(passage, i, last) or _is_on_journey(passage, first, i, last)
            if when or _tells_how_called(passage, i) or _is_past_news(passage, first, i, last):
                return i - 1
        elif (
            _is_given_out(passage, found.head, i, last)
            or _is_past_news(passage, first, i, last)
            or _is_meanwhile(passage, i, last)
        ):
            return i
    return last


def _is_past_news(passage: Passage, first: int, after: int, last: int) -> bool:
    """ "Said it will drill on [after a leaked note showed P]": what has happened is the outlet's, where what is said
    stands in the future; "said it will leave after it is paid" goes on."""
    tokens, analysis = passage.tokens, passage.analysis
    verb = tokens[after].head
    marks = tokens[after].dep == "mark" and tokens[after].lower in ("after", "as")
    if not marks or tokens[verb].tag != "VBD" or analysis.edges(verb)[1] < last - 1:
        return False
    carries = [t for t in tokens[first:after] if t.tag in (*FINITE, "MD")]
    return bool(carries) and all(t.lower in ("will", "'ll", "’ll") for t in carries)


def _is_meanwhile(passage: Passage, mark: int, last: int) -> bool:
    """ "[While meeting Z in Oslo]", "[while receiving Z]", to the end of the content: when it was said."""
    tokens, verb = passage.tokens, mark + 1
    meets = tokens[mark].lower == "while" and tokens[verb].tag == "VBG"
    if not meets or passage.lemma(verb) not in passage.speech.words["meeting"]:
        return False
    return passage.analysis.edges(verb)[1] >= last - 2


def without_circumstance(passage: Passage, found: Attribution) -> tuple[TokenRange, ...]:
    """The content without a clause of time behind the cue: "P, he said, [as relations worsened]"."""
    content, cue = found.content, found.head
    if cue is None or found.origin != "reported" or len(content) < 2 or not content[-2][1] <= cue < content[-1][0]:
        return content
    first, last = content[-1]
    opens = passage.tokens[first].lower in _AS or _tells_when(passage, first, last)
    return content[:-1] if opens else content


def past_day(passage: Passage, found: Attribution, span: TokenRange) -> TokenRange:
    """The span without the day right behind its cue: "said [on Tuesday] Oslo would pay"."""
    tokens, (first, last) = passage.tokens, span
    if found.origin != "reported" or found.head is None or first != found.head + 1:
        return span
    day = first + 1 if tokens[first].lower == "on" else first
    if day + 2 >= last or tokens[day].lemma.lower() not in passage.speech.words["days"]:
        return span
    behind = tokens[day + 1]
    opens = behind.pos in ("PROPN", "DET", "NOUN", "PRON", "ADJ", "NUM") and tokens[day].head != behind.index
    return (day + 1, last) if opens else span


def _tells_when(passage: Passage, first: int, last: int) -> bool:
    """ ", hours after P", ", after talks with Y", ", following a meeting", to the end of the content."""
    tokens = passage.tokens
    for i in range(first, min(first + _OPEN + 1, last - 1)):
        word = tokens[i].lower
        if word in _SINCE and i > first:
            return True
        if word in _BEHIND and i == first:
            return _meets(passage, i, last)
        counted = tokens[i].lemma.lower() in _SPANS or tokens[i].pos in ("NUM", "DET") or word in (*_HEDGES, "than")
        if not counted:
            return False
    return False


def _meets(passage: Passage, prep: int, last: int) -> bool:
    """Whether a phrase that runs to the end tells of an encounter: "after meeting her counterpart"."""
    tokens, analysis, speech = passage.tokens, passage.analysis, passage.speech
    if tokens[prep].dep not in ("prep", "mark", "advmod") or any(t.tag in FINITE for t in tokens[prep:last]):
        return False
    kids = [*analysis.children(prep, "pcomp", "pobj")]
    kids += [p for k in analysis.children(prep, "prep") for p in analysis.children(k, "pobj", "pcomp")]
    if tokens[prep].dep == "mark":
        kids.append(tokens[prep].head)
    for kid in kids:
        if analysis.edges(kid)[1] < last - 2:
            continue
        if tokens[kid].tag == "VBG" and passage.lemma(kid) in speech.words["meeting"] | speech.words["coming"]:
            return True
        if tokens[kid].pos in ("NOUN", "PROPN") and passage.lemma(kid) in speech.setting:
            return True
    return False


def _is_on_journey(passage: Passage, first: int, during: int, last: int) -> bool:
    """ "Signalled support for reform, [during a visit to Oslo]": where it was said, as nothing is told to be done."""
    tokens = passage.tokens
    nouns = passage.analysis.children(during, "pobj") if tokens[during].lower in ("during", "on") else ()
    there = any(passage.lemma(k) in passage.speech.words["journeys"] for k in nouns)
    told = (t for t in tokens[first:during] if t.tag in (*FINITE, "MD", "VB"))
    return there and all("relcl" in (t.dep, tokens[t.head].dep) for t in told)


def _tells_how_called(passage: Passage, which: int) -> bool:
    """ ", which he described as Z", ", which he said had failed": the outlet tells by another cue what the speaker
    thinks of it."""
    tokens = passage.tokens
    if tokens[which].lower not in ("which", "whom", "who") or which + 2 >= len(tokens):
        return False
    verb = tokens[which + 1].head
    speech = passage.speech
    named = passage.lemma(verb) in speech.label | speech.as_ | {"say"}
    return named and tokens[which + 1].tag == "PRP" and tokens[verb].tag in FINITE


def _is_given_out(passage: Passage, cue: int, prep: int, last: int) -> bool:
    """ "In an interview with Z", "in a statement issued on Monday", "at a briefing", to the end of the content."""
    tokens, analysis = passage.tokens, passage.analysis
    if tokens[prep].lower not in ("in", "at", "during", "via") or tokens[prep].dep != "prep":
        return False
    if analysis.edges(prep)[1] < last - 2:
        return False
    noun = next(iter(analysis.children(prep, "pobj")), None)
    if noun is None or passage.lemma(noun) not in passage.speech.words["given_out"]:
        return False
    dets = {tokens[k].lower for k in analysis.children(noun, "det")}
    if not dets & {"a", "an"} or analysis.children(noun, "relcl"):
        return False
    verb = next((k for k in analysis.ancestors(prep) if tokens[k].pos in ("VERB", "AUX")), cue)
    if verb == cue:
        return True
    helpers = {tokens[k].lower for k in analysis.children(verb, "aux")}
    ordered = passage.lemma(cue) in passage.speech.request
    return not passage.may_report(verb) and (ordered or not helpers & _FUTURE)
