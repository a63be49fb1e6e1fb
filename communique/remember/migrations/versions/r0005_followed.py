"""The follow-up: what waits for it, articles near each other and near-duplicates, tracks and matters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting",
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("reading.id"), primary_key=True, autoincrement=False),
    )
    # Whatever the archive holds already is followed up at the first question.
    op.execute("INSERT INTO waiting (reading_id) SELECT id FROM reading WHERE is_current")
    _near()
    _tracks()


def downgrade() -> None:
    for name in ("matter", "track_topic", "track_mention", "track", "twin", "band", "link", "trait", "waiting"):
        op.drop_table(name)


def _near() -> None:
    op.create_table(
        "trait",
        sa.Column("key", sa.BigInteger, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("reading_id", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    for name, value in (("link", sa.Column("strength", sa.Integer, nullable=False)),
                        ("twin", sa.Column("likeness", sa.Float, nullable=False))):  # fmt: skip
        op.create_table(
            name,
            sa.Column("reading_id", sa.Integer, primary_key=True),
            sa.Column("other_id", sa.Integer, primary_key=True),
            value,
            sqlite_with_rowid=False,
        )
    op.create_table(
        "band",
        sa.Column("key", sa.BigInteger, primary_key=True),
        sa.Column("reading_id", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )


def _tracks() -> None:
    op.create_table(
        "track",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("layer", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("matter", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("track_matter", "track", ["matter"])
    op.create_table(
        "track_mention",
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("reading.id"), primary_key=True, autoincrement=False),
        sa.Column("layer", sa.Text, primary_key=True),
        sa.Column("finding_id", sa.Text, primary_key=True),
        sa.Column("track_id", sa.Integer, sa.ForeignKey("track.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("track_mention_track", "track_mention", ["track_id"])
    op.create_table(
        "track_topic",
        sa.Column("layer", sa.Text, primary_key=True),
        sa.Column("topic", sa.Text, primary_key=True),
        sa.Column("due_on", sa.Date, primary_key=True),
        sa.Column("track_id", sa.Integer, sa.ForeignKey("track.id"), primary_key=True),
        sa.Column("status", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("track_topic_status", "track_topic", ["layer", "topic", "status", "due_on", "track_id"])
    op.create_table("matter", sa.Column("name", sa.Text, primary_key=True), sa.Column("body", sa.Text, nullable=False))
