"""The real `batch`: one worker against two, few documents against many, Ray against the pool, a node that dies."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from communique import Settings, to_json
from communique.desk.batch import BatchDesk, BatchPlan
from communique.run.tables.manifest import load_manifest

PROJECT = Path(__file__).resolve().parents[2]
Stories = Sequence[dict[str, Any]]


def write(stories: Stories, file: Path) -> Path:
    file.write_text("".join(json.dumps(s, ensure_ascii=False) + "\n" for s in stories), encoding="utf-8")
    return file


def short_stories(count: int) -> Stories:
    """Self-written stories of three sentences, no two alike."""
    dice = random.Random(7)
    people = [("Estonia", "Mari Tamm"), ("Latvia", "Andris Ozols"), ("Georgia", "Lela Kobakhidze"),
              ("Uruguay", "Tomás Ruiz"), ("Moldova", "Ilinca Ursachi"), ("Mongolia", "Bat Erdene")]  # fmt: skip
    things = ["the rail bridge", "the grain terminal", "visas", "the power line", "the border crossing"]
    out = []
    for number in range(count):
        (a, x), (b, y) = dice.sample(people, 2)
        thing, day = dice.choice(things), dice.randint(1, 28)
        out.append({
            "title": f"{a} and {b} talk", "url": f"https://gazette.example/{number}", "published": f"2026-03-{day:02}",
            "text": f"President {x} of {a} met Foreign Minister {y} of {b} on Monday. “We will finish {thing} by June "
            f"20{dice.randint(27, 40)},” {x} said. {y} thanked {a} for {dice.randint(2, 900)} million euros of aid.",
        })  # fmt: skip
    return out


def run(inputs: Sequence[Path], out: Path, jobs: int, plan: BatchPlan) -> dict[str, Any]:
    """Wall and CPU seconds of `communique batch` as a user starts it, and the peak memory of its processes."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "communique", "batch", *map(str, inputs), "-o", str(out), "-q", "-j", str(jobs)]
    command += ["--engine", plan.engine, "--shard-pages", str(plan.pages)]
    began = time.perf_counter()
    with peak_memory() as memory:
        subprocess.run(command, cwd=PROJECT, check=True)
    wall = time.perf_counter() - began
    rows = list(load_manifest(out).values())
    return {
        "pages": sum(row["pages"] for row in rows), "readings": sum(row["readings"] for row in rows), "wall_s": wall,
        "cpu_s": sum(row["cpu_seconds"] for row in rows), "peak_mb": memory[0], "shards": [
            [row["start"], row["pages"], row["cpu_seconds"]] for row in sorted(rows, key=lambda r: r["start"])
        ],
    }  # fmt: skip


@contextmanager
def peak_memory() -> Iterator[list[float]]:
    """Peak of the proportional set size (MB) of this process's children and theirs."""
    peak, is_over = [0.0], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.5):
            peak[0] = max(peak[0], sum(pss_mb(pid) for pid in descendants(os.getpid())))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        is_over.set()
        watcher.join()


def descendants(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(child) for child in children] + [d for child in children for d in descendants(int(child))]


def pss_mb(pid: int) -> float:
    try:
        line = next(x for x in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if x.startswith("Pss:"))
        return int(line.split()[1]) / 1024
    except (OSError, StopIteration):
        return 0.0


def cores(stories: Stories, folder: Path, rounds: int = 2) -> dict[str, Any]:
    """-j 1 against -j 2 in turns: wall, start-up and tables and all."""
    file, plan = write(stories, folder / "cores.jsonl"), BatchPlan(pages=25)
    pairs = [[run([file], folder / "out", jobs, plan) for jobs in (1, 2)] for _ in range(rounds)]
    return {
        "pages": pairs[0][0]["pages"],
        "one_s": [round(one["wall_s"], 2) for one, _ in pairs], "two_s": [round(two["wall_s"], 2) for _, two in pairs],
        "ratios": [round(one["wall_s"] / two["wall_s"], 3) for one, two in pairs],
        "cpu_ratios": [round(two["cpu_s"] / one["cpu_s"], 3) for one, two in pairs],
        "peak_mb_one": round(max(one["peak_mb"] for one, _ in pairs)),
        "peak_mb_two": round(max(two["peak_mb"] for _, two in pairs)),
    }  # fmt: skip


