"""The commands on the archive: add, show, search, people, dyad, timeline, quotes, meetings, verify, db ..."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import CommuniqueError, InputError, NotFoundError, SearchError, SettingsError
from communique.settings import Settings, load_settings

if TYPE_CHECKING:
    from communique.desk.archive import ArchiveDesk
    from communique.remember.found import Filter

FAILED, REFUSED, NOT_FOUND, MISMATCH, BROKEN_PIPE = 1, 3, 4, 5, 141
ON_TERMINAL = 50

Db = Annotated[
    str | None, typer.Option("--db", metavar="FILE|URL", help="The archive: an SQLite file or a postgresql:// URL.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines, also on a terminal.")]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="At most N answers (on a terminal 50).")]
Person = Annotated[str | None, typer.Option(metavar="NAME", help="Words of a person's name.")]
State = Annotated[str | None, typer.Option(metavar="CODE", help="A state: BLR.")]
Dyad = Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Two states: BLR AZE.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet.")]
Kind = Annotated[
    list[str] | None,
    typer.Option(metavar="KIND", help="article, statement, occasion, event, commitment or relation; may be repeated."),
]
Statuses = Annotated[
    list[str] | None, typer.Option("--status", metavar="STATUS", help="held, planned, ...; may be repeated.")
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day on (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")]

db_app = typer.Typer(no_args_is_help=True, help="Look after the archive: upgrade, backup, restore, check.")


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    of_archive: tuple[Callable[..., None], ...] = (add, show, search, people, dyad, timeline, quotes, meetings, verify)
    for command in of_archive:
        app.command(name=command.__name__)(command)
    of_database: tuple[Callable[..., None], ...] = (upgrade, backup, restore, check)
    for command in of_database:
        db_app.command(name=command.__name__)(command)
    app.add_typer(db_app, name="db")


def add(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files, folders, addresses (https://...), or - for standard input."),
    ],
    db: Db = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication; wins over the pages.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet; wins over the pages.")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", help="Read in N processes.")] = None,
    warc: Annotated[
        str | None, typer.Option(metavar="DIR", help="Also write fetched pages into WARC files there.")
    ] = None,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Read articles and keep them in the archive, which is made when it is not there.

    A page that is there already adds nothing; other words at the same address are a new version.
    """
    from communique.show.answers import make_table

    _day(published, "--published")
    counts = {"new": 0, "version": 0, "again": 0, "refused": 0}
    with _open(db, create=True, jobs=jobs, warc=warc) as desk:

        def counted() -> Iterator[dict[str, Any]]:
            for row in _added(desk, inputs, published, outlet):
                counts[row["change"]] += 1
                yield row

        make_table(counted(), as_json=json)
    if not quiet:
        typer.echo(", ".join(f"{number} {what}" for what, number in counts.items()), err=True)
    raise typer.Exit(REFUSED if counts["refused"] else 0)


def _added(desk: ArchiveDesk, inputs: list[str], published: str | None, outlet: str | None) -> Iterator[dict[str, Any]]:
    """The rows of files and addresses, in the order of the inputs."""
    from communique.show.answers import added_row, fetched_row

    for is_address, group in groupby(inputs, lambda name: name.startswith(("http://", "https://"))):
        if is_address:
            from communique.desk.sources.desk import SourceDesk

            sources = SourceDesk(desk, desk.settings)
            yield from map(fetched_row, sources.add(list(group), published=published, outlet=outlet))
        else:
            yield from (added_row(*one) for one in desk.add(list(group), published=published, outlet=outlet))


