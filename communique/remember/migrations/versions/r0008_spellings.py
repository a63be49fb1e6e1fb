"""Names of persons that are spellings of one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spelling",
        sa.Column("subject_id", sa.Integer, sa.ForeignKey("subject.id"), primary_key=True, autoincrement=False),
        sa.Column("block", sa.Text),
        sa.Column("head_id", sa.Integer, sa.ForeignKey("subject.id"), nullable=False),
    )
    op.create_index("spelling_block", "spelling", ["block"])
    op.create_index("spelling_head", "spelling", ["head_id"])


def downgrade() -> None:
    op.drop_table("spelling")
