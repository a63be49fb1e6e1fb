"""Words of a page made safe to show: nothing in them can steer a terminal or turn the reading order."""

from __future__ import annotations

import re
from typing import Final

# C0 and C1 controls (escape sequences), marks and overrides of direction, line and paragraph separators, tags.
# Source: Unicode 16, general categories Cc and Cf; UAX #9 for the bidirectional controls.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200e\u200f\u2028-\u202e\u2061-\u206f\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_INVISIBLE: Final = re.compile("[\xad\u200b\u2060\ufeff]")
_WHITE: Final = re.compile(r"[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
SIGN: Final = "\ufffd"


def plain(text: str) -> str:
    """The text on one line; what could steer a terminal is replaced by U+FFFD, invisible signs are left out.

    >>> plain("peace\\x1b[2Jtalks\\nnow")
    'peace�[2Jtalks now'
    """
    return _UNSAFE.sub(SIGN, _INVISIBLE.sub("", _WHITE.sub(" ", text)))


def plain_json(line: str) -> str:
    r"""The same JSON with such characters escaped (\uXXXX), for a terminal; the value stays what it was."""
    return _UNSAFE.sub(_escape, line)


def _escape(match: re.Match[str]) -> str:
    if match[0] == "\n":  # between the lines of an indented object, never inside a string
        return "\n"
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
