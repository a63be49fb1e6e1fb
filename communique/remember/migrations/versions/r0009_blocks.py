"""A name is compared with those that sound alike in one of two words; names are looked at anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM spelling")
    op.add_column("spelling", sa.Column("other_block", sa.Text))
    op.create_index("spelling_other_block", "spelling", ["other_block"])


def downgrade() -> None:
    op.drop_index("spelling_other_block", "spelling")
    op.drop_column("spelling", "other_block")
