"""`communique review`: what persons decide about findings; and what still waits for them."""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import ConflictError, DecisionError, NotFoundError
from communique.show.cli import archive_commands as archive

if TYPE_CHECKING:
    from communique.desk.identities.why import Why
    from communique.desk.review import ReviewDesk
    from communique.record.followup import Decision, DecisionVerb, FindingKey, Seen, Standing, Verdict
    from communique.record.outcome import Reading
    from communique.remember.found import Found, Proposed

CONFLICT = 6
Ref = Annotated[str, typer.Argument(metavar="REF", help="A finding as the list names it: a-3f2b.../s-77...")]
Refs = Annotated[list[str], typer.Argument(metavar="REF...", help="Findings as the list names them.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", envvar="COMMUNIQUE_BY", help="Who decides.")]
Reason = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why.")]
Version = Annotated[
    str | None, typer.Option("--version", metavar="V", help="Only if the finding is still of this version.")
]

review_app = typer.Typer(invoke_without_command=True)


@review_app.callback()
def review(
    context: typer.Context,
    db: archive.Db = None, person: archive.Person = None, state: archive.State = None, dyad: archive.Dyad = None,
    outlet: archive.Outlet = None, kind: archive.Kind = None, since: archive.Since = None, until: archive.Until = None,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Only those with a doubt.")] = False,
    proposed: Annotated[bool, typer.Option("--proposed", help="Only what a language model proposed.")] = False,
    limit: archive.Limit = None, json: archive.Json = False,
) -> None:  # fmt: skip
    """List findings that nobody has decided on, latest first, or decide on them; a language model's proposals first.

    \b
    communique review --kind commitment --dyad BLR AZE
    communique review accept a-3f2b.../c-77... --by Ann
    communique review correct a-3f2b.../c-77... --by Ann --set due=2026-05 --set kind=plan
    """
    if context.invoked_subcommand is not None:
        if given := [value for name, value in context.params.items() if value and name != "context"]:
            raise typer.BadParameter(f"write options behind {context.invoked_subcommand}, not before it: {given[0]}")
        return
    wanted = archive._filter(person, state, dyad, outlet, kind, since, until)
    with _desk(db) as desk:
        read = () if proposed else desk.queue(wanted)
        rows = chain(map(_proposed_row, desk.proposals(wanted)), map(_waiting_row, read))
        _print(archive._limited((row for row in rows if not doubtful or row["doubts"]), limit, json), json)


@review_app.command()
def accept(
    refs: Refs, by: By, reason: Reason = "", version: Version = None, db: archive.Db = None, json: archive.Json = False
) -> None:
    """Confirm findings: they stay as they are, whatever a later reading says."""
    _decide("accept", refs, by, reason, version, db, json)


@review_app.command()
def reject(
    refs: Refs, by: By, reason: Reason = "", version: Version = None, db: archive.Db = None, json: archive.Json = False
) -> None:
    """Reject findings: nothing answers with them any more, nor after a later reading."""
    _decide("reject", refs, by, reason, version, db, json)


@review_app.command()
def correct(
    ref: Ref, by: By,
    sets: Annotated[list[str], typer.Option("--set", metavar="FIELD=VALUE", help="May be repeated.")],
    reason: Reason = "", version: Version = None, db: archive.Db = None, json: archive.Json = False,
) -> None:  # fmt: skip
    """Set fields of a finding, named as in docs/record.md; a value is JSON, or plain words.

    \b
    --set speaker=ilham-aliyev                  an actor's id
    --set 'by=["ilham-aliyev"]'                 a list
    --set due=2026-05                           a day, month or year
    --set 'action=open the bridge'              words of the article
    --set 'content=[{"start": 10, "end": 42}]'  places in its text
    --set occasion=null                         not stated
    """
    changes = dict(_parse(one) for one in sets)
    with _desk(db) as desk:
        made = desk.decide("correct", _key(ref), by=by, reason=reason, changes=changes, version=version)
        _print([_decision_row(made)], json)


@review_app.command()
def same(a: Ref, b: Ref, by: By, reason: Reason = "", db: archive.Db = None, json: archive.Json = False) -> None:
    """Say that two actors, encounters, commitments, statements or articles are one."""
    _pair("same", (a, b), by, reason, db, json)


@review_app.command()
def different(a: Ref, b: Ref, by: By, reason: Reason = "", db: archive.Db = None, json: archive.Json = False) -> None:
    """Say that they are two."""
    _pair("different", (a, b), by, reason, db, json)


@review_app.command()
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id: d-5a1c...")],
    by: By, reason: Reason = "", db: archive.Db = None, json: archive.Json = False,
) -> None:  # fmt: skip
    """Take a decision back; what stood before it stands again."""
    with _desk(db) as desk:
        _print([_decision_row(desk.undo(decision, by, reason))], json)


