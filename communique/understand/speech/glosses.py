"""What the outlet itself adds to reported words: sources of its own, concessions, summaries, glosses on names."""

from __future__ import annotations

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import Passage
from communique.understand.speech.settings import before_setting

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD", "VB"))
_FIGURES = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY"))
_TIMES = frozenset(("DATE", "TIME"))
_CONCESSIONS = frozenset(("although", "though", "but", "without"))
_PAUSES = frozenset((",", "-", "–", "—"))
_OPENS_APPOSITION = frozenset(("a", "an", "the", "one", "still"))


def before_the_outlet(passage: Passage, found: Attribution, first: int, last: int) -> int:
    """Where the content [first, last) ends before the outlet goes on in its own name."""
    region = passage.region[found.head] if found.head is not None else -1
    last = _before_second_source(passage, first, last, region)
    last = _before_concession(passage, found, first, last)
    last = _before_own_cue(passage, found, first, last)
    last = before_setting(passage, found, first, last)
    last = _before_outcome(passage, first, last, region)
    last = _behind_quotation(passage, first, last, region)
    return _before_summary(passage, first, last, region)


def without_remarks(passage: Passage, found: Attribution, span: TokenRange) -> list[TokenRange]:
    """The span without the outlet's remarks on what is named in it; what a phrase ("according to X") frames is told by
    X with all that stands in it."""
    region = passage.region[found.head] if found.head is not None else -1
    glossed = _without_glosses(passage, found, span, region)
    if found.origin == "phrase":
        return glossed
    return [s for part in glossed for s in _without_appositions(passage, part, region)]


def _before_second_source(passage: Passage, first: int, last: int, region: int) -> int:
    """Where the content ends before the outlet names whom it has that from: "urged them to wait, according to X"."""
    tokens = passage.tokens
    for i in range(first + 2, last - 2):
        if tokens[i].lower != "according" or passage.region[i] != region or tokens[i + 1].lower != "to":
            continue
        told = [k for k in passage.analysis.children(i + 1, "pobj") if passage.lemma(k) not in passage.speech.norms]
        if told and passage.analysis.edges(told[0])[1] >= last - 2:
            return i
    return last


def _before_concession(passage: Passage, found: Attribution, first: int, last: int) -> int:
    """Where the content ends before the outlet's own "although": what was not said ("..., although she did not say
    when"), or what speaks against a request ("urged them to come, even though the roads are shut")."""
    tokens = passage.tokens
    region = passage.region[found.head] if found.head is not None else -1
    requested = found.head is not None and passage.lemma(found.head) in passage.speech.request
    asked = requested and tokens[first].tag == "TO"
    for i in range(first + 2, last - 3):
        comma = i - 2 if tokens[i - 1].lower == "even" else i - 1
        verb = i + 1 if tokens[i].lower == "without" else tokens[i].head
        if tokens[i].lower not in _CONCESSIONS or passage.region[i] != region or tokens[comma].text != ",":
            continue
        own = tokens[i].lower in ("although", "though") and _is_unshifted(passage, found, first, i, verb)
        if verb > i and ((asked and tokens[i].lower != "but") or own or _is_silent(passage, verb)):
            return comma
    return last


def _is_unshifted(passage: Passage, found: Attribution, first: int, joint: int, verb: int) -> bool:
    """Whether a clause stands in the present though what was said before it was put back into the past: "said that
    work had begun, although the site is closed"."""
    tokens = passage.tokens
    if found.head is None or tokens[found.head].tag != "VBD":
        return False
    if passage.region[verb] != passage.region[first]:
        return False  # in quotation marks: ", though the door "is always open""
    carries = (verb, *passage.analysis.children(verb, "aux", "auxpass"))
    now = any(tokens[k].tag in ("VBZ", "VBP") for k in carries)
    told = next((t for t in tokens[first:joint] if t.tag in ("VBD", "VBZ", "VBP", "MD")), None)
    return now and told is not None and (told.tag == "VBD" or told.lower in ("would", "could"))


def _is_silent(passage: Passage, verb: int) -> bool:
    """ "She did not say", "without naming them": who spoke says nothing more."""
    if passage.tokens[verb].tag == "VBG":
        return passage.lemma(verb) in passage.speech.words["withheld"]
    subjects = passage.analysis.children(verb, "nsubj")
    silent = passage.analysis.children(verb, "neg") and passage.is_cue_verb(passage.tokens[verb])
    return bool(silent) and any(passage.tokens[k].pos == "PRON" for k in subjects)


