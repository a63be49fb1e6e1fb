"""What is owed under a paper or word given before: "signed a protocol on transit", "the loan that X promised"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.lexicon.promises import Cue
from communique.record.finding import CommitmentStatus
from communique.record.language import Analysis
from communique.understand.bonds.deeds import Undertaking, action_of
from communique.understand.grammar import clauses

_ABOUT = frozenset({"on", "for", "under", "concerning", "regarding", "about", "to", "against", "with"})


def find_papers(
    analysis: Analysis, verb: int, cue: Cue, doer: int | None, words: Mapping[str, frozenset[str]]
) -> Iterator[Undertaking]:
    """ "Signed a protocol on transit": what the paper is about is to be done."""
    tokens = analysis.tokens
    for paper in analysis.children(verb, "dobj", "nsubjpass"):
        parts = analysis.children(paper, "prep", "acl", "relcl")
        behind = analysis.edges(paper)[1] + 1 if tokens[paper].dep == "dobj" else verb + 1
        parts += tuple(
            k  # "struck a deal [on fish]", "agreement was reached [on fish]", hung on the verb
            for k in analysis.children(verb, "prep")
            if ((cue.about and k == behind) or _is_purpose(analysis, k, paper))
            and not any(tokens[o].lemma.lower() in words["aside"] for o in analysis.children(k, "pobj"))
        )
        if cue.about and tokens[paper].dep == "nsubjpass":
            to = clauses.complement(analysis, verb)  # "an agreement was reached [to open the bridge]"
            parts += tuple(k for k in to if clauses.verbal(analysis, k).tense == "infinitive")
        about = [k for k in parts if _says_what(analysis, k)]
        spelled = any(_spells_out(analysis, k) for k in analysis.children(paper, "relcl"))
        if (
            tokens[paper].lemma.lower() not in cue.things
            or not about
            or spelled
            or analysis.children(verb, "prt")  # "struck down the accord"
            or clauses.verbal(analysis, verb).tense != "past"
        ):
            continue
        leave = analysis.children(verb, "advcl", "conj", "cc", "parataxis", "mark")
        whole = clauses.extent(analysis, verb, *(k for k in leave if k not in about))
        signed = paper == doer or clauses.verbal(analysis, verb).passive
        agent = next(iter(clauses.objects(analysis, verb, "by")), None) if signed else doer
        deed = next((k for k in about if k > paper and _is_bare_infinitive(analysis, paper, k)), paper)
        yield Undertaking(cue.kind, cue.strength, verb, deed, agent, _of_paper(analysis, deed, about), whole)


def _of_paper(analysis: Analysis, deed: int, about: list[int]) -> tuple[int, int]:
    """The deed, or the paper; "an agreement was reached on [trade]", "reached [a deal on trade]", hung on the verb."""
    action = action_of(analysis, deed)
    hung = next((k for k in about if analysis.tokens[k].dep == "prep" and analysis.tokens[k].head != deed), None)
    if hung is None or analysis.tokens[deed].pos == "VERB":
        return action
    first, last = analysis.edges(hung)
    return (action[0], last + 1) if action[1] == first else (min(hung + 1, last), last + 1)


def _is_purpose(analysis: Analysis, prep: int, paper: int) -> bool:
    """ "Signed an agreement in Oslo on Monday [for the construction of a cable]", on the verb; not "for Norway"."""
    things = [analysis.tokens[k] for k in analysis.children(prep, "pobj")]
    named = any(t.pos != "NOUN" or t.entity for t in things)
    return prep > paper and analysis.tokens[prep].lower == "for" and bool(things) and not named


def _spells_out(analysis: Analysis, clause: int) -> bool:
    """ "A memorandum under which X [will pay]", "[is to pay]": a deed told for itself."""
    if clauses.verbal(analysis, clause).tense == "future":
        return True
    below = analysis.children(clause, "xcomp") if analysis.tokens[clause].lemma == "be" else ()
    return any(clauses.has_to(analysis, k) for k in below)


def _is_bare_infinitive(analysis: Analysis, paper: int, part: int) -> bool:
    """ "Reached an agreement [to reopen the bridge]"."""
    return analysis.tokens[part].tag == "VB" and clauses.has_to(analysis, part) and analysis.tokens[part].head == paper


def _says_what(analysis: Analysis, part: int) -> bool:
    """ "A protocol [on transit]", "a memorandum [under which]"; not "in Oslo", "with the company", "on Friday"."""
    tokens = analysis.tokens
    if tokens[part].dep != "prep":
        return True
    if tokens[part].lower not in _ABOUT:
        return False
    return any(tokens[k].entity not in ("DATE", "TIME") for k in analysis.children(part, "pobj", "pcomp"))


def find_thing(analysis: Analysis, verb: int, cue: Cue) -> Iterator[Undertaking]:
    """ "The draft that Baku had promised for July", "a loan agreed upon in May": the thing is what is owed."""
    tokens = analysis.tokens
    noun = tokens[verb].head
    doer = clauses.own_subject(analysis, verb)
    if tokens[verb].dep == "acl":
        doer = next(iter(clauses.objects(analysis, verb, "by")), None)
    elif doer is None or tokens[doer].tag in ("WDT", "WP", "IN"):
        return
    if tokens[noun].pos != "NOUN" or any(tokens[k].tag not in ("WDT", "WP") for k in analysis.children(verb, "dobj")):
        return
    whole = clauses.extent(analysis, noun)
    alone = cue.alone if doer is not None and not is_plural(analysis, doer) else None
    yield Undertaking(cue.kind, cue.strength, verb, noun, doer, whole, whole, alone=alone)


def find_recalled(
    analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int, cue: Cue
) -> Iterator[Undertaking]:
    """ "Opened the border, as promised", "failed to open it by June as agreed": a word given before, kept or broken."""
    tokens = analysis.tokens
    deed, marks = tokens[verb].head, [tokens[k].lower for k in analysis.children(verb, "mark")]
    more = analysis.children(verb, "nsubj", "dobj", "xcomp", "ccomp")
    if tokens[verb].dep != "advcl" or marks != ["as"] or more or tokens[verb].lemma.lower() not in words["given_word"]:
        return
    stands, doer, whole = clauses.verbal(analysis, deed), clauses.subject(analysis, deed), deed
    above = tokens[deed].head
    failed = tokens[deed].dep == "xcomp" and tokens[above].lemma.lower() in words["failing"]
    if failed:
        stands, doer, whole = clauses.verbal(analysis, above), clauses.subject(analysis, above), above
    if stands.tense != "past" or stands.passive or doer is None or (failed and stands.negated):
        return
    status: CommitmentStatus = "broken" if failed or stands.negated else "kept"
    first, last = clauses.extent(analysis, whole, *analysis.children(whole, "cc", "conj", "parataxis"))
    kind = cue.alone or cue.kind
    yield Undertaking(kind, "firm", verb, deed, doer, action_of(analysis, deed), (first, last), status=status)


def is_plural(analysis: Analysis, doer: int) -> bool:
    """Several bound in one breath: "they", "the ministers", "A and B"."""
    token = analysis.tokens[doer]
    return (
        token.tag in ("NNS", "NNPS") or token.lower in ("they", "we", "both") or bool(analysis.children(doer, "conj"))
    )


def find_kept(analysis: Analysis, words: Mapping[str, frozenset[str]], word: int) -> Iterator[Undertaking]:
    """ "implementing the agreements": what was agreed is being carried out; the agreement binds those who made it."""
    tokens = analysis.tokens
    if tokens[word].pos == "VERB":
        things = analysis.children(word, "dobj", "nsubjpass")
    else:
        preps = analysis.children(word, "prep")
        things = tuple(k for p in preps if tokens[p].lower in ("of", "with") for k in analysis.children(p, "pobj"))
    for thing in things:
        if tokens[thing].lemma.lower() not in words["kept_things"]:
            continue
        word_given = tokens[word].pos == "VERB" and tokens[thing].lemma.lower() in ("promise", "commitment")
        if word_given and any(tokens[k].tag == "VB" for k in analysis.children(thing, "acl")):
            continue  # "kept its promise to pay": what was promised is told
        if tokens[word].pos == "NOUN" and tokens[thing].tag == "NNP":
            continue  # "progress in the implementation of the Association Agreement": a treaty in force
        first, last = clauses.extent(
            analysis, word, *analysis.children(word, "nsubj", "aux", "mark", "cc", "conj", "advcl")
        )
        doer = clauses.owner(analysis, thing) if tokens[thing].lemma.lower() == "commitment" else None
        if doer is None:
            doer = (
                clauses.subject(analysis, word) if tokens[word].pos == "VERB" else clauses.owner_before(analysis, word)
            )
        yield Undertaking("agreement", "firm", word, word, doer, (first, last), (first, last), status="in_progress")
        return


def find_provisions(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> Iterator[Undertaking]:
    """ "The treaty provides for free transit": what the paper says is to be done."""
    tokens = analysis.tokens
    doer = next(iter(analysis.children(verb, "nsubj")), None)
    if doer is None or tokens[doer].lemma.lower() not in words["treaties"] or tokens[verb].tag not in ("VBZ", "VBP"):
        return
    if tokens[doer].tag in ("NNS", "NNPS") and not analysis.children(doer, "det", "poss", "nummod"):
        return  # "free-trade agreements provide": what such papers do
    called_for = [k for k in analysis.children(verb, "advcl", "xcomp", "ccomp") if _is_for_to(analysis, k)]
    leave = (k for k in analysis.children(verb, "advcl", "conj", "cc") if k not in called_for)
    first, last = clauses.extent(analysis, verb, *leave)
    obliged = next(iter(analysis.children(verb, "dobj")), None)
    acts = called_for or [k for k in analysis.children(verb, "xcomp", "ccomp") if tokens[k].tag == "VB"]
    act = next(iter(acts), None)
    if act is not None and (called_for or tokens[verb].lemma.lower() in words["obliging"]):
        # "the treaty obliges Norway to pay", "provides for Norway to pay"
        obliged = clauses.own_subject(analysis, act) if obliged is None else obliged
        yield Undertaking("agreement", "firm", verb, act, obliged, action_of(analysis, act), (first, last))
        return
    if tokens[verb].lemma.lower() != "call":
        yield Undertaking("agreement", "firm", verb, verb, None, action_of(analysis, verb), (first, last))


def _is_for_to(analysis: Analysis, clause: int) -> bool:
    """ "[For Norway to pay]"."""
    marked = any(analysis.tokens[k].lower == "for" for k in analysis.children(clause, "mark"))
    return marked and clauses.has_to(analysis, clause) and clauses.own_subject(analysis, clause) is not None
