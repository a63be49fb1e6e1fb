"""THE table of the formats, and the one loop that writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, Final

from communique.desk.outgoing.exports import Chosen
from communique.errors import ExportError
from communique.show.export.exporter import About, Exporter


@dataclass(frozen=True, slots=True)
class Format:
    """A way out. `is_whole`: an article goes out whole when anything in it is asked for."""

    name: str
    home: str
    ending: str
    media_type: str
    what: str
    is_text: bool = True
    is_whole: bool = False

    def make(self) -> Exporter:
        """A fresh exporter; its library is imported now."""
        module, name = self.home.split(":")
        made: Exporter = getattr(import_module(f"communique.show.export.{module}"), name)()
        return made


FORMATS: Final = {
    format_.name: format_
    for format_ in (
        Format("jsonl", "streams.lines:Lines", ".jsonl", "application/x-ndjson", "the record itself, lossless",
               True, True),
        Format("csv", "tables.delimited:Delimited", ".csv", "text/csv", "one row a finding"),
        Format("xlsx", "tables.workbook:Workbook", ".xlsx",
               "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "the same rows for Excel", False),
        Format("parquet", "tables.columns:Columns", ".parquet", "application/vnd.apache.parquet",
               "the same rows for pandas, DuckDB, Arrow", False),
        Format("polecat", "tables.polecat:Polecat", ".txt", "text/tab-separated-values",
               "events with the columns of the POLECAT releases"),
        Format("ftm", "linked.ftm:FollowTheMoney", ".ftm.json", "application/x-ndjson", "FollowTheMoney entities"),
        Format("jsonld", "linked.jsonld:LinkedData", ".jsonld", "application/ld+json",
               "schema.org and W3C Web Annotation"),
        Format("graphml", "linked.graphml:GraphMl", ".graphml", "application/graphml+xml", "the network of actors"),
        Format("ical", "streams.ical:Calendar", ".ics", "text/calendar", "encounters planned, promises due"),
        Format("atom", "streams.atom:Atom", ".atom", "application/atom+xml", "a feed of the latest findings"),
        Format("feed", "streams.jsonfeed:JsonFeed", ".json", "application/feed+json", "the same feed as JSON Feed"),
    )
}  # fmt: skip


def export(name: str, chosen: Iterable[Chosen], stream: BinaryIO, about: About) -> int:
    """Writes all readings in a format; the number of articles written. Raises: ExportError for an unknown format."""
    if name not in FORMATS:
        raise ExportError(f"{name!r} is none of {', '.join(FORMATS)}")
    format_, number = FORMATS[name], 0
    exporter = format_.make()
    exporter.setup(stream, about)
    for one in chosen:
        exporter.feed(one.whole if format_.is_whole else one.narrowed)
        number += 1
    exporter.finish()
    return number
