"""Proposals kept, and those that still wait for a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, select

from communique.errors import ArchiveError, CodecError, ConflictError, NotFoundError
from communique.record.codec import Finding, check_finding, finding_from_dict, finding_to_dict, to_dict
from communique.record.followup import FindingKey, Seen
from communique.record.ids import make_id, make_slug
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.database.connect import upsert
from communique.remember.found import Filter, Found, Proposed, Source
from communique.remember.judged.anchors import PLURALS, parties_of, pick, see
from communique.remember.judged.decisions import seen_from_dict
from communique.remember.judged.revisions import shown

BATCH = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A proposal as it was kept."""

    seen: Seen
    thread: str
    made_by: str


def keep_proposals(archive: Archive, article_id: str, findings: Sequence[Finding], made_by: str) -> tuple[int, int]:
    """Keeps what a model proposed for an article: how many were new, how many had been proposed before, by whomever.

    All or nothing. Raises: NotFoundError; ConflictError when the article was superseded; ArchiveError for a finding
    whose words or actors the reading does not have.
    """
    new = 0
    with connect.writing(archive.engine) as connection:
        document_id, reading_id, address = _place(connection, article_id)
        tree = to_dict(shown(connection, reading_id))
        for finding in findings:
            seen = _seen(tree, address, finding)
            uid = make_id("g", address, article_id, seen.kind, seen.key.finding)
            row = {
                "uid": uid, "thread": make_id("t", uid), "document_id": document_id, "article_id": article_id,
                "finding_id": seen.key.finding, "kind": seen.kind, "made_by": made_by,
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "body": json.dumps(asdict(seen), ensure_ascii=False),
            }  # fmt: skip
            added = upsert(connection, tables.proposal).on_conflict_do_nothing().returning(tables.proposal.c.id)
            new += connection.execute(added, row).first() is not None
    return new, len(findings) - new


def find_proposal(connection: Connection, key: FindingKey) -> Kept | None:
    """What was proposed under this id, whatever was decided of it since. Raises: ArchiveError."""
    proposal = tables.proposal
    named = (proposal.c.article_id == key.article) & (proposal.c.finding_id == key.finding)
    row = connection.execute(select(proposal).where(named)).first()
    return Kept(open_seen(row.body), row.thread, row.made_by) if row else None


def get_proposal(archive: Archive, key: FindingKey) -> tuple[Finding, str] | None:
    """What was proposed under this id, and by which model."""
    with connect.reading(archive.engine) as connection:
        kept = find_proposal(connection, key)
    return (_finding(kept.seen), kept.made_by) if kept else None


def waiting_proposals(archive: Archive, filter_: Filter | None = None) -> Iterator[Proposed]:
    """What was proposed for current readings and nobody has decided on, latest proposed first.

    The next page begins with `Filter.before` the last `found.key`, as with findings. Raises: ArchiveError.
    """
    asked = filter_ or Filter()
    proposal, reading = tables.proposal, tables.reading
    columns = (proposal, reading.c.url, reading.c.outlet, reading.c.title, reading.c.published_on)
    here = (reading.c.document_id == proposal.c.document_id) & (reading.c.article_id == proposal.c.article_id)
    wanted = select(*columns).join(reading, here & reading.c.is_current).where(~_is_decided())
    if asked.kinds:
        wanted = wanted.where(proposal.c.kind.in_(asked.kinds))
    before = asked.before
    while True:
        page = wanted if before is None else wanted.where(proposal.c.id < before)
        with connect.reading(archive.engine) as connection:
            rows = connection.execute(page.order_by(proposal.c.id.desc()).limit(BATCH)).all()
        for row in rows:
            seen = open_seen(row.body)
            if _fits(asked, row, seen):
                yield _proposed(row, seen)
        if len(rows) < BATCH:
            return
        before = rows[-1].id


def count_waiting(archive: Archive) -> int:
    proposal, reading = tables.proposal, tables.reading
    # Expressions of the proposal, so that no database walks along all readings and looks for proposals of each.
    document, article = func.coalesce(proposal.c.document_id, 0), func.coalesce(proposal.c.article_id, "")
    here = (reading.c.document_id == document) & (reading.c.article_id == article)
    wanted = select(func.count()).select_from(proposal).join(reading, here & reading.c.is_current)
    with connect.reading(archive.engine) as connection:
        return int(connection.execute(wanted.where(~_is_decided())).scalar_one())


