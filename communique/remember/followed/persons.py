"""What persons said that the follow-up must keep to, and what its rules said, kept beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, get_args

from sqlalchemy import Connection, insert, select

from communique.record.followup import FindingKey, LedgerStatus, PersonalJudgement, Verdict
from communique.remember import tables
from communique.remember.judged.decisions import decision_from_dict
from communique.remember.judged.verdicts import latest_of_persons

_RULE = "rule:"


def personal_words(
    connection: Connection, reading_ids: Iterable[int]
) -> tuple[tuple[Verdict, ...], tuple[PersonalJudgement, ...], set[int]]:
    """The verdicts and judgements of persons on findings of these readings, and the other readings that these name."""
    reading = tables.reading
    wanted = select(reading.c.id, reading.c.article_id)
    own = dict(tuple(row) for row in connection.execute(wanted.where(reading.c.id.in_(sorted(set(reading_ids))))))
    verdicts = latest_of_persons(connection, own.values())
    named = {key.article for v in verdicts if v.sameness == "same" for key in (v.a, v.b)} - set(own.values())
    others = {
        id_
        for id_, _ in connection.execute(wanted.where(reading.c.article_id.in_(sorted(named)), reading.c.is_current))
    }
    return verdicts, tuple(_judgements(connection, {**own})), others


def record_rules(connection: Connection, verdicts: Sequence[Verdict]) -> None:
    """Keeps what rules said of two findings, where it is news; a state's code needs no verdict."""
    verdict = tables.verdict
    said = [v for v in verdicts if not v.is_personal and v.reason != "one code"]
    if not said:
        return
    columns = [verdict.c[n] for n in ("layer", "a_article", "a_finding", "b_article", "b_finding", "by")]
    articles = sorted({v.a.article for v in said})
    rows = connection.execute(
        select(*columns, verdict.c.sameness, verdict.c.score, verdict.c.reason)
        .where(verdict.c.a_article.in_(articles), verdict.c.by.like(f"{_RULE}%"))
        .order_by(verdict.c.id)
    )
    known = {tuple(row[:6]): tuple(row[6:]) for row in rows}
    news: list[dict[str, Any]] = []
    for v in said:
        pair = (v.layer, v.a.article, v.a.finding, v.b.article, v.b.finding, v.by)
        if known.get(pair) != (v.sameness, v.score, v.reason):
            news.append(dict(zip((c.name for c in columns), pair, strict=True))
                        | {"sameness": v.sameness, "score": v.score, "reason": v.reason})  # fmt: skip
    if news:
        connection.execute(insert(verdict), news)


def _judgements(connection: Connection, articles: dict[int, str]) -> Iterable[PersonalJudgement]:
    """How persons said that commitments stand: the last decision on each whose status persons set."""
    standing, decision = tables.standing, tables.decision
    rows = connection.execute(
        select(standing.c.reading_id, standing.c.finding_id, decision.c.body)
        .join(decision, decision.c.id == standing.c.decision_id)
        .where(standing.c.reading_id.in_(sorted(articles)), standing.c.finding_id.is_not(None))
        .order_by(decision.c.id)
    )
    for reading_id, finding_id, body in rows:
        one = decision_from_dict(json.loads(body))
        status: Any = (one.changes or {}).get("status")
        if one.seen.kind == "commitment" and one.decided and status in get_args(LedgerStatus):
            key = FindingKey(articles[reading_id], finding_id)
            yield PersonalJudgement(key, status, one.by, date.fromisoformat(one.at[:10]))
