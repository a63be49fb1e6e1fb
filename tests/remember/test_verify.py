"""A changed byte anywhere is found and named; a sound archive has nothing to say."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from communique.record.outcome import Reason, Refusal
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.vault import digest, pack, unpack
from communique.remember.verify import Mismatch, Verified, check, verify


@pytest.fixture
def stocked(archive: Archive, make_reading, make_page) -> Archive:
    for number in range(3):
        reading = make_reading(topic=f"bridge {number}", url=f"https://news.example/{number % 2}")
        archive.add(make_page(reading), reading)
    archive.add(None, Refusal("x.html", "open", Reason.UNREADABLE, "cannot be opened"))
    return archive


def told(archive: Archive) -> tuple[list[Mismatch], Verified]:
    mismatches: list[Mismatch] = []
    return mismatches, verify(archive, mismatches.append)


def change(archive: Archive, statement: str, **values: object) -> None:
    with connect.writing(archive.engine) as connection:
        assert connection.execute(text(statement), values).rowcount


def test_a_sound_archive(stocked) -> None:
    mismatches, verified = told(stocked)
    assert mismatches == []
    assert verified == Verified(pages=3, readings=3, refusals=1, quotes=30, mismatches=0)
    assert check(stocked) == []


def test_a_changed_page(stocked, make_reading, make_page) -> None:
    sha = digest(make_page(make_reading(topic="bridge 0", url="https://news.example/0")).data)
    change(stocked, "UPDATE page SET data = :data WHERE sha256 = :sha", data=pack(b"<p>other words</p>"), sha=sha)
    mismatches, verified = told(stocked)
    assert [m.what for m in mismatches] == [f"page {sha}"]
    assert "another digest" in mismatches[0].detail
    assert verified.mismatches == 1


@pytest.mark.parametrize("table", ["page", "reading", "refusal"])
def test_damaged_bytes(stocked, table: str) -> None:
    column = "data" if table == "page" else "body"
    with connect.reading(stocked.engine) as connection:
        data = connection.execute(text(f"SELECT {column} FROM {table} LIMIT 1")).scalar_one()
    change(
        stocked, f"UPDATE {table} SET {column} = :new WHERE {column} = :old", new=bytes(data)[:-3] + b"\0\0\0", old=data
    )
    mismatches, _ = told(stocked)
    assert len(mismatches) == 1
    assert "damaged" in mismatches[0].detail


def test_a_quote_that_is_not_in_the_text(stocked) -> None:
    """Somebody who recomputes the digest is still found out: the quote must be the words of the text."""
    with connect.reading(stocked.engine) as connection:
        body = connection.execute(text("SELECT body FROM reading WHERE id = 1")).scalar_one()
    forged = unpack(bytes(body), "reading").replace(b'"quote":"We will finish', b'"quote":"We may finish')
    change(
        stocked, "UPDATE reading SET body = :body, sha256 = :sha WHERE id = 1", body=pack(forged), sha=digest(forged)
    )
    mismatches, _ = told(stocked)
    assert len(mismatches) == 1
    assert "We may finish" in mismatches[0].detail


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE entry SET status = 'kept' WHERE kind = 'commitment' AND reading_id = 1", "index differs.*c-1"),
        ("DELETE FROM entry WHERE kind = 'event' AND reading_id = 2", "index differs.*e-1"),
        ("DELETE FROM about WHERE role = 'speaker'", "other subjects.*speaker"),
    ],
)
def test_an_index_that_differs_from_its_reading(stocked, statement: str, says: str) -> None:
    change(stocked, statement)
    mismatches, _ = told(stocked)
    assert mismatches
    with pytest.raises(AssertionError, match=says):
        raise AssertionError(mismatches[0].detail)


def test_check_recounts(stocked) -> None:
    change(stocked, "UPDATE subject SET articles = articles + 1 WHERE kind = 'person' AND key = 'mari-tamm'")
    change(stocked, "UPDATE reading SET is_current = (1 = 1)")
    problems = check(stocked)
    assert "https://news.example/0: 2 current readings" in problems
    change(stocked, "UPDATE reading SET is_current = (id = 1)")
    assert "https://news.example/1: no current reading" in check(stocked)
    assert any(p.startswith("person mari-tamm: articles is 3, counted 1") for p in check(stocked))
