"""Draft and Paragraph: what a form of page yields, and how paragraphs become one text that knows its way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.record.document import Block, BlockKind, Published, Related

BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of the article and the page element it comes from (see `Block.origin`)."""

    text: str
    kind: BlockKind = "paragraph"
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a page holds, before caller's words win and the text is fixed. Every field may be absent."""

    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    sections: tuple[str, ...] = ()
    published: Published | None = None
    related: tuple[Related, ...] = ()
    licence: str | None = None


def join_paragraphs(paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[Block, ...]]:
    """The text, and one block for each paragraph; blocks cover the text but for the blank lines between them.

    >>> join_paragraphs([Paragraph("One.", origin="line 1"), Paragraph("Two.", origin="line 3")])[0]
    'One.\\n\\nTwo.'
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for paragraph in paragraphs:
        if not paragraph.text:
            continue
        at += len(BREAK) if parts else 0
        blocks.append(Block(at, at + len(paragraph.text), paragraph.kind, paragraph.origin))
        parts.append(paragraph.text)
        at += len(paragraph.text)
    return BREAK.join(parts), tuple(blocks)
