"""Deciding on findings, by form and by JSON; the second of two editors gets 412 and loses nothing."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from communique.desk.archive import ArchiveDesk
from communique.desk.review import ReviewDesk
from communique.record.followup import FindingKey
from communique.record.outcome import Reading
from communique.show.views.reviewing.fields import edit_fields

HTML = {"accept": "text/html"}


@pytest.fixture
def reading(own_desk: ArchiveDesk) -> Reading:
    return next(own_desk.readings())


def place(reading: Reading) -> str:
    return f"/articles/{reading.article.id}/findings/{reading.commitments[0].id}"


def form_of(site: TestClient, path: str) -> dict[str, str]:
    """The hidden fields of the page's form."""
    return form_of_text(site.get(path, headers=HTML).text)


def form_of_text(html: str) -> dict[str, str]:
    form = html.partition('id="accept"')[2].partition("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)}


def decide(site: TestClient, path: str, tag: str | None, **wish: Any) -> Any:
    headers = {"if-match": tag} if tag else {}
    return site.post(f"/api/v1{path}/decisions", json=wish, headers=headers)


def test_accept_by_json_is_seen_with_who_and_when(own_site: TestClient, reading: Reading) -> None:
    path = place(reading)
    seen = own_site.get(f"{path}.json")
    assert seen.json()["state"] == "proposed"
    assert seen.headers["etag"] == f'"{seen.json()["version"]}"'
    made = decide(own_site, path, seen.headers["etag"], verb="accept")
    assert made.status_code == 201
    now = own_site.get(f"{path}.json").json()
    assert (now["state"], now["by"], now["at"]) == ("confirmed", "mari", made.json()["at"])
    assert made.headers["etag"] == f'"{now["version"]}"' != seen.headers["etag"]
    assert "confirmed" in own_site.get(path, headers=HTML).text


def test_the_second_of_two_editors_gets_412(own_site: TestClient, reading: Reading) -> None:
    path = place(reading)
    tag = own_site.get(f"{path}.json").headers["etag"]
    assert decide(own_site, path, tag, verb="reject", reason="a forecast").status_code == 201
    late = decide(own_site, path, tag, verb="accept")
    assert (late.status_code, late.headers["content-type"]) == (412, "application/problem+json")
    assert own_site.get(f"{path}.json").json()["state"] == "rejected"
    assert decide(own_site, path, None, verb="accept").status_code == 428
    assert decide(own_site, path, "*", verb="accept").status_code == 201


def test_what_the_second_editor_typed_is_not_lost(
    own_site: TestClient, own_desk: ArchiveDesk, reading: Reading
) -> None:
    path = place(reading)
    fields = form_of(own_site, path)
    review = ReviewDesk(own_desk.archive)
    review.decide("accept", FindingKey(reading.article.id, reading.commitments[0].id), by="jaan")
    typed = fields | {"verb": "correct", "reason": "the minister said so", "strength": "conditional"}
    late = own_site.post("/review/decide", data=typed, headers=HTML, follow_redirects=False)
    assert late.status_code == 412
    assert "Somebody else was faster" in late.text
    assert 'value="the minister said so"' in late.text
    assert '<option value="conditional" selected>' in late.text
    assert "jaan" in late.text
    again = form_of_text(late.text) | {k: typed[k] for k in ("verb", "reason", "strength")}
    kept = own_site.post("/review/decide", data=again, headers=HTML, follow_redirects=False)
    assert kept.status_code == 303
    assert own_desk.get(reading.article.id).commitments[0].strength == "conditional"


def test_edit_of_the_words_keeps_the_law_of_evidence(
    own_site: TestClient, own_desk: ArchiveDesk, reading: Reading
) -> None:
    path, promise, text = place(reading), reading.commitments[0], reading.article.text
    start = text.index("30 buses")
    typed = form_of(own_site, path) | {"verb": "correct", "span0": f"{start}-{start + 8}", "return_to": "finding"}
    kept = own_site.post("/review/decide", data=typed, headers=HTML, follow_redirects=False)
    assert (kept.status_code, kept.headers["location"]) == (303, path)
    assert own_desk.get(reading.article.id).commitments[0].action.quote == "30 buses" != promise.action.quote
    for wrong in ("5-2", "0-999999", "x", "-3-9"):
        typed = form_of(own_site, path) | {"verb": "correct", "span0": wrong, "reason": "my reason"}
        answer = own_site.post("/review/decide", data=typed, headers=HTML, follow_redirects=False)
        assert answer.status_code == 422, wrong
        assert 'value="my reason"' in answer.text
    assert own_desk.get(reading.article.id).commitments[0].action.quote == "30 buses"


def test_fields_that_can_be_edited_by_form(own_site: TestClient, own_desk: ArchiveDesk, reading: Reading) -> None:
    path = place(reading)
    typed = form_of(own_site, path) | {
        "verb": "correct", "status": "kept", "kind": "agreement", "return_to": "finding",
        "last_day": "2025-07-31", "by_shown": "1",
        "by": [actor.id for actor in reading.actors if actor.kind == "state"],
    }  # fmt: skip
    kept = own_site.post("/review/decide", data=typed, headers=HTML, follow_redirects=False)
    assert kept.status_code == 303, kept.text
    now = own_desk.get(reading.article.id).commitments[0]
    assert (now.status, now.kind, set(now.by)) == ("kept", "agreement", {"EST", "FIN"})
    assert now.due is not None
    assert str(now.due.to_on) == "2025-07-31"
    assert own_site.get(f"{path}.json").json()["state"] == "corrected"


def test_queue_goes_on_and_undo_brings_back(own_site: TestClient) -> None:
    first = own_site.get("/review.json?kind=commitment").json()
    fields = form_of(own_site, "/review?kind=commitment")
    assert fields["finding"] == first["now"]["id"]
    kept = own_site.post("/review/decide", data=fields | {"verb": "accept"}, headers=HTML, follow_redirects=False)
    assert kept.status_code == 303
    after = own_site.get(kept.headers["location"], headers=HTML)
    assert 'id="undo"' in after.text
    second = own_site.get("/review.json?kind=commitment").json()
    assert second["now"]["id"] != first["now"]["id"]
    undo = dict(re.findall(r'name="(decision|csrf|back)" value="([^"]*)"', after.text.partition('id="undo"')[2]))
    assert own_site.post("/review/undo", data=undo, headers=HTML, follow_redirects=False).status_code == 303
    assert own_site.get("/review.json?kind=commitment").json()["now"]["id"] == first["now"]["id"]


def test_reject_wants_a_reason(own_site: TestClient) -> None:
    fields = form_of(own_site, "/review")
    answer = own_site.post("/review/decide", data=fields | {"verb": "reject", "reason": " "}, headers=HTML)
    assert answer.status_code == 422
    assert "say why" in answer.text


def test_merge_and_split(own_site: TestClient, own_desk: ArchiveDesk) -> None:
    buses = max(own_desk.followup.ledger().commitments, key=lambda entry: len(entry.mentions))
    here, there = ((mention.article, mention.commitment) for mention in buses.mentions)
    path = f"/articles/{here[0]}/findings/{here[1]}"
    assert [mate["article"] for mate in own_site.get(f"{path}.json").json()["mates"]] == [there[0]]
    tag = own_site.get(f"{path}.json").headers["etag"]
    other = {"article": there[0], "finding": there[1]}
    assert decide(own_site, path, tag, verb="different", other=other, reason="other buses").status_code == 201
    decisions = own_site.get(f"{path}.json").json()["decisions"]
    assert (decisions[-1]["verb"], decisions[-1]["by"]) == ("different", "mari")
    wrong = decide(own_site, path, "*", verb="same", other={"article": here[0], "finding": "c-none"})
    assert wrong.status_code == 404


@pytest.mark.parametrize(
    ("wish", "status"),
    [({"verb": "burn"}, 422), ({"verb": "correct"}, 422), ({"verb": "correct", "changes": {"colour": "red"}}, 422),
     ({"verb": "same"}, 422), ({}, 422)],
)  # fmt: skip
def test_wishes_that_cannot_be_meant(wish: dict[str, Any], status: int, own_site: TestClient, reading: Reading) -> None:
    answer = decide(own_site, place(reading), "*", **wish)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_the_form_shows_who_is_chosen_before_all_others(desk: ArchiveDesk) -> None:
    reading = next(desk.readings())
    for commitment in reading.commitments:
        fields = {field.name: field for field in edit_fields(reading, "commitment", commitment)}
        chosen = [option.is_chosen for option in fields["by"].options]
        assert chosen == sorted(chosen, reverse=True)
        assert {option.value for option in fields["by"].options if option.is_chosen} == set(commitment.by)
