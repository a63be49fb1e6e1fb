"""Does `communique watch` bring everything in exactly once, from hosts that lie and through being killed?

python bench/sources/run.py [--articles 1000] [--kills 20 --killed-articles 300]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
sys.path.insert(0, str(PROJECT))
MARK = re.compile(r"entered in the (\w+ register) of")
REMARK = (
    "the watch process alone holds no language model; it reads in a process of its own; the MB of each are its most "
    "resident memory, together: the most at one moment, shared pages counted once (PSS)"
)


class World:
    """The hostile hosts, in a process of their own."""

    def __init__(self, articles: int, huge_mb: int, calm: bool) -> None:
        command = [sys.executable, str(HERE / "server.py"), "--articles", str(articles), "--huge-mb", str(huge_mb)]
        command += ["--calm"] if calm else []
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        self.plan: dict[str, Any] = json.loads(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def counts(self) -> dict[str, Any]:
        """By host: requests by path, most at once, requests of what robots.txt closes."""
        with urlopen(f"http://127.0.0.1:{self.plan['port']}/") as answer:
            told: dict[str, Any] = json.load(answer)
        return told


@contextmanager
def open_world(articles: int, huge_mb: int, *, calm: bool = False) -> Iterator[World]:
    """`calm`: without the hosts that have nothing but bad pages."""
    world = World(articles, huge_mb, calm)
    try:
        yield world
    finally:
        world.close()


class Program:
    """`communique` as a user runs it, on an archive in `folder`."""

    def __init__(self, folder: Path, port: int, **settings: str) -> None:
        told = {"db": str(folder / "news.db"), "cache": str(folder / "cache"), "pause_s": "0", "fetch_s": "4",
                "retry_s": "0.2", "allow_networks": "127.0.0.0/8", "allow_ports": str(port)} | settings  # fmt: skip
        self.db = told["db"]
        named = {f"COMMUNIQUE_{name.upper()}": value for name, value in told.items()}
        self.environment = os.environ | {"HOME": str(folder), "PYTHONPATH": str(PROJECT)} | named
        self.folder = folder

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "communique", *arguments]
        return subprocess.Popen(
            command, env=self.environment, cwd=self.folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def run(self, *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
        """Exit code, the rows of the output, and what was said."""
        process = self.start(*arguments)
        out, said = process.communicate()
        return process.returncode, [json.loads(line) for line in out.splitlines()], said

    def settle(self, *arguments: str, quiet_s: float = 120.0) -> tuple[int, str, float, Memory]:
        """Watches until no job can be done within `quiet_s`, then stops it as a service is stopped.

        Exit code, what was said, seconds until all was done, and memory.
        """
        from communique.remember.archive import open_archive
        from communique.remember.jobs import queue

        began = time.monotonic()
        process = self.start("watch", "--quiet", *arguments)
        memory = Memory(process.pid)
        with open_archive(self.db, create=False) as archive:
            while process.poll() is None:
                time.sleep(1)
                due = queue.next_due(archive)
                is_far = due is None or (due - datetime.now(UTC)).total_seconds() > quiet_s
                if is_far and not queue.is_any_leased(archive):
                    break
        seconds = time.monotonic() - began
        process.send_signal(signal.SIGTERM)
        said = process.communicate()[1]
        memory.stop()
        return process.returncode, said.strip(), seconds, memory

    def marks(self) -> Counter[str]:
        """How often each article is in the archive."""
        from communique.remember.archive import open_archive

        with open_archive(self.db, create=False) as archive:
            return Counter(mark for reading in archive.readings() for mark in MARK.findall(reading.article.text))

    def refused(self) -> dict[str, str]:
        """Address -> reason, of the jobs that ended so."""
        from sqlalchemy import select

        from communique.remember import tables
        from communique.remember.archive import open_archive

        job = tables.job
        with open_archive(self.db, create=False) as archive, archive.engine.connect() as connection:
            wanted = select(job.c.address, job.c.reason).where(job.c.outcome == "refused")
            return {row.address: row.reason for row in connection.execute(wanted)}


class Memory:
    """The most that a process and its children have held, in MB, looked at several times a second.

    `own`, `children`: the peaks of their resident sets, as the kernel keeps them; `together`: of all of them at one
    moment, pages that they share counted once (PSS).
    """

    def __init__(self, pid: int) -> None:
        self.own = self.children = self.together = 0.0
        self._pid = pid
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.3):
            self.own = max(self.own, _peak(self._pid))
            try:
                children = Path(f"/proc/{self._pid}/task/{self._pid}/children").read_text().split()
            except OSError:
                continue
            self.children = max(self.children, sum(_peak(int(child)) for child in children))
            self.together = max(self.together, sum(map(_shared_out, (self._pid, *map(int, children)))))


def _peak(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1000 if found else 0.0


def _shared_out(pid: int) -> float:
    """The proportional set size."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", rollup, re.M)
    return int(found[1]) / 1000 if found else 0.0


