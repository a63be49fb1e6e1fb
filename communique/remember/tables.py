"""All tables of the archive, for SQLite and PostgreSQL alike; read from top to bottom.

`migrations/` makes them; a test holds both to the same shape. The full-text index, which the two databases build
differently, is in `words.py`; the tables of the follow-up are in `followed/tables.py`, those of decisions and
verdicts in `judged/tables.py`, that of a model's proposals in `proposed/tables.py`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from communique.remember.database.metadata import metadata
from communique.remember.followed.tables import (
    band,
    link,
    matter,
    track,
    track_mention,
    track_topic,
    trait,
    twin,
    waiting,
)
from communique.remember.judged.tables import decision, revised, spelling, standing, verdict
from communique.remember.proposed.tables import proposal

__all__ = [
    "band",
    "decision",
    "link",
    "matter",
    "metadata",
    "proposal",
    "revised",
    "spelling",
    "standing",
    "track",
    "track_mention",
    "track_topic",
    "trait",
    "twin",
    "verdict",
    "waiting",
]

# Raw pages, each once, whatever its address: the vault. `data` is zstd,
# `sha256` and `size` are of the bytes as fetched.
page: Final = Table(
    "page",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# An address that was read: a URL, or "article:<id>" for a page without one, by its first reading. Its versions are its
# readings.
document: Final = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
)

# What was read, whole: `body` is the JSON of `docs/record.md` under zstd, `sha256` that of the JSON. One reading of a
# document is current; the older ones are superseded and kept. The other columns are copies for questions.
reading: Final = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id"), nullable=False),
    Column("article_id", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("outlet", Text),
    Column("published_on", Date),
    UniqueConstraint("document_id", "sha256", name="reading_once"),
    Index("reading_article", "article_id"),
)

# A page that could not be used, and why; `body` is the JSON of the refusal.
refusal: Final = Table(
    "refusal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id"), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("document_id", "sha256", name="refusal_once"),
)

# When a page was seen, from where, and what came of it; append-only. `page_sha256` is null when it could not be opened.
# `facts` is JSON: what the caller and the server said of the page (media type, stated title and date, headers).
sighting: Final = Table(
    "sighting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("document.id"), nullable=False),
    Column("page_sha256", Text, ForeignKey("page.sha256")),
    Column("reading_id", Integer, ForeignKey("reading.id")),
    Column("refusal_id", Integer, ForeignKey("refusal.id")),
    Column("name", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Index("sighting_document", "document_id", "id"),
    Index("sighting_page", "page_sha256"),
)

# Everything of a reading that can be asked for: the article (place 0) and each finding. The key holds day, reading and
# place (`entries.make_key`), so that the order of keys is the order of time. `place` counts within the kind.
# `subkind` is the finding's kind, form or type; `from_on`/`to_on` are its days: when it is, or when it is due;
# `score` is tenths of an event's PLOVER score.
entry: Final = Table(
    "entry",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("reading_id", Integer, ForeignKey("reading.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("finding_id", Text, nullable=False),
    Column("subkind", Text),
    Column("status", Text),
    Column("from_on", Date),
    Column("to_on", Date),
    Column("score", Integer),
    Index("entry_kind", "kind", "key"),
    Index("entry_reading", "reading_id"),
    Index("entry_finding", "finding_id"),
)

# Whom and what can be asked about: a person, state, body, dyad ("AZE-BLR") or outlet. The counts are of current
# readings: articles that it occurs in, statements that it made.
subject: Final = Table(
    "subject",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text),
    Column("articles", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    UniqueConstraint("kind", "key", name="subject_once"),
    Index("subject_articles", "kind", "articles", "id"),
)

# The words of a subject's name, folded, so that "Aliyev" finds "Ilham Aliyev".
subject_word: Final = Table(
    "subject_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("subject_id", Integer, ForeignKey("subject.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# Which entries are about a subject, and how: `any`, and the roles `speaker`, `addressee`, `attendee`, `doer`,
# `receiver`, `by`, `to`. In the order of the key a subject's entries lie in the order of time.
about: Final = Table(
    "about",
    metadata,
    Column("subject_id", Integer, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)

# Commitments with a last day, for each subject bound by them and for ANYBODY, in the order of that day.
ANYBODY: Final = 0
deadline: Final = Table(
    "deadline",
    metadata,
    Column("subject_id", Integer, primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)

# Entries of current readings by state or dyad, kind and month (year * 12 + month - 1; 0 without a day), subkind and
# status ("" for none), and score (tenths, 0 for what is no event): what pages of states show, kept with every reading.
tally: Final = Table(
    "tally",
    metadata,
    Column("subject_id", Integer, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("subkind", Text, primary_key=True),
    Column("status", Text, primary_key=True),
    Column("score", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Who may use the site; nobody: it is one person's. `key` is the name folded; a removed account keeps its row, that what
# it decided keeps its author. `password_hash` is argon2id. Times here and below: UTC, ISO 8601.
account: Final = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("removed_at", Text),
)

# A browser that is logged in: the cookie holds the secret, the table its SHA-256.
account_session: Final = Table(
    "account_session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", Integer, ForeignKey("account.id"), nullable=False),
    Column("secret_sha256", Text, nullable=False, unique=True),
    Column("made_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("ends_at", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Index("account_session_account", "account_id"),
)

# A program that may act for an account. `scopes`: words of `accounts.roles.SCOPES`, parted by spaces.
api_token: Final = Table(
    "api_token",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", Integer, ForeignKey("account.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("secret_sha256", Text, nullable=False, unique=True),
    Column("scopes", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("ends_at", Text),
    Column("used_at", Text),
    Column("revoked_at", Text),
    Index("api_token_account", "account_id"),
)

# What signs the site's forms, the same for every server of the archive.
site_key: Final = Table(
    "site_key",
    metadata,
    Column("name", Text, primary_key=True),
    Column("key", Text, nullable=False),
)

# Where news comes from: a feed, sitemap, index page or list of captures. `outlet` is stated for its articles, `every_s`
# the seconds between two looks; `reason` and `detail` say why the last look failed, `failures` how many did in a row.
# All `_at` of these tables: UTC, ISO 8601 with milliseconds, so that their order is the order of time.
source: Final = Table(
    "source",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
    Column("outlet", Text),
    Column("title", Text),
    Column("kind", Text),
    Column("every_s", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("checked_at", Text),
    Column("changed_at", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("listed", Integer),
    Column("failures", Integer, nullable=False),
    Column("reason", Text),
    Column("detail", Text),
)

# An address to be fetched: a source (`kind` list) or an article (page). `state` is waiting, leased or done; whoever
# leases a job has it until `lease_until`, then it is anybody's again. `outcome` is that of the last fetch: read, same
# (the article of `same_as`) or refused. `title` and `published` are what the list told.
job: Final = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("source_id", Integer, ForeignKey("source.id")),
    Column("state", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("lease_until", Text),
    Column("lease_by", Text),
    Column("tries", Integer, nullable=False),
    Column("title", Text),
    Column("published", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("outcome", Text),
    Column("same_as", Text),
    Column("reason", Text),
    Column("detail", Text),
    Column("added_at", Text, nullable=False),
    Column("done_at", Text),
    UniqueConstraint("kind", "address", name="job_once"),
    Index("job_due", "state", "due_at"),
    Index("job_source", "source_id"),
    Index("job_reason", "reason"),
)

# A host that is fetched from: by one worker at a time (`lease_until`), and not before `next_at`.
host: Final = Table(
    "host",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next_at", Text, nullable=False),
    Column("lease_until", Text),
    Column("lease_by", Text),
    Column("failures", Integer, nullable=False),
)

# At which address a site told a text first: the same words at another address of the site are the same article.
known_text: Final = Table(
    "known_text",
    metadata,
    Column("site", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("address", Text, nullable=False),
    sqlite_with_rowid=False,
)

# A question whose new answers are told. `kind`: search or due; `channel`: email, webhook or atom. Readings up to
# `seen_reading` were there when it was made. One sender holds the lease.
alert: Final = Table(
    "alert",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    *(Column(name, Text, nullable=False) for name in ("kind", "question", "channel", "target")),
    Column("seen_reading", Integer, nullable=False),
    Column("lease_until", Text),
    Column("added_at", Text, nullable=False),
)

# What an alert has told, never told again: "new:<article>:<finding>", "due:<track>:<day>", "overdue:...".
alert_mark: Final = Table(
    "alert_mark",
    metadata,
    Column("alert_id", Integer, ForeignKey("alert.id"), primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("sent_at", Text, nullable=False),
    sqlite_with_rowid=False,
)