def _before_own_cue(passage: Passage, found: Attribution, first: int, last: int) -> int:
    """Where the content ends before a colon behind which another cue goes on: "denied it: the paper, she said, ..."."""
    tokens, cue = passage.tokens, found.head
    if cue is None or cue > first:
        return last
    colon = next((i for i in range(first + 1, last) if tokens[i].text == ":" and passage.region[i] == -1), last)
    inserted = any(
        passage.is_cue_verb(tokens[i]) and tokens[i - 1].pos == "PRON" and tokens[i - 2].text == ","
        for i in range(colon + 3, last)
    )
    return colon if inserted else last


def _before_outcome(passage: Passage, first: int, last: int, region: int) -> int:
    """Where the content ends before the outlet says what that ends ("would go home, ending a rift of two years") or
    whose wish it is ("ruled out a pause, as the mediators have demanded")."""
    tokens = passage.tokens
    for i in range(first + 2, last - 2):
        if tokens[i].text != "," or passage.region[i] != region or passage.region[i + 1] != region:
            continue
        verb = i + 1 if tokens[i + 1].lower != "as" else tokens[i + 1].head
        if tokens[verb].dep != "advcl" or passage.analysis.edges(verb)[1] < last - 1:
            continue
        summed = verb == i + 1 and tokens[verb].tag == "VBG" and passage.lemma(verb) in passage.speech.words["outcome"]
        wished = (
            verb > i + 2
            and passage.lemma(verb) in passage.speech.words["bound"]
            and not passage.analysis.children(verb, "dobj")
        )
        if summed or wished:
            return i
    return last


def _behind_quotation(passage: Passage, first: int, last: int, region: int) -> int:
    """Where the content ends with a quotation behind which the outlet tells what followed: "replied that he had "no
    time," drawing laughter"."""
    tokens = passage.tokens
    for i in range(first + 3, last - 1):
        ends = i - 1 in passage.mark_tokens and tokens[i - 2].text == "," and passage.region[i] == region
        if ends and tokens[i].tag == "VBG" and tokens[i].dep == "advcl":
            return i - 1
    return last


def _before_summary(passage: Passage, first: int, last: int, region: int) -> int:
    """Where the content ends before the outlet sums it up: "offered to host it, an offer that was accepted", "accused
    them of it, a charge they deny", "announced a pact, in a move aimed at P"."""
    tokens = passage.tokens
    for i in range(first + 2, last - 3):
        if tokens[i].text != "," or passage.region[i] != region or passage.region[i + 1] != region:
            continue
        at = i + 2 if (within := tokens[i + 1].lower == "in") else i + 1
        if tokens[at].lower not in ("a", "an", *(("another", "the", "what") if within else ())):
            continue
        noun = next((k for k in range(at + 1, min(at + 4, last - 1)) if tokens[k].pos != "ADJ"), at + 1)
        words = {t.lemma.lower() for t in tokens[at : at + 5]}
        called = tokens[at].lower == "what" and words & passage.speech.label
        if within and (tokens[noun].lemma.lower() in passage.speech.words["moves"] or called):
            return i
        goes_on = noun + 1 < last and (tokens[noun + 1].lower in ("that", "which") or _is_of_past(passage, noun))
        goes_on = goes_on or any(tokens[k].dep == "relcl" for k in passage.analysis.subtree(noun))
        if goes_on and not within and tokens[noun].lemma.lower() in passage.speech.words["summaries"]:
            return i
    return last


def _is_of_past(passage: Passage, noun: int) -> bool:
    """ "A move long sought by Y", "a charge denied by Y"."""
    clauses = (k for k in passage.analysis.children(noun, "acl") if passage.tokens[k].tag == "VBN")
    return any(passage.analysis.children(k, "agent") for k in clauses)


def _without_glosses(passage: Passage, found: Attribution, span: TokenRange, region: int) -> list[TokenRange]:
    """The span without the outlet's own glosses: a clause with *which* or *where* behind a comma that gives figures or
    dates ("..., which has a harbour of 20 berths,")."""
    tokens, out, start = passage.tokens, [], span[0]
    for i in range(span[0] + 1, span[1]):
        if i < start or not _may_gloss(passage, found, i) or passage.region[i] != region:
            continue
        clause = _relative(passage, i)
        if clause is None or tokens[clause[0] - 1].text != "," or clause[0] <= span[0]:
            continue
        last = min(clause[1], span[1])
        if any(passage.region[k] != region for k in range(i, last)):
            continue  # what is in quotation marks was said
        if tokens[i].lower == "who" and (last >= span[1] - 1 or tokens[last].text != ","):
            continue  # at the end, what somebody did is as likely a part of what is said
        if any(
            tokens[k].lower == "had" or (tokens[k].lower == "to" and tokens[k - 1].lemma == "be")
            for k in range(i, last)
        ):
            continue
        if (
            tokens[i].lower == "when"
            or _is_of_today(passage, found, span, i, last)
            or any(
                tokens[k].entity in _FIGURES and (tokens[k].entity in _TIMES or tokens[k].text[0].isdigit())
                for k in range(i, last)
            )
        ):
            out.append((start, clause[0] - 1))
            start = last + 1 if last < span[1] and tokens[last].text == "," else last
    if start == span[0] or any(tokens[k].tag in _FINITE for k in range(start, span[1])):
        out.append((start, span[1]))
    return [t for t in _cut(passage, span, out) if t[1] - t[0] > 1 or tokens[t[0]].dep == "nsubj"] or [span]


