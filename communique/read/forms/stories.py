"""JSON and JSON Lines articles (`title, url, outlet, published, text`) -> Pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.read.normalise import normalise
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal

STORY = "text/vnd.communique.story"
"""Media type of a text that a program has set apart already: its beginning is the article's."""

_TEXT = ("text", "body", "content", "maintext")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url"),
    "outlet": ("outlet", "sitename", "source", "publisher"),
    "published": ("published", "date", "date_publish", "published_at"),
    "licence": ("licence", "license"),
}


def pages_of_json(name: str, data: bytes) -> Iterator[Page | Refusal]:
    """The pages of a JSON document: one article, a list of articles, or {"articles": [...]}."""
    tree = _load(data)
    if isinstance(tree, _Bad):
        yield Refusal(name, "open", Reason.MALFORMED, tree.why)
        return
    if isinstance(tree, dict) and isinstance(tree.get("articles"), list):
        tree = tree["articles"]
    if not isinstance(tree, list):
        yield _page(name, tree)
        return
    if not tree:
        yield Refusal(name, "open", Reason.EMPTY, "an empty list of articles")
    for number, story in enumerate(tree, start=1):
        yield _page(f"{name}#{number}", story)


def pages_of_lines(name: str, lines: Iterable[bytes | None], *, first: int = 1) -> Iterator[Page | Refusal]:
    """The pages of JSON Lines; a bad line refuses itself only. A line of None was too long to be held.

    `first`: number of the first line, when these are the later lines of a file.
    """
    number = 0
    seen = first > 1
    for number, line in enumerate(lines, start=first):
        if line is not None and not line.strip():
            continue
        seen = True
        where = f"{name}#{number}"
        if line is None:
            yield Refusal(where, "open", Reason.TOO_LARGE, "the line is longer than a page may be")
            continue
        tree = _load(line)
        yield Refusal(where, "open", Reason.MALFORMED, tree.why) if isinstance(tree, _Bad) else _page(where, tree)
    if not seen:
        yield Refusal(name, "open", Reason.EMPTY, "no lines" if not number else "only empty lines")


def looks_like_lines(data: bytes) -> bool:
    """Whether the first line alone is a JSON object and more follows."""
    first, _, rest = data.strip().partition(b"\n")
    return bool(rest.strip()) and isinstance(_load(first), dict)


class _Bad:
    """Not JSON, and why."""

    def __init__(self, why: str) -> None:
        self.why = why


def _load(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _Bad("JSON must be UTF-8")
    except json.JSONDecodeError as error:
        return _Bad(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}")
    except (ValueError, RecursionError) as error:
        return _Bad(f"not JSON that can be read: {error}")


def _page(name: str, story: Any) -> Page | Refusal:
    if isinstance(story, dict) and isinstance(story.get("article"), dict):
        story = story["article"]
    if not isinstance(story, dict):
        return Refusal(
            name, "open", Reason.MALFORMED, f"expected an object with a 'text', found {type(story).__name__}"
        )
    fields: dict[str, Any] = {field: _string(story, keys) for field, keys in _FIELDS.items()}
    text = next((story[k] for k in _TEXT if isinstance(story.get(k), str)), None)
    if text is None:
        return Refusal(name, "open", Reason.MALFORMED, "the object has no 'text' string", fields["url"])
    return Page(name, normalise(text).encode("utf-8"), STORY, **fields)


def _string(story: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """The first string under one of the keys; a `published` as {"value": ...} gives its value."""
    for key in keys:
        value = story.get(key)
        if isinstance(value, dict):
            value = value.get("value") or value.get("name")
        if isinstance(value, str) and value.strip():
            return normalise(value).strip()
    return None
