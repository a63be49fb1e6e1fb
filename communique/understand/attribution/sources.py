"""The words that name the source of a cue verb, found in the parse."""

from __future__ import annotations

from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.passage import FINITE, Passage

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART"))
_RELATIVES = frozenset(("who", "which", "that"))
_SETTINGS = frozenset(("at", "on", "during", "after", "before"))
_BREAKS = frozenset((",", ";", ":", ".", "?", "!", '"', "“", "”", "’", "‘", "(", ")"))
_NAMED = frozenset(("PERSON", "GPE", "NORP", "LOC"))
_WHERE = frozenset(("in", "at", "to", "into", "near"))
_PLACES = frozenset(("GPE", "LOC", "FAC", "DATE"))
"""Entities behind which the parse hangs an aim: "will travel to X to stress P"."""
_TAIL = 6
"""Tokens that may follow a cue at the end of a sentence: "the agency reported on Monday."."""
_SAID = frozenset(("VBD", "VBN", "VBZ"))
_ASIDE = 12
"""Tokens of a cue and its source in commas: ", added the minister of finance,"."""
QUOTING = frozenset(("quote", "cite"))


def is_passive(passage: Passage, verb: int) -> bool:
    """Whether the verb is in the passive, full or reduced ("asked whether he would go, ...")."""
    tokens = passage.tokens
    if passage.analysis.children(verb, "auxpass", "nsubjpass"):
        return True
    bare = not passage.analysis.children(verb, "aux", "nsubj")
    return tokens[verb].tag == "VBN" and bare and tokens[verb].dep in ("advcl", "acl", "relcl")


def find_source(passage: Passage, verb: int) -> TokenRange | None:
    """The words naming who speaks at a cue verb; None for a passive without an agent and where the text names
    nobody.
    """
    if passage.lemma(verb) == "convince":
        held = passage.analysis.children(verb, "nsubjpass", "nsubj") or _on_auxiliary(passage, verb)
        if held:
            return phrase_range(passage, held[0], verb)
    elif (quoted := quoted_as_saying(passage, verb)) is not None:
        return phrase_range(passage, quoted, passage.tokens[passage.tokens[verb].head].head)
    elif is_passive(passage, verb):
        return _agent(passage, verb)
    inverted = speaker_in_aside(passage, verb)
    if inverted is not None:
        return inverted
    head = subject_of(passage, verb)
    if head is None:
        head = _before_participle(passage, verb)
    if head is None:
        head = _inverted(passage, verb)
    if head is None:
        return _right_before(passage, verb)
    if passage.lemma(verb) == "be" and passage.lemma(head) in passage.speech.emphasis:
        owners = passage.analysis.children(head, "poss")
        return phrase_range(passage, owners[0], verb) if owners else None
    found = phrase_range(passage, head, verb)
    return found and _past_fronted(passage, _up_to_verb(passage, found, verb), verb)


def speaker_in_aside(passage: Passage, verb: int) -> TokenRange | None:
    """ "Foreign investors, argued X, are waiting": X, whom a verb of speech names in commas between a subject and its
    verb; the parse takes the subject for who speaks, or X for an object."""
    tokens, speech = passage.tokens, passage.speech
    if verb < 2 or tokens[verb - 1].text != "," or tokens[verb].tag not in _SAID:
        return None
    lemma = passage.lemma(verb)
    if lemma not in speech.clause or lemma in speech.request | speech.infinitive | speech.words["hearing"]:
        return None
    sentence = passage.analysis.sentence_of(verb)
    end = next((i for i in range(verb + 1, min(verb + _ASIDE, sentence.last - 1)) if tokens[i].text == ","), verb + 1)
    named, before = tokens[verb + 1 : end], tokens[sentence.first : verb - 1]
    if not named or any((t.pos not in _NOMINAL and t.pos != "ADP") or t.entity in ("DATE", "TIME") for t in named):
        return None
    goes_on = next((t for t in tokens[end + 1 : end + 3] if t.pos != "ADV"), tokens[end])
    if goes_on.tag not in (*FINITE, "MD") or not before or before[-1].pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    alone = not any(t.tag in (*FINITE, "MD") or t.pos == "SCONJ" for t in before)
    here = {passage.region[i] for i in (sentence.first, verb, end, goes_on.index)}
    return (verb + 1, end) if alone and len(here) == 1 else None


def quoted_as_saying(passage: Passage, verb: int) -> int | None:
    """Head word of who is quoted by another: "Y quoted X as saying", "X was quoted as saying"."""
    tokens = passage.tokens
    prep = tokens[verb].head
    host = tokens[prep].head
    if tokens[verb].dep != "pcomp" or tokens[prep].lower != "as" or passage.lemma(host) not in QUOTING:
        return None
    passive = passage.analysis.children(host, "nsubjpass")
    held = passive or (() if is_passive(passage, host) else passage.analysis.children(host, "dobj"))
    return held[0] if held else None