def _is_of_today(passage: Passage, found: Attribution, span: TokenRange, where: int, last: int) -> bool:
    """ "Said talks had failed in Oslo, where rules are strict", "said she would cross the strait, which is a main
    route": the outlet's own present behind a cue, and words, in the past. A reason in the midst of the words ("as they
    came from Oslo, where rules are strict, they should pay") was given with them."""
    tokens = passage.tokens
    reasons = passage.speech.words["reasons"]
    if tokens[span[0]].lower in reasons and tokens[span[0]].dep == "mark" and last < span[1] - 1:
        return False
    past = found.head is not None and tokens[found.head].tag == "VBD"
    verbs = [t for t in tokens[where:last] if t.tag in ("VBD", "VBZ", "VBP", "MD")]
    if not past or not verbs or verbs[0].tag not in ("VBZ", "VBP"):
        return False
    if tokens[where].lower == "where":
        return True
    told = next((t for t in tokens[span[0] : where] if t.tag in ("VBD", "VBZ", "VBP", "MD")), None)
    shifted = told is not None and (told.tag == "VBD" or told.lower in ("would", "could"))
    is_so = verbs[0].index == where + 1 and tokens[where + 1].lemma.lower() == "be"
    return tokens[where].lower == "which" and shifted and is_so


def _without_appositions(passage: Passage, span: TokenRange, region: int) -> list[TokenRange]:
    """The span without what the outlet says of a name behind it: "to meet Ann Example, the deputy minister"."""
    tokens, out, start = passage.tokens, [], span[0]
    for i in range(span[0] + 2, span[1]):
        if (
            not _explains(passage, i)
            or i < start
            or passage.region[i] != region
            or tokens[tokens[i].head].pos != "PROPN"
        ):
            continue
        left, right = passage.analysis.edges(i)
        if (
            left <= start + 1
            or _is_listed(passage, i)
            or tokens[left - 1].text not in _PAUSES
            or (tokens[i].dep == "appos" and tokens[left].lower not in _OPENS_APPOSITION)
        ):
            continue
        out.append((start, left - 1))
        start = min(right + 1, span[1])
        if start < span[1] and tokens[start].tag in ("TO", "WDT", "WP", "VBG", "VBN"):
            start = next((k for k in range(start, span[1]) if tokens[k].text in _PAUSES), span[1])
    return _cut(passage, span, [*out, (start, span[1])])


def _is_listed(passage: Passage, token: int) -> bool:
    """ "A pact with the Coast Guard, [a hotline], and patrols": the parse takes one of a list for an apposition."""
    tokens, edges = passage.tokens, passage.analysis.edges
    lefts = (edges(k)[0] for k in passage.analysis.children(token, "conj") if tokens[token].dep == "appos")
    return any(tokens[k - 1].lower == "and" and tokens[k - 2].text == "," for k in lefts)


def _explains(passage: Passage, token: int) -> bool:
    """An apposition, or "known by the letters A.B.C." behind a name."""
    known = passage.tokens[token].dep == "acl" and passage.lemma(token) in passage.speech.words["naming"]
    return known or passage.tokens[token].dep == "appos"


def _cut(passage: Passage, span: TokenRange, pieces: list[TokenRange]) -> list[TokenRange]:
    """Pieces of a span without signs where they were cut; the span's own ends stay ("... of the bank (BNB)")."""
    out = []
    for first, last in pieces:
        trimmed = passage.trimmed(first, last)
        if trimmed is not None:
            out.append((first if first == span[0] else trimmed[0], last if last == span[1] else trimmed[1]))
    return out


def _may_gloss(passage: Passage, found: Attribution, pronoun: int) -> bool:
    """ "Which", "where", and "when" behind a date, unless what happened then is recalled."""
    tokens = passage.tokens
    if tokens[pronoun].lower == "when":
        if found.head is not None and passage.lemma(found.head) == "recall":
            return False
        return pronoun > 1 and tokens[pronoun - 1].text == "," and tokens[pronoun - 2].entity == "DATE"
    return tokens[pronoun].lower in ("which", "where", "who")


def _relative(passage: Passage, pronoun: int) -> TokenRange | None:
    """The relative clause that a pronoun belongs to."""
    for above in passage.analysis.ancestors(pronoun):
        if passage.tokens[above].dep == "relcl":
            left, right = passage.analysis.edges(above)
            return (left, right + 1) if left <= pronoun else None
    return None