def show(
    article: Annotated[str, typer.Argument(metavar="ID", help="An article's id: a-3f2b...")],
    db: Db = None,
    json: Json = False,
    text: Annotated[bool, typer.Option("--text", help="The readable account, also into a pipe.")] = False,
    versions: Annotated[bool, typer.Option("--versions", help="When which version was seen, instead.")] = False,
) -> None:
    """Show the record of an article in the archive; exit code 4 when there is none with this id."""
    from communique.show.answers import make_table, print_reading, print_same_story, same_story_rows, version_row

    with _open(db) as desk:
        if versions:
            make_table(map(version_row, desk.versions(article)), as_json=json)
        else:
            as_text = text or not (json or not sys.stdout.isatty())
            print_reading(desk.get(article), as_text=as_text)
            if as_text:
                print_same_story(same_story_rows(desk.followup.same_story([article]).get(article, [])))


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help='peace talks, "peace talks", negotiat*, a OR b, -gas')],
    db: Db = None, person: Person = None, state: State = None, dyad: Dyad = None, outlet: Outlet = None,
    kind: Kind = None, since: Since = None, until: Until = None, limit: Limit = None, json: Json = False,
) -> None:  # fmt: skip
    """Search the full text of articles, or of findings with --kind; latest first.

    \b
    communique search "border demarcation" --dyad ARM AZE
    communique search ceasefire --kind statement --person Rubio --since 2025-01-01
    """
    wanted = _filter(person, state, dyad, outlet, kind or ["article"], since, until)
    from communique.show.answers import found_row, with_same_story

    with _open(db) as desk:
        rows = map(found_row, desk.search(query, wanted))
        _print(with_same_story(rows, desk.followup.same_story), limit, json)


def people(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Words of the name.")] = None,
    db: Db = None, state: State = None, limit: Limit = None, json: Json = False,
) -> None:  # fmt: skip
    """List the people of the archive, most mentioned first."""
    from communique.show.answers import person_row

    with _open(db) as desk:
        _print(map(person_row, desk.people(name, state=state)), limit, json)


def dyad(
    a: Annotated[str, typer.Argument(metavar="A", help="A state: BLR.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another: AZE.")],
    db: Db = None, outlet: Outlet = None, kind: Kind = None, since: Since = None, until: Until = None,
    limit: Limit = None, json: Json = False,
) -> None:  # fmt: skip
    """All that two states have to do with each other, latest first."""
    wanted = _filter(None, None, None, outlet, kind, since, until)
    _answer(db, lambda desk: desk.dyad(a, b, wanted), limit, json)


def timeline(
    db: Db = None, person: Person = None, state: State = None, dyad: Dyad = None, outlet: Outlet = None,
    kind: Kind = None, since: Since = None, until: Until = None, limit: Limit = None, json: Json = False,
) -> None:  # fmt: skip
    """Everything with a day, earliest first."""
    wanted = _filter(person, state, dyad, outlet, kind, since, until)
    _answer(db, lambda desk: desk.timeline(wanted), limit, json)


def quotes(
    db: Db = None, person: Person = None, state: State = None, dyad: Dyad = None, outlet: Outlet = None,
    since: Since = None, until: Until = None, limit: Limit = None, json: Json = False,
) -> None:  # fmt: skip
    """Who said what, latest first; --person is the speaker."""
    wanted = _filter(person, state, dyad, outlet, None, since, until)
    _answer(db, lambda desk: desk.quotes(wanted), limit, json)


def meetings(
    db: Db = None, person: Person = None, state: State = None, dyad: Dyad = None, outlet: Outlet = None,
    status: Statuses = None,
    since: Since = None, until: Until = None, limit: Limit = None, json: Json = False,
) -> None:  # fmt: skip
    """Who met whom, latest first; --person took part."""
    wanted = _filter(person, state, dyad, outlet, None, since, until)
    _answer(db, lambda desk: desk.meetings(wanted, statuses=status or ()), limit, json)


def verify(db: Db = None, json: Json = False) -> None:
    """Check every page against its hash and every quote against its text; exit code 5 on a mismatch."""
    from communique.show.answers import make_table, mismatch_row

    found: list[dict[str, Any]] = []
    with _open(db) as desk:
        verified = desk.verify(lambda mismatch: found.append(mismatch_row(mismatch)))
    make_table(found, as_json=json)
    typer.echo(
        f"{verified.pages} pages, {verified.readings} readings, {verified.quotes} quotes checked, "
        f"{verified.mismatches} mismatches",
        err=True,
    )
    raise typer.Exit(MISMATCH if verified.mismatches else 0)


