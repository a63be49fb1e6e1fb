"""The full-text index: text -> folded words, a query -> FTS5 or tsquery; the same answers on both databases.

Words are folded here (case, diacritics, compatibility forms), not by the database. Beside its words an entry carries
marks, which no text can contain: its kind ("kstatement") and its subjects ("s17"), so that a filter is one more word.
PostgreSQL's index does not know which words stand side by side and looks at every text that holds them all; so on
PostgreSQL function words that follow each other are marks, too ("of_the"), as in the common grams of search engines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, Text, bindparam, text
from sqlalchemy.sql.elements import TextClause

from communique.errors import SearchError
from communique.remember.database.connect import is_sqlite

_WORD: Final = re.compile(r"[^\W_]+")
_PIECE: Final = re.compile(r'(?P<not>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
# Letters that Unicode does not decompose into a base letter and a mark.
_WHOLE: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)
# A tsvector holds at most 1 MB, and a word of at most 2046 bytes. Source: PostgreSQL 15 manual, 12.11.
_LONGEST_WORD: Final = 200
_MOST_CHARACTERS: Final = 300_000
# In most texts, whatever they are about. What is indexed depends on them: a change needs a migration.
COMMON_WORDS: Final = frozenset({
    "a", "about", "after", "again", "against", "all", "also", "although", "an", "and", "another", "any", "are",
    "as", "at", "be", "because", "been", "before", "being", "between", "both", "but", "by", "can", "could", "did",
    "do", "does", "during", "each", "even", "for", "from", "had", "has", "have", "he", "her", "here", "him", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "just", "last", "like", "made", "make", "many", "may", "me",
    "might", "more", "most", "much", "must", "my", "new", "no", "not", "now", "of", "off", "on", "one", "only",
    "or", "other", "our", "out", "over", "own", "s", "said", "same", "say", "says", "she", "should", "since", "so",
    "some", "still", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "through", "to", "too", "two", "under", "until", "up", "us", "was", "we", "well", "were", "what",
    "when", "where", "whether", "which", "while", "who", "whom", "why", "will", "with", "within", "without",
    "would", "year", "years", "yet", "you", "your",
})  # fmt: skip
_GRAM_SIZES: Final = (2, 3)


def fold(words: str) -> list[str]:
    """The words of a text as they are indexed and looked up.

    >>> fold("Recep Tayyip Erdoğan, COP-29")
    ['recep', 'tayyip', 'erdogan', 'cop', '29']
    """
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_WHOLE))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [word[:_LONGEST_WORD] for word in _WORD.findall(plain)]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side; with `is_start` the last one may go on."""

    words: tuple[str, ...]
    is_start: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """One term of each group must occur, and none of `without`."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()


def parse_query(query: str) -> Query:
    """`peace talks` (both), `"peace talks"` (side by side), `negotiat*`, `talks OR summit`, `-gas`.

    Raises: SearchError when nothing is left to look for.

    >>> parse_query('"Border Demarcation" gas OR oil').groups
    ((Term(words=('border', 'demarcation'), is_start=False),), (Term(words=('gas',), is_start=False), Term(words=('oil',), is_start=False)))
    """  # noqa: E501
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    joins = False
    for piece in _PIECE.finditer(query):
        if piece["word"] == "OR" and groups and not piece["not"]:
            joins = True
            continue
        words = tuple(fold(piece["phrase"] if piece["word"] is None else piece["word"]))
        if not words:
            continue
        term = Term(words, is_start=bool(piece["word"]) and piece["word"].endswith("*"))
        if piece["not"]:
            without.append(term)
        elif joins:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        joins = False
    if not groups:
        raise SearchError(f"{query!r}: give at least one word to look for")
    return Query(tuple(groups), tuple(without))


def add_words(connection: Connection, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    """Index entries: (key, text, marks)."""
    lines = _lines(rows)
    if not lines:
        return
    if is_sqlite(connection):
        statement = text("INSERT INTO words (rowid, text, marks) VALUES (:key, :words, :marks)")
        connection.execute(statement, [line | {"marks": " ".join(line["marks"])} for line in lines])
    else:
        statement = text(
            "INSERT INTO words (key, vector)"
            " SELECT key, to_tsvector('simple', words) || array_to_tsvector(string_to_array(marks, ' '))"
            " FROM unnest(CAST(:keys AS bigint[]), CAST(:words AS text[]), CAST(:marks AS text[]))"
            " AS line (key, words, marks)"
        )
        columns = {
            "keys": [line["key"] for line in lines],
            "words": [line["words"] for line in lines],
            "marks": [
                " ".join(f"~{mark}" for mark in (*line["marks"], *_grams(line["words"].split()))) for line in lines
            ],
        }
        connection.execute(statement, columns)


def drop_words(connection: Connection, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    """Takes entries out of the index; they must be what was put in, since FTS5 keeps no copy of them.

    Source: SQLite manual, FTS5, 4.4.3 (deletes from contentless tables) and 6.3.
    """
    lines = _lines(rows)
    if not lines:
        return
    if is_sqlite(connection):
        statement = text("INSERT INTO words (words, rowid, text, marks) VALUES ('delete', :key, :words, :marks)")
        connection.execute(statement, [line | {"marks": " ".join(line["marks"])} for line in lines])
    else:
        statement = text("DELETE FROM words WHERE key = ANY(CAST(:keys AS bigint[]))")
        connection.execute(statement, {"keys": [line["key"] for line in lines]})


def _lines(rows: Sequence[tuple[int, str, Iterable[str]]]) -> list[dict[str, Any]]:
    return [
        {"key": key, "words": " ".join(fold(words[:_MOST_CHARACTERS])), "marks": sorted(marks)}
        for key, words, marks in rows
    ]


def _grams(words: Sequence[str]) -> list[str]:
    """Twos and threes of function words side by side, each once.

    >>> _grams(["end", "of", "the", "a", "war"])
    ['of_the', 'of_the_a', 'the_a']
    """
    common = [word in COMMON_WORDS for word in words]
    found = {
        "_".join(words[i : i + size])
        for size in _GRAM_SIZES
        for i in range(len(words) - size + 1)
        if all(common[i : i + size])
    }
    return sorted(found)


def match_keys(
    connection: Connection, query: Query, marks: Sequence[Sequence[str]], keys: tuple[int, int], limit: int
) -> list[int]:
    """The keys in [keys[0], keys[1]) of at most `limit` entries, latest first; one mark of each group must be there."""
    is_lite = is_sqlite(connection)
    words = _to_fts5(query, marks) if is_lite else _to_tsquery(query, marks)
    values: dict[str, Any] = {"query": words, "low": keys[0], "high": keys[1], "most": limit}
    found: list[int] = []
    for statement in (_FTS5,) if is_lite else (_AMONG_LATEST, _TSQUERY):
        found = list(connection.execute(statement, values).scalars())
        if len(found) == limit:
            break
    return found


def _select(sql: str) -> TextClause:
    return text(sql).bindparams(bindparam("low", type_=BigInteger), bindparam("high", type_=BigInteger))


_FTS5: Final = _select(
    "SELECT rowid FROM words WHERE words MATCH :query AND rowid >= :low AND rowid < :high"
    " ORDER BY rowid DESC LIMIT :most"
)
_HAVE: Final = "FROM words WHERE vector @@ CAST(:query AS tsquery) AND"


def all_or_latest(few: int) -> TextClause:
    """For PostgreSQL: all that the index has, when they are `few` at most; else the latest, in order, found soon.

    PostgreSQL takes a word that it knows nothing of for a frequent one, and would look through all entries in order for
    it. The question is part of the statement, so that the plan fits its words; `key + 0` keeps the plan from the keys'
    index.
    """
    return _select(
        f"WITH few AS MATERIALIZED (SELECT key {_HAVE} key + 0 >= :low AND key + 0 < :high LIMIT {few + 1}) "
        f"SELECT key FROM few WHERE (SELECT count(*) FROM few) <= {few} UNION ALL (SELECT key {_HAVE} key >= :low"
        f" AND key < :high AND (SELECT count(*) FROM few) > {few} ORDER BY key DESC LIMIT :most) "
        "ORDER BY key DESC LIMIT :most"
    ).bindparams(bindparam("query", type_=Text, literal_execute=True))


_TSQUERY: Final = all_or_latest(4000)


def among_latest(entries: int) -> TextClause:
    """For PostgreSQL: what the latest `entries` have. A frequent word is there often enough; its index is long."""
    return _select(
        f"SELECT key FROM (SELECT key, vector FROM words WHERE key >= :low AND key < :high ORDER BY key DESC"
        f" LIMIT {entries}) AS latest WHERE vector @@ CAST(:query AS tsquery) ORDER BY key DESC LIMIT :most"
    )


# Source: a miss costs 10 ms of a million statements; a word in 1 of 200 entries fills a batch. See docs/scale.md.
_AMONG_LATEST: Final = among_latest(5000)


def _to_fts5(query: Query, marks: Sequence[Sequence[str]]) -> str:
    def term(term: Term) -> str:
        return f'"{" ".join(term.words)}"' + ("*" if term.is_start else "")

    wanted = [f"(text : ({' OR '.join(map(term, group))}))" for group in query.groups]
    wanted += [f"(marks : ({' OR '.join(group)}))" for group in marks]
    unwanted = "".join(f" NOT (text : {term(t)})" for t in query.without)
    return f"({' AND '.join(wanted)}){unwanted}"


def _to_tsquery(query: Query, marks: Sequence[Sequence[str]]) -> str:
    def term(term: Term) -> str:
        words = [f"'{word}'" for word in term.words]
        side_by_side = f"({' <-> '.join(words)}{':*' if term.is_start else ''})"
        grams = _grams(term.words[: -1 if term.is_start else None])
        return f"({' & '.join([*(f"'~{gram}'" for gram in grams), side_by_side])})" if grams else side_by_side

    wanted = [f"({' | '.join(map(term, group))})" for group in query.groups]
    wanted += ["(" + " | ".join(f"'~{mark}'" for mark in group) + ")" for group in marks]
    return " & ".join(wanted + [f"!{term(t)}" for t in query.without])
