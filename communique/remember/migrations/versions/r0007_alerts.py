"""Alerts: questions whose new answers are told to somebody, and what was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("seen_reading", sa.Integer, nullable=False),
        sa.Column("lease_until", sa.Text),
        sa.Column("added_at", sa.Text, nullable=False),
    )
    op.create_table(
        "alert_mark",
        sa.Column("alert_id", sa.Integer, sa.ForeignKey("alert.id"), primary_key=True),
        sa.Column("mark", sa.Text, primary_key=True),
        sa.Column("sent_at", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("alert_mark")
    op.drop_table("alert")
