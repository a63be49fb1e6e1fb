"""One finding before a person: its words in their surroundings, who decided what and when, what could be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.desk.archive import ArchiveDesk
from communique.desk.review import ReviewDesk
from communique.errors import NotFoundError
from communique.record.codec import Finding, finding_to_dict
from communique.record.finding import Actor
from communique.record.followup import Decision, FindingKey
from communique.record.outcome import Reading
from communique.remember.entries import published_on
from communique.show.highlight import pieces
from communique.show.views import rows
from communique.show.views.article import MARKS, spans_of
from communique.show.views.asking import page_only, part
from communique.show.views.reviewing.fields import EditField, edit_fields
from communique.show.views.reviewing.mates import Mate, candidates_of, mates_of
from communique.show.views.rows import ArticleRow, Party

STATES: Mapping[str, str] = {"accept": "confirmed", "correct": "corrected", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class FindingAsk:
    """Which finding."""

    article: str = part("The article's id.")
    finding: str = part("The finding's id.")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision: who, when (UTC), what, why. `is_live`: nobody took it back."""

    id: str
    verb: str
    by: str
    at: str
    reason: str
    changes: dict[str, Any] | None
    other: str | None
    undoes: str | None
    is_live: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the surroundings; `is_ours`: words of the finding."""

    text: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding and all that was decided of it. `version` belongs into If-Match of whoever decides.

    `state`: proposed (a machine read it), confirmed, corrected or rejected (a person said so). `proposed_by`: the
    language model, when that proposed it; it is no finding of the reading until a person accepts it.
    """

    article: ArticleRow
    kind: str
    id: str
    label: str
    who: tuple[Party, ...]
    whom: tuple[Party, ...]
    facts: tuple[str, ...]
    doubts: tuple[str, ...]
    quote: str
    status: str | None
    state: str
    by: str | None
    at: str | None
    version: str
    finding: dict[str, Any]
    decisions: tuple[DecisionRow, ...]
    mates: tuple[Mate, ...]
    path: str
    candidates: tuple[Mate, ...] = page_only()
    context: tuple[Words, ...] = page_only()
    context_start: int = page_only(0)
    fields: tuple[EditField, ...] = page_only()
    proposed_by: str | None = None


def finding(desk: ArchiveDesk, ask: FindingAsk) -> FindingView:
    """Raises: NotFoundError; ConflictError when the article has a newer version."""
    review = ReviewDesk(desk.archive)
    key = FindingKey(ask.article, ask.finding)
    version = review.version(key)
    reading = desk.get(ask.article)
    kind, found = look_up(review, reading, key)
    model = review.proposal(key)
    decisions = review.decisions(ask.article, ask.finding)
    rows_ = tuple(_decision_rows(decisions))
    state, last = _state(rows_)
    actors = {actor.id: actor for actor in reading.actors}
    who, whom = rows.sides(found)
    article = reading.article
    start, context = _context(article.text, found)
    return FindingView(
        ArticleRow(article.id, article.title, article.outlet, article.url, published_on(reading),
                   rows.article_path(article.id)),
        kind, found.id, rows.label(found), _parties(who, actors), _parties(whom, actors), tuple(rows.facts(found)),
        tuple(f"{doubt.field}: {doubt.why}" for doubt in getattr(found, "doubts", ())), rows.words(found),
        rows.status(found), state, last.by if last else None, last.at if last else None, version,
        finding_to_dict(found), rows_, tuple(mates_of(desk, key, kind)), rows.article_path(article.id, found.id),
        tuple(candidates_of(desk, key, kind, reading)), context, start, tuple(edit_fields(reading, kind, found)),
        model[1] if model else None,
    )  # fmt: skip


def look_up(review: ReviewDesk, reading: Reading, key: FindingKey) -> tuple[str, Finding]:
    """A finding of the reading, as it was read, or as a model proposed it. Raises: NotFoundError."""
    found = find(reading, key.finding) or find(review.as_read(key.article), key.finding)
    if found:
        return found
    proposed = review.proposal(key)
    if proposed is None:
        raise NotFoundError(f"{key.finding}: no such finding in article {key.article}")
    return type(proposed[0]).__name__.lower(), proposed[0]


def find(reading: Reading, id_: str) -> tuple[str, Finding] | None:
    """The kind of a finding and itself."""
    for kind in MARKS:
        for one in getattr(reading, f"{kind}s"):
            if one.id == id_:
                return kind, one
    return None


def _parties(ids: tuple[str, ...], actors: Mapping[str, Actor]) -> tuple[Party, ...]:
    found = (actors[id_] for id_ in dict.fromkeys(ids) if id_ in actors)
    return tuple(rows.party(actor.kind, actor.name, actor.code) for actor in found)


def _decision_rows(decisions: tuple[Decision, ...]) -> Iterator[DecisionRow]:
    undone = {one.undoes for one in decisions}
    for one in decisions:
        other = rows.article_path(one.other.key.article, one.other.key.finding) if one.other else None
        yield DecisionRow(
            one.id, one.verb, one.by, one.at, one.reason, dict(one.changes) if one.changes else None, other, one.undoes,
            one.verb != "undo" and one.id not in undone,
        )  # fmt: skip


def _state(decisions: tuple[DecisionRow, ...]) -> tuple[str, DecisionRow | None]:
    for one in reversed(decisions):
        if one.is_live and one.verb in STATES:
            return STATES[one.verb], one
    return "proposed", None


def _context(text: str, found: Finding) -> tuple[int, tuple[Words, ...]]:
    """The paragraphs that hold the finding's words."""
    spans = spans_of(found)
    low, high = min(e.start for e in spans), max(e.end for e in spans)
    start = text.rfind("\n\n", 0, low)
    start = 0 if start < 0 else start + 2
    end = text.find("\n\n", high)
    end = len(text) if end < 0 else end
    cut = pieces(start, end, [(e.start, e.end, "ours") for e in spans])
    return start, tuple(Words(text[piece.start : piece.end], bool(piece.labels)) for piece in cut)
