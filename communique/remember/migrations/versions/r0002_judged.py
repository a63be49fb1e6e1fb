"""What persons decide, verdicts, and readings as decisions leave them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uid", sa.Text, nullable=False, unique=True),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("other_document_id", sa.Integer, sa.ForeignKey("document.id")),
        sa.Column("undoes", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("decision_document", "decision", ["document_id", "id"])
    op.create_index("decision_other", "decision", ["other_document_id", "id"])
    op.create_index("decision_undoes", "decision", ["undoes"])
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("layer", sa.Text, nullable=False),
        sa.Column("a_article", sa.Text, nullable=False),
        sa.Column("a_finding", sa.Text, nullable=False),
        sa.Column("b_article", sa.Text, nullable=False),
        sa.Column("b_finding", sa.Text, nullable=False),
        sa.Column("sameness", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("on", sa.Date),
        sa.Column("decision_id", sa.Integer, sa.ForeignKey("decision.id")),
    )
    op.create_index("verdict_a", "verdict", ["a_article", "a_finding"])
    op.create_index("verdict_b", "verdict", ["b_article", "b_finding"])
    op.create_index("verdict_decision", "verdict", ["decision_id"])
    op.create_table(
        "revised",
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("reading.id"), primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "standing",
        sa.Column("decision_id", sa.Integer, sa.ForeignKey("decision.id"), primary_key=True, autoincrement=False),
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), primary_key=True, autoincrement=False),
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("reading.id")),
        sa.Column("finding_id", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("why", sa.Text),
    )
    op.create_index("standing_finding", "standing", ["reading_id", "finding_id"])
    op.create_index("standing_document", "standing", ["document_id"])


def downgrade() -> None:
    for name in ("standing", "revised", "verdict", "decision"):
        op.drop_table(name)
