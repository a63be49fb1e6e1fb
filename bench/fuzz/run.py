"""Fuzzes what reads other people's bytes: no crash, no hang over 5 seconds, no broken law (targets.py).

python bench/fuzz/run.py --minutes 60 [--target clean --target feeds] [--engine atheris|random]

Minutes are minutes of CPU, shared out equally; loading tables and models is not counted. With atheris (pip install
atheris, or `pip install --target FOLDER atheris` and PYTHONPATH=FOLDER) inputs are sought by the code that they reach;
without it they are changed at random. What breaks a law is kept in bench/out/fuzz/. Exit code 1 when anything did.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

OUT = Path(__file__).resolve().parents[1] / "out" / "fuzz"
# Seconds of CPU for an input; and by the clock, on a machine that does other things as well.
LIMIT_S, HANG_S = 5, 60
MOST_BYTES = 20_000
# Read before the clock runs, so that tables and models are loaded.
WARM = (
    b"The ministers met in Riga on Monday.",
    b"TDie Minister trafen sich am Montag in Riga und sprachen lange. " * 3,
    b"Z<!doctype html><html><body><article><h1>Talks</h1><p>The ministers met in Riga on Monday.</p></article></html>",
    b"X<!doctype html><html><body><article><h1>Talks</h1><p>The ministers met in Riga on Monday.</p></article></html>",
    b"UFrom: a@news.example\nSubject: Talks\n\nThe ministers met in Riga on Monday.\n",
)
NAMES = ("clean", "headers", "files", "feeds", "answers", "reading")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=6.0, help="of CPU, of all targets together")
    arguments.add_argument("--target", action="append", choices=NAMES)
    arguments.add_argument("--engine", choices=("atheris", "random"))
    arguments.add_argument("--again", type=Path, help="reads one kept input again; --target says with what")
    arguments.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments.add_argument("--seconds", type=float, help=argparse.SUPPRESS)
    told = arguments.parse_args()
    engine = told.engine or ("atheris" if importlib.util.find_spec("atheris") else "random")
    names = told.target or list(NAMES)
    if told.again:
        return _again(names[0], told.again)
    if told.inside:
        return (_with_atheris if engine == "atheris" else _at_random)(names[0], told.seconds)
    each_s = told.minutes * 60 / len(names)
    told_of = [_run(name, engine, each_s) for name in names]
    broken, spent = sum(found for found, _ in told_of), sum(seconds for _, seconds in told_of)
    print(f"{spent / 60:.1f} CPU minutes with {engine}: {broken} findings")
    return 1 if broken else 0


def _run(name: str, engine: str, seconds: float) -> tuple[int, float]:
    """A target in its own processes until it had its CPU seconds; the number of findings, the seconds spent."""
    findings, spent = 0, 0.0
    while (left := seconds - spent) > 1 and findings < 10:
        before, began = set(OUT.glob(f"{name}-*")), _cpu()
        command = [
            sys.executable,
            __file__,
            "--inside",
            "--target",
            name,
            "--engine",
            engine,
            "--seconds",
            f"{left:.0f}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        told = done.stdout + done.stderr
        fuzzed = _cpu() - began - _loading(told)
        spent += max(fuzzed, 0.0)
        kept = set(OUT.glob(f"{name}-*")) - before
        if done.returncode == 0 and fuzzed > 0:
            print(f"{name}: {fuzzed / 60:.2f} CPU minutes: {_count(told)}", flush=True)
        elif kept and all(_passes(name, file) for file in kept):
            print(f"{name}: {fuzzed / 60:.2f} CPU minutes, slow on a busy machine, not by itself", flush=True)
        else:
            findings += 1
            print(f"{name}: FOUND\n{done.stdout[-2000:]}{done.stderr[-3000:]}", flush=True)
    print(f"{name}: {spent / 60:.2f} CPU minutes in all, {findings} findings", flush=True)
    return findings, spent


def _cpu() -> float:
    """CPU seconds of the processes that ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _loading(told: str) -> float:
    """CPU seconds that went before the first input; all that a process spent when it never came so far."""
    line = next((line for line in told.splitlines() if line.startswith("loaded in ")), None)
    return float(line.split()[2]) if line else float("inf")


