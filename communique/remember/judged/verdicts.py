"""Verdicts kept and read back: who is who, which encounter is which; rows are added, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, insert, or_, select

from communique.record.followup import FindingKey, Layer, Verdict
from communique.remember import tables

# How many findings are asked about at once: SQLite takes 32,766 parameters, and long ORs are slow to plan.
_BATCH: Final = 200
Pair = tuple[str, FindingKey, FindingKey, str]


def record_verdicts(connection: Connection, verdicts: Sequence[Verdict], *, decision_id: int | None = None) -> int:
    """Adds the verdicts that are news, and says how many: a rule that says again what it said last adds nothing."""
    keys = {key for one in verdicts for key in (one.a, one.b)}
    said = {_pair(one): one for one in _rows(connection, keys)}
    news: list[dict[str, Any]] = []
    for one in verdicts:
        last = said.get(_pair(one))
        if last is None or decision_id or (last.sameness, last.score, last.reason) != (
            one.sameness, one.score, one.reason,
        ):  # fmt: skip
            said[_pair(one)] = one
            news.append(_to_row(one, decision_id))
    if news:
        connection.execute(insert(tables.verdict), news)
    return len(news)


def verdicts_about(
    connection: Connection, keys: Iterable[FindingKey], layer: Layer | None = None
) -> tuple[Verdict, ...]:
    """The verdicts on any of these findings that stand: of each rule or person on a pair the last one.

    Those of persons that were taken back are left out. In the order in which they were made.
    """
    latest: dict[Pair, Verdict] = {}
    for one in _rows(connection, keys):
        if layer is None or one.layer == layer:
            pair = _pair(one)
            latest.pop(pair, None)
            latest[pair] = one
    return tuple(latest.values())


def verdicts_of(connection: Connection, decision_id: int) -> tuple[Verdict, ...]:
    """What was said because of one decision, each time that the findings were called something new."""
    verdict = tables.verdict
    wanted = select(verdict).where(verdict.c.decision_id == decision_id).order_by(verdict.c.id)
    return tuple(map(_from_row, connection.execute(wanted)))


def personal_verdicts(connection: Connection) -> tuple[Verdict, ...]:
    """All verdicts of persons that stand, first made first."""
    verdict = tables.verdict
    # Sorted here: asked to sort, SQLite goes through all verdicts of rules in the order of ids.
    rows = connection.execute(select(verdict).where(verdict.c.decision_id > 0, _stands())).all()
    return tuple(map(_from_row, sorted(rows, key=lambda row: row.id)))


def latest_of_persons(connection: Connection, articles: Iterable[str]) -> tuple[Verdict, ...]:
    """The verdicts of persons on findings of these articles that stand, in the order in which they were made."""
    verdict = tables.verdict
    wanted = sorted(set(articles))
    found: dict[int, Row[Any]] = {}
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        for article in (verdict.c.a_article, verdict.c.b_article):
            personal = (article.in_(part), verdict.c.decision_id.is_not(None), _stands())
            found |= {row.id: row for row in connection.execute(select(verdict).where(*personal))}
    return tuple(_from_row(found[id_]) for id_ in sorted(found))


def _rows(connection: Connection, keys: Iterable[FindingKey]) -> Iterator[Verdict]:
    verdict = tables.verdict
    wanted = sorted(set(keys), key=lambda key: (key.article, key.finding))
    found: dict[int, Row[Any]] = {}
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        for article, finding in (("a_article", "a_finding"), ("b_article", "b_finding")):
            named = or_(*(and_(verdict.c[article] == k.article, verdict.c[finding] == k.finding) for k in part))
            for row in connection.execute(select(verdict).where(named, _stands())):
                found[row.id] = row
    yield from (_from_row(found[id_]) for id_ in sorted(found))


def _stands() -> ColumnElement[bool]:
    """Not of a decision that was taken back."""
    made, undo = tables.decision.alias("made"), tables.decision.alias("undo")
    return ~exists().where(made.c.id == tables.verdict.c.decision_id, undo.c.undoes == made.c.uid)


def _pair(one: Verdict) -> Pair:
    a, b = sorted((one.a, one.b), key=lambda key: (key.article, key.finding))
    return one.layer, a, b, one.by


def _to_row(one: Verdict, decision_id: int | None) -> dict[str, Any]:
    return {
        "layer": one.layer, "a_article": one.a.article, "a_finding": one.a.finding, "b_article": one.b.article,
        "b_finding": one.b.finding, "sameness": one.sameness, "score": one.score, "reason": one.reason, "by": one.by,
        "on": one.on, "decision_id": decision_id,
    }  # fmt: skip


def _from_row(row: Row[Any]) -> Verdict:
    a, b = FindingKey(row.a_article, row.a_finding), FindingKey(row.b_article, row.b_finding)
    return Verdict(row.layer, a, b, row.sameness, row.score, row.reason, row.by, row.on)
