"""ALERTS: what is new to a question, or due, told to somebody once: by e-mail, by a signed webhook, or in a feed.

The desk finds what is to be told and delivers it; the words are made by whoever calls (`show/alerts/`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from communique.desk.archive import ArchiveDesk
from communique.desk.followup import Asked
from communique.errors import AlertError, NotFoundError
from communique.read.web.sending import Letter, post, send_letter, why_not
from communique.record.followup import LedgerEntry
from communique.record.outcome import Reading
from communique.remember.alerts import store
from communique.remember.alerts.store import Alert, AlertKind, Channel
from communique.remember.entries import reading_of_key
from communique.remember.found import Filter, Found, Kind

__all__ = ["Alert", "AlertDesk", "Letter", "Notice", "Question"]

What = Literal["new", "due", "overdue"]
_EMAIL = re.compile(r"[^\s@<>\",;]+@[^\s@<>\",;]+\.[^\s@<>\",;]+")
_DUE = ("open", "in_progress", "stalled")
_LAYERS = ("statements", "occasions", "events", "commitments", "relations")


@dataclass(frozen=True, slots=True)
class Question:
    """What an alert asks: words of the text, a filter; `days`: how long before its day a promise is told as due."""

    query: str | None = None
    person: str | None = None
    state: str | None = None
    dyad: tuple[str, str] | None = None
    outlet: str | None = None
    kinds: tuple[Kind, ...] = ()
    days: int | None = None

    def filter(self) -> Filter:
        return Filter(self.person, self.state, self.dyad, self.outlet, self.kinds)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell: `reading` holds nothing but the finding (None: the article itself). `due_on`: of a promise."""

    mark: str
    what: What
    reading: Reading
    finding: str | None
    due_on: date | None = None


class AlertDesk:
    """The alerts of one archive."""

    def __init__(self, desk: ArchiveDesk) -> None:
        self._desk = desk
        self._archive = desk.archive

    def add(self, name: str, kind: AlertKind, question: Question, channel: Channel, target: str) -> Alert:
        """Keeps an alert. Raises: AlertError when name, question or target cannot be meant; SearchError."""
        label = " ".join(name.replace("\x00", "").split())
        if not 1 <= len(label) <= 80:
            raise AlertError("an alert needs a name of at most 80 characters")
        if kind == "due" and (question.query or question.kinds or not 0 <= (question.days or 0) <= 3650):
            raise AlertError("an alert of days due asks by person, state and dyad, 0 to 3650 days ahead")
        question.filter()
        self._check_target(channel, target)
        words = {key: value for key, value in asdict(question).items() if value not in (None, ())}
        return store.put_alert(self._archive, label, kind, words, channel, target)

    def all(self) -> list[Alert]:
        return store.get_alerts(self._archive)

    def remove(self, name: str) -> None:
        """Raises: NotFoundError."""
        store.drop_alert(self._archive, name)

    def get(self, name: str) -> Alert:
        """Raises: NotFoundError."""
        return store.get_alert(self._archive, name)

    def question(self, alert: Alert) -> Question:
        values: dict[str, Any] = dict(alert.question)
        for key in ("dyad", "kinds"):
            if key in values:
                values[key] = tuple(values[key])
        return Question(**values)

    def news(self, alert: Alert, today: date) -> list[Notice]:
        """What the alert has not told yet; promises by their day."""
        found = list(self._due(alert, today) if alert.kind == "due" else self._new(alert))
        fresh = store.unmarked(self._archive, alert, [notice.mark for notice in found])
        return [notice for notice in found if notice.mark in fresh]

    def matches(self, alert: Alert, today: date) -> Iterator[Notice]:
        """All that answers the alert's question now, told or not: the contents of a feed."""
        everything = replace(alert, seen_reading=0)
        return self._due(alert, today) if alert.kind == "due" else self._new(everything)

    @contextmanager
    def sending(self, alert: Alert, *, at: datetime | None = None) -> Iterator[list[Notice]]:
        """What is to be told; it counts as told when the block ends without an error, and to nobody else before.

        Empty when another process is sending this alert.
        """
        now = at or datetime.now(UTC)
        if not store.take_lease(self._archive, alert, now):
            yield []
            return
        is_told = False
        try:
            notices = self.news(alert, now.date())
            yield notices
            store.keep_marks(self._archive, alert, [notice.mark for notice in notices], now)
            is_told = True
        finally:
            if not is_told:
                store.free_lease(self._archive, alert)

    def mail(self, letter: Letter) -> None:
        """Raises: AlertError when no mail server is set or it does not take the letter."""
        send_letter(letter, self._desk.settings)

    def post(self, url: str, body: bytes, delivery: str, at: datetime) -> None:
        """Posts JSON, signed with the setting `webhook_secret`. Raises: AlertError."""
        post(url, body, delivery, at, self._desk.settings)

    def _check_target(self, channel: Channel, target: str) -> None:
        if channel == "email" and not _EMAIL.fullmatch(target):
            raise AlertError(f"{target!r} is no e-mail address")
        if channel == "webhook" and (why := why_not(target, self._desk.settings)):
            raise AlertError(f"{target}: {why}")
        if channel == "atom" and not Path(target).resolve().parent.is_dir():
            raise AlertError(f"{target}: no such folder")

    def _new(self, alert: Alert) -> Iterator[Notice]:
        question = self.question(alert)
        filter_ = question.filter()
        if question.query:
            kinds: tuple[Kind, ...] = question.kinds or ("article",)
            answers: Iterator[Found] = self._desk.search(question.query, replace(filter_, kinds=kinds))
        else:
            answers = self._desk.timeline(filter_)
        for found in answers:
            if found.key is not None and reading_of_key(found.key) <= alert.seen_reading:
                continue
            finding = found.finding.id if found.finding else None
            narrowed = _only(self._desk.get(found.source.article_id), finding)
            yield Notice(f"new:{found.source.article_id}:{finding or ''}", "new", narrowed, finding)

    def _due(self, alert: Alert, today: date) -> Iterator[Notice]:
        question = self.question(alert)
        until = today + timedelta((question.days or 0) + 1)
        asked = Asked(dyad=question.dyad, person=question.person, state=question.state, statuses=_DUE, due_before=until)
        told = (self._promise(entry, today) for entry in self._desk.followup.ledger(asked, as_of=today).commitments)
        yield from sorted((one for one in told if one), key=lambda one: (one.due_on or date.max, one.mark))

    def _promise(self, entry: LedgerEntry, today: date) -> Notice | None:
        """None when it has no last day, or its article is gone."""
        day = entry.due.to_on if entry.due else None
        if day is None:
            return None
        what: What = "overdue" if day < today else "due"
        for mention in entry.mentions:
            try:
                reading = self._desk.get(mention.article)
            except NotFoundError:
                continue
            narrowed = _only(reading, mention.commitment)
            if narrowed.commitments:
                return Notice(f"{what}:{entry.id}:{day}", what, narrowed, mention.commitment, day)
        return None


def _only(reading: Reading, finding: str | None) -> Reading:
    """The reading with that finding alone."""
    layers: dict[str, Any] = {
        name: tuple(one for one in getattr(reading, name) if one.id == finding) for name in _LAYERS
    }
    return replace(reading, **layers)
