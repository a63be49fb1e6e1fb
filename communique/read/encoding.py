"""bytes -> str: which encoding a page is really in, whatever it declares."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import islice

from communique.record.outcome import Reason

_MAGIC = (
    (b"%PDF", "a PDF file: extract its text first, e.g. with pdftotext"),
    (b"PK\x03\x04", "a ZIP file or an office document: unpack it or save it as text first"),
    (b"\x1f\x8b", "a gzip file: unpack it first"),
    (b"BZh", "a bzip2 file: unpack it first"),
    (b"\xfd7zXZ", "an xz file: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file: unpack it first"),
    (b"7z\xbc\xaf", "a 7z file: unpack it first"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a media file"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
    (b"\xd0\xcf\x11\xe0", "an old office document: save it as text first"),
    (b"{\\rtf", "a rich text (RTF) document: save it as plain text first"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_LATIN1 = {"iso8859-1", "latin-1", "ascii", "us-ascii"}
_SNIFF = 100_000
_LOOK_AT = 1_000_000
# Source: own trials; English prose in the right encoding has none of these, in a wrong one at least one in ten.
_IMPLAUSIBLE = 0.02
_RUN_OF_HIGH_LATIN = re.compile("[\u00c0-\u00ff]{4,}")
_MIXED_WORD = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")


def decode(data: bytes, told: str | None = None) -> str | tuple[Reason, str]:
    """The text of a page, or why it has none: (Reason.BINARY | Reason.ENCODING, detail).

    `told`: the encoding that came with the page, e.g. in its HTTP headers; believed where the bytes agree.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return Reason.BINARY, what
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _try(data[len(bom) :], encoding)
            if text is None and encoding == "utf-8":
                break
            return text if text is not None else (Reason.ENCODING, f"marked as {encoding}, but is not")
    head = data[:_SNIFF]
    if b"\0" in head or len(head.translate(None, _CONTROLS)) < 0.99 * len(head):
        return _decode_wide(data)
    return _decode_text(data, told)


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page's own markup names, as Python calls it; None when it names none that exists."""
    match = _DECLARED.search(data, 0, 4096)
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    return "cp1252" if name in _LATIN1 else name


def _decode_wide(data: bytes) -> str | tuple[Reason, str]:
    """Two-byte text without a mark has its NULs on one side only; anything else with NULs is no text."""
    head = data[: _SNIFF - _SNIFF % 2]
    half = max(1, len(head) // 2)
    for encoding, nul in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        other = head[0::2] if encoding == "utf-16-le" else head[1::2]
        if nul.count(0) > 0.7 * half and other.count(0) < 0.02 * half:
            text = _try(data, encoding)
            if text is not None:
                return text
    return Reason.BINARY, "bytes that are no text"


def _decode_text(data: bytes, told: str | None) -> str | tuple[Reason, str]:
    text = _try(data, "utf-8")
    if text is None:
        text = _mostly_utf8(data)
    if text is not None:
        return text
    declared = declared_charset(data)
    for encoding in (told, declared, "cp1252", _detect(data)):
        text = _try(data, encoding) if encoding else None
        if text is not None and _is_plausible(text):
            return text
    said = f" (the page says {declared})" if declared else ""
    return Reason.ENCODING, f"no encoding fits these bytes{said}: save the page as UTF-8"


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few stray bytes (a cut end, a pasted Windows quotation mark), these read as Windows-1252."""
    stray = sum(1 for _ in islice(_STRAY.finditer(data.decode("utf-8", "surrogateescape")), 4))
    if stray > 3:
        return None
    lenient = data.decode("utf-8", "communique-stray")
    good = sum(c > "\x7f" for c in lenient)
    return lenient if good >= 4 * stray else None


_STRAY = re.compile("[\udc80-\udcff]")


def _read_stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "ignore"), error.end


codecs.register_error("communique-stray", _read_stray)


def _detect(data: bytes) -> str | None:
    """The encoding under which the bytes read like some language; one that merely decodes does not count."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SNIFF]).best()
    return best.encoding if best is not None and best.coherence > 0 else None


def _is_plausible(text: str) -> bool:
    text = text[:_LOOK_AT]
    high = [c for c in text if c > "\x7f"]
    if not high:
        return True
    bad = sum("\x80" <= c < "\xa0" or "\u2500" <= c < "\u25a0" or unicodedata.category(c) in ("Co", "Cn") for c in high)
    bad += sum(len(m) for m in _RUN_OF_HIGH_LATIN.findall(text)) + len(_MIXED_WORD.findall(text))
    return bad <= _IMPLAUSIBLE * len(high)
