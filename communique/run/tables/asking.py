"""Questions over all shards of a folder, answered by DuckDB without a pair of articles too many. Its only door."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Any

from communique.errors import TablesError
from communique.run.tables.store import sorted_files

_NEAR = """
WITH signed AS (SELECT * FROM read_parquet($signed)),
banded AS (SELECT number, unnest(bands) AS band FROM signed),
first AS (SELECT band, min(number) AS number FROM banded GROUP BY band HAVING count(*) > 1),
pairs AS (
    SELECT DISTINCT b.number AS late, f.number AS early
    FROM banded b JOIN first f USING (band) WHERE b.number > f.number
),
judged AS (
    SELECT late, early,
        len(list_filter(list_zip(a.signature, b.signature), lambda x: x[1] = x[2])) / len(a.signature) AS likeness
    FROM pairs JOIN signed a ON a.number = late JOIN signed b ON b.number = early
)
SELECT a.page, a.article, b.page AS of_page, b.article AS of_article, round(likeness, 3) AS likeness
FROM (SELECT late, arg_max(early, likeness) AS early, max(likeness) AS likeness FROM judged GROUP BY late) best
JOIN signed a ON a.number = best.late JOIN signed b ON b.number = best.early
WHERE likeness >= $twin ORDER BY a.page
"""
_GROUPS = """
SELECT states, list(DISTINCT id ORDER BY id) AS commitments, list(DISTINCT page ORDER BY page) AS pages
FROM read_parquet($commitments) WHERE len(states) BETWEEN 1 AND 4
GROUP BY states HAVING count(DISTINCT article) > 1 ORDER BY states
"""
_TOUCHING = """
SELECT page FROM (
    SELECT DISTINCT page FROM read_parquet($files, union_by_name = true) WHERE list_has_all(states, $states)
) JOIN (SELECT page, published FROM read_parquet($articles)) USING (page)
ORDER BY page IN (SELECT unnest($pages)) DESC, published DESC NULLS LAST, page LIMIT $most
"""


@dataclass(frozen=True, slots=True)
class Group:
    """States that made commitments to each other, these commitments (ids), and the pages that tell of them."""

    states: tuple[str, ...]
    commitments: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """An article and its MinHash signature; `number` counts articles, earlier ones first."""

    number: int
    page: str
    article: str
    signature: Sequence[int]
    bands: Sequence[int]


class Asked:
    """The tables of some shards. Raises: TablesError when they cannot be asked."""

    def __init__(self, folder: Path, shards: Iterable[str]) -> None:
        self._folder, self._shards = folder, sorted(shards)

    def dated_pages(self) -> Iterator[tuple[str, str, str]]:
        """(page, article, text) of all articles, the earliest published first."""
        sql = "SELECT page, article, text FROM read_parquet($files) ORDER BY published NULLS LAST, page"
        yield from self._rows(sql, {"files": self._files("articles")}, "articles")

    def near(self, signed: Iterable[Signed], twin: float, out: Path) -> int:
        """Writes who tells again what an earlier article told, and returns how many do."""
        import pyarrow.parquet as pq

        part = out.with_name(f".{out.name}.{os.getpid()}.part")
        signatures = out.with_name(f".signatures.{os.getpid()}.part")
        try:
            _write_signed(signed, signatures)
            with _database() as db:
                found = db.sql(_NEAR, params={"signed": str(signatures), "twin": twin}).to_arrow_table()
        finally:
            signatures.unlink(missing_ok=True)
        pq.write_table(found, part)
        os.replace(part, out)
        return int(found.num_rows)

    def groups(self) -> Iterator[Group]:
        """Groups of states with commitments in two articles at least."""
        for states, ids, pages in self._rows(_GROUPS, {"commitments": self._files("commitments")}, "commitments"):
            yield Group(tuple(states), tuple(ids), tuple(pages))

    def pages_about(self, group: Group, most: int) -> list[str]:
        """Pages with the group's commitments first, then the latest of those that tell of all its states."""
        files = [f for table in ("commitments", "occasions", "events") for f in self._files(table)]
        values = {"files": files, "articles": self._files("articles"), "states": list(group.states),
                  "pages": list(group.pages), "most": most}  # fmt: skip
        return [page for (page,) in self._rows(_TOUCHING, values, "articles")]

    def readings(self, pages: Sequence[str]) -> Iterator[str]:
        """The JSON of the readings of some pages."""
        sql = "SELECT reading FROM read_parquet($files) WHERE page IN (SELECT unnest($pages)) ORDER BY page"
        for (reading,) in self._rows(sql, {"files": self._files("articles"), "pages": list(pages)}, "articles"):
            yield reading

    def _files(self, table: str) -> list[str]:
        return [str(file) for file in sorted_files(self._folder, table, self._shards)]

    def _rows(self, sql: str, values: dict[str, Any], table: str) -> Iterator[tuple[Any, ...]]:
        import duckdb

        if not self._files(table):
            return
        try:
            with _database() as db:
                answer = db.execute(sql, values)
                while rows := answer.fetchmany(500):
                    yield from rows
        except duckdb.Error as error:
            raise TablesError(f"{self._folder}: {' '.join(str(error).split())[:300]}") from error


def _write_signed(signed: Iterable[Signed], file: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = [("number", pa.int64()), ("page", pa.string()), ("article", pa.string()),
             ("signature", pa.list_(pa.uint32())), ("bands", pa.list_(pa.int64()))]  # fmt: skip
    schema = pa.schema(kinds)
    with pq.ParquetWriter(file, schema) as writer:
        for rows in batched(map(_plain, signed), 1_000):
            writer.write_table(pa.Table.from_pylist(list(rows), schema=schema))


@contextmanager
def _database() -> Iterator[Any]:
    """A DuckDB of our own that loads nothing from anywhere."""
    import duckdb

    config: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    with duckdb.connect(config=config) as db:
        yield db


def _plain(signed: Signed) -> dict[str, Any]:
    return {name: getattr(signed, name) for name in ("number", "page", "article", "signature", "bands")}