def judge(program: Program, world: World) -> dict[str, Any]:
    """What is wrong: empty lists are good."""
    marks, refused, counts = program.marks(), program.refused(), world.counts()
    sources = {row["address"]: row["reason"] for row in program.run("feed", "list", "--json")[1]}
    plan = world.plan
    return {
        "missing": [mark for mark in plan["marks"] if not marks[mark]],
        "twice": [mark for mark, number in marks.items() if number > 1],
        "strangers": [mark for mark in marks if mark not in set(plan["marks"])],
        "not refused as they should": {
            u: refused.get(u) for u, why in plan["bad"].items() if refused.get(u) not in why
        },
        "refused by mistake": {url: why for url, why in refused.items() if url not in plan["bad"]},
        "sources not refused as they should": {
            u: sources.get(u) for u, why in plan["bad_sources"].items() if sources.get(u) not in why
        },
        "hosts with more than one request at once": [h for h, c in counts.items() if c["most_at_once"] > 1],
        "asked against robots.txt": sum(c["closed_asked"] for c in counts.values()),
    }


def measure_lies(
    articles: int, huge_mb: int, folder: Path, *, quiet_s: float = 120.0, **settings: str
) -> dict[str, Any]:
    """One run over hosts that lie, and a second one, which must add nothing."""
    with open_world(articles, huge_mb) as world:
        program = Program(folder, world.plan["port"], **settings)
        program.run("feed", "add", *world.plan["sources"])
        code, said, seconds, memory = program.settle(quiet_s=quiet_s)
        first = judge(program, world)
        before = program.marks()
        again = Counter(row["what"] for row in program.run("feed", "refresh")[1])
        program.settle(quiet_s=quiet_s)
        counts = world.counts()
        return {
            "articles": len(world.plan["marks"]), "in the archive": sum(program.marks().values()),
            "named refusals": len(program.refused()), "exit code": code, "said": said,
            "problems": {name: found for name, found in first.items() if found},
            "second look": dict(again), "second look adds": sum((program.marks() - before).values()),
            "seconds": round(seconds, 1),
            "MB of the watch process": round(memory.own), "MB of the reading process": round(memory.children),
            "MB of both together": round(memory.together),
            "requests": sum(sum(c["requests"].values()) for c in counts.values()),
            "most requests at once to a host": max(c["most_at_once"] for c in counts.values()),
            "requests that robots.txt forbids": sum(c["closed_asked"] for c in counts.values()),
        }  # fmt: skip


def measure_kills(
    articles: int, kills: int, folder: Path, *, longest_s: float = 60.0, calm: bool = False
) -> dict[str, Any]:
    """Killed at random moments; then every article is there once."""
    pick = random.Random(4)
    with open_world(articles, 21, calm=calm) as world:
        program = Program(folder, world.plan["port"], retry_s="0.1", fetch_s="2")
        program.run("feed", "add", *world.plan["sources"])
        for number in range(kills):
            process = program.start("watch", "--json")
            # Every fourth dies while it starts, the others in the midst of reading, however slow the machine is.
            if number % 4:
                giving_up = threading.Timer(longest_s, process.kill)
                giving_up.start()
                while process.stdout and (line := process.stdout.readline()) and '"new"' not in line:
                    pass
                giving_up.cancel()
            time.sleep(pick.uniform(0, 1.5))
            process.kill()
            process.communicate()
        killed_at = sum(program.marks().values())
        code, said, _, _ = program.settle()
        verified = program.run("verify")
        return {
            "kills": kills, "articles": len(world.plan["marks"]), "in the archive when killed last": killed_at,
            "in the archive": sum(program.marks().values()), "exit code": code, "said": said,
            "problems": {name: found for name, found in judge(program, world).items() if found},
            "verify": verified[2].strip(),
        }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--huge-mb", type=int, default=50)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--killed-articles", type=int, default=300)
    given = parser.parse_args()
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        if given.articles:
            (Path(folder) / "lies").mkdir()
            lies = measure_lies(given.articles, given.huge_mb, Path(folder) / "lies")
            print(json.dumps({"lies": lies, "remark": REMARK}, indent=1), flush=True)
            problems.append(lies["problems"])
        if given.kills:
            (Path(folder) / "kills").mkdir()
            kills = measure_kills(given.killed_articles, given.kills, Path(folder) / "kills")
            print(json.dumps({"kills": kills}, indent=1), flush=True)
            problems.append(kills["problems"])
    sys.exit(any(problems))


if __name__ == "__main__":
    main()
