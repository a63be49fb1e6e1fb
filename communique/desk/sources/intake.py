"""ONE JOB: fetch what it names, and bring what comes of it into the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Final, Literal

from communique.lexicon.load import load_lexicon
from communique.pipeline import understand
from communique.read.clean import clean
from communique.read.doors.sameness import are_alike, canonical_of, site_of
from communique.read.doors.warc_out import WarcFolder
from communique.read.doors.wayback import capture_of, is_capture_list, list_captures
from communique.read.fetch import Fetcher, NotModified
from communique.read.list_new import Listing, list_new
from communique.read.web.addresses import host_of, tidy
from communique.record.document import Page
from communique.record.outcome import Deferred, Reading, Reason, Refusal
from communique.remember.archive import Archive
from communique.remember.jobs import keep, queue, sources
from communique.remember.jobs.queue import Job, Wanted
from communique.run.engine import Outcome, Work

What = Literal["looked", "failed", "new", "version", "again", "same", "unchanged", "refused", "put_off"]
Fruit = Page | NotModified | Listing | Refusal
Read = Callable[[Work, Page], Outcome]

# Troubles that may pass; all others are final. Values: how often to try.
_TRIES: Final = {Reason.BUSY: 20, Reason.SERVER: 5, Reason.TIMEOUT: 4, Reason.UNREACHABLE: 5}
# A source whose trouble may pass is looked at again no sooner than this.
_LIST_RETRY_S: Final = 60.0
_LONGEST_S: Final = 86_400.0
# So many failures in a row, and the host is left alone for longer and longer.
_HOST_FAILURES: Final = 3
_AHEAD: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a job. `address`: the document's, or the job's; `count`: articles that a look found new."""

    job: Job
    what: What
    address: str
    article_id: str | None = None
    reason: str | None = None
    detail: str | None = None
    count: int = 0


def fetch_job(fetcher: Fetcher, job: Job) -> Fruit:
    """What a job's address gives. Never raises on what the network does."""
    if job.kind == "list" and not is_capture_list(job.address):
        return list_new(job.address, fetcher, etag=job.etag, modified=job.modified)
    capture = capture_of(job.address) if job.kind == "page" else None
    address = capture.address if capture else job.address
    found = fetcher.fetch(
        address, etag=job.etag, modified=job.modified, wanted="feed" if job.kind == "list" else "page"
    )
    if capture and isinstance(found, Page):
        # An archive may answer with a capture of another moment, or say where the page had moved to.
        there = capture_of(found.url or "") or capture
        return replace(found, name=there.address, url=tidy(there.original))
    return found


def read_told(page: Page, *, published: str | None, today: date, trained: bool = False) -> Outcome:
    """As `read_page`; the list's day of publication counts only where the page tells none that can be.

    A day that is still to come, on the page or in the list, is none.
    """
    lexicon = load_lexicon()
    article = clean(page, lexicon)
    if isinstance(article, Refusal):
        return article
    last = (today + _AHEAD).isoformat()
    if article.published is not None and article.published.value > last:
        article = replace(article, published=None)
    if article.published is None and published and published[:10] <= last:
        told = clean(replace(page, published=published[:10]), lexicon)
        article = article if isinstance(told, Refusal) else told
    return understand(article, lexicon, trained=trained)


