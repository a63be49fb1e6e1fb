"""Everybody and every state that the archive knows, by how often they occur."""

from __future__ import annotations

from dataclasses import dataclass

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Known, Overview
from communique.errors import SearchError
from communique.show.views.asking import MOST_WORDS, asked, limit
from communique.show.views.rows import Party, party, state_name


@dataclass(frozen=True, slots=True)
class PeopleAsk:
    """Which people."""

    q: str | None = asked(None, "Words of the name.", high=MOST_WORDS)
    state: str | None = asked(None, "The code of the state that they belong to.", high=12)
    after: str | None = asked(None, "The cursor `next` of the answer before.", high=40)
    limit: int = limit()


@dataclass(frozen=True, slots=True)
class KnownRow:
    """Somebody, with the articles that name them and the statements that they made, under all spellings of the name."""

    party: Party
    state: Party | None
    articles: int
    statements: int
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The most mentioned first."""

    rows: tuple[KnownRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class StatesAsk:
    """Which states."""

    after: str | None = asked(None, "The cursor `next` of the answer before.", high=40)
    limit: int = limit(200)


def people(desk: ArchiveDesk, ask: PeopleAsk) -> DirectoryView:
    """Raises: SearchError for a cursor that is none."""
    return _directory(desk, "person", ask.q, ask.state, ask.after, ask.limit)


def states(desk: ArchiveDesk, ask: StatesAsk) -> DirectoryView:
    """Raises: SearchError for a cursor that is none."""
    return _directory(desk, "state", None, None, ask.after, ask.limit)


def person_row(one: Known, state: Party | None) -> KnownRow:
    """A person with what is known under all spellings of the name."""
    articles = one.articles + sum(x.articles for x in one.others)
    statements = one.statements + sum(x.statements for x in one.others)
    return KnownRow(party(one.kind, one.name, one.key), state, articles, statements, tuple(x.name for x in one.others))


def state_party(code: str) -> Party:
    return party("state", state_name(code), code)


def _directory(
    desk: ArchiveDesk, kind: str, words: str | None, state: str | None, after: str | None, limit: int
) -> DirectoryView:
    code = state.strip().upper() if state else None
    found = Overview(desk).subjects(kind, words=words, state=code, after=_place(after), limit=limit + 1)
    rows = tuple(
        person_row(one, state_party(one.state) if one.state else None)
        if kind != "state"
        else KnownRow(state_party(one.key), None, one.articles, one.statements)
        for one in found[:limit]
    )
    last = found[limit - 1] if len(found) > limit else None
    return DirectoryView(rows, f"{last.articles}.{last.id}" if last else None)


def _place(cursor: str | None) -> tuple[int, int] | None:
    if cursor is None:
        return None
    articles, _, id_ = cursor.partition(".")
    if not (articles.isdecimal() and id_.isdecimal() and len(cursor) < 20):
        raise SearchError(f"{cursor!r} is no cursor; take `next` of the answer before")
    return int(articles), int(id_)
