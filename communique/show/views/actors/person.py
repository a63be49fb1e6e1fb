"""A person, or a body: offices over time, statements, encounters, promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Known, Overview, Told
from communique.errors import NotFoundError
from communique.show import phrases
from communique.show.views.actors.directory import state_party
from communique.show.views.actors.sections import Section, SectionsAsk, Show, sections
from communique.show.views.asking import part
from communique.show.views.rows import Party, article_path, party, state_name

SHOWN: tuple[Show, ...] = ("promises_by", "promises_to", "encounters", "statements", "events", "articles")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAsk(SectionsAsk):
    """Who, and what of them."""

    person: str = part("The key of the person: `ilham-aliyev`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAsk(SectionsAsk):
    """Which body, and what of it."""

    body: str = part("The key of the body: `ministry-of-transport`, or the code of an organisation of states: `UN`.")


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office as articles give it: first and last day of those that do, how many they are, and the latest of them."""

    title: str
    first_on: date | None
    last_on: date | None
    articles: int
    quote: str
    path: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person or body."""

    who: Party
    key: str
    spellings: tuple[str, ...]
    state: Party | None
    articles: int
    statements: int
    offices: tuple[OfficeRow, ...]
    kin: tuple[str, ...]
    sections: tuple[Section, ...]
    show: str | None


def person(desk: ArchiveDesk, ask: PersonAsk) -> PersonView:
    """Raises: NotFoundError."""
    return _view(desk, "person", ask.person, ask)


def body(desk: ArchiveDesk, ask: BodyAsk) -> PersonView:
    """Raises: NotFoundError."""
    return _view(desk, "body", ask.body, ask)


def _view(desk: ArchiveDesk, kind: str, key: str, ask: SectionsAsk) -> PersonView:
    overview = Overview(desk)
    known = overview.subject(kind, key)
    if known is None:
        raise NotFoundError(f"{key}: no such {kind} in the archive")
    told = overview.told_of(known)
    return PersonView(
        _who(known), key, _spellings(told, known.name),
        state_party(known.state) if known.state else None, known.articles, known.statements, _offices(told),
        tuple(dict.fromkeys(k.relation for one in told for k in one.actor.kin)),
        sections(desk, (kind, key), SHOWN, ask), ask.show,
    )  # fmt: skip


def _who(known: Known) -> Party:
    return party("person" if known.kind == "person" else "organisation", known.name, known.key)


def _spellings(told: list[Told], name: str) -> tuple[str, ...]:
    names = (spelling for one in told for spelling in (one.actor.name, *one.actor.aliases))
    return tuple(spelling for spelling in dict.fromkeys(names) if spelling != name)[:12]


def _offices(told: list[Told]) -> tuple[OfficeRow, ...]:
    """One row for each office, the latest first."""
    found: dict[tuple[str, str | None, str], list[tuple[Told, str, str]]] = {}
    for one in told:
        for office in one.actor.offices:
            words = phrases.office(office, {office.of: state_name(office.of)} if office.of else {})
            quote = office.evidence[0].quote if office.evidence else office.title
            found.setdefault((office.role, office.of, office.tenure), []).append((one, words, quote))
    rows = []
    for tellings in found.values():
        days = sorted(one.on for one, _, _ in tellings if one.on)
        latest, words, quote = tellings[0]
        rows.append(
            OfficeRow(
                words,
                days[0] if days else None,
                days[-1] if days else None,
                len({one.article_id for one, _, _ in tellings}),
                quote,
                article_path(latest.article_id),
            )
        )
    return tuple(sorted(rows, key=lambda one: one.last_on or date.min, reverse=True))
