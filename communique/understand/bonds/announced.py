"""Visits that are announced ("is due in Oslo on Monday"), put off or called off ("his visit was postponed"): plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from communique.record.finding import Commitment, CommitmentStatus, Occasion, OccasionStatus
from communique.record.ids import make_id
from communique.record.language import Analysis
from communique.record.text import Evidence, cite
from communique.understand.cast import Cast
from communique.understand.grammar import clauses

_STATUS: Mapping[OccasionStatus, CommitmentStatus] = {
    "planned": "open",
    "postponed": "stalled",
    "cancelled": "withdrawn",
}

_NOT_SETTLED = frozenset({"had", "may", "might", "could"})


def announced_visits(
    analysis: Analysis,
    words: Mapping[str, frozenset[str]],
    cast: Cast,
    occasions: Iterable[Occasion],
    told: Iterable[Commitment],
    once: Callable[[str], str],
) -> list[Commitment]:
    """Plans of the guests for visits to come that no other words of theirs announce."""
    taken = [(e.start, e.end) for c in told for e in c.evidence]
    out: list[Commitment] = []
    for occasion in occasions:
        status = _STATUS.get(occasion.status)
        if occasion.kind != "visit" or status is None:
            continue
        if occasion.when is None and status == "open" and not _is_upcoming(analysis, words, occasion.evidence[0]):
            continue
        if not _is_noun(analysis, occasion.evidence[0]) and (
            status == "stalled" or _is_unsettled(analysis, occasion.evidence[0])
        ):
            continue
        if any(e.start < end and start < e.end for e in occasion.evidence for start, end in taken):
            continue
        guests = tuple(p.actor for p in occasion.participants if p.role == "guest" and cast[p.actor].kind != "state")
        hosts = tuple(p.actor for p in occasion.participants if p.role == "host")
        if guests:
            evidence = _whole(analysis, occasion.evidence[0])
            id_ = once(make_id("c", "plan", *sorted(guests), occasion.evidence[0].quote))
            action = occasion.evidence[0]
            out.append(
                Commitment(
                    id_,
                    "plan",
                    guests,
                    hosts,
                    action,
                    "firm",
                    status,
                    (evidence,),
                    due=occasion.when,
                    occasion=occasion.id,
                )
            )
    return out


def _is_noun(analysis: Analysis, evidence: Evidence) -> bool:
    span = analysis.tokens_in(evidence.start, evidence.end)
    return analysis.tokens[analysis.top(span.start, span.stop)].pos == "NOUN"


def _is_unsettled(analysis: Analysis, evidence: Evidence) -> bool:
    """ "[Had been] due in Oslo": nobody says whether the plan still stands; "[may] visit": nor whether it is one."""
    span = analysis.tokens_in(evidence.start, evidence.end)
    head = analysis.top(span.start, span.stop)
    return any(analysis.tokens[k].lower in _NOT_SETTLED for k in analysis.children(head, "aux"))


def _is_upcoming(analysis: Analysis, words: Mapping[str, frozenset[str]], evidence: Evidence) -> bool:
    """ "Her [upcoming] visit to Oslo": announced without a day."""
    span = analysis.tokens_in(evidence.start, evidence.end)
    beside = analysis.children(analysis.top(span.start, span.stop), "amod")
    return any(analysis.tokens[k].lower in words["upcoming"] for k in beside)


def _whole(analysis: Analysis, evidence: Evidence) -> Evidence:
    """The clause that says what becomes of the visit, where it is the subject or object; else the words as they are."""
    span = analysis.tokens_in(evidence.start, evidence.end)
    head = analysis.top(span.start, span.stop)
    token = analysis.tokens[head]
    if token.dep not in ("nsubj", "nsubjpass", "dobj"):
        return evidence
    leave = analysis.children(token.head, "advcl", "conj", "cc", "parataxis")
    first, last = clauses.extent(analysis, token.head, *leave)
    return cite(analysis.text, analysis.tokens[first].start, analysis.tokens[last - 1].end)
