"""The table of proposals."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from communique.remember.database.metadata import metadata

# What a model proposed, append-only, each once (`uid`), whatever becomes of it. `made_by`: the model; `at`: UTC;
# `body`: the JSON of the finding as a person will see it (`record.followup.Seen`). One waits as long as no decision of
# its `thread` stands.
proposal: Final = Table(
    "proposal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("thread", Text, nullable=False),
    Column("document_id", Integer, ForeignKey("document.id"), nullable=False),
    Column("article_id", Text, nullable=False),
    Column("finding_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("proposal_document", "document_id"),
    Index("proposal_finding", "article_id", "finding_id"),
)