def upgrade(db: Db = None) -> None:
    """Bring the archive's tables up to date, all or nothing."""
    from communique.desk.archive import upgrade_archive

    with _codes():
        before, after = upgrade_archive(_settings(db).db)
    typer.echo(f"version {before or 'none'} -> {after}", err=True)


def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to.")], db: Db = None) -> None:
    """Write the whole archive into one SQLite file, which appears when it is complete."""
    with _open(db) as desk:
        desk.backup(file)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    db: Db = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of what the archive holds.")] = False,
) -> None:
    """Fill an archive, SQLite or PostgreSQL, from a backup; all or nothing."""
    from communique.desk.archive import restore_archive

    with _codes():
        restore_archive(file, _settings(db).db, replace=replace)


def check(db: Db = None, json: Json = False) -> None:
    """Check the database itself: file, references, counts, version; exit code 5 when something is wrong."""
    from communique.show.answers import make_table

    with _open(db) as desk:
        problems = desk.check()
    make_table([{"problem": problem} for problem in problems], as_json=json)
    raise typer.Exit(MISMATCH if problems else 0)


def _answer(db: str | None, ask: Callable[[ArchiveDesk], Iterable[Any]], limit: int | None, json: bool) -> None:
    from communique.show.answers import found_row

    with _open(db) as desk:
        _print(map(found_row, ask(desk)), limit, json)


def _print(answers: Iterable[dict[str, Any]], limit: int | None, json: bool) -> None:
    """The answers; who reads them on a terminal is also told that there are none, or more than are shown."""
    from communique.show.answers import make_table

    is_read, count = sys.stdout.isatty() and not json, 0
    rest = iter(answers)

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal count
        for row in _limited(rest, limit, json):
            count += 1
            yield row

    make_table(counted(), as_json=json)
    if is_read and not count:
        typer.echo("Nothing found.", err=True)
    elif is_read and limit is None and next(rest, None) is not None:
        typer.echo(f"The first {count}; --limit N shows more.", err=True)


def _limited(answers: Iterable[Any], limit: int | None, json: bool) -> Iterator[Any]:
    """All answers into a pipe; as many as a person reads on a terminal."""
    is_read = sys.stdout.isatty() and not json
    return islice(iter(answers), limit or (ON_TERMINAL if is_read else None))


def _filter(
    person: str | None, state: str | None, dyad: tuple[str, str] | None, outlet: str | None, kinds: list[str] | None,
    since: str | None, until: str | None,
) -> Filter:  # fmt: skip
    from communique.remember.found import Filter

    try:
        days = _day(since, "--since"), _day(until, "--until")
        return Filter(person, state, dyad, outlet, tuple(kinds or ()), *days)  # type: ignore[arg-type]
    except SearchError as error:
        raise typer.BadParameter(str(error), param_hint="--kind") from error


def _day(value: str | None, option: str) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no day; write YYYY-MM-DD", param_hint=option) from error


def _settings(db: str | None, **flags: Any) -> Settings:
    return load_settings({"db": db} | flags, os.environ, Path.cwd())


@contextmanager
def _open(db: str | None, *, create: bool = False, **flags: Any) -> Iterator[ArchiveDesk]:
    with _codes():
        settings = _settings(db, **flags)
        from communique.desk.archive import ArchiveDesk

        with ArchiveDesk(settings.db, settings, create=create) as desk:
            yield desk


@contextmanager
def _codes() -> Iterator[None]:
    """Errors as the exit codes of `docs/cli.md`."""
    try:
        yield
    except BrokenPipeError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(BROKEN_PIPE) from error
    except (InputError, SearchError, SettingsError) as error:
        raise typer.BadParameter(str(error)) from error
    except NotFoundError as error:
        typer.echo(f"communique: {error}", err=True)
        raise typer.Exit(NOT_FOUND) from error
    except CommuniqueError as error:
        typer.echo(f"communique: {error}", err=True)
        raise typer.Exit(FAILED) from error
