"""How findings stand, and what still waits for somebody to look at it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection, select, tuple_

from communique.errors import NotFoundError
from communique.record.codec import from_dict, to_dict
from communique.record.followup import Decision, FindingKey, Seen, Standing
from communique.record.ids import make_id
from communique.record.outcome import Reading
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.found import Filter, Found
from communique.remember.judged.anchors import PLURALS
from communique.remember.judged.decisions import of_document, open_decision
from communique.remember.judged.revise import revise
from communique.remember.judged.revisions import as_read, shown
from communique.remember.questions import FINDINGS
from communique.remember.walk import BATCH, resolve, walk


def standings_of(connection: Connection, document_id: int) -> list[Standing]:
    """Of each decision that stands: on which finding of the current reading; orphans last."""
    standing, decision, reading = tables.standing, tables.decision, tables.reading
    wanted = (
        select(standing.c.finding_id, standing.c.state, standing.c.why, decision.c.body, reading.c.article_id)
        .join(decision, decision.c.id == standing.c.decision_id)
        .outerjoin(reading, reading.c.id == standing.c.reading_id)
        .where(standing.c.document_id == document_id)
        .order_by(standing.c.finding_id.is_(None), decision.c.id)
    )
    found = []
    for row in connection.execute(wanted):
        made = open_decision(row.body)
        key = FindingKey(row.article_id, row.finding_id) if row.finding_id else made.seen.key
        found.append(Standing(key, made.seen.kind, row.state, made, row.why))
    return found


def standing_of(connection: Connection, document_id: int, finding_id: str) -> Standing | None:
    """How one finding of the current reading stands, or None when nobody has decided."""
    stands = standings_of(connection, document_id)
    return next((one for one in stands if one.finding.finding == finding_id and one.state != "orphan"), None)


def version_of(connection: Connection, document_id: int, seen: Seen) -> str:
    """A word that changes whenever the finding, or what was decided of it, changes."""
    stand = standing_of(connection, document_id, seen.key.finding)
    last = stand.decision.id if stand and stand.decision else ""
    return make_id("v", json.dumps(dict(seen.finding), sort_keys=True), last)


def waiting(archive: Archive, filter_: Filter | None = None) -> Iterator[Found]:
    """Findings that nobody has decided on, latest first; the next page begins with `Filter.before` the last `key`."""
    asked = filter_ or Filter()
    found = walk(archive, resolve(archive, asked if asked.kinds else replace(asked, kinds=FINDINGS)))
    while batch := list(islice(found, BATCH)):
        with connect.reading(archive.engine) as connection:
            decided = _decided(connection, batch)
        yield from (one for one in batch if one.finding and (one.source.article_id, one.finding.id) not in decided)


def _decided(connection: Connection, batch: Sequence[Found]) -> set[tuple[str, str]]:
    """(article, finding) of those that a decision stands on."""
    standing, reading = tables.standing, tables.reading
    keys = [(one.source.article_id, one.finding.id) for one in batch if one.finding]
    wanted = (
        select(reading.c.article_id, standing.c.finding_id)
        .join(reading, reading.c.id == standing.c.reading_id)
        .where(reading.c.is_current, tuple_(reading.c.article_id, standing.c.finding_id).in_(keys))
    )
    return {(article, finding) for article, finding in connection.execute(wanted)}


def orphans(archive: Archive) -> Iterator[Standing]:
    """Decisions whose findings are there no more, earliest first."""
    standing, decision, last = tables.standing, tables.decision, 0
    wanted = (
        select(decision.c.id, decision.c.body, standing.c.why)
        .join(standing, standing.c.decision_id == decision.c.id)
        .where(standing.c.state == "orphan")
        .distinct()
        .order_by(decision.c.id)
        .limit(BATCH)
    )
    while True:
        with connect.reading(archive.engine) as connection:
            batch = connection.execute(wanted.where(decision.c.id > last)).all()
        for row in batch:
            made = open_decision(row.body)
            yield Standing(made.seen.key, made.seen.kind, "orphan", made, row.why)
        if len(batch) < BATCH:
            return
        last = batch[-1].id


def standing(archive: Archive, article_id: str) -> tuple[Standing, ...]:
    """How each finding of the article's current reading stands, in its order; rejected ones too, orphans last.

    Raises: NotFoundError.
    """
    with connect.reading(archive.engine) as connection:
        document_id, reading_id = _place(connection, article_id)
        stands = standings_of(connection, document_id)
        read, seen = as_read(connection, reading_id), shown(connection, reading_id)
    decided = {one.finding.finding: one for one in stands if one.state != "orphan"}
    found: list[Standing] = []
    for kind, plural in PLURALS.items():
        ids = dict.fromkeys(one.id for reading in (read, seen) for one in getattr(reading, plural))
        for id_ in ids:
            proposed = Standing(FindingKey(read.article.id, id_), kind, "proposed")
            found.append(decided.pop(id_, proposed))
    return (*found, *decided.values(), *(one for one in stands if one.state == "orphan"))


def history(archive: Archive, article_id: str, finding_id: str | None = None) -> tuple[Decision, ...]:
    """All decisions on the document of an article, or on one finding of its current reading, first made first.

    Raises: NotFoundError.
    """
    with connect.reading(archive.engine) as connection:
        document_id, _ = _place(connection, article_id)
        decided = [decision for _, decision in of_document(connection, document_id)]
        if finding_id is None:
            return tuple(decided)
        stand = standing_of(connection, document_id, finding_id)
    threads = {stand.decision.thread} if stand and stand.decision else set()
    keys = {FindingKey(article_id, finding_id)}
    return tuple(
        one
        for one in decided
        if one.thread in threads or one.seen.key in keys or (one.other is not None and one.other.key in keys)
    )


def apply(archive: Archive, reading: Reading) -> Reading:
    """The reading as the decisions on its document leave it."""
    document, kept = tables.document, tables.reading
    here = select(document.c.id, document.c.address).order_by(document.c.id)
    read_before = here.join(kept, kept.c.document_id == document.c.id).where(kept.c.article_id == reading.article.id)
    with connect.reading(archive.engine) as connection:
        row = connection.execute(here.where(document.c.address == reading.article.url)).first()
        row = row or connection.execute(read_before).first()
        if row is None:
            return reading
        decided = [one for _, one in of_document(connection, row.id) if one.seen.address == row.address]
    tree, _ = revise(to_dict(reading), decided)
    revised = from_dict(tree)
    assert isinstance(revised, Reading)
    return revised


def as_read_of(archive: Archive, article_id: str) -> Reading:
    """The article's current reading without decisions. Raises: NotFoundError."""
    with connect.reading(archive.engine) as connection:
        return as_read(connection, _place(connection, article_id)[1])


def _place(connection: Connection, article_id: str) -> tuple[int, int]:
    """The document and the reading of an article, the current one before an older one. Raises: NotFoundError."""
    reading = tables.reading
    wanted = select(reading.c.document_id, reading.c.id).where(reading.c.article_id == article_id)
    row = connection.execute(wanted.order_by(reading.c.is_current.desc(), reading.c.id.desc())).first()
    if row is None:
        raise NotFoundError(f"{article_id}: no such article in the archive")
    return row.document_id, row.id
