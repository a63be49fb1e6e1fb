"""Every page of the table: as HTML, as JSON that fits its description, with a tag, and with one shape of errors."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from typing import Any, get_type_hints

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from pydantic import TypeAdapter

from communique.desk.archive import ArchiveDesk
from communique.record.document import Page
from communique.record.finding import Occasion, Participant, Relation, When
from communique.record.text import Evidence
from communique.remember.found import Found, Source
from communique.show.pages import PAGES, SitePage
from communique.show.views import rows
from communique.show.web import listing, pagemaker

HTML = {"accept": "text/html"}
HOSTILE = "<script>alert(1)</script>"  # stands in a headline of the archive


def address(page: SitePage, desk: ArchiveDesk, path: str) -> str:
    """The path with its parts filled in from the archive."""
    reading = next(desk.readings())
    ledger = desk.followup.ledger()
    parts = {
        "article": reading.article.id, "finding": reading.commitments[0].id, "person": "peeter-kask",
        "body": "nobody", "state": "EST", "a": "EST", "b": "FIN", "promise": ledger.commitments[0].id,
        "matter": ledger.matters[0].id if ledger.matters else "m-0",
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda match: parts[match[1]], path)


NAMES = [page.name for page in PAGES if page.name not in ("body", "matter")]


@pytest.mark.parametrize("name", NAMES)
def test_page_and_twin(name: str, site: TestClient, desk: ArchiveDesk) -> None:
    page = next(page for page in PAGES if page.name == name)
    html = site.get(address(page, desk, page.path), headers=HTML)
    assert html.status_code == 200, html.text
    assert html.text.startswith("<!doctype html>")
    assert html.text.count("<h1>") == 1
    assert HOSTILE not in html.text
    assert not re.search(r"\son\w+=|style=|javascript:|<script>", html.text)
    twin = site.get(address(page, desk, page.twin))
    assert twin.headers["content-type"] == "application/json"
    TypeAdapter(get_type_hints(page.view)["return"]).validate_json(twin.content)
    again = site.get(address(page, desk, page.twin), headers={"if-none-match": twin.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_page_is_described(site: TestClient) -> None:
    api = site.get("/openapi.json").json()
    assert api["openapi"].startswith("3.1")
    for page in PAGES:
        assert {page.path, page.twin} <= api["paths"].keys()
        answer = api["paths"][page.twin]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert answer["$ref"].rpartition("/")[2] in api["components"]["schemas"]
    told = site.get("/api", headers=HTML).text
    assert "/ledger/{promise}.json" in told


def test_one_article_tells_of_two_states_and_several_tell(own_desk: ArchiveDesk, own_site: TestClient) -> None:
    text = b"ACCRA - Norwegian President Liv Hauge met Ghanaian President Kofi Mensah in Accra on Friday.\n"
    ((_, _, added),) = own_desk.add([Page("accra.txt", text, "text/plain", published="2025-11-21")])
    assert added.change == "new"
    assert "1 article tells of both" in own_site.get("/dyads/GHA/NOR", headers=HTML).text
    assert "2 articles tell of both" in own_site.get("/dyads/EST/FIN", headers=HTML).text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/articles/a-none.json", 404), ("/people/nobody.json", 404), ("/states/XYZ.json", 404),
        ("/dyads/EST/EST.json", 404), ("/ledger/p-none.json", 404), ("/matters/m-none.json", 404),
        ("/nowhere.json", 404), ("/search.json?q=!!!", 400), ("/search.json?kind=poem", 422),
        ("/articles.json?limit=0", 422), ("/articles.json?after=-1", 422), ("/articles.json?since=soon", 422),
        ("/people.json?after=x", 400), ("/ledger.json?after=2025-01-01", 400),
    ],
)  # fmt: skip
def test_problems_have_one_shape(path: str, status: int, site: TestClient) -> None:
    answer = site.get(path)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"] == path.partition("?")[0]
    page = site.get(path.replace(".json", ""), headers=HTML)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")


def test_cursors_go_through_all(site: TestClient) -> None:
    every = site.get("/search.json?kind=commitment&limit=200").json()
    assert every["next"] is None
    seen: list[Any] = []
    path: str | None = "/search.json?kind=commitment&limit=1"
    while path:
        answer = site.get(path)
        seen += answer.json()["hits"]
        path = answer.links.get("next", {}).get("url")
    assert seen == every["hits"]
    assert len(seen) > 2


def test_ledger_joins_two_outlets_and_tells_what_is_overdue(site: TestClient) -> None:
    before = site.get("/ledger.json?as_of=2025-06-01&status=due").json()["rows"]
    after = site.get("/ledger.json?as_of=2025-07-15&status=overdue").json()["rows"]
    assert len(before) == 2
    (buses,) = after
    assert "deliver 30 buses" in buses["action"]
    assert (buses["is_overdue"], buses["reports"]) == (True, 2)
    told = site.get(f"{buses['path']}.json").json()
    assert {telling["article"]["outlet"] for telling in told["tellings"]} == {"Herald", "Gazette"}
    for telling in told["tellings"]:
        assert "buses" in telling["sentence"][telling["start"] : telling["end"]]
    assert site.get("/ledger.json?state=EST&other=FIN&as_of=2025-07-15").json()["rows"]
    assert not site.get("/ledger.json?state=BRA").json()["rows"]


def test_blank_fields_of_a_form_are_no_filter(site: TestClient) -> None:
    blank = site.get("/articles.json?outlet=&since=&until=&state=EST").json()
    assert blank == site.get("/articles.json?state=EST").json()


def test_the_text_is_whole_and_every_finding_can_be_jumped_to(site: TestClient, desk: ArchiveDesk) -> None:
    for reading in desk.readings():
        html = site.get(f"/articles/{reading.article.id}", headers=HTML).text
        words = html.partition('<div class="words"')[2].partition("<aside")[0].partition(">")[2]
        plain = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", words)
        assert "".join(plain.split()) == "".join(reading.article.text.split()).replace("'", "&#39;")
        for found in (*reading.statements, *reading.occasions, *reading.events, *reading.commitments):
            assert html.count(f'id="f-{found.id}"') == html.count(f'id="b-{found.id}"') == 1
            assert f'href="#b-{found.id}"' in html
            assert f'href="#f-{found.id}"' in html


def test_a_finding_in_the_address_is_pointed_out(site: TestClient, desk: ArchiveDesk) -> None:
    reading = next(desk.readings())
    promise = reading.commitments[0]
    html = site.get(f"/articles/{reading.article.id}?finding={promise.id}", headers=HTML).text
    assert re.search(rf'<mark class="[^"]*selected" data-f="[^"]*{promise.id}', html)


def test_the_kept_copy_is_inert(site: TestClient, desk: ArchiveDesk) -> None:
    reading = next(desk.readings())
    answer = site.get(f"/articles/{reading.article.id}/kept")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "30 buses" in answer.text


def test_health_and_figures(site: TestClient) -> None:
    assert site.get("/healthz").json()["status"] == "ok"
    site.get("/states.json")
    figures = site.get("/metrics").text
    assert 'communique_requests_total{method="GET",page="/states.json",status="200"}' in figures
    assert "communique_request_seconds_bucket" in figures


def test_static_files_last_and_say_their_licence(site: TestClient) -> None:
    html = site.get("/network", headers=HTML).text
    for path in re.findall(r'(?:src|href|data-library)="(/static/[^"#]+)', html):
        answer = site.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    licences = site.get("/static/vendor/LICENCES.txt").text
    for name in ("htmx", "cytoscape", "Natural Earth"):
        assert name in licences


def test_no_page_asks_another_site(site: TestClient, desk: ArchiveDesk) -> None:
    for page in PAGES:
        if page.name in NAMES:
            html = site.get(address(page, desk, page.path), headers=HTML).text
            loaded = re.findall(r'<(?:script|link|img|use|iframe|object|embed)[^>]+(?:src|href)="([^"]+)"', html)
            assert all(path.startswith("/") and not path.startswith("//") for path in loaded)


def test_lists_as_tables_and_calendars(site: TestClient) -> None:
    for name in listing.CSV:
        answer = site.get(f"/{name}.csv?limit=5" + ("&kind=statement" if name == "search" else ""))
        assert answer.status_code == 200, name
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert 1 <= len(rows) <= 5, name
    for name in listing.ICS:
        made = Calendar.from_ical(site.get(f"/{name}.ics").content)
        for event in made.walk("VEVENT"):
            assert str(event["url"]).startswith("http://localhost/")
    assert 'href="/ledger.csv?status=kept"' in site.get("/ledger?status=kept", headers={"accept": "text/html"}).text


def test_the_arrow_of_a_visit_leads_to_the_host() -> None:
    parties = (Participant("EST", "host"), Participant("aino-laine", "guest"))
    visit = Occasion("o-1", "visit", parties, "held", (Evidence("went", 0, 4, "went"),))
    assert rows.sides(visit) == (("aino-laine",), ("EST",))
    assert rows.sides(replace(visit, participants=parties[:1])) == (("EST",), ())


@pytest.mark.parametrize("path", ["/", "/ledger.json", "/articles/a-none"])
def test_head_is_get_without_the_body(path: str, site: TestClient) -> None:
    asked, head = site.get(path), site.head(path)
    assert (head.status_code, head.content) == (asked.status_code, b"")
    assert head.headers.get("etag") == asked.headers.get("etag")
    assert head.headers["content-type"] == asked.headers["content-type"]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When("2028-09", date(2028, 9, 1), date(2028, 9, 30)), "September 2028"),
        (When("XXXX-WXX-6"), "a Saturday, week unknown"),
        (None, "told 24 May 2028"),
    ],
)
def test_an_encounter_has_the_time_that_its_article_tells_and_no_other(when: When | None, said: str) -> None:
    visit = Occasion("o-1", "visit", (Participant("EST", "guest"),), "planned", (), when=when)
    source = Source("a-1", None, "Herald", "Buses", date(2028, 5, 24))
    found = Found("occasion", (when and when.from_on) or source.published_on, source, visit, {"EST": "Estonia"}, {})
    template = pagemaker.environment().from_string('{% import "parts/bits.html" as bits %}{{ bits.finding(row) }}')
    line = re.sub(r"<[^>]+>|\s+", " ", template.render(row=rows.row(found)).split("</p>")[0])
    assert re.sub(r" +", " ", line).split("visit")[0].strip() == said
    assert line.count("2028") == said.count("2028")


def test_a_tie_has_no_direction() -> None:
    tie = Relation("r-1", "EST", "FIN", "ally", (Evidence("allies", 0, 6, "allies"),))
    found = Found("relation", None, Source("a-1", None, None, None, None), tie, {"EST": "Estonia", "FIN": "Finland"})
    template = pagemaker.environment().from_string('{% import "parts/bits.html" as bits %}{{ bits.finding(row) }}')
    assert "→" not in template.render(row=rows.row(found))
