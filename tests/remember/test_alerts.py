"""Alerts in both databases: kept, leased, marked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from communique.errors import AlertError, NotFoundError
from communique.remember.alerts import store
from communique.remember.archive import Archive

NOW = datetime(2027, 5, 1, 6, tzinfo=UTC)


def test_an_alert_is_kept_until_it_is_dropped(archive: Archive) -> None:
    made = store.put_alert(archive, "a", "search", {"dyad": ["BLR", "AZE"]}, "email", "a@example.org")
    assert store.get_alerts(archive) == [made]
    assert made.question == {"dyad": ["BLR", "AZE"]}
    with pytest.raises(AlertError):
        store.put_alert(archive, "a", "due", {}, "email", "b@example.org")
    store.keep_marks(archive, made, ["new:x:1"], NOW)
    store.drop_alert(archive, "a")
    with pytest.raises(NotFoundError):
        store.get_alert(archive, "a")


def test_marks_are_told_once(archive: Archive) -> None:
    made = store.put_alert(archive, "a", "search", {}, "email", "a@example.org")
    other = store.put_alert(archive, "b", "search", {}, "email", "a@example.org")
    many = [f"new:x:{number}" for number in range(1200)]
    assert store.unmarked(archive, made, many) == set(many)
    store.keep_marks(archive, made, many[:1100], NOW)
    store.keep_marks(archive, made, many[1000:1150], NOW)
    assert store.unmarked(archive, made, many) == set(many[1150:])
    assert store.unmarked(archive, other, many) == set(many)


def test_a_lease_is_one_senders_until_it_ends(archive: Archive) -> None:
    made = store.put_alert(archive, "a", "search", {}, "email", "a@example.org")
    assert store.take_lease(archive, made, NOW)
    assert not store.take_lease(archive, made, NOW + timedelta(minutes=9))
    assert store.take_lease(archive, made, NOW + timedelta(minutes=11))
    store.free_lease(archive, made)
    assert store.take_lease(archive, made, NOW + timedelta(minutes=12))
    store.keep_marks(archive, made, [], NOW)
    assert store.take_lease(archive, made, NOW + timedelta(minutes=13))
