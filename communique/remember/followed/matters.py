"""Matters kept: commitments that concern one thing between the same sides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from communique.record.codec import followed_from_dict, followed_to_dict
from communique.record.followup import Matter
from communique.remember import tables


def take_matters(connection: Connection, names: Iterable[str]) -> list[Matter]:
    """These matters, which are no longer kept."""
    matter = tables.matter
    wanted = sorted(set(names))
    found = [_open(b) for b in connection.execute(select(matter.c.body).where(matter.c.name.in_(wanted))).scalars()]
    connection.execute(delete(matter).where(matter.c.name.in_(wanted)))
    return sorted(found, key=lambda one: one.id)


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