def _passes(name: str, file: Path) -> bool:
    command = [sys.executable, __file__, "--target", name, "--again", str(file)]
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=HANG_S).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _again(name: str, file: Path) -> int:
    """One input in a process that has loaded everything; its own seconds count, not those of the machine."""
    from targets import TARGETS

    for data in WARM:
        TARGETS[name](data)
    start = time.process_time()
    TARGETS[name](file.read_bytes())
    seconds = time.process_time() - start
    print(f"{seconds:.2f} s")
    return 1 if seconds > LIMIT_S else 0


def _count(told: str) -> str:
    lines = [line for line in told.splitlines() if line.startswith("Done ")]
    return lines[-1] if lines else told.strip()[-200:]


def _with_atheris(name: str, seconds: float) -> int:
    import atheris

    with atheris.instrument_imports(include=["communique.read", "communique.record", "feedparser", "protego"]):
        from targets import TARGETS, seeds
    corpus = OUT / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed[:MOST_BYTES])
    for data in WARM:
        TARGETS[name](data)
    _tell_loaded()
    flags = [
        f"-timeout={HANG_S}", f"-max_len={MOST_BYTES}",
        "-rss_limit_mb=3000", f"-artifact_prefix={OUT}/{name}-", "-verbosity=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *flags, str(corpus)], _until(time.process_time() + seconds, _timed(TARGETS[name])))
    atheris.Fuzz()
    return 0


def _at_random(name: str, seconds: float) -> int:
    from targets import TARGETS, seeds

    signal.signal(signal.SIGALRM, _too_slow)
    dice = random.Random(os.urandom(8))
    for data in WARM:
        TARGETS[name](data)
    _tell_loaded()
    known, count, end = seeds(name), 0, time.process_time() + seconds
    while time.process_time() < end:
        data = _changed(dice, dice.choice(known), dice.choice(known))
        signal.alarm(HANG_S)
        try:
            _timed(TARGETS[name])(data)
        except BaseException:
            signal.alarm(0)
            OUT.mkdir(parents=True, exist_ok=True)
            kept = OUT / f"{name}-{count}-{os.getpid()}"
            kept.write_bytes(data)
            traceback.print_exc()
            print(f"kept as {kept}")
            return 1
        signal.alarm(0)
        count += 1
    print(f"Done {count} runs")
    return 0


def _timed(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        began = time.process_time()
        target(data)
        if (seconds := time.process_time() - began) > LIMIT_S:
            raise TimeoutError(f"{seconds:.1f} s of CPU for one input")

    return run


def _until(end: float, target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, until this process has had its CPU seconds: the library itself knows only the clock."""
    runs = 0

    def run(data: bytes) -> None:
        nonlocal runs
        if time.process_time() > end:
            print(f"Done {runs} runs", flush=True)
            os._exit(0)
        target(data)
        runs += 1

    return run


def _tell_loaded() -> None:
    print(f"loaded in {time.process_time():.2f} CPU s", flush=True)


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {HANG_S} s by the clock")


def _changed(dice: random.Random, data: bytes, other: bytes) -> bytes:
    """Bytes flipped, pieces dropped, doubled, swapped, or taken from another seed."""
    piece = bytearray(data)
    for _ in range(dice.choice((1, 2, 4, 16))):
        at, to = sorted((dice.randrange(len(piece) + 1), dice.randrange(len(piece) + 1)))
        to = min(to, at + dice.choice((1, 4, 32, 256)))
        match dice.randrange(6):
            case 0:
                piece[at:to] = bytes(dice.randrange(256) for _ in range(to - at))
            case 1:
                del piece[at:to]
            case 2:
                piece[at:at] = piece[at:to] * dice.choice((1, 2, 50))
            case 3:
                piece[at:to] = other[at:to]
            case 4:
                piece[at:at] = dice.choice(
                    (b"<", b"&", b"\0", b'"', b"\xff", b"]]>", b"<!--", b"\r\n\r\n", b"<a ", b"{")
                )
            case _:
                piece = piece[:at] + bytearray(other[dice.randrange(len(other) + 1) :])
    return bytes(piece[:MOST_BYTES])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    sys.exit(main())
