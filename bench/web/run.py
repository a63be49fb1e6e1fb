"""The site before many readers: server time and weight of every page, first paint, readers and editors at once.

python bench/web/run.py --statements 100000 [--copies 5] [--seconds 60] [--readers 50]
    [--db archive.db or postgresql://...; with --filled: it has its articles already]

With copies, a part of the articles is added and the rest are copies of them under other names and days
(bench/scale/grow.py), which saves the time of adding. The examples' articles come on top, so that there are bodies and
matters.

Pages are asked one after another over one connection on this machine: the time is the server's. First loads are
Chromium's, with nothing in its cache. Then readers and editors work at once, as a team of accounts, and every decision
that was acknowledged is looked for in the archive.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scale"))

import httpx2
from generate import make_readings
from grow import grow
from sqlalchemy import delete, func, select

from communique.desk.archive import ArchiveDesk
from communique.desk.review import ReviewDesk
from communique.desk.team import Team
from communique.record.followup import FindingKey
from communique.remember import tables
from communique.remember.database import connect
from communique.show.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]
MOST_P95_MS, MOST_BYTES, MOST_HOME_BYTES, MOST_PAINT_MS = 150, 200_000, 400_000, 1000
PASSWORD = "a bench has no secrets"
HTML = {"accept": "text/html", "accept-encoding": "gzip"}


def fill(place: str, statements: int, followed: int, copies: int) -> None:
    """An archive of made-up articles, the first of them followed up, copied, and the examples."""
    with ArchiveDesk(place) as desk:
        for number, (page, reading) in enumerate(make_readings(statements // (copies + 1))):
            if number == followed:
                print("followed up:", desk.followup.catch_up(), file=sys.stderr)
            desk.archive.add(page, reading)
    finish(place, copies)


def finish(place: str, copies: int) -> None:
    """Copies an archive and adds the examples."""
    with ArchiveDesk(place) as desk:
        with connect.writing(desk.archive.engine) as connection:
            connection.execute(delete(tables.waiting))
        if copies:
            grow(desk.archive, copies)
        for _ in desk.add(sorted(PROJECT.glob("examples/**/*.*"))):
            pass
        print("followed up:", desk.followup.catch_up(), file=sys.stderr)


@contextmanager
def serving(place: str) -> Iterator[tuple[str, int]]:
    """The address of a site, and the id of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "communique", "serve", "--db", place, "--port", str(port)]
    process = subprocess.Popen(command, cwd=PROJECT)
    try:
        for _ in range(600):
            if process.poll() is not None:
                raise SystemExit(f"the site did not start ({process.returncode})")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(20)


def addresses(url: str, count: int, headers: dict[str, str]) -> dict[str, list[str]]:
    """Up to so many addresses for every page of the table, found by following links."""
    patterns = {page.name: re.compile(re.sub(r"\\{\w+\\}", "[^/?#]+", re.escape(page.path)) + "$") for page in PAGES}
    found: dict[str, list[str]] = {page.name: [page.path] for page in PAGES if "{" not in page.path}
    waiting = [*(path for paths in found.values() for path in paths)]
    with httpx2.Client(base_url=url, headers=HTML | headers, timeout=120) as client:
        for _ in range(80):
            if not waiting or all(len(found.get(page.name, ())) >= count for page in PAGES if "{" in page.path):
                break
            for link in dict.fromkeys(re.findall(r'href="(/[^"#?]*)["#?]', client.get(waiting.pop(0)).text)):
                path = unescape(link)
                name = next((name for name, pattern in patterns.items() if pattern.match(path)), None)
                paths = found.setdefault(name, []) if name and not path.endswith(".json") else []
                if name and len(paths) < count and path not in paths:
                    paths.append(path)
                    waiting.append(path)
    found["search"] = [f"/search?q={word}" for word in ("baba", "bebe", "baba bibi", "nothing")]
    found["ledger"] += ["/ledger?status=open", "/ledger?status=overdue"]
    return found


def matters(place: str, count: int) -> dict[str, list[str]]:
    """Addresses of matters with most promises, to which few pages lead."""
    matter = tables.track.c.matter
    kept = select(tables.matter.c.name)
    wanted = select(matter).where(matter.in_(kept)).group_by(matter).order_by(func.count().desc()).limit(count)
    with ArchiveDesk(place, create=False) as desk, connect.reading(desk.archive.engine) as connection:
        return {"matter": [f"/matters/{name}" for name in connection.execute(wanted).scalars()]}


