"""The whole review by keyboard, on both databases: accept, reject, undo, edit, merge, split, on and back."""

from __future__ import annotations

from getpass import getuser
from typing import Any

import pytest

from communique.desk.archive import ArchiveDesk

SHOWN = "#desk section.now .source a[href*='/findings/']"


@pytest.fixture
def desk(site: Any, tab: Any, watch: Any) -> Any:
    tab.site = site.url
    tab.seen = watch(tab, site.url)
    yield tab
    assert (tab.seen.console, tab.seen.strays, tab.seen.failures) == ([], [], [])


def shown(desk: Any) -> str:
    """The address of the finding that the queue shows."""
    return str(desk.locator(SHOWN).get_attribute("href"))


def twin(desk: Any, path: str) -> Any:
    answer = desk.request.get(f"{desk.site}{path}.json")
    assert answer.status == 200, path
    return answer.json()


def press(desk: Any, key: str, until: str) -> None:
    """Presses a key and waits for what it brings."""
    desk.keyboard.press(key)
    desk.wait_for_function(until)


def other_than(path: str) -> str:
    return (
        f"""() => {{ const a = document.querySelector("{SHOWN}"); return a && a.getAttribute("href") !== {path!r}; }}"""
    )


def test_accept_reject_undo_on_and_back(desk: Any) -> None:
    desk.goto(f"{desk.site}/review?kind=statement", wait_until="load")
    first = shown(desk)
    assert twin(desk, first)["state"] == "proposed"
    press(desk, "a", other_than(first))
    told = twin(desk, first)
    assert (told["state"], told["by"]) == ("confirmed", getuser())
    assert told["at"].startswith("20")

    second = shown(desk)
    press(desk, "r", "() => document.activeElement.name === 'reason'")
    desk.keyboard.type("Nobody said that")
    press(desk, "Enter", other_than(second))
    told = twin(desk, second)
    assert told["state"] == "rejected"
    assert told["decisions"][-1]["reason"] == "Nobody said that"

    third = shown(desk)
    press(desk, "u", "() => !document.querySelector('#undo')")
    assert twin(desk, second)["state"] == "proposed"
    assert twin(desk, first)["state"] == "confirmed"

    here = shown(desk)
    press(desk, "j", other_than(here))
    press(desk, "k", f"() => document.querySelector(\"{SHOWN}\").getAttribute('href') === {here!r}")
    assert third


def test_a_rejection_says_why(desk: Any) -> None:
    desk.goto(f"{desk.site}/review?kind=event", wait_until="load")
    here = shown(desk)
    press(desk, "r", "() => document.activeElement.name === 'reason'")
    desk.keyboard.press("Enter")
    desk.wait_for_timeout(200)
    assert shown(desk) == here
    assert twin(desk, here)["state"] == "proposed"
    press(desk, "Escape", "() => !document.querySelector('#reject').open")


def test_an_edited_span_keeps_the_evidence_law(desk: Any, site: Any) -> None:
    desk.goto(f"{desk.site}/review?kind=statement", wait_until="load")
    here = shown(desk)
    before = twin(desk, here)["quote"]
    press(desk, "e", "() => document.querySelector('#edit').open")
    span = desk.locator("#edit input.span").first
    span.focus()
    was = span.input_value()
    desk.keyboard.press("Alt+ArrowLeft")
    assert span.input_value() != was
    start, end = map(int, span.input_value().split("-"))
    words = desk.locator(".span-words").first.inner_text().strip("“”")
    desk.locator("#edit input[name=reason]").focus()
    desk.keyboard.type("one word too many")
    press(desk, "Enter", other_than(here))
    told = twin(desk, here)
    assert told["state"] == "corrected"
    with ArchiveDesk(site.place, create=False) as archive:
        text = archive.get(here.split("/")[2]).article.text
    assert words
    assert text[start:end] == words
    assert told["decisions"][-1]["reason"] == "one word too many"
    assert before


def test_merge_and_split(desk: Any, site: Any) -> None:
    with ArchiveDesk(site.place, create=False) as archive:
        wagons = next(r for r in archive.readings() if r.article.title == "Wagons")
    here = f"/articles/{wagons.article.id}/findings/{wagons.commitments[0].id}"
    desk.goto(f"{desk.site}{here}", wait_until="load")
    mates = len(twin(desk, here)["mates"])
    press(desk, "m", "() => document.querySelector('#merge').open")
    box = desk.locator("#merge select[name=other]")
    # However long a telling is, its form stays beside the queue.
    box.evaluate("box => box.add(new Option('told at length '.repeat(40), ''))")
    assert box.evaluate(
        "box => box.getBoundingClientRect().right <= box.closest('section').getBoundingClientRect().right"
    )
    box.focus()
    desk.keyboard.press("ArrowDown")
    assert box.input_value()
    with desk.expect_navigation():
        desk.locator("#merge button").press("Enter")
    assert len(twin(desk, here)["mates"]) >= mates + 1 or twin(desk, here)["decisions"][-1]["verb"] == "same"
    press(desk, "s", "() => document.querySelector('#split').open")
    desk.locator("#split input[type=radio]").first.focus()
    desk.keyboard.press("Space")
    with desk.expect_navigation():
        desk.locator("#split button").press("Enter")
    assert [one["verb"] for one in twin(desk, here)["decisions"][-2:]] == ["same", "different"]
