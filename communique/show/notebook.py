"""A reading as a notebook shows it: the article with its evidence marked, then what was found, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from communique.record.finding import Statement
from communique.record.outcome import Reading
from communique.show.export.caption import caption, names_of
from communique.show.export.exporter import evidence_of, findings
from communique.show.highlight import pieces
from communique.show.phrases import published

# Translucent, so that the words stay readable on light and on dark pages. The kind is also told in words.
_COLORS: Final = {
    "statement": "rgba(66,133,244,.25)", "occasion": "rgba(52,168,83,.28)", "event": "rgba(160,160,160,.28)",
    "commitment": "rgba(251,188,4,.35)", "relation": "rgba(171,71,188,.25)",
}  # fmt: skip


def to_html(reading: Reading) -> str:
    """HTML that needs no style sheet and runs nothing; all words of the article are escaped."""
    article = reading.article
    source = ", ".join(filter(None, (article.outlet, published(article.published))))
    found = f"{sum(1 for _ in findings(reading))} findings"
    parts = [
        '<div style="max-width:50em;line-height:1.5">',
        f"<h3>{escape(article.title or 'Untitled')}</h3>",
        f"<p><small>{escape(source)}{_link(article.url)}</small></p>",
        f"<p>{_legend(reading)}</p>",
        f"<div>{_text(reading)}</div>",
        f"<details><summary>{found}</summary><ul>{''.join(_list(reading))}</ul></details>",
        "</div>",
    ]
    return "\n".join(parts)


def _text(reading: Reading) -> str:
    """The article, every word that a finding rests on marked; the title of a mark says what it is told for."""
    text, names = reading.article.text, names_of(reading)
    told = [(_kind(one), caption(one, names), evidence_of(one)) for one in findings(reading)]
    spans = [(e.start, e.end, f"{kind}|{title}") for kind, title, evidence in told for e in evidence]
    out = []
    for piece in pieces(0, len(text), spans):
        words = escape(text[piece.start : piece.end]).replace("\n\n", "<br><br>").replace("\n", "<br>")
        if not piece.labels:
            out.append(words)
            continue
        labels = [label.split("|", 1) for label in dict.fromkeys(piece.labels)]
        kind = min((kind for kind, _ in labels), key=list(_COLORS).index)
        title = escape("\n".join(f"{kind}: {title}" for kind, title in labels))
        out.append(f'<mark style="background:{_COLORS[kind]};color:inherit" title="{title}">{words}</mark>')
    return "".join(out)


def _list(reading: Reading) -> Iterator[str]:
    names = names_of(reading)
    for one in findings(reading):
        words = " … ".join(f"“{escape(evidence.quote)}”" for evidence in evidence_of(one)[:3])
        shown = "" if isinstance(one, Statement) else f"<br><small><i>{words}</i></small>"
        yield f"<li><b>{_kind(one)}</b> {escape(caption(one, names))}{shown}</li>"


def _legend(reading: Reading) -> str:
    present = dict.fromkeys(_kind(one) for one in findings(reading))
    return " ".join(f'<small style="background:{_COLORS[kind]};padding:0 .4em">{kind}</small>' for kind in present)


def _kind(finding: object) -> str:
    return type(finding).__name__.lower()


def _link(url: str | None) -> str:
    safe = url and url.startswith(("http://", "https://"))
    return f' · <a href="{escape(str(url))}" rel="noreferrer">{escape(str(url))}</a>' if safe else ""
