"""Adds and follows up readings until it is killed or done: `python add_many.py PLACE NUMBER...`, one line each."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from communique.desk.followup import FollowUp
from communique.remember.archive import open_archive

HERE = Path(__file__).resolve().parent
spec = importlib.util.spec_from_file_location("readings_of_tests", HERE / "conftest.py")
assert spec
assert spec.loader
tests = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tests)

if __name__ == "__main__":
    with open_archive(sys.argv[1]) as archive:
        followup = FollowUp(archive)
        for number in map(int, sys.argv[2:]):
            reading = tests.build_reading(topic=f"bridge {number}", url=f"https://news.example/{number}")
            archive.add(tests.page_of(reading), reading)
            print(number, flush=True)
            followup.catch_up()