class Intake:
    """Brings fruits into one archive. `read` does work on a page; `warc` also gets each fetched page.

    Raises, from its methods: ArchiveError; ModelError, LexiconError; InputError when WARC cannot be written.
    """

    def __init__(
        self, archive: Archive, read: Read, *, pause_s: float, retry_s: float, trained: bool = False,
        warc: WarcFolder | None = None,
    ) -> None:  # fmt: skip
        self.archive, self._read, self._warc = archive, read, warc
        self.pause_s, self._retry_s, self._trained = pause_s, retry_s, trained

    def free_host(self, job: Job, fruit: Fruit, now: datetime) -> None:
        """Ends the job's turn at its host: to be called as soon as the fetch is over."""
        failed = isinstance(fruit, Refusal) and fruit.reason in _TRIES
        wait_s = self.pause_s
        if isinstance(fruit, Deferred):
            wait_s = max(wait_s, fruit.retry_after_s)
        failures = queue.free_host(self.archive, job, now + timedelta(seconds=wait_s), failed=failed)
        if failed and failures >= _HOST_FAILURES:
            rest = min(self._retry_s * 2 ** min(failures - _HOST_FAILURES, 20), _LONGEST_S / 4)
            queue.rest_host(self.archive, job.host, now + timedelta(seconds=rest))

    def take(self, job: Job, fruit: Fruit, *, is_last_try: bool = False) -> Taken:
        """Ends the job, or puts it off when its trouble may pass and it `is_last_try` not."""
        now = datetime.now(UTC)
        if isinstance(fruit, Page) and self._warc is not None:
            self._warc.write(fruit)
        if job.kind == "list":
            return self._take_list(job, fruit, now)
        match fruit:
            case Page():
                return self._take_page(job, fruit, now)
            case NotModified():
                keep.keep_unchanged(self.archive, job, now)
                return Taken(job, "unchanged", job.address, keep.article_at(self.archive, job.address))
            case Refusal():
                if job.tries + 1 < _TRIES.get(fruit.reason, 0) and not is_last_try:
                    due = now + timedelta(seconds=self._wait(job, fruit))
                    queue.put_off(self.archive, job, due, why=(fruit.reason, fruit.detail[:1000]))
                    return Taken(job, "put_off", job.address, reason=fruit.reason, detail=fruit.detail)
                return self._refuse(job, None, fruit, now)
        raise AssertionError(f"a page's job gave {fruit!r}")

    def _take_list(self, job: Job, fruit: Fruit, now: datetime) -> Taken:
        if isinstance(fruit, Page):
            captures = list_captures(job.address, fruit.data)
            if not captures:
                fruit = Refusal(job.address, "open", Reason.EMPTY, "no capture of a page in this list", job.address)
            else:
                etag, modified = (fruit.fetched.etag, fruit.fetched.modified) if fruit.fetched else (None, None)
                wanted = tuple(Wanted(c.address, host_of(c.address)) for c in captures)
                looked = sources.Looked(wanted, "captures", None, etag, modified)
                return self._looked(job, looked, now)
        if isinstance(fruit, Refusal):
            wait_s: float | None = None
            if fruit.reason in _TRIES:
                wait_s = max(self._retry_s, _LIST_RETRY_S) * 2.0 ** min(job.tries, 20)
            if isinstance(fruit, Deferred):
                wait_s = max(wait_s or 0.0, fruit.retry_after_s)
            sources.keep_failure(self.archive, job, (fruit.reason, fruit.detail[:1000]), now, wait_s)
            return Taken(job, "failed", job.address, reason=fruit.reason, detail=fruit.detail)
        if isinstance(fruit, NotModified):
            return self._looked(job, sources.Looked(None), now)
        wanted = tuple(
            Wanted(
                tidy(item.url), host_of(item.url), item.title and item.title[:500],
                queue.stamp(item.published_at) if item.published_at else None,
            )
            for item in fruit.items
            if tidy(item.url) != tidy(job.address)
        )  # fmt: skip
        if not wanted and not fruit.notes:
            empty = Refusal(job.address, "open", Reason.EMPTY, f"a {fruit.kind} that lists no article", job.address)
            return self._take_list(job, empty, now)
        better = [f"it names a feed, which is a better list: {feed}" for feed in fruit.feeds[:1]]
        note = "; ".join((*better, *fruit.notes))[:1000] or None
        return self._looked(job, sources.Looked(wanted, fruit.kind, fruit.title, fruit.etag, fruit.modified, note), now)

    def _looked(self, job: Job, looked: sources.Looked, now: datetime) -> Taken:
        new, newer = sources.keep_look(self.archive, job, looked, now)
        return Taken(job, "looked", job.address, detail=looked.note, count=new + newer)

    def _take_page(self, job: Job, page: Page, now: datetime) -> Taken:
        page = replace(page, outlet=job.outlet or page.outlet)
        found_at = page.url or job.address
        if found_at != job.address and (known := self._known(found_at)) is not None:
            keep.keep_same(self.archive, job, known, now)
            return Taken(job, "same", known, keep.article_at(self.archive, known))
        stated = canonical_of(page)
        outcome = self._read_as(job, page, stated or found_at)
        if stated and stated != found_at and isinstance(outcome, Reading):
            there = keep.text_at(self.archive, stated)
            if there is not None and not are_alike(there, outcome.article.text):
                # The page gives another article's address as its own.
                stated, outcome = None, self._read_as(job, page, found_at)
            elif there is not None and job.outcome != "read":
                # Another address of an article that is there; only the one that told it first tells its new versions.
                keep.keep_same(self.archive, job, stated, now)
                return Taken(job, "same", stated, keep.article_at(self.archive, stated))
        if isinstance(outcome, Refusal):
            return self._refuse(job, replace(page, url=found_at), replace(outcome, url=found_at), now)
        page = replace(page, url=stated or found_at)
        kept = keep.keep_reading(self.archive, job, page, outcome, site_of(found_at), now)
        if isinstance(kept, keep.Same):
            return Taken(job, "same", kept.address, keep.article_at(self.archive, kept.address))
        return Taken(job, kept.change, kept.address, kept.article_id)

    def _known(self, address: str) -> str | None:
        """The address under which an article that a redirect leads to is in the archive."""
        if keep.outcome_at(self.archive, address) is None:
            return None
        return address if keep.article_at(self.archive, address) else None

    def _read_as(self, job: Job, page: Page, address: str) -> Outcome:
        today = (page.fetched.at if page.fetched else datetime.now(UTC)).date()
        work = partial(read_told, published=job.published, today=today, trained=self._trained)
        return self._read(work, replace(page, url=address))

    def _refuse(self, job: Job, page: Page | None, refusal: Refusal, now: datetime) -> Taken:
        plain = Refusal(refusal.page, refusal.stage, refusal.reason, refusal.detail, refusal.url or job.address)
        added = keep.keep_refusal(self.archive, job, page, plain, now)
        return Taken(job, "refused", added.address, reason=refusal.reason, detail=refusal.detail)

    def _wait(self, job: Job, refusal: Refusal) -> float:
        wait = min(self._retry_s * 4.0 ** min(job.tries, 10), _LONGEST_S)
        return max(wait, refusal.retry_after_s) if isinstance(refusal, Deferred) else wait
