"""The deeds that a binding word opens ("agreed [to reopen it and to meet]"), each an undertaking of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.lexicon.promises import Cue
from communique.record.language import Analysis, Sentence
from communique.understand.bonds.deeds import Undertaking, action_of, with_purpose
from communique.understand.bonds.papers import is_plural
from communique.understand.grammar import clauses

_BULLETS = frozenset("-–—•*·○▪►o")  # "o": what is left of a round bullet


def opened_deeds(analysis: Analysis, word: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> Iterator[int]:
    """The deeds that a cue opens; coordinated ones each on its own where each has an object."""
    tokens = analysis.tokens
    for clause in clauses.complement(analysis, word):
        if _is_aside(analysis, word, clause, cue) or _is_about_else(analysis, word, clause):
            continue
        if _is_opened(analysis, word, clause, cue, words):
            yield from _split(analysis, clause, tokens[word].pos == "NOUN")
            yield from _further(analysis, word, clause)
            return
    if sent := next((k for k in analysis.children(word, "dobj") if _is_sent(analysis, word, k, words)), None):
        yield sent
        return
    preps = analysis.children(word, "prep", "dative")
    if cue.things and tokens[word].pos == "VERB":  # "assured her of support": hung on her
        preps += tuple(p for k in analysis.children(word, "dobj") for p in analysis.children(k, "prep"))
    behind = [deed for prep in preps if (deed := _behind_prep(analysis, prep, cue, words)) is not None]
    if behind:
        prep = tokens[behind[0]].head
        yield behind[0]
        beside = [k for top in (prep, behind[0]) for k in analysis.children(top, "conj") if tokens[k].pos == "ADP"]
        more = (_behind_prep(analysis, k, cue, words) for k in beside)
        yield from (deed for deed in more if deed is not None)  # "committed to opening it [and to] signing"
        return
    if "noun" in cue.opens:
        for kid in analysis.children(word, "dobj"):
            if _is_owed(analysis, kid, cue, words):
                yield kid
                return


def behind_giver(
    analysis: Analysis, noun: int, giver: int, cue: Cue, words: Mapping[str, frozenset[str]]
) -> Iterator[int]:
    """The deed behind who gives his word, hung on the verb: "won a promise from Chile [to free them]"."""
    if analysis.tokens[noun].dep != "dobj":
        return
    for clause in clauses.complement(analysis, analysis.tokens[noun].head):
        if clause > giver and _is_opened(analysis, noun, clause, cue, words):
            yield from _split(analysis, clause, noun=True)
            return


def _is_aside(analysis: Analysis, word: int, clause: int, cue: Cue) -> bool:
    """What an infinitive says that the cue does not open: "[to ease trade], the government has decided ...", "proposed
    a treaty [to ease trade]", "means [it to be] one".
    """
    tokens = analysis.tokens
    if tokens[clause].dep == "advcl" and clause < word:
        return True
    if tokens[word].pos != "VERB" or not clauses.has_to(analysis, clause):
        return False
    if cue.kind == "plan" and tokens[clause].dep in ("ccomp", "xcomp"):
        return any(tokens[k].pos == "PRON" for k in analysis.children(clause, "nsubj", "nsubjpass"))
    things = analysis.children(word, "dobj") if cue.kind == "offer" else ()
    return any(k < clause and tokens[k].pos == "NOUN" for k in things)


def _is_opened(analysis: Analysis, word: int, clause: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the cue opens this clause; one that says what is to become of a thing promised is none."""
    token, stands = analysis.tokens[clause], clauses.verbal(analysis, clause)
    if "to" in cue.opens and stands.tense == "infinitive":
        things = (k for k in analysis.children(word, "dobj") if k < clause)
        owed = "noun" in cue.opens and any(_is_owed(analysis, k, cue, words) for k in things)
        return not (stands.passive and (owed or cue.kind == "invitation"))  # "promised aid, to be paid in May"
    if "ing" in cue.opens and token.tag == "VBG":
        return True
    return "that" in cue.opens and token.dep in ("ccomp", "acl") and stands.tense == "future"


def _is_sent(analysis: Analysis, word: int, thing: int, words: Mapping[str, frozenset[str]]) -> bool:
    """ "Has committed [550 troops] to the mission"."""
    tokens = analysis.tokens
    if tokens[word].pos != "VERB" or tokens[word].lemma.lower() not in words["mutual"]:
        return False
    return tokens[thing].lemma.lower() in words["forces"] or _is_money(analysis, thing)


