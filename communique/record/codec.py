"""Readings and refusals <-> JSON (`docs/record.md`); the only file that knows msgspec."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from communique.errors import CodecError, EvidenceError
from communique.record.finding import Actor, Commitment, Event, Occasion, Relation, Statement, Time, When
from communique.record.followup import Identity, Ledger, LedgerEntry, Matter, OccasionEntry, Verdict
from communique.record.outcome import Reading, Refusal
from communique.record.text import Evidence

SCHEMA = "communique/reading/1"
REFUSAL_SCHEMA = "communique/refusal/1"
EXCERPT_SCHEMA = "communique/excerpt/1"
LEDGER_SCHEMA = "communique/ledger/1"
Finding = Statement | Occasion | Event | Commitment | Relation
Followed = LedgerEntry | OccasionEntry | Identity | Matter | Verdict
FINDINGS: Final[dict[str, type[Finding]]] = {
    "statement": Statement, "occasion": Occasion, "event": Event, "commitment": Commitment, "relation": Relation,
}  # fmt: skip
_NAMES = {"from_on": "from", "to_on": "to"}
# (JSON value, text of the article or None) -> value
_Decoder = Callable[[Any, str | None], Any]


def to_dict(value: Reading | Refusal) -> dict[str, Any]:
    """The JSON object of a reading or a refusal, as plain Python values in the order of `docs/record.md`."""
    head = SCHEMA if isinstance(value, Reading) else REFUSAL_SCHEMA
    return {"schema": head, **_encode(value)}


def to_json(value: Reading | Refusal, *, indent: int = 0) -> str:
    """One JSON object: a single line with `indent=0`, else pretty."""
    raw = msgspec.json.encode(to_dict(value))
    return (msgspec.json.format(raw, indent=indent) if indent else raw).decode("utf-8")


def from_json(data: str | bytes) -> Reading | Refusal:
    """The reading or refusal that `to_json` wrote; every quote is checked against its text again.

    Raises: CodecError when the JSON is malformed, of another schema, or a quote is not the words of its text.
    """
    try:
        tree = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CodecError(f"not JSON: {error}") from error
    return from_dict(tree)


def from_dict(tree: Mapping[str, Any]) -> Reading | Refusal:
    """As `from_json`, from plain Python values. Raises: CodecError."""
    schema = tree.get("schema") if isinstance(tree, Mapping) else None
    if schema == EXCERPT_SCHEMA:
        raise CodecError("an excerpt, without its text (communique export jsonl --full-text keeps it)")
    if schema not in (SCHEMA, REFUSAL_SCHEMA):
        raise CodecError(f"schema is {schema!r}, expected {SCHEMA!r} or {REFUSAL_SCHEMA!r}")
    try:
        if schema == REFUSAL_SCHEMA:
            refusal: Refusal = _decode(Refusal, tree, "")
            return refusal
        reading: Reading = _decode(Reading, tree, tree["article"]["text"])
        return reading
    except EvidenceError as error:
        raise CodecError(f"broken evidence: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise CodecError(f"not a reading: {error!r}") from error


def pick_json(
    data: str | bytes, places: Iterable[tuple[str, int]]
) -> tuple[list[Finding], dict[str, str], dict[str, str]]:
    """Single findings of a reading, as (kind, number within the kind), and the names and kinds of its actors by id.

    Decodes only what is asked for, so that a question over many readings stays quick. Kinds: `FINDINGS`.

    Raises: CodecError.
    """
    try:
        tree = msgspec.json.decode(data)
        text = tree["article"]["text"]
        found: list[Finding] = [_decode(FINDINGS[kind], tree[f"{kind}s"][number], text) for kind, number in places]
        actors = tree["actors"]
        return found, {actor["id"]: actor["name"] for actor in actors}, {a["id"]: a["kind"] for a in actors}
    except (msgspec.DecodeError, EvidenceError, LookupError, TypeError, ValueError) as error:
        raise CodecError(f"not a reading: {error!r}") from error


def pick_actors(data: str | bytes, wanted: Callable[[Mapping[str, Any]], bool]) -> list[Actor]:
    """Those actors of a reading alone whose JSON object is `wanted`, for questions over many readings.

    Raises: CodecError.
    """
    try:
        tree = msgspec.json.decode(data)
        text = tree["article"]["text"]
        return [_decode(Actor, actor, text) for actor in tree["actors"] if wanted(actor)]
    except (msgspec.DecodeError, EvidenceError, LookupError, TypeError, ValueError) as error:
        raise CodecError(f"not a reading: {error!r}") from error


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    """The JSON object of one finding, as it stands in its reading."""
    tree: dict[str, Any] = _encode(finding)
    return tree


def check_finding(kind: str, tree: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The JSON object of a finding of this kind (or an actor) in an article with this text, checked and completed.

    Raises: CodecError when it is none, or a quote is not the words of the text.
    """
    of: type = Actor if kind == "actor" else FINDINGS[kind]
    missing = [f.name for f in fields(of) if _NAMES.get(f.name, f.name) not in tree]
    more = tree.keys() - {_NAMES.get(f.name, f.name) for f in fields(of)}
    if missing or more:
        raise CodecError(f"a {kind} with no {', '.join(missing)}" if missing else f"no {kind} has {', '.join(more)}")
    try:
        whole: dict[str, Any] = _encode(_decode(of, tree, text))
        return whole
    except (AttributeError, EvidenceError, LookupError, TypeError, ValueError) as error:
        raise CodecError(f"no {kind}: {error}") from error


