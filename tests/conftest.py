"""What all tests share: the examples, one reading of each, the program as a user runs it, a real PostgreSQL."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import communique
from communique.record.document import Page
from communique.record.outcome import Reading

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLES = tuple(sorted(path for path in (PROJECT / "examples").iterdir() if path.is_file()))

RunCli = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write tests/golden/**/reading.json anew")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--regenerate") and os.environ.get("CI"):
        raise pytest.UsageError("--regenerate is for a person who reviews the diff, not for CI")


@pytest.fixture(scope="session")
def examples() -> tuple[Path, ...]:
    return EXAMPLES


@pytest.fixture(scope="session")
def readings() -> tuple[Reading, ...]:
    """The readings of the examples."""
    out = []
    for path in EXAMPLES:
        reading = next(communique.Desk().read([Page(path.name, path.read_bytes())]))
        assert isinstance(reading, Reading), reading
        out.append(reading)
    return tuple(out)


@pytest.fixture
def run_cli(tmp_path: Path) -> RunCli:
    """Runs `python -m communique ...` with a clean environment; returns exit code, stdout and stderr as text."""

    def run(*args: str | Path, stdin: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
        done = subprocess.run(
            [sys.executable, "-m", "communique", *map(str, args)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=clean | {"HOME": str(tmp_path), "PYTHONPATH": str(PROJECT)} | environment,
            cwd=tmp_path,
            timeout=120,
        )
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run


def _postgres_programs() -> Path | None:
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(found).parent if found else folders[-1].parent if folders else None


def _as_postgres(*command: str | Path) -> None:
    """PostgreSQL refuses to run as root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, capture_output=True, cwd="/")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL, without a database, of a cluster that lives as long as the tests."""
    programs = _postgres_programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed; CI never skips it")
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    # A folder of its own below /tmp: the user postgres may not walk through pytest's.
    folder = Path(subprocess.run(["mktemp", "-d"], check=True, capture_output=True, text=True).stdout.strip())
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=50"
    try:
        _as_postgres(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")
        _as_postgres(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        yield f"postgresql://postgres@127.0.0.1:{port}"
        _as_postgres(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Site:
    """`communique serve` as a process of its own, on a free port of this machine."""

    url: str
    place: str
    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """Starts a site over an archive: `serve(place, "--public-url", ...)`. None may break while it is used."""
    sites: list[Site] = []

    def start(place: str | Path, *flags: str) -> Site:
        folder = tmp_path_factory.mktemp("site")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = folder / "log"
        command = [sys.executable, "-m", "communique", "serve", "--db", str(place), "--port", str(port), *flags]
        with log.open("wb") as stream:
            process = subprocess.Popen(
                command, stdout=stream, stderr=stream, cwd=folder,
                env=os.environ | {"HOME": str(folder), "PYTHONPATH": str(PROJECT)},
            )  # fmt: skip
        site = Site(f"http://127.0.0.1:{port}", str(place), process, log)
        sites.append(site)
        for _ in range(300):
            assert process.poll() is None, site.said()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return site
            time.sleep(0.1)
        raise AssertionError(site.said())

    yield start
    for site in sites:
        site.process.terminate()
        site.process.wait(20)
    assert [site.said() for site in sites if "Traceback" in site.said()] == []
