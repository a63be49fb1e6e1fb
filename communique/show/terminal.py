"""What a person sees: accounts on stdout; refusals, progress and the summary on stderr."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from rich.console import Console
from rich.text import Text

from communique.record.outcome import Reading, Refusal
from communique.show.account import Line, account
from communique.show.phrases import count, refusal_line

# Longer lines are hard to read, however wide the window.
WIDEST = 100


class _Console(Console):
    """A console that leaves a broken pipe to the program, whose exit code it is."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def make_console(stream: TextIO, *, color: bool = True) -> Console:
    """A console that interprets no markup of ours or of a page.

    Colour only on a terminal, or where FORCE_COLOR is set; never with NO_COLOR, TERM=dumb or `color=False`.
    """
    wanted = color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    console = _Console(
        file=stream,
        color_system="auto" if wanted else None,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    console.width = min(console.width, WIDEST)
    return console


def print_account(console: Console, outcome: Reading | Refusal) -> None:
    """The readable account of a reading, or why there is none."""
    if isinstance(outcome, Refusal):
        console.print(Text(f"Not read: {refusal_line(outcome)}", style="red"))
        console.print()
        return
    for line in account(outcome):
        _print_line(console, line)


def _print_line(console: Console, line: Line) -> None:
    if line.is_whole:
        console.print(line.text, soft_wrap=True)
        return
    room = max(console.width - line.indent - line.hang, 20)
    for number, row in enumerate(line.text.wrap(console, room) or [Text()]):
        row.rstrip()
        console.print(Text(" " * (line.indent + (line.hang if number else 0))) + row, soft_wrap=True)


class Notices:
    """Everything that is not data, on stderr. `loudness`: -1 with -q, 0, 1 with -v, 2 with -vv."""

    def __init__(self, loudness: int, *, color: bool, progress: bool) -> None:
        self.loudness = loudness
        self._console = make_console(sys.stderr, color=color)
        self._status = self._console.status("reading") if progress and loudness >= 0 and sys.stderr.isatty() else None

    def progress(self) -> AbstractContextManager[object]:
        """Shows, while open, how far the reading is; nothing when stderr is no terminal."""
        return self._status or nullcontext()

    def outcome(self, name: str, outcome: Reading | Refusal, done: int) -> None:
        if isinstance(outcome, Refusal):
            self._say(refusal_line(outcome), "red")
        elif self.loudness >= 1:
            found = {"statement": outcome.statements, "encounter": outcome.occasions, "event": outcome.events,
                     "commitment": outcome.commitments}  # fmt: skip
            self._say(f"{name}: read: {', '.join(count(len(items), one) for one, items in found.items())}")
        if self._status is not None:
            self._status.update(f"{count(done, 'page')} done")

    def summary(self, read: int, refused: int) -> None:
        if self.loudness >= 0 and (read + refused > 1 or not read + refused):
            self._say(f"{count(read, 'article')} read, {count(refused, 'page')} refused")

    def note(self, line: str, needed: int = 0) -> None:
        if self.loudness >= needed:
            self._say(line)

    def _say(self, line: str, style: str = "") -> None:
        self._console.print(Text(line, style=style), soft_wrap=True)