def open_seen(body: str) -> Seen:
    """Raises: ArchiveError when it is damaged."""
    try:
        return seen_from_dict(json.loads(body))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise ArchiveError(f"a proposal is damaged: {error!r}") from error


def _is_decided() -> ColumnElement[bool]:
    """A decision on it stands: one that takes nothing back, and that nobody took back."""
    decision, proposal = tables.decision, tables.proposal
    later = decision.alias("later")
    mine = (decision.c.document_id == proposal.c.document_id) & (decision.c.thread == proposal.c.thread)
    return exists().where(mine, decision.c.undoes.is_(None), ~exists().where(later.c.undoes == decision.c.uid))


def _place(connection: Connection, article_id: str) -> tuple[int, int, str]:
    """The document, the current reading, and the address."""
    reading, document = tables.reading, tables.document
    wanted = select(reading.c.document_id, reading.c.id, reading.c.is_current, document.c.address)
    wanted = wanted.join(document, document.c.id == reading.c.document_id).where(reading.c.article_id == article_id)
    row = connection.execute(wanted.order_by(reading.c.is_current.desc(), reading.c.id.desc())).first()
    if row is None:
        raise NotFoundError(f"{article_id}: no such article in the archive")
    if not row.is_current:
        raise ConflictError(f"{article_id} was superseded by another version of its page; look at that one")
    return row.document_id, row.id, row.address


def _seen(tree: Mapping[str, Any], address: str, finding: Finding) -> Seen:
    """The finding as a person will see it. Raises: ArchiveError when the reading has not what it needs."""
    kind = type(finding).__name__.lower()
    try:
        told = check_finding(kind, finding_to_dict(finding), tree["article"]["text"])
    except CodecError as error:
        raise ArchiveError(f"not proposed: {error}") from error
    for field, id_ in parties_of(kind, told):
        if pick(dict(tree), "actor", id_) is None:
            raise ArchiveError(f"not proposed: {field}: no actor of the article is called {id_!r}")
    plural = PLURALS[kind]
    seen = see({**tree, plural: [*tree[plural], told]}, address, kind, told["id"])
    assert seen is not None
    return seen


def _finding(seen: Seen) -> Finding:
    try:
        return finding_from_dict(seen.kind, seen.finding)
    except CodecError as error:
        raise ArchiveError(f"a proposal is damaged: {error}") from error


def _proposed(row: Any, seen: Seen) -> Proposed:
    source = Source(row.article_id, row.url, row.outlet, row.title, row.published_on)
    names = {actor["id"]: actor["name"] for actor in seen.actors}
    kinds = {actor["id"]: actor["kind"] for actor in seen.actors}
    return Proposed(
        Found(row.kind, row.published_on, source, _finding(seen), names, kinds, row.id), row.made_by, row.at
    )


def _fits(asked: Filter, row: Any, seen: Seen) -> bool:
    """Whether it is what was asked for; the day is that of publication."""
    on: date | None = row.published_on
    if asked.outlet and asked.outlet.casefold() not in (row.outlet or "").casefold():
        return False
    if (asked.since and (on is None or on < asked.since)) or (asked.until and (on is None or on > asked.until)):
        return False
    states = [one for one in (asked.state, *(asked.dyad or ())) if one]
    if not all(any(_is_of(actor, state) for actor in seen.actors) for state in states):
        return False
    words = set(make_slug(asked.person).split("-")) if asked.person else set()
    people = (actor for actor in seen.actors if actor["kind"] == "person")
    return not words or any(words <= set(make_slug(one["name"]).split("-")) for one in people)


def _is_of(actor: Mapping[str, Any], state: str) -> bool:
    """The state itself, by code or name, or somebody of it."""
    is_named = actor["kind"] == "state" and make_slug(actor["name"]) == make_slug(state)
    return is_named or state.upper() in (actor.get("code"), actor.get("state"))
