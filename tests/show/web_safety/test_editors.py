"""Two editors at once: the second is told, and loses nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from communique.desk.archive import ArchiveDesk
from communique.record.outcome import Reading

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def findings(readings: tuple[Reading, ...]) -> list[str]:
    """Paths of findings that nobody has decided on."""
    return [f"/articles/{r.article.id}/findings/{s.id}" for r in readings for s in r.statements]


def decide(browser: Any, path: str, token: str, seen: str | None, **wish: Any) -> Any:
    headers = {"x-csrf-token": token} | ({"if-match": seen} if seen else {})
    return browser.post(f"/api/v1{path}/decisions", json={"verb": "accept"} | wish, headers=headers)


@pytest.fixture
def pair(enter: Any, read_token: Any) -> Any:
    """Two editors with the tokens of their forms."""
    return [(one, read_token(one.get("/account", headers=HTML).text)) for one in (enter("Edo"), enter("Ada"))]


def test_the_second_gets_412_and_the_first_stands(pair: Any, findings: list[str]) -> None:
    (edo, his), (ada, hers) = pair
    path = findings[0]
    seen = [one.get(f"{path}.json").headers["etag"] for one in (edo, ada)]
    assert seen[0] == seen[1]
    assert decide(edo, path, his, None).status_code == 428
    first = decide(edo, path, his, seen[0], reason="as told")
    assert first.status_code == 201, first.text
    second = decide(ada, path, hers, seen[1], verb="reject", reason="wrong person")
    assert second.status_code == 412
    assert second.headers["content-type"] == "application/problem+json"
    told = ada.get(f"{path}.json")
    assert (told.json()["state"], told.json()["by"]) == ("confirmed", "Edo")
    # Having looked, she may decide otherwise; both decisions are kept.
    assert decide(ada, path, hers, told.headers["etag"], verb="reject", reason="wrong person").status_code == 201
    decisions = edo.get(f"{path}.json").json()["decisions"]
    assert sorted((one["by"], one["verb"]) for one in decisions) == [("Ada", "reject"), ("Edo", "accept")]


def test_a_form_that_comes_second_is_shown_again_as_it_was_filled_in(pair: Any, findings: list[str]) -> None:
    (edo, his), (ada, hers) = pair
    path = findings[1]
    article, finding = path.split("/")[2], path.split("/")[4]
    version = ada.get(f"{path}.json").json()["version"]
    assert decide(edo, path, his, edo.get(f"{path}.json").headers["etag"]).status_code == 201
    form = {
        "csrf": hers, "article": article, "finding": finding, "version": version, "return_to": "finding", "back": "",
        "verb": "reject", "reason": "the <minister> said it, not the premier",
    }  # fmt: skip
    answer = ada.post("/review/decide", data=form, headers=HTML)
    assert answer.status_code == 412
    assert "the &lt;minister&gt; said it, not the premier" in answer.text
    assert ada.get(f"{path}.json").json()["state"] == "confirmed"


def test_of_many_at_the_same_moment_one_wins(pair: Any, findings: list[str], team_site: Any) -> None:
    (edo, his), (ada, hers) = pair
    path = findings[2]
    seen = edo.get(f"{path}.json").headers["etag"]
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(decide, *one, seen) for one in [(edo, path, his), (ada, path, hers)] * 4]
        statuses = sorted(one.result().status_code for one in asked)
    assert statuses == [201] + [412] * 7
    with ArchiveDesk(team_site.place) as desk:
        assert desk.check() == []


def test_a_program_with_the_scope_decides_in_the_name_of_its_account(
    team: Any, team_site: Any, visit: Any, findings: list[str]
) -> None:
    program = visit(team_site)
    bearer = {"authorization": f"Bearer {team.add_token(team.get('Edo'), 'test', ['read', 'review'])[1]}"}
    path = findings[3]
    seen = program.get(f"{path}.json", headers=bearer).headers["etag"]
    made = program.post(f"/api/v1{path}/decisions", json={"verb": "accept"}, headers=bearer | {"if-match": seen})
    assert made.status_code == 201
    assert made.json()["by"] == "Edo"
    taken_back = program.post(f"/api/v1/decisions/{made.json()['id']}/undo", headers=bearer)
    assert taken_back.status_code == 201
    assert program.get(f"{path}.json", headers=bearer).json()["state"] == "proposed"
