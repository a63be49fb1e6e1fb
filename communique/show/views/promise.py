"""One promise or encounter through all articles that tell of it, and a matter: wordings side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Overview, Track
from communique.errors import NotFoundError
from communique.record.finding import Commitment, Occasion
from communique.record.followup import LedgerEntry, Matter
from communique.record.outcome import Reading
from communique.remember.entries import published_on
from communique.show import phrases
from communique.show.views import rows
from communique.show.views.asking import MOST_WORDS, asked, part
from communique.show.views.ledger import OPEN, PromiseRow, Step, parties, promise_row, steps_of
from communique.show.views.rows import ArticleRow, Party


@dataclass(frozen=True, slots=True)
class PromiseAsk:
    """Which promise or encounter."""

    promise: str = part("The id in the ledger: `p-...` for a promise, `x-...` for an encounter.")
    as_of: date | None = asked(None, "The day to judge by; default today.")


@dataclass(frozen=True, slots=True)
class MatterAsk:
    """Which matter, and which two outlets to set side by side."""

    matter: str = part("The id of the matter: `m-...`.")
    left: str | None = asked(None, "The outlet on the left.", high=MOST_WORDS)
    right: str | None = asked(None, "The outlet on the right.", high=MOST_WORDS)
    as_of: date | None = asked(None, "The day to judge by; default today.")


@dataclass(frozen=True, slots=True)
class Telling:
    """How one article words it: the sentence, with the words [start, end) of the finding in it."""

    article: ArticleRow
    finding: str
    status: str
    sentence: str
    start: int
    end: int
    path: str
    of: str


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise (or an encounter), its history, and every telling of it."""

    id: str
    kind: str
    title: str
    who: tuple[Party, ...]
    whom: tuple[Party, ...]
    when: str | None
    place: str | None
    status: str
    is_overdue: bool
    as_of: date
    history: tuple[Step, ...]
    tellings: tuple[Telling, ...]
    matter: str | None


@dataclass(frozen=True, slots=True)
class MatterView:
    """Promises of one matter, and how each article words them."""

    id: str
    title: str
    as_of: date
    promises: tuple[PromiseRow, ...]
    outlets: tuple[str, ...]
    left: str | None
    right: str | None
    columns: tuple[tuple[Telling, ...], ...]
    tellings: tuple[Telling, ...]


def promise(desk: ArchiveDesk, ask: PromiseAsk) -> PromiseView:
    """Raises: NotFoundError."""
    as_of = ask.as_of or date.today()
    track = Overview(desk).track(ask.promise)
    entry, actors = track.entry, {actor.id: actor for actor in track.actors}
    tellings = tuple(_tellings(desk, track))
    if isinstance(entry, LedgerEntry):
        last = entry.due.to_on if entry.due else None
        return PromiseView(
            entry.id, entry.kind, entry.action, parties(entry.by, actors), parties(entry.to, actors),
            phrases.period(entry.due) if entry.due else None, None, entry.status,
            entry.status in OPEN and last is not None and last < as_of, as_of, tuple(steps_of(entry.history)),
            tellings, track.matter,
        )  # fmt: skip
    names = parties(entry.participants, actors)
    return PromiseView(
        entry.id, entry.kind, f"{entry.kind.capitalize()} of {', '.join(p.name for p in names)}", names, (),
        phrases.period(entry.when) if entry.when else None, entry.place, entry.status, False, as_of, (), tellings,
        track.matter,
    )  # fmt: skip


def matter(desk: ArchiveDesk, ask: MatterAsk) -> MatterView:
    """Raises: NotFoundError."""
    as_of = ask.as_of or date.today()
    found, tracks = Overview(desk).matter(ask.matter)
    tellings = sorted(
        (telling for track in tracks for telling in _tellings(desk, track)),
        key=lambda one: (one.article.on or date.min, one.article.id, one.start),
    )
    outlets = tuple(dict.fromkeys(one.article.outlet for one in tellings if one.article.outlet))
    left = ask.left or (outlets[0] if outlets else None)
    right = ask.right or next((one for one in outlets if one != left), None)
    columns = tuple(tuple(t for t in tellings if t.article.outlet == one) for one in (left, right) if one)
    return MatterView(
        found.id, _title(found, tracks), as_of, tuple(promise_row(t, as_of) for t in tracks), outlets,
        left, right, columns, tuple(tellings),
    )  # fmt: skip


def _title(found: Matter, tracks: list[Track]) -> str:
    """The promise that is told most often, in its own words; without any, the matter's."""
    told = [track.entry for track in tracks if isinstance(track.entry, LedgerEntry)]
    most = max(told, key=lambda entry: len(entry.mentions), default=None)
    return most.action if most else ", ".join(found.words[:6]) or found.id


def _tellings(desk: ArchiveDesk, track: Track) -> Iterator[Telling]:
    """Each mention in its sentence; a mention whose article has another version since is left out."""
    readings: dict[str, Reading | None] = {}
    for mention in track.entry.mentions:
        id_ = mention.commitment if hasattr(mention, "commitment") else mention.occasion
        if mention.article not in readings:
            readings[mention.article] = _get(desk, mention.article)
        reading = readings[mention.article]
        finding = _finding(reading, id_) if reading else None
        if reading is None or finding is None:
            continue
        words = finding.action if isinstance(finding, Commitment) else finding.evidence[0]
        start, end = sentence_at(reading.article.text, words.start, words.end)
        article = reading.article
        yield Telling(
            rows.ArticleRow(article.id, article.title, article.outlet, article.url, published_on(reading),
                            rows.article_path(article.id)),
            id_, finding.status, article.text[start:end], words.start - start, words.end - start,
            rows.article_path(article.id, id_), track.entry.id,
        )  # fmt: skip


def _get(desk: ArchiveDesk, article: str) -> Reading | None:
    try:
        return desk.get(article)
    except NotFoundError:
        return None


def _finding(reading: Reading, id_: str) -> Commitment | Occasion | None:
    found: tuple[Commitment | Occasion, ...] = (*reading.commitments, *reading.occasions)
    return next((one for one in found if one.id == id_), None)


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences around [start, end), within its paragraph.

    >>> sentence_at("One. They will meet soon. Three.", 10, 14)
    (5, 25)
    """
    low = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, 0)
    for sign in (". ", "! ", "? ", ".\u201d ", '." '):
        found = text.rfind(sign, low, start)
        low = max(low, found + len(sign)) if found >= 0 else low
    high = text.find("\n\n", end)
    high = len(text) if high < 0 else high
    ends = [found + 1 for sign in (". ", "! ", "? ") if (found := text.find(sign, max(start, end - 1), high)) >= 0]
    return low, min(ends, default=high)
