"""SOURCES of one archive: the Python API of feeds, watching and addresses, and the door of the commands."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from communique.desk.archive import ArchiveDesk
from communique.desk.sources.feeds import Meant, meant_by
from communique.desk.sources.intake import Intake, Taken, fetch_job
from communique.desk.sources.watch import Budget, Tell, Watch, bytes_of_folder
from communique.errors import InputError, NotFoundError
from communique.read.doors.opml import Outline, read_opml, write_opml
from communique.read.doors.warc_out import WarcFolder
from communique.read.fetch import Fetcher, Limits
from communique.read.web.addresses import Guard, host_of, tidy
from communique.record.document import Page
from communique.record.outcome import Reason
from communique.remember.jobs import queue, sources, state
from communique.remember.jobs.queue import Job, JobKind, Wanted
from communique.remember.jobs.sources import Source
from communique.remember.jobs.worker import this_worker
from communique.run.aside import Aside
from communique.settings import Settings

# A host that wants a longer pause than this is left to the next run, and its fetcher's thread to other hosts.
_PATIENCE_S: Final = 10.0
_STEP_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class Status:
    """How the fetching stands. `disk`: bytes of the archive and of the WARC folder."""

    sources: list[Source]
    jobs: state.Jobs
    troubles: list[state.Trouble]
    resting: list[state.Resting]
    disk: tuple[int, int]
    disk_mb: int


class SourceDesk:
    """The sources of an open archive.

    Raises, from its methods: ArchiveError; SettingsError; InputError for an address that is none.
    """

    def __init__(self, desk: ArchiveDesk, settings: Settings | None = None) -> None:
        self.archive, self._followup = desk.archive, desk.followup
        self.settings = settings or Settings()

    def add_feed(self, address: str, *, outlet: str | None = None, title: str | None = None) -> bool:
        """Adds the feed, sitemap, index page or list of captures at an address; False when it is there already."""
        address = self._checked(address)
        return sources.add_source(
            self.archive, address, host_of(address), datetime.now(UTC), outlet=outlet, title=title,
            every_s=self.settings.refresh_s,
        )  # fmt: skip

    def add_feeds(self, names: Sequence[str], *, outlet: str | None = None) -> Iterator[tuple[str, bool]]:
        """Adds addresses, and all lists of outlets: each address, and whether it is new.

        Adds none when one of the names is neither. Raises: InputError.
        """
        for meant in self._meant(names):
            yield meant.address, self.add_feed(meant.address, outlet=outlet or meant.outlet, title=meant.title)

    def feeds(self) -> list[Source]:
        return sources.list_sources(self.archive)

    def remove_feed(self, address: str) -> int:
        """Removes a source; the number of its articles that were waiting and are dropped. Raises: NotFoundError."""
        return sources.remove_source(self.archive, address.strip())

    def remove_feeds(self, names: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Removes sources: each address, and how many of its articles are dropped. Raises: NotFoundError."""
        for meant in self._meant(names):
            yield meant.address, self.remove_feed(meant.address)

    def refresh(self, names: Sequence[str] = (), *, tell: Tell = lambda line: None) -> Iterator[Taken]:
        """Looks at these sources now, or at all; their new articles wait for `watch`. Raises: NotFoundError."""
        known = [source.address for source in self.feeds()]
        wanted = [meant.address for meant in self._meant(names)] or known
        if missing := [address for address in wanted if address not in known]:
            raise NotFoundError(f"{missing[0]}: no such source in the archive")
        sources.make_due(self.archive, wanted, datetime.now(UTC))
        yield from self._run(("list",), threading.Event(), once=True, tell=tell)

    def watch(self, stop: threading.Event, *, once: bool = False, tell: Tell = lambda line: None) -> Iterator[Taken]:
        """Looks at sources and reads their articles until `stop` is set, or with `once` what is due now."""
        yield from self._run(queue.KINDS, stop, once=once, tell=tell)

    def add(
        self, addresses: Sequence[str], *, published: str | None = None, outlet: str | None = None
    ) -> Iterator[Taken]:
        """Fetches and reads the articles at these addresses now, each once; `published` and `outlet` are stated."""
        checked = [self._checked(address) for address in addresses]
        with self._open() as (intake, fetcher):
            for address in checked:
                wanted = Wanted(tidy(address), host_of(address))
                id_ = queue.put_page(self.archive, wanted, datetime.now(UTC))
                job = self._take_turn(id_)
                if isinstance(job, str):
                    blank = Job(id_, "page", wanted.address, wanted.host, this_worker(), 0)
                    yield Taken(blank, "refused", wanted.address, reason=Reason.BUSY, detail=job)
                    continue
                fruit = fetch_job(fetcher, job)
                intake.free_host(job, fruit, datetime.now(UTC))
                if isinstance(fruit, Page):
                    fruit = replace(fruit, published=published, outlet=outlet)
                yield intake.take(job, fruit, is_last_try=True)
        self._followup.catch_up()

    def import_opml(self, data: bytes, name: str) -> list[tuple[str, bool]]:
        """Adds the feeds of a list: each address, and whether it is new. Raises: InputError, and adds none then."""
        feeds = [(self._checked(feed.address), feed.title) for feed in read_opml(data, name)]
        return [(address, self.add_feed(address, title=title)) for address, title in feeds]

    def export_opml(self) -> str:
        """The sources as OPML 2.0."""
        return write_opml(Outline(source.address, source.outlet or source.title) for source in self.feeds())

    def status(self) -> Status:
        now = datetime.now(UTC)
        folder = bytes_of_folder(Path(self.settings.warc)) if self.settings.warc else 0
        return Status(
            self.feeds(), state.count_jobs(self.archive, now), state.count_troubles(self.archive),
            state.list_resting(self.archive, now), (state.bytes_on_disk(self.archive), folder),
            self.settings.disk_mb,
        )  # fmt: skip

    def _run(self, kinds: Sequence[JobKind], stop: threading.Event, *, once: bool, tell: Tell) -> Iterator[Taken]:
        warc = Path(self.settings.warc) if self.settings.warc else None
        budget = Budget(self.archive, self.settings.disk_mb * 1_000_000, warc)
        with self._open() as (intake, fetcher):
            follow_up = partial(self._followup.catch_up, batches=1)
            watch = Watch(intake, fetcher, budget, kinds=kinds, once=once, tell=tell, at_rest=follow_up)
            yield from watch.run(stop)

    @contextmanager
    def _open(self) -> Iterator[tuple[Intake, Fetcher]]:
        settings = self.settings
        with ExitStack() as stack:
            warc = stack.enter_context(WarcFolder(Path(settings.warc))) if settings.warc else None
            aside = stack.enter_context(Aside())
            limits = Limits(seconds=settings.fetch_s, patience_s=_PATIENCE_S)
            fetcher = stack.enter_context(Fetcher(settings, limits=limits))
            yield Intake(
                self.archive, aside.read, pause_s=settings.pause_s, retry_s=settings.retry_s,
                trained=settings.trained, warc=warc,
            ), fetcher  # fmt: skip

    def _take_turn(self, id_: int) -> Job | str:
        """The job, when nobody is at it and its host is free; or why that is not so, after a while of waiting."""
        queue.free_dead(self.archive, datetime.now(UTC), self.settings.pause_s)
        give_up_at = time.monotonic() + self.settings.fetch_s + 2 * self.settings.pause_s
        while (job := queue.lease(self.archive, this_worker(), datetime.now(UTC), only=id_)) is None:
            if time.monotonic() > give_up_at:
                return "another program is at this host, or the host wants to be left alone for now"
            time.sleep(_STEP_S)
        return job

    def _meant(self, names: Iterable[str]) -> list[Meant]:
        today = datetime.now(UTC).date()
        found = [meant for name in names for meant in meant_by(name, today)]
        for meant in found:
            self._checked(meant.address)
        return found

    def _checked(self, address: str) -> str:
        address = address.strip()
        why = Guard.of(self.settings).against_url(address)
        if why:
            raise InputError(f"{address}: {why}")
        return address