def cited_by(passage: Passage, verb: int) -> int | None:
    """ "Y reported, citing X, that P": the verb of Y, where the gerund's object is who told Y: a person, a body or an
    unnamed source.
    """
    tokens, analysis = passage.tokens, passage.analysis
    if passage.lemma(verb) not in QUOTING or tokens[verb].tag != "VBG" or tokens[verb].dep in ("pcomp", "ROOT"):
        return None
    above = next((k for k in analysis.ancestors(verb)[:2] if tokens[k].pos == "VERB"), verb)
    higher = [k for k in analysis.ancestors(verb)[1:3] if tokens[k].pos == "VERB"]  # ... on the verb of P
    hosts = (above, *analysis.children(above, "parataxis"), *higher)  # "P, it said, citing X": the parse hangs it on P
    host = next((k for k in hosts if k != verb and passage.may_report(k)), None)
    known = passage.speech.together | passage.speech.tellers
    told = any(
        tokens[k].entity in ("PERSON", "ORG") or {tokens[k].lower, passage.lemma(k)} & known
        for k in analysis.children(verb, "dobj")
    )
    return host if told else None


def _up_to_verb(passage: Passage, found: TokenRange, verb: int) -> TokenRange:
    """The source with the name that ends it, where the parse takes both for subjects: "CEO of the Council | Ann
    Example said"."""
    last = _end_of_name(passage, found[1])
    named = last > found[1] and passage.tokens[last - 1].dep in _SUBJECTS and passage.tokens[last - 1].head == verb
    return (found[0], last) if named and last <= verb else found


def _past_fronted(passage: Passage, found: TokenRange, verb: int) -> TokenRange:
    """The source without a participle's phrase before it: "Asked about Y, Z, the envoy answered"."""
    tokens = passage.tokens
    if found[1] != verb or tokens[found[0]].tag not in ("VBN", "VBG"):
        return found
    comma = max((i for i in range(*found) if tokens[i].text == ","), default=None)
    return (comma + 1, verb) if comma is not None and comma + 1 < verb else found


def _right_before(passage: Passage, verb: int) -> TokenRange | None:
    """The name that stands before a finite verb where the parse has no subject for it."""
    tokens = passage.tokens
    if verb in passage.joined:
        return find_source(passage, passage.joined[verb])
    last = verb
    while last > 0 and (tokens[last - 1].text == "," or tokens[last - 1].pos == "ADV"):
        last -= 1
    first = last
    while first > 0 and tokens[first - 1].pos in ("PROPN", "PUNCT") and tokens[first - 1].text not in _BREAKS:
        first -= 1
    sentence = passage.analysis.sentence_of(verb)
    named = first < last and first >= sentence.first and tokens[verb].tag in FINITE
    return passage.trimmed(first, last) if named and passage.region[first] == passage.region[verb] else None


def _agent(passage: Passage, verb: int) -> TokenRange | None:
    for by in passage.analysis.children(verb, "agent"):
        for pobj in passage.analysis.children(by, "pobj"):
            found = phrase_range(passage, pobj, verb)
            return None if found is None else (found[0], _end_of_name(passage, found[1]))
    return None


def _end_of_name(passage: Passage, last: int) -> int:
    """The end of a name that the parse breaks off: "Advisor to the Head of the Office | Ann Example"."""
    while last < len(passage.tokens) and passage.tokens[last].pos == "PROPN":
        last += 1
    return last


def _inverted(passage: Passage, verb: int) -> int | None:
    """ "P, warned X.": the parse takes X for the object."""
    tokens, analysis = passage.tokens, passage.analysis
    if verb == 0 or tokens[verb - 1].text != "," or tokens[verb].tag not in FINITE:
        return None
    said = any(k < verb for k in analysis.children(verb, "ccomp"))
    return next((k for k in analysis.children(verb, "dobj") if said and analysis.edges(k)[0] == verb + 1), None)


def _before_participle(passage: Passage, verb: int) -> int | None:
    """ "X, asked about Y, said", "X, a copy of which Y saw, says": the parse takes the remark for a clause of its own
    and X for its subject.
    """
    for clause in passage.analysis.children(verb, "ccomp", "advcl"):
        subjects = passage.analysis.children(clause, "nsubj", "nsubjpass")
        if clause > verb or passage.tokens[verb - 1].text != "," or not subjects or subjects[0] >= clause - 1:
            continue
        behind = any(k > verb for k in passage.analysis.children(verb, "ccomp"))
        if passage.tokens[clause - 1].text == "," or (behind and passage.tokens[subjects[0] + 1].text == ","):
            return subjects[0]
    return None


