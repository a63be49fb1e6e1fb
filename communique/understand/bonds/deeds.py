"""Deeds to come without a binding word: "will provide", "is to reopen"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique.record.finding import CommitmentKind, CommitmentStatus, Strength
from communique.record.language import Analysis
from communique.understand.bonds.agreed import is_under_deal
from communique.understand.grammar import clauses

_NOMINAL = ("NOUN", "PROPN", "PRON")
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_STATES = ("be", "have", "remain")
_WOULD = frozenset({"would", "'d", "’d"})
_MUST = frozenset({"must", "shall"})


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A commitment as its words stand.

    Tokens: `cue` (the binding word, else the deed's verb), `act` (head of the deed), `doer` (who is bound, None =
    nobody named), `guest` (who is invited). Ranges end exclusively. `bare`: without a binding word; `would`: told with
    "would"; `alone`: the kind where only one side is bound; `dated`: nothing without a term;
    `listed`: an item of a list behind a colon.
    """

    kind: CommitmentKind
    strength: Strength
    cue: int
    act: int
    doer: int | None
    action: tuple[int, int]
    evidence: tuple[int, int]
    guest: int | None = None
    bare: bool = False
    would: bool = False
    alone: CommitmentKind | None = None
    dated: bool = False
    listed: bool = False
    status: CommitmentStatus = "open"


def action_of(analysis: Analysis, act: int) -> tuple[int, int]:
    """The shortest words of a deed: a verb with its objects, without subject, auxiliaries and condition."""
    if analysis.tokens[act].pos in _NOMINAL:
        return clauses.extent(analysis, act, *analysis.children(act, "relcl"))
    drop = analysis.children(act, "aux", "auxpass", "mark", "nsubj", "nsubjpass")
    drop += tuple(k for k in analysis.children(act, "dobj") if k < act and analysis.tokens[k].lower == "that")
    drop += () if _shares_object(analysis, act) else analysis.children(act, "cc")
    drop += tuple(k for k in analysis.children(act, "conj") if analysis.children(k, "nsubj", "nsubjpass", "aux"))
    drop += tuple(
        k for k in analysis.children(act, "prep", "npadvmod", "advcl", "punct") if k < act
    )  # "for the first time"
    first, last = clauses.extent(analysis, act, *drop, *conditions(analysis, act))
    return first, _without_aside(analysis, act, last)


def _without_aside(analysis: Analysis, act: int, last: int) -> int:
    """The end of a deed without what is told beside its last noun: "open the port[, which was closed in May]"."""
    tokens = analysis.tokens
    for i in range(last - 1, act, -1):
        if tokens[i].text == "," and tokens[i + 1].tag in ("WDT", "WP", "WP$", "WRB"):
            clause = next((a for a in analysis.ancestors(i + 1) if tokens[a].dep == "relcl"), None)
            if clause is not None and i < analysis.edges(clause)[0] and analysis.edges(clause)[1] >= last - 1:
                return i
    return last


def _shares_object(analysis: Analysis, verb: int) -> bool:
    """ "Will build [or repair] schools": one deed, told by two verbs."""
    tokens = analysis.tokens
    other = next((k for k in analysis.children(verb, "conj") if tokens[k].tag == tokens[verb].tag), None)
    if other is None or other > verb + 3 or analysis.children(other, "aux", "nsubj"):
        return False
    own = analysis.children(verb, "dobj", "prep", "prt", "xcomp", "ccomp", "advmod", "npadvmod")
    return bool(analysis.children(other, "dobj")) and not any(verb < k < other for k in own)


def with_purpose(analysis: Analysis, word: int, action: tuple[int, int]) -> tuple[int, int]:
    """The thing promised with what it is for and for whom: "pledged 5 million euros [in aid for X]", hung on the
    cue.
    """
    tokens = analysis.tokens
    for prep in analysis.children(word, "prep", "dative"):
        named = any(tokens[k].entity in ("GPE", "LOC", "DATE", "TIME") for k in analysis.children(prep, "pobj"))
        opens = tokens[prep].lower in ("for", "to", "towards") or (tokens[prep].text == "in" and not named)
        if analysis.edges(prep)[0] == action[1] and opens and tokens[action[1] - 1].pos in ("NOUN", "SYM", "PROPN"):
            return action[0], analysis.edges(prep)[1] + 1
    return action


