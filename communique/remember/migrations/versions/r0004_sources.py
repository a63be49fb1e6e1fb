"""Sources of news, the jobs of fetching them, and which text a site has told where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("address", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.Text) for name in ("outlet", "title", "kind")),
        sa.Column("every_s", sa.Integer, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("checked_at", "changed_at", "etag", "modified")),
        sa.Column("listed", sa.Integer),
        sa.Column("failures", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("reason", "detail")),
    )
    _jobs()
    op.create_table(
        "host",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("next_at", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("lease_until", "lease_by")),
        sa.Column("failures", sa.Integer, nullable=False),
    )
    op.create_table(
        "known_text",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for name in ("known_text", "host", "job", "source"):
        op.drop_table(name)


def _jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "address", "host")),
        sa.Column("source_id", sa.Integer, sa.ForeignKey("source.id")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("state", "due_at")),
        *(sa.Column(name, sa.Text) for name in ("lease_until", "lease_by")),
        sa.Column("tries", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in
          ("title", "published", "etag", "modified", "outcome", "same_as", "reason", "detail")),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("done_at", sa.Text),
        sa.UniqueConstraint("kind", "address", name="job_once"),
    )  # fmt: skip
    op.create_index("job_due", "job", ["state", "due_at"])
    op.create_index("job_source", "job", ["source_id"])
    op.create_index("job_reason", "job", ["reason"])
