"""A reading's JSON tree -> rows of flat tables (`docs/tables.md`), each with its words and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

Row = dict[str, Any]
Tree = Mapping[str, Any]

TABLES = (
    "articles", "actors", "mentions", "times", "statements", "occasions", "events", "commitments", "relations",
    "evidences", "refusals",
)  # fmt: skip
# Fields of a finding that are evidence, by table.
_EVIDENCE = {
    "actors": (),
    "times": (),
    "statements": ("content", "source", "cue"),
    "occasions": ("evidence",),
    "events": ("evidence",),
    "commitments": ("evidence", "action", "condition"),
    "relations": ("evidence",),
}
_INTERVALS = {"occasions": "when", "commitments": "due"}
_ACTOR_FIELDS = ("by", "to", "via", "actors", "recipients", "addressees")


def rows_of_reading(tree: Tree, page: str, json: str) -> Iterator[tuple[str, Row]]:
    """(table, row) for everything that a reading holds. `tree`: its JSON, decoded; `json`: the same as text.

    >>> rows_of_refusal({"page": "a.txt", "stage": "clean", "reason": "empty", "detail": "", "url": None})[0]
    'refusals'
    """
    article = tree["article"]
    key = {"page": page, "article": article["id"]}
    text: str = article["text"]
    names = {a["id"]: a for a in tree["actors"]}
    yield "articles", _article(tree, key, json)
    for evidence in (article["published"] or {}).get("evidence", ()):
        yield "evidences", _evidence(key, "article", article["id"], "published", 0, evidence)
    for actor in tree["actors"]:
        yield from _actor(actor, key, text)
    for number, time in enumerate(tree["times"]):
        row = key | {name: time[name] for name in ("start", "end", "type", "value", "anchor", "doubts")}
        row |= {"quote": time["text"], "from": _day(time["from"]), "to": _day(time["to"])}
        yield "times", row
        place = {"start": time["start"], "end": time["end"], "quote": time["text"]}
        yield "evidences", _evidence(key, "time", str(number), "text", 0, place)
    for table in ("statements", "occasions", "events", "commitments", "relations"):
        for finding in tree[table]:
            yield from _finding(table, finding, key, names)


def rows_of_refusal(tree: Tree) -> tuple[str, Row]:
    """(table, row) of a refusal's JSON."""
    return "refusals", {name: tree[name] for name in ("page", "url", "stage", "reason", "detail")}


def _article(tree: Tree, key: Row, json: str) -> Row:
    article, made = tree["article"], tree["made"]
    published = article["published"] or {}
    row = {name: article[name] for name in ("title", "url", "outlet", "byline", "sections", "language", "licence")}
    row |= {"published": _day(published.get("value")), "published_basis": published.get("basis")}
    row |= {
        "text": article["text"],
        "version": made["version"],
        "model": made["model"],
        "rules": made["rules"],
        "reading": json,
    }
    return key | row


def _actor(actor: Tree, key: Row, text: str) -> Iterator[tuple[str, Row]]:
    mentions = actor["mentions"]
    row = key | {"actor": actor["id"]}
    row |= {name: actor[name] for name in ("kind", "name", "aliases", "code", "state", "offices", "kin", "doubts")}
    first = min(mentions, key=lambda m: (m["start"], m["end"]), default=None)
    yield "actors", row | _place(first and _quoted(first, text))
    for mention in mentions:
        yield "mentions", key | {"actor": actor["id"], "kind": mention["kind"]} | _place(_quoted(mention, text))
    for number, office in enumerate(actor["offices"]):
        for evidence in office["evidence"]:
            yield "evidences", _evidence(key, "actor", actor["id"], "offices", number, evidence)


def _finding(table: str, finding: Tree, key: Row, names: Mapping[str, Tree]) -> Iterator[tuple[str, Row]]:
    row = key | dict(finding)
    if (field := _INTERVALS.get(table)) is not None:
        when = finding[field] or {}
        row |= {field: when.get("value"), f"{field}_from": _day(when.get("from")), f"{field}_to": _day(when.get("to"))}
    for field in ("speaker", "on_behalf_of", "asserted_by", "a", "b"):
        if field in finding:
            row[f"{field}_name"] = _named(names, finding[field])
    for field in _ACTOR_FIELDS:
        if field in finding:
            row[f"{field}_names"] = [_named(names, id_) for id_ in finding[field]]
    if table == "occasions":
        row["participants"] = [p | {"name": _named(names, p["actor"])} for p in finding["participants"]]
    states = {_state(names, id_) for id_ in _actors_of(finding)} - {None}
    row["states"] = sorted(str(state) for state in states)
    places = [(field, e) for field in _EVIDENCE[table] for e in _listed(finding[field])]
    yield table, row | _place(places[0][1] if places else None)
    for number, (field, evidence) in enumerate(places):
        yield "evidences", _evidence(key, table[:-1], finding["id"], field, number, evidence)


def _actors_of(finding: Tree) -> Iterator[str]:
    for field in ("speaker", "on_behalf_of", "asserted_by", "a", "b"):
        if finding.get(field):
            yield finding[field]
    for field in _ACTOR_FIELDS:
        yield from finding.get(field, ())
    for participant in finding.get("participants", ()):
        yield participant["actor"]


def _named(names: Mapping[str, Tree], id_: str | None) -> str | None:
    return names[id_]["name"] if id_ is not None and id_ in names else None


def _state(names: Mapping[str, Tree], id_: str) -> str | None:
    actor = names.get(id_)
    return None if actor is None else actor["code"] if actor["kind"] == "state" else actor["state"]


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _quoted(mention: Tree, text: str) -> Row:
    start, end = mention["start"], mention["end"]
    return {"start": start, "end": end, "quote": text[start:end]}


def _place(evidence: Any) -> Row:
    return {name: evidence[name] if evidence else None for name in ("start", "end", "quote")}


def _evidence(key: Row, kind: str, id_: str, field: str, number: int, evidence: Tree) -> Row:
    return key | {"finding": kind, "id": id_, "field": field, "number": number} | _place(evidence)
