"""Full-text search over articles and findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Overview
from communique.remember.found import Filter, Found, Kind
from communique.show.views.asking import MOST_WORDS, asked, cursor, limit
from communique.show.views.rows import ArticleRow, Row, article_row, row


@dataclass(frozen=True, slots=True)
class SearchAsk:
    """Words and filters; all given must hold."""

    q: str | None = asked(
        None, 'Words to look for: `peace talks`, `"peace talks"`, `negotiat*`, `talks OR summit`, `-gas`.',
        high=MOST_WORDS,
    )  # fmt: skip
    kind: Kind | None = asked(None, "Only entries of this kind.")
    person: str | None = asked(None, "Words of a person's name.", high=MOST_WORDS)
    state: str | None = asked(None, "A state, by code or name.", high=MOST_WORDS)
    other: str | None = asked(None, "Another state: what concerns both.", high=MOST_WORDS)
    outlet: str | None = asked(None, "Words of the outlet's name.", high=MOST_WORDS)
    since: date | None = asked(None, "On this day or later.")
    until: date | None = asked(None, "On this day or earlier.")
    after: int | None = cursor()
    limit: int = limit(30)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article, or a finding in one."""

    kind: str
    article: ArticleRow
    finding: Row | None


@dataclass(frozen=True, slots=True)
class SearchView:
    """What was found, latest first. `is_asked`: whether there was anything to look for."""

    q: str | None
    is_asked: bool
    hits: tuple[Hit, ...]
    next: str | None


def search(desk: ArchiveDesk, ask: SearchAsk) -> SearchView:
    """Raises: SearchError when the words hold no word."""
    if not any((ask.q, ask.kind, ask.person, ask.state, ask.other, ask.outlet, ask.since, ask.until)):
        return SearchView(None, False, (), None)
    shown = list(islice(_found(desk, ask), ask.limit + 1))
    more = str(shown[ask.limit - 1].key) if len(shown) > ask.limit else None
    hits = tuple(
        Hit(found.kind, article_row(found.source), row(found) if found.finding else None)
        for found in shown[: ask.limit]
    )
    return SearchView(ask.q, True, hits, more)


def _found(desk: ArchiveDesk, ask: SearchAsk) -> Iterator[Found]:
    dyad = (ask.state, ask.other) if ask.state and ask.other else None
    wanted = Filter(
        person=ask.person, state=None if dyad else ask.state or ask.other, dyad=dyad, outlet=ask.outlet,
        kinds=(ask.kind,) if ask.kind else (), since=ask.since, until=ask.until, before=ask.after,
    )  # fmt: skip
    return desk.search(ask.q, wanted) if ask.q else Overview(desk).latest(wanted)
