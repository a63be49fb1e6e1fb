"""Pictures of time: what their figures are, and what the files that draw them are made of."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

import pytest
from fastapi.testclient import TestClient

from communique.desk.overview import Tally
from communique.lexicon.geography.coordinates import load_coordinates
from communique.show.views.pictures.tone import tone_by_month
from communique.show.web import statics
from communique.show.web.drawing import world
from communique.show.web.drawing.labels import LETTER, labels
from communique.show.web.drawing.time import tone_line

HTML = {"accept": "text/html"}
VENDORED = sorted(file.name for file in (statics.FOLDER / "vendor").glob("*.js"))


def test_the_middle_of_a_state_lies_on_its_land() -> None:
    """What lies beside the land of the map is too small for it."""
    land = (statics.FOLDER / "land.svg").read_text()
    rings = [
        [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", ring)]
        for ring in re.search(r' d="(M[^"]+)"', land)[1].split("Z")  # type: ignore[index]
    ]

    def is_in(x: float, y: float, ring: list[tuple[float, float]]) -> bool:
        sides = zip(ring, [*ring[1:], *ring[:1]], strict=True)
        crossed = [(a, b) for a, b in sides if (a[1] > y) != (b[1] > y)]
        return sum(x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in crossed) % 2 == 1

    wet = {c for c, at in load_coordinates().items() if not any(is_in(*world.place(*at), ring) for ring in rings)}
    islands = {"ATG", "BHR", "BRB", "COM", "CPV", "CUB", "DMA", "FSM", "GRD", "KIR", "KNA", "LCA", "MDV", "MHL", "MLT"}
    islands |= {"MUS", "NRU", "PLW", "STP", "SYC", "TON", "TUV", "VCT", "WSM"}
    assert wet == islands | {"HTI", "MCO"}


def test_tone_is_the_mean_of_the_events_own_scores() -> None:
    june = date(2025, 6, 1)
    told = [
        Tally(june, "event", "CONSULT", "actual", 2, 4.0),  # visits
        Tally(june, "event", "CONSULT", "actual", 1, 1.5),  # a phone call
        Tally(june, "event", "REQUEST", "actual", 1, -1.0),
        Tally(june, "event", "REQUEST", "actual", 1, 0.0),
        Tally(june, "event", "ASSAULT", "negated", 9, -9.0),
        Tally(june, "article", None, None, 7, 0.0),
        Tally(date(2025, 8, 1), "event", "REJECT", "actual", 1, -2.0),
    ]
    tone = tone_by_month(told, 12)
    assert [(m.month, m.mean, m.cooperative, m.conflictual) for m in tone] == [
        ("2025-06", 1.7, 3, 1), ("2025-07", None, 0, 0), ("2025-08", -2.0, 0, 1),
    ]  # fmt: skip
    line = tone_line(tone)
    assert (line.summary, line.paths) == ("Between \u22122.0 and +1.7, last \u22122.0.", ())
    assert [(dot.is_below, dot.tone.month) for dot in line.dots] == [(False, "2025-06"), (True, "2025-08")]


def test_figures_of_a_picture_lead_to_what_they_count(site: TestClient) -> None:
    home = site.get("/?as_of=2025-12-31", headers=HTML).text
    for name in ("articles", "encounters", "search"):
        rows = re.findall(rf'data-value="(\d+)"[^>]*><td><a href="(/{name}\?[^"]+)"', home)
        assert rows, name
        for value, path in rows:
            answer = site.get(path.replace("&amp;", "&").replace("?", ".json?", 1) + "&limit=200").json()
            found = answer.get("rows") or answer.get("hits") or answer["found"]["rows"]
            assert len(found) == int(value), path
    tone = re.findall(r'<tr data-month="(\S+)" data-value="(\S+)"[^>]*><td><a href="([^"]+)"', _dyad(site))
    assert tone
    for month, _, path in tone:
        (section,) = site.get(path.replace("&amp;", "&").replace("?", ".json?", 1)).json()["sections"]
        assert {row["on"][:7] for row in section["rows"]["rows"]} == {month}


def _dyad(site: TestClient) -> str:
    return site.get("/dyads/EST/FIN", headers=HTML).text.partition('data-draw="columns"')[0]


def test_the_library_comes_only_where_there_is_a_picture(site: TestClient) -> None:
    for path in ("/", "/dyads/EST/FIN", "/states/EST"):
        assert "vendor/plot.min.js" in site.get(path, headers=HTML).text, path
    for path in ("/articles", "/ledger", "/people", "/review", "/about"):
        assert "plot.min.js" not in site.get(path, headers=HTML).text, path


@pytest.mark.parametrize("name", VENDORED)
def test_vendored_files_are_what_their_licences_say(name: str, site: TestClient) -> None:
    told = site.get("/static/vendor/LICENCES.txt").text
    digest = sha256((statics.FOLDER / "vendor" / name).read_bytes()).hexdigest()
    assert re.search(rf"^{re.escape(name)}: .*licen[cs]e.*\nsha256 {digest}$", told, re.MULTILINE)


def test_static_files_are_packed_once_for_who_takes_it(site: TestClient) -> None:
    address = statics.address("vendor/plot.min.js")
    packed = site.get(address, headers={"accept-encoding": "gzip"})
    plain = site.get(address, headers={"accept-encoding": "identity"})
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert int(packed.headers["content-length"]) < 100_000
    assert site.get(address, headers={"if-none-match": packed.headers["etag"]}).status_code == 304


def test_names_hide_neither_each_other_nor_a_dot_and_stay_on_the_sheet() -> None:
    frame = (0.0, 0.0, 300.0, 200.0)
    dots = [(f"Somebody {n}", 30.0 + 60 * (n % 5), 30.0 + 35 * (n // 5), 6.0) for n in range(20)]
    placed = labels(dots, 12, 20, frame)
    boxes = [(x - r, y - r, x + r, y + r) for _, x, y, r in dots]
    for label in placed:
        if label.words:
            wide = len(label.words) * 12 * LETTER
            left = label.x - {"start": 0, "end": wide, "middle": wide / 2}[label.anchor]
            box = (left, label.y - 9.5, left + wide, label.y + 2.3)
            assert frame[0] <= box[0]
            assert box[2] <= frame[2]
            assert not any(
                box[0] < b[2] - 0.1 and b[0] < box[2] - 0.1 and box[1] < b[3] - 0.1 and b[1] < box[3] - 0.1
                for b in boxes
            )
            boxes.append(box)
    assert sum(bool(label.words) for label in placed) >= 5
    assert [label.words for label in labels(dots[:3], 12, 1, frame)][1:] == ["", ""]
