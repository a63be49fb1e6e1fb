"""One article: its text with every finding marked, the findings beside it, and where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from communique.desk.archive import ArchiveDesk
from communique.record.codec import Finding, to_dict
from communique.record.document import Article
from communique.record.finding import Actor, Commitment, Event, Statement
from communique.record.outcome import Reading
from communique.record.text import Evidence
from communique.remember.entries import published_on
from communique.show import phrases
from communique.show.highlight import Piece, pieces
from communique.show.views import rows
from communique.show.views.asking import asked, page_only, part
from communique.show.views.rows import ArticleRow, Party

MARKS: Final = {"statement": "S", "occasion": "M", "event": "E", "commitment": "P", "relation": "T"}


@dataclass(frozen=True, slots=True)
class ArticleAsk:
    """Which article, and which of its findings to point out."""

    article: str = part("The article's id.")
    finding: str | None = asked(None, "The id of a finding to point out.", high=80)


@dataclass(frozen=True, slots=True)
class ArticleFinding:
    """A finding beside the text. `mark`: its number in the margin, "S1"; `start`: where its words begin."""

    mark: str
    kind: str
    id: str
    label: str
    who: tuple[Party, ...]
    whom: tuple[Party, ...]
    facts: tuple[str, ...]
    doubts: tuple[str, ...]
    quote: str
    status: str | None
    score: float | None
    start: int
    path: str


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of the text: `kinds` and `findings` that cover it, those that begin here, marks of those that end."""

    text: str
    kinds: tuple[str, ...]
    findings: tuple[str, ...]
    opens: tuple[str, ...]
    closes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces; `kind` is that of its block."""

    kind: str
    pieces: tuple[TextPiece, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its record. `reading` is the object of `docs/record.md`."""

    article: ArticleRow
    byline: str | None
    sections: tuple[str, ...]
    language: str
    licence: str | None
    published: str
    clues: tuple[str, ...]
    live: str | None
    kept: str
    counts: dict[str, int]
    actors: tuple[Party, ...]
    findings: tuple[ArticleFinding, ...]
    versions: tuple[dict[str, Any], ...]
    made: str
    selected: str | None
    reading: dict[str, Any]
    paragraphs: tuple[Paragraph, ...] = page_only()


def article(desk: ArchiveDesk, ask: ArticleAsk) -> ArticleView:
    """Raises: NotFoundError."""
    reading = desk.get(ask.article)
    found = reading.article
    actors = {actor.id: actor for actor in reading.actors}
    beside = tuple(_beside(reading, actors))
    days = found.published
    return ArticleView(
        ArticleRow(found.id, found.title, found.outlet, found.url, published_on(reading), rows.article_path(found.id)),
        found.byline, found.sections, found.language, found.licence, phrases.published(days),
        tuple(e.quote for e in days.evidence) if days and days.basis == "inferred" else (),
        found.url, f"/articles/{quote(found.id, safe='')}/kept",
        {kind: len(getattr(reading, f"{kind}s")) for kind in MARKS},
        tuple(rows.party(a.kind, a.name, a.code) for a in reading.actors if a.kind != "group"),
        beside, tuple(_version(v) for v in desk.versions(ask.article)),
        f"communique {reading.made.version}, {reading.made.model}, rules {reading.made.rules}",
        ask.finding if any(b.id == ask.finding for b in beside) else None,
        to_dict(reading), tuple(_paragraphs(reading, beside)),
    )  # fmt: skip


def spans_of(finding: Finding) -> tuple[Evidence, ...]:
    """The words of a finding that the text shows marked."""
    match finding:
        case Statement():
            return finding.content
        case Commitment():
            return (finding.action, *finding.evidence)
        case _:
            return finding.evidence


def _findings(reading: Reading) -> Iterator[tuple[str, Finding]]:
    for kind in MARKS:
        for finding in getattr(reading, f"{kind}s"):
            yield kind, finding


def _beside(reading: Reading, actors: dict[str, Actor]) -> Iterator[ArticleFinding]:
    numbers = dict.fromkeys(MARKS, 0)
    for kind, finding in sorted(_findings(reading), key=lambda one: (list(MARKS).index(one[0]), _start(one[1]))):
        numbers[kind] += 1
        who, whom = rows.sides(finding)
        yield ArticleFinding(
            f"{MARKS[kind]}{numbers[kind]}", kind, finding.id, rows.label(finding), _parties(who, actors),
            _parties(whom, actors), tuple(rows.facts(finding)),
            tuple(f"{doubt.field}: {doubt.why}" for doubt in getattr(finding, "doubts", ())),
            rows.words(finding), rows.status(finding), finding.score if isinstance(finding, Event) else None,
            _start(finding), rows.article_path(reading.article.id, finding.id),
        )  # fmt: skip


def _start(finding: Finding) -> int:
    return min((e.start for e in spans_of(finding)), default=0)


def _parties(ids: Iterable[str], actors: dict[str, Actor]) -> tuple[Party, ...]:
    found = (actors.get(id_) for id_ in dict.fromkeys(ids))
    return tuple(rows.party(actor.kind, actor.name, actor.code) for actor in found if actor)


def _paragraphs(reading: Reading, beside: Iterable[ArticleFinding]) -> Iterator[Paragraph]:
    text = reading.article.text
    known = {one.id: one for one in beside}
    spans = [(e.start, e.end, finding.id) for _, finding in _findings(reading) for e in spans_of(finding)]
    last = {id_: max(end for _, end, label in spans if label == id_) for _, _, id_ in spans}
    opened: set[str] = set()
    for start, end, kind in _blocks(reading.article):
        made = [_piece(text, piece, known, last, opened) for piece in pieces(start, end, spans)]
        yield Paragraph(kind, tuple(made))


def _piece(
    text: str, piece: Piece, known: dict[str, ArticleFinding], last: dict[str, int], opened: set[str]
) -> TextPiece:
    ids = tuple(dict.fromkeys(piece.labels))
    fresh = tuple(id_ for id_ in ids if id_ not in opened)
    opened.update(fresh)
    closes = tuple((id_, known[id_].mark) for id_ in ids if last[id_] == piece.end)
    kinds = tuple(dict.fromkeys(known[id_].kind for id_ in ids))
    return TextPiece(text[piece.start : piece.end], kinds, ids, fresh, closes)


def _blocks(article: Article) -> Iterator[tuple[int, int, str]]:
    """The paragraphs of the text; what lies between blocks is blank."""
    if article.blocks:
        yield from ((block.start, block.end, block.kind) for block in article.blocks)
        return
    start = 0
    for part_ in article.text.split("\n\n"):
        if part_:
            yield start, start + len(part_), "paragraph"
        start += len(part_) + 2


def _version(version: Any) -> dict[str, Any]:
    return {
        "article": version.article_id, "seen_at": version.seen_at, "is_current": version.is_current,
        "path": rows.article_path(version.article_id),
    }  # fmt: skip
