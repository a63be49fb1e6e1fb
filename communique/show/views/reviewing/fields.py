"""The fields of a finding that a person may correct, with what they may be; and a filled form as changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, get_args

from communique.errors import DecisionError
from communique.record import finding as nouns
from communique.record.codec import Finding, finding_to_dict
from communique.record.outcome import Reading

_CHOICES: Final[Mapping[str, Mapping[str, Any]]] = {
    "statement": {"form": nouns.Form},
    "occasion": {"kind": nouns.OccasionKind, "status": nouns.OccasionStatus, "rank": nouns.Rank},
    "event": {"type": nouns.EventType, "modality": nouns.Modality},
    "commitment": {
        "kind": nouns.CommitmentKind, "status": nouns.CommitmentStatus, "strength": nouns.Strength,
    },
    "relation": {"kind": nouns.RelationKind},
}  # fmt: skip
_ACTORS: Final[Mapping[str, tuple[str, ...]]] = {
    "statement": ("addressees",), "occasion": ("participants",), "event": ("actors", "recipients"),
    "commitment": ("by", "to"), "relation": (),
}  # fmt: skip
_ACTOR: Final[Mapping[str, tuple[str, ...]]] = {"statement": ("speaker",), "relation": ("a", "b")}
_PLAIN: Final[Mapping[str, tuple[str, ...]]] = {"occasion": ("place",), "event": ("mode",)}
_DAYS: Final[Mapping[str, str]] = {"occasion": "when", "commitment": "due"}
_SPANS: Final[Mapping[str, str]] = {
    "statement": "content", "occasion": "evidence", "event": "evidence", "commitment": "action",
    "relation": "evidence",
}  # fmt: skip
_OPTIONAL: Final = {"rank", "speaker"}


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a field may take, and its words."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class EditField:
    """A field of the form. `sort`: choice, choices, text, day or span; a span's `value` is "start-end"."""

    name: str
    sort: str
    words: str
    value: str
    options: tuple[Option, ...] = ()


def edit_fields(reading: Reading, kind: str, finding: Finding) -> Iterator[EditField]:
    """The form, with the finding's present values."""
    tree = finding_to_dict(finding)
    for name, literal in _CHOICES[kind].items():
        names = ("", *get_args(literal)) if name in _OPTIONAL else get_args(literal)
        options = tuple(Option(one, one.replace("_", " ") or "none", one == (tree[name] or "")) for one in names)
        yield EditField(name, "choice", name, tree[name] or "", options)
    for name in _ACTOR.get(kind, ()):
        empty = (Option("", "nobody named", not tree[name]),) if name in _OPTIONAL else ()
        yield EditField(name, "choice", name, tree[name] or "", (*empty, *_actors(reading, {tree[name]})))
    for name in _ACTORS[kind]:
        chosen = {one["actor"] if isinstance(one, dict) else one for one in tree[name]}
        yield EditField(name, "choices", name, " ".join(sorted(chosen)), _chosen_first(_actors(reading, chosen)))
    for name in _PLAIN.get(kind, ()):
        yield EditField(name, "text", name, tree[name] or "")
    if kind in _DAYS:
        when = tree[_DAYS[kind]] or {}
        yield EditField("first_day", "day", f"{_DAYS[kind]}, first day", when.get("from") or "")
        yield EditField("last_day", "day", f"{_DAYS[kind]}, last day", when.get("to") or "")
    spans = tree[_SPANS[kind]]
    for number, span in enumerate(spans if isinstance(spans, list) else [spans]):
        yield EditField(f"span{number}", "span", f"words {number + 1}", f"{span['start']}-{span['end']}")


def changes_of(reading: Reading, kind: str, finding: Finding, form: Mapping[str, list[str]]) -> dict[str, Any]:
    """What a filled form changes, as in docs/record.md; fields that are not in the form stay.

    Raises: DecisionError for a value that a field cannot have.
    """
    changes: dict[str, Any] = {}
    tree = finding_to_dict(finding)
    for field in edit_fields(reading, kind, finding):
        if field.sort == "choices" and f"{field.name}_shown" in form:
            chosen = form.get(field.name, [])
            if sorted(chosen) != sorted(field.value.split()):
                changes[field.name] = _chosen(tree, field.name, chosen)
        elif field.sort in ("choice", "text") and field.name in form:
            value = form[field.name][0].strip()
            if value != field.value:
                changes[field.name] = value or None
    return changes | _days(kind, tree, form) | _spans(kind, tree, form)


def _actors(reading: Reading, chosen: set[str | None]) -> Iterator[Option]:
    for actor in reading.actors:
        yield Option(actor.id, f"{actor.name} ({actor.kind})", actor.id in chosen)


def _chosen_first(options: Iterable[Option]) -> tuple[Option, ...]:
    """The list of a field shows some of an article's actors at once: who was chosen must be seen."""
    return tuple(sorted(options, key=lambda one: not one.is_chosen))


def _chosen(tree: Mapping[str, Any], name: str, chosen: list[str]) -> list[Any]:
    if name != "participants":
        return chosen
    roles = {one["actor"]: one["role"] for one in tree[name]}
    return [{"actor": id_, "role": roles.get(id_, "participant")} for id_ in chosen]


def _days(kind: str, tree: Mapping[str, Any], form: Mapping[str, list[str]]) -> dict[str, Any]:
    if kind not in _DAYS or not {"first_day", "last_day"} & form.keys():
        return {}
    name = _DAYS[kind]
    old = tree[name] or {"from": None, "to": None}
    first = _day(form.get("first_day", [old["from"] or ""])[0])
    last = _day(form.get("last_day", [old["to"] or ""])[0])
    if (first, last) == (old["from"], old["to"]):
        return {}
    if first is None and last is None:
        return {name: None}
    value = first if first == last else f"{first or '..'}/{last or '..'}"
    return {name: {"value": value, "from": first, "to": last, "anchor": None}}


def _day(words: str) -> str | None:
    if not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip()).isoformat()
    except ValueError as error:
        raise DecisionError(f"{words!r} is no day; write YYYY-MM-DD") from error


def _spans(kind: str, tree: Mapping[str, Any], form: Mapping[str, list[str]]) -> dict[str, Any]:
    name = _SPANS[kind]
    old = tree[name] if isinstance(tree[name], list) else [tree[name]]
    new = []
    for number, span in enumerate(old):
        start, _, end = form.get(f"span{number}", [f"{span['start']}-{span['end']}"])[0].partition("-")
        if not (start.strip().isdecimal() and end.strip().isdecimal()):
            raise DecisionError(f"words {number + 1}: write where they begin and end, as in 120-164")
        new.append({"start": int(start), "end": int(end)})
    if all((a["start"], a["end"]) == (b["start"], b["end"]) for a, b in zip(old, new, strict=True)):
        return {}
    return {name: new if isinstance(tree[name], list) else new[0]}
