"""One spelling for white space and code points. A text is normalised once; doing it again changes nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LINE_ENDS = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Spaces that are no single plain one: to put one for one takes longest of all.
_SPACES = re.compile(r" [^\S\n]+|[^\S\n ][^\S\n]*")
_ODD = re.compile(
    r"[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0400-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]"
)


def normalise(text: str) -> str:
    """NFC text with plain spaces and "\\n" line ends, without control, zero-width, soft-hyphen or surrogate characters.

    >>> normalise("co\\u00adop\\u200beration\\u00a0 \\r\\nnow")
    'cooperation \\nnow'
    """
    if not text.replace("\n", "").isprintable():  # nothing but letters, signs and plain spaces most of the time
        text = _LINE_ENDS.sub("\n", text)
        text = _ODD.sub(lambda m: _plain(m.group()), text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


@cache
def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Zs" or char in "\t\x1f":
        return " "
    if category in ("Cc", "Cf", "Cs") or ord(char) & 0xFFFE == 0xFFFE:
        return ""
    return char


def one_line(text: str) -> str:
    """Normalised text with every run of white space as one space.

    >>> one_line(" a\\n\\n b ")
    'a b'
    """
    plain = text if text.isascii() and text.isprintable() else normalise(text)
    return " ".join(plain.split())


def fold(text: str) -> str:
    """Letters and digits only, case folded: for asking whether two wordings are the same.

    >>> fold("“Cargo” – Line!") == fold("cargo line")
    True
    """
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def to_lower(text: str) -> str:
    """Lower case, without the dot above that `str.lower` leaves of a Turkish capital.

    >>> to_lower("İlgili Haberler") == "ilgili haberler"
    True
    """
    return text.lower().replace("i\u0307", "i")
