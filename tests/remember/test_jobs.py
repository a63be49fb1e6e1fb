"""Jobs: leased by one worker at a time, freed when it dies, ended in the transaction that keeps their fruit."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from communique.errors import NotFoundError
from communique.record.outcome import Reason, Refusal
from communique.remember.archive import Archive, open_archive
from communique.remember.database import connect
from communique.remember.jobs import keep, queue, sources, state, worker
from communique.remember.jobs.queue import LeaseLostError, Wanted

NOW = datetime(2025, 6, 12, 9, tzinfo=UTC)
ME = worker.this_worker()


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def put(archive: Archive, *addresses: str, published: str | None = None, now: datetime = NOW) -> tuple[int, int]:
    wanted = [Wanted(a, a.split("/")[2], published=published) for a in addresses]
    with connect.writing(archive.engine) as connection:
        return queue.put_pages(connection, wanted, now)


def test_an_address_is_put_in_once(archive: Archive) -> None:
    assert put(archive, "https://a.example/1", "https://a.example/1", "https://a.example/2") == (2, 0)
    assert put(archive, "https://a.example/2", "https://a.example/3") == (1, 0)
    many = [f"https://a.example/{n}" for n in range(1, 1300)]
    assert put(archive, *many) == (1299 - 3, 0)


def test_one_job_of_a_host_at_a_time(archive: Archive) -> None:
    put(archive, "https://a.example/1", "https://a.example/2", "https://b.example/1")
    first = queue.lease(archive, ME, NOW)
    second = queue.lease(archive, "other:1:2", NOW)
    assert first
    assert second
    assert (first.address, second.address) == ("https://a.example/1", "https://b.example/1")
    assert queue.lease(archive, ME, NOW) is None
    queue.free_host(archive, first, later(2))
    assert queue.lease(archive, ME, later(1)) is None
    third = queue.lease(archive, ME, later(2))
    assert third
    assert third.address == "https://a.example/2"


def test_next_due_counts_the_pause_of_the_host(archive: Archive) -> None:
    assert queue.next_due(archive) is None
    put(archive, "https://a.example/1", "https://a.example/2")
    assert queue.next_due(archive) == NOW
    job = queue.lease(archive, ME, NOW)
    assert job
    assert queue.next_due(archive) == later(queue.LEASE_S)
    queue.free_host(archive, job, later(7))
    assert queue.next_due(archive) == later(7)
    queue.put_off(archive, job, later(3), why=("busy", "come back later"))
    assert queue.next_due(archive) == later(7)
    assert queue.next_due(archive, ("list",)) is None


def test_a_failed_job_counts_its_tries(archive: Archive) -> None:
    put(archive, "https://a.example/1")
    job = queue.lease(archive, ME, NOW)
    assert job
    queue.free_host(archive, job, NOW, failed=True)
    queue.put_off(archive, job, later(60), why=("server", "503"))
    assert queue.lease(archive, ME, later(59)) is None
    again = queue.lease(archive, ME, later(60))
    assert again
    assert again.tries == 1
    assert queue.free_host(archive, again, later(60), failed=True) == 2
    (trouble,) = state.count_troubles(archive)
    assert (trouble.reason, trouble.count, trouble.is_final) == ("server", 1, False)


def test_a_lease_that_ran_out_is_anybodys_and_the_late_worker_keeps_nothing(
    archive: Archive, make_reading, make_page
) -> None:
    put(archive, "https://gazette.example/1")
    slow = queue.lease(archive, "elsewhere:1:1", NOW)
    quick = queue.lease(archive, ME, later(queue.LEASE_S + 1))
    assert slow
    assert quick
    assert slow.id == quick.id
    reading = make_reading()
    with pytest.raises(LeaseLostError):
        keep.keep_reading(archive, slow, make_page(reading), reading, "gazette.example", NOW)
    assert list(archive.readings()) == []
    keep.keep_reading(archive, quick, make_page(reading), reading, "gazette.example", NOW)
    assert len(list(archive.readings())) == 1


def test_what_a_dead_worker_held_is_free(archive: Archive) -> None:
    """A process that is killed; and one whose number was given away again."""
    code = "from communique.remember.jobs.worker import this_worker; print(this_worker())"
    dead = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert worker.is_dead(dead)
    assert worker.is_dead(ME.rpartition(":")[0] + ":1")
    assert not worker.is_dead(ME)
    assert not worker.is_dead("another-machine:1:1")
    put(archive, "https://a.example/1", "https://b.example/1")
    assert queue.lease(archive, dead, NOW)
    mine = queue.lease(archive, ME, NOW)
    assert mine
    assert queue.free_dead(archive, NOW, pause_s=2) == 1
    assert queue.lease(archive, ME, later(1)) is None
    freed = queue.lease(archive, ME, later(2))
    assert freed
    assert (freed.address, freed.tries) == ("https://a.example/1", 0)
    with connect.writing(archive.engine) as connection:
        queue.require_lease(connection, mine)


def test_workers_beside_each_other_share_the_jobs(place: str) -> None:
    """No job is leased twice, and no host by two at a time, however many ask at once."""
    with open_archive(place) as archive:
        put(archive, *(f"https://h{n % 5}.example/{n}" for n in range(60)))
    seen: list[str] = []
    hosts: Counter[str] = Counter()
    most = 0
    lock = threading.Lock()
    moment = [0]

    def work(number: int) -> None:
        nonlocal most
        with open_archive(place) as own:
            idle = 0
            while idle < 20:
                with lock:
                    moment[0] += 1
                    now = later(moment[0] / 1000)
                job = queue.lease(own, f"w{number}:1:1", now)
                if job is None:
                    idle += 1
                    continue
                idle = 0
                with lock:
                    hosts[job.host] += 1
                    most = max(most, hosts[job.host])
                    seen.append(job.address)
                with connect.writing(own.engine) as connection:
                    queue.finish(connection, job, now, "read")
                with lock:
                    hosts[job.host] -= 1
                queue.free_host(own, job, now)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == sorted(set(seen))
    assert len(seen) == 60
    assert most == 1


def test_the_same_words_at_another_address_of_the_site_are_the_same(archive: Archive, make_reading, make_page) -> None:
    put(archive, "https://gazette.example/1", "https://m.gazette.example/1?page=print")
    reading = make_reading()
    first = queue.lease(archive, ME, NOW)
    copy = queue.lease(archive, ME, NOW)
    assert first
    assert copy
    added = keep.keep_reading(archive, first, make_page(reading), reading, "gazette.example", NOW)
    other = make_reading(url="https://m.gazette.example/1?page=print")
    same = keep.keep_reading(archive, copy, make_page(other), other, "gazette.example", NOW)
    assert added.change == "new"  # type: ignore[union-attr]
    assert same == keep.Same("https://gazette.example/1")
    assert len(list(archive.readings())) == 1
    counted = state.count_jobs(archive, NOW)
    assert (counted.read, counted.same, counted.refused, counted.due) == (1, 1, 0, 0)
    assert keep.outcome_at(archive, "https://m.gazette.example/1?page=print") == "same"
    assert keep.text_at(archive, "https://gazette.example/1") == reading.article.text


def test_a_refusal_is_kept_with_its_reason(archive: Archive) -> None:
    put(archive, "https://a.example/1")
    job = queue.lease(archive, ME, NOW)
    assert job
    refusal = Refusal("https://a.example/1", "fetch", Reason.ROBOTS, "not allowed", "https://a.example/1")
    assert keep.keep_refusal(archive, job, None, refusal, NOW).change == "refused"
    (trouble,) = state.count_troubles(archive)
    assert (trouble.reason, trouble.is_final, trouble.example) == ("robots", True, "https://a.example/1")


def look(archive: Archive, *addresses: str, now: datetime, published: str | None = None) -> tuple[int, int]:
    job = queue.lease(archive, ME, now, ("list",))
    assert job
    wanted = tuple(Wanted(a, a.split("/")[2], published=published) for a in addresses)
    counts = sources.keep_look(archive, job, sources.Looked(wanted, "feed", "News", "tag"), now)
    queue.free_host(archive, job, now)
    return counts


def test_a_source_is_looked_at_again(archive: Archive) -> None:
    assert sources.add_source(archive, "https://a.example/feed", "a.example", NOW, outlet="A", every_s=600)
    assert not sources.add_source(archive, "https://a.example/feed", "a.example", NOW, every_s=600)
    assert look(archive, "https://a.example/1", "https://a.example/2", now=NOW) == (2, 0)
    assert queue.lease(archive, ME, later(599), ("list",)) is None
    (source,) = sources.list_sources(archive)
    assert (source.title, source.kind, source.listed, source.outlet) == ("News", "feed", 2, "A")
    page = queue.lease(archive, ME, later(1))
    assert page
    assert (page.kind, page.outlet) == ("page", "A")
    queue.free_host(archive, page, later(1))
    again = queue.lease(archive, ME, later(600), ("list",))
    assert again
    assert again.etag == "tag"
    sources.keep_failure(archive, again, ("server", "503"), later(600), None)
    (source,) = sources.list_sources(archive)
    assert (source.failures, source.reason, source.due_at) == (1, "server", queue.stamp(later(1200)))


def test_a_newer_article_is_read_again_but_not_at_once(archive: Archive) -> None:
    address = "https://a.example/1"
    put(archive, address, published="2025-06-12T08:00:00+00:00")
    job = queue.lease(archive, ME, NOW)
    assert job
    with connect.writing(archive.engine) as connection:
        queue.finish(connection, job, NOW, "read")
    queue.free_host(archive, job, NOW)
    newer = "2025-06-12T09:30:00+00:00"
    assert put(archive, address, published=newer, now=later(3600)) == (0, 0)
    assert put(archive, address, published=newer, now=later(queue.REVISIT_S + 1)) == (0, 1)
    assert put(archive, address, published=newer, now=later(queue.REVISIT_S + 2)) == (0, 0)


def test_removing_a_source_drops_what_waits(archive: Archive) -> None:
    sources.add_source(archive, "https://a.example/feed", "a.example", NOW)
    look(archive, "https://a.example/1", "https://a.example/2", now=NOW)
    assert sources.remove_source(archive, "https://a.example/feed") == 2
    assert sources.list_sources(archive) == []
    assert queue.lease(archive, ME, later(9)) is None
    with pytest.raises(NotFoundError):
        sources.remove_source(archive, "https://a.example/feed")


def test_size_on_disk(archive: Archive) -> None:
    assert state.bytes_on_disk(archive) > 10_000
