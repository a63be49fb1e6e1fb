"""The reference, from the code: commands, API, Python, settings, JSON Schema; each function gives a page."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import json
import re
import tempfile
import types
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import typer

import communique
from communique.record import codec
from communique.record.finding import Time
from communique.record.followup import Ledger
from communique.record.outcome import Reading, Refusal
from communique.record.text import Evidence
from communique.settings import Settings
from communique.show.cli.main import app

# What the Python page tells, beside the names of `communique` itself.
DESKS: Final = {
    "communique.desk.followup": ("FollowUp",),
    "communique.desk.review": ("ReviewDesk",),
    "communique.desk.sources.desk": ("SourceDesk",),
    "communique.desk.batch": ("BatchDesk",),
    "communique.desk.outgoing.alerts": ("AlertDesk",),
    "communique.desk.team": ("Team",),
    "communique.desk.overview": ("Overview",),
}
_MADE: Final = "<!-- made by docs/make_reference.py -->\n"


def commands() -> str:
    """Every command with its help, from typer."""
    root: Any = typer.main.get_command(app)
    page = f"{_MADE}# Commands\n\nWhat `--help` says, for every command. "
    page += "[The command line](../cli.md) tells it at more length, with exit codes and settings.\n"
    for name, command in _commands("communique", root):
        page += f"\n## {name}\n\n{_paragraphs(command.help or '')}\n" if name != "communique" else ""
        page += _options(command)
    return page


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for sub in getattr(command, "commands", {}).values():
        yield from _commands(f"{name} {sub.name}", sub)


def _paragraphs(words: str) -> str:
    """Help as Markdown: what follows a `\\b` keeps its lines."""
    out = []
    for part in re.split(r"\n\s*\n", inspect.cleandoc(words)):
        if part.startswith("\b\n"):
            out.append("```sh\n" + inspect.cleandoc(part[2:]) + "\n```")
        else:
            out.append(_linked(" ".join(part.replace("\b", "").split())))
    return "\n\n".join(out) + "\n"


def _options(command: Any) -> str:
    rows = [row for row in (_option(parameter) for parameter in command.params) if row]
    return "\n| | | default |\n|---|---|---|\n" + "\n".join(rows) + "\n" if rows else ""


def _option(parameter: Any) -> str:
    metavar = (parameter.metavar or "").strip("[]")
    if parameter.param_type_name == "argument":
        return f"| `{_cell(metavar or parameter.name.upper())}` | {_cell(parameter.help or '')} | |"
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    default = parameter.default
    shown = "" if default in (None, False, (), []) or callable(default) else f"`{_cell(str(default))}`"
    return f"| {names} {_cell(metavar)} | {_cell(parameter.help or '')} | {shown} |"


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|").replace("<", "&lt;")


def settings() -> str:
    """Every setting with its default and what it means."""
    doc = " ".join((Settings.__doc__ or "").split())
    page = (
        f"{_MADE}# Settings\n\nA flag wins over the environment (`COMMUNIQUE_PAUSE_S=5`, lists with commas), that over "
    )
    page += "`./communique.toml`, that over `~/.config/communique/communique.toml`, that over the default.\n\n"
    page += "| setting | kind | default | |\n|---|---|---|---|\n"
    kinds = {bool: "true or false", int: "whole number", float: "number", str: "words"}
    hints = get_type_hints(Settings)
    for field in dataclasses.fields(Settings):
        told = re.search(rf"`{field.name}`: (.*?)(?:;|\.(?= |$)|$)", doc)
        kind = kinds.get(hints[field.name], "list of words")
        default = json.dumps(list(field.default) if isinstance(field.default, tuple) else field.default)
        page += f"| `{field.name}` | {kind} | `{default}` | {_cell(told[1]) if told else ''} |\n"
    return page


def rest() -> str:
    """Every address of the API, from its OpenAPI description."""
    api = openapi()
    page = f"{_MADE}# REST API\n\nFrom the OpenAPI description that the server gives at `/openapi.json` and, for "
    page += "people, at `/api` ([a copy](openapi.json)). "
    page += "[The site and its API](../web.md) tells about cursors, ETags, tokens and errors; "
    page += "[the JSON Schema](schema.md) has the record.\n"
    tags = [(tag["name"], tag.get("description", "")) for tag in api.get("tags", [])]
    told = {tag for tag, _ in tags}
    used = dict.fromkeys(t for o in api["paths"].values() for m in o.values() for t in m.get("tags", ["other"]))
    for tag, description in [*tags, *((tag, "") for tag in used if tag not in told)]:
        # What people read is told by its twins.
        rows = [] if tag == "pages" else list(_operations(api, tag))
        if rows:
            page += f"\n## {tag.capitalize()}\n\n{description}\n\n" + "\n".join(rows)
    shapes = {
        name: shape for name, shape in api.get("components", {}).get("schemas", {}).items() if "properties" in shape
    }
    if shapes:
        page += "\n## Bodies\n"
    for name, shape in shapes.items():
        page += f"\n### {name}\n\n{_cell(shape.get('description', ''))}\n\n| field | kind | |\n|---|---|---|\n"
        for field, of in shape["properties"].items():
            page += f"| `{field}` | {_cell(_kind(of))} | {_cell(of.get('description', ''))} |\n"
    return page


def openapi() -> dict[str, Any]:
    """The description of the API, of an empty archive."""
    from communique.show.web.app import make_app

    with tempfile.TemporaryDirectory() as folder, communique.ArchiveDesk(Path(folder) / "empty.db") as desk:
        return make_app(desk, Settings()).openapi()


def _operations(api: dict[str, Any], tag: str) -> Iterator[str]:
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            if tag not in operation.get("tags", ["other"]):
                continue
            told = operation.get("description") or operation.get("summary", "")
            yield f"### {method.upper()} {path}\n\n{_cell(told)}\n"
            parameters = operation.get("parameters", [])
            if parameters:
                yield "| parameter | in | kind | |\n|---|---|---|---|"
                for one in parameters:
                    needed = "required. " if one.get("required") and one["in"] != "path" else ""
                    kind, words = _cell(_kind(one.get("schema", {}))), _cell(one.get("description", ""))
                    yield f"| `{one['name']}` | {one['in']} | {kind} | {needed}{words} |"
                yield ""
            for media, body in operation.get("requestBody", {}).get("content", {}).items():
                yield f"Body: `{media}`, {_cell(_kind(body.get('schema', {})))}.\n"
            codes = ", ".join(
                f"`{code}` {_cell(answer.get('description', '')).rstrip('.')}"
                for code, answer in operation["responses"].items()
            )
            yield f"Answers: {codes}.\n"


def _kind(schema: dict[str, Any]) -> str:
    from communique.show.web.routes.openapi import type_name

    return type_name(schema)


def python() -> str:
    """Every public name with its signature and what its docstring says."""
    page = f"{_MADE}# Python\n\n```python\nimport communique\n```\n\n{_words(communique.__doc__)}\n"
    names = [name for name in communique.__all__ if not name.startswith("_")]
    functions = [n for n in names if callable(getattr(communique, n)) and not inspect.isclass(getattr(communique, n))]
    desks = ["Desk", "ArchiveDesk"]
    records = [name for name in names if name not in functions and name not in desks]
    records = [name for name in records if inspect.isclass(getattr(communique, name))]
    page += "\n## Functions\n" + "".join(_function(f"communique.{n}", getattr(communique, n), "###") for n in functions)
    page += "\n## Desks\n" + "".join(_class(f"communique.{n}", getattr(communique, n)) for n in desks)
    for module, inside in DESKS.items():
        page += "".join(_class(f"{module}.{name}", getattr(importlib.import_module(module), name)) for name in inside)
    page += (
        "\n## The record and the rest\n\nFields are described in [the record](../record.md) and, with examples, in the "
    )
    page += "[codebook](../codebook.md).\n"
    return page + "".join(_class(f"communique.{n}", getattr(communique, n)) for n in records)


def _words(doc: str | None) -> str:
    """A docstring as Markdown; sections such as `Raises:` stay lines."""
    text = _linked(inspect.cleandoc(doc or ""))
    return re.sub(r"^(Raises|Source|Args|Returns): ?", r"\n**\1:** ", text, flags=re.M).replace("<", "&lt;")


def _linked(words: str) -> str:
    """Pages of the documents become links."""
    return re.sub(r"`?docs/(\w+)\.md`?", r"[\1](../\1.md)", words)


def _signature(function: Callable[..., Any], name: str) -> str:
    try:
        shown = str(inspect.signature(function)).replace("'", "")
    except (TypeError, ValueError):
        return f"{name}(...)"
    shown = re.sub(r"\((self|cls)(, )?", "(", shown, count=1)
    if len(name) + len(shown) < 96:
        return name + shown
    inside, _, answer = shown[1:].rpartition(")")
    parts = re.split(r", (?![^\[]*\])", inside)
    return f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){answer}"


def _function(name: str, function: Callable[..., Any], heading: str) -> str:
    short = name.rpartition(".")[2]
    function = function if inspect.isfunction(function) else type(function).__call__  # a folder that can be called
    return (
        f"\n{heading} {short}\n\n```python\n{_signature(function, short)}\n```\n\n{_words(inspect.getdoc(function))}\n"
    )


def _class(name: str, kind: type) -> str:
    module, _, short = name.rpartition(".")
    page = f"\n### {short}\n\n`from {module} import {short}`\n\n{_words(kind.__doc__)}\n"
    if dataclasses.is_dataclass(kind):
        hints = {f.name: str(f.type).replace("'", "") for f in dataclasses.fields(kind)}
        page += "\n| field | kind |\n|---|---|\n" + "".join(f"| `{n}` | `{_cell(h)}` |\n" for n, h in hints.items())
    elif not issubclass(kind, (BaseException, str)):
        page += f"\n```python\n{_signature(kind, short)}\n```\n"
    if issubclass(kind, str):
        page += "\n" + ", ".join(f"`{member.value}`" for member in kind) + "\n"  # type: ignore[attr-defined]
    for method, inside in vars(kind).items():
        function = inside.__func__ if isinstance(inside, (staticmethod, classmethod)) else inside
        if method.startswith("_") or not inspect.isfunction(function):
            continue
        page += f"\n```python\n{_signature(function, method)}\n```\n\n{_words(function.__doc__)}\n"
    return page


def schema() -> str:
    """What the JSON Schemas are, and all fields of the record with their kinds."""
    page = f"{_MADE}# JSON Schema\n\nThe JSON of the program, from the code: [a reading](reading.schema.json), "
    page += "[a refusal](refusal.schema.json), [the ledger](ledger.schema.json) (JSON Schema 2020-12). "
    page += "[The record](../record.md) says what the fields mean, [tables](../tables.md) how they stand in Parquet.\n"
    for name, shape in json_schema(Reading)["$defs"].items():
        page += f"\n## {name}\n\n| field | kind |\n|---|---|\n"
        page += "".join(f"| `{field}` | {_shape(of)} |\n" for field, of in shape["properties"].items())
    return page


def _shape(of: dict[str, Any]) -> str:
    if "$ref" in of:
        name = of["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in of:
        return " or ".join(_shape(one) for one in of["anyOf"])
    if "enum" in of:
        return ", ".join(f"`{one}`" for one in of["enum"])
    if of.get("type") == "array":
        return f"list of {_shape(of['items'])}"
    return of.get("format") or str(of.get("type", "any"))


def json_schema(kind: type) -> dict[str, Any]:
    """The JSON Schema of what `communique.record.codec` writes for a record type."""
    heads = {Reading: codec.SCHEMA, Refusal: codec.REFUSAL_SCHEMA, Ledger: codec.LEDGER_SCHEMA}
    shapes: dict[str, Any] = {}
    top = _object(kind, shapes)
    top["properties"] = {"schema": {"const": heads[kind]}, **top["properties"]}
    top["required"] = ["schema", *top["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": heads[kind], **top, "$defs": shapes}


def _object(kind: type, shapes: dict[str, Any]) -> dict[str, Any]:
    if kind is Time:
        told = _object(get_type_hints(Time)["when"], shapes)["properties"]
        fields = {"start": {"type": "integer"}, "end": {"type": "integer"}, "text": {"type": "string"}}
        fields |= {
            "type": _of(get_type_hints(Time)["type"], shapes),
            **told,
            "doubts": _of(get_type_hints(Time)["doubts"], shapes),
        }
    elif kind is Evidence:
        fields = {"start": {"type": "integer"}, "end": {"type": "integer"}, "quote": {"type": "string"}}
    else:
        hints = get_type_hints(kind)
        fields = {codec._NAMES.get(f.name, f.name): _of(hints[f.name], shapes) for f in dataclasses.fields(kind)}
    return {"type": "object", "properties": fields, "required": list(fields)}


def _of(hint: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    origin, inside = get_origin(hint), get_args(hint)
    if hint is Any or isinstance(hint, str):
        return {}
    if isinstance(hint, types.GenericAlias) and origin is tuple:
        return {"type": "array", "items": _of(inside[0], shapes)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(one, shapes) for one in inside]}
    if origin is Literal:
        return {"enum": list(inside)}
    if hasattr(hint, "__value__"):
        return _of(hint.__value__, shapes)
    if dataclasses.is_dataclass(hint):
        name = hint.__name__  # type: ignore[union-attr]
        if name not in shapes:
            shapes[name] = {}
            shapes[name] = _object(hint, shapes)  # type: ignore[arg-type]
        return {"$ref": f"#/$defs/{name}"}
    simple = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    if hint is date:
        return {"type": "string", "format": "date"}
    if isinstance(hint, type) and issubclass(hint, str) and hint is not str:
        return {"enum": [member.value for member in hint]}  # type: ignore[attr-defined]
    return {"type": simple[hint]} if hint in simple else {}


PAGES: Final[dict[str, Callable[[], str]]] = {
    "reference/commands.md": commands,
    "reference/rest.md": rest,
    "reference/python.md": python,
    "reference/settings.md": settings,
    "reference/schema.md": schema,
}
FILES: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "reference/reading.schema.json": lambda: json_schema(Reading),
    "reference/refusal.schema.json": lambda: json_schema(Refusal),
    "reference/ledger.schema.json": lambda: json_schema(Ledger),
    "reference/openapi.json": openapi,
}
