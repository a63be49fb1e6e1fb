"""Reading, Refusal, Reason, Made: what comes out for every page that goes in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from communique.record.document import Article
from communique.record.finding import Actor, Commitment, Event, Occasion, Relation, Statement, Time

Stage = Literal["open", "clean", "understand", "run"]


class Reason(StrEnum):
    """Why a page could not be read."""

    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too_large"
    ENCODING = "encoding"
    MALFORMED = "malformed"
    NO_ARTICLE = "no_article"
    LANGUAGE = "language"
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
