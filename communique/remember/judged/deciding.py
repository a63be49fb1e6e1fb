"""Deciding: a person's word on a finding, checked, kept and laid upon its reading, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from communique.errors import CodecError, ConflictError, DecisionError, NotFoundError
from communique.record.codec import check_finding, to_dict
from communique.record.followup import Decision, DecisionVerb, FindingKey, Seen
from communique.record.ids import make_id
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.judged import decisions as rows
from communique.remember.judged.anchors import LINKS_OF, Tree, kind_of, parties_of, pick, see, spans_of
from communique.remember.judged.decisions import make_decision_id
from communique.remember.judged.revise import ON_FINDINGS, correct
from communique.remember.judged.revisions import as_read, current, revise_document, shown
from communique.remember.judged.standings import standing_of, standings_of, version_of
from communique.remember.proposed.store import Kept, find_proposal

PAIRED: Final = ("actor", "occasion", "commitment", "statement", "article")
ACTOR_FIELDS: Final = frozenset({"name", "aliases", "kind", "code", "state"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to say of a finding. `version`: that of the finding when it was seen, or None.

    `changes`: fields of the finding as in docs/record.md; a place without its words ({"start", "end"}) gets them.
    `other`: the second finding of `same` and `different`.
    """

    verb: DecisionVerb
    finding: FindingKey
    by: str
    reason: str = ""
    changes: Mapping[str, Any] | None = None
    other: FindingKey | None = None
    version: str | None = None


def decide(archive: Archive, wish: Wish) -> Decision:
    """Keeps a decision; from now on the archive answers as it says.

    Raises: NotFoundError when there is no such finding; ConflictError when it is another than the one that was seen;
    DecisionError when the decision cannot be meant. Nothing has been changed then.
    """
    _check_wish(wish)
    with connect.writing(archive.engine) as connection:
        documents = _lock(connection, [key for key in (wish.finding, wish.other) if key])
        document_id, tree, seen = _seen(connection, wish.finding, documents)
        if wish.version is not None and wish.version != (now := version_of(connection, document_id, seen)):
            raise ConflictError(f"{wish.finding.finding} has changed since it was seen: now of version {now}")
        other = _seen(connection, wish.other, documents) if wish.other else None
        decision = _make(connection, wish, document_id, (tree, seen), other and other[2])
        rows.append(connection, decision, document_id, other[0] if other else None)
        revise_document(connection, document_id)
        _check_stands(connection, decision, document_id)
        return decision


def undo(archive: Archive, decision_id: str, by: str, reason: str = "") -> Decision:
    """Takes a decision back; what stood before it stands again. The row stays.

    Raises: NotFoundError; DecisionError when it was taken back before.
    """
    _check_person(by)
    with connect.writing(archive.engine) as connection:
        found = rows.find(connection, decision_id)
        if found is None:
            raise NotFoundError(f"{decision_id}: no such decision in the archive")
        document_id, undone = found
        rows.document_at(connection, undone.seen.address)
        if undone.verb == "undo":
            raise DecisionError(f"{decision_id} takes a decision back; decide anew instead")
        if any(one.undoes == decision_id for _, one in rows.of_document(connection, document_id)):
            raise DecisionError(f"{decision_id} was taken back before")
        decision = Decision("", undone.thread, "undo", by, _now(), undone.seen, reason, undoes=decision_id)
        decision = _with_id(decision)
        rows.append(connection, decision, document_id, None)
        revise_document(connection, document_id)
        if undone.other:
            revise_document(connection, rows.document_at(connection, undone.other.address))
        return decision


def _check_person(by: str) -> None:
    if not by.strip():
        raise DecisionError("who decides? give a name")


def _check_wish(wish: Wish) -> None:
    _check_person(wish.by)
    paired = wish.verb in ("same", "different")
    if wish.verb not in (*ON_FINDINGS, "same", "different"):
        raise DecisionError(f"{wish.verb!r} is none of {', '.join(ON_FINDINGS)}, same, different")
    if paired != (wish.other is not None):
        raise DecisionError(f"{wish.verb} needs {'a second finding' if paired else 'one finding alone'}")
    if (wish.verb == "correct") != bool(wish.changes):
        raise DecisionError("correct needs changes" if wish.verb == "correct" else f"{wish.verb} takes no changes")
    if wish.other == wish.finding:
        raise DecisionError("a finding is the same as itself")


def version(archive: Archive, key: FindingKey) -> str:
    """A word that changes whenever the finding, or what was decided of it, changes (`Wish.version`).

    Raises: NotFoundError; ConflictError when the article was superseded.
    """
    with connect.reading(archive.engine) as connection:
        document_id, _, seen = _seen(connection, key, _documents(connection, {key.article}))
        return version_of(connection, document_id, seen)


def _lock(connection: Connection, keys: list[FindingKey]) -> dict[str, int]:
    """The documents whose current readings are of these articles, locked in one order."""
    ids = _documents(connection, {key.article for key in keys})
    document = tables.document
    connection.execute(
        select(document.c.id).where(document.c.id.in_(ids.values())).order_by(document.c.id).with_for_update()
    )
    return _documents(connection, ids)


def _documents(connection: Connection, articles: Iterable[str]) -> dict[str, int]:
    """Article -> the document that it is the current reading of. Raises: NotFoundError; ConflictError."""
    reading = tables.reading
    wanted = select(reading.c.article_id, reading.c.document_id, reading.c.is_current)
    known = connection.execute(wanted.where(reading.c.article_id.in_(articles)).order_by(reading.c.id)).all()
    for article in articles:
        of_article = [row for row in known if row.article_id == article]
        if not of_article:
            raise NotFoundError(f"{article}: no such article in the archive")
        if not any(row.is_current for row in of_article):
            raise ConflictError(f"{article} was superseded by another version of its page; look at that one")
    return {row.article_id: row.document_id for row in known if row.is_current}