def _on_auxiliary(passage: Passage, verb: int) -> tuple[int, ...]:
    """Subjects that the parse hangs on the auxiliary: "X | is | convinced"."""
    helpers = passage.analysis.children(verb, "aux", "auxpass")
    return tuple(k for aux in helpers for k in passage.analysis.children(aux, "nsubj", "nsubjpass"))


def _outside_quotation(passage: Passage, verb: int, region: int) -> int | None:
    """The verb itself, or the cue beside the quotation that it stands in: "A," he said, before adding B."""
    if passage.region[verb] == region:
        return verb
    kids = passage.analysis.children(verb, "parataxis", "ccomp")
    return next((k for k in kids if passage.region[k] == region and passage.is_cue_verb(passage.tokens[k])), None)


def _nearest_first(passage: Passage, verb: int) -> list[int]:
    """Subjects in the order to try: the parse takes what stands before a comma for one, too ("Answering Y, X said")."""
    subjects = passage.analysis.children(verb, "nsubj", "csubj")
    beside = tuple(k for k in subjects if passage.region[k] == passage.region[verb])
    subjects = beside or subjects  # ""It is over. [None]," she said"
    if passage.tokens[verb].dep == "parataxis" and passage.tokens[verb - 1].text == ",":
        subjects = tuple(sorted(subjects, key=lambda k: k < verb))  # "Goods, said X, are dear"
    late = [k for k in subjects[1:] if k < verb and passage.tokens[passage.analysis.edges(k)[0] - 1].text == ","]
    return [*reversed(late), *subjects]


def subject_of(passage: Passage, verb: int) -> int | None:
    """Head word of who performs the verb: its own subject, else that of the verb that governs it."""
    analysis, tokens = passage.analysis, passage.tokens
    for _ in range(8):
        for subject in _nearest_first(passage, verb):
            if tokens[subject].lower in _RELATIVES and tokens[verb].dep == "relcl":
                return tokens[verb].head
            if not (tokens[subject].lower == "it" and analysis.children(verb, "auxpass")):
                return subject
        if verb in passage.joined:
            verb = passage.joined[verb]
            continue
        token = tokens[verb]
        head = token.head
        if head == verb:
            return None
        if token.dep in ("acl", "relcl"):
            beside = token.tag == "VBG" and tokens[verb - 1].text == ","  # "met over its decision, accusing Y of P"
            place = tokens[head].entity in _PLACES if token.tag == "VB" else _is_where(passage, head)
            if beside or place:
                verb = next((k for k in analysis.ancestors(head) if tokens[k].pos == "VERB"), head)
                continue
            return _of_noun(passage, head)
        if token.dep in ("pobj", "pcomp", "prep"):
            outside = _outside_quotation(passage, head, passage.region[verb])
            if outside is None:
                return None
            verb = outside
            continue
        if tokens[head].pos not in ("VERB", "AUX"):
            if token.dep in ("conj", "advcl", "xcomp", "ccomp") and tokens[head].pos in ("ADJ", "ADV", "ADP", "SCONJ"):
                verb = head
                continue
            return None
        passive = analysis.children(head, "nsubjpass")
        if is_passive(passage, head) and (token.dep != "conj" or (passive and _tells(passage, verb))):
            return passive[0] if passive and tokens[passive[0]].lower != "it" else None
        if token.dep == "ccomp" and token.tag not in ("VBG", "VB"):
            return None
        verb = head
    return None


def _tells(passage: Passage, verb: int) -> bool:
    """ "Was praised and [said] that P"; not "was summoned and [told] that P"."""
    told = passage.analysis.children(verb, "ccomp") and passage.tokens[verb].tag in FINITE
    return bool(told) and passage.lemma(verb) not in passage.speech.words["hearing"]


def _is_where(passage: Passage, noun: int) -> bool:
    """ "Before landing in Lumbini, the birthplace of Y, saying P": a place is no speaker."""
    tokens = passage.tokens
    place = tokens[tokens[noun].head] if tokens[noun].dep == "appos" else tokens[noun]
    told = place.dep == "pobj" and place.entity in ("GPE", "LOC", "FAC")
    return told and tokens[place.head].lower in _WHERE


def _of_noun(passage: Passage, noun: int) -> int | None:
    """Who a noun of saying belongs to: "the minister's statement saying ..."; persons and bodies speak themselves."""
    if passage.lemma(noun) in passage.speech.saying | passage.speech.setting | passage.speech.documents:
        owners = passage.analysis.children(noun, "poss")
        issuer = owners[0] if owners else _who_issued(passage, noun)
        return noun if issuer is None and passage.lemma(noun) in passage.speech.documents else issuer
    return noun


