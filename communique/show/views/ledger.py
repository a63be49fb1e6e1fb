"""The ledger: what was promised across articles, how it stands, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal
from urllib.parse import quote

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Asked, Overview, Track
from communique.errors import SearchError
from communique.record.followup import Development, Identity, LedgerEntry
from communique.show import phrases
from communique.show.views.asking import MOST_WORDS, asked, limit
from communique.show.views.rows import Party, article_path, party

Wanted = Literal[
    "open", "in_progress", "kept", "broken", "stalled", "declined", "withdrawn", "unclear", "overdue", "due"
]
OPEN = ("open", "in_progress")


@dataclass(frozen=True, slots=True)
class LedgerAsk:
    """Which promises."""

    status: Wanted | None = asked(None, "How it stands; `overdue`: open after its last day; `due`: open before it.")
    state: str | None = asked(None, "A state that is bound or owed, by code or name.", high=MOST_WORDS)
    other: str | None = asked(None, "Another: promises between the two.", high=MOST_WORDS)
    person: str | None = asked(None, "Words of the name of a person who is bound or owed.", high=MOST_WORDS)
    due_from: date | None = asked(None, "Due on this day or later.")
    due_before: date | None = asked(None, "Due before this day.")
    as_of: date | None = asked(None, "The day to judge by; default today.")
    after: str | None = asked(None, "The cursor `next` of the answer before.", high=40)
    limit: int = limit(40)


@dataclass(frozen=True, slots=True)
class Step:
    """A report on how a promise stood: the day, the status, the words, who judged, and the article."""

    on: date | None
    status: str
    quote: str | None
    judged_by: str
    url: str | None
    path: str | None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise across articles."""

    id: str
    kind: str
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    action: str
    made: str | None
    due: str | None
    due_on: date | None
    status: str
    is_overdue: bool
    reports: int
    latest: Step | None
    path: str


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Promises in the order of the day they are due, those without one last."""

    as_of: date
    rows: tuple[PromiseRow, ...]
    next: str | None


def ledger(desk: ArchiveDesk, ask: LedgerAsk) -> LedgerView:
    """Raises: SearchError for a cursor that is none."""
    as_of = ask.as_of or date.today()
    found = Overview(desk).tracks("commitment", _asked(ask, as_of), after=_place(ask.after))
    shown = list(islice(found, ask.limit + 1))
    more = _cursor(shown[ask.limit - 1]) if len(shown) > ask.limit else None
    return LedgerView(as_of, tuple(promise_row(one, as_of) for one in shown[: ask.limit]), more)


def promises(desk: ArchiveDesk, dyad: tuple[str, str], as_of: date, limit: int) -> tuple[PromiseRow, ...]:
    """Promises between two states, those due first."""
    found = Overview(desk).tracks("commitment", Asked(dyad=dyad))
    return tuple(promise_row(one, as_of) for one in islice(found, limit))


def promise_row(track: Track, as_of: date) -> PromiseRow:
    entry = track.entry
    assert isinstance(entry, LedgerEntry)
    actors = {actor.id: actor for actor in track.actors}
    last = entry.due.to_on if entry.due else None
    steps = tuple(steps_of(entry.history))
    return PromiseRow(
        entry.id, entry.kind, parties(entry.by, actors), parties(entry.to, actors), entry.action, entry.made,
        phrases.period(entry.due) if entry.due else None, last, entry.status,
        entry.status in OPEN and last is not None and last < as_of, len(entry.mentions),
        steps[-1] if steps else None, promise_path(entry.id),
    )  # fmt: skip


def promise_path(id_: str) -> str:
    return f"/ledger/{quote(id_, safe='')}"


def parties(ids: Iterable[str], actors: Mapping[str, Identity]) -> tuple[Party, ...]:
    found = (actors.get(id_) or id_ for id_ in ids)
    return tuple(
        party("group", one) if isinstance(one, str) else party(one.kind, one.name, one.id if one.id.isupper() else None)
        for one in found
    )


def steps_of(history: Iterable[Development]) -> Iterator[Step]:
    for one in history:
        path = f"{article_path(one.article)}" if one.article else None
        yield Step(
            one.on, one.status, one.evidence.quote if one.evidence else None, one.judged_by, one.article_url, path
        )


def _asked(ask: LedgerAsk, as_of: date) -> Asked:
    dyad = (ask.state, ask.other) if ask.state and ask.other else None
    statuses: tuple[str, ...] = () if ask.status is None else (ask.status,)
    due_before, due_from = ask.due_before, ask.due_from
    if ask.status == "overdue":
        statuses, due_before = OPEN, min(ask.due_before or as_of, as_of)
    elif ask.status == "due":
        statuses, due_from = OPEN, max(ask.due_from or as_of, as_of)
        due_before = due_before or date.max
    return Asked(
        dyad=dyad, person=ask.person, state=None if dyad else ask.state or ask.other, statuses=statuses,
        due_before=due_before, due_from=due_from,
    )  # fmt: skip


def _cursor(track: Track) -> str:
    on, id_ = Overview.place_of(track)
    return f"{on.isoformat()}.{id_}"


def _place(cursor: str | None) -> tuple[date, int] | None:
    if cursor is None:
        return None
    day, _, id_ = cursor.partition(".")
    try:
        return date.fromisoformat(day), int(id_[:18])
    except ValueError as error:
        raise SearchError(f"{cursor!r} is no cursor; take `next` of the answer before") from error