def _behind_prep(analysis: Analysis, prep: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> int | None:
    """The deed behind a preposition that the cue opens: "committed to [opening it]", "ready for [talks]"."""
    tokens, text = analysis.tokens, analysis.tokens[prep].lower
    if f"prep:{text}" not in cue.opens and f"ing:{text}" not in cue.opens:
        return None
    for kid in analysis.children(prep, "pcomp", "pobj"):
        if tokens[kid].pos == "PRON" or (text == "for" and tokens[kid].lemma.lower() in words["braced"]):
            continue  # "ready for this", "ready for war"
        if tokens[kid].dep == "pcomp" or f"prep:{text}" in cue.opens or tokens[kid].lemma.lower() in cue.things:
            return kid
    return None


def each_deed(
    analysis: Analysis, word: int, verb: int, cue: Cue, acts: list[int], doer: int | None, guest: int | None = None
) -> Iterator[Undertaking]:
    """One undertaking per deed; the first has the words of the cue as evidence, the others their own.

    A list behind a colon spells out what the cue binds to, and has its own words as evidence.
    """
    listed = list(_listed_deeds(analysis, word, max(acts, default=None))) if "to" in cue.opens else []
    for act, first in listed:
        action = (max(first, action_of(analysis, act)[0]), action_of(analysis, act)[1])
        yield Undertaking(
            cue.kind, cue.strength, word, act, doer, action, (first, action[1]), guest, dated=cue.dated, listed=True
        )
    if listed:
        return
    for number, act in enumerate(acts):
        action = with_purpose(analysis, word, action_of(analysis, act))
        if len(acts) > 1:
            last = min([action[1], *(analysis.edges(a)[0] for a in acts[number + 1 :] if a > act)])
            while last > act + 1 and analysis.tokens[last - 1].pos in ("PUNCT", "CCONJ"):
                last -= 1
            action = (action[0], last)
        evidence = _evidence(analysis, verb, acts, action) if number == 0 else action
        alone = cue.alone if doer is not None and not is_plural(analysis, doer) else None
        yield Undertaking(
            cue.kind, cue.strength, word, act, doer, action, evidence, guest, alone=alone, dated=cue.dated
        )


def without_idle(analysis: Analysis, acts: list[int], cue: Cue, words: Mapping[str, frozenset[str]]) -> list[int]:
    """ "Is set to win": how things will be, no plan."""
    idle = words["idle"] - words["personal"] - words["effects"] if cue.kind == "plan" else frozenset()
    return [a for a in acts if analysis.tokens[a].lemma.lower() not in idle]


def _evidence(analysis: Analysis, word: int, acts: list[int], action: tuple[int, int]) -> tuple[int, int]:
    """The clause of the cue up to the end of the first deed."""
    leave = [k for k in analysis.children(word, "advcl", "parataxis", "cc", "conj", "mark", "relcl") if k not in acts]
    first, last = clauses.extent(analysis, word, *leave)
    if len(acts) > 1:
        last = max(action[1], word + 1)
    return min(first, action[0]), max(last, action[1])


def _is_owed(analysis: Analysis, thing: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> bool:
    """ "Promised maps", "announced a grant", "announced $5 million": not "promised nothing", "announced the winner"."""
    token = analysis.tokens[thing]
    kinds = (thing, *clauses.objects(analysis, thing, "of"))  # "a line of credit"
    told = any(analysis.tokens[k].lemma.lower() in cue.things for k in kinds)
    if cue.things and not told and not _is_money(analysis, thing):
        return False
    named = token.pos == "NOUN" or _is_money(analysis, thing)
    named = named and token.lemma.lower() not in words["courtesies"]
    return named and not any(analysis.tokens[d].lower == "no" for d in analysis.children(thing, "det"))


def _is_money(analysis: Analysis, thing: int) -> bool:
    """ "5 million dollars", "12 million lei": also where the currency was not known for one."""
    tokens = analysis.tokens
    many = (t for k in analysis.children(thing, "nummod") for t in (k, *analysis.children(k)))
    if tokens[thing].lemma.lower() in ("million", "billion"):  # "a further CAD 25 million"
        signs = analysis.children(thing, "compound", "nmod", "quantmod")
        return tokens[thing].entity == "MONEY" or any(tokens[k].text.isupper() for k in signs)
    return tokens[thing].entity == "MONEY" or any(tokens[k].lemma.lower() in ("million", "billion") for k in many)


def _is_about_else(analysis: Analysis, word: int, clause: int) -> bool:
    """ "Agreed on the importance of aid to sustain them": what they agreed on is the importance."""
    tokens = analysis.tokens
    return tokens[word].lemma in ("agree", "concur") and any(
        prep < clause
        and tokens[prep].lower in ("on", "upon", "about")
        and any(tokens[k].entity not in ("DATE", "TIME") for k in analysis.children(prep, "pobj"))
        for prep in analysis.children(word, "prep")
    )


def _further(analysis: Analysis, word: int, clause: int) -> Iterator[int]:
    """Infinitives that the parser hung on the cue itself beside the first: "agreed to reopen ..., to meet and to
    exchange".
    """
    for kid in analysis.children(word, "conj", "xcomp"):
        token = analysis.tokens[kid]
        told = token.dep == "conj" and analysis.tokens[word].tag in ("VBD", "VBN")  # "pledged to pay, and [build] it"
        to_come = clauses.has_to(analysis, kid) or (told and kid > clause and not analysis.children(kid, "aux"))
        if token.tag != "VB" or not to_come or not (token.dep == "conj" or kid > clause):
            continue
        if analysis.tokens[word].pos == "VERB":
            yield from _split(analysis, kid, noun=False)


def _split(analysis: Analysis, clause: int, noun: bool) -> Iterator[int]:
    verbs = clauses.conjuncts(analysis, clause)
    tokens = analysis.tokens
    for kid in analysis.children(clause, "advcl"):  # "to send aid, [to open a bridge, and to build a school]"
        more = clauses.conjuncts(analysis, kid)
        if tokens[max(analysis.edges(kid)[0] - 1, 0)].text == "," and all(clauses.has_to(analysis, k) for k in more):
            verbs += more if len(more) > 1 else ()
    if len(verbs) > 1 and not all(analysis.children(v, "dobj", "prep", "ccomp", "xcomp", "nsubjpass") for v in verbs):
        yield clause
        return
    for verb in verbs:
        own_to = any(tokens[k].lower == "to" for k in analysis.children(verb, "aux"))
        if verb == clause or own_to or not noun:
            yield verb


def _listed_deeds(analysis: Analysis, cue: int, last_act: int | None) -> Iterator[tuple[int, int]]:
    """The deed and the first token of each infinitive in the paragraphs that follow the colon ("The two sides agreed:
    - to reopen the bridge; - to expand trade").

    `last_act`: the last deed told in the cue's own sentence ("affirmed their intention to work together:"); nothing
    where something else stands between it and the colon. "Agreed to:" opens a list of bare verbs.
    """
    tokens, here = analysis.tokens, analysis.sentence_of(cue)
    end = here.last - 1
    if tokens[end].text != ":" or end <= cue:
        return
    if last_act is not None and analysis.edges(last_act)[1] < end - 1:
        return
    bare = tokens[end - 1].lower == "to"
    paragraph = here.paragraph
    for item in analysis.sentences[here.index + 1 :]:
        if item.paragraph == paragraph:
            continue  # the rest of the item before, or of the lead
        if all(_is_bullet(analysis, i) for i in range(item.first, item.last)):
            continue  # "2." taken for a sentence
        if item.paragraph > paragraph + 1 or (deed := _infinitive(analysis, item, bare)) is None:
            return
        paragraph = item.paragraph
        yield deed


def _infinitive(analysis: Analysis, item: Sentence, bare: bool) -> tuple[int, int] | None:
    """The verb of "- to reopen", "2. to actively support", in a list of bare verbs also of "reopen"."""
    tokens, first = analysis.tokens, item.first
    while first < item.last and _is_bullet(analysis, first):
        first += 1
    marked = first < item.last and tokens[first].lower == "to"
    verb = first + marked
    while verb < item.last and tokens[verb].pos == "ADV":
        verb += 1
    if verb >= item.last or not (marked or bare) or tokens[verb].tag not in ("VB", "VBP"):
        return None
    return verb, first


def _is_bullet(analysis: Analysis, word: int) -> bool:
    token = analysis.tokens[word]
    return token.text in _BULLETS or token.pos in ("PUNCT", "SYM", "X") or token.text.rstrip(".)").isdigit()
