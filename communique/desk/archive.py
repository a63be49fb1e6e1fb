"""ONE ARCHIVE and all that is done with it: the Python API, and the door of the commands."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from communique.desk.documents import Desk, Source
from communique.desk.followup import FollowUp
from communique.desk.identities.spellings import join_spellings
from communique.record.outcome import Reading, Refusal
from communique.remember import copying, questions
from communique.remember import search as text_search
from communique.remember import verify as verification
from communique.remember.archive import Added, Archive, Version, open_archive
from communique.remember.database import connect, schema
from communique.remember.found import Filter, Found, Person
from communique.settings import Settings


class ArchiveDesk:
    """An open archive. `place`: an SQLite file or a postgresql:// URL; made when absent and `create`.

    Raises: ArchiveError, here and from every method, when the archive cannot be used.
    """

    def __init__(self, place: str | Path, settings: Settings | None = None, *, create: bool = True) -> None:
        self.archive: Archive = open_archive(place, create=create)
        self.settings = settings or Settings()
        self.followup = FollowUp(self.archive)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.archive.close()

    def add(
        self, inputs: Iterable[Source], *, published: str | None = None, outlet: str | None = None,
        stdin: BinaryIO | None = None,
    ) -> Generator[tuple[str, Reading | Refusal, Added]]:  # fmt: skip
        """Reads the inputs and keeps each page with what came of it, one by one: name, outcome, and what was added.

        What was added is followed up at the end; whatever is missed, as when the power fails, at the next question.
        """
        desk = Desk(self.settings)
        for page, outcome in desk.read_pages(inputs, published=published, outlet=outlet, stdin=stdin):
            if isinstance(page, Refusal):
                yield page.page, outcome, self.archive.add(None, outcome)
            else:
                yield page.name, outcome, self.archive.add(page, outcome)
        self.followup.catch_up()
        join_spellings(self.archive)

    def get(self, article_id: str) -> Reading:
        return self.archive.get(article_id)

    def readings(self) -> Iterator[Reading]:
        return self.archive.readings()

    def versions(self, article_id: str) -> tuple[Version, ...]:
        return self.archive.versions(article_id)

    def search(self, query: str, filter_: Filter | None = None) -> Iterator[Found]:
        return text_search.search(self.archive, query, filter_)

    def people(self, name: str | None = None, *, state: str | None = None) -> Iterator[Person]:
        return questions.people(self.archive, name, state=state)

    def dyad(self, a: str, b: str, filter_: Filter | None = None) -> Iterator[Found]:
        return questions.dyad(self.archive, a, b, filter_)

    def timeline(self, filter_: Filter | None = None) -> Iterator[Found]:
        return questions.timeline(self.archive, filter_)

    def quotes(self, filter_: Filter | None = None) -> Iterator[Found]:
        return questions.quotes(self.archive, filter_)

    def meetings(self, filter_: Filter | None = None, *, statuses: Iterable[str] = ()) -> Iterator[Found]:
        return questions.meetings(self.archive, filter_, statuses=statuses)

    def open_commitments(
        self, *, by: str | None = None, state: str | None = None, due_before: date | None = None
    ) -> Iterator[Found]:
        return questions.open_commitments(self.archive, by=by, state=state, due_before=due_before)

    def verify(self, tell: Callable[[verification.Mismatch], object]) -> verification.Verified:
        return verification.verify(self.archive, tell)

    def check(self) -> list[str]:
        return verification.check(self.archive)

    def backup(self, file: Path) -> None:
        copying.backup(self.archive, file)


def upgrade_archive(place: str | Path) -> tuple[str | None, str]:
    """Brings the tables up to date, all or nothing; the version before and after. Raises: ArchiveError."""
    engine = connect.connect(place)
    try:
        return schema.upgrade(engine), schema.HEAD
    finally:
        engine.dispose()


def restore_archive(file: Path, place: str | Path, *, replace: bool = False) -> None:
    """Fills the archive at `place` from a backup. Raises: ArchiveError."""
    copying.restore(file, place, replace=replace)
