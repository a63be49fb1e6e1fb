"""The brief as PDF, and its pages as pictures; typst sets it, with the fonts that are inside typst."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

from communique.errors import ExportError
from communique.show.brief.timeline import draw_timeline
from communique.show.brief.values import Brief, Note
from communique.show.phrases import day
from communique.show.plain import plain

KICKER: Final = "Briefing from public sources"
_SHOWN: Final = 60


def to_pdf(brief: Brief) -> bytes:
    """The PDF (tagged, PDF 1.7). Raises: ExportError when typst cannot set it."""
    return _set(brief, "pdf")[0]


def timeline_png(svg: str) -> bytes:
    """The timeline as a PNG, for documents that hold no SVG. Raises: ExportError."""
    page = '#set page(width: 680pt, height: auto, margin: 0pt)\n#image("timeline.svg", width: 100%)'
    return _compile({"main.typ": page, "timeline.svg": svg}, "png", None)[0]


def _set(brief: Brief, as_: Literal["pdf", "png"]) -> list[bytes]:
    svg = draw_timeline(brief)
    template = files("communique.show.brief").joinpath("brief.typ").read_text(encoding="utf-8")
    sources = {"main.typ": template, "data.json": json.dumps(_data(brief, svg), ensure_ascii=False)}
    at = datetime.combine(brief.made_on, time(), UTC)
    return _compile(sources | ({"timeline.svg": svg} if svg else {}), as_, at)


def _compile(sources: dict[str, str], as_: Literal["pdf", "png"], at: datetime | None) -> list[bytes]:
    import typst

    with tempfile.TemporaryDirectory(prefix="communique-") as folder:
        for name, text in sources.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        try:
            compiler = typst.Compiler(str(Path(folder, "main.typ")), root=folder, ignore_system_fonts=True)
            made: Any = compiler.compile(format=as_, ppi=192, timestamp=at)
        except typst.TypstError as error:
            raise ExportError(f"the brief cannot be set: {error}") from error
    return made if isinstance(made, list) else [made]


def _data(brief: Brief, svg: str | None) -> dict[str, Any]:
    called: dict[Note, int] = {}

    def calls(notes: Iterable[Note]) -> list[dict[str, Any]]:
        out = []
        for note in notes:
            first = note not in called
            number = called.setdefault(note, len(called) + 1)
            out.append({"number": number, "first": first, **_note(note)})
        return out

    sections = [
        {
            "heading": section.heading, "remark": section.remark,
            "sentences": [
                {
                    "lead": sentence.lead, "notes": calls(sentence.notes),
                    "pieces": [{"text": plain(piece.text), "look": piece.look} for piece in sentence.pieces],
                }
                for sentence in section.sentences
            ],
            "promises": [
                {
                    "who": plain(row.who), "whom": plain(row.whom), "action": plain(row.action), "due": row.due,
                    "status": row.status, "is_overdue": row.is_overdue, "notes": calls(row.notes),
                }
                for row in section.promises
            ],
        }
        for section in brief.sections
    ]  # fmt: skip
    return {
        "kicker": KICKER, "title": brief.title, "period": brief.period[0].upper() + brief.period[1:],
        "as_of": brief.as_of,
        "made": day(brief.made_on), "imprint": plain(brief.imprint), "sections": sections, "timeline": svg is not None,
        "alt": "Timeline of encounters and of promises due",
    }  # fmt: skip


def _note(note: Note) -> dict[str, Any]:
    url = note.url if note.url and note.url.startswith(("http://", "https://")) else None
    shown = url.split("://", 1)[1].rstrip("/") if url else None
    if shown and len(shown) > _SHOWN:
        shown = shown[: _SHOWN - 1] + "…"
    return {"words": plain(note.words), "source": plain(note.source), "url": url, "shown": shown}
