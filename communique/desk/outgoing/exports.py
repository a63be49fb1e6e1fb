"""What leaves the house: readings drawn one by one from an archive or from files, narrowed to what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

from communique.desk.documents import Desk
from communique.errors import CodecError, InputError
from communique.lexicon.states import load_states
from communique.record.codec import from_json
from communique.record.outcome import Reading, Refusal
from communique.remember.entries import Entry, make_dyad, make_entries
from communique.remember.found import Filter
from communique.remember.words import fold
from communique.settings import Settings

_SCHEMAS = (b"communique/reading/", b"communique/refusal/", b"communique/excerpt/")
_HEAD = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reading with those findings only that are asked for, and the reading as it is."""

    narrowed: Reading
    whole: Reading


def choose(readings: Iterable[Reading], filter_: Filter | None = None) -> Iterator[Chosen]:
    """The readings in which something is asked for, in their order; all of them, untouched, without a filter."""
    for reading in readings:
        if filter_ is None or filter_ == Filter():
            yield Chosen(reading, reading)
        elif (narrowed := narrow(reading, filter_)) is not None:
            yield Chosen(narrowed, reading)


def narrow(reading: Reading, filter_: Filter) -> Reading | None:
    """The reading with the findings that match, as the archive's own questions judge them; None when none does."""
    article, *findings = make_entries(reading)
    kept = {(entry.kind, entry.place) for entry in findings if _matches(entry, filter_)}
    if not kept and not ("article" in filter_.kinds and _matches(article, filter_)):
        return None
    layers = {"statement": reading.statements, "occasion": reading.occasions, "event": reading.events,
              "commitment": reading.commitments, "relation": reading.relations}  # fmt: skip
    chosen = {
        f"{kind}s": tuple(finding for place, finding in enumerate(layer) if (kind, place) in kept)
        for kind, layer in layers.items()
    }
    return replace(reading, **chosen)  # type: ignore[arg-type]


def open_readings(
    inputs: Iterable[str], settings: Settings, tell: Callable[[str, Refusal], object], stdin: BinaryIO | None = None
) -> Iterator[Reading]:
    """Readings out of files: JSON and JSON Lines that the program wrote are taken as they are, all else is read.

    `tell` hears of every page that was refused. Raises: InputError when an input does not exist or is broken.
    """
    for name in inputs:
        if name != "-" and not Path(name).exists():
            raise InputError(f"{name}: no such file or folder")
    for name in inputs:
        if _is_stored(name):
            for outcome in stored_outcomes(Path(name)):
                if isinstance(outcome, Reading):
                    yield outcome
                else:
                    tell(outcome.page, outcome)
            continue
        for page, outcome in Desk(settings).read_named([name], stdin=stdin):
            if isinstance(outcome, Reading):
                yield outcome
            else:
                tell(page, outcome)


def stored_outcomes(file: Path) -> Iterator[Reading | Refusal]:
    """The readings and refusals of a JSON or JSON Lines file, one by one. Raises: InputError naming the line."""
    with file.open("rb") as stream:
        is_lines = file.suffix != ".json"
        for number, line in enumerate(stream if is_lines else [stream.read()], 1):
            if not line.strip():
                continue
            try:
                yield from_json(line)
            except CodecError as error:
                raise InputError(f"{file}, line {number}: {error}") from error


def _is_stored(name: str) -> bool:
    if not name.endswith((".json", ".jsonl")) or not Path(name).is_file():
        return False
    with Path(name).open("rb") as stream:
        head = stream.read(_HEAD)
    return any(schema in head for schema in _SCHEMAS)


def _matches(entry: Entry, filter_: Filter) -> bool:
    if filter_.kinds and entry.kind not in filter_.kinds:
        return False
    if filter_.since is not None and (entry.on is None or entry.on < filter_.since):
        return False
    if filter_.until is not None and (entry.on is None or entry.on > filter_.until):
        return False
    subjects: dict[tuple[str, str], str] = {(subject.kind, subject.key): subject.name for subject in entry.roles}

    def named(kind: str, words: str) -> bool:
        wanted = set(fold(words))
        return bool(wanted) and any(k == kind and wanted <= set(fold(name)) for (k, _), name in subjects.items())

    def about_state(name: str) -> bool:
        codes = {name.strip().upper(), _codes().get(" ".join(fold(name)), "")}
        return any(("state", code) in subjects for code in codes) or named("state", name)

    return (
        (filter_.person is None or named("person", filter_.person))
        and (filter_.state is None or about_state(filter_.state))
        and (filter_.subject is None or filter_.subject in subjects)
        and (filter_.outlet is None or named("outlet", filter_.outlet))
        and (filter_.dyad is None or _about_dyad(subjects, filter_.dyad, about_state))
    )


def _about_dyad(
    subjects: dict[tuple[str, str], str], dyad: tuple[str, str], about_state: Callable[[str], bool]
) -> bool:  # fmt: skip
    a, b = (_codes().get(" ".join(fold(side)), side.strip().upper()) for side in dyad)
    return ("dyad", make_dyad(a, b)) in subjects or (a != b and about_state(dyad[0]) and about_state(dyad[1]))


@cache
def _codes() -> dict[str, str]:
    """Codes of states by their folded names."""
    return {" ".join(fold(title)): code for code, title in load_states().titles.items()}
