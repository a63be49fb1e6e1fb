"""Notices -> a letter, the JSON of a webhook, a feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import blake2b
from html import escape
from typing import Any, BinaryIO, Final

from communique.desk.outgoing.alerts import Alert, Letter, Notice
from communique.desk.outgoing.exports import Chosen
from communique.show.export.caption import caption, names_of, shorten
from communique.show.export.exporter import About, evidence_of, findings
from communique.show.export.formats import export
from communique.show.export.tables.rows import rows, source_cells
from communique.show.phrases import count, day
from communique.show.plain import plain

SCHEMA: Final = "communique/alert/1"
# A letter of more is read by nobody; the rest is counted.
MOST_IN_LETTER: Final = 50
_HEADS: Final = {"new": "New", "due": "Due", "overdue": "Overdue"}


def delivery_id(alert: Alert, notices: Iterable[Notice]) -> str:
    """The same for the same alert and contents."""
    words = "\x1f".join([alert.name, alert.added_at, *sorted(notice.mark for notice in notices)])
    return blake2b(words.encode(), digest_size=12).hexdigest()


def make_letter(alert: Alert, notices: Sequence[Notice]) -> Letter:
    """A letter with each notice, its words and its source."""
    told = [_told(notice) for notice in notices[:MOST_IN_LETTER]]
    left = len(notices) - len(told)
    subject = plain(f"{alert.name}: {count(len(notices), 'finding')}")
    text = "\n\n".join(f"{head}\n  “{words}”\n  {source}" for head, words, source, _ in told)
    items = "".join(
        f"<li><p><strong>{escape(head)}</strong></p><blockquote>{escape(words)}</blockquote>"
        f"<p>{_link(source, url)}</p></li>"
        for head, words, source, url in told
    )
    more = f"{count(left, 'more finding')} in the archive." if left else ""
    text = "\n\n".join(filter(None, (text, more, _foot(alert)))) + "\n"
    html = f"<!doctype html><html><body><ol>{items}</ol><p>{more}</p><p>{escape(_foot(alert))}</p></body></html>"
    return Letter(alert.target, f"[communique] {subject}", text, html, delivery_id(alert, notices))


def make_body(alert: Alert, notices: Sequence[Notice], at: datetime) -> bytes:
    """The JSON of a webhook: each finding as a row of the tables, with what it is told for."""
    tree = {
        "schema": SCHEMA, "alert": alert.name, "kind": alert.kind, "at": at.isoformat(timespec="seconds"),
        "delivery": delivery_id(alert, notices),
        "notices": [
            {"what": notice.what, "due_on": notice.due_on, "caption": _head(notice), "finding": _row(notice)}
            for notice in notices
        ],
    }  # fmt: skip
    return json.dumps(tree, ensure_ascii=False, default=_plain_day).encode("utf-8")


def write_feed(alert: Alert, notices: Iterable[Notice], stream: BinaryIO, at: datetime) -> None:
    """The Atom feed of an alert: all that answers its question now."""
    chosen = (Chosen(notice.reading, notice.reading) for notice in notices if notice.finding)
    export("atom", chosen, stream, About(alert.name, at=at))


def _told(notice: Notice) -> tuple[str, str, str, str | None]:
    """Headline, words, source, address."""
    article = notice.reading.article
    finding = next(findings(notice.reading), None)
    words = evidence_of(finding)[0].quote if finding and evidence_of(finding) else shorten(article.text)
    published = article.published.value if article.published else "day not stated"
    source = ", ".join(filter(None, (article.outlet or "outlet not stated", published, article.title, article.url)))
    return plain(_head(notice)), plain(words), plain(source), article.url


def _head(notice: Notice) -> str:
    finding = next(findings(notice.reading), None)
    title = caption(finding, names_of(notice.reading)) if finding else notice.reading.article.title or "An article"
    due = f" on {day(notice.due_on)}" if notice.due_on and notice.what == "due" else ""
    since = f" since {day(notice.due_on)}" if notice.due_on and notice.what == "overdue" else ""
    return f"{_HEADS[notice.what]}{due}{since}: {title}"


def _row(notice: Notice) -> dict[str, Any]:
    row = next(rows(notice.reading), None)
    return dict(row) if row else {"kind": "article", "id": notice.reading.article.id, **source_cells(notice.reading)}


def _link(source: str, url: str | None) -> str:
    safe = url and url.startswith(("http://", "https://"))
    return f'<a href="{escape(str(url))}">{escape(source)}</a>' if safe else escape(source)


def _foot(alert: Alert) -> str:
    asked = ", ".join(f"{key} {value}" for key, value in alert.question.items()) or "everything"
    return plain(f"Alert “{alert.name}” ({asked}); `communique alert remove` ends it.")


def _plain_day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no JSON")