def server_times(url: str, pid: int, found: dict[str, list[str]], rounds: int) -> dict[str, dict[str, float]]:
    """For each page: median, 95th percentile and longest time, and the server's mean CPU time, in ms; bytes as sent.

    On a machine that others use, the CPU time says more.
    """
    out = {}
    with httpx2.Client(base_url=url, headers=HTML, timeout=120) as client:
        for name, paths in sorted(found.items()):
            times, size, spent = [], 0, cpu_s(pid)
            for number in range(rounds):
                path = paths[number % len(paths)]
                began = time.perf_counter()
                answer = client.get(path)
                times.append((time.perf_counter() - began) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
                size = max(size, answer.num_bytes_downloaded)
            out[name] = {
                "median_ms": statistics.median(times), "p95_ms": statistics.quantiles(times, n=20)[-1],
                "max_ms": max(times), "cpu_ms": (cpu_s(pid) - spent) * 1000 / rounds, "html_bytes": size,
            }  # fmt: skip
            print(name, json.dumps({what: round(figure, 1) for what, figure in out[name].items()}), file=sys.stderr)
    return out


def cpu_s(pid: int) -> float:
    """Seconds of CPU that a process has had. Source: proc(5), stat, fields 14 and 15."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def first_loads(url: str, found: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """For each page: bytes over the network with an empty cache, and the median first contentful paint of three."""
    from playwright.sync_api import sync_playwright

    out = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, paths in sorted(found.items()):
            paints: list[float] = []
            sizes: list[float] = []
            for _ in range(3):
                context = browser.new_context(base_url=url)
                page = context.new_page()
                wire = context.new_cdp_session(page)
                wire.send("Network.enable")
                wire.on("Network.loadingFinished", lambda told, sizes=sizes: sizes.append(told["encodedDataLength"]))
                before = len(sizes)
                page.goto(paths[0], wait_until="networkidle")
                paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
                paints.append(paint)
                total = sum(sizes[before:])
                context.close()
            out[name] = {"paint_ms": statistics.median(paints), "bytes": total}
            print(f"{name:12} {out[name]['paint_ms']:8.0f} ms paint {total:8.0f} bytes", file=sys.stderr)
        browser.close()
    return out


class Crowd:
    """Readers and editors at once, each an account with a token of its own."""

    def __init__(self, url: str, found: dict[str, list[str]], place: str) -> None:
        self.url, self.found, self.place = url, found, place
        self.statuses: Counter[int] = Counter()
        self.errors: list[str] = []
        self.kept: list[tuple[str, str, str]] = []  # article, finding, decision
        self.times: list[float] = []
        self._lock = threading.Lock()

    def note(self, began: float, answer: Any) -> None:
        with self._lock:
            self.statuses[answer.status_code] += 1
            self.times.append((time.perf_counter() - began) * 1000)
            if answer.status_code >= 500 or answer.status_code in (401, 403, 404, 429):
                self.errors.append(
                    f"{answer.status_code} {answer.request.method} {answer.request.url} {answer.text[-300:]}"
                )

    def read(self, token: str, until: float, seed: int) -> None:
        chance = random.Random(seed)
        names = sorted(self.found)
        with httpx2.Client(
            base_url=self.url, headers=HTML | {"authorization": f"Bearer {token}"}, timeout=120
        ) as client:
            while time.time() < until:
                began = time.perf_counter()
                self.note(began, client.get(chance.choice(self.found[chance.choice(names)])))
                time.sleep(chance.uniform(0.5, 2.5))  # a quick reader

    def edit(self, token: str, until: float, seed: int, keys: list[FindingKey]) -> None:
        chance = random.Random(seed)
        headers = {"authorization": f"Bearer {token}"}
        with httpx2.Client(base_url=self.url, headers=headers, timeout=120) as client:
            while time.time() < until:
                key = chance.choice(keys)
                began = time.perf_counter()
                seen = client.get(f"/articles/{key.article}/findings/{key.finding}.json")
                self.note(began, seen)
                wish = {"verb": chance.choice(("accept", "reject")), "reason": "bench"}
                began = time.perf_counter()
                path = f"/api/v1/articles/{key.article}/findings/{key.finding}/decisions"
                made = client.post(path, json=wish, headers={"if-match": seen.headers["etag"]})
                self.note(began, made)
                if made.status_code == 201:
                    with self._lock:
                        self.kept.append((key.article, key.finding, made.json()["id"]))
                time.sleep(chance.uniform(0.2, 1.0))

    def lost(self) -> list[str]:
        """Acknowledged decisions that the archive does not have."""
        with ArchiveDesk(self.place, create=False) as desk:
            review = ReviewDesk(desk.archive)
            known = {
                (article, finding): {one.id for one in review.decisions(article, finding)}
                for article, finding in {(a, f) for a, f, _ in self.kept}
            }
        return [decision for article, finding, decision in self.kept if decision not in known[article, finding]]


def crowd(url: str, place: str, found: dict[str, list[str]], given: argparse.Namespace) -> dict[str, Any]:
    """So many readers and editors at once; what came of it."""
    with ArchiveDesk(place, create=False) as desk:
        team = Team(desk.archive)
        tokens = {
            name: team.add_token(team.get(name), "bench", scopes)[1]
            for name, scopes in [(f"bench reader {n}", ["read"]) for n in range(given.readers)]
            + [(f"bench editor {n}", ["read", "review"]) for n in range(given.editors)]
        }
        keys = [
            FindingKey(reading.article.id, one.id)
            for reading, _ in zip(desk.readings(), range(20), strict=False)
            for one in reading.statements
        ]
    people = Crowd(url, found, place)
    until = time.time() + given.seconds
    threads = [
        threading.Thread(target=people.read, args=(token, until, seed))
        if name.startswith("bench reader")
        else threading.Thread(target=people.edit, args=(token, until, seed, keys))
        for seed, (name, token) in enumerate(tokens.items())
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(people.times)
    return {
        "seconds": given.seconds, "readers": given.readers, "editors": given.editors, "requests": len(times),
        "statuses": dict(sorted(people.statuses.items())), "errors": len(people.errors),
        "first_errors": people.errors[:5],
        "decisions_kept": len(people.kept), "decisions_lost": len(people.lost()),
        "median_ms": statistics.median(times), "p95_ms": statistics.quantiles(times, n=20)[-1],
    }  # fmt: skip


def make_team(place: str, readers: int, editors: int) -> None:
    """Accounts for the crowd."""
    with ArchiveDesk(place, create=False) as desk:
        team = Team(desk.archive)
        for number in range(readers + editors):
            is_reader = number < readers
            name = f"bench reader {number}" if is_reader else f"bench editor {number - readers}"
            team.add(name, PASSWORD, "reader" if is_reader else "editor")


def drop_team(place: str) -> None:
    """Removes the accounts of the bench, and no others."""
    with ArchiveDesk(place, create=False) as desk:
        team = Team(desk.archive)
        for account in team.accounts():
            if account.name.startswith("bench "):
                team.remove(account.name)


def judge(results: dict[str, Any]) -> list[str]:
    """What misses its mark."""
    missed = [f"{n}: p95 {f['p95_ms']:.0f} ms" for n, f in results["pages"].items() if f["p95_ms"] > MOST_P95_MS]
    for name, figures in results.get("first_loads", {}).items():
        most = MOST_HOME_BYTES if name == "home" else MOST_BYTES
        missed += [f"{name}: {figures['bytes']:.0f} bytes"] if figures["bytes"] > most else []
        missed += [f"{name}: paint after {figures['paint_ms']:.0f} ms"] if figures["paint_ms"] > MOST_PAINT_MS else []
    together = results.get("crowd", {})
    missed += [f"{together['errors']} errors in the crowd"] if together.get("errors") else []
    missed += [f"{together['decisions_lost']} decisions lost"] if together.get("decisions_lost") else []
    return missed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--copies", type=int, default=0, help="how many copies of a part make the whole")
    parser.add_argument("--db", help="the archive's place; without it a temporary one")
    parser.add_argument("--filled", action="store_true", help="it has its articles already")
    parser.add_argument("--followed", type=int, default=1000, help="articles that the ledger is made of")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--editors", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--skip", nargs="*", default=[], choices=["pages", "first", "crowd"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = given.db or f"{folder}/archive.db"
        if not given.filled:
            fill(place, given.statements, given.followed, given.copies)
        drop_team(place)  # of a run that was broken off
        results: dict[str, Any] = {"machine": platform.platform(), "statements": given.statements, "pages": {}}
        with serving(place) as (url, pid):  # without accounts, as one person has it
            found = addresses(url, 8, {}) | matters(place, 8)
            missing = [page.name for page in PAGES if page.name not in found]
            print("no address found for:", missing, file=sys.stderr)
            if "pages" not in given.skip:
                results["pages"] = server_times(url, pid, found, given.rounds)
            if "first" not in given.skip:
                results["first_loads"] = first_loads(url, found)
        if "crowd" not in given.skip:
            make_team(place, given.readers, given.editors)
            with serving(place) as (url, _):
                results["crowd"] = crowd(url, place, found, given)
            drop_team(place)
    print(json.dumps(results, indent=1))
    missed = judge(results)
    print("missed:", missed or "nothing", file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
