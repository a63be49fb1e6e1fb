"""The tables of the follow-up."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, Table, Text

from communique.remember.database.metadata import metadata

# Readings to be followed up: new ones, superseded ones, and those on which a person decided since.
waiting: Final = Table(
    "waiting",
    metadata,
    Column("reading_id", Integer, ForeignKey("reading.id"), primary_key=True, autoincrement=False),
)

# What a current reading is about, as hashes of party and word; `day` is its day as a number, 0 without one.
trait: Final = Table(
    "trait",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("reading_id", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

# Readings near each other, both ways: `strength` counts the traits in common.
link: Final = Table(
    "link",
    metadata,
    Column("reading_id", Integer, primary_key=True),
    Column("other_id", Integer, primary_key=True),
    Column("strength", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Bands of the MinHash signature of an article's text: near-duplicates meet in one of them.
band: Final = Table(
    "band",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("reading_id", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

# Articles that tell the same in nearly the same words, both ways; `likeness` estimates the share of shingles in common.
twin: Final = Table(
    "twin",
    metadata,
    Column("reading_id", Integer, primary_key=True),
    Column("other_id", Integer, primary_key=True),
    Column("likeness", Float, nullable=False),
    sqlite_with_rowid=False,
)

# One commitment or occasion (`layer`) across articles. `body`: JSON under zstd: the ledger's entry, whom it names, and
# the topics under which it is found. `due_on` is the last day allowed, or the occasion's day; the last day of the
# calendar when there is none. `matter`: the id of its matter.
track: Final = Table(
    "track",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("layer", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("matter", Text),
    Column("body", LargeBinary, nullable=False),
    Index("track_matter", "matter"),
)

# The findings that a track joins.
track_mention: Final = Table(
    "track_mention",
    metadata,
    Column("reading_id", Integer, ForeignKey("reading.id"), primary_key=True, autoincrement=False),
    Column("layer", Text, primary_key=True),
    Column("finding_id", Text, primary_key=True),
    Column("track_id", Integer, ForeignKey("track.id"), nullable=False),
    Index("track_mention_track", "track_id"),
    sqlite_with_rowid=False,
)

# Where a track is found, in the order of the day it is due: "" (all), a state, a dyad "AZE-BLR", a person "p:<slug>".
track_topic: Final = Table(
    "track_topic",
    metadata,
    Column("layer", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("track_id", Integer, ForeignKey("track.id"), primary_key=True),
    Column("status", Text, nullable=False),
    Index("track_topic_status", "layer", "topic", "status", "due_on", "track_id"),
    # Without it a database that holds to its foreign keys looks through the whole table for each track taken away.
    Index("track_topic_track", "track_id"),
    sqlite_with_rowid=False,
)

# Commitments that concern one thing between the same sides; `body` is JSON.
matter: Final = Table(
    "matter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", Text, nullable=False),
)