def flat(count: int, folder: Path) -> dict[str, Any]:
    """CPU seconds a document in a batch of `count`, and in ones of 1,000 right before and after it.

    The first shard of each is left out: its worker meets every word for the first time.
    """
    plan = BatchPlan(pages=100)
    few, many = write(short_stories(1_000), folder / "few.jsonl"), write(short_stories(count), folder / "many.jsonl")
    before = run([few], folder / "out", 1, plan)
    large = run([many], folder / "out", 1, plan)
    after = run([few], folder / "out", 1, plan)

    def cost(shards: Sequence[Sequence[float]]) -> float:
        return 1e3 * sum(cpu for _, _, cpu in shards) / sum(pages for _, pages, _ in shards)

    around = [cost(small["shards"][1:]) for small in (before, after)]
    few_ms, many_ms = sum(around) / 2, cost(large["shards"][1:])
    return {
        "few": 1_000, "many": count, "few_ms": [round(ms, 3) for ms in around], "many_ms": round(many_ms, 3),
        "last_1000_ms": round(cost(large["shards"][-10:]), 3), "ratio": round(many_ms / few_ms, 3),
        "peak_mb_few": round(before["peak_mb"]), "peak_mb_many": round(large["peak_mb"]),
    }  # fmt: skip


def ray_overhead(stories: Stories, folder: Path) -> dict[str, Any]:
    """Ray against the local pool, both with two workers; the same findings."""
    file = write(stories, folder / "ray.jsonl")
    local = run([file], folder / "local", 2, BatchPlan(pages=100))
    ray = run([file], folder / "ray", 2, BatchPlan("ray", pages=100))
    return {
        "pages": local["pages"], "local_s": round(local["wall_s"], 2), "ray_s": round(ray["wall_s"], 2),
        "ratio": round(ray["wall_s"] / local["wall_s"], 3), "peak_mb_local": round(local["peak_mb"]),
        "peak_mb_ray": round(ray["peak_mb"]), "is_same": findings(folder / "local") == findings(folder / "ray"),
    }  # fmt: skip


def node_dies(stories: Stories, folder: Path) -> dict[str, Any]:
    """Three nodes of Ray's own cluster utility; one is killed when a third of the shards are done."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    file, plan = write(stories, folder / "nodes.jsonl"), BatchPlan(pages=20)
    local = run([file], folder / "alone", 2, plan)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": 80_000_000})
    nodes = [cluster.add_node(num_cpus=1, object_store_memory=80_000_000) for _ in range(2)]
    said: list[str] = []
    try:
        cluster.wait_for_nodes()
        plan = BatchPlan("ray", cluster.address, pages=20)
        shutil.rmtree(folder / "nodes", ignore_errors=True)
        rows = []
        for progress in BatchDesk(folder / "nodes", Settings(jobs=3), plan).run([file], said.append):
            rows.append(progress.row)
            if len(rows) == max(1, len(local["shards"]) // 3):
                cluster.remove_node(nodes[0], allow_graceful=False)
    finally:
        cluster.shutdown()
    return {
        "pages": sum(row["pages"] for row in rows), "shards": len(rows), "told": said,
        "is_same": findings(folder / "alone") == findings(folder / "nodes"),
        "again": sum(row["attempts"] > 1 for row in rows),
    }  # fmt: skip


def findings(out: Path) -> list[str]:
    return sorted(to_json(outcome) for _, outcome in BatchDesk(out).outcomes())


def in_folder(measure: Callable[..., dict[str, Any]], *args: Any) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="communique-bench-"))
    try:
        return measure(*args, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