def finding_from_dict(kind: str, tree: Mapping[str, Any]) -> Finding:
    """A finding from its JSON object alone, when its text is not at hand; it was there when that was made.

    Raises: CodecError.
    """
    try:
        finding: Finding = _decode(FINDINGS[kind], tree, None)
    except (EvidenceError, LookupError, TypeError, ValueError) as error:
        raise CodecError(f"no {kind}: {error!r}") from error
    return finding


def ledger_to_dict(ledger: Ledger) -> dict[str, Any]:
    """The JSON object of a ledger, as plain Python values in the order of `docs/record.md`."""
    return {"schema": LEDGER_SCHEMA, **_encode(ledger)}


def ledger_to_json(ledger: Ledger, *, indent: int = 0) -> str:
    """One JSON object: a single line with `indent=0`, else pretty."""
    raw = msgspec.json.encode(ledger_to_dict(ledger))
    return (msgspec.json.format(raw, indent=indent) if indent else raw).decode("utf-8")


def followed_to_dict(value: Followed) -> dict[str, Any]:
    """The JSON object of one part of a ledger."""
    tree: dict[str, Any] = _encode(value)
    return tree


def followed_from_dict[Part: Followed](kind: type[Part], tree: Mapping[str, Any]) -> Part:
    """A part of a ledger from the JSON that the archive keeps. The texts of its quotes are not at hand here: they were
    there when it was made, and `verify` compares them again.

    Raises: CodecError.
    """
    try:
        part: Part = _decode(kind, tree, None)
    except (EvidenceError, KeyError, TypeError, ValueError) as error:
        raise CodecError(f"no {kind.__name__}: {error!r}") from error
    return part


def _encode(value: Any) -> Any:
    if isinstance(value, Time):
        time = {"start": value.evidence.start, "end": value.evidence.end, "text": value.evidence.quote}
        return time | {"type": value.type, **_encode(value.when), "doubts": _encode(value.doubts)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_encode(item) for item in value]
    if isinstance(value, (str, int, float, NoneType)):
        return value
    if is_dataclass(value):
        kind: type = Refusal if isinstance(value, Refusal) else type(value)
        return {key: _encode(getattr(value, name)) for name, key in _keys(kind)}
    return value


@cache
def _keys(kind: type) -> list[tuple[str, str]]:
    """Each field with its name in JSON."""
    return [(f.name, _NAMES.get(f.name, f.name)) for f in fields(kind)]


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, data: Any, text: str | None) -> Any:
    return _decoder(kind)(data, text)


@cache
def _decoder(kind: Any) -> _Decoder:
    """How the JSON of a type becomes its value: made once, since a reading has thousands of values."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(_decoder(next(a for a in get_args(kind) if a is not type(None))))
    if origin is tuple:
        return _several(_decoder(get_args(kind)[0]))
    if origin is Literal:
        return _one_of(get_args(kind))
    if kind is date:
        return lambda data, _: date.fromisoformat(data)
    if kind is Evidence:
        return _evidence
    if is_dataclass(kind):
        whole = _whole(kind)  # type: ignore[arg-type]
        return _time(whole) if kind is Time else whole
    if kind is float:
        return lambda data, _: float(data)
    return _plain(kind)


def _optional(decode: _Decoder) -> _Decoder:
    return lambda data, text: None if data is None else decode(data, text)


def _several(decode: _Decoder) -> _Decoder:
    def several(data: Any, text: str | None) -> Any:
        if not isinstance(data, (list, tuple)):
            raise CodecError(f"{data!r} is no list")
        return tuple([decode(item, text) for item in data])

    return several


def _one_of(values: tuple[Any, ...]) -> _Decoder:
    def one_of(data: Any, _: str | None) -> Any:
        if data not in values:
            raise CodecError(f"{data!r} is none of {values}")
        return data

    return one_of


def _evidence(data: Any, text: str | None) -> Evidence:
    words = " " * data["start"] + data["quote"] if text is None else text
    return Evidence(words, data["start"], data["end"], data["quote"])


def _time(whole: _Decoder) -> _Decoder:
    when, doubts = _decoder(When), _decoder(_hints(Time)["doubts"])

    def time(data: Any, text: str | None) -> Any:
        if text is None:
            return whole(data, text)
        evidence = Evidence(text, data["start"], data["end"], data["text"])
        return Time(evidence, data["type"], when(data, text), doubts(data["doubts"], text))

    return time


def _whole(kind: type) -> _Decoder:
    hints = _hints(kind)
    parts = [(f.name, _NAMES.get(f.name, f.name), _decoder(hints[f.name])) for f in fields(kind)]

    def whole(data: Any, text: str | None) -> Any:
        return kind(**{name: decode(data[key], text) for name, key, decode in parts if key in data})

    return whole


def _plain(kind: Any) -> _Decoder:
    def plain(data: Any, _: str | None) -> Any:
        if isinstance(kind, type) and not isinstance(data, kind):
            return kind(data) if issubclass(kind, str) and kind is not str else _wrong(kind, data)
        return data

    return plain


def _wrong(kind: type, data: Any) -> Any:
    raise CodecError(f"{data!r} is no {kind.__name__}")
