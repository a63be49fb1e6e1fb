"""The first tables: vault, documents with their versions, and the index of what can be asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _keep()
    _index()
    if op.get_bind().dialect.name == "sqlite":
        # Words are folded before they get here; the tokenizer only parts them at spaces.
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5(text, marks, content='', tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        op.execute("CREATE TABLE words (key bigint PRIMARY KEY, vector tsvector NOT NULL)")
        op.execute("CREATE INDEX words_vector ON words USING gin (vector)")


def downgrade() -> None:
    for name in ("words", "deadline", "about", "subject_word", "subject", "entry", "sighting", "refusal", "reading",
                 "document", "page"):  # fmt: skip
        op.execute(f"DROP TABLE {name}")


def _keep() -> None:
    op.create_table(
        "page",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("address", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("published_on", sa.Date),
        sa.UniqueConstraint("document_id", "sha256", name="reading_once"),
    )
    op.create_index("reading_article", "reading", ["article_id"])
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("document_id", "sha256", name="refusal_once"),
    )
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("page_sha256", sa.Text, sa.ForeignKey("page.sha256")),
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("reading.id")),
        sa.Column("refusal_id", sa.Integer, sa.ForeignKey("refusal.id")),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
    )
    op.create_index("sighting_document", "sighting", ["document_id", "id"])


def _index() -> None:
    op.create_table(
        "entry",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("reading.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("finding_id", sa.Text, nullable=False),
        sa.Column("subkind", sa.Text),
        sa.Column("status", sa.Text),
        sa.Column("from_on", sa.Date),
        sa.Column("to_on", sa.Date),
    )
    op.create_index("entry_kind", "entry", ["kind", "key"])
    op.create_index("entry_reading", "entry", ["reading_id"])
    op.create_index("entry_finding", "entry", ["finding_id"])
    op.create_table(
        "subject",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.Text),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("statements", sa.Integer, nullable=False),
        sa.UniqueConstraint("kind", "key", name="subject_once"),
    )
    op.create_index("subject_articles", "subject", ["kind", "articles", "id"])
    op.create_table(
        "subject_word",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("subject_id", sa.Integer, sa.ForeignKey("subject.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "about",
        sa.Column("subject_id", sa.Integer, primary_key=True),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("key", sa.BigInteger, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deadline",
        sa.Column("subject_id", sa.Integer, primary_key=True),
        sa.Column("due_on", sa.Date, primary_key=True),
        sa.Column("key", sa.BigInteger, primary_key=True),
        sqlite_with_rowid=False,
    )
