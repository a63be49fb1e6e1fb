"""THE SECOND PASS: what no shard can know alone: near-duplicates, and the fate of commitments across all of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from communique.follow.archived.wordings import TWIN, bands_of, signature_of
from communique.follow.ledger import follow
from communique.lexicon.load import load_lexicon
from communique.record.codec import from_json, ledger_to_dict
from communique.record.outcome import Reading
from communique.run.tables.asking import Asked, Group, Signed
from communique.run.tables.manifest import load_manifest, locked, require_tables

FOLDER = "across"
# Of more articles on the same states only the latest are followed up beside those that hold the commitments.
MOST_ARTICLES = 200


def find_across(folder: Path, as_of: date | None = None) -> dict[str, int]:
    """Writes `across/` (docs/tables.md) and returns how many near-duplicates and commitments were found.

    `as_of` decides what is overdue; default today. Raises: TablesError.
    """
    require_tables(folder)
    (folder / FOLDER).mkdir(exist_ok=True)
    with locked(folder):
        asked = Asked(folder, load_manifest(folder))
        duplicates = asked.near(_signed(asked), TWIN, folder / FOLDER / "duplicates.parquet")
        commitments = _write_ledgers(asked, folder / FOLDER / "ledger.jsonl", as_of or date.today())
    return {"near-duplicates": duplicates, "commitments followed up": commitments}


def _signed(asked: Asked) -> Iterator[Signed]:
    for number, (page, article, text) in enumerate(asked.dated_pages()):
        signature = signature_of(text)
        if signature is not None:
            yield Signed(number, page, article, signature, bands_of(signature))


def _write_ledgers(asked: Asked, out: Path, as_of: date) -> int:
    """Groups of more states first: what they tell is not told again by a group of fewer."""
    told: set[tuple[str, str]] = set()
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    count = 0
    with part.open("w", encoding="utf-8") as stream:
        for group in sorted(asked.groups(), key=lambda g: (-len(g.states), g.states)):
            ledger = _ledger(asked, group, as_of, told)
            count += len(ledger["commitments"])
            stream.write(json.dumps({"states": group.states, "ledger": ledger}, ensure_ascii=False) + "\n")
    os.replace(part, out)
    return count


def _ledger(asked: Asked, group: Group, as_of: date, told: set[tuple[str, str]]) -> dict[str, Any]:
    """The ledger of a group's commitments: entries of other states, which its articles hold too, are theirs."""
    outcomes = (from_json(line) for line in asked.readings(asked.pages_about(group, MOST_ARTICLES)))
    readings = sorted((o for o in outcomes if isinstance(o, Reading)), key=_age)
    ledger = ledger_to_dict(follow(readings, load_lexicon(), as_of))
    own, kept = set(group.commitments), []
    for entry in ledger["commitments"]:
        mentions = {(mention["article_url"], mention["commitment"]) for mention in entry["mentions"]}
        if not mentions <= told and any(commitment in own for _, commitment in mentions):
            told |= mentions
            kept.append(entry)
    return ledger | {"commitments": kept}


def _age(reading: Reading) -> tuple[bool, str, str]:
    published = reading.article.published
    return published is None, published.value if published else "", reading.article.id
