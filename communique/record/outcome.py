"""Reading, Refusal, Reason, Made: what comes out for every page that goes in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from communique.record.document import Article
from communique.record.finding import Actor, Commitment, Event, Occasion, Relation, Statement, Time

Stage = Literal["fetch", "open", "clean", "understand", "run"]


class Reason(StrEnum):
    """Why a page could not be read."""

    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too_large"
    ENCODING = "encoding"
    MALFORMED = "malformed"
    NO_ARTICLE = "no_article"
    LANGUAGE = "language"
    NOT_DIPLOMATIC = "not_diplomatic"
    PAYWALL = "paywall"
    CONSENT = "consent"
    ADDRESS = "address"
    ROBOTS = "robots"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    REDIRECTS = "redirects"
    MEDIA_TYPE = "media_type"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    BUSY = "busy"
    SERVER = "server"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that could not be used: at which stage, why, and in words that help its owner."""

    page: str
    stage: Stage
    reason: Reason
    detail: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Deferred(Refusal):
    """A page to fetch later: not before `retry_after_s` seconds from now. Stored as a plain refusal."""

    retry_after_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Made:
    """What made a reading: program version, model with version, digest of the lexicon."""

    version: str
    model: str
    rules: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The record of one article (`docs/record.md`)."""

    article: Article
    actors: tuple[Actor, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]
    occasions: tuple[Occasion, ...]
    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]
    relations: tuple[Relation, ...]
    made: Made

    def _repr_html_(self) -> str:
        """What a notebook shows: the article with its evidence marked."""
        import communique

        return communique.to_html(self)
