"""How a commitment fared: in the works, kept, broken, postponed, declined, taken back; only on words that say so."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from communique.follow.encounters import Gathering
from communique.follow.reports import Case, Reporter, Saying, make_case
from communique.follow.shifts import is_pushed_back, latest_due
from communique.follow.tellings import Report, Telling
from communique.record.finding import When
from communique.record.followup import Development, FindingKey, LedgerStatus
from communique.record.text import Evidence, cite

RULE, RULE_SOFTENED, RULE_POSTPONED = "rule:pledges", "rule:softened", "rule:postponed"
_SOFTENABLE = frozenset({"pledge", "agreement", "plan", "assignment"})
_FAILED = frozenset({"withdrawn", "broken", "stalled", "declined"})
_REFUSED = frozenset({"declined", "withdrawn", "unclear"})
_VISITS = frozenset({"visit", "conference", "ceremony"})
_BY_OCCASION: dict[str, LedgerStatus] = {
    "held": "kept",
    "under_way": "kept",
    "postponed": "stalled",
    "cancelled": "withdrawn",
}
_WEIGHT: dict[LedgerStatus, int] = {
    "withdrawn": 6, "declined": 6, "broken": 5, "kept": 4, "stalled": 4, "unclear": 3, "in_progress": 2, "open": 0,
}  # fmt: skip
_ENDED = frozenset({"kept", "declined", "withdrawn", "broken"})


def follow_pledge(
    tellings: Sequence[Telling],
    reports: Sequence[Report],
    reporters: Sequence[Reporter],
    told: Sequence[Sequence[Telling]],
    met: Sequence[Sequence[Gathering]],
    same: Mapping[FindingKey, Sequence[Gathering]],
) -> tuple[Development, ...]:
    """The history of one commitment, article by article.

    `told` and `met` hold all tellings and encounters of each article; `same`: {encounter: all tellings of it}.
    """
    history: list[Development] = []
    first, case, in_case = tellings[0].place, make_case(tellings[:1]), 1
    for place in range(first, len(reports)):
        own = [t for t in tellings if t.place == place]
        if not own and not _may_concern(tellings[0], reports[place]):
            continue
        known = [t for t in tellings if t.place <= place]
        before = history[-1].status if history else "open"
        if before in _ENDED and not own:
            continue
        others = [t for t in told[place] if t not in own]
        if len(known) != in_case:
            case, in_case = make_case(known), len(known)
        if not own and reports[place].on == reports[first].on and place == first:
            continue
        about = _encounters([t for t in known if t.place < place], met, same, reporters)
        step = _step(case, known, others, met[place], about, reporters[place], before)
        if step is not None:
            history.append(step)
    return tuple(history)


def _may_concern(telling: Telling, report: Report) -> bool:
    """An article that names no side of a commitment says nothing of it."""
    return not telling.sides or bool(telling.sides & report.sides)


def _step(
    case: Case,
    known: Sequence[Telling],
    others: Sequence[Telling],
    met: Sequence[Gathering],
    about: Collection[FindingKey],
    reporter: Reporter,
    before: LedgerStatus,
) -> Development | None:
    """What one article adds to the history; None when it says nothing new. `about`: encounters that were promised."""
    report = reporter.report
    own = [t for t in known if t.key.article == report.reading.article.id]
    answered = _answer(known, others, report) if case.kind == "invitation" else None
    if answered is not None:
        return answered
    for telling in own:
        if telling.commitment.status != "open":
            return _step_of(report, _told(telling, reporter), telling.commitment.evidence[-1])
    if case.is_trip and (by_occasion := _journey(case, known, met, report)) is not None:
        return by_occasion
    if (by_encounter := _held(met, about, reporter)) is not None:
        return by_encounter
    sayings = [s for s in reporter.sayings(case, own, others) if _admits(case, s, is_first=len(known) == len(own))]
    if not sayings:
        return _shifted(known, own, reporter, before)
    best = max(sayings, key=lambda s: (round(s.relevance, 1), _WEIGHT[s.status], -s.start))
    settled = _settled(best, latest_due(known), report.on, before)
    rule = RULE_SOFTENED if best.is_softer else RULE
    return _step_of(report, settled, cite(report.reading.article.text, best.start, best.end), rule)


def _step_of(report: Report, status: LedgerStatus, evidence: Evidence, rule: str = RULE) -> Development:
    return Development(report.url, report.on, status, evidence, rule, report.reading.article.id)


def _encounters(
    tellings: Sequence[Telling],
    met: Sequence[Sequence[Gathering]],
    same: Mapping[FindingKey, Sequence[Gathering]],
    reporters: Sequence[Reporter],
) -> frozenset[FindingKey]:
    """All tellings of the encounters that a commitment promises to hold ("to convene the commission in May")."""
    out: set[FindingKey] = set()
    for telling in tellings:
        if not reporters[telling.place].is_to_hold(telling):
            continue
        action = telling.commitment.action
        for gathering in met[telling.place]:
            if any(e.start < action.end and action.start < e.end for e in gathering.occasion.evidence):
                is_call = gathering.occasion.kind == "call"
                out.update(g.key for g in same[gathering.key] if is_call or g.occasion.kind != "call")
    return frozenset(out)


def _held(met: Sequence[Gathering], about: Collection[FindingKey], reporter: Reporter) -> Development | None:
    """The encounter that was promised took place, was put off or called off."""
    for gathering in met:
        status = _BY_OCCASION.get(gathering.occasion.status)
        if status is not None and gathering.key in about:
            evidence = gathering.occasion.evidence[-1 if status != "kept" else 0]
            start, end = reporter.passages.sentences[reporter.passages.sentence_at(evidence.start)]
            return _step_of(reporter.report, status, cite(reporter.text, start, max(end, evidence.end)))
    return None


def _shifted(
    known: Sequence[Telling], own: Sequence[Telling], reporter: Reporter, before: LedgerStatus
) -> Development | None:
    """Without a word of what became of it: told as what was not done, or with a later day than before."""
    if len(known) == len(own) or before in _ENDED:
        return None
    due = latest_due(known)
    passed = (
        due is not None and due.to_on is not None and reporter.report.on is not None and due.to_on < reporter.report.on
    )
    for telling in own:
        if passed and reporter.is_conceded(telling):
            return _step_of(reporter.report, "broken", telling.commitment.evidence[0])
    if own and before != "stalled" and is_pushed_back(known, own):
        return _step_of(reporter.report, "stalled", own[0].commitment.evidence[0], RULE_POSTPONED)
    return None


def _told(telling: Telling, reporter: Reporter) -> LedgerStatus:
    """The status that the reading itself gives; not done is not broken while it is still awaited."""
    status = telling.commitment.status
    return "stalled" if status == "broken" and reporter.is_pursued(telling) else status


def _admits(case: Case, saying: Saying, *, is_first: bool) -> bool:
    """What a saying may tell: a promise's first telling only that it failed, a journey is kept by the journey alone."""
    if saying.is_softer and (is_first or case.kind not in _SOFTENABLE or case.is_trip or case.is_weak):
        return False
    if is_first:
        return saying.is_own and saying.status in _FAILED
    if case.kind == "invitation":
        return saying.status in _REFUSED
    return not (case.is_trip and saying.status in ("kept", "in_progress"))


