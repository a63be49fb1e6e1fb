"""Crew: what every way of running shards promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from communique.record.shard import Shard

ManifestRow = Mapping[str, Any]
# The language library keeps every word that it has met: a worker that has read so many pages gives way to a new one.
MOST_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class End:
    """A shard whose worker is free again: its manifest row, or, when the worker died, how."""

    shard: Shard
    row: ManifestRow | None
    death: str | None = None


class Crew(Protocol):
    """Workers, each of which does one shard at a time.

    The law of crews: every shard given comes back once, as an `End`; the death of a worker is the end of its shard and
    of no other; a new worker takes the place of a dead one; an error of ours (`CommuniqueError`, `OSError`) in a worker
    is raised by `wait`.
    """

    def has_room(self) -> bool:
        """Whether a worker is free and alive: one that a cluster has promised only is not."""
        ...

    def give(self, shard: Shard, attempt: int) -> None: ...

    def wait(self, seconds: float) -> list[End]:
        """What has ended, after at most that many seconds."""
        ...

    def close(self) -> None:
        """Ends the workers, also those at work."""
        ...
