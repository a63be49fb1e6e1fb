"""An archive made many times larger by copying its rows, each copy under other ids, addresses and days.

What is copied was added and followed up as anything else is, so that every index holds what it would hold; only the
time that a million adds take is saved. The words of a copy are those of its original.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, text

from communique.record.outcome import Reading
from communique.remember.archive import Archive
from communique.remember.database.connect import is_sqlite
from communique.remember.entries import make_entries
from communique.remember.index import _subject_ids, make_marks
from communique.remember.overview.months import recount
from communique.remember.words import fold

_POSITION: Final = 2**17 - 1
_NO_DAY: Final = "9999-12-31"
# {d}: a day moved by the copy's number of days; {r}: ids of readings moved; {k}: keys moved.
_COPIES: Final = {
    "document": "SELECT id + {r}, address || '#{c}' FROM document WHERE id <= {n}",
    "reading (id, document_id, article_id, sha256, body, is_current, title, url, outlet, published_on)":
        "SELECT id + {r}, document_id + {r}, article_id || '-{c}', sha256, body, is_current, title, url || '#{c}',"
        " outlet, {published_on} FROM reading WHERE id <= {n}",
    "sighting (id, document_id, page_sha256, reading_id, refusal_id, name, seen_at, facts)":
        "SELECT id + {r}, document_id + {r}, page_sha256, reading_id + {r}, refusal_id, name, seen_at, facts"
        " FROM sighting WHERE id <= {n}",
    "entry (key, reading_id, kind, place, finding_id, subkind, status, from_on, to_on, score)":
        "SELECT key + {k}, reading_id + {r}, kind, place, finding_id, subkind, status, {from_on}, {to_on}, score"
        " FROM entry WHERE reading_id <= {n}",
    "about (subject_id, role, key)":
        "SELECT subject_id, role, key + {k} FROM about WHERE ((key >> 17) & 16777215) <= {n}",
    "deadline (subject_id, due_on, key)":
        "SELECT subject_id, {due_on}, key + {k} FROM deadline WHERE ((key >> 17) & 16777215) <= {n}",
    "trait (key, day, reading_id)": "SELECT key + {c}, day + {c}, reading_id + {r} FROM trait WHERE reading_id <= {n}",
    "link (reading_id, other_id, strength)":
        "SELECT reading_id + {r}, other_id + {r}, strength FROM link WHERE reading_id <= {n}",
    "band (key, reading_id)": "SELECT key + {c}, reading_id + {r} FROM band WHERE reading_id <= {n}",
    "verdict (layer, a_article, a_finding, b_article, b_finding, sameness, score, reason, {by})":
        "SELECT layer, a_article || '-{c}', a_finding, b_article || '-{c}', b_finding, sameness, score, reason, {by}"
        " FROM verdict WHERE id <= {v}",
    "track (id, name, layer, status, due_on, matter, body)":
        "SELECT id + {t}, name || '-{c}', layer, status, {track_due_on}, matter, body FROM track WHERE id <= {m}",
    "track_mention (reading_id, layer, finding_id, track_id)":
        "SELECT reading_id + {r}, layer, finding_id, track_id + {t} FROM track_mention WHERE track_id <= {m}",
    "track_topic (layer, topic, due_on, track_id, status)":
        "SELECT layer, topic, {track_due_on}, track_id + {t}, status FROM track_topic WHERE track_id <= {m}",
}  # fmt: skip


def grow(archive: Archive, copies: int) -> None:
    """Copies everything that the archive holds, `copies` times; its readings are numbered from 1 on without a gap."""
    readings = enumerate(archive.readings(), start=1)
    with archive.engine.begin() as connection:
        is_lite = is_sqlite(connection)
        if is_lite:
            connection.execute(text("PRAGMA cache_size = -1000000"))
        n = connection.execute(text("SELECT max(id) FROM reading")).scalar_one()
        m = connection.execute(text("SELECT max(id) FROM track")).scalar_one()
        v = connection.execute(text("SELECT max(id) FROM verdict")).scalar_one()
        lines = list(_lines(connection, readings)) if is_lite else []
        if not is_lite:
            connection.execute(text("DROP INDEX words_vector"))
        for copy in range(1, copies + 1):
            values = _values(copy, n, m, is_lite=is_lite) | {"v": v}
            for table, rows in _COPIES.items():
                connection.execute(text(f"INSERT INTO {table} {rows}".format(**values)))
            if is_lite:
                connection.connection.driver_connection.executemany(  # type: ignore[union-attr]
                    "INSERT INTO words (rowid, text, marks) VALUES (?, ?, ?)",
                    [(key + values["k"], words, marks) for key, words, marks in lines],
                )
            else:
                connection.execute(
                    text(f"INSERT INTO words SELECT key + {values['k']}, vector FROM words"
                         f" WHERE ((key >> 17) & 16777215) <= {n}")
                )  # fmt: skip
        connection.execute(
            text(f"UPDATE subject SET articles = articles * {copies + 1}, statements = statements * {copies + 1}")
        )
        recount(connection)
        if not is_lite:
            connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
            connection.execute(text("CREATE INDEX words_vector ON words USING gin (vector) WITH (fastupdate = off)"))
            for table in ("document", "reading", "sighting", "track", "verdict"):
                connection.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
                )
    with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _values(copy: int, n: int, m: int, *, is_lite: bool) -> dict[str, object]:
    def moved(column: str) -> str:
        later = f"date({column}, '+{copy} days')" if is_lite else f"{column} + {copy}"
        return f"CASE WHEN {column} = '{_NO_DAY}' THEN {column} ELSE {later} END"

    reading = copy * n
    return {
        "c": copy, "r": reading, "k": ((copy << 24) + reading) << 17, "n": n, "t": copy * m, "m": m, "by": '"by"',
        **{name: moved(name) for name in ("published_on", "from_on", "to_on", "due_on")},
        "track_due_on": moved("due_on"),
    }  # fmt: skip


def _lines(connection: Connection, readings: Iterable[tuple[int, Reading]]) -> Iterable[tuple[int, str, str]]:
    """(key, words, marks) of every entry."""
    for id_, reading in readings:
        entries = make_entries(reading)
        ids = _subject_ids(connection, entries)
        keys = connection.execute(text("SELECT key FROM entry WHERE reading_id = :id"), {"id": id_}).scalars()
        at = {key & _POSITION: key for key in keys}
        for position, entry in enumerate(entries):
            marks = make_marks(entry.kind, map(ids.get, entry.roles))
            yield at[position], " ".join(fold(entry.words)), " ".join(marks)
