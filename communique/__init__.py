"""communique reads diplomatic news and keeps the record, every fact tied to the exact words it rests on.

Begin here: `read(text)` for one article, `Desk().read(inputs)` for many, `open(place)` for an archive that keeps them
and answers questions. Everything else that a caller meets is a record type (`Reading`, `Refusal`, `Statement`, ...),
described field by field in `docs/record.md`.

Names are loaded at first use, so that `import communique` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from communique.desk.archive import ArchiveDesk
    from communique.desk.documents import Desk
    from communique.errors import CommuniqueError
    from communique.record.codec import from_json, to_dict, to_json
    from communique.record.document import Article, Page, Published
    from communique.record.finding import Actor, Commitment, Doubt, Event, Occasion, Relation, Statement, Time, When
    from communique.record.outcome import Reading, Reason, Refusal
    from communique.record.text import Evidence, Span
    from communique.settings import Settings
    from communique.show.frames import to_frame
    from communique.show.notebook import to_html

_HOMES = {
    "communique.desk.archive": ("ArchiveDesk",),
    "communique.desk.documents": ("Desk",),
    "communique.errors": ("CommuniqueError",),
    "communique.record.codec": ("from_json", "to_dict", "to_json"),
    "communique.record.document": ("Article", "Page", "Published"),
    "communique.record.finding": (
        "Actor", "Commitment", "Doubt", "Event", "Occasion", "Relation", "Statement", "Time", "When",
    ),
    "communique.record.outcome": ("Reading", "Reason", "Refusal"),
    "communique.record.text": ("Evidence", "Span"),
    "communique.settings": ("Settings",),
    "communique.show.frames": ("to_frame",),
    "communique.show.notebook": ("to_html",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Actor", "ArchiveDesk", "Article", "Commitment", "CommuniqueError", "Desk", "Doubt", "Event", "Evidence",
    "Occasion", "Page", "Published", "Reading", "Reason", "Refusal", "Relation", "Settings", "Span", "Statement",
    "Time", "When", "__version__", "from_json", "open", "read", "to_dict", "to_frame", "to_html", "to_json",
]  # fmt: skip


def read(
    source: str | bytes | Path, *, published: str | None = None, outlet: str | None = None, title: str | None = None
) -> Reading | Refusal:
    """The record of one article: a text (`str`), a page as fetched (`bytes`) or a file (`pathlib.Path`).

    `published` (ISO date), `outlet` and `title` win over what the page says of itself.

    Raises: InputError when the file does not exist, holds several articles, or a `str` is the path of a file.
    """
    from communique.desk.documents import Desk

    return Desk().read_one(source, published=published, outlet=outlet, title=title)


def open(place: str | Path, settings: Settings | None = None, *, create: bool = True) -> ArchiveDesk:
    """The desk of an archive: an SQLite file or a postgresql:// URL, made when it is not there and `create`.

    Use it with `with`. Raises: ArchiveError.
    """
    from communique.desk.archive import ArchiveDesk

    return ArchiveDesk(place, settings, create=create)


if not TYPE_CHECKING:  # a type checker shall know a wrong name

    def __getattr__(name: str) -> Any:
        home = _HOME_OF.get(name)
        if home is None:
            raise AttributeError(f"module 'communique' has no attribute {name!r}")
        return getattr(import_module(home), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_HOME_OF})


class _Room(ModuleType):
    """The folder `communique/read/` and the function `read` share a name; this lets the folder be called."""

    __call__ = staticmethod(read)


import_module("communique.read").__class__ = _Room
