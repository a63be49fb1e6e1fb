"""Formula injection: words of a page that a spreadsheet would run are made plain text."""

from __future__ import annotations

from typing import Final

# What makes a cell a formula or a link to a program. Source: OWASP, CSV Injection; the full-width signs are
# taken as their plain ones by Excel in East Asian locales.
_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def is_dangerous(cell: str) -> bool:
    """True for a text that a spreadsheet may take for a formula; leading spaces do not save it.

    >>> is_dangerous('=HYPERLINK("http://x")'), is_dangerous(" +1"), is_dangerous("peace = hope")
    (True, True, False)
    """
    return cell.startswith(_BEGINS) or cell.lstrip(" \u00a0").startswith(_BEGINS)


def guard(cell: str) -> str:
    """The text with an apostrophe in front when it is dangerous, which spreadsheets hide and read as "text".

    >>> guard("=1+1"), guard("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{cell}" if is_dangerous(cell) else cell
