"""The columns of every table, as `docs/tables.md` tells them."""

from __future__ import annotations

from functools import cache
from typing import Any

VERSION = "communique/tables/1"
_KEY = {"page": "word", "article": "word"}
_PLACE = {"start": "int", "end": "int", "quote": "text"}
COLUMNS: dict[str, dict[str, str]] = {
    "articles": _KEY | {
        "title": "text", "url": "text", "outlet": "word", "byline": "text", "sections": "texts", "language": "word",
        "licence": "word", "published": "day", "published_basis": "word", "text": "text", "version": "word",
        "model": "word", "rules": "word", "reading": "text",
    },
    "actors": _KEY | {
        "actor": "text", "kind": "word", "name": "text", "aliases": "texts", "code": "word", "state": "word",
        "offices": "offices", "kin": "kin", "doubts": "doubts",
    } | _PLACE,
    "mentions": _KEY | {"actor": "text", "kind": "word"} | _PLACE,
    "times": _KEY | {"type": "word", "value": "text", "from": "day", "to": "day", "anchor": "text", "doubts": "doubts"}
    | _PLACE,
    "statements": _KEY | {
        "id": "text", "speaker": "text", "speaker_name": "text", "form": "word", "source": "evidence",
        "cue": "evidence", "content": "evidences", "addressees": "texts", "addressees_names": "texts",
        "on_behalf_of": "text", "on_behalf_of_name": "text", "within": "text", "occasion": "text", "states": "texts",
        "doubts": "doubts",
    } | _PLACE,
    "occasions": _KEY | {
        "id": "text", "kind": "word", "rank": "word", "status": "word", "participants": "participants",
        "place": "text", "when": "text", "when_from": "day", "when_to": "day", "states": "texts",
        "evidence": "evidences", "doubts": "doubts",
    } | _PLACE,
    "events": _KEY | {
        "id": "text", "type": "word", "mode": "word", "contexts": "texts", "actors": "texts", "actors_names": "texts",
        "recipients": "texts", "recipients_names": "texts", "via": "texts", "via_names": "texts", "when": "text",
        "where": "text", "modality": "word", "asserted_by": "text", "asserted_by_name": "text", "score": "number",
        "states": "texts", "evidence": "evidences", "doubts": "doubts",
    } | _PLACE,
    "commitments": _KEY | {
        "id": "text", "kind": "word", "by": "texts", "by_names": "texts", "to": "texts", "to_names": "texts",
        "via": "texts", "via_names": "texts", "action": "evidence", "strength": "word", "condition": "evidence",
        "due": "text", "due_from": "day", "due_to": "day", "made": "text", "status": "word", "statement": "text",
        "occasion": "text", "states": "texts", "evidence": "evidences", "doubts": "doubts",
    } | _PLACE,
    "relations": _KEY | {
        "id": "text", "a": "text", "a_name": "text", "b": "text", "b_name": "text", "kind": "word",
        "asserted_by": "text", "asserted_by_name": "text", "states": "texts", "evidence": "evidences",
    } | _PLACE,
    "evidences": _KEY | {"finding": "word", "id": "text", "field": "word", "number": "int"} | _PLACE,
    "refusals": {"page": "text", "url": "text", "stage": "word", "reason": "word", "detail": "text"},
}  # fmt: skip


@cache
def schema_of(table: str) -> Any:
    """The pyarrow schema of a table; every table ends with the column `shard`."""
    import pyarrow as pa

    fields = [pa.field(name, _types()[kind]) for name, kind in COLUMNS[table].items()]
    fields.append(pa.field("shard", pa.string()))
    return pa.schema(fields, metadata={"communique": VERSION})


@cache
def _types() -> dict[str, Any]:
    import pyarrow as pa

    text = pa.string()
    evidence = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("quote", text)])
    doubt = pa.struct([("field", text), ("why", text)])
    office = pa.struct(
        [("title", text), ("role", text), ("of", text), ("tenure", text), ("evidence", pa.list_(evidence))]
    )
    return {
        "word": text,
        "day": pa.date32(),
        "text": text,
        "texts": pa.list_(text),
        "int": pa.int32(),
        "number": pa.float64(),
        "evidence": evidence,
        "evidences": pa.list_(evidence),
        "doubts": pa.list_(doubt),
        "offices": pa.list_(office),
        "kin": pa.list_(pa.struct([("relation", text), ("actor", text)])),
        "participants": pa.list_(pa.struct([("actor", text), ("role", text), ("name", text)])),
    }
