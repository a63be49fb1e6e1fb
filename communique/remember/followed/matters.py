"""Matters kept: commitments that concern one thing between the same sides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from communique.record.codec import followed_from_dict, followed_to_dict
from communique.record.followup import Matter
from communique.remember import tables


def drop_matters(connection: Connection, names: Iterable[str], leaving: Iterable[int]) -> None:
    """Keeps these matters no longer; the tracks `leaving` (row ids) belong to none."""
    track = tables.track
    connection.execute(delete(tables.matter).where(tables.matter.c.name.in_(sorted(set(names)))))
    connection.execute(update(track).where(track.c.id.in_(sorted(set(leaving)))).values(matter=None))


def write_matters(connection: Connection, matters: Sequence[Matter]) -> None:
    """Keeps matters, and tells their tracks of them."""
    track = tables.track
    for one in matters:
        body = json.dumps(followed_to_dict(one), ensure_ascii=False)
        connection.execute(delete(tables.matter).where(tables.matter.c.name == one.id))
        connection.execute(insert(tables.matter), {"name": one.id, "body": body})
        connection.execute(update(track).where(track.c.name.in_(one.commitments)).values(matter=one.id))


def load_matters(connection: Connection, names: Iterable[str]) -> list[Matter]:
    """Matters by id; those that are not there are left out."""
    wanted = select(tables.matter.c.body).where(tables.matter.c.name.in_(sorted(set(names))))
    return sorted((_open(body) for body in connection.execute(wanted).scalars()), key=lambda one: one.id)


def _open(body: str) -> Matter:
    tree: dict[str, Any] = json.loads(body)
    return followed_from_dict(Matter, tree)
