"""Atom: the latest findings as a feed. Source: RFC 4287.

`updated` of an entry is the day its article was published; where that is not known, the moment the feed was made.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from html import escape as html
from xml.sax.saxutils import escape, quoteattr

from communique.show.export.exporter import PRODUCER, About
from communique.show.export.streams.entries import Item, Latest


class Atom(Latest):
    """One entry a finding."""

    def finish(self) -> None:
        about = self.about
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<id>urn:communique:feed:{_text(about.title)}</id>", f"<title>{_text(about.title)}</title>",
            f"<updated>{_stamp(about.at)}</updated>", f"<generator>{_text(PRODUCER)}</generator>",
        ]  # fmt: skip
        self.stream.write("\n".join(lines).encode("utf-8") + b"\n")
        for item in self.items():
            self.stream.write(_entry(item, about).encode("utf-8") + b"\n")
        self.stream.write(b"</feed>\n")


def _entry(item: Item, about: About) -> str:
    row, at = item.row, datetime.combine(item.published, time(), UTC) if item.published else None
    link = f'<link rel="alternate" href={quoteattr(str(row["url"]))}/>' if _is_web(row["url"]) else ""
    published = f"<published>{_stamp(at)}</published>" if at else ""
    words = (
        f"<blockquote>{html(str(row['words'] or ''))}</blockquote>"
        f"<p>{html(str(row['outlet'] or 'Outlet not stated'))}: {html(str(row['title'] or ''))}, "
        f"{html(str(row['published'] or 'day not stated'))}; characters {row['spans']}; "
        f"made by communique {html(str(row['version']))}, {html(str(row['model']))}, "
        f"rules {html(str(row['rules']))}</p>"
    )
    return (
        f"<entry><id>{_text(item.id)}</id><title>{_text(item.title)}</title><updated>{_stamp(at or about.at)}</updated>"
        f"{published}{link}<author><name>{_text(str(row['outlet'] or 'Outlet not stated'))}</name></author>"
        f"<category term={quoteattr(str(row['kind']))}/><rights>{_text(item.licence)}</rights>"
        f'<content type="html">{_text(words)}</content></entry>'
    )


def _text(words: str) -> str:
    """Escaped, without what XML 1.0 cannot hold."""
    return escape("".join(sign for sign in words if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff")))


def _is_web(url: object) -> bool:
    return str(url).startswith(("http://", "https://"))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
