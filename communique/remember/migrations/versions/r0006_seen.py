"""Pages found by their bytes: a page without an address that is read anew is the same document."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("sighting_page", "sighting", ["page_sha256"])


def downgrade() -> None:
    op.drop_index("sighting_page", "sighting")
