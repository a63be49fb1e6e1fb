"""Bytes under their SHA-256: the raw pages, and the packing of readings."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

import zstandard
from sqlalchemy import Connection, select

from communique.errors import ArchiveError
from communique.remember.database.connect import upsert
from communique.remember.tables import page

# Level 3 packs pages fourfold at 200 MB/s; higher levels gain a tenth and cost ten times as much.
_LEVEL: Final = 3


def digest(data: bytes) -> str:
    """The SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def pack(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(_LEVEL, write_checksum=True, write_content_size=True).compress(data)


def unpack(packed: bytes, name: str) -> bytes:
    """The bytes that were packed. Raises: ArchiveError, with `name`, when they are damaged."""
    try:
        return zstandard.ZstdDecompressor().decompress(packed)
    except zstandard.ZstdError as error:
        raise ArchiveError(f"{name}: its bytes are damaged ({error})") from error


def open_body(body: bytes, sha: str, name: str) -> bytes:
    """The JSON of a reading or refusal, checked against its digest. Raises: ArchiveError."""
    data = unpack(body, name)
    if digest(data) != sha:
        raise ArchiveError(f"{name}: its JSON has another digest, {digest(data)}")
    return data


def put_page(connection: Connection, sha: str, size: int, packed: bytes) -> None:
    """Keeps a page; the same bytes are kept once."""
    row = {"sha256": sha, "size": size, "data": packed}
    connection.execute(upsert(connection, page).on_conflict_do_nothing(), row)


def get_page(connection: Connection, sha: str) -> bytes:
    """The bytes of a page, checked against their digest.

    Raises: ArchiveError when there is no such page, or its bytes have changed.
    """
    packed = connection.execute(select(page.c.data).where(page.c.sha256 == sha)).scalar()
    if packed is None:
        raise ArchiveError(f"page {sha}: not in the archive")
    data = unpack(packed, f"page {sha}")
    if digest(data) != sha:
        raise ArchiveError(f"page {sha}: its bytes have another digest, {digest(data)}")
    return data
