"""The tables of what persons and rules judged."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, Table, Text

from communique.remember.database.metadata import metadata

# What a person decided, append-only; `body` is the JSON of the decision, whole. `uid` is made from its content, so that
# an import adds nothing twice. `thread` joins the decisions on one finding, whatever later readings call it.
decision: Final = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("thread", Text, nullable=False),
    Column("document_id", Integer, ForeignKey("document.id"), nullable=False),
    Column("other_document_id", Integer, ForeignKey("document.id")),
    Column("undoes", Text),
    Column("body", Text, nullable=False),
    Index("decision_document", "document_id", "id"),
    Index("decision_other", "other_document_id", "id"),
    Index("decision_undoes", "undoes"),
)

# Judgements on two findings, by rules and by persons, append-only: the latest one of a pair stands, a person's before
# any rule's. `decision_id`: the decision that a person's verdict comes from; once that is undone it no longer stands.
verdict: Final = Table(
    "verdict",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("layer", Text, nullable=False),
    Column("a_article", Text, nullable=False),
    Column("a_finding", Text, nullable=False),
    Column("b_article", Text, nullable=False),
    Column("b_finding", Text, nullable=False),
    Column("sameness", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on", Date),
    Column("decision_id", Integer, ForeignKey("decision.id")),
    Index("verdict_a", "a_article", "a_finding"),
    Index("verdict_b", "b_article", "b_finding"),
    Index("verdict_decision", "decision_id"),
)

# The names of persons that rules took for spellings of one: `head_id` is the subject that was there first, itself for
# most; `block` and `other_block` are how its two outer words sound, roughly; a single word is joined with nothing.
spelling: Final = Table(
    "spelling",
    metadata,
    Column("subject_id", Integer, ForeignKey("subject.id"), primary_key=True, autoincrement=False),
    Column("block", Text),
    Column("other_block", Text),
    Column("head_id", Integer, ForeignKey("subject.id"), nullable=False),
    Index("spelling_block", "block"),
    Index("spelling_other_block", "other_block"),
    Index("spelling_head", "head_id"),
)

# A reading as the decisions of persons leave it; made from both, and could be made again. Questions, exports and the
# ledger see it in the place of `reading.body`; `sha256` and `body` as there.
revised: Final = Table(
    "revised",
    metadata,
    Column("reading_id", Integer, ForeignKey("reading.id"), primary_key=True, autoincrement=False),
    Column("sha256", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# How findings of a document's current reading stand by the last decision on each; made again with every decision and
# every reading. `finding_id` is null for an orphan, whose words are found no more: `why`.
standing: Final = Table(
    "standing",
    metadata,
    Column("decision_id", Integer, ForeignKey("decision.id"), primary_key=True, autoincrement=False),
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("reading_id", Integer, ForeignKey("reading.id")),
    Column("finding_id", Text),
    Column("state", Text, nullable=False),
    Column("why", Text),
    Index("standing_finding", "reading_id", "finding_id"),
    Index("standing_document", "document_id"),
)
