"""Two hundred hostile words in every place that a page of the archive shows: none runs, loads or leads anywhere."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import httpx2
import pytest

from communique.desk.archive import ArchiveDesk
from communique.record.document import Article, Page, Published
from communique.record.finding import Actor, Commitment, Event, Mention, Occasion, Office, Participant, Statement, When
from communique.record.ids import make_id
from communique.record.outcome import Made, Reading, Reason, Refusal
from communique.record.text import Evidence
from communique.show.pages import PAGES
from communique.show.web.guard.headers import PLOT_STYLE

LINES = Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").splitlines()[1:]
PAYLOADS = [
    line.replace("N", str(number)).replace("\\u202e", "\u202e").replace("java\\tscript", "java\tscript")
    for number, line in enumerate(LINES)
]
EACH = 10  # payloads an article
SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='mark(1)'><script>mark(2)</script></svg>"
# Runs before any page: what a payload calls, and what would show that one has been taken for markup.
MARK = "window.marked = []; window.mark = n => { window.marked.push(n); }"
FOUND = """() => ({
    marked: window.marked,
    handlers: [...document.querySelectorAll("*")].flatMap(e => [...e.attributes]
        .filter(a => a.name.startsWith("on") || a.name.startsWith("hx-on") || a.name.startsWith("x-"))
        .map(a => e.outerHTML.slice(0, 200))),
    links: [...document.querySelectorAll("[href],[src],[action],[formaction]")]
        .flatMap(e => ["href", "src", "action", "formaction"].map(a => e.getAttribute(a)).filter(Boolean))
        .filter(u => !/^(\\/(?!\\/)|#|\\?|https?:\\/\\/|data:image\\/(png|svg))/i.test(u.trim())),
    foreign: [...document.querySelectorAll(
        "iframe,object,embed,base,applet,math,marquee,body style,body link,meta[http-equiv]")]
        .map(e => e.matches("svg.drawn > style") ? e.textContent : e.outerHTML.slice(0, 200))
        .filter(e => e !== STYLE),
})"""


def test_there_are_two_hundred() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


def hostile(number: int) -> tuple[Page, Reading]:
    """An article whose every word is hostile: title, outlet, address, file, names, offices, quotes, places, actions."""
    mine = PAYLOADS[number * EACH : (number + 1) * EACH]
    body, spans = "", []
    for payload in mine:
        spans.append((len(body), len(body) + len(payload)))
        body += payload + "\n\n"
    cite = [Evidence(body, start, end, body[start:end]) for start, end in spans]
    on = date(2025, 1, 1 + number)
    people = tuple(
        Actor(
            f"p{number}-{n}", "person", payload, aliases=(mine[n - 1],), state=payload if n % 2 else "LVA",
            offices=(Office(payload, "minister", payload, "incumbent", (cite[n],)),),
            mentions=(Mention(*spans[n]), Mention(spans[n][0] + 1, spans[n][1])),
        )
        for n, payload in enumerate(mine)
    )  # fmt: skip
    sides = (Actor("state-LVA", "state", mine[0], code="LVA"), Actor("state-EST", "state", mine[1], code="EST"))
    ids = [one.id for one in people]
    said = tuple(
        Statement(f"s{n}", ids[n], cite[n], cite[n - 1], (cite[n],), "direct", (ids[n - 1],)) for n in range(len(mine))
    )
    met = tuple(
        Occasion(
            f"o{n}", "meeting", (Participant(ids[n], "host"), Participant(ids[n - 1], "guest"),
            Participant("state-LVA"), Participant("state-EST")), "held", (cite[n],), place=payload,
            when=When(payload, on, on),
        )
        for n, payload in enumerate(mine)
    )  # fmt: skip
    did = (Event("e0", "ACCUSE", ("state-LVA", ids[0]), ("state-EST",), "actual", -3.0, (cite[0],), when=mine[2]),)
    promised = tuple(
        Commitment(
            f"c{n}", "pledge", (ids[n], "state-LVA"), ("state-EST",), cite[n], "firm", "open", (cite[n],), made=mine[n],
            condition=cite[n], due=When(mine[n], None, date(2025, 12, 31)), statement=f"s{n}",
        )
        for n in range(3)
    )  # fmt: skip
    url = mine[3] if number % 2 else f"https://hostile.example/{number}"
    article = Article(
        make_id("a", str(number)), body, title=" ".join(mine), url=url, outlet=mine[4], sections=tuple(mine),
        published=Published(on.isoformat(), "metadata", (cite[0],)),
    )  # fmt: skip
    made = Made(mine[5], mine[6], mine[7])
    reading = Reading(article, (*people, *sides), (), said, met, did, promised, (), made)
    return Page(mine[8], SVG.encode(), "image/svg+xml", url=url, title=mine[9], outlet=mine[4]), reading


@pytest.fixture(scope="module")
def hostile_site(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = tmp_path_factory.mktemp("hostile") / "archive.db"
    with ArchiveDesk(place) as desk:
        for number in range(len(PAYLOADS) // EACH):
            desk.archive.add(*hostile(number))
        for payload in PAYLOADS[::20]:
            desk.archive.add(None, Refusal(payload, "open", Reason.BINARY, payload, payload))
        desk.followup.catch_up()
    return serve(place)


def to_see(site: Any) -> list[str]:
    """The pages without parts, every article and its kept copy, and what the others lead to, some of each kind."""
    paths = [page.path for page in PAGES if "{" not in page.path]
    paths += [f"/search?kind=statement&q={word}" for word in ("mark", '"mark"', "script")]
    articles = [f"/articles/{make_id('a', str(number))}" for number in range(len(PAYLOADS) // EACH)]
    found: dict[str, list[str]] = {}
    with httpx2.Client(base_url=site.url, headers={"accept": "text/html"}, timeout=60) as client:
        for path in (*paths, *articles[:3]):
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.text[:500])
            for link in re.findall(r'href="(/[^"#]*)["#]', answer.text):
                kind = link.split("/")[1]
                if kind in ("people", "states", "dyads", "bodies", "promises", "matters", "review", "encounters"):
                    found.setdefault(kind, []).append(unescape(link))
    others = [link for links in found.values() for link in list(dict.fromkeys(links))[:3] if ".json" not in link]
    return [*paths, *articles, articles[0] + "/kept", articles[1] + "/kept", *others]


def test_nothing_runs_loads_or_leads_elsewhere(hostile_site: Any, context: Any, watch: Any) -> None:
    context.add_init_script(MARK)
    tab = context.new_page()
    dialogs: list[str] = []
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    seen = watch(tab, hostile_site.url)
    shown, wrong = "", []
    tab.goto(hostile_site.url, wait_until="load")
    tab.wait_for_selector("svg.drawn")
    # What the library of charts puts into each: the very style whose digest the policy names.
    plot_style = tab.locator("svg.drawn > style").first.text_content()
    assert b64encode(sha256(plot_style.encode()).digest()).decode() in PLOT_STYLE
    for path in to_see(hostile_site):
        tab.goto(hostile_site.url + path, wait_until="load")
        found = tab.evaluate(FOUND.replace("STYLE", json.dumps(plot_style)))
        if any(found.values()):
            wrong.append((path, found))
        if "/articles/" in path and "kept" not in path:
            shown += tab.locator("main").inner_text()
    tab.wait_for_timeout(300)
    assert wrong == []
    # A word that is no state has no page of dyads.
    failures = [one for one in seen.failures if not one.startswith(f"404 {hostile_site.url}/dyads/LVA/")]
    console = [one for one in seen.console if "status of 404" not in one]
    assert (dialogs, failures, console, seen.strays) == ([], [], [], [])
    # They were there to be read: as words, and whole.
    missing = [payload for payload in PAYLOADS if " ".join(payload.split()) not in " ".join(shown.split())]
    assert len(missing) <= 3, missing


def test_an_uploaded_picture_is_text_at_most(hostile_site: Any, tab: Any) -> None:
    with httpx2.Client(base_url=hostile_site.url, timeout=30) as client:
        kept = client.get(f"/articles/{make_id('a', '0')}/kept")
    assert kept.headers["content-type"].startswith("text/plain")
    assert "sandbox" in kept.headers["content-security-policy"]
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert "<script>mark(2)</script>" in kept.text


def test_words_of_the_question_are_words(hostile_site: Any, context: Any, watch: Any) -> None:
    context.add_init_script(MARK)
    tab = context.new_page()
    seen = watch(tab, hostile_site.url)
    for start in range(0, len(PAYLOADS), 10):
        together = " ".join(PAYLOADS[start : start + 10])[:190]
        tab.goto(hostile_site.url + "/search?" + str(httpx2.QueryParams({"q": together})), wait_until="commit")
        tab.wait_for_load_state("load")
        found = tab.evaluate(FOUND.replace("STYLE", "null"))
        assert not any(found.values()), (together, found)
    assert (seen.strays, [c for c in seen.console if "status of 4" not in c]) == ([], [])
