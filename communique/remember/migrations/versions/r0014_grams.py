"""Function words side by side as marks of PostgreSQL's full-text index: phrases of them are found, or not, at once.

What is new goes into the index at once, too; else each search would look through a list of what waits to go in.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from communique.remember.words import COMMON_WORDS

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Every occurrence of a common word, beside the next one and the one after it when those follow at once.
_GRAMS = """
WITH word AS (
    SELECT key, lexeme, position FROM words, unnest(vector) AS one (lexeme, positions, weights),
    unnest(one.positions) AS position WHERE lexeme = ANY(CAST(:common AS text[]))
), two AS (
    SELECT word.key, word.lexeme || '_' || next.lexeme AS gram, next.position FROM word
    JOIN word AS next ON next.key = word.key AND next.position = word.position + 1
), three AS (
    SELECT two.key, two.gram || '_' || word.lexeme AS gram FROM two
    JOIN word ON word.key = two.key AND word.position = two.position + 1
), marks AS (
    SELECT key, array_agg(DISTINCT '~' || gram) AS grams
    FROM (SELECT key, gram FROM two UNION ALL SELECT key, gram FROM three) AS gram GROUP BY key
)
UPDATE words SET vector = vector || array_to_tsvector(grams) FROM marks WHERE marks.key = words.key
"""
_WITHOUT = """
UPDATE words SET vector = ts_delete(vector, grams) FROM (
    SELECT key, array_agg(lexeme) AS grams FROM words, unnest(vector) WHERE lexeme LIKE '~%\\_%' GROUP BY key
) AS marks WHERE marks.key = words.key
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().execute(sa.text(_GRAMS), {"common": sorted(COMMON_WORDS)})
        op.execute("ALTER INDEX words_vector SET (fastupdate = off)")
        op.execute("SELECT gin_clean_pending_list('words_vector')")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().execute(sa.text(_WITHOUT))
        op.execute("ALTER INDEX words_vector RESET (fastupdate)")
