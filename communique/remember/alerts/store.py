"""Alerts: kept, leased to one sender at a time, and marked with what they have told."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import delete, func, insert, or_, select, update

from communique.errors import AlertError, NotFoundError
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.tables import alert, alert_mark, reading

Channel = Literal["email", "webhook", "atom"]
AlertKind = Literal["search", "due"]
# A sender that has not come back by then is gone.
LEASE: Final = timedelta(minutes=10)
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Alert:
    """A question and whom its new answers are told. `question`: its words, as JSON values; `target`: where to."""

    id: int
    name: str
    kind: AlertKind
    question: Mapping[str, Any]
    channel: Channel
    target: str
    seen_reading: int
    added_at: str


def put_alert(
    archive: Archive, name: str, kind: AlertKind, question: Mapping[str, Any], channel: Channel, target: str
) -> Alert:  # fmt: skip
    """Keeps a new alert; what the archive holds already is not told by it.

    Raises: AlertError when the name is taken.
    """
    newest = select(func.coalesce(func.max(reading.c.id), 0))
    row = {
        "name": name, "kind": kind, "question": json.dumps(dict(question), sort_keys=True), "channel": channel,
        "target": target, "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }  # fmt: skip
    with connect.writing(archive.engine) as connection:
        if connection.execute(select(alert.c.id).where(alert.c.name == name)).first():
            raise AlertError(f"{name!r}: an alert of this name is there; remove it first")
        row["seen_reading"] = connection.execute(newest).scalar_one()
        connection.execute(insert(alert), row)
    return get_alert(archive, name)


def get_alert(archive: Archive, name: str) -> Alert:
    """Raises: NotFoundError."""
    found = [one for one in get_alerts(archive) if one.name == name]
    if not found:
        raise NotFoundError(f"{name!r}: no such alert")
    return found[0]


def get_alerts(archive: Archive) -> list[Alert]:
    """All alerts by name."""
    wanted = select(alert.c.id, alert.c.name, alert.c.kind, alert.c.question, alert.c.channel, alert.c.target,
                    alert.c.seen_reading, alert.c.added_at).order_by(alert.c.name)  # fmt: skip
    with connect.reading(archive.engine) as connection:
        rows = connection.execute(wanted).all()
    return [Alert(row[0], row[1], row[2], json.loads(row[3]), *row[4:]) for row in rows]


def drop_alert(archive: Archive, name: str) -> None:
    """Forgets an alert and what it told. Raises: NotFoundError."""
    id_ = get_alert(archive, name).id
    with connect.writing(archive.engine) as connection:
        connection.execute(delete(alert_mark).where(alert_mark.c.alert_id == id_))
        connection.execute(delete(alert).where(alert.c.id == id_))


def take_lease(archive: Archive, one: Alert, at: datetime) -> bool:
    """True when nobody else is sending this alert; it is the caller's until `free_lease` or `LEASE` later."""
    free = or_(alert.c.lease_until.is_(None), alert.c.lease_until < _stamp(at))
    statement = update(alert).where(alert.c.id == one.id, free).values(lease_until=_stamp(at + LEASE))
    with connect.writing(archive.engine) as connection:
        return connection.execute(statement).rowcount == 1


def free_lease(archive: Archive, one: Alert) -> None:
    with connect.writing(archive.engine) as connection:
        connection.execute(update(alert).where(alert.c.id == one.id).values(lease_until=None))


def unmarked(archive: Archive, one: Alert, marks: Collection[str]) -> set[str]:
    """Those marks that the alert has not told yet."""
    known: set[str] = set()
    listed = sorted(set(marks))
    with connect.reading(archive.engine) as connection:
        for start in range(0, len(listed), _CHUNK):
            wanted = select(alert_mark.c.mark).where(
                alert_mark.c.alert_id == one.id, alert_mark.c.mark.in_(listed[start : start + _CHUNK])
            )
            known |= set(connection.execute(wanted).scalars())
    return set(listed) - known


def keep_marks(archive: Archive, one: Alert, marks: Iterable[str], at: datetime) -> None:
    """What was told, and the lease given back, in one transaction."""
    rows = [{"alert_id": one.id, "mark": mark, "sent_at": _stamp(at)} for mark in sorted(set(marks))]
    with connect.writing(archive.engine) as connection:
        if rows:
            connection.execute(connect.upsert(connection, alert_mark).on_conflict_do_nothing(), rows)
        connection.execute(update(alert).where(alert.c.id == one.id).values(lease_until=None))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
