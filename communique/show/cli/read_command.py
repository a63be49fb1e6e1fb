"""`communique read`: pages in, records out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import InputError, SettingsError
from communique.settings import Settings, load_settings

if TYPE_CHECKING:
    from communique.show.files import Write

FAILED, REFUSED, BROKEN_PIPE = 1, 3, 141


def read(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, or - for standard input.")],
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, also on a terminal.")] = False,
    text: Annotated[bool, typer.Option("--text", help="The readable account, also into a pipe.")] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR|FILE",
            help="Write JSON here: a folder (one file a page) when it exists, ends with / or several pages may come.",
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD); wins over the pages.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet; wins over the pages.")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", help="Read in N processes.")] = None,
    trained: Annotated[bool, typer.Option("--trained", help="Let the trained reader help the rules; slower.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when a page was refused.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Say more on stderr.")] = 0,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour; NO_COLOR does the same.")] = False,
) -> None:
    """Read articles: HTML, plain text, Markdown, JSON or JSON Lines, alone or in folders.

    On a terminal: a readable account. Into a pipe: JSON Lines (docs/record.md).

    \b
    communique read talks.html
    communique read news/ -o records/ --jobs 2
    curl -s https://example.org/a | communique read - --outlet Example | jq .commitments
    """
    _check(json and text, output, published, inputs)
    loudness = -1 if quiet else verbose
    face = _Face(as_text=text or not (json or output or not sys.stdout.isatty()), output=output, color=not no_color)
    try:
        settings = load_settings(
            {"jobs": jobs, "strict": strict or None, "trained": trained or None}, os.environ, Path.cwd()
        )
        code = _run(inputs, face, settings, _Told(published, outlet), loudness)
    except BrokenPipeError:
        # The reader of our output has left: nothing to say, and nothing more may be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = BROKEN_PIPE
    except OSError as error:
        typer.echo(f"communique: cannot write: {error}", err=True)
        code = FAILED
    except (InputError, SettingsError) as error:
        raise typer.BadParameter(str(error)) from error
    raise typer.Exit(code)


@dataclass(frozen=True, slots=True)
class _Face:
    """Where the outcomes go: a file or folder, or stdout as accounts or as JSON Lines."""

    as_text: bool
    output: str | None
    color: bool

    @property
    def shares_terminal(self) -> bool:
        """True when progress on stderr would fall among the data on stdout."""
        return (self.output is None or self.output == "-") and sys.stdout.isatty()


@dataclass(frozen=True, slots=True)
class _Told:
    """What the caller knows of the pages."""

    published: str | None
    outlet: str | None


def _check(both_forms: bool, output: str | None, published: str | None, inputs: list[str]) -> None:
    """Raises: BadParameter (exit code 2) for a call that cannot be meant, before any work is done."""
    if both_forms:
        raise typer.BadParameter("--json and --text exclude each other")
    if published is not None:
        try:
            date.fromisoformat(published)
        except ValueError as error:
            raise typer.BadParameter(f"{published!r} is no day; write YYYY-MM-DD", param_hint="--published") from error
    for name in inputs:
        if name != "-" and not Path(name).exists():
            raise typer.BadParameter(f"{name}: no such file or folder", param_hint="INPUT")
    if output and output != "-" and not _is_folder(output, inputs) and not Path(output).parent.is_dir():
        raise typer.BadParameter(f"{Path(output).parent}: no such folder", param_hint="--output")


def _is_folder(output: str, inputs: list[str]) -> bool:
    return output.endswith("/") or Path(output).is_dir() or len(inputs) > 1 or any(Path(i).is_dir() for i in inputs)


def _run(inputs: list[str], face: _Face, settings: Settings, told: _Told, loudness: int) -> int:
    """Reads all and returns the exit code."""
    from communique.desk.documents import Desk
    from communique.show.terminal import Notices

    notices = Notices(loudness, color=face.color, progress=not face.shares_terminal)
    refused = done = 0
    with _writer(face, inputs) as write, notices.progress():
        outcomes = Desk(settings).read_named(inputs, published=told.published, outlet=told.outlet)
        with closing(outcomes):
            for name, outcome in outcomes:
                done += 1
                refused += type(outcome).__name__ == "Refusal"
                notices.outcome(name, outcome, done)
                write(name, outcome)
    notices.summary(done - refused, refused)
    if not refused:
        return 0
    return FAILED if settings.strict else REFUSED


@contextmanager
def _writer(face: _Face, inputs: list[str]) -> Iterator[Write]:
    from communique.show.files import folder_writer, lines_file, lines_to
    from communique.show.terminal import make_console, print_account

    if face.output and face.output != "-":
        if _is_folder(face.output, inputs):
            yield folder_writer(Path(face.output))
        else:
            with lines_file(Path(face.output)) as write:
                yield write
    elif face.as_text:
        console = make_console(sys.stdout, color=face.color)
        yield lambda name, outcome: print_account(console, outcome)
    else:
        yield lines_to(sys.stdout.buffer, terminal=sys.stdout.isatty())
