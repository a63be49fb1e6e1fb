"""Where articles are handed in: the page has a form and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from communique.desk.archive import ArchiveDesk
from communique.show.views.asking import asked


@dataclass(frozen=True, slots=True)
class AddAsk:
    """What to fill in beforehand, as from a bookmark."""

    url: str | None = asked(None, "An address to fill in.", high=2000)


@dataclass(frozen=True, slots=True)
class HandedRow:
    """A page that was handed in: `change` is new, version, again or refused; `why` it was refused."""

    name: str
    change: str
    title: str | None
    path: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class AddView:
    """What was handed in just now."""

    url: str | None
    rows: tuple[HandedRow, ...]


def add(desk: ArchiveDesk, ask: AddAsk) -> AddView:
    return AddView(ask.url, ())
