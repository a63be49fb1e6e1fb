"""The brief as a Word document with footnotes of Word's own.

python-docx knows no footnotes: their part is written here, and a footnote called twice is a cross-reference by number.

Source: ECMA-376, 17.11 (footnotes).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any, Final
from xml.sax.saxutils import escape

from communique.show.brief.pdf import KICKER, timeline_png
from communique.show.brief.timeline import draw_timeline
from communique.show.brief.values import Brief, Note, Piece, Promise
from communique.show.phrases import day
from communique.show.plain import plain

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_INK, _GREY, _ALARM = "1F3A5F", "595959", "9B1C1C"
_SEPARATORS: Final = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_docx(brief: Brief) -> bytes:
    """The document, in the styles of Word's own default template."""
    return _Document(brief).save()


class _Document:
    """One document in the making."""

    def __init__(self, brief: Brief) -> None:
        from docx import Document
        from docx.shared import Cm, Pt

        self._cm, self._pt = Cm, Pt
        self._brief = brief
        self._numbers: dict[Note, int] = {}
        self._document: Any = Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)
        section.top_margin = section.bottom_margin = Cm(2.3)
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = "Cambria", Pt(10.5)
        normal.paragraph_format.space_after = Pt(4)

    def save(self) -> bytes:
        self._head()
        for section in self._brief.sections:
            self._heading(section.heading)
            for sentence in section.sentences:
                self._sentence(sentence.lead, sentence.pieces, sentence.notes)
            if section.promises:
                self._table(section.promises)
            if section.remark:
                self._run(self._document.add_paragraph(), section.remark, italic=True, color=_GREY)
        self._run(self._document.add_paragraph(), self._brief.imprint, size=8, color=_GREY)
        self._add_footnotes()
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _head(self) -> None:
        brief = self._brief
        core = self._document.core_properties
        core.title, core.author, core.comments = plain(brief.title), "communique", plain(brief.period)
        core.created = core.modified = datetime.combine(brief.made_on, time(), UTC)
        self._run(
            self._document.add_paragraph(), f"{KICKER}, {day(brief.made_on)}", size=9, color=_GREY, small_caps=True
        )
        title = self._document.add_paragraph()
        title.paragraph_format.space_after = self._pt(0)
        self._run(title, brief.title, size=23, color=_INK)
        period = brief.period[0].upper() + brief.period[1:]
        self._run(self._document.add_paragraph(), f"{period}, as of {brief.as_of}", size=11, italic=True, color=_GREY)
        footer = self._document.sections[0].footer.paragraphs[0]
        self._run(footer, f"{brief.title}, as of {brief.as_of}", size=8, color=_GREY)
        if svg := draw_timeline(brief):
            picture = self._document.add_picture(io.BytesIO(timeline_png(svg)), width=self._cm(16.2))
            picture._inline.docPr.set("descr", "Timeline of encounters and of promises due")

    def _heading(self, words: str) -> None:
        paragraph = self._document.add_heading(level=1)
        self._run(paragraph, words, size=13, color=_INK, small_caps=True, bold=False)

    def _sentence(self, lead: str | None, pieces: Iterable[Piece], notes: Iterable[Note]) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = self._cm(3.2)
        paragraph.paragraph_format.first_line_indent = self._cm(-3.2)
        paragraph.paragraph_format.tab_stops.add_tab_stop(self._cm(3.2))
        self._run(paragraph, lead or "", size=9, color=_GREY)
        paragraph.add_run("\t")
        for piece in pieces:
            self._run(paragraph, piece.text, italic=piece.look == "words", bold=piece.look in ("strong", "alarm"))
        self._calls(paragraph, notes)

    def _table(self, promises: Iterable[Promise]) -> None:
        heads = ("Who, to whom", "What, in the words of the source", "Due", "How it stands")
        widths = (3.2, 7.6, 2.7, 2.7)
        table = self._document.add_table(rows=1, cols=4, style="Table Grid")
        for cell, words in zip(table.rows[0].cells, heads, strict=True):
            self._run(cell.paragraphs[0], words, size=9, color=_GREY, small_caps=True)
        for row in promises:
            who, what, due, status = (cell.paragraphs[0] for cell in table.add_row().cells)
            self._run(who, row.who, bold=True)
            self._run(who, f" to {row.whom}" if row.whom else "")
            self._run(what, f"“{row.action}”", italic=True)
            self._calls(what, row.notes)
            self._run(due, row.due, color=_ALARM if row.is_overdue else None, bold=row.is_overdue)
            self._run(status, row.status)
        for line in table.rows:
            for cell, width in zip(line.cells, widths, strict=True):
                cell.width = self._cm(width)

    def _run(
        self, paragraph: Any, words: str, *, size: float | None = None, color: str | None = None, italic: bool = False,
        bold: bool | None = None, small_caps: bool = False,
    ) -> None:  # fmt: skip
        from docx.shared import RGBColor

        if not words:
            return
        run = paragraph.add_run(plain(words))
        run.italic, run.bold, run.font.small_caps = italic or None, bold, small_caps or None
        if size:
            run.font.size = self._pt(size)
        if color:
            run.font.color.rgb = RGBColor.from_string(color)

    def _calls(self, paragraph: Any, notes: Iterable[Note]) -> None:
        """A footnote at its first call; its number, raised, at the others."""
        from docx.oxml import parse_xml

        for place, note in enumerate(notes):
            if place:
                paragraph.add_run(", ").font.superscript = True
            if note in self._numbers:
                paragraph.add_run(str(self._numbers[note])).font.superscript = True
                continue
            number = self._numbers[note] = len(self._numbers) + 1
            paragraph._p.append(parse_xml(
                f'<w:r xmlns:w="{_W}"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{number}"/></w:r>'
            ))  # fmt: skip

    def _add_footnotes(self) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        notes = "".join(_footnote(note, number) for note, number in self._numbers.items())
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        xml = f'{head}<w:footnotes xmlns:w="{_W}">{_SEPARATORS}{notes}</w:footnotes>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode("utf-8"), self._document.part.package)
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        self._document.part.relate_to(part, relation)


def _footnote(note: Note, number: int) -> str:
    url = f", {note.url}" if note.url else ""
    words = escape(_XML.sub("", plain(f"“{note.words}” {note.source}, characters {note.start}–{note.end}{url}.")))
    size = '<w:sz w:val="16"/>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
        f'<w:r><w:rPr>{size}<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr>{size}</w:rPr><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>'
    )
