"""GraphML: the network of actors, an edge for each encounter, deed, promise, statement to somebody, and tie.

Edges are parallel, one a finding, each with its words and source; who wants weights adds them up. Every state, person
and body is one node. Memory holds the keys of the nodes written, nothing of the edges.

Source: GraphML primer and schema 1.1 (graphdrawing.org).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from communique.record.codec import Finding
from communique.record.finding import Commitment, Event, Occasion, Relation, Statement
from communique.record.outcome import Reading
from communique.show.export.exporter import PRODUCER, About
from communique.show.export.linked.keys import actor_keys
from communique.show.export.tables.rows import COLUMNS, rows

_NODE: Final = {"name": "string", "kind": "string", "state": "string"}
_EDGE: Final = ("kind", "id", "on", "type", "mode", "status", "place", "when", "score", "words", "start", "end",
                "outlet", "title", "url", "published", "licence", "article", "version", "model", "rules")  # fmt: skip
_KINDS: Final = {float: "double", int: "int"}
# An encounter of more actors than this ties no pair of them: a summit of forty is no 780 meetings.
MOST_AT_TABLE: Final = 12


class GraphMl:
    """A directed multigraph; edges of encounters and ties have no direction: they are `mutual`."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        self._stream, self._seen, self._number = stream, set[str](), 0
        self._say('<?xml version="1.0" encoding="UTF-8"?>')
        self._say('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
        self._say(f"<desc>{escape(f'{about.title}; {PRODUCER}; licence and source stand on every edge')}</desc>")
        for name, kind in _NODE.items():
            self._say(f'<key id="n_{name}" for="node" attr.name="{name}" attr.type="{kind}"/>')
        for name in _EDGE:
            self._say(f'<key id="e_{name}" for="edge" attr.name="{name}" '
                      f'attr.type="{_KINDS.get(COLUMNS[name], "string")}"/>')  # fmt: skip
        self._say('<key id="e_mutual" for="edge" attr.name="mutual" attr.type="boolean"/>')
        self._say('<graph id="G" edgedefault="directed">')

    def feed(self, reading: Reading) -> None:
        keys = actor_keys(reading)
        for actor in reading.actors:
            if keys[actor.id] not in self._seen:
                self._seen.add(keys[actor.id])
                cells = {"name": actor.name, "kind": actor.kind, "state": actor.code or actor.state}
                data = "".join(_data(f"n_{name}", value) for name, value in cells.items())
                self._say(f"<node id={quoteattr(keys[actor.id])}>{data}</node>")
        told = {(row["kind"], row["id"]): row for row in rows(reading)}
        for finding in _tying(reading):
            row = told[(type(finding).__name__.lower(), finding.id)]
            data = "".join(_data(f"e_{name}", row[name]) for name in _EDGE)
            data += _data("e_mutual", "true" if isinstance(finding, (Occasion, Relation)) else "false")
            for a, b in _pairs(finding):
                if a in keys and b in keys and a != b:
                    ends = f"source={quoteattr(keys[a])} target={quoteattr(keys[b])}"
                    self._number += 1
                    self._say(f'<edge id="e{self._number}" {ends}>{data}</edge>')

    def finish(self) -> None:
        self._say("</graph>\n</graphml>")

    def _say(self, line: str) -> None:
        self._stream.write(line.encode("utf-8") + b"\n")


def _tying(reading: Reading) -> Iterator[Finding]:
    yield from (one for one in reading.statements if one.speaker and one.addressees)
    yield from (one for one in reading.occasions if len(one.participants) <= MOST_AT_TABLE)
    yield from reading.events
    yield from reading.commitments
    yield from reading.relations


def _pairs(finding: Finding) -> Iterator[tuple[str, str]]:
    match finding:
        case Statement():
            yield from ((finding.speaker or "", one) for one in finding.addressees)
        case Occasion():
            yield from combinations(sorted({one.actor for one in finding.participants}), 2)
        case Event():
            yield from (
                product(finding.actors, finding.recipients) if finding.recipients else combinations(finding.actors, 2)
            )
        case Commitment():
            yield from product(finding.by, finding.to)
        case Relation():
            yield finding.a, finding.b


def _data(key: str, value: object) -> str:
    if value is None:
        return ""
    clean = "".join(sign for sign in str(value) if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))
    return f'<data key="{key}">{escape(clean)}</data>'
