"""Decisions moved between archives: as JSON objects, found again by the addresses of their documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.errors import DecisionError
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.judged import decisions as rows
from communique.remember.judged.revisions import revise_document


def export(archive: Archive) -> Iterator[dict[str, Any]]:
    """All decisions, those taken back too, in the order in which they were made."""
    with connect.reading(archive.engine) as connection:
        for decision in rows.everything(connection):
            yield rows.decision_to_dict(decision)


def import_(archive: Archive, objects: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Adds the decisions that are not there yet, and says how many were new and how many were there; all or nothing.

    Those on articles that the archive does not have wait as orphans until the article is added.

    Raises: DecisionError for what is no decision, or undoes one that is not there.
    """
    new = known = 0
    with connect.writing(archive.engine) as connection:
        touched: set[int] = set()
        for number, tree in enumerate(objects, 1):
            try:
                decision = rows.decision_from_dict(tree)
            except DecisionError as error:
                raise DecisionError(f"line {number}: {error}") from error
            if rows.find(connection, decision.id):
                known += 1
                continue
            if decision.undoes and not rows.find(connection, decision.undoes):
                raise DecisionError(f"line {number}: undoes {decision.undoes}, which is not there")
            document_id = rows.document_at(connection, decision.seen.address)
            other = rows.document_at(connection, decision.other.address) if decision.other else None
            rows.append(connection, decision, document_id, other)
            touched |= {document_id} | ({other} if other else set())
            new += 1
        for document_id in sorted(touched):
            revise_document(connection, document_id)
    return new, known
