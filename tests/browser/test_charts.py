"""Charts: drawn anew by Observable Plot under the site's own policy, walked through by keys, there without scripts."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest

from communique.show.web.guard.headers import POLICY

TIP = "svg.drawn g[aria-label=tip] text"


@pytest.fixture(params=["home", "dyad", "state"])
def chart(request: pytest.FixtureRequest, sqlite_site: Any, tab: Any, at: Any, watch: Any) -> Any:
    """The first chart of a page, drawn; the page has nothing to complain of, then or later."""
    seen = watch(tab, sqlite_site.url)
    tab.goto(sqlite_site.url + at(sqlite_site, request.param))
    tab.wait_for_selector("svg.drawn")
    yield tab.locator("figure[data-draw]").first
    assert (seen.console, seen.strays, seen.failures) == ([], [], [])


def test_pictures_become_ones_that_answer(chart: Any, tab: Any) -> None:
    assert tab.locator("svg.drawn").count() == tab.locator("figure[data-draw]").count()
    assert chart.locator("svg.chart").count() == 0
    rows = chart.locator("tr[data-month]")
    months = [row.get_attribute("data-says") for row in rows.all()][::-1]
    drawn = chart.locator("svg.drawn")
    drawn.focus()
    tab.keyboard.press("End")
    assert drawn.get_attribute("aria-valuetext") == months[-1]
    assert "".join(months[-1].split()) in "".join(chart.locator(TIP).text_content().split())
    tab.keyboard.press("Home")
    assert drawn.get_attribute("aria-valuetext") == months[0]
    tab.keyboard.press("Enter")
    tab.wait_for_url("**since=**")
    first = tab.url.partition("since=")[2][:7]
    assert first in tab.url.partition("until=")[2]
    assert tab.locator("main h1").count() == 1


def test_the_mouse_shows_and_follows(chart: Any, tab: Any) -> None:
    chart.scroll_into_view_if_needed()
    drawn = chart.locator("svg.drawn")
    box = drawn.bounding_box()
    for place in range(40, int(box["width"]), 12):
        tab.mouse.move(box["x"] + place, box["y"] + box["height"] / 2)
        if chart.locator(TIP).count():
            break
    assert chart.locator(TIP).text_content().strip()
    chart.locator(".picked a").wait_for(state="attached")
    tab.mouse.down()
    tab.mouse.up()
    tab.wait_for_url("**since=**")


def test_its_style_is_the_one_that_the_policy_lets_in(chart: Any) -> None:
    style = chart.locator("svg.drawn style").text_content()
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in POLICY
    assert "unsafe" not in POLICY
    assert chart.locator("svg.drawn").evaluate("e => getComputedStyle(e.querySelector('text')).whiteSpace") == "pre"


def test_colours_follow_the_theme_and_nothing_moves(chart: Any, tab: Any) -> None:
    mark = chart.locator("svg.drawn [fill^='var(--calm)'], svg.drawn [fill^='var(--calm)'] *").first
    colours = set()
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        colours.add(mark.evaluate("e => getComputedStyle(e).fill"))
    assert len(colours) == 2
    assert tab.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("name", ["home", "dyad", "state"])
def test_the_servers_picture_stays_without_a_script(browser: Any, sqlite_site: Any, at: Any, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(sqlite_site.url + at(sqlite_site, name))
    assert tab.locator("svg.chart[role=img]").count() == tab.locator("figure[data-draw]").count() > 0
    assert tab.locator("svg.drawn").count() == 0
    tab.locator("figure[data-draw] summary").first.click()
    assert tab.locator("figure[data-draw] td a").first.is_visible()
    context.close()
