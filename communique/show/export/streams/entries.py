"""What the feeds tell: the latest findings, each with its words and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from heapq import heappush, heappushpop
from typing import BinaryIO, Final

from communique.record.outcome import Reading
from communique.show.export.caption import caption, names_of
from communique.show.export.exporter import NO_LICENCE, About, findings
from communique.show.export.tables.rows import Value, rows

# As many as feed readers keep; the rest is what the archive is for.
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One finding. `published` None = the article's day is not known."""

    id: str
    title: str
    row: dict[str, Value]
    published: date | None

    @property
    def licence(self) -> str:
        return str(self.row["licence"] or NO_LICENCE)


class Latest:
    """Keeps the latest findings while all go by; `rest` tells how many were older."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        self.stream, self.about = stream, about
        self._heap: list[tuple[date, int, Item]] = []
        self._number = 0

    def feed(self, reading: Reading) -> None:
        names = names_of(reading)
        for finding, row in zip(findings(reading), rows(reading), strict=True):
            published = _day(row["published"])
            title = f"{row['kind']}: {caption(finding, names)}"
            item = Item(f"urn:communique:{row['article']}:{row['id']}", title, row, published)
            self._number += 1
            place = (published or date.min, self._number, item)
            if len(self._heap) < MOST:
                heappush(self._heap, place)
            else:
                heappushpop(self._heap, place)

    def items(self) -> list[Item]:
        """Latest published first."""
        return [item for _, _, item in sorted(self._heap, key=lambda place: place[:2], reverse=True)]


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
