"""Ids made from content: same input, same id, on every machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from hashlib import blake2b

# Latin letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)


def make_id(prefix: str, *parts: str) -> str:
    """`prefix-` and twelve hex digits of the parts' digest.

    >>> make_id("s", "he said", "yes") == make_id("s", "he said", "yes") != make_id("s", "he saidyes")
    True
    """
    digest = blake2b("\x1f".join(parts).encode("utf-8"), digest_size=6).hexdigest()
    return f"{prefix}-{digest}"


def make_slug(name: str) -> str:
    """A readable id for a name, ASCII and lower case.

    >>> make_slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    """
    latin = name.lower().translate(_UNDECOMPOSED)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or make_id("actor", name)


def number_repeats() -> Callable[[str], str]:
    """A function that leaves the first use of an id alone and marks later ones `-2`, `-3`, in order of calls."""
    seen: dict[str, int] = {}

    def once(id_: str) -> str:
        seen[id_] = seen.get(id_, 0) + 1
        return id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}"

    return once
