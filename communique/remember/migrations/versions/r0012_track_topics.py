"""The topics of a track are found by the track, so that taking one away does not look through all of them."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("track_topic_track", "track_topic", ["track_id"])


def downgrade() -> None:
    op.drop_index("track_topic_track", "track_topic")
