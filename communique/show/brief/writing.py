"""The brief into a file, in the form that its ending names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from communique.errors import ExportError
from communique.show.brief.values import Brief

FORMS: Final = ("pdf", "docx", "html", "md")


def form_of(file: str) -> str:
    """'pdf', 'docx', 'html' or 'md', by the ending. Raises: ExportError."""
    ending = Path(file).suffix.lower().removeprefix(".")
    if ending not in FORMS:
        raise ExportError(f"{file}: a brief is written as {', '.join(f'.{form}' for form in FORMS)}")
    return ending


def render_brief(brief: Brief, form: str) -> bytes:
    """The brief in one of `FORMS`. Raises: ExportError when it cannot be set."""
    return _maker(form)(brief)


def _maker(form: str) -> Callable[[Brief], bytes]:
    if form == "pdf":
        from communique.show.brief.pdf import to_pdf

        return to_pdf
    if form == "docx":
        from communique.show.brief.word import to_docx

        return to_docx
    if form == "html":
        from communique.show.brief.webpage import to_html

        return lambda brief: to_html(brief).encode("utf-8")
    from communique.show.brief.markdown import to_markdown

    return lambda brief: to_markdown(brief).encode("utf-8")
