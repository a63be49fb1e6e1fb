"""XML as it comes -> a tree, in time and memory that grow with its size only.

No entity of the document's own is ever expanded and nothing is fetched for it. Malformed XML is repaired.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

# A sitemap of 50,000 addresses, as many as the protocol allows, has some 500,000.
MOST_TAGS = 600_000
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_NAMES = ("amp", "lt", "gt", "quot", "apos")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOT = re.compile(r"<([A-Za-z][\w.:-]{0,60})")


def root_name(text: str) -> str | None:
    """The local name of the first element, in lower case; declaration, document type and comments are passed over.

    >>> root_name('<?xml version="1.0"?><!-- a --><rdf:RDF>')
    'rdf'
    """
    match = _ROOT.search(_without_comments(without_doctype(text[:20_000])))
    return match.group(1).rpartition(":")[2].lower() if match else None


def parse_xml(text: str) -> Any | None:
    """The root element; None when there is none, or too many tags. Only the entities of HTML are known."""
    from lxml import etree

    plain = _DECLARATION.sub("", without_doctype(text), count=1).lstrip()
    plain = _NO_XML.sub("", _NAMED.sub(_character, plain))
    if plain.count("<") > MOST_TAGS:
        return None
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(plain.encode("utf-8", "ignore"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def without_doctype(text: str) -> str:
    """The text without its document type and all that is declared there."""
    start = text[:20_000].lower().find("<!doctype")
    if start < 0:
        return text
    close, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < close:
        end = text.find("]", subset)
        close = text.find(">", end) if end >= 0 else -1
    return text[:start] + (text[close + 1 :] if close >= 0 else "")


def local_name(element: Any) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _character(match: re.Match[str]) -> str:
    name = match.group(1)
    return match.group() if name in _XML_NAMES else html5.get(f"{name};", match.group())


def _without_comments(text: str) -> str:
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        pieces.append(text[at:start])
        end = text.find("-->", start)
        at = end + 3 if end >= 0 else len(text)
    return "".join(pieces) + text[at:]