@review_app.command()
def show(
    ref: Annotated[str, typer.Argument(metavar="ID", help="An article (a-3f2b...) or one finding of it.")],
    log: Annotated[bool, typer.Option("--log", help="Every decision instead, those taken back too.")] = False,
    db: archive.Db = None, json: archive.Json = False,
) -> None:  # fmt: skip
    """Show how the findings of an article stand, by whose decision."""
    article, _, finding = ref.partition("/")
    with _desk(db) as desk:
        if log:
            _print(map(_decision_row, desk.decisions(article, finding or None)), json)
            return
        readings = (desk.archive.get(article), desk.as_read(article))
        stands = [one for one in desk.standing(article) if not finding or one.finding.finding == finding]
        if finding and not stands:
            raise NotFoundError(f"{finding}: no such finding in article {article}")
        _print((_standing_row(one, desk, readings) for one in stands), json)


@review_app.command()
def orphans(db: archive.Db = None, json: archive.Json = False) -> None:
    """List decisions whose words the current readings do not have."""
    with _desk(db) as desk:
        _print((_standing_row(one, desk, ()) for one in desk.orphans()), json)


@review_app.command(name="export")
def export_(db: archive.Db = None) -> None:
    """Write all decisions as JSON Lines, for `review import` into another archive."""
    with _desk(db) as desk:
        for one in desk.export():
            typer.echo(json_text.dumps(one, ensure_ascii=False))


@review_app.command(name="import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `review export` wrote, or - for standard input.")],
    db: archive.Db = None,
) -> None:
    """Add decisions of another archive, all or none; those without their articles wait for them."""
    with _desk(db, create=True) as desk:
        new, known = desk.import_(_lines(file))
    typer.echo(f"{new} new, {known} again", err=True)


def why(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="p-... or x-... of the ledger, a person's id, or ARTICLE/FINDING.")
    ],
    db: archive.Db = None, json: archive.Json = False,
) -> None:  # fmt: skip
    """Explain what made several tellings one person, encounter, commitment or statement: words and verdicts.

    On a terminal: a readable account. Into a pipe: one JSON object.
    """
    with archive._open(db) as opened:
        from communique.desk.identities.why import explain
        from communique.show.plain import plain, plain_json

        found = explain(opened.archive, id_)
        if json or not sys.stdout.isatty():
            line = json_text.dumps(_why_tree(found), ensure_ascii=False)
            typer.echo(plain_json(line) if sys.stdout.isatty() else line)
        else:
            for line in _why_lines(found):
                typer.echo(plain(line))


def _why_tree(found: Why) -> dict[str, Any]:
    return {
        "schema": "communique/why/1", "id": found.id, "layer": found.layer,
        "tellings": [
            {"ref": _ref(one.key), "url": one.url, "outlet": one.outlet, "on": one.on and one.on.isoformat(),
             "name": one.name, "words": one.words}
            for one in found.tellings
        ],
        "joins": [_verdict_row(one) for one in found.joins],
        "apart": [_verdict_row(one) for one in found.apart],
    }  # fmt: skip


def _verdict_row(one: Verdict) -> dict[str, Any]:
    return {
        "a": _ref(one.a), "b": _ref(one.b), "sameness": one.sameness, "score": one.score, "reason": one.reason,
        "by": one.by, "on": one.on and one.on.isoformat(),
    }  # fmt: skip


def _why_lines(found: Why) -> Iterator[str]:
    numbers = {one.key: number for number, one in enumerate(found.tellings, 1)}
    yield f"{found.id}: one {found.layer}, told {len(numbers)} times"
    for one in found.tellings:
        told = (one.outlet, one.on.isoformat() if one.on else None, one.url or _ref(one.key))
        where = ", ".join(part for part in told if part)
        yield f"  {numbers[one.key]}  {one.name or one.words}  ({where})"
    for title, verdicts in (("Because", found.joins), ("Not joined", found.apart)):
        if verdicts:
            yield title
        for verdict in verdicts:
            a, b = (str(numbers.get(key) or _ref(key)) for key in (verdict.a, verdict.b))
            yield f"  {a} and {b}: {verdict.sameness} ({verdict.score:.2f}), {verdict.reason} [{verdict.by}]"


def _decide(
    verb: DecisionVerb, refs: list[str], by: str, reason: str, version: str | None, db: str | None, json: bool
) -> None:
    if version is not None and len(refs) > 1:
        raise typer.BadParameter("a version is that of one finding", param_hint="--version")
    with _desk(db) as desk:
        keys = [_key(ref) for ref in refs]
        _print((_decision_row(desk.decide(verb, k, by=by, reason=reason, version=version)) for k in keys), json)


def _pair(
    verb: DecisionVerb, refs: tuple[str, str], by: str, reason: str, db: str | None, json: bool
) -> None:  # fmt: skip
    a, b = map(_key, refs)
    with _desk(db) as desk:
        _print([_decision_row(desk.decide(verb, a, by=by, reason=reason, other=b))], json)


