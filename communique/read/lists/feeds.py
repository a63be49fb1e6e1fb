"""RSS, Atom and JSON feeds; the only file that knows the feed library, which gets small, well-formed XML alone."""

from __future__ import annotations

import calendar
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from communique.read.lists.listed import MOST_ITEMS, Entry, Found, check_entries, plain_title
from communique.read.lists.trees import local_name, parse_xml

ROOTS = ("rss", "feed", "rdf", "channel")
_ENTRIES = ("item", "entry")
# What the library has been seen to raise on feeds, or may by its code: it was not written for what comes here.
_BREAKS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError)
# What is asked of an entry; its body above all is not read here, so the feed library need not see it.
_PARTS = (
    "title", "link", "id", "guid", "origlink", "pubdate", "published", "updated", "date", "issued", "modified",
    "created",
)  # fmt: skip
_MOST_TEXT, _MOST_PARTS = 5000, 50


def read_feed(text: str, url: str, now: datetime) -> Found | None:
    """The entries of an RSS or Atom feed; None when the XML cannot be repaired into one."""
    whole = _without_cut_entry(text)
    root = parse_xml(whole)
    if root is None or local_name(root) not in ROOTS:
        return None
    more = _prune(root)
    broken = int(whole != text)
    told = _parse(root, url)
    entries = list(_entries(told.entries)) if told is not None else []
    if told is None:  # the library trips over an entry: each on its own then
        for alone in _alone(root):
            single = _parse(alone, url)
            entries += list(_entries(single.entries)) if single is not None else []
            broken += single is None
    items, notes = check_entries(entries, url, now)
    if broken:
        notes = (*notes, f"{broken} broken or cut off: left out")
    if more:
        notes = (*notes, f"more than {MOST_ITEMS} entries: {more} are left out")
    return Found("feed", items, plain_title(told.feed.get("title")) if told is not None else None, notes)


def _without_cut_entry(text: str) -> str:
    """The feed without its last entry where that does not end, as its address may not either."""
    opened, closed = (max(text.rfind(f"{edge}{name}") for name in _ENTRIES) for edge in ("<", "</"))
    return text[:opened] if 0 <= closed < opened or (opened >= 0 and closed < 0) else text


def _parse(root: Any, url: str) -> Any | None:
    """What the feed library makes of a tree; None when it breaks on it."""
    import feedparser

    try:
        return feedparser.parse(
            io.BytesIO(_bytes(root)),
            response_headers={"content-location": url, "content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _BREAKS:
        return None


def _alone(root: Any) -> Iterator[Any]:
    """The feed with one entry at a time."""
    entries = [
        part for holder in [root, *root.findall("{*}channel")] for part in holder if local_name(part) in _ENTRIES
    ]
    places = [(entry.getparent(), entry) for entry in entries]
    for holder, entry in places:
        holder.remove(entry)
    for holder, entry in places:
        holder.append(entry)
        yield root
        holder.remove(entry)


def read_json_feed(text: str, url: str, now: datetime) -> Found | None:
    """The items of a JSON Feed (jsonfeed.org, version 1 and 1.1); None when it is none."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return None
    items = tree.get("items") if isinstance(tree, dict) else None
    if not isinstance(items, list):
        return None
    entries = [entry for item in items if isinstance(item, dict) if (entry := _json_entry(item)) is not None]
    listed, notes = check_entries(entries, url, now)
    title = tree.get("title")
    return Found("feed", listed, plain_title(title) if isinstance(title, str) else None, notes)


def _prune(root: Any) -> int:
    """Keeps the title, the first entries and of each what is asked of it; how many entries went."""
    count = 0
    for holder in [root, *root.findall("{*}channel")]:
        for part in list(holder):
            name = local_name(part)
            count += name in _ENTRIES
            if name in _ENTRIES and count <= MOST_ITEMS:
                _prune_entry(part)
            elif name not in ("title", "link", "channel") or not _is_short(part):
                holder.remove(part)
    return max(0, count - MOST_ITEMS)


def _prune_entry(entry: Any) -> None:
    wanted = 0
    for part in list(entry):
        wanted += local_name(part) in _PARTS
        if local_name(part) not in _PARTS or wanted > _MOST_PARTS or not _is_short(part):
            entry.remove(part)


def _is_short(part: Any) -> bool:
    return local_name(part) == "channel" or (
        len(part) <= _MOST_PARTS and sum(len(t) for t in islice(part.itertext(), _MOST_PARTS)) <= _MOST_TEXT
    )


def _bytes(root: Any) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _entries(entries: list[Any]) -> Iterator[Entry]:
    for entry in entries:
        link = entry.get("feedburner_origlink") or entry.get("link")
        if not link and entry.get("guidislink", "id" in entry):
            link = entry.get("id")
        # "updated" is asked only where nothing is published: the library answers one for the other.
        moment = entry.get("published_parsed") if "published_parsed" in entry else entry.get("updated_parsed")
        yield Entry(str(link or ""), entry.get("title"), _instant(moment))


def _instant(moment: Any) -> datetime | None:
    if moment is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _json_entry(item: dict[str, Any]) -> Entry | None:
    link = item.get("url") or item.get("external_url") or item.get("id")
    title, day = item.get("title"), item.get("date_published") or item.get("date_modified")
    if not isinstance(link, str):
        return None
    return Entry(link, title if isinstance(title, str) else None, parse_instant(day) if isinstance(day, str) else None)


def parse_instant(word: str) -> datetime | None:
    """The UTC instant of an ISO 8601 date or moment; without a zone it counts as UTC. None when it is none."""
    try:
        moment = datetime.fromisoformat(word.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
