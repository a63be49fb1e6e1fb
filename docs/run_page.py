"""Runs the blocks of a page of the documents, in order, as a reader would type them.

What runs: ```console blocks (lines that begin with `$ `) and ```pycon blocks. What a block shows is compared with what
comes; a line `...` stands for any lines, `...` within a line for any words. A comment on the line above says more:

    <!-- no-run: why -->       it is shown only
    <!-- file: NAME -->        the block is written to this file first
    <!-- exit: 3 -->           the exit code of its last command
    <!-- from: WORDS, lines: 12 -->   how `python docs/run_page.py --write` shortens what came

Commands see a folder of their own that holds `examples/`. `communique` runs in this process, on something that looks
like a terminal of 92 columns; what stands behind `|` or `>` is a shell's, a `&` at the end leaves a server running
until the page ends.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from unittest import mock

PROJECT: Final = Path(__file__).resolve().parents[1]
WIDTH: Final = "92"
_FENCE: Final = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.M | re.S)
_MARKS: Final = re.compile(r"<!-- ((?:no-run|file|exit|from|lines): .*?) -->\n\Z")
# What a rerun changes: written as `...`.
_TODAY: Final = datetime.now(UTC).date()
_VOLATILE: Final = (
    re.compile(r"(?<=rules )[0-9a-f]{12}"),
    re.compile(rf"\b{_TODAY.day} {_TODAY:%B %Y}"),
    re.compile(r"(?<=communique )\d+\.\d+\.\d+"),
    re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00"),
    re.compile(r"\bd-[0-9a-f]{12}\b"),
    re.compile(r"\d+(?= (?:quotes checked|told)\b)"),
    re.compile(r"(?<=version )\d{4} -> \d{4}"),
    re.compile(_TODAY.isoformat()),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: `start`..`end` of its inside, and what the comment above it says."""

    language: str
    body: str
    start: int
    end: int
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def runs(self) -> bool:
        return self.language in ("console", "pycon") and "no-run" not in self.marks


def find_blocks(page: str) -> Iterator[Block]:
    for found in _FENCE.finditer(page):
        above = _MARKS.search(page, 0, found.start())
        marks: dict[str, str] = {}
        if above and above[1].startswith("no-run"):
            marks = {"no-run": above[1].partition(": ")[2]}
        elif above:
            marks = dict(part.split(": ", 1) for part in above[1].split(", "))
        yield Block(found[1], found[2], found.start(2), found.end(2), marks)


def matches(wanted: str, came: str) -> bool:
    """Whether what came is what the page shows, `...` standing for anything."""
    pattern = ""
    for line in wanted.rstrip("\n").split("\n") if wanted.strip() else ():
        words = r"[^\n]*".join(re.escape(part.rstrip() if not rest else part) for part, rest in _parts(line))
        pattern += r"(?:[^\n]*\n)*?" if line.strip() == "..." else words + "\n"
    return re.fullmatch(pattern, _tidy(came)) is not None


def _parts(line: str) -> list[tuple[str, bool]]:
    parts = line.rstrip().split("...")
    return [(part, number < len(parts) - 1) for number, part in enumerate(parts)]


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.split("\n")]
    tidy = "\n".join(lines).strip("\n")
    return tidy + "\n" if tidy else ""


class _Terminal(io.TextIOWrapper):
    """A stream that says of itself whether it is a terminal."""

    def __init__(self, buffer: io.BytesIO, *, is_terminal: bool) -> None:
        super().__init__(buffer, encoding="utf-8", write_through=True)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def close(self) -> None:
        self.flush()


