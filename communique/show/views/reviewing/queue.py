"""The queue of review: one finding to decide on, and those that come after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from communique.desk.archive import ArchiveDesk
from communique.desk.review import ReviewDesk
from communique.remember.found import Filter, Kind
from communique.show.views.asking import MOST_WORDS, asked, cursor
from communique.show.views.reviewing.finding import FindingAsk, FindingView, finding
from communique.show.views.rows import Row, row

AHEAD = 14


@dataclass(frozen=True, slots=True)
class ReviewAsk:
    """Which findings wait."""

    kind: Kind | None = asked(None, "Only findings of this kind.")
    state: str | None = asked(None, "A state that they concern, by code or name.", high=MOST_WORDS)
    other: str | None = asked(None, "Another state: what concerns both.", high=MOST_WORDS)
    person: str | None = asked(None, "Words of the name of a person.", high=MOST_WORDS)
    outlet: str | None = asked(None, "Words of the outlet's name.", high=MOST_WORDS)
    since: date | None = asked(None, "On this day or later.")
    until: date | None = asked(None, "On this day or earlier.")
    proposed: bool = asked(False, "Only what a language model proposed.")
    done: str | None = asked(None, "The decision just made, to be told and undone.", high=40)
    after: int | None = cursor()


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The finding to decide on (None when nothing waits), and the next ones. `next`: where the one after it begins.

    `proposals`: how many proposals of a language model wait, which have a queue of their own (`proposed`).
    """

    now: FindingView | None
    ahead: tuple[Row, ...]
    next: str | None
    proposals: int = 0


def review(desk: ArchiveDesk, ask: ReviewAsk) -> ReviewView:
    dyad = (ask.state, ask.other) if ask.state and ask.other else None
    wanted = Filter(
        person=ask.person, state=None if dyad else ask.state or ask.other, dyad=dyad, outlet=ask.outlet,
        kinds=(ask.kind,) if ask.kind else (), since=ask.since, until=ask.until, before=ask.after,
    )  # fmt: skip
    review_desk = ReviewDesk(desk.archive)
    proposals = review_desk.proposals_waiting()
    queue = (one.found for one in review_desk.proposals(wanted)) if ask.proposed else review_desk.queue(wanted)
    waiting = list(islice(queue, AHEAD))
    if not waiting or waiting[0].finding is None:
        return ReviewView(None, (), None, proposals)
    first = waiting[0]
    return ReviewView(
        finding(desk, FindingAsk(first.source.article_id, waiting[0].finding.id)),
        tuple(row(one) for one in waiting[1:]), str(first.key) if len(waiting) > 1 else None,
        proposals,
    )  # fmt: skip
