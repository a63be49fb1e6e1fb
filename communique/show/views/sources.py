"""Where pages come from, and what came of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Overview
from communique.desk.sources.desk import SourceDesk
from communique.show.views.asking import asked, cursor, limit
from communique.show.views.rows import article_path


@dataclass(frozen=True, slots=True)
class SourcesAsk:
    """Which pages."""

    refused: bool = asked(False, "Only pages that could not be used.")
    after: int | None = cursor()
    limit: int = limit(30)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A feed, sitemap or index page that is looked at; moments are UTC. `trouble`: why the last look failed."""

    address: str
    outlet: str | None
    title: str | None
    checked_at: str | None
    due_at: str | None
    listed: int | None
    failures: int
    trouble: str | None


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A page as it was seen: from where, when (UTC), and what came of it."""

    name: str
    address: str
    seen_at: str
    title: str | None
    path: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Sources, how the fetching stands, and the pages seen, latest first."""

    sources: tuple[SourceRow, ...]
    jobs: dict[str, int]
    troubles: tuple[dict[str, Any], ...]
    seen: tuple[SeenRow, ...]
    next: str | None


def sources(desk: ArchiveDesk, ask: SourcesAsk) -> SourcesView:
    status = SourceDesk(desk).status()
    found = Overview(desk).sightings(before=ask.after, refused=ask.refused, limit=ask.limit + 1)
    more = str(found[ask.limit - 1].id) if len(found) > ask.limit else None
    return SourcesView(
        tuple(
            SourceRow(
                one.address, one.outlet, one.title, one.checked_at, one.due_at, one.listed, one.failures,
                f"{one.reason}: {one.detail}" if one.reason else None,
            )
            for one in status.sources
        ),
        asdict(status.jobs), tuple(asdict(one) for one in status.troubles),
        tuple(
            SeenRow(
                one.name, one.address, one.seen_at, one.title,
                article_path(one.article_id) if one.article_id else None, one.why,
            )
            for one in found[: ask.limit]
        ),
        more,
    )  # fmt: skip
