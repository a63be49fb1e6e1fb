"""Pages that stand before the article: a wall that wants a subscription, a question for consent to cookies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.lexicon.page import PageWords
from communique.read.normalise import one_line
from communique.record.outcome import Reason

_EDGE = re.compile(r"<(/?)(?:script|style|noscript|template|svg)\b[^<>]{0,2000}>|<(!)--|--(/?)>", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")
# Source: schema.org isAccessibleForFree, as search engines ask publishers to mark their walls.
_NOT_FREE = re.compile(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?(?:https?://schema\.org/)?false", re.I)
_LOOK_AT = 400_000
# Own trials on self-written walls: a teaser has up to some 150 words, a notice that slipped through cleaning up to 30.
_TEASER_WORDS, _NOTICE_WORDS = 150, 30
_AFTER_THE_END = 500


def find_gate(page: str, paragraphs: Sequence[str], words: PageWords) -> tuple[Reason, str] | None:
    """(Reason.PAYWALL | Reason.CONSENT, detail) when what was found is no whole article; None when nothing says so.

    `page`: the page's text or HTML, decoded; `paragraphs`: what was kept of it as the article, maybe nothing.
    """
    seen = visible(page)
    body = " ".join(paragraphs)
    count = len(body.split())
    wall = _wall(page, seen, paragraphs, count, words)
    if wall is not None:
        return Reason.PAYWALL, f"only the beginning is open, the rest is for subscribers: {wall!r}"
    asked = {match.group().lower() for match in words.consent.finditer(seen)}
    if len(asked) < 2:
        return None
    cookie = next(topic for topic in words.topics if topic.name == "cookie")
    about = sum(len(p.split()) for p in paragraphs if words.consent.search(p) or cookie.strong.search(p))
    if count < _NOTICE_WORDS or about > count / 2:
        return Reason.CONSENT, f"a question about cookies stands in place of the article: {sorted(asked)[0]!r}"
    return None


def visible(page: str) -> str:
    """The words of the beginning of a page on one line, without markup, scripts and comments."""
    page = page[:_LOOK_AT]
    pieces: list[str] = []
    at, hidden = 0, False
    for edge in _EDGE.finditer(page):
        opens = edge.group(1) == "" or edge.group(2) == "!"
        if opens and not hidden:
            pieces.append(page[at : edge.start()])
            hidden = True
        elif not opens and hidden:
            at, hidden = edge.end(), False
    if not hidden:
        pieces.append(page[at:])
    return one_line(_TAG.sub(" ", " ".join(pieces)))


def _wall(page: str, seen: str, paragraphs: Sequence[str], count: int, words: PageWords) -> str | None:
    """The words of a wall that cuts the article off. Invitations to subscribe beside a whole article are none."""
    if count < _TEASER_WORDS:
        if (cut := words.paywall.search(seen)) is not None:
            return cut.group()
        if count < _NOTICE_WORDS and (soft := words.subscribe.search(seen)) is not None:
            return soft.group()
        return "isAccessibleForFree: false" if _NOT_FREE.search(page) is not None else None
    if _NOT_FREE.search(page) is None:
        return None
    end = seen.rfind(one_line(paragraphs[-1])[-60:])
    after = words.paywall.search(seen, end, end + _AFTER_THE_END) if end >= 0 else None
    return after.group() if after is not None else None
