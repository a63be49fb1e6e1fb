"""iCalendar: encounters that are planned, and promises with a last day; whole days, as the articles give them.

Both are VEVENT, for calendar programs that subscribe to a feed show no VTODO; a promise's category is "Promise due".

Source: RFC 5545.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, BinaryIO, Final

from communique.record.finding import Commitment, Occasion
from communique.record.outcome import Reading
from communique.record.text import Evidence
from communique.show.export.caption import caption, names_of
from communique.show.export.exporter import NO_LICENCE, PRODUCER, About, evidence_of

PLANNED: Final = {"planned": "CONFIRMED", "proposed": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
OPEN: Final = ("open", "in_progress", "stalled")
_FOLD: Final = b"\r\n"


@dataclass(frozen=True, slots=True)
class Day:
    """Something at one whole day."""

    uid: str
    on: date
    summary: str
    description: str
    url: str


def days_to_ical(days: Iterable[Day], title: str) -> bytes:
    """A calendar of these days."""
    from icalendar import Calendar as Made
    from icalendar import Event

    made: Any = Made()
    for name, value in (("prodid", f"-//{PRODUCER}//EN"), ("version", "2.0"), ("x-wr-calname", title)):
        made.add(name, value)
    for day in days:
        event: Any = Event()
        event.add("uid", day.uid)
        event.add("dtstamp", datetime.now(UTC))
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(1))
        for name, words in (("summary", day.summary), ("description", day.description), ("url", day.url)):
            event.add(name, words)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    data: bytes = made.to_ical()
    return data


class Calendar:
    """One VEVENT an encounter or promise; what has no day is left out, for a calendar cannot hold it."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        from icalendar import Calendar as Made

        self._stream, self._about = stream, about
        head: Any = Made()
        head.add("prodid", f"-//{PRODUCER}//EN")
        head.add("version", "2.0")
        head.add("method", "PUBLISH")
        head.add("x-wr-calname", about.title)
        stream.write(head.to_ical().removesuffix(b"END:VCALENDAR\r\n"))

    def feed(self, reading: Reading) -> None:
        names = names_of(reading)
        for finding, first, last in _dated(reading):
            self._stream.write(self._event(finding, first, last, reading, names).to_ical())

    def finish(self) -> None:
        self._stream.write(b"END:VCALENDAR" + _FOLD)

    def _event(
        self, finding: Occasion | Commitment, first: date, last: date, reading: Reading, names: dict[str, str]
    ) -> Any:
        from icalendar import Event

        event: Any = Event()
        event.add("uid", f"{finding.id}.{reading.article.id}@communique.invalid")
        event.add("dtstamp", self._about.at)
        event.add("summary", caption(finding, names))
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(1))
        event.add("transp", "TRANSPARENT")
        event.add("description", _provenance(evidence_of(finding), reading))
        if isinstance(finding, Occasion):
            event.add("status", PLANNED[finding.status])
            event.add("categories", [finding.kind.capitalize()])
            if finding.place:
                event.add("location", finding.place)
        else:
            event.add("categories", ["Promise due"])
        if reading.article.url:
            event.add("url", reading.article.url)
        return event


def _dated(reading: Reading) -> Iterator[tuple[Occasion | Commitment, date, date]]:
    for occasion in reading.occasions:
        when = occasion.when
        if occasion.status in PLANNED and when and (first := when.from_on or when.to_on):
            yield occasion, first, max(when.to_on or first, first)
    for commitment in reading.commitments:
        if commitment.status in OPEN and commitment.due and commitment.due.to_on:
            yield commitment, commitment.due.to_on, commitment.due.to_on


def _provenance(evidence: tuple[Evidence, ...], reading: Reading) -> str:
    article, made = reading.article, reading.made
    words = "\n".join(f"“{one.quote}” ({one.start}-{one.end})" for one in evidence)
    day = article.published.value if article.published else "day not stated"
    source = ", ".join(filter(None, (article.outlet, article.title, day)))
    return (
        f"{words}\nSource: {source}\nLicence: {article.licence or NO_LICENCE}\n"
        f"Read by communique {made.version}, {made.model}, rules {made.rules}"
    )
