"""What may be asked of a page: fields with a default, limits and a description, read by the web and its OpenAPI."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Final

# A cursor is the key of an entry, which fits into 63 bits.
MOST_CURSOR: Final = 2**63 - 1
MOST_WORDS: Final = 200


def asked(default: Any = None, says: str = "", *, low: int | None = None, high: int | None = None) -> Any:
    """A field of the query string. `low`, `high`: limits of a number, or `high` the longest text."""
    return field(default=default, metadata={"says": says, "low": low, "high": high})


def part(says: str) -> Any:
    """A field that stands in the path."""
    return field(metadata={"says": says, "low": None, "high": MOST_WORDS, "is_part": True})


def cursor() -> Any:
    """The field `after`: where the last answer ended."""
    return asked(None, "The cursor `next` of the answer before.", low=0, high=MOST_CURSOR)


def limit(default: int = 50) -> Any:
    return asked(default, "At most so many.", low=1, high=200)


def page_only(default: Any = ()) -> Any:
    """A field of a view that the HTML needs and the JSON leaves out."""
    return field(default=default, metadata={"page_only": True})
