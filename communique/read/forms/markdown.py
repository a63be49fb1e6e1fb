"""Markdown, with or without front matter -> Draft: light markup goes, every word stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from communique.lexicon.load import Lexicon
from communique.read.blocks import Draft, Paragraph
from communique.read.boilerplate import Line, classify
from communique.read.forms.pasted import draft_of, split_lines
from communique.read.headers import find_dates
from communique.read.normalise import fold
from communique.record.document import BlockKind, Published

_FRONT = re.compile(r"\A\s*---[ ]*\n((?:[^\n]*\n){0,60}?)(?:---|\.\.\.)[ ]*(?:\n|\Z)")
_UNCLOSED = re.compile(r"\A\s*---[ ]*\n((?:[A-Za-z_]{1,30}:[ ][^\n]*\n){1,60})")
_KEY = re.compile(r"^([A-Za-z_][\w -]{0,30}):(?:\s+(.*))?$")
_ITEM = re.compile(r"^\s*-\s+(.+)$")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)"
)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]+?)(?<=[^\s*])\1(?![\w*])")
_UNDERLINE = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]+?)(?<=[^\s_])\1(?![\w_])")
_CODE = re.compile(r"`([^`\n]+)`")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|br|p|sup|sub|span|div|small|a)(?:\s[^<>\n]*)?/?>", re.I)
_MARK = re.compile(r"[\[<`*_\\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_QUOTE = re.compile(r"^(?:>\s?)+")
_BULLET = re.compile(r"^[-*+]\s+(?=\S)")
_RULE = re.compile(r"^(?:\\|(?:[-*_=]\s*){3,})$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a Markdown body; values as written, quotes taken off. Lists are parted by newlines."""

    values: dict[str, str]
    body: str
    lines: int

    def get(self, *keys: str) -> str | None:
        return next((self.values[k] for k in keys if self.values.get(k)), None)


def split_front_matter(text: str) -> FrontMatter | None:
    """Front matter and body, or None when the text does not open with a `---` line and `key: value` lines."""
    head = _head_of(text)
    if head is None:
        return None
    values: dict[str, str] = {}
    key = ""
    for line in head[0].splitlines():
        if found := _KEY.match(line):
            key = found.group(1).strip().lower()
            values[key] = _unquote(found.group(2) or "")
        elif key and (item := _ITEM.match(line)):
            values[key] = "\n".join(filter(None, [values[key], _unquote(item.group(1))]))
    if not values:
        return None
    return FrontMatter(values, text[head[1] :], text.count("\n", 0, head[1]))


def _head_of(text: str) -> tuple[str, int] | None:
    """The front matter's lines and where the body begins; an unclosed block ends with its last `key: value`."""
    if match := _FRONT.match(text):
        return match.group(1), match.end()
    if match := _UNCLOSED.match(text):
        return match.group(1), match.end()
    return None


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace('\\"', '"').replace("\\\\", "\\") if value[0] == '"' else inner.replace("''", "'")
    if value.startswith("[") and value.endswith("]"):
        return "\n".join(_unquote(v) for v in value[1:-1].split(",") if v.strip())
    return value


def read_markdown(text: str, lexicon: Lexicon, *, title: str | None = None) -> Draft:
    """The draft of Markdown. Under front matter the body is taken as its writer set it apart."""
    front = split_front_matter(text)
    meta = front or FrontMatter({}, text, 0)
    title = title or _headline(meta.get("title", "headline"))
    marked = [_plain(line) for line in split_lines(_soften(meta.body), lexicon)]
    title, marked = _take_title(title, [m for m in marked if m[0].text])
    kinds = {line.origin: kind for line, kind in marked}
    known = front is not None and title is not None
    lines = classify([line for line, _ in marked], lexicon, title=title, clean_head=not known)
    draft = draft_of(lines, lexicon, title=title)
    return Draft(
        paragraphs=tuple(_renumber(p, kinds[p.origin], meta.lines) for p in draft.paragraphs),
        title=title or draft.title,
        url=meta.get("url", "link", "canonical", "source_url"),
        outlet=meta.get("outlet", "source", "site", "publisher") or draft.outlet,
        byline=_joined(meta.get("author", "authors", "byline")) or draft.byline,
        sections=_listed(meta.get("sections", "section", "categories", "category")) or draft.sections,
        published=_published(meta.get("published", "date", "published_on"), lexicon) or draft.published,
        related=draft.related,
        licence=meta.get("licence", "license"),
    )


def _headline(value: str | None) -> str | None:
    """A headline that came through HTML has its references (`&#8217;`) resolved; one without a letter is none."""
    words = unescape(value or "")
    return words if any(sign.isalpha() for sign in words) else None


def _soften(body: str) -> str:
    """Hard breaks and thematic breaks become what they mean: a new line, a new paragraph."""
    lines: list[str] = []
    for line in body.split("\n"):
        bare = line.strip()
        if _RULE.match(bare) and not (set(bare) <= set("=-") and lines and lines[-1].strip() and len(bare) < 3):
            lines.append("")
        else:
            lines.append(line.removesuffix("\\") if line.endswith("\\") else line)
    return "\n".join(lines)


def _plain(line: Line) -> tuple[Line, BlockKind]:
    text, kind = line.text, "paragraph"
    if heading := _HEADING.match(text):
        text, kind = heading.group(2), "heading"
    elif _QUOTE.match(text):
        text, kind = _QUOTE.sub("", text), "quotation"
    elif _BULLET.match(text):
        text, kind = _BULLET.sub("", text), "list_item"
    return Line(strip_marks(text), line.origin), kind  # type: ignore[return-value]


def strip_marks(text: str) -> str:
    """The words of a line of Markdown.

    >>> strip_marks("**Baku** and [Minsk](https://example.org/a_(b)) *agreed*, 5 * 3 = 15")
    'Baku and Minsk agreed, 5 * 3 = 15'
    """
    if _MARK.search(text) is None:
        return " ".join(text.split())
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _TAG.sub("", _CODE.sub(r"\1", _AUTOLINK.sub(r"\1", text)))
    for _ in range(2):
        text = _UNDERLINE.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def _take_title(
    title: str | None, marked: list[tuple[Line, BlockKind]]
) -> tuple[str | None, list[tuple[Line, BlockKind]]]:
    """A heading on top is the title, if it is not known or is the same."""
    if marked and marked[0][1] == "heading" and (title is None or fold(marked[0][0].text) == fold(title)):
        return title or marked[0][0].text, marked[1:]
    return title, marked


def _renumber(paragraph: Paragraph, kind: BlockKind, above: int) -> Paragraph:
    number = int(paragraph.origin.removeprefix("line ")) + above
    return Paragraph(paragraph.text, kind if kind != "paragraph" else paragraph.kind, f"line {number}")


def _published(value: str | None, lexicon: Lexicon) -> Published | None:
    dates = find_dates(value or "", lexicon.page)
    return Published(dates[0].on.isoformat(), "metadata", words=value) if dates else None


def _listed(value: str | None) -> tuple[str, ...]:
    return tuple(item.strip() for item in (value or "").replace(",", "\n").split("\n") if item.strip())


def _joined(value: str | None) -> str | None:
    return ", ".join(value.split("\n")) if value else None