def _who_issued(passage: Passage, noun: int) -> int | None:
    """Who gives out the words that a noun names: "X issued a statement saying P"."""
    verb, speech = passage.tokens[noun].head, passage.speech
    issues = (
        passage.lemma(verb) in speech.light_verbs | speech.making | speech.words["issuing"] | speech.words["leaving"]
    )
    if passage.tokens[noun].dep != "dobj" or not issues or is_passive(passage, verb):
        return None
    return subject_of(passage, verb)


def owner_of_words(passage: Passage, noun: int) -> TokenRange | None:
    """Who owns what a noun of saying names: "X's message", "her answer"; None for any other noun."""
    speech = passage.speech
    if passage.lemma(noun) not in speech.saying | speech.setting | speech.nominal | speech.voice:
        return None
    for owner in passage.analysis.children(noun, "poss"):
        found = phrase_range(passage, owner, noun)
        if found is not None and passage.tokens[found[1] - 1].tag == "POS":
            found = (found[0], found[1] - 1)
        return found
    return None


def is_in_title(passage: Passage, prep: int) -> bool:
    """ "Accused the Minister [of] Finance of P", "the head [of] the bank of P"."""
    tokens = passage.tokens
    office, behind = tokens[prep - 1], tokens[min(prep + 1, len(tokens) - 1)]
    if tokens[prep].lower != "of" or office.entity in _NAMED:
        return False
    if behind.pos == "DET":
        behind = tokens[min(prep + 2, len(tokens) - 1)]
    tall = office.text[0].isupper() and behind.text[0].isupper()
    return tall or passage.lemma(prep - 1) in passage.speech.words["standing"] | passage.speech.tellers


def passes_on(passage: Passage, verb: int) -> bool:
    """ "X said that P, [the agency reported]": at the end of the sentence, who passes on what X said."""
    tokens, analysis = passage.tokens, passage.analysis
    subjects = [k for k in analysis.children(verb, "nsubj") if k < verb]
    if tokens[verb].tag not in FINITE or not passage.may_report(verb) or not subjects:
        return False
    if analysis.children(verb, "ccomp", "dobj", "xcomp", "aux", "neg") or not analysis.children(
        tokens[verb].head, "nsubj"
    ):
        return False
    first = analysis.edges(subjects[0])[0]
    if tokens[first - 1].text != "," or passage.region[verb] != passage.region[first - 1]:
        return False
    words = {tokens[i].lemma.lower() for i in range(first, verb)}
    rest = analysis.sentence_of(verb).last - verb
    closes = rest <= _TAIL or tokens[verb + 1].text == ","
    return closes and not words.isdisjoint(passage.speech.words["carrying"] | {"report"})


def of_deeds(passage: Passage, verb: int) -> list[int]:
    """ "Accused the bank in a letter this month [of] hiding P": the parse hangs it on a noun in between."""
    tokens = passage.tokens
    if passage.lemma(verb) != "accuse":
        return []
    ofs = (k for k in passage.analysis.subtree(verb) if k > verb and tokens[k].lower == "of")
    return [k for k in ofs if any(tokens[d].tag == "VBG" for d in passage.analysis.children(k, "pcomp"))]


def _is_apart(passage: Passage, prep: int) -> bool:
    """ "The president, [at the opening], said", "the president of Peru [on Monday] said"."""
    dated = passage.tokens[prep].lower == "on" and passage.tokens[prep + 1].entity == "DATE"
    return dated or passage.tokens[prep - 1].text == ","


def phrase_range(passage: Passage, head: int, verb: int) -> TokenRange | None:
    """Tokens of a noun phrase without relative clauses, what stands beyond them and the place of speech ("Ada Berg, at
    the opening"), on one side of the verb."""
    analysis, tokens = passage.analysis, passage.tokens
    first, last = head, head + 1
    region = passage.region[head]
    stack = [head]
    while stack:
        here = stack.pop()
        for kid in analysis.children(here):
            dep = tokens[kid].dep
            if (
                dep in ("relcl", "acl", "advcl", "punct", "dep", "parataxis")
                or kid == verb
                or passage.region[kid] != region
                or (dep == "prep" and kid > head and tokens[kid].lower in _SETTINGS and _is_apart(passage, kid))
            ):
                continue
            if here == head or dep not in ("conj",) or tokens[kid].pos in _NOMINAL:
                stack.append(kid)
        first, last = min(first, here), max(last, here + 1)
    if first < verb < last:
        first, last = (verb + 1, last) if head > verb else (first, verb)
    found = passage.trimmed(first, last)
    return _with_bracket(passage, found) if found is not None else None


def _with_bracket(passage: Passage, source: TokenRange) -> TokenRange:
    """ "The National Relief Agency (NRA[)] said"."""
    words = [t.text for t in passage.tokens[slice(*source)]]
    behind = passage.tokens[source[1] : source[1] + 1]
    closed = words.count("(") > words.count(")") and bool(behind) and behind[0].text == ")"
    return (source[0], source[1] + 1) if closed else source
