"""Every page of the table: nothing from elsewhere, nothing refused, no barrier, light, dark and on a phone."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest

from communique.show.pages import PAGES

NAMES = [page.name for page in PAGES]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What stands further right than the window, outside of what scrolls by itself.
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", NAMES)
def test_opens_and_asks_nobody_else(site: Any, tab: Any, watch: Any, at: Any, name: str) -> None:
    seen = watch(tab, site.url)
    answer = tab.goto(site.url + at(site, name), wait_until="load")
    assert answer.status == 200
    assert tab.locator("main h1").count() == 1
    assert tab.title().endswith("communique")
    tab.wait_for_timeout(100)
    assert (seen.console, seen.strays, seen.failures) == ([], [], [])
    twin = tab.request.get(site.url + tab.locator("link[rel=alternate][type='application/json']").get_attribute("href"))
    assert (twin.status, twin.headers["content-type"]) == (200, "application/json")
    assert isinstance(twin.json(), dict)


@pytest.mark.parametrize("name", NAMES)
def test_has_no_barrier_and_fits_a_phone(sqlite_site: Any, tab: Any, at: Any, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.emulate_media(color_scheme="light")
    tab.goto(sqlite_site.url + at(sqlite_site, name), wait_until="load")
    found = [_told("light", one) for one in Axe().run(tab, options={"runOnly": RULES}).response["violations"]]
    tab.emulate_media(color_scheme="dark")
    dark = Axe().run(tab, options={"runOnly": ["color-contrast", "link-in-text-block"]}).response["violations"]
    found += [_told("dark", one) for one in dark]
    tab.set_viewport_size({"width": 360, "height": 740})
    if (width := tab.evaluate("document.scrollingElement.scrollWidth")) > 360:
        found.append(f"{width} pixels wide on a phone: {tab.evaluate(TOO_WIDE)}")
    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_reads_without_scripts(sqlite_site: Any, tab: Any, at: Any, name: str) -> None:
    tab.goto(sqlite_site.url + at(sqlite_site, name), wait_until="load")
    with_scripts = tab.locator("main").inner_text().split()
    html = httpx2.get(sqlite_site.url + at(sqlite_site, name), headers={"accept": "text/html"}, timeout=30).text
    without = re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1].split("</main>")[0]).split()
    assert len(without) > max(5, 0.8 * len(with_scripts))


def _told(scheme: str, violation: dict[str, Any]) -> str:
    nodes = [f"{node['html'][:160]} {node['failureSummary'][:160]}" for node in violation["nodes"][:3]]
    return f"{scheme}: {violation['id']}: {violation['help']}: {nodes}"
