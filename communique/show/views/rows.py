"""What many pages list: articles, findings with their words, and the parties to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from urllib.parse import quote

from communique.lexicon.states import load_states
from communique.record.codec import Finding
from communique.record.finding import Commitment, Event, Occasion, Relation, Statement, When
from communique.record.ids import make_slug
from communique.remember.found import Found, Source
from communique.show import phrases

PATHS: Mapping[str, str] = {"person": "/people/", "state": "/states/", "body": "/bodies/"}


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a finding. `kind`: person, state, body or group; `path` is its page, None for a mere group."""

    name: str
    kind: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as lists show it; `path` is its page here, `url` its address out there."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    on: date | None
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as lists show it: `who` did, said or owes it, `whom` it concerns, `quote` are its words.

    `when`: the time that the article gives an encounter or deed, as told; None: `on` is the day of something else.
    """

    kind: str
    id: str
    on: date | None
    label: str
    who: tuple[Party, ...]
    whom: tuple[Party, ...]
    facts: tuple[str, ...]
    quote: str
    status: str | None
    score: float | None
    article: ArticleRow
    path: str
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Some rows, and the cursor of those that come after, None at the end."""

    rows: tuple[Row, ...]
    next: str | None = None


@cache
def _titles() -> Mapping[str, str]:
    return load_states().titles


def state_name(code: str) -> str:
    """The usual name of a state or organisation, else the code itself.

    >>> state_name("BLR"), state_name("XYZ")
    ('Belarus', 'XYZ')
    """
    return _titles().get(code, code)


def party(kind: str, name: str, key: str | None = None) -> Party:
    """`kind` as in the record; `key`: the code of a state or organisation of states, if it has one."""
    if kind == "group":
        return Party(name, "group")
    sort = kind if kind in ("person", "state") else "body"
    return Party(name, sort, PATHS[sort] + quote(key or make_slug(name), safe=""))


def dyad_path(key: str) -> str:
    """The page of a pair of states, from its key "AZE-BLR"."""
    return "/dyads/" + "/".join(quote(side, safe="") for side in key.split("-", 1))


def article_row(source: Source) -> ArticleRow:
    return ArticleRow(
        source.article_id, source.title, source.outlet, source.url, source.published_on,
        article_path(source.article_id),
    )  # fmt: skip


def article_path(article_id: str, finding_id: str | None = None) -> str:
    """The page of an article, at one of its findings when one is named."""
    path = f"/articles/{quote(article_id, safe='')}"
    return f"{path}?finding={quote(finding_id, safe='')}#f-{quote(finding_id, safe='')}" if finding_id else path


def row(found: Found) -> Row:
    """The row of a finding. Raises: ValueError for an entry that is an article."""
    finding = found.finding
    if finding is None:
        raise ValueError("an article is no finding")
    who, whom = sides(finding)

    def parties(ids: Iterable[str]) -> tuple[Party, ...]:
        return tuple(_party(found, id_) for id_ in dict.fromkeys(ids))

    return Row(
        found.kind, finding.id, found.on, label(finding), parties(who), parties(whom), tuple(facts(finding)),
        words(finding), status(finding), finding.score if isinstance(finding, Event) else None,
        article_row(found.source), article_path(found.source.article_id, finding.id), when(finding),
    )  # fmt: skip


def listing(found: Iterator[Found], limit: int) -> Listing:
    """The next `limit` findings."""
    shown = list(islice(found, limit + 1))
    cursor = str(shown[limit - 1].key) if len(shown) > limit else None
    return Listing(tuple(row(one) for one in shown[:limit]), cursor)


def _party(found: Found, id_: str) -> Party:
    kind = found.kinds.get(id_, "group")
    code = id_ if id_.isupper() else None
    return party(kind, found.names.get(id_, id_), code if kind in ("state", "igo") else None)


def sides(finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of who did, said or owes it, and of whom it concerns; guests go to their host, as the arrow reads."""
    match finding:
        case Statement():
            return ((finding.speaker,) if finding.speaker else ()), finding.addressees
        case Occasion():
            hosts = tuple(p.actor for p in finding.participants if p.role == "host")
            others = tuple(p.actor for p in finding.participants if p.role != "host")
            return (others, hosts) if others else (hosts, ())
        case Event():
            return finding.actors, finding.recipients
        case Commitment():
            return finding.by, finding.to
        case Relation():
            return (finding.a,), (finding.b,)


def label(finding: Finding) -> str:
    """What it is, in a word or two: "state visit", "pledge", "AGREE"."""
    match finding:
        case Statement():
            return phrases.FORMS[finding.form]
        case Occasion():
            return f"{finding.rank} {finding.kind}" if finding.rank else finding.kind
        case Event():
            return f"{finding.type} · {finding.mode}" if finding.mode else finding.type
        case Commitment() | Relation():
            return finding.kind


def facts(finding: Finding) -> Iterator[str]:
    """The smaller facts, each in a few words."""
    match finding:
        case Occasion():
            if told := when(finding):
                yield told
            if finding.place:
                yield finding.place
        case Event():
            yield f"score {phrases.score(finding.score)}"
            if finding.modality != "actual":
                yield finding.modality
            if told := when(finding):
                yield told
            if finding.where:
                yield finding.where
        case Commitment():
            yield finding.strength
            if finding.due:
                yield f"due {phrases.period(finding.due)}"
            if finding.condition:
                yield f"on condition: {finding.condition.quote}"


def when(finding: Finding) -> str | None:
    """The time of an encounter or deed in words, where its article tells one."""
    match finding:
        case Occasion():
            return phrases.period(finding.when) if finding.when else None
        case Event() if finding.when and finding.when[:1].isdigit():  # no day, no month: nothing to tell
            return phrases.period(When(finding.when))
    return None


def words(finding: Finding) -> str:
    """The words that it rests on."""
    match finding:
        case Statement():
            return " … ".join(evidence.quote for evidence in finding.content)
        case Commitment():
            return finding.action.quote
        case _:
            return finding.evidence[0].quote if finding.evidence else ""


def status(finding: Finding) -> str | None:
    return finding.status if isinstance(finding, Occasion | Commitment) else None
