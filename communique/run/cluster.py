"""Workers on many machines: Ray actors. The only file that knows ray (extra `[scale]`).

Pages never pass through Ray: an actor gets a reference to a shard and sends back a row of the manifest. The inputs and
the folder of the tables must be at the same path on every machine.
"""

from __future__ import annotations

import os
import warnings
from importlib import import_module
from typing import Any

from communique.errors import CommuniqueError, EngineError
from communique.record.shard import Shard
from communique.run.nursery import ONE_THREAD, environment
from communique.run.shards.crew import MOST_PAGES, End
from communique.run.shards.job import Job, do_shard, settle_worker

# A driver that keeps a slot free never starves what Ray itself wants to run (ray-project/ray#44687).
SPARE_CPUS = 2
STORE_BYTES = 100_000_000
MOST_STILLBORN = 20
# Source: Ray's documentation, "Usage Stats Collection": this switches the report off.
QUIET = {"RAY_USAGE_STATS_ENABLED": "0"}
# Source: Ray's ray_config_def.h. Of a cluster made here: nobody looks at figures of it, actors come at once and are as
# urgent as the processes of the local pool (else `nice` 15), and no process stands by for tasks that never come.
LEAN = {
    "RAY_worker_niceness": "0", "RAY_enable_metrics_collection": "0", "RAY_prestart_worker_first_driver": "0",
}  # fmt: skip


class RayCrew:
    """`jobs` actors. With an `address` ("auto", "10.0.0.1:6379", "ray://...") of that cluster, else of one made here.

    Raises: EngineError when ray is not installed or the cluster cannot be reached.
    """

    def __init__(self, jobs: int, job: Job, address: str | None = None) -> None:
        self._ray = _load_ray()
        self._jobs, self._job = jobs, job
        self._is_ours = _connect(self._ray, jobs, address)
        self._actor = _actor_class(self._ray, is_here=self._is_ours and address is None)
        self._shared = self._ray.put(job)
        self._deaths = 0
        self._pages: dict[Any, int] = {}
        self._coming: dict[Any, Any] = {}
        self._free: list[Any] = []
        self._busy: dict[Any, tuple[Any, Shard]] = {}

    def has_room(self) -> bool:
        """Actors are asked for until there are `jobs`; one that the cluster has no CPU for yet gets no shard."""
        while len(self._coming) + len(self._free) + len(self._busy) < self._jobs:
            actor = self._actor.remote(self._shared)
            self._coming[actor.greet.remote()] = actor
        self._welcome(0)
        return bool(self._free)

    def give(self, shard: Shard, attempt: int) -> None:
        actor = self._free.pop()
        self._busy[actor.do.remote(shard, attempt)] = (actor, shard)

    def wait(self, seconds: float) -> list[End]:
        if not self._busy:
            self._welcome(seconds)
            return []
        ready, _ = self._ray.wait([*self._busy, *self._coming], num_returns=1, timeout=seconds)
        return [self._take(future) for future in ready if future in self._busy]

    def close(self) -> None:
        for actor in (*self._coming.values(), *self._free, *(actor for actor, _ in self._busy.values())):
            self._ray.kill(actor)
        self._coming.clear()
        self._free.clear()
        self._busy.clear()
        if self._is_ours:
            self._ray.shutdown()

    def _welcome(self, seconds: float) -> None:
        """Takes in the actors that have come to life within some seconds."""
        if not self._coming:
            return
        ready, _ = self._ray.wait(list(self._coming), num_returns=1, timeout=seconds)
        for future in ready:
            actor = self._coming.pop(future)
            try:
                self._ray.get(future)
                self._free.append(actor)
            except self._ray.exceptions.RayError as error:
                self._deaths += 1
                if self._deaths > MOST_STILLBORN:
                    raise EngineError(f"Ray's actors die at their start: {_cause(error)}") from error

    def _take(self, future: Any) -> End:
        actor, shard = self._busy.pop(future)
        errors = self._ray.exceptions
        try:
            answer = self._ray.get(future)
        except (errors.ActorDiedError, errors.ActorUnavailableError, errors.NodeDiedError) as error:
            self._ray.kill(actor)
            return End(shard, None, _cause(error))
        except errors.RayError as error:
            raise EngineError(f"{shard.name}: {_cause(error)}") from error
        if isinstance(answer, BaseException):
            raise answer
        pages = self._pages.pop(actor, 0) + answer["pages"]
        if pages >= MOST_PAGES:
            self._ray.kill(actor)
        else:
            self._pages[actor] = pages
            self._free.append(actor)
        return End(shard, answer)


def _load_ray() -> Any:
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of libraries that ray brings along
            import ray
    except ImportError as error:
        raise EngineError(f"--engine ray needs ray: pip install 'communique[scale]' ({error})") from error
    return ray


def _connect(ray: Any, jobs: int, address: str | None) -> bool:
    """True when the connection was made here and ends with us."""
    if ray.is_initialized():
        return False
    quiet = {"log_to_driver": False, "logging_level": "error", "configure_logging": True}
    try:
        if address is not None:
            ray.init(address=address, **quiet)
        else:
            with environment(ONE_THREAD | LEAN):
                ray.init(num_cpus=jobs + SPARE_CPUS, object_store_memory=STORE_BYTES, include_dashboard=False, **quiet)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise EngineError(f"Ray at {address or 'this machine'}: {' '.join(str(error).split())[:300]}") from error
    return True


def _actor_class(ray: Any, *, is_here: bool) -> Any:
    class Reader:
        """One worker: models are loaded at its start and stay."""

        def __init__(self, job: Job) -> None:
            settle_worker()
            if job.ready is not None:
                import_module(job.ready)
            self._job = job

        def greet(self) -> bool:
            return True

        def do(self, shard: Shard, attempt: int) -> Any:
            try:
                return do_shard(self._job, shard, attempt)
            except (CommuniqueError, OSError) as error:
                return error

    # The processes of a cluster made here have this environment already; to ask for it takes an agent and a while.
    runtime = {} if is_here else {"runtime_env": {"env_vars": ONE_THREAD}}
    return ray.remote(num_cpus=1, max_restarts=0, **runtime)(Reader)


def _cause(error: Exception) -> str:
    words = " ".join(str(error).split())
    return f"lost ({words[:200]})"
