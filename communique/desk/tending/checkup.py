"""A CHECKUP: whether everything that the program needs is there and works, each part by itself."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from communique.desk.documents import versions
from communique.errors import ArchiveError, CommuniqueError
from communique.settings import Settings

State = Literal["ok", "off", "bad"]
# An archive that cannot grow by this much will fail soon.
LEAST_FREE: Final = 512 * 1024**2
_EXTRAS: Final = {"team": "psycopg", "scale": "ray", "frames": "pandas"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `off`: not there, and not needed until it is asked for. `detail` says what to do."""

    name: str
    state: State
    detail: str


def check_up(settings: Settings) -> Iterator[Check]:
    """All checks, one after the other; none of them changes anything."""
    checks: tuple[Callable[[Settings], Iterator[Check]], ...] = (
        _versions, _packages, _model, _archive, _disk, _extras, _language_model,
    )  # fmt: skip
    for check in checks:
        yield from check(settings)


def _versions(_: Settings) -> Iterator[Check]:
    told = ", ".join(f"{what} {which}" for what, which in versions().items())
    python = ".".join(map(str, sys.version_info[:3]))
    yield Check("versions", "ok" if sys.version_info >= (3, 12) else "bad", f"python {python}, {told}")


def _packages(_: Settings) -> Iterator[Check]:
    """Whether what is installed is what this version was made with."""
    wrong, count = [], 0
    try:
        wanted = [one for one in requires("communique") or () if "extra ==" not in one]
    except PackageNotFoundError:
        yield Check("packages", "bad", "communique is not installed (pip install .), so its requirements are unknown")
        return
    for one in wanted:
        name, number = [*one.split("=="), ""][:2]
        name = name.partition("[")[0]
        count += 1
        try:
            found = version(name)
        except PackageNotFoundError:
            wrong.append(f"{name} is missing")
            continue
        if number and found != number:
            wrong.append(f"{name} is {found}, not {number}")
    yield Check("packages", "bad" if wrong else "ok", "; ".join(wrong) or f"{count}, of the versions they should be")


def _model(settings: Settings) -> Iterator[Check]:
    from communique.pipeline import read_page
    from communique.record.document import Page
    from communique.record.outcome import Reading

    words = b"Prime Minister Mari Tamm of Estonia met President Andris Ozols of Latvia in Riga on Monday.\n"
    try:
        reading = read_page(Page("checkup.txt", words, media_type="text/plain"), trained=settings.trained)
    except CommuniqueError as error:
        yield Check("model", "bad", str(error))
        return
    if isinstance(reading, Reading) and reading.occasions:
        yield Check("model", "ok", f"{reading.made.model}, rules {reading.made.rules}: a sentence was read")
    else:
        yield Check("model", "bad", "a sentence about a meeting was read, and no meeting found")


def _archive(settings: Settings) -> Iterator[Check]:
    from communique.remember.archive import open_archive
    from communique.remember.database import schema

    if "://" not in settings.db and not Path(settings.db).is_file():
        yield Check("archive", "off", f"{settings.db}: not there yet; `communique add` makes it")
        return
    try:
        with open_archive(settings.db, create=False) as archive:
            found = schema.version(archive.engine)
            count = sum(1 for _ in _first(archive.readings()))
    except ArchiveError as error:
        yield Check("archive", "bad", str(error))
        return
    yield Check("archive", "ok", f"tables of version {found}, the newest; {'a reading' if count else 'nothing'} in it")


def _first[One](many: Iterator[One]) -> Iterator[One]:
    for one in many:
        yield one
        return


def _disk(settings: Settings) -> Iterator[Check]:
    folder = Path.cwd() if "://" in settings.db else Path(settings.db).absolute().parent
    if not folder.is_dir():
        yield Check("disk", "bad", f"{folder}: no such folder")
        return
    free = shutil.disk_usage(folder).free
    yield Check("disk", "ok" if free >= LEAST_FREE else "bad", f"{free // 1024**2:,} MB free in {folder}")


def _extras(_: Settings) -> Iterator[Check]:
    for extra, module in _EXTRAS.items():
        is_there = find_spec(module) is not None
        yield Check(f"extra {extra}", "ok" if is_there else "off", module if is_there else _advice(extra))


def _advice(extra: str) -> str:
    return f"pip install 'communique[{extra}]'"


def _language_model(settings: Settings) -> Iterator[Check]:
    """Whether one is named; it is not asked, since that would send something somewhere."""
    from communique.assist.door import Endpoint
    from communique.errors import AssistError

    if not settings.llm_url:
        yield Check("language model", "off", "none is named (llm_url, llm_model)")
        return
    try:
        endpoint = Endpoint(settings.llm_url, settings.llm_model)
    except AssistError as error:
        yield Check("language model", "bad", str(error))
        return
    yield Check("language model", "ok", f"{endpoint.model}; not asked")
