"""Screenshots of every page of the site, light, dark and as wide as a phone: `make screenshots`.

`python docs/make_screenshots.py --readme` takes those of the README instead, into docs/screenshots/.

The archive is made from the examples and the texts of the tests, and served as a user would serve it.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Overview

PROJECT: Final = Path(__file__).resolve().parents[1]
CHROMIUM: Final = "/usr/bin/chromium"
SAGAS: Final = PROJECT.parent / "shared" / "gold" / "sagas"
MODES: Final[dict[str, dict[str, Any]]] = {
    "light": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}
README: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "article": ("article", {"viewport": {"width": 1080, "height": 640}, "color_scheme": "light"}),
    "dyad": ("/dyads/LVA/UZB?as_of=2026-12-31", {"viewport": {"width": 1080, "height": 760}, "color_scheme": "light"}),
    "review": (
        "/review?kind=commitment&state=LVA&other=UZB",
        {"viewport": {"width": 1080, "height": 560}, "color_scheme": "dark"},
    ),
}
AS_OF: Final = "2028-06-01"


def main() -> None:
    is_readme = "--readme" in sys.argv
    folder = PROJECT / ("docs/screenshots" if is_readme else "bench/out/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary) / "archive.db"
        fill(place)
        with serve(place) as home, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            if is_readme:
                for name, (page, options) in README.items():
                    shoot(browser, options, home + addresses(place).get(page, page), folder / f"{name}.png")
            else:
                take(browser, home, addresses(place), folder)
            browser.close()
    print(folder)


def fill(place: Path) -> None:
    articles = [*sorted((PROJECT / "examples").iterdir()), *sorted(SAGAS.glob("*/[1-9].md"))]
    with ArchiveDesk(place) as desk:
        for _ in desk.add(articles):
            pass


def addresses(place: Path) -> dict[str, str]:
    """Every page, with a good example where it is one of many."""
    with ArchiveDesk(place) as desk:
        ledger = desk.followup.ledger()
        told = max(ledger.commitments, key=lambda entry: (len(entry.mentions), len(entry.history)))
        matters = sorted(ledger.matters, key=lambda matter: -len(matter.commitments))
        first = told.mentions[0]
        person = next(desk.people())
        outlets = {reading.article.outlet for reading in desk.readings()}
    found = {
        "home": f"/?as_of={AS_OF}", "articles": "/articles", "article": f"/articles/{first.article}",
        "ledger": f"/ledger?as_of={AS_OF}", "promise": f"/ledger/{told.id}", "encounters": "/encounters",
        "people": "/people", "person": f"/people/{person.key}", "states": "/states", "map": "/map",
        "network": "/network?of=people", "review": "/review?kind=commitment",
        "finding": f"/articles/{first.article}/findings/{first.commitment}", "search": "/search?q=agreement",
        "sources": "/sources", "add": "/add", "about": "/about", "api": "/api",
    }  # fmt: skip
    if matters and len(outlets) > 1:
        found["matter"] = f"/matters/{matters[0].id}"
    with ArchiveDesk(place) as desk:
        busiest = Overview(desk).subjects("dyad", limit=1)
    if busiest:
        a, _, b = busiest[0].key.partition("-")
        found |= {"dyad": f"/dyads/{a}/{b}", "state": f"/states/{a}"}
    return found


@contextmanager
def serve(place: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "communique", "serve", "--db", str(place), "--port", str(port)]
    server = subprocess.Popen(command, cwd=PROJECT)
    home = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            time.sleep(0.25)
            try:
                urllib.request.urlopen(f"{home}/healthz", timeout=5).close()
                break
            except OSError:
                continue
        yield home
    finally:
        server.terminate()
        server.wait(15)


def shoot(browser: Browser, options: dict[str, Any], address: str, file: Path) -> None:
    context = browser.new_context(**options)
    tab = context.new_page()
    tab.goto(address)
    tab.screenshot(path=file)
    context.close()


def take(browser: Browser, home: str, pages: dict[str, str], folder: Path) -> None:
    for mode, options in MODES.items():
        context = browser.new_context(**options)
        tab = context.new_page()
        for name, path in pages.items():
            tab.goto(home + path)
            tab.screenshot(path=folder / f"{name}-{mode}.png", full_page=mode == "phone")
        context.close()


if __name__ == "__main__":
    main()
