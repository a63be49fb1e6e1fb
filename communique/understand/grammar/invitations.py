"""Who bids whom to come: "extended an invitation to her to pay a visit", "accepted the invitation of the king"."""

from __future__ import annotations

from communique.record.language import Analysis
from communique.understand.grammar import clauses

_INVITATION = "invitation"
BIDDING = frozenset({"invite", _INVITATION})


def bidding(analysis: Analysis, verb: int, taking: frozenset[str]) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """(those who invite, those invited), head tokens, for the infinitive behind an invitation; None for other
    verbs, and where nobody invited is named. `taking`: verbs whose subject was invited ("accepted").
    """
    tokens = analysis.tokens
    verb = clauses.first_conjunct(analysis, verb)
    noun = tokens[verb].head
    if (
        tokens[verb].dep not in ("acl", "relcl")
        or tokens[verb].tag != "VB"
        or tokens[noun].lemma.lower() != _INVITATION
    ):
        return None
    above = clauses.governor(analysis, noun)
    doer = clauses.subject(analysis, above) if above is not None else None
    passive = above is not None and clauses.verbal(analysis, above).passive
    takes = above is not None and tokens[above].lemma.lower() in taking
    bidden = _after(analysis, noun, "to", "for")
    hosts = (*analysis.children(noun, "poss"), *_after(analysis, noun, "from", "by", "of"))
    if above is not None:
        bidden += clauses.objects(analysis, above, "to") if not takes else ()
        bidden += analysis.children(above, "dative")
    if doer is not None and doer != noun and not passive:
        if takes and not bidden:
            bidden = (doer,)
        elif not takes and not hosts:
            hosts = (doer,)
    return (hosts, bidden) if bidden else None


def _after(analysis: Analysis, noun: int, *preps: str) -> tuple[int, ...]:
    kids = (k for k in analysis.children(noun, "prep") if analysis.tokens[k].lower in preps)
    return tuple(o for k in kids for o in analysis.children(k, "pobj"))
