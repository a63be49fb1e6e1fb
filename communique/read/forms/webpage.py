"""An HTML page -> Draft. Nothing is fetched and nothing runs; trafilatura finds the article, our rules check it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from communique.lexicon.load import Lexicon
from communique.read.blocks import Draft, Paragraph
from communique.read.boilerplate import Line, classify
from communique.read.forms.outlets import name_outlet
from communique.read.forms.pasted import draft_of
from communique.read.forms.webdate import published_in
from communique.read.forms.webhead import (
    Head,
    byline_of,
    has_headline,
    having,
    join_url,
    outlet_of,
    sections_in,
    title_of,
    url_of,
)
from communique.read.looks import is_sentence, kind_of_short
from communique.read.normalise import fold, one_line
from communique.record.document import BlockKind, Related
from communique.record.outcome import Reason

MOST_ELEMENTS = 150_000
MOST_TEXT = 1_000_000
# libxml2 gives up on what lies deeper (its own limit is 256).
_DEEPEST = 250
_PRECISE_ENOUGH = 0.5
_MOST_RELATED = 30
_FEW_LETTERS = 20
_KINDS: dict[str, BlockKind] = {"head": "heading", "item": "list_item", "quote": "quotation", "row": "table"}
# Who wrote an embedded post: "— Ann Example (@annexample) October 9, 2018".
_SIGNATURE = re.compile(r"\s*([—–] [^()—–]{2,60} \(@\w{1,30}\)(?: [A-Z][a-z]+ \d{1,2}, \d{4})?)\s*")
_PIECES = ("p", "head", "item", "row", "quote", "code")
_BLOCKS = (
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "td",
    "div",
    "tr",
    "pre",
    "article",
    "section",
    "main",
    "body",
)
_RELATED_BOXES = having("related", "see-also", "read-also", "more-news", "recommended")


def read_webpage(text: str, lexicon: Lexicon, *, url: str | None = None) -> Draft | tuple[Reason, str]:
    """The draft of an HTML page, or why there is none."""
    tree = parse_page(text)
    if tree is None:
        return Reason.NO_ARTICLE, "no HTML element with text"
    count, depth = _measure(tree)
    if count > MOST_ELEMENTS:
        return Reason.TOO_LARGE, f"{count:,} HTML elements; the limit is {MOST_ELEMENTS:,}"
    size = sum(len(t) for t in tree.xpath("//text()[not(parent::script or parent::style)]"))
    if size > MOST_TEXT:
        return Reason.TOO_LARGE, f"{size:,} code points of text; the limit is {MOST_TEXT:,}"
    head = Head(tree)
    title = title_of(head)
    pieces = _article(tree)
    if not pieces:
        if depth >= _DEEPEST:
            return Reason.MALFORMED, f"HTML elements nested more than {_DEEPEST} deep hide the text"
        return Reason.NO_ARTICLE, "HTML without an article: only navigation, a form or a script"
    known = title if has_headline(head) else None
    lines = classify([Line(p.text, str(i)) for i, p in enumerate(pieces)], lexicon, title=known)
    draft = draft_of([_keep_items(line, pieces, lexicon) for line in lines], lexicon, title=known)
    address = url_of(head)
    kept = tuple(_way_back(draft, pieces, tree))
    if not any(_is_told(p.text) for p in kept):
        return Reason.NO_ARTICLE, "HTML without an article: only navigation, a form or a script"
    return replace(
        draft,
        paragraphs=kept,
        title=draft.title or title,
        url=address,
        outlet=outlet_of(head) or draft.outlet or name_outlet(_foot(tree)),
        byline=byline_of(head, lexicon.page) or draft.byline,
        sections=sections_in(head, title, lexicon) or draft.sections,
        published=published_in(head, lexicon, url) or draft.published,
        related=_related(tree, lexicon, url or address) or draft.related,
        licence=_licence(tree),
    )


def _keep_items(line: Line, pieces: list[Paragraph], lexicon: Lexicon) -> Line:
    """A list's items at the article's end are no scraps, unless they look like a menu themselves."""
    is_item = pieces[int(line.origin)].kind in ("list_item", "table")
    lost = line.kind == "navigation" and is_item and kind_of_short(line.text, lexicon) is None
    return replace(line, kind="body") if lost else line


def _is_told(text: str) -> bool:
    """A sentence of five words, or of as many letters where a script does not part its words."""
    letters = sum(c.isalpha() for c in text)
    return letters >= _FEW_LETTERS and (is_sentence(text) or text.rstrip().endswith(("。", "！", "？")))


def parse_page(text: str) -> HtmlElement | None:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "ignore"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _measure(tree: HtmlElement) -> tuple[int, int]:
    count, depth, deepest = 0, 0, 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
    return count, deepest


def _article(tree: HtmlElement) -> list[Paragraph]:
    """Trafilatura's precise reading, or its default one where the precise keeps less than half as much."""
    precise = _extract(tree, favor_precision=True)
    default = _extract(tree, favor_precision=False)
    kept, could = (sum(len(p.text) for p in pieces) for pieces in (precise, default))
    return precise if kept >= _PRECISE_ENOUGH * could else default


