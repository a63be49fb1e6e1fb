"""`communique watch` over hosts that lie, stopped and killed; a small version of `make bench-sources`."""

from __future__ import annotations

import signal
import sqlite3
import time
from pathlib import Path

from communique.remember.archive import open_archive


def test_good_articles_once_and_bad_ones_by_name(bench, tmp_path: Path) -> None:
    told = bench.measure_lies(24, 21, tmp_path, quiet_s=20, fetch_s="2", retry_s="0.05")
    assert told["problems"] == {}
    assert (told["articles"], told["in the archive"]) == (24, 24)
    assert told["second look adds"] == 0
    assert told["second look"]["looked"] >= 8
    assert told["most requests at once to a host"] == 1
    assert told["requests that robots.txt forbids"] == 0
    assert 0 < told["MB of both together"] < 500


def test_killed_at_random_moments(bench, tmp_path: Path) -> None:
    told = bench.measure_kills(16, 3, tmp_path, calm=True)
    assert told["problems"] == {}
    assert (told["articles"], told["in the archive"], told["exit code"]) == (16, 16, 0)
    assert told["verify"].endswith(" 0 mismatches")


def test_sigterm_ends_after_the_article_under_way(bench, serve, tmp_path: Path) -> None:
    """What was begun is finished, what was leased is given back, and the WARC files hold every page."""
    world = serve(16, calm=True)
    program = bench.Program(tmp_path, world.plan["port"], warc=str(tmp_path / "warc"))
    # Only hosts without a bad page: nothing is put off.
    good = [source for source in world.plan["sources"] if "127.0.0.11:" in source or "127.0.0.18:" in source]
    program.run("feed", "add", *good)
    process = program.start("watch", "--json")
    assert process.stdout
    while '"new"' not in process.stdout.readline():
        pass
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 0, said
    assert time.monotonic() - began < 30
    with sqlite3.connect(program.db) as connection:
        held = connection.execute("SELECT count(*) FROM job WHERE state = 'leased' OR lease_by IS NOT NULL").fetchone()
        hosts = connection.execute("SELECT count(*) FROM host WHERE lease_by IS NOT NULL").fetchone()
    assert (held[0], hosts[0]) == (0, 0)
    code, rows, said = program.run("watch", "--once", "--json")
    assert code == 0, said
    assert program.marks().total() == 4
    assert all(number == 1 for number in program.marks().values())
    _, rows, _ = program.run("add", *sorted(str(f) for f in (tmp_path / "warc").iterdir()), "--db", "from-warc.db")
    assert {row["change"] for row in rows} == {"new"}
    assert all("#offset=" in row["page"] for row in rows)
    with open_archive(tmp_path / "from-warc.db") as again, open_archive(program.db) as first:
        assert {r.article.url: r for r in again.readings()} == {r.article.url: r for r in first.readings()}


def test_a_disk_budget_stops_the_fetching_and_says_so(bench, serve, tmp_path: Path) -> None:
    world = serve(8, calm=True)
    program = bench.Program(tmp_path, world.plan["port"], disk_mb="1")
    program.run("feed", "add", world.plan["sources"][0])
    with sqlite3.connect(program.db) as connection:
        connection.execute("CREATE TABLE filler AS SELECT zeroblob(2000000) AS zeros")
    connection.close()
    code, rows, said = program.run("watch", "--once", "--json")
    assert (code, rows) == (1, [])
    assert "nothing is fetched: archive and WARC folder take" in said
    assert program.run("watch", "--once", "--json", "--disk-mb", "0")[0] == 0
    assert program.marks().total() == 1


def test_status_says_how_it_stands(bench, serve, tmp_path: Path) -> None:
    world = serve(8, calm=True)
    program = bench.Program(tmp_path, world.plan["port"])
    sitemap = next(source for source in world.plan["sources"] if source.endswith("sitemap.xml"))
    program.run("feed", "add", sitemap, "--outlet", "Gazette", "--every", "60")
    assert program.run("feed", "refresh", sitemap)[1][0]["count"] == 6
    assert [row["due"] for row in program.run("status")[1] if row["about"] == "articles"] == [6]
    program.run("watch", "--once")
    rows = program.run("status")[1]
    (source,) = [row for row in rows if row["about"] == "sources"]
    (articles,) = [row for row in rows if row["about"] == "articles"]
    (reason,) = [row for row in rows if row["about"] == "reasons"]
    assert (source["outlet"], source["kind"], source["listed"], source["every_s"]) == ("Gazette", "sitemap", 6, 60)
    assert (articles["read"], articles["refused"], articles["due"]) == (1, 5, 0)
    assert (reason["reason"], reason["count"], reason["is_final"]) == ("robots", 5, True)
    assert "/private/" in reason["example"]


def test_two_watches_share_an_archive(bench, serve, tmp_path: Path) -> None:
    """Each article once, and still never two requests at once to a host."""
    world = serve(16, calm=True)
    program = bench.Program(tmp_path, world.plan["port"])
    program.run("feed", "add", *world.plan["sources"])
    both = [program.start("watch", "--once", "--json") for _ in range(2)]
    rows = [len(one.communicate(timeout=120)[0].splitlines()) for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert sum(rows) > 16
    assert {name: found for name, found in bench.judge(program, world).items() if found} == {}