def _settled(saying: Saying, due: When | None, on: date | None, before: LedgerStatus) -> LedgerStatus:
    """Not done is broken only after the day, when nobody pursues it any longer; else it is stalled."""
    if saying.status != "broken":
        return saying.status
    passed = due is None or due.to_on is None or on is None or due.to_on < on
    never = "never" in saying.cue or "broke" in saying.cue
    return "broken" if never or (passed and not saying.is_pending and before != "stalled") else "stalled"


def _answer(known: Sequence[Telling], others: Sequence[Telling], report: Report) -> Development | None:
    """The guest accepts: the invitation has done its work."""
    invited = frozenset[str]().union(*(t.to for t in known))
    for telling in others:
        if telling.commitment.kind == "acceptance" and telling.by & invited and telling.place >= known[0].place:
            return _step_of(report, "kept", telling.commitment.evidence[0])
    return None


def _journey(case: Case, known: Sequence[Telling], met: Sequence[Gathering], report: Report) -> Development | None:
    """The visit took place, was put off or called off."""
    hosts = case.sides - case.by_sides
    for gathering in met:
        status = _BY_OCCASION.get(gathering.occasion.status)
        if status is None or gathering.occasion.kind not in _VISITS or not case.by & gathering.persons:
            continue
        if hosts and not hosts & gathering.sides:
            continue
        if status == "kept" and any(t.key.article == gathering.key.article for t in known[:1]):
            continue
        return _step_of(report, status, gathering.occasion.evidence[0])
    return None
