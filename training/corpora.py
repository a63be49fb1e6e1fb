"""The training corpora as one kind of document: text, and spans of each layer.

PolNeAR and our own readings define attribution differently; `style` says whose definition a document follows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Spans = list[tuple[int, int]]

# One article in six of each outlet, kept aside for choosing and early stopping; never trained on.
ASIDE = (
    "kr-t20", "kr-t35", "kr-t79", "nx-t61", "nx-t67", "st-t11", "st-t36", "st-t76", "ua-t05", "ua-t24", "ua-t45",
    "ua-t53", "ua-t83", "wh-t09", "wh-t33", "wr-03", "wr-08", "wr-14", "wr-21", "wr-27", "wr-34",
)  # fmt: skip


@dataclass
class Attribution:
    source: Spans
    cue: Spans
    content: Spans
    inner: bool = False


@dataclass
class Document:
    """`layers`: {"promise" | "occasion" | "event": [(label, spans)]}; absent when the corpus does not annotate them."""

    name: str
    style: str
    text: str
    attributions: list[Attribution]
    layers: dict[str, list[tuple[str, Spans]]] = field(default_factory=dict)


def load_polnear(file: Path) -> list[Document]:
    """PolNeAR as one JSON object a line; discontinuous spans stay discontinuous."""
    out = []
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found = [
            Attribution(*([(s, e) for s, e in a.get(role) or []] for role in ("source", "cue", "content")))
            for a in record["attributions"]
        ]
        out.append(Document(record["id"], "polnear", record["text"], [a for a in found if a.cue and a.content]))
    return out


def load_reading(file: Path, name: str) -> Document:
    """A reading in the JSON of docs/record.md."""
    reading = json.loads(file.read_text(encoding="utf-8"))

    def spans(evidences: Iterable[dict[str, int] | None]) -> Spans:
        return [(e["start"], e["end"]) for e in evidences if e]

    attributions = [
        Attribution(spans([s["source"]]), spans([s["cue"]]), spans(s["content"]), bool(s.get("within")))
        for s in reading["statements"]
        if s["content"]
    ]
    layers = {
        "promise": [(c["kind"], spans(c["evidence"])) for c in reading["commitments"]],
        "occasion": [(o["kind"], spans(o["evidence"])) for o in reading["occasions"]],
        "event": [(e["type"], spans(e["evidence"])) for e in reading["events"]],
    }
    return Document(name, "house", reading["article"]["text"], attributions, layers)


def load_house(shared: Path) -> Iterator[Document]:
    """Our annotated articles and the sagas."""
    for file in sorted((shared / "training/readings").glob("*.json")):
        yield load_reading(file, file.stem)
    for file in sorted((shared / "gold/sagas").glob("*/[0-9].json")):
        yield load_reading(file, f"saga-{file.parent.name}{file.stem}")


def load_dev(shared: Path) -> list[Document]:
    """The dev readings: to measure, never to learn from."""
    return [load_reading(f, f.stem) for f in sorted((shared / "gold/dev/readings").glob("*.json"))]
