"""Which shards a folder of tables holds: one JSON file each, whole or not there, written after the tables."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from communique.errors import TablesError
from communique.run.tables.schema import VERSION
from communique.run.tables.store import remove_shard

FOLDER, MARK, LOCK = "manifest", "communique-tables.json", ".lock"


def prepare_folder(folder: Path) -> None:
    """Makes the folder, or checks that it is one of ours. Raises: TablesError."""
    if folder.exists() and not folder.is_dir():
        raise TablesError(f"{folder}: not a folder")
    if not (folder / MARK).is_file():
        if folder.is_dir() and any(folder.iterdir()):
            raise TablesError(f"{folder}: holds other things than tables of communique; give an empty or new folder")
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / MARK, {"schema": VERSION, "read": "docs/tables.md"})
    require_tables(folder)
    (folder / FOLDER).mkdir(exist_ok=True)


def require_tables(folder: Path) -> None:
    """Raises: TablesError when the folder does not hold tables of this version."""
    try:
        schema = json.loads((folder / MARK).read_text(encoding="utf-8")).get("schema")
    except FileNotFoundError as error:
        raise TablesError(f"{folder}: no tables of communique here; `communique batch` makes them") from error
    except (OSError, ValueError) as error:
        raise TablesError(f"{folder / MARK}: {error}") from error
    if schema != VERSION:
        raise TablesError(f"{folder}: tables of schema {schema!r}, expected {VERSION!r}")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One run at a time. Raises: TablesError when another one writes here."""
    import fcntl

    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise TablesError(f"{folder}: another run of `communique batch` writes here") from error
        yield


def load_manifest(folder: Path) -> dict[str, Mapping[str, Any]]:
    """The rows of all shards by their ids. Raises: TablesError at a damaged row."""
    rows = {}
    for file in sorted((folder / FOLDER).glob("*.json")):
        try:
            row = json.loads(file.read_text(encoding="utf-8"))
            rows[str(row["shard"])] = row
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise TablesError(f"{file}: {error}; remove it, and the shard is read again") from error
    return rows


def add_row(folder: Path, row: Mapping[str, Any]) -> None:
    _write(folder / FOLDER / f"{row['shard']}.json", row)


def drop_shard(folder: Path, shard: str) -> None:
    """Takes a shard out: of the manifest first, so that nobody counts on its rows."""
    (folder / FOLDER / f"{shard}.json").unlink(missing_ok=True)
    remove_shard(folder, shard)


def _write(file: Path, value: Mapping[str, Any]) -> None:
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    part.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
    os.replace(part, file)
