"""Questions and answers as values: Filter, Found, Proposed, Source, Person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from communique.errors import SearchError
from communique.record.codec import Finding

Kind = Literal["article", "statement", "occasion", "event", "commitment", "relation"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look at; everything given must hold.

    `person`: words of a name; `state`: a code, or words of its name; `dyad`: two of them; `outlet`: its name;
    `kinds`: any of these, () = all; `since`, `until`: days, both included, of the entry (when an encounter is, when a
    promise was made, else when the article was published); `subject`: kind and key of exactly one; `before`: only
    entries that come after the one with this `Found.key` in an answer that is told latest first.

    Raises: SearchError for a kind that does not exist.
    """

    person: str | None = None
    state: str | None = None
    dyad: tuple[str, str] | None = None
    outlet: str | None = None
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    until: date | None = None
    subject: tuple[str, str] | None = None
    before: int | None = None

    def __post_init__(self) -> None:
        for kind in self.kinds:
            if kind not in KINDS:
                raise SearchError(f"{kind!r} is none of {', '.join(KINDS)}")


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a finding stands in."""

    article_id: str
    url: str | None
    outlet: str | None
    title: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of the archive: an article (`finding` None) or a finding, with its day and its source.

    `names` and `kinds` are those of the article's actors, by the ids that the finding uses. `key` says where the entry
    stands in the order of time.
    """

    kind: Kind
    on: date | None
    source: Source
    finding: Finding | None
    names: Mapping[str, str]
    kinds: Mapping[str, str] = field(default_factory=dict)
    key: int = 0


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a language model proposed and nobody has decided on. `made_by`: the model; `at`: UTC, ISO 8601.

    The key of `found` says where it stands among proposals.
    """

    found: Found
    made_by: str
    at: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who occurs in current readings: in how many articles, with how many statements, last on which day.

    `name` is the spelling that most articles use, `spellings` the others; what is counted is counted over all.
    """

    key: str
    name: str
    state: str | None
    articles: int
    statements: int
    last_on: date | None
    spellings: tuple[str, ...] = ()