@contextmanager
def _desk(db: str | None, *, create: bool = False) -> Iterator[ReviewDesk]:
    """The desk of reviews; errors as the exit codes of `docs/cli.md`."""
    with archive._open(db, create=create) as opened:
        from communique.desk.review import ReviewDesk

        try:
            yield ReviewDesk(opened.archive)
        except ConflictError as error:
            typer.echo(f"communique: {error}", err=True)
            raise typer.Exit(CONFLICT) from error
        except DecisionError as error:
            raise typer.BadParameter(str(error)) from error


def _key(ref: str) -> FindingKey:
    article, slash, finding = ref.partition("/")
    if not (article and slash):
        raise typer.BadParameter(f"{ref!r} is no finding; write ARTICLE/FINDING, as `communique review` lists them")
    from communique.record.followup import FindingKey

    return FindingKey(article, finding or article)


def _parse(one: str) -> tuple[str, Any]:
    field, equals, value = one.partition("=")
    if not (field and equals):
        raise typer.BadParameter(f"{one!r}: write FIELD=VALUE", param_hint="--set")
    try:
        parsed = json_text.loads(value)
    except ValueError:
        return field, value
    # A bare number is a year, or a word of digits.
    return field, value if isinstance(parsed, (int, float)) and not isinstance(parsed, bool) else parsed


def _lines(file: str) -> Iterator[Mapping[str, Any]]:
    try:
        lines = sys.stdin if file == "-" else Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file}: {error}", param_hint="FILE") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield json_text.loads(line)
            except ValueError as error:
                raise DecisionError(f"line {number}: not JSON: {error}") from error


def _print(rows: Iterable[Mapping[str, Any]], json: bool) -> None:
    """JSON Lines; for a person a few lines each, so that a `ref` is never cut short."""
    from communique.show.answers import make_table

    if json or not sys.stdout.isatty():
        make_table(rows, as_json=json)
        return
    from communique.show.plain import plain

    for row in rows:
        typer.echo(plain(f"{row['ref']}  {row.get('decision') or ''}".rstrip()))
        first = (row.get(name) for name in ("state", "verb", "kind", "on", "who", "by", "at"))
        typer.echo(plain("  " + "  ".join(str(one) for one in first if one)))
        for name in ("what", "reason", "why", "doubts", "other", "undoes", "changes"):
            if value := row.get(name):
                words = json_text.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
                typer.echo(plain(f"  {words}" if name == "what" else f"  {name}: {words}"))


def _waiting_row(found: Found) -> dict[str, Any]:
    from communique.show.answers import found_row

    finding = found.finding
    assert finding is not None
    return {"ref": f"{found.source.article_id}/{finding.id}", **found_row(found), "doubts": "; ".join(_doubts(found))}


def _proposed_row(one: Proposed) -> dict[str, Any]:
    """As a finding that waits, marked with the model."""
    row = _waiting_row(one.found)
    return {"ref": row.pop("ref"), "state": f"proposed by {one.made_by}", "proposed_by": one.made_by, **row}


def _doubts(found: Found) -> list[str]:
    return [f"{one.field}: {one.why}" for one in getattr(found.finding, "doubts", ())]


def _decision_row(made: Decision) -> dict[str, Any]:
    return {
        "decision": made.id, "verb": made.verb, "ref": _ref(made.seen.key), "kind": made.seen.kind,
        "what": _what(made.decided or made.seen), "by": made.by, "at": made.at, "reason": made.reason,
        "undoes": made.undoes, "proposed_by": made.proposed_by,
        "other": _ref(made.other.key) if made.other else None, "changes": dict(made.changes) if made.changes else None,
    }  # fmt: skip


def _standing_row(stand: Standing, desk: ReviewDesk, readings: Iterable[Reading]) -> dict[str, Any]:
    made = stand.decision
    found = next((one for reading in readings if (one := desk.look(reading, stand))), None)
    seen = found or (made and (made.decided or made.seen))
    return {
        "ref": _ref(stand.finding), "kind": stand.kind, "state": stand.state,
        "what": _what(seen) if seen else None,
        "decision": made.id if made else None, "by": made.by if made else None, "at": made.at if made else None,
        "reason": made.reason if made else None, "why": stand.why,
        "version": None if stand.state == "orphan" else desk.version(stand.finding),
    }  # fmt: skip


def _what(seen: Seen) -> str:
    """The words of a finding, or an actor's name, or an article's title."""
    finding = seen.finding
    words = finding.get("content") or finding.get("action") or finding.get("evidence")
    if words:
        return " ... ".join(one["quote"] for one in (words if isinstance(words, list) else [words]))
    return str(finding.get("name") or finding.get("title") or "")


def _ref(key: FindingKey) -> str:
    return f"{key.article}/{key.finding}"