def _extract(tree: HtmlElement, *, favor_precision: bool) -> list[Paragraph]:
    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(tree), favor_precision=favor_precision, include_comments=False, include_tables=True, deduplicate=False
    )
    body = getattr(found, "body", None)
    return [] if body is None else list(_pieces(body))


def _pieces(body: Any) -> Iterator[Paragraph]:
    for node in body.iter(*_PIECES):
        if any(a.tag in _PIECES for a in node.iterancestors()):
            continue
        for part in _parts(node):
            for words in _SIGNATURE.split(one_line(part)) if node.tag == "quote" else [one_line(part)]:
                if words:
                    yield Paragraph(words, _KINDS.get(node.tag, "paragraph"))


def _parts(node: Any) -> list[str]:
    """The text of an element, parted where it breaks lines twice, holds paragraphs of its own or goes on behind one of
    them; a short quotation in a sentence (`<q>`) gets marks."""
    out = [node.text or ""]
    breaks = 0
    for child in node:
        breaks = breaks + 1 if child.tag == "lb" else 0
        tail = child.tail or ""
        if child.tag == "lb":
            out[-1] += " "
            if breaks > 1:
                out.append("")
        elif child.tag == "quote" and _is_inline(out[-1], tail):
            out[-1] += f"“{''.join(child.itertext()).strip()}”"
        else:
            first, *more = _parts(child)
            apart = child.tag in (*_PIECES, "list")
            if apart:
                out.append("")
            out[-1] += f" {first}" if apart or child.tag == "cell" else first
            out += more
            if apart and tail.strip():
                out.append("")
        out[-1] += tail
        breaks = 0 if tail.strip() else breaks
    return out


def _is_inline(before: str, behind: str) -> bool:
    """Whether the words of a quotation stand within a sentence."""
    opened = bool(before.strip()) and before.rstrip()[-1] not in ".!?:"
    return opened or behind.lstrip()[:1].islower()


def _way_back(draft: Draft, pieces: list[Paragraph], tree: HtmlElement) -> Iterator[Paragraph]:
    """Each paragraph with the path of the innermost element that holds it, looked for in page order."""
    root = tree.getroottree()
    places: dict[str, list[HtmlElement]] = {}
    for node in tree.iter(*_BLOCKS):
        places.setdefault(fold(_own_text(node))[:60], []).append(node)
    for paragraph in draft.paragraphs:
        piece = pieces[int(paragraph.origin)]
        node = _innermost(places.get(fold(piece.text)[:60], []))
        origin = root.getpath(node) if node is not None else "/html/body"
        kind = piece.kind if piece.kind != "paragraph" else paragraph.kind
        yield Paragraph(paragraph.text, kind, origin)


def _innermost(nodes: list[HtmlElement]) -> HtmlElement | None:
    """The innermost of the first nested group, taken off the list unless it is the last: a repeat gets the next one."""
    if not nodes:
        return None
    at = 0
    while at + 1 < len(nodes) and nodes[at] in nodes[at + 1].iterancestors():
        at += 1
    found = nodes[at]
    if at + 1 < len(nodes):
        del nodes[: at + 1]
    return found


def _own_text(node: HtmlElement) -> str:
    """The first 200 characters inside a block; enough to know it by."""
    out = ""
    for part in node.itertext():
        out += part
        if len(out) > 400:
            break
    return out


def _related(tree: HtmlElement, lexicon: Lexicon, base: str | None) -> tuple[Related, ...]:
    """Linked titles below a heading like "See also", or in a box that is named so."""
    boxes = list(tree.xpath(_RELATED_BOXES)[:10])
    for heading in tree.xpath("//h2|//h3|//h4|//h5|//strong|//p|//div[not(*)]|//span[not(*)]"):
        if (
            len(heading.text_content()) < 40
            and kind_of_short(one_line(heading.text_content()), lexicon) == "related_header"
        ):
            boxes.extend(heading.itersiblings("ul", "ol", "div", "section", "nav"))
    found: dict[str, Related] = {}
    for box in boxes:
        for link in box.iter("a"):
            title = one_line(link.text_content())
            if len(title.split()) >= 3 and len(found) < _MOST_RELATED:
                found.setdefault(fold(title), Related(title, join_url(base, link.get("href") or "")))
    return tuple(found.values())


def _foot(tree: HtmlElement) -> list[str]:
    nodes = tree.xpath("//footer") + tree.xpath(having("copyright", "footer"))
    texts = [one_line(node.text_content())[:600] for node in nodes[:10]]
    return [line for text in texts for line in [text[max(0, text.find("©")) :]] if line]


def _licence(tree: HtmlElement) -> str | None:
    names = [
        one_line(n.text_content()) or n.get("href", "")
        for n in tree.xpath("//a[@rel='license' or @rel='licence'] | //link[@rel='license']")[:1]
    ]
    return names[0] if names and names[0] else None
