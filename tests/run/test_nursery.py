"""Workers are forked from one process that has loaded what they need; its memory is theirs."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from communique.run.nursery import ONE_THREAD, open_nursery

READY = "import os\nLOADED_BY = os.getpid()\n"
PROGRAM = """
import os
from communique.run.nursery import open_nursery

def tell(pipe):
    import loaded
    pipe.send((loaded.LOADED_BY, os.getpid(), os.environ["OPENBLAS_NUM_THREADS"]))

if __name__ == "__main__":
    nursery = open_nursery(READY)
    for _ in range(2):
        ours, theirs = nursery.Pipe()
        process = nursery.Process(target=tell, args=(theirs,))
        process.start()
        print(*ours.recv())
        process.join()
    print(os.environ.get("OPENBLAS_NUM_THREADS"))
"""

COUNTER = """
import os
import sys
from communique.desk.documents import READY
from communique.run.nursery import open_nursery

def tell(pipe):
    threads = len(os.listdir(f"/proc/{os.getppid()}/task"))
    pipe.send((threads, "spacy" in sys.modules, "pyarrow" in sys.modules))

if __name__ == "__main__":
    nursery = open_nursery(READY)
    ours, theirs = nursery.Pipe()
    process = nursery.Process(target=tell, args=(theirs,))
    process.start()
    print(*ours.recv())
    process.join()
"""

SLEEPER = """
import os
import time
from communique.record.document import Page
from communique.run.local import ProcessPool

def sleep(page):
    os.write(1, b"asleep\\n")  # at once: two processes share the pipe
    time.sleep(90)

if __name__ == "__main__":
    list(ProcessPool(2).map(sleep, [Page(str(number), b"") for number in range(5)]))
"""


def run(folder: Path, ready: str) -> list[list[str]]:
    (folder / "loaded.py").write_text(READY)
    (folder / "program.py").write_text(PROGRAM.replace("READY", ready))
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=folder, capture_output=True, text=True, timeout=60, check=True,
        env={"PYTHONPATH": str(folder), "OPENBLAS_NUM_THREADS": "1" if ready == "None" else "7"},
    )  # fmt: skip
    return [line.split() for line in done.stdout.splitlines()]


def test_what_is_ready_is_loaded_once_and_with_one_thread(tmp_path: Path) -> None:
    (loader, one, threads), (again, two, _), outside = run(tmp_path, '"loaded"')
    assert loader == again
    assert len({loader, one, two}) == 3
    assert threads == ONE_THREAD["OPENBLAS_NUM_THREADS"] == "1"
    assert outside == ["7"]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts threads as Linux tells of them")
def test_what_every_page_needs_is_loaded_without_a_thread(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(COUNTER)
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.split() == ["1", "True", "True"], done.stderr


def test_without_it_each_process_loads_by_itself(tmp_path: Path) -> None:
    (loader, one, _), (again, two, _), _ = run(tmp_path, "None")
    assert (loader, again) == (one, two)
    assert one != two
    assert open_nursery(None).get_start_method() == "spawn"


def test_ctrl_c_does_not_wait_for_the_pages_under_way(tmp_path: Path) -> None:
    (tmp_path / "sleeper.py").write_text(SLEEPER)
    with subprocess.Popen(
        [sys.executable, "sleeper.py"], cwd=tmp_path, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        told = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        assert told == "asleep\n"
        assert process.wait(timeout=45) != 0


def test_who_imports_what_is_ready_keeps_ctrl_c() -> None:
    before = signal.getsignal(signal.SIGINT)
    importlib.import_module("communique.desk.ready")
    assert signal.getsignal(signal.SIGINT) is before
