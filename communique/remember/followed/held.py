"""The ledger held to its word: every quote of a history against its article, the topics against the tracks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy import Connection, func, select

from communique.errors import CommuniqueError
from communique.record.codec import from_json
from communique.record.followup import LedgerEntry
from communique.record.outcome import Reading
from communique.remember import tables
from communique.remember.followed.tracks import Track, load_tracks, topics_of
from communique.remember.vault import open_body

_BATCH = 100


def verify_tracks(connection: Connection) -> Iterator[tuple[str, str]]:
    """(what, how) of each track that is not what it was when it was made."""
    track, topic = tables.track, tables.track_topic

    @lru_cache(maxsize=64)
    def text_of(article: str) -> str | None:
        return _text(connection, article)

    last = 0
    while names := connection.execute(
        select(track.c.id, track.c.name, track.c.status, track.c.due_on)
        .where(track.c.id > last)
        .order_by(track.c.id)
        .limit(_BATCH)
    ).all():
        last = names[-1].id
        for id_, name, status, due_on in names:
            try:
                (found,) = load_tracks(connection, [id_])
            except CommuniqueError as error:
                yield f"track {name}", str(error).removeprefix(f"track {name}: ")
                continue
            if found.entry.status != status:
                yield f"track {name}", f"its status is {found.entry.status}, its row says {status}"
            kept = connection.execute(
                select(topic.c.topic).where(
                    topic.c.layer == found.layer, topic.c.topic.in_(topics_of(found)), topic.c.due_on == due_on,
                    topic.c.track_id == id_, topic.c.status == status,
                )
            ).scalars()  # fmt: skip
            if missing := sorted(set(topics_of(found)) - set(kept)):
                yield f"track {name}", f"it is not found under {', '.join(map(repr, missing))}"
            yield from ((f"track {name}", detail) for detail in _quotes(found, text_of))


def check_tracks(connection: Connection) -> Iterator[str]:
    """What is wrong with the tables of the follow-up when nothing waits for it."""
    reading, mention, waiting, track = tables.reading, tables.track_mention, tables.waiting, tables.track
    if connection.execute(select(waiting.c.reading_id).limit(1)).first():
        return
    stale = (
        select(func.count())
        .select_from(mention.join(reading, reading.c.id == mention.c.reading_id))
        .where(~reading.c.is_current)
    )
    if count := connection.execute(stale).scalar_one():
        yield f"ledger: {count} findings of superseded readings are still in it"
    empty = select(func.count()).select_from(track).where(track.c.id.not_in(select(mention.c.track_id)))
    if count := connection.execute(empty).scalar_one():
        yield f"ledger: {count} tracks join no finding"


def _quotes(track: Track, text_of: object) -> Iterator[str]:
    assert callable(text_of)
    steps = track.entry.history if isinstance(track.entry, LedgerEntry) else ()
    for step in steps:
        if step.evidence is None or step.article is None:
            continue
        text = text_of(step.article)
        quote = step.evidence.quote
        if text is None:
            yield f"its history quotes article {step.article}, which is not there"
        elif text[step.evidence.start : step.evidence.end] != quote:
            yield f"its history quotes {quote!r}, which is not the text at {step.evidence.start} of {step.article}"


def _text(connection: Connection, article: str) -> str | None:
    reading = tables.reading
    wanted = select(reading.c.body, reading.c.sha256).where(reading.c.article_id == article)
    row = connection.execute(wanted.order_by(reading.c.is_current.desc(), reading.c.id.desc())).first()
    try:
        outcome = from_json(open_body(row.body, row.sha256, article)) if row else None
    except CommuniqueError:
        return None
    return outcome.article.text if isinstance(outcome, Reading) else None
