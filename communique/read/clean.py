"""Page -> Article | Refusal: one text, normalised once and then fixed, with the way back to the page."""

from __future__ import annotations

import re
from datetime import date

from communique.lexicon.load import Lexicon
from communique.lexicon.outlets.load import Outlet, outlet_of
from communique.read.blocks import Draft, Paragraph, join_paragraphs
from communique.read.encoding import decode
from communique.read.forms.gates import find_gate, visible
from communique.read.forms.markdown import read_markdown, split_front_matter
from communique.read.forms.pasted import read_pasted
from communique.read.forms.stories import STORY
from communique.read.headers import dateline_of, find_dates
from communique.read.language import foreign_language
from communique.read.looks import without_credit
from communique.read.normalise import normalise, one_line
from communique.record.document import Article, Page, Published
from communique.record.ids import make_id
from communique.record.outcome import Reason, Refusal

MOST_BYTES = 10_000_000
MOST_CODE_POINTS = 1_000_000
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|div|article|main|section|p|meta|title|h1|script|table|nav|header|span)\b",
    re.I | re.S,
)
_FEW_WORDS = 150
_GATE_POINTS = 2


def clean(page: Page, lexicon: Lexicon) -> Article | Refusal:
    """The article of a page. Never raises on what a page holds."""
    if len(page.data) > MOST_BYTES:
        return _refuse(page, Reason.TOO_LARGE, f"{len(page.data):,} bytes; the limit is {MOST_BYTES:,}")
    if not page.data.strip():
        return _refuse(page, Reason.EMPTY, "nothing but white space" if page.data else "no bytes at all")
    decoded = decode(page.data, page.fetched.charset if page.fetched else None)
    if isinstance(decoded, tuple):
        return _refuse(page, *decoded)
    text = normalise(decoded)
    if not text.strip():
        return _refuse(page, Reason.EMPTY, "nothing but white space and invisible characters")
    is_html = _is_html(page, text)
    if not is_html and len(text) > MOST_CODE_POINTS:
        return _refuse(page, Reason.TOO_LARGE, f"{len(text):,} code points of text; the limit is {MOST_CODE_POINTS:,}")
    draft = _draft_html(page, decoded, lexicon) if is_html else _draft_text(page, text, lexicon)
    kept = [] if isinstance(draft, Refusal) else [p.text for p in draft.paragraphs]
    may_be_gate = not isinstance(draft, Refusal) or draft.reason is Reason.NO_ARTICLE
    if may_be_gate and (gate := find_gate(decoded, kept, lexicon.page)) is not None:
        return _refuse(page, *gate)
    if isinstance(draft, Refusal) and draft.reason is Reason.NO_ARTICLE:
        language = foreign_language(visible(decoded), lexicon.page)
        return draft if language is None else _refuse(page, Reason.LANGUAGE, _foreign(language))
    return draft if isinstance(draft, Refusal) else _finish(page, draft, lexicon)


def _draft_html(page: Page, text: str, lexicon: Lexicon) -> Draft | Refusal:
    from communique.read.forms.webpage import read_webpage

    draft = read_webpage(text, lexicon, url=page.url)
    return _refuse(page, *draft) if isinstance(draft, tuple) else draft


def _draft_text(page: Page, text: str, lexicon: Lexicon) -> Draft:
    title = one_line(page.title) if page.title else None
    if page.media_type == STORY:
        return read_pasted(text, lexicon, title=title, clean_head=False)
    if _is_markdown(page, text):
        return read_markdown(text, lexicon, title=title)
    return read_pasted(text, lexicon, title=title)


def _is_html(page: Page, text: str) -> bool:
    if page.media_type in ("text/html", "application/xhtml+xml"):
        return True
    if page.media_type == STORY or (
        page.media_type is None and page.name.lower().endswith((".txt", ".md", ".markdown"))
    ):
        return bool(re.match(r"\s*<(?:!doctype\s+html|html)\b", text, re.I))
    return bool(_HTML.match(text)) or page.name.lower().endswith((".html", ".htm", ".xhtml"))


def _is_markdown(page: Page, text: str) -> bool:
    named = page.media_type == "text/markdown" or page.name.lower().endswith((".md", ".markdown"))
    return named or split_front_matter(text) is not None


def _finish(page: Page, draft: Draft, lexicon: Lexicon) -> Article | Refusal:
    """What the caller states wins over what the page says; then the text is fixed."""
    outlet = outlet_of(page.url or draft.url)
    paragraphs = [Paragraph(without_credit(one_line(p.text), lexicon.page), p.kind, p.origin) for p in draft.paragraphs]
    text, blocks = join_paragraphs(p for p in paragraphs if not _is_outlets_furniture(p.text, outlet, page))
    if len(text) > MOST_CODE_POINTS:
        return _refuse(page, Reason.TOO_LARGE, f"{len(text):,} code points of text; the limit is {MOST_CODE_POINTS:,}")
    if not any(c.isalpha() for c in text):
        return _refuse(page, Reason.NO_ARTICLE, "no words that belong to an article")
    if len(text.split()) < _FEW_WORDS and lexicon.page.gate.points(text) >= _GATE_POINTS:
        return _refuse(page, Reason.NO_ARTICLE, f"a login, error or script notice, no article: {text[:80]!r}")
    if (language := foreign_language(text, lexicon.page)) is not None:
        return _refuse(page, Reason.LANGUAGE, _foreign(language))
    return Article(
        id=make_id("a", one_line(page.url or draft.url or ""), text),
        text=text,
        title=_line_or_none(page.title) or _line_or_none(draft.title),
        url=_line_or_none(page.url) or _line_or_none(draft.url),
        outlet=_line_or_none(page.outlet) or _line_or_none(draft.outlet) or _name(outlet),
        byline=_line_or_none(draft.byline),
        sections=tuple(one_line(s) for s in draft.sections),
        published=_stated(page, lexicon) or draft.published or dateline_of(text, lexicon.page),
        related=draft.related,
        licence=_line_or_none(page.licence) or _line_or_none(draft.licence),
        blocks=blocks,
    )


def _foreign(language: str) -> str:
    return f"the text is {language}; communique reads English"


def _is_outlets_furniture(paragraph: str, outlet: Outlet | None, page: Page) -> bool:
    """A paragraph that this outlet is known to put beside its articles on the day of the page."""
    if outlet is None or outlet.cleaning is None or not outlet.cleaning.drops(paragraph):
        return False
    return page.fetched is None or outlet.cleaning.validity.holds_on(page.fetched.at.date())


def _name(outlet: Outlet | None) -> str | None:
    return outlet.name if outlet is not None and outlet.is_alone else None


def _stated(page: Page, lexicon: Lexicon) -> Published | None:
    """The day that the caller states; a value that is no full date counts as none."""
    if not page.published:
        return None
    try:
        return Published(date.fromisoformat(page.published.strip()[:10]).isoformat(), "metadata")
    except ValueError:
        dates = find_dates(page.published, lexicon.page)
        return Published(dates[0].on.isoformat(), "metadata", words=page.published) if dates else None


def _line_or_none(value: str | None) -> str | None:
    return (one_line(value) or None) if value else None


def _refuse(page: Page, reason: Reason, detail: str) -> Refusal:
    return Refusal(page.name, "clean", reason, detail, page.url)
