"""Readings as decisions leave them, kept with their index: made again with every decision and every new reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select

from communique.errors import ArchiveError, CodecError
from communique.record.codec import from_dict, from_json, to_dict, to_json
from communique.record.followup import PERSON, Decision, FindingKey, Sameness, Verdict
from communique.record.outcome import Reading
from communique.remember import tables
from communique.remember.database.connect import insert_rows
from communique.remember.entries import make_entries
from communique.remember.followed.waiting import put_waiting, put_waiting_article
from communique.remember.index import count_reading, index_reading, unindex_reading
from communique.remember.judged import decisions as rows
from communique.remember.judged.anchors import Tree
from communique.remember.judged.revise import Stand, find_again, live, revise
from communique.remember.judged.verdicts import record_verdicts, verdicts_of
from communique.remember.vault import digest, open_body, pack


def open_reading(body: bytes, sha: str, name: str) -> Reading:
    """A reading from its packed JSON. Raises: ArchiveError when it is damaged."""
    try:
        outcome = from_json(open_body(body, sha, name))
    except CodecError as error:
        raise ArchiveError(f"{name}: {error}") from error
    assert isinstance(outcome, Reading)
    return outcome


def with_bodies(*columns: ColumnElement[Any]) -> Select[Any]:
    """A question for readings: these columns, and `sha256` and `body` of each as decisions leave it."""
    reading, revised = tables.reading, tables.revised
    bodies = [func.coalesce(revised.c[name], reading.c[name]).label(name) for name in ("sha256", "body")]
    return select(*columns, *bodies).outerjoin_from(reading, revised, revised.c.reading_id == reading.c.id)


def shown(connection: Connection, reading_id: int) -> Reading:
    """The reading as decisions leave it. Raises: ArchiveError."""
    return revision(connection, reading_id) or as_read(connection, reading_id)


def as_read(connection: Connection, reading_id: int) -> Reading:
    """The reading as it was read. Raises: ArchiveError."""
    reading = tables.reading
    row = connection.execute(select(reading.c.body, reading.c.sha256).where(reading.c.id == reading_id)).one()
    return open_reading(row.body, row.sha256, f"reading {reading_id}")


def revision(connection: Connection, reading_id: int) -> Reading | None:
    """What decisions made of a reading, or None when they changed nothing. Raises: ArchiveError."""
    revised = tables.revised
    row = connection.execute(select(revised).where(revised.c.reading_id == reading_id)).first()
    return open_reading(row.body, row.sha256, f"revision of reading {reading_id}") if row else None


def current(connection: Connection, document_id: int) -> int | None:
    """The id of a document's current reading."""
    reading = tables.reading
    found: int | None = connection.execute(
        select(reading.c.id).where(reading.c.document_id == document_id, reading.c.is_current)
    ).scalar()
    return found


def revise_document(connection: Connection, document_id: int) -> None:
    """Lays the decisions upon the document's current reading, and makes its index, standings and verdicts anew.

    Raises: ArchiveError.
    """
    decided = rows.of_document(connection, document_id)
    if not decided:
        return
    reading_id = current(connection, document_id)
    connection.execute(delete(tables.standing).where(tables.standing.c.document_id == document_id))
    ids = {decision.id: id_ for id_, decision in decided}
    if reading_id is None:
        waiting = [
            Stand(d, "orphan", None, "the article is not in this archive") for d in live([d for _, d in decided])
        ]
        _put_standings(connection, document_id, None, waiting, ids)
        return
    read = as_read(connection, reading_id)
    address = _address(connection, document_id)
    own = [decision for _, decision in decided if decision.seen.address == address]
    tree, stands = revise(to_dict(read), own)
    _put_revision(connection, reading_id, read, _to_reading(tree))
    stands += _put_verdicts(connection, [d for _, d in decided], ids)
    _put_standings(connection, document_id, reading_id, stands, ids)


def _to_reading(tree: Tree) -> Reading:
    reading = from_dict(tree)
    assert isinstance(reading, Reading)
    return reading


def _address(connection: Connection, document_id: int) -> str:
    document = tables.document
    found: str = connection.execute(select(document.c.address).where(document.c.id == document_id)).scalar_one()
    return found


def _put_revision(connection: Connection, reading_id: int, read: Reading, wanted: Reading) -> None:
    """Puts a revision and its index in the place of what is shown now, and has it followed up."""
    before = shown(connection, reading_id)
    if before == wanted:
        return
    put_waiting(connection, [reading_id])
    old, new = make_entries(before), make_entries(wanted)
    unindex_reading(connection, reading_id, old)
    count_reading(connection, old, -1)
    index_reading(connection, reading_id, new)
    count_reading(connection, new, 1)
    connection.execute(delete(tables.revised).where(tables.revised.c.reading_id == reading_id))
    if wanted != read:
        data = to_json(wanted).encode("utf-8")
        row = {"reading_id": reading_id, "sha256": digest(data), "body": pack(data)}
        connection.execute(insert(tables.revised), row)


def _put_standings(
    connection: Connection, document_id: int, reading_id: int | None, stands: Sequence[Stand], ids: dict[str, int]
) -> None:
    insert_rows(
        connection,
        tables.standing,
        [
            {"decision_id": ids[s.decision.id], "document_id": document_id, "reading_id": reading_id,
             "finding_id": s.finding_id, "state": s.state, "why": s.why}
            for s in stands
        ],
    )  # fmt: skip


def _put_verdicts(connection: Connection, decisions: Sequence[Decision], ids: dict[str, int]) -> list[Stand]:
    """Says of the findings as they are called now what persons said of pairs; returns those that are found no more."""
    trees: dict[str, Tree | None] = {}
    lost: list[Stand] = []
    for decision in live(decisions):
        if decision.other is None:
            continue
        keys: list[FindingKey] = []
        for seen in (decision.seen, decision.other):
            if seen.address not in trees:
                trees[seen.address] = _tree(connection, seen.address)
            tree = trees[seen.address]
            found = find_again(tree, seen) if tree else None
            if tree and found:
                keys.append(FindingKey(tree["article"]["id"], found))
        if len(keys) < 2:
            lost.append(Stand(decision, "orphan", None, "one of the two findings is there no more"))
        elif verdicts_of(connection, ids[decision.id])[-1:] != (wanted := (make_verdict(decision, *keys),)):
            record_verdicts(connection, wanted, decision_id=ids[decision.id])
            put_waiting_article(connection, {key.article for key in keys})
    undone = {decision.undoes for decision in decisions}
    taken_back = [ids[decision.id] for decision in decisions if decision.id in undone and decision.other]
    gone = [one for id_ in taken_back for one in verdicts_of(connection, id_)]
    put_waiting_article(connection, {key.article for one in gone for key in (one.a, one.b)})
    return lost


def make_verdict(decision: Decision, a: FindingKey, b: FindingKey) -> Verdict:
    """A person's word on two findings: the score is that of certainty."""
    sameness: Sameness = "same" if decision.verb == "same" else "different"
    kind: Any = decision.seen.kind
    on = date.fromisoformat(decision.at[:10])
    return Verdict(
        kind, a, b, sameness, float(sameness == "same"), decision.reason or "decided", PERSON + decision.by, on
    )


def _tree(connection: Connection, address: str) -> Tree | None:
    document = tables.document
    id_ = connection.execute(select(document.c.id).where(document.c.address == address)).scalar()
    reading_id = current(connection, id_) if id_ else None
    return to_dict(shown(connection, reading_id)) if reading_id else None
