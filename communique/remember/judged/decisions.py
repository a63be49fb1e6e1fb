"""Decisions kept and read back; rows are added, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, get_args

from sqlalchemy import Connection, Select, insert, or_, select

from communique.errors import ArchiveError, DecisionError
from communique.record.followup import Decision, DecisionVerb, FindingKey, Seen
from communique.record.ids import make_id
from communique.remember import tables
from communique.remember.database.connect import upsert

SCHEMA = "communique/decision/1"
BATCH = 200


def make_decision_id(decision: Mapping[str, Any]) -> str:
    """An id from everything that a decision says but its id and its thread."""
    said = {name: value for name, value in decision.items() if name not in ("id", "thread", "schema")}
    return make_id("d", json.dumps(said, sort_keys=True, ensure_ascii=False))


def decision_to_dict(decision: Decision) -> dict[str, Any]:
    """The JSON object of a decision: what `communique review export` writes on a line."""
    tree = {"schema": SCHEMA, **asdict(decision)}
    if decision.proposed_by is None:
        # Decisions were kept before there were proposals; their ids are made of what they said then.
        del tree["proposed_by"]
    return tree


def decision_from_dict(tree: Any) -> Decision:
    """What `decision_to_dict` wrote. Raises: DecisionError."""
    if not isinstance(tree, Mapping) or tree.get("schema") != SCHEMA:
        raise DecisionError(f"no decision: schema is not {SCHEMA!r}")
    try:
        fields = {name: value for name, value in tree.items() if name != "schema"}
        for name in ("seen", "decided", "other"):
            fields[name] = fields[name] and seen_from_dict(fields[name])
        decision = Decision(**fields)
    except (AttributeError, KeyError, TypeError) as error:
        raise DecisionError(f"no decision: {error!r}") from error
    if decision.verb not in get_args(DecisionVerb) or decision.id != make_decision_id(tree):
        raise DecisionError(f"decision {decision.id!r}: its words are not those that its id was made from")
    return decision


def append(connection: Connection, decision: Decision, document_id: int, other_document_id: int | None) -> None:
    row = {
        "uid": decision.id, "thread": decision.thread, "document_id": document_id, "undoes": decision.undoes,
        "other_document_id": other_document_id, "body": json.dumps(decision_to_dict(decision), ensure_ascii=False),
    }  # fmt: skip
    connection.execute(insert(tables.decision), row)


def of_document(connection: Connection, document_id: int) -> list[tuple[int, Decision]]:
    """All decisions that concern a document, in the order in which they were made."""
    decision = tables.decision
    concerns = or_(decision.c.document_id == document_id, decision.c.other_document_id == document_id)
    wanted = select(decision.c.id, decision.c.body).where(concerns).order_by(decision.c.id)
    return [(row.id, _open(row)) for row in connection.execute(wanted)]


def find(connection: Connection, uid: str) -> tuple[int, Decision] | None:
    """The document of a decision, and the decision."""
    row = connection.execute(select(tables.decision).where(tables.decision.c.uid == uid)).first()
    return row and (row.document_id, _open(row))


def everything(connection: Connection) -> Iterator[Decision]:
    """All decisions, in the order in which they were made."""
    decision, last = tables.decision, 0
    wanted: Select[Any] = select(decision.c.id, decision.c.body).order_by(decision.c.id).limit(BATCH)
    while rows := connection.execute(wanted.where(decision.c.id > last)).all():
        yield from map(_open, rows)
        last = rows[-1].id


def document_at(connection: Connection, address: str) -> int:
    """The document at an address, made when it is not there, locked until the transaction ends."""
    document = tables.document
    connection.execute(upsert(connection, document).on_conflict_do_nothing(), {"address": address})
    found: int = connection.execute(
        select(document.c.id).where(document.c.address == address).with_for_update()
    ).scalar_one()
    return found


def _open(row: Any) -> Decision:
    return open_decision(row.body)


def open_decision(body: str) -> Decision:
    """A decision from what is kept of it. Raises: ArchiveError when it is damaged."""
    try:
        return decision_from_dict(json.loads(body))
    except (DecisionError, ValueError) as error:
        raise ArchiveError(f"a decision is damaged: {error}") from error


def seen_from_dict(tree: Mapping[str, Any]) -> Seen:
    """A finding as a person saw it, from its JSON object. Raises: LookupError, TypeError."""
    many = {name: tuple(tree[name]) for name in ("actors", "words", "beside")}
    return Seen(**{**tree, "key": FindingKey(**tree["key"]), **many})
