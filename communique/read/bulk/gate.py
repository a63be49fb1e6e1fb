"""The gate: is this page diplomatic news at all? Told from its first words, before anything costs time.

Parsing a page takes a hundred times as long as asking the gate. It errs on the side of letting pages through:
`docs/speed.md` has its figures.
"""

from __future__ import annotations

import html
import re
from itertools import islice

from communique.read.bulk.gate_words import load_gate
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal

# Every pattern looks at most so far: the time must be linear in the page whatever it holds.
_LOOK_AT = 300_000
_HEAD = re.compile(r"<(title|h1)\b[^>]{0,300}>(.{1,300}?)</\1>", re.I | re.S)
_OPENS = re.compile(r"<p(?:\s[^>]{0,500})?>", re.I)
_TAG = re.compile(r"<[^>]{0,2000}>")
_SCRIPT = re.compile(r"<(?:script|style|noscript|svg)\b.{0,3000}?</(?:script|style|noscript|svg)>", re.I | re.S)
_IS_HTML = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,2000}?-->\s{0,200}){0,5}<(?:!doctype|[a-z])", re.I | re.S
)
# Shorter paragraphs are mostly menus, captions and notices.
_PARAGRAPH_CHARACTERS, _LONGEST_PARAGRAPH = 60, 4_000
_ENOUGH_CHARACTERS, _FEW_CHARACTERS = 4_000, 600
_FALLBACK, _MOST_PARAGRAPHS = 30_000, 200


def admit(page: Page) -> Refusal | None:
    """None for a page that may be diplomatic news, else why it is left out. Raises: LexiconError."""
    gate = load_gate()
    points = gate.points(glance(page))
    if points >= gate.needed:
        return None
    why = f"few states, offices and deeds of diplomacy in its first words ({points:.1f} points of {gate.needed:g})"
    return Refusal(page.name, "clean", Reason.NOT_DIPLOMATIC, why, page.url)


def glance(page: Page) -> str:
    """The title and first paragraphs of a page, roughly."""
    text = page.data[:_LOOK_AT].decode("utf-8", "replace")
    if _IS_HTML.match(text):
        text = _glance_at_html(text)
    return f"{page.title}\n{text}" if page.title else text


def _glance_at_html(text: str) -> str:
    head = text[:_FALLBACK]
    parts = [match[2] for match in _HEAD.finditer(head)][:2]
    size = 0
    for match in islice(_OPENS.finditer(text), _MOST_PARAGRAPHS):
        start = match.end()
        end = text.find("</p", start, start + _LONGEST_PARAGRAPH)
        words = _TAG.sub("", text[start : end if end >= 0 else start + _LONGEST_PARAGRAPH]).strip()
        if len(words) >= _PARAGRAPH_CHARACTERS:
            parts.append(words)
            size += len(words)
            if size >= _ENOUGH_CHARACTERS:
                break
    if size < _FEW_CHARACTERS:
        parts.append(_TAG.sub(" ", _SCRIPT.sub(" ", head))[:_ENOUGH_CHARACTERS])
    return html.unescape("\n".join(parts))
