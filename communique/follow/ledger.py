"""Readings of many articles -> the ledger: what was promised, by whom, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import combinations

from communique.follow.archived.wordings import told_again
from communique.follow.encounters import Gathering, gatherings_of, judge_gatherings, pair_gatherings
from communique.follow.identity import gather, identify
from communique.follow.matters import Topic, find_matters
from communique.follow.pledges import follow_pledge
from communique.follow.promises import judge_tellings, pair_tellings, side_by_side
from communique.follow.quotations import judge_sayings, pair_sayings, sayings_of
from communique.follow.reports import Reporter, make_case
from communique.follow.shifts import is_overdue, latest_due
from communique.follow.tellings import Report, Telling, in_order, prepare, tell
from communique.follow.wording import Passages, Rarity
from communique.lexicon.load import Lexicon
from communique.record.followup import (
    CommitmentMention,
    Development,
    FindingKey,
    Identity,
    Ledger,
    LedgerEntry,
    OccasionEntry,
    OccasionMention,
    PersonalJudgement,
    Verdict,
)
from communique.record.ids import make_id
from communique.record.outcome import Reading


def follow(
    readings: Sequence[Reading],
    lexicon: Lexicon,
    as_of: date,
    *,
    personal: Sequence[Verdict] = (),
    judgements: Sequence[PersonalJudgement] = (),
    passages_of: Callable[[Reading], Passages] | None = None,
) -> Ledger:
    """The ledger of some articles as of a day. `personal` verdicts and `judgements` stand against every rule.

    `passages_of` may hand out what is at hand from an earlier run.
    """
    seen: dict[str, Reading] = {}
    for reading in readings:
        seen.setdefault(reading.article.id, reading)
    ordered = in_order(seen.values())
    identities, verdicts = identify(ordered, lexicon, personal)
    reports = prepare(ordered, identities, passages_of or (lambda reading: Passages(reading, lexicon)))
    rarity = Rarity(concepts for report in reports for concepts in report.passages.concepts)
    told = [tell(report, place, lexicon) for place, report in enumerate(reports)]
    met = [gatherings_of(report, place, lexicon) for place, report in enumerate(reports)]
    said = _judge_tellings(told, rarity)
    held = [judge_gatherings(a, b, rarity) for a, b in pair_gatherings([g for row in met for g in row])]
    held += _apart(met)
    reporters = [Reporter(report, rarity, lexicon) for report in reports]
    tellings = {t.key: t for row in told for t in row}
    gatherings = {g.key: g for row in met for g in row}
    encounters = gather(list(gatherings), [*held, *personal], "occasion")
    same = {key: [gatherings[k] for k in keys] for keys in encounters for key in keys}
    quoted = _judge_sayings(reports, rarity, lexicon, {key: keys for keys in encounters for key in keys})
    entries, topics = [], []
    for keys in gather(list(tellings), [*said, *personal], "commitment"):
        cluster = [tellings[k] for k in keys]
        history = follow_pledge(cluster, reports, reporters, told, met, same)
        entry = _entry(cluster, _with_persons(history, cluster, judgements), reports, as_of)
        entries.append(entry)
        topics.append(Topic(entry.id, make_case(cluster).sides, cluster[0].words, cluster[0].said))
    occasions = [_occasion([gatherings[k] for k in keys], reports) for keys in encounters]
    kept = tuple(v for v in (*verdicts, *said, *held, *quoted, *personal) if v.sameness != "different" or v.is_personal)
    return Ledger(as_of, tuple(entries), tuple(occasions), tuple(identities), find_matters(topics, rarity), kept)


def _judge_tellings(told: Sequence[Sequence[Telling]], rarity: Rarity) -> list[Verdict]:
    verdicts = [judge_tellings(a, b, rarity) for a, b in pair_tellings([t for row in told for t in row])]
    return verdicts + [side_by_side(a, b) for row in told for a, b in combinations(row, 2)]


def _judge_sayings(
    reports: Sequence[Report], rarity: Rarity, lexicon: Lexicon, met: Mapping[FindingKey, Sequence[FindingKey]]
) -> list[Verdict]:
    """One statement in two translations."""
    sayings = [saying for report in reports for saying in sayings_of(report, lexicon)]
    return [judge_sayings(a, b, rarity, lexicon, met) for a, b in pair_sayings(sayings)]


def _apart(met: Sequence[Sequence[Gathering]]) -> list[Verdict]:
    """What one article tells as two encounters is two."""
    reason, rule = "one article tells them side by side", "rule:side-by-side"
    return [
        Verdict("occasion", a.key, b.key, "different", 0.0, reason, rule)
        for row in met
        for a, b in combinations(row, 2)
    ]


def _with_persons(
    history: Sequence[Development], cluster: Sequence[Telling], judgements: Sequence[PersonalJudgement]
) -> tuple[Development, ...]:
    """The history with what persons decided behind it: theirs is the last word."""
    keys = {t.key for t in cluster}
    decided = sorted((j for j in judgements if j.finding in keys), key=lambda j: j.on)
    return (*history, *(Development(None, j.on, j.status, j.evidence, f"person:{j.by}") for j in decided))


def _entry(
    cluster: Sequence[Telling], history: tuple[Development, ...], reports: Sequence[Report], as_of: date
) -> LedgerEntry:
    first = cluster[0]
    moved = {d.article_url for d in history if d.status == "stalled"}
    moved_at = [place for place, report in enumerate(reports) if report.url in moved]
    due = latest_due(cluster, moved_at)
    status = history[-1].status if history else "open"
    report = reports[first.place]
    made = first.commitment.made or (report.on.isoformat() if report.on else None)
    return LedgerEntry(
        make_id("p", first.key.article, first.key.finding),
        first.commitment.kind,
        _ids(report, first.commitment.by),
        _ids(report, first.commitment.to),
        first.commitment.action.quote,
        made,
        due,
        status,
        is_overdue(status, due, as_of),
        tuple(CommitmentMention(reports[t.place].url, t.key.finding, t.key.article) for t in _once(cluster, reports)),
        history,
    )


def _once[Told: (Telling, Gathering)](cluster: Sequence[Told], reports: Sequence[Report]) -> list[Told]:
    """A cluster without what an outlet printed a second time, in nearly the same words."""
    again = told_again([reports[place].reading.article for place in sorted({one.place for one in cluster})])
    return [one for one in cluster if one.key.article not in again]


def _ids(report: Report, actors: Sequence[str]) -> tuple[str, ...]:
    found: list[Identity] = [report.identities[a] for a in actors if a in report.identities]
    return tuple(dict.fromkeys(i.id for i in found))


def _occasion(cluster: Sequence[Gathering], reports: Sequence[Report]) -> OccasionEntry:
    first, last = cluster[0], cluster[-1]
    who = [i for g in cluster for i in _ids(reports[g.place], [p.actor for p in g.occasion.participants])]
    return OccasionEntry(
        make_id("x", first.key.article, first.key.finding),
        first.occasion.kind,
        tuple(dict.fromkeys(who)),
        next((g.occasion.when for g in reversed(cluster) if g.occasion.when), None),
        next((g.occasion.place for g in reversed(cluster) if g.occasion.place), None),
        last.occasion.status,
        tuple(OccasionMention(reports[g.place].url, g.key.finding, g.key.article) for g in _once(cluster, reports)),
    )