def conditions(analysis: Analysis, verb: int) -> tuple[int, ...]:
    """Adverbial clauses with a conjunction ("if", "once", "because")."""
    return tuple(k for k in analysis.children(verb, "advcl") if analysis.children(k, "mark", "advmod"))


def find_deeds(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> Iterator[Undertaking]:
    """ "We will provide maps", "the lane is to be reopened": a deed with its own "will" is one of its own."""
    tokens = analysis.tokens
    helpers = {tokens[k].lower for k in analysis.children(verb, "aux")}
    would = bool(helpers & _WOULD)
    could = "could" in helpers and bool(conditions(analysis, verb))
    owed = bool(helpers & _MUST) and is_under_deal(analysis, words, verb)
    if not (helpers & _WILL or would or could or owed or _is_to(analysis, verb) or _is_planned(analysis, words, verb)):
        return
    doer = clauses.subject(analysis, verb)
    perfect = any(tokens[k].lemma == "have" for k in analysis.children(verb, "aux"))
    reports = doer is not None and doer > verb and clauses.own_subject(analysis, verb) is None
    if doer is None or perfect or reports or _is_question(analysis, words, verb):
        return
    lemma = tokens[verb].lemma.lower()
    if lemma in words["ranked"] and analysis.children(verb, "auxpass"):
        return
    if lemma in words["scheduled"] and tokens[verb].dep == "relcl":
        return
    inner = clauses.complement(analysis, verb)
    phase = bool(inner) and lemma in words["phases"]
    if _is_idle(analysis, words, verb) if not phase else tokens[inner[0]].lemma in _STATES:
        return
    if any(tokens[k].lemma.lower() in words["guessing"] for k in analysis.children(verb, "advmod")):
        return
    if _is_doubted(analysis, words, verb) or _only_describes(analysis, words, verb, doer):
        return
    if _is_foretold(analysis, words, verb, doer) or _is_refused(analysis, words, verb, doer):
        return
    if _is_aim(analysis, words, verb, doer) or _is_succession(analysis, words, verb):
        return
    if clauses.is_fallback(analysis, verb):
        return
    leave = (*analysis.children(verb, "mark", "parataxis"), *conditions(analysis, verb))
    leave += () if _shares_object(analysis, verb) else analysis.children(verb, "cc")
    leave += tuple(k for k in analysis.children(verb, "conj") if analysis.children(k, "nsubj", "nsubjpass", "aux"))
    first, last = clauses.extent(analysis, verb, *leave)
    act = inner[0] if phase else verb
    kind: CommitmentKind = "offer" if could else "plan" if _is_planned(analysis, words, verb) else "pledge"
    action = action_of(analysis, verb)
    would = would or could or owed
    more = [] if phase or could else _beside(analysis, words, verb)
    if more:
        cut = analysis.edges(more[0])[0]
        while cut > verb + 1 and tokens[cut - 1].pos in ("PUNCT", "CCONJ"):
            cut -= 1
        action, last = (action[0], min(action[1], cut)), min(last, cut)
    yield Undertaking(kind, "firm", verb, act, doer, action, (first, last), bare=True, would=would)
    for other in more:
        span = action_of(analysis, other)
        yield Undertaking(kind, "firm", other, other, doer, span, span, bare=True, would=would)


def _beside(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> list[int]:
    """The deeds joined to one, each with an object ("will visit the camps and [meet the staff]")."""
    tokens = analysis.tokens
    if not analysis.children(verb, "dobj", "prep") or _shares_object(analysis, verb):
        return []
    joined = (k for k in clauses.conjuncts(analysis, verb) if k > verb and tokens[k].tag == "VB")
    own = (k for k in joined if not analysis.children(k, "aux", "nsubj") and analysis.children(k, "dobj", "ccomp"))
    return [k for k in own if not _is_idle(analysis, words, k)]


def _is_aim(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int, doer: int) -> bool:
    """ "The aim was to end the war": why something was done."""
    return analysis.tokens[doer].lemma.lower() in words["aims"] and not _is_passive(analysis, verb)


def _is_succession(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """ "Mr Berg will replace Ms Lund", "will play a role", "will make history": who serves next, what one will be."""
    lemma = analysis.tokens[verb].lemma.lower()
    if lemma in words["succeeding"]:
        things = analysis.children(verb, "dobj")
        return any(analysis.tokens[k].entity == "PERSON" or analysis.tokens[k].pos == "PROPN" for k in things)
    return lemma in words["light"] and any(
        analysis.tokens[k].lemma.lower() in words["standing"] for k in analysis.children(verb, "dobj")
    )


def is_encounter(analysis: Analysis, words: Mapping[str, frozenset[str]], act: int) -> bool:
    """ "Will hold talks with": to meet somebody, told by a noun."""
    tokens = analysis.tokens
    if tokens[act].lemma.lower() not in words["holding"]:
        return False
    return any(tokens[k].lemma.lower() in words["encounters"] for k in analysis.children(act, "dobj"))


def is_tour(analysis: Analysis, words: Mapping[str, frozenset[str]], deed: int) -> bool:
    """ "Will continue his tour"."""
    return any(analysis.tokens[k].lemma.lower() in words["tours"] for k in analysis.children(deed, "dobj"))


def suffers(analysis: Analysis, words: Mapping[str, frozenset[str]], token: int) -> bool:
    """ "Extend the sanctions on Norway", "act against Norway": what is promised is not for whom it is done to."""
    prep = analysis.tokens[analysis.tokens[token].head]
    burden = analysis.tokens[prep.head].lemma.lower() in words["burdens"]
    return prep.dep == "prep" and (prep.lower == "against" or (prep.lower == "on" and burden))


def is_stay(analysis: Analysis, verb: int) -> bool:
    """ "Will be in Oslo next week": where somebody is going to be, with a day."""
    tokens = analysis.tokens
    if tokens[verb].lemma != "be" or analysis.children(verb, "acomp", "attr", "oprd", "neg"):
        return False
    there = any(tokens[k].entity in ("GPE", "LOC") for k in clauses.objects(analysis, verb, "in", "at"))
    below = [k for k in analysis.children(verb, "npadvmod", "prep") if k > verb]
    below += [k for prep in below for k in analysis.children(prep, "pobj")]
    return there and any(tokens[k].entity in ("DATE", "TIME") for k in below)


def offers_now(analysis: Analysis, verb: int, doer: int | None, words: Mapping[str, frozenset[str]]) -> bool:
    """ "Norway offers mediation", "we offer help": a state or a speaker, no shop, and not as it usually does."""
    beside = {analysis.tokens[k].lemma.lower() for k in analysis.children(verb)}
    if doer is None or beside & words["habits"] or not beside & words["given"]:
        return False
    token = analysis.tokens[doer]
    return token.entity in ("GPE", "PERSON") or token.lower in words["first_person"]


def _is_doubted(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """ "Analysts doubt that X will", "it is unlikely that X will", "experts do not believe that X will"."""
    tokens = analysis.tokens
    above = tokens[verb].head
    if tokens[verb].dep != "ccomp" or above == verb:
        return False
    if any(tokens[k].lemma.lower() in words["public"] for k in analysis.children(above, "nsubj")):
        return True  # "analysts say that X will"
    said = {tokens[k].lemma.lower() for k in (above, *analysis.children(above, "acomp"))}
    denied = bool(analysis.children(above, "neg"))
    return not said.isdisjoint(words["believing"]) if denied else not said.isdisjoint(words["doubting"])


def _is_foretold(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int, doer: int) -> bool:
    """ "Hopes that X will", "convinced that X will", "warned that X would respond": a wish or a threat binds nobody."""
    tokens = analysis.tokens
    top = clauses.first_conjunct(analysis, verb)
    above = tokens[top].head
    if tokens[top].dep not in ("ccomp", "acl") or above == top:
        return False
    said = {
        tokens[k].lemma.lower()
        for k in (above, *analysis.children(above, "acomp", "nsubjpass"), *_hope(analysis, words, above))
    }
    if not said.isdisjoint(words["threatening"]):
        return any(tokens[k].lower in _WOULD | {"could"} for k in analysis.children(verb, "aux"))
    owners = analysis.children(doer, "poss") if tokens[doer].lemma.lower() in words["sides"] else ()
    ours = {tokens[k].lower for k in (doer, *owners)}  # "we", "our minister"
    return not said.isdisjoint(words["foretelling"] | words["wanting"]) and ours.isdisjoint(words["first_person"])


def _hope(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> tuple[int, ...]:
    """ "Expressed [hope] the talks would resume": what is felt, where the clause was hung on the verb."""
    if analysis.tokens[verb].lemma.lower() not in words["voicing"]:
        return ()
    return analysis.children(verb, "dobj")


def _is_refused(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int, doer: int) -> bool:
    """ "We will not be pushed", "would not attend", "no way I will": who refuses undertakes nothing; "our ports
    will not be used against you" is a promise.
    """
    tokens = analysis.tokens
    top = tokens[verb].head if tokens[verb].dep == "relcl" else verb
    if tokens[verb].lemma.lower() in words["opposing"]:
        return not clauses.verbal(analysis, verb).negated  # "will not block it" is a promise
    no_way = top != verb and any(tokens[k].lower == "no" for k in analysis.children(top, "det"))
    if not (no_way or clauses.verbal(analysis, verb).negated):
        return no_way
    told = tokens[verb].dep == "ccomp" and tokens[verb].head < verb  # "I told them I would not wait"
    would = any(tokens[k].lower in _WOULD for k in analysis.children(verb, "aux"))
    if would and not told and tokens[doer].lower in words["first_person"]:
        return True  # "I would not go that far"
    spared = tokens[doer].pos == "NOUN" and analysis.children(doer, "poss")
    withheld = tokens[verb].lemma.lower() in words["journeys"] | words["dealings"]
    return no_way or (_is_passive(analysis, verb) and not spared) or withheld


def _only_describes(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int, doer: int) -> bool:
    """A relative clause about a thing ("a forum that will meet", "a forum whose session is to open"); "where she will
    meet" tells a deed.
    """
    tokens = analysis.tokens
    top = clauses.first_conjunct(analysis, verb)
    if tokens[top].dep == "xcomp" and tokens[tokens[top].head].lemma == "be":
        top = tokens[top].head
    if any(tokens[k].lower == "whose" for k in analysis.children(doer, "poss")):
        return tokens[doer].lemma.lower() in words["happenings"]
    return tokens[top].dep == "relcl" and doer == tokens[top].head and tokens[doer].entity not in ("PERSON", "GPE")


def _is_idle(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """Whether the verb tells how things will be. To hold back ("will not allow") is a deed."""
    lemma = analysis.tokens[verb].lemma.lower()
    if _is_passive(analysis, verb):
        return lemma in words["attended"]
    if is_encounter(analysis, words, verb):
        return False  # "will have talks"
    if lemma == "be" and is_stay(analysis, verb):
        return False
    if lemma in words["receiving"] and _gets_thing(analysis, words, verb):
        return not is_under_deal(analysis, words, verb)  # "a contract under which X will receive"
    if lemma in words["personal"]:
        return False
    if lemma in words["effects"]:
        return not (
            analysis.children(verb, "dobj", "ccomp") and (analysis.children(verb, "neg") or lemma not in words["idle"])
        )
    return lemma in words["idle"] or (lemma in words["staying"] and _is_mood(analysis, words, verb))


def _is_mood(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """ "Will remain grateful"; "will remain ready to help" tells it by its adjective; not "the road will stay open"."""
    for k in analysis.children(verb, "acomp", "attr", "xcomp"):
        below = {analysis.tokens[i].lower for i in analysis.children(k, "prep", "xcomp", "aux")}
        lemma = analysis.tokens[k].lemma.lower()
        if lemma in words["moods"] or (lemma in words["bound_moods"] and below):
            return True
    return False


def _gets_thing(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """ "Will receive a loan", "will take years": to be given something is no deed; to receive a guest is."""
    tokens = analysis.tokens
    if tokens[verb].lemma.lower() == "take":
        return any(tokens[k].entity in ("DATE", "TIME") for k in analysis.children(verb, "dobj"))
    return any(
        tokens[k].pos in ("NOUN", "SYM", "NUM") and tokens[k].lemma.lower() not in words["sides"] | words["guests"]
        for k in analysis.children(verb, "dobj")
    )


def find_gifts(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> Iterator[Undertaking]:
    """ "Chile will receive 50 lorries from Norway": what Norway has promised, whoever tells it."""
    tokens, stands = analysis.tokens, clauses.verbal(analysis, verb)
    if stands.tense != "future" or stands.negated:
        return
    agreed = is_under_deal(analysis, words, verb)
    if not agreed and any(tokens[k].lower in _WOULD for k in analysis.children(verb, "aux")):
        return
    given = analysis.children(verb, "dobj")
    givers = [k for top in (verb, *given) for k in clauses.objects(analysis, top, "from")]
    counted = any(analysis.children(k, "nummod") or tokens[k].lemma.lower() in words["given"] for k in given)
    if counted and givers and not _is_doubted(analysis, words, verb):
        leave = (*analysis.children(verb, "cc", "mark", "parataxis", "conj"), *conditions(analysis, verb))
        receiver = clauses.subject(analysis, verb)
        whole = clauses.extent(analysis, verb, *leave)
        kind: CommitmentKind = "agreement" if agreed else "pledge"
        yield Undertaking(kind, "firm", verb, verb, givers[0], action_of(analysis, verb), whole, receiver)


def _is_passive(analysis: Analysis, verb: int) -> bool:
    return bool(analysis.children(verb, "auxpass"))


def _is_planned(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """ "Evacuation is planned for March 15"."""
    if analysis.tokens[verb].lemma.lower() not in words["planned"] or not _is_passive(analysis, verb):
        return False
    return any(analysis.tokens[k].lower in ("for", "on", "in") for k in analysis.children(verb, "prep"))


def _is_to(analysis: Analysis, verb: int) -> bool:
    """ "is to meet", "are to be exchanged": "be" with an infinitive and no adjective in between."""
    tokens = analysis.tokens
    token = tokens[verb]
    head = tokens[token.head]
    if token.dep == "xcomp" and head.lemma == "go" and head.tag == "VBG":
        denied = analysis.children(head.index, "neg")  # "are not going to wait": nothing is undertaken
        return bool(analysis.children(head.index, "aux")) and not denied
    if token.dep not in ("xcomp", "ROOT", "ccomp") or head.lemma != "be" or head.index == verb:
        return False
    between = [k for k in analysis.children(head.index, "advmod", "prep") if head.index < k < verb]
    if analysis.children(head.index, "acomp", "attr") or any(tokens[k].lower != "also" for k in between):
        return False
    to = [k for k in analysis.children(verb, "aux") if tokens[k].lower == "to"]
    return bool(to) and head.index < to[0] and tokens[head.index].lower in ("is", "are", "was", "were")


def _is_question(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    tokens = analysis.tokens
    asks = {tokens[k].lower for k in analysis.children(verb, "mark", "advmod", "dobj", "attr")}
    asks.add(tokens[analysis.edges(verb)[0]].lower)  # "[how] much water it will release"
    if (
        "whether" in asks
        or ("when" in asks and _is_indirect(analysis, verb))
        or (tokens[verb].dep in ("ccomp", "pcomp") and not asks.isdisjoint(words["asking"]))
    ):
        return True
    last = analysis.sentence_of(verb).last
    helpers = [k for k in analysis.children(verb, "aux") if k < verb]
    turned = helpers and any(helpers[0] < k < verb for k in analysis.children(verb, "nsubj", "nsubjpass"))
    return any(tokens[i].text == "?" for i in range(verb if turned else max(verb, last - 2), last))


def _is_indirect(analysis: Analysis, verb: int) -> bool:
    """ "Will announce [when they will meet]", not "on Monday, [when they will meet]"."""
    first = analysis.edges(verb)[0]
    before = analysis.tokens[max(first - 1, 0)]
    return (
        analysis.tokens[verb].dep in ("advcl", "ccomp") and analysis.tokens[first].text == "when" and before.text != ","
    )