class PageRun:
    """One reader at one page: a folder, a shell, a Python prompt."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self._environment = dict(environment)
        self._names: dict[str, Any] = {"__name__": "__page__"}
        self._servers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> PageRun:
        shutil.copytree(PROJECT / "examples", self.folder / "examples")
        self._restore = contextlib.ExitStack()
        keep = {k: v for k, v in os.environ.items() if not k.startswith(("COMMUNIQUE_", "NO_COLOR", "FORCE_COLOR"))}
        path = f"{Path(sys.executable).parent}{os.pathsep}{keep.get('PATH', '')}"
        keep |= {"HOME": str(self.folder), "COLUMNS": WIDTH, "TERM": "dumb", "PATH": path, "PYTHONPATH": str(PROJECT)}
        self._restore.enter_context(mock.patch.dict(os.environ, keep | self._environment, clear=True))
        self._restore.enter_context(contextlib.chdir(self.folder))
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.terminate()
            server.wait(20)
        self._restore.close()

    def run(self, block: Block) -> Iterator[tuple[str, str, str]]:
        """(input as it stands in the block, what the block shows, what came) of each command."""
        if "file" in block.marks:
            target = self.folder / block.marks["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.body, encoding="utf-8")
        if not block.runs:
            return
        if block.language == "pycon":
            for source, shown in _split(block.body, ">>> ", "... "):
                yield source, shown, self._python(source)
            return
        commands = list(_split(block.body, "$ ", "> "))
        for number, (source, shown) in enumerate(commands):
            code, came = self._shell(source)
            wanted = int(block.marks.get("exit", 0)) if number == len(commands) - 1 else 0
            if code != wanted:
                raise AssertionError(f"exit code {code}, not {wanted}: {source}{came}")
            yield source, shown, came

    def _python(self, source: str) -> str:
        text = "".join(line[4:] + "\n" for line in source.splitlines())
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            tree = ast.parse(text)
            try:
                for node in tree.body:
                    part = ast.Interactive([node])
                    exec(compile(part, "<page>", "single"), self._names)
            except Exception as error:  # a page may show one
                out.write("Traceback (most recent call last):\n")
                out.write("".join(traceback.format_exception_only(error)))
        return out.getvalue()

    def _shell(self, source: str) -> tuple[int, str]:
        lines = [line[2:] for line in source.splitlines()]
        command = "\n".join(lines).replace("\\\n", " ").strip()
        head, rest = _cut(command)
        if rest.strip() == "&":
            return self._serve(head)
        words = re.fullmatch(r"((?:\w+=\S+ )*)communique( .*)?", head.strip(), re.S)
        if not words:
            done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=120)
            return done.returncode, done.stdout + done.stderr
        environment = dict(part.split("=", 1) for part in words[1].split())
        arguments, given = _arguments(words[2] or "")
        code, data, said = self._communique(arguments, environment, given, is_piped=bool(rest))
        if rest:
            piped = subprocess.run(f"cat {rest}", shell=True, input=data, capture_output=True, timeout=120)
            return code or piped.returncode, said.decode() + piped.stdout.decode() + piped.stderr.decode()
        return code, said.decode()

    def _communique(
        self, arguments: list[str], environment: dict[str, str], given: bytes, *, is_piped: bool
    ) -> tuple[int, bytes, bytes]:
        from communique.show.cli import main

        data, said = io.BytesIO(), io.BytesIO()
        out = _Terminal(data if is_piped else said, is_terminal=not is_piped)
        error = _Terminal(said, is_terminal=False)
        code: Any = 0
        with (
            mock.patch.dict(os.environ, environment),
            mock.patch.multiple(sys, argv=["communique", *arguments], stdout=out, stderr=error,
                                stdin=_Terminal(io.BytesIO(given), is_terminal=False)),
        ):  # fmt: skip
            try:
                main.main()
            except SystemExit as end:
                code = end.code
        return int(code or 0), data.getvalue(), said.getvalue()

    def _serve(self, command: str) -> tuple[int, str]:
        port = int(re.search(r"(?:--port|-p) (\d+)", command)[1])  # type: ignore[index]
        words = command.strip().replace("communique", f"exec {sys.executable} -m communique", 1)
        log = (self.folder / "server.log").open("wb")
        self._servers.append(subprocess.Popen(words, shell=True, stdout=log, stderr=log))
        for _ in range(300):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    return 0, ""
            time.sleep(0.1)
        return 1, (self.folder / "server.log").read_text(encoding="utf-8")


def _arguments(words: str) -> tuple[list[str], bytes]:
    """The words of a command and what `< FILE` or `<<< WORDS` gives it."""
    import shlex

    parts, given = shlex.split(words), b""
    if len(parts) > 1 and parts[-2] == "<":
        given = Path(parts[-1]).read_bytes()
        parts = parts[:-2]
    elif len(parts) > 1 and parts[-2] == "<<<":
        given = parts[-1].encode() + b"\n"
        parts = parts[:-2]
    return parts, given


def _cut(command: str) -> tuple[str, str]:
    """A command before its first unquoted `|`, `>` or last `&`, and the rest."""
    quote = ""
    for place, sign in enumerate(command):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "|>" or (sign == "&" and place == len(command) - 1):
            return command[:place], command[place:]
    return command, ""


def _split(body: str, prompt: str, more: str) -> Iterator[tuple[str, str]]:
    """(input with its prompts, output) of a session."""
    source, shown = "", ""
    for line in body.splitlines(keepends=True):
        is_more = line.startswith(more) or (prompt == ">>> " and line == "...\n")
        if line.startswith(prompt) or (source and not shown and is_more):
            if line.startswith(prompt) and source:
                yield source, shown
                source, shown = "", ""
            source += line
        elif source:
            shown += line
    if source:
        yield source, shown


def run_text(
    page: str, tell: Callable[[Block, str, str, str], str | None], environment: Mapping[str, str] | None = None
) -> str:
    """Runs a page; what `tell(block, source, shown, came)` answers takes the place of what is shown. The page then."""
    out, last = "", 0
    with tempfile.TemporaryDirectory() as folder, PageRun(Path(folder).resolve(), environment or {}) as run:
        for block in find_blocks(page):
            body = ""
            for source, shown, came in run.run(block):
                answer = tell(block, source, shown, came.replace(str(run.folder), "/home/you"))
                body += source + (shown if answer is None else answer)
            if body:
                out += page[last : block.start] + body
                last = block.end
    return out + page[last:]


def shorten(block: Block, came: str) -> str:
    """What came, as a page shows it."""
    text = _tidy(came)
    for pattern in _VOLATILE:
        text = pattern.sub("...", text)
    lines = text.splitlines()
    first = 0
    if "from" in block.marks:
        words = block.marks["from"]
        first = next((number for number, line in enumerate(lines) if words in line), None)  # type: ignore[assignment]
        if first is None:
            raise AssertionError(f"nothing shows {words!r}:\n{text}")
    last = first + int(block.marks.get("lines", len(lines)))
    kept = ["..."] * bool(first) + lines[first:last] + ["..."] * (last < len(lines))
    return "".join(f"{line}\n" for line in kept)


def main() -> None:
    """`python docs/run_page.py --write PAGE...` writes what comes into pages; without --write it tells what differs."""
    is_writing = "--write" in sys.argv
    pages = [Path(name).resolve() for name in sys.argv[1:] if not name.startswith("--")]
    for page in pages:

        def tell(block: Block, source: str, shown: str, came: str, page: Path = page) -> str | None:
            if matches(shown, came):
                return None
            print(f"{page.name}: {source}", end="")
            if not is_writing:
                print(f"--- shown\n{shown}--- came\n{came}")
            return shorten(block, came)

        text = page.read_text(encoding="utf-8")
        written = run_text(text, tell)
        if is_writing and written != text:
            page.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
