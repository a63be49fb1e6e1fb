"""The PLOVER score of every event, and the counts by month told apart by it."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from communique.remember.overview.months import recount
from communique.remember.vault import open_body

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_COLUMNS = ("subject_id", "kind", "month", "subkind", "status")


def upgrade() -> None:
    op.add_column("entry", sa.Column("score", sa.Integer))
    connection = op.get_bind()
    for reading_id in connection.execute(sa.text("SELECT id FROM reading ORDER BY id")).scalars().all():
        rows = _scores(connection, reading_id)
        if rows:
            set_ = "UPDATE entry SET score = :score WHERE reading_id = :reading AND finding_id = :finding"
            connection.execute(sa.text(f"{set_} AND kind = 'event'"), rows)
    _make_tally(with_score=True)
    recount(connection)


def downgrade() -> None:
    connection = op.get_bind()
    names = ", ".join(_COLUMNS)
    summed = f"SELECT {names}, sum(number) AS number FROM tally GROUP BY {names}"
    rows = [dict(row) for row in connection.execute(sa.text(summed)).mappings()]
    _make_tally(with_score=False)
    if rows:
        values = ", ".join(f":{name}" for name in (*_COLUMNS, "number"))
        connection.execute(sa.text(f"INSERT INTO tally ({names}, number) VALUES ({values})"), rows)
    op.drop_column("entry", "score")


def _scores(connection: sa.Connection, reading_id: int) -> list[dict[str, object]]:
    """The tenths of the scores of a reading's events, as decisions leave it."""
    wanted = "SELECT sha256, body FROM {} WHERE {} = :id"
    found = None
    for table, column in (("revised", "reading_id"), ("reading", "id")):
        found = found or connection.execute(sa.text(wanted.format(table, column)), {"id": reading_id}).first()
    assert found is not None
    events = json.loads(open_body(bytes(found.body), found.sha256, f"reading {reading_id}"))["events"]
    return [{"reading": reading_id, "finding": one["id"], "score": round(one["score"] * 10)} for one in events]


def _make_tally(*, with_score: bool) -> None:
    op.drop_table("tally")
    keys = [sa.Column(name, sa.Integer if name in ("subject_id", "month") else sa.Text, primary_key=True)
            for name in _COLUMNS]  # fmt: skip
    score = [sa.Column("score", sa.Integer, primary_key=True)] if with_score else []
    number = sa.Column("number", sa.Integer, nullable=False)
    op.create_table("tally", *keys, *score, number, sqlite_with_rowid=False)
