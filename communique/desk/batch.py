"""MILLIONS OF PAGES: inputs -> tables of findings, on this machine or on many; tables -> archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from communique.desk.documents import READY, versions
from communique.errors import CodecError, InputError, SettingsError, TablesError
from communique.pipeline import read_page
from communique.read.bulk.cut import PAGES, cut
from communique.read.bulk.gate import admit
from communique.read.bulk.lines import lines_of
from communique.read.bulk.opening import open_shard
from communique.record.codec import from_json
from communique.record.outcome import Reading, Reason, Refusal
from communique.record.shard import Shard
from communique.run.shards.conduct import conduct
from communique.run.shards.crew import Crew, ManifestRow
from communique.run.shards.job import Job
from communique.run.shards.pool import LocalCrew
from communique.run.shards.spool import remove_superseded
from communique.run.tables.manifest import (
    add_row,
    drop_shard,
    load_manifest,
    locked,
    prepare_folder,
    require_tables,
)
from communique.run.tables.store import read_rows, remove_parts
from communique.settings import Settings

if TYPE_CHECKING:
    from communique.desk.archive import ArchiveDesk
    from communique.remember.archive import Added

EngineName = Literal["local", "ray"]
_NO_TELLING: Callable[[str], object] = len


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """How a batch is done.

    `engine`: `local` (processes of this machine) or `ray`, with the `address` of a cluster or a small one of its own;
    `gate`: pages that are no diplomatic news are refused before they are read; `pages`: of a shard; `timeout_s`:
    seconds after which a document is given up; `stall_s`: seconds without any progress after which the run is.
    """

    engine: EngineName = "local"
    address: str | None = None
    gate: bool = False
    pages: int = PAGES
    timeout_s: float = 300.0
    stall_s: float = 1800.0

    def __post_init__(self) -> None:
        if self.engine not in ("local", "ray"):
            raise SettingsError(f"engine is {self.engine!r}: give local or ray")
        if self.address is not None and self.engine != "ray":
            raise SettingsError("an address is of a Ray cluster: give --engine ray with it")
        if self.pages < 1 or self.timeout_s <= 0 or self.stall_s <= 0:
            raise SettingsError("pages, timeout and stall must be more than 0")


@dataclass(frozen=True, slots=True)
class Progress:
    """A shard that has just been done, or was done before (`is_old`), and all that is known so far."""

    row: ManifestRow
    is_old: bool


class BatchDesk:
    """A folder of tables (`docs/tables.md`), filled from inputs and emptied into archives."""

    def __init__(self, folder: str | Path, settings: Settings | None = None, plan: BatchPlan | None = None) -> None:
        self.folder = Path(folder)
        self.settings = settings or Settings()
        self.plan = plan or BatchPlan()

    def run(self, inputs: Sequence[str | Path], tell: Callable[[str], object] = _NO_TELLING) -> Iterator[Progress]:
        """Reads all that is not in the tables yet, shard by shard; `tell` hears of trouble that costs no more than it.

        When it is through, shards of the same inputs that no longer exist (other bytes, code or settings) are
        dropped, with what a run that was killed left of such.

        Raises: InputError, TablesError, EngineError; what was done until then stays, and is not done again.
        """
        shards = cut([os.fspath(i) for i in inputs], made=self._made_digest(), pages=self.plan.pages)
        prepare_folder(self.folder)
        with locked(self.folder):
            remove_parts(self.folder)
            known = load_manifest(self.folder)
            seen: dict[str, Shard] = {}
            yield from self._read(self._new(shards, known, seen), tell)
            for id_ in seen.keys() & known.keys():
                yield Progress(known[id_], is_old=True)
            self._drop_superseded(known, seen)

    def _new(self, shards: Iterable[Shard], known: Mapping[str, Any], seen: dict[str, Shard]) -> Iterator[Shard]:
        for shard in shards:
            seen[shard.id] = shard
            if shard.id not in known:
                yield shard

    def _read(self, shards: Iterator[Shard], tell: Callable[[str], object]) -> Iterator[Progress]:
        job = Job(
            self.folder.resolve(),
            open_shard,
            partial(read_page, trained=self.settings.trained),
            admit if self.plan.gate else None,
            self.plan.timeout_s,
            self._made(),
            READY,
        )
        for row in conduct(self._crew(job), job, shards, tell, stall_s=self.plan.stall_s):
            add_row(self.folder, row)
            yield Progress(row, is_old=False)

    def _crew(self, job: Job) -> Crew:
        if self.plan.engine == "ray":
            from communique.run.cluster import RayCrew

            return RayCrew(self.settings.jobs, job, self.plan.address)
        return LocalCrew(self.settings.jobs, job)

    def _drop_superseded(self, known: Mapping[str, ManifestRow], seen: Mapping[str, Shard]) -> None:
        sources = {(shard.kind, shard.source) for shard in seen.values()}
        for id_, row in known.items():
            if id_ not in seen and (row["kind"], row["source"]) in sources:
                drop_shard(self.folder, id_)
        remove_superseded(self.folder, seen, sources)

    def _made(self) -> dict[str, Any]:
        read_with = {"trained": self.settings.trained, "gate": self.plan.gate, "pages": self.plan.pages}
        return versions() | {"code": code_digest(), "settings": read_with}

    def _made_digest(self) -> str:
        return blake2b(repr(sorted(self._made().items())).encode(), digest_size=12).hexdigest()

    def outcomes(self) -> Iterator[tuple[str, Reading | Refusal]]:
        """Everything in the tables, name of the page and outcome, in the order of shards. Raises: TablesError."""
        require_tables(self.folder)
        for id_, row in sorted(load_manifest(self.folder).items()):
            if row["readings"]:
                for article in read_rows(self.folder, "articles", id_, ("page", "reading")):
                    yield article["page"], _outcome(article["reading"], f"{self.folder}: {article['page']}")
            if row["refusals"]:
                for refusal in read_rows(self.folder, "refusals", id_, ("page", "stage", "reason", "detail", "url")):
                    yield refusal["page"], Refusal(**refusal | {"reason": Reason(refusal["reason"])})


def import_tables(place: Path, desk: ArchiveDesk) -> Iterator[tuple[str, Reading | Refusal, Added]]:
    """Keeps in an archive, one by one, all that a folder of tables holds, or a file of JSON Lines of readings.

    What is there already adds nothing. Raises: InputError, TablesError, ArchiveError.
    """
    if not place.exists():
        raise InputError(f"no such file or folder: {place}")
    for name, outcome in BatchDesk(place).outcomes() if place.is_dir() else _stored_lines(place):
        yield name, outcome, desk.archive.add(None, outcome)


def _stored_lines(file: Path) -> Iterator[tuple[str, Reading | Refusal]]:
    for number, line in enumerate(lines_of(str(file)), start=1):
        name = f"{file}#{number}"
        if line is None:
            raise InputError(f"{name}: the line is longer than a page may be")
        if line.strip():
            try:
                outcome = from_json(line)
            except CodecError as error:
                raise InputError(f"{name}: {error}") from error
            yield (outcome.page if isinstance(outcome, Refusal) else name), outcome


def _outcome(json: str, name: str) -> Reading | Refusal:
    try:
        return from_json(json)
    except CodecError as error:
        raise TablesError(f"{name}: {error}") from error


@cache
def code_digest() -> str:
    """Digest of the program's code and data that make a reading: another digest, another reading."""
    digest = blake2b(digest_size=8)
    for room in ("lexicon", "models", "read", "record", "understand", "pipeline.py"):
        _eat(digest, files("communique").joinpath(room))
    return digest.hexdigest()


def _eat(digest: Any, place: Traversable) -> None:
    if place.is_dir():
        for inner in sorted(place.iterdir(), key=lambda f: f.name):
            if inner.name != "__pycache__":
                _eat(digest, inner)
    else:
        digest.update(place.name.encode() + b"\0" + place.read_bytes())


def second_pass(folder: Path) -> dict[str, int]:
    """Near-duplicates and the fate of commitments over all shards of a folder; how many of each were found."""
    from communique.desk.across import find_across

    return find_across(folder)
