"""How the following stands, for a person: what the rows of `communique status` and `feed list` say at a glance."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.desk.sources.desk import Status
    from communique.remember.jobs.sources import Source

Row = dict[str, Any]
_UNITS = ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s"))


def brief_source(source: Source, now: datetime) -> Row:
    trouble = f"{source.reason} ({source.failures}x)" if source.failures else None
    return {
        "source": source.address, "outlet": source.outlet or source.title, "articles": source.listed,
        "looked": distance(source.checked_at, now) if source.checked_at else "never",
        "next": distance(source.due_at, now), "trouble": trouble,
    }  # fmt: skip


def brief_status(status: Status) -> list[tuple[str, list[Row]]]:
    """A title and rows for each part."""
    now = datetime.now(UTC)
    jobs = status.jobs
    archive, warc = (f"{size / 1e6:,.1f} MB" for size in status.disk)
    articles: Row = {"due": jobs.due, "later": jobs.later, "under way": jobs.under_way, "read": jobs.read,
                     "same": jobs.same, "refused": jobs.refused}  # fmt: skip
    reasons = [
        {"reason": one.reason, "articles": one.count, "is": "refused" if one.is_final else "tried again",
         "for example": one.example, "because": one.detail}
        for one in status.troubles
    ]  # fmt: skip
    resting = [
        {"host": one.host, "until": distance(one.until, now), "failures": one.failures} for one in status.resting
    ]
    limit = f"{status.disk_mb:,} MB" if status.disk_mb else "none"
    return [
        ("sources", [brief_source(source, now) for source in status.sources]),
        ("articles", [articles]),
        ("reasons", reasons),
        ("hosts at rest", resting),
        ("disk", [{"archive": archive, "WARC": warc, "limit": limit}]),
    ]


def distance(moment: str | None, now: datetime) -> str | None:
    """How far away a moment is, in its largest unit.

    >>> now = datetime(2025, 6, 12, 9, tzinfo=UTC)
    >>> distance("2025-06-12T08:58:50+00:00", now), distance("2025-06-12T11:00:00+00:00", now)
    ('1 min ago', 'in 2 h')
    """
    if moment is None:
        return None
    seconds = (datetime.fromisoformat(moment) - now).total_seconds()
    size, unit = next(((s, u) for s, u in _UNITS if abs(seconds) >= s), (1, "s"))
    if abs(seconds) < 1:
        return "now"
    count = round(abs(seconds) // size)
    return f"in {count} {unit}" if seconds > 0 else f"{count} {unit} ago"
