"""What is added is kept whole, once, with its versions; on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from communique.errors import ArchiveError, NotFoundError
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.remember import tables
from communique.remember.archive import Archive, open_archive
from communique.remember.database import connect


def sizes(archive: Archive) -> dict[str, int]:
    with connect.reading(archive.engine) as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.metadata.tables.items()
        }


def test_a_reading_comes_back_as_it_was(archive, make_reading, make_page) -> None:
    reading = make_reading()
    assert archive.add(make_page(reading), reading).change == "new"
    assert archive.get(reading.article.id) == reading


def test_the_same_page_twice_adds_nothing(archive, make_reading, make_page) -> None:
    reading = make_reading()
    archive.add(make_page(reading), reading)
    before = sizes(archive)
    added = archive.add(make_page(reading), make_reading())
    assert (added.change, added.article_id) == ("again", reading.article.id)
    assert sizes(archive) == before


def test_another_page_with_the_same_words_is_kept_and_seen_but_no_version(archive, make_reading, make_page) -> None:
    reading = make_reading()
    archive.add(make_page(reading), reading)
    before = sizes(archive)
    assert archive.add(make_page(reading, "<!-- a banner -->"), reading).change == "again"
    assert {n for n, size in sizes(archive).items() if size != before[n]} == {"page", "sighting"}


def test_a_new_version_at_an_address_supersedes_and_keeps_the_old(archive, make_reading, make_page) -> None:
    first, second = make_reading(), make_reading(topic="the ferry")
    archive.add(make_page(first), first, seen_at=datetime(2025, 6, 12, 8, tzinfo=UTC))
    assert archive.add(make_page(second), second).change == "version"
    assert archive.get(first.article.id) == first
    old, new = archive.versions(second.article.id)
    assert (old.article_id, old.is_current, old.seen_at) == (first.article.id, False, "2025-06-12T08:00:00+00:00")
    assert (new.article_id, new.is_current) == (second.article.id, True)
    assert archive.page(old.page_sha256) == make_page(first).data


def test_a_page_that_goes_back_is_current_again(archive, make_reading, make_page) -> None:
    first, second = make_reading(), make_reading(topic="the ferry")
    for reading in (first, second, first):
        archive.add(make_page(reading), reading)
    assert [v.is_current for v in archive.versions(first.article.id)] == [True, False]
    assert sizes(archive)["reading"] == 2
    assert sizes(archive)["sighting"] == 3


def test_all_current_readings(archive, make_reading, make_page) -> None:
    told = [make_reading(topic=f"bridge {n}", url=f"https://news.example/{n % 60}") for n in range(120)]
    for reading in told[:61]:
        archive.add(make_page(reading), reading)
    assert list(archive.readings()) == told[1:61]


def test_a_newer_model_makes_a_version_of_the_same_article(archive, make_reading, make_page, newer_model) -> None:
    reading = make_reading()
    archive.add(make_page(reading), reading)
    assert archive.add(make_page(reading), newer_model(reading)).change == "version"
    assert archive.get(reading.article.id).events == ()
    assert sizes(archive)["page"] == 1


def test_pages_without_an_address_are_told_apart_by_their_words(archive, make_reading, make_page) -> None:
    for topic in ("the ferry", "the tunnel"):
        reading = make_reading(topic=topic, url=None)
        assert archive.add(make_page(reading), reading).change == "new"


def test_refusals_are_kept_and_leave_the_reading_current(archive, make_reading, make_page) -> None:
    reading = make_reading()
    archive.add(make_page(reading), reading)
    page = Page("news.html", b"503", url=reading.article.url)
    refusal = Refusal("news.html", "clean", Reason.NO_ARTICLE, "no text", url=reading.article.url)
    assert archive.add(page, refusal).change == "refused"
    assert archive.get(reading.article.id) == reading
    before = sizes(archive)
    archive.add(page, refusal)
    assert sizes(archive) == before
    assert before["refusal"] == 1
    unopened = Refusal("gone\udcff.html", "open", Reason.UNREADABLE, "cannot be opened")
    assert archive.add(None, unopened).address == "name:gone\\udcff.html"


def test_pages_keep_when_and_what_was_said_of_them(archive, make_reading, make_page) -> None:
    reading = make_reading()
    archive.add(make_page(reading), reading, headers={"ETag": '"7"'}, seen_at=datetime(2025, 6, 13, tzinfo=UTC))
    with connect.reading(archive.engine) as connection:
        row = connection.execute(select(tables.sighting)).one()
    assert (row.name, row.seen_at) == ("news.html", "2025-06-13T00:00:00+00:00")
    assert '"ETag": "\\"7\\""' in row.facts
    assert row.page_sha256 == sha256(make_page(reading).data).hexdigest()


def test_what_is_not_there_is_said(archive) -> None:
    with pytest.raises(NotFoundError, match="a-none: no such article"):
        archive.get("a-none")
    with pytest.raises(ArchiveError, match="not in the archive"):
        archive.page("0" * 64)


def test_an_archive_is_made_only_when_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive yet"):
        open_archive(tmp_path / "none.db", create=False)
    with pytest.raises(ArchiveError, match="does the folder exist"):
        open_archive(tmp_path / "no" / "folder.db")
    (tmp_path / "noise.db").write_bytes(b"not a database, but long enough to be taken for one" * 40)
    with pytest.raises(ArchiveError, match="damaged, or no archive"):
        open_archive(tmp_path / "noise.db")
    with pytest.raises(ArchiveError, match="an SQLite file or a postgresql:// URL"):
        open_archive("mysql://localhost/x")


def test_two_readings_without_a_page_are_two_documents(archive, make_reading) -> None:
    first, second = make_reading(url=None), make_reading(url=None, topic="the ferry")
    assert [archive.add(None, one).change for one in (first, second)] == ["new", "new"]
    assert archive.get(first.article.id) == first
