"""Page -> Article | Refusal. (First version: plain text and Markdown with front matter.)"""

from __future__ import annotations

import re

from communique.lexicon.load import Lexicon
from communique.record.document import Article, Page, Published
from communique.record.ids import make_id
from communique.record.outcome import Reason, Refusal

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.S)


def clean(page: Page, lexicon: Lexicon) -> Article | Refusal:
    """Placeholder."""
    text = page.data.decode("utf-8")
    meta: dict[str, str] = {}
    if m := _FRONT.match(text):
        text = text[m.end() :]
        for line in m.group(1).splitlines():
            key, _, value = line.partition(": ")
            meta[key] = value.strip('"')
    text = text.strip()
    if not text:
        return Refusal(page.name, "clean", Reason.EMPTY, "no text")
    day = page.published or meta.get("published")
    published = Published(day, "metadata") if day else None
    return Article(make_id("a", text), text, title=meta.get("title"), url=meta.get("url"), outlet=meta.get("outlet"), published=published)