def _seen(connection: Connection, key: FindingKey, documents: Mapping[str, int]) -> tuple[int, Tree, Seen]:
    """The finding as it is shown; one that was rejected, as it was read, else as it was when that was decided."""
    document_id = documents[key.article]
    reading_id = current(connection, document_id)
    assert reading_id is not None
    tree = to_dict(shown(connection, reading_id))
    document = tables.document
    address = connection.execute(select(document.c.address).where(document.c.id == document_id)).scalar_one()
    seen = _see(tree, address, key) or _see(to_dict(as_read(connection, reading_id)), address, key)
    if seen is None:
        stand = standing_of(connection, document_id, key.finding)
        proposal = find_proposal(connection, key)
        if stand and stand.decision:
            seen = stand.decision.seen
        elif proposal:
            seen = proposal.seen
        else:
            raise NotFoundError(f"{key.finding}: no such finding in article {key.article}")
    return document_id, tree, seen


def _see(tree: Tree, address: str, key: FindingKey) -> Seen | None:
    kind = kind_of(tree, key.finding)
    return see(tree, address, kind, key.finding) if kind else None


def _make(
    connection: Connection, wish: Wish, document_id: int, what: tuple[Tree, Seen], other: Seen | None
) -> Decision:
    tree, seen = what
    if (other is not None or wish.verb in ("same", "different")) and seen.kind not in PAIRED:
        raise DecisionError(f"{wish.verb} is said of {', '.join(PAIRED)}; this is a {seen.kind}")
    if other is not None and other.kind != seen.kind:
        raise DecisionError(f"a {seen.kind} and a {other.kind} are never the same")
    if other is None and seen.kind == "article":
        raise DecisionError("an article is neither right nor wrong; decide on its findings")
    if wish.verb == "reject" and seen.kind == "actor":
        raise DecisionError("an actor cannot be rejected while findings name it; correct those")
    decided = None
    if wish.verb == "correct":
        decided = _corrected(tree, seen, wish.changes or {})
    elif wish.verb == "accept":
        decided = seen
    before = standing_of(connection, document_id, wish.finding.finding)
    last = before.decision if before else None
    proposal = None if last else _proposal(connection, tree, wish)
    thread = last.thread if last else proposal.thread if proposal else ""
    # What persons set before stays theirs, whoever decides next.
    fields = [*(last.changes or () if last and last.decided else ()), *(wish.changes or ())]
    changes = {name: decided.finding[name] for name in fields} if decided and fields else None
    return _with_id(
        Decision("", thread, wish.verb, wish.by, _now(), seen, wish.reason, changes, decided, other,
                 proposed_by=proposal.made_by if proposal else None)
    )  # fmt: skip


def _proposal(connection: Connection, tree: Tree, wish: Wish) -> Kept | None:
    """What a model proposed, when that is what the wish is about. Raises: DecisionError for a pair of such."""
    kept = None
    for key in (wish.finding, wish.other):
        if key is None or kind_of(tree, key.finding):
            continue
        kept = kept or find_proposal(connection, key)
    if kept and wish.other:
        raise DecisionError(f"{wish.verb} is said of findings; accept what a model proposed first")
    return kept


def _corrected(tree: Tree, seen: Seen, changes: Mapping[str, Any]) -> Seen:
    """The finding as it would be. Raises: DecisionError when that is no finding of the reading."""
    fields = seen.finding.keys() - {"id"}
    if seen.kind == "actor":
        fields = fields & ACTOR_FIELDS
    if wrong := sorted(changes.keys() - fields):
        raise DecisionError(
            f"a {seen.kind} has no {', '.join(wrong)} to correct; there are {', '.join(sorted(fields))}"
        )
    try:
        finding = check_finding(seen.kind, correct(tree, seen, changes), tree["article"]["text"])
    except (CodecError, TypeError) as error:
        raise DecisionError(f"the {seen.kind} cannot be corrected so: {error}") from error
    if seen.kind != "actor" and not spans_of(seen.kind, finding):
        raise DecisionError(f"a {seen.kind} with no words is none; reject it instead")
    for field, id_ in parties_of(seen.kind, finding):
        if pick(tree, "actor", id_) is None:
            raise DecisionError(f"{field}: no actor of the article is called {id_!r}")
    for field, kind in LINKS_OF.get(seen.kind, {}).items():
        if finding.get(field) and pick(tree, kind, finding[field]) is None:
            raise DecisionError(f"{field}: no {kind} of the article is called {finding[field]!r}")
    if finding == seen.finding:
        raise DecisionError("this changes nothing; accept the finding instead")
    whole = {**tree, f"{seen.kind}s": [*tree[f"{seen.kind}s"], finding := {**finding, "id": f"{finding['id']} "}]}
    decided = see(whole, seen.address, seen.kind, finding["id"])
    assert decided is not None
    return replace(decided, key=seen.key, finding={**finding, "id": seen.finding["id"]}, beside=seen.beside)


def _check_stands(connection: Connection, decision: Decision, document_id: int) -> None:
    """What was decided just now must have found its finding. Raises: DecisionError."""
    for stand in standings_of(connection, document_id):
        if stand.decision == decision and stand.state == "orphan":
            raise DecisionError(f"{decision.verb}: {stand.why}")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _with_id(decision: Decision) -> Decision:
    uid = make_decision_id(rows.decision_to_dict(decision))
    return replace(decision, id=uid, thread=decision.thread or make_id("t", uid))
