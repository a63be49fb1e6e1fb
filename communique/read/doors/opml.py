"""Lists of feeds as OPML, in and out (source: OPML 2.0, opml.org)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from communique.errors import InputError

MOST_BYTES: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in such a list."""

    address: str
    title: str | None = None
    page: str | None = None


def read_opml(data: bytes, name: str) -> list[Outline]:
    """The feeds of a list, each address once. Raises: InputError when it is no OPML."""
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise InputError(f"{name}: {len(data):,} bytes; a list of feeds has at most {MOST_BYTES:,}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: not XML: {error}") from error
    if not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise InputError(f"{name}: not OPML: it begins with <{root.tag}>")
    found: dict[str, Outline] = {}
    for element in root.iter("outline"):
        told = {str(key).lower(): str(value).strip() for key, value in element.attrib.items()}
        address = told.get("xmlurl", "")
        if address.startswith(("http://", "https://")):
            title = told.get("title") or told.get("text") or None
            found.setdefault(address, Outline(address, title, told.get("htmlurl") or None))
    return list(found.values())


def write_opml(feeds: Iterable[Outline]) -> str:
    """The list as OPML 2.0."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "communique"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        title = feed.title or feed.address
        element = etree.SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=feed.address)
        if feed.page:
            element.set("htmlUrl", feed.page)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written.decode("utf-8")
