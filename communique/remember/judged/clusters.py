"""What verdicts join: all findings that are tied to one by verdicts, and those verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from communique.record.followup import FindingKey, Layer, Verdict
from communique.remember import tables
from communique.remember.judged.verdicts import verdicts_about

# More tellings of one thing than anybody reads; where there are more, the nearest to the start are shown.
MOST: Final = 2000


def tied_to(connection: Connection, start: Iterable[FindingKey], layer: Layer) -> tuple[Verdict, ...]:
    """The verdicts that stand on findings that "same" leads to, from the start on; the nearest come first."""
    seen: set[FindingKey] = set()
    edge = list(dict.fromkeys(start))
    found: dict[Verdict, None] = {}
    while edge and len(seen) < MOST:
        seen.update(edge)
        about = verdicts_about(connection, edge, layer)
        found.update(dict.fromkeys(about))
        joined = (key for one in about if one.sameness == "same" for key in (one.a, one.b))
        edge = [key for key in dict.fromkeys(joined) if key not in seen]
    return tuple(found)


def current_articles(connection: Connection, articles: Iterable[str]) -> set[str]:
    """Those of the articles whose readings are current."""
    reading = tables.reading
    wanted = sorted(set(articles))
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        part = reading.c.article_id.in_(wanted[start : start + 500])
        found.update(connection.execute(select(reading.c.article_id).where(part, reading.c.is_current)).scalars())
    return found
