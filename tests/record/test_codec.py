"""A reading survives its JSON; JSON that breaks the contract is an error."""

import json
from datetime import date
from typing import Any

import pytest

from communique.errors import CodecError
from communique.record.codec import from_dict, from_json, to_dict, to_json
from communique.record.document import Article, Block, Published
from communique.record.finding import Actor, Commitment, Doubt, Mention, Office, Statement, Time, When
from communique.record.outcome import Deferred, Made, Reading, Reason, Refusal
from communique.record.text import cite

TEXT = "On May 3, Minister Lela Kobakhidze said: “We will open the bridge by June.”"


def a_reading() -> Reading:
    lela = Actor(
        "lela-kobakhidze",
        "person",
        "Lela Kobakhidze",
        state="GEO",
        offices=(Office("Minister", "minister", "GEO", "incumbent", (cite(TEXT, 10, 18),)),),
        mentions=(Mention(19, 34),),
    )
    june = When("2026-06", date(2026, 6, 1), date(2026, 6, 30), "published 2026-05-03")
    statement = Statement("s-1", lela.id, cite(TEXT, 10, 34), cite(TEXT, 35, 39), (cite(TEXT, 42, 74),), "direct")
    promise = Commitment(
        "c-1",
        "pledge",
        ("GEO",),
        (),
        cite(TEXT, 45, 65),
        "firm",
        "open",
        (cite(TEXT, 42, 73),),
        due=june,
        made="2026-05-03",
    )
    article = Article(
        "a-1",
        TEXT,
        published=Published("2026-05-03", "inferred", (cite(TEXT, 3, 8),)),
        blocks=(Block(0, len(TEXT), "paragraph", "line 1"),),
    )
    times = (
        Time(
            cite(TEXT, 3, 8),
            "DATE",
            When("2026-05-03", date(2026, 5, 3), date(2026, 5, 3)),
            (Doubt("year", "inferred"),),
        ),
    )
    return Reading(article, (lela,), times, (statement,), (), (), (promise,), (), Made("0", "m", "r"))


def test_round_trip() -> None:
    reading = a_reading()
    assert from_json(to_json(reading)) == reading
    assert from_json(to_json(reading, indent=2)) == reading


def test_field_names_are_those_of_the_contract() -> None:
    tree = to_dict(a_reading())
    assert tree["schema"] == "communique/reading/1"
    assert tree["commitments"][0]["due"] == {
        "value": "2026-06",
        "from": "2026-06-01",
        "to": "2026-06-30",
        "anchor": "published 2026-05-03",
    }
    assert {"start", "end", "text", "type", "value", "from", "to"} <= tree["times"][0].keys()
    assert tree["statements"][0]["content"] == [{"start": 42, "end": 74, "quote": TEXT[42:74]}]


def test_a_page_to_fetch_later_is_stored_as_a_plain_refusal() -> None:
    later = Deferred("http://a.example/", "fetch", Reason.BUSY, "the host answers 429", "http://a.example/", 90.0)
    assert from_json(to_json(later)) == Refusal(later.page, later.stage, later.reason, later.detail, later.url)
    assert "retry" not in to_json(later)


def test_refusals_too() -> None:
    refusal = Refusal("x.html", "clean", Reason.EMPTY, "nothing in it")
    assert from_json(to_json(refusal)) == refusal


def broken(change: Any) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(to_json(a_reading()))
    change(tree)
    return tree


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.update(schema="other/1"),
        lambda t: t.pop("article"),
        lambda t: t["statements"][0]["content"][0].update(quote="We will not"),
        lambda t: t["statements"][0].update(form="shouted"),
        lambda t: t["actors"][0].update(name=7),
        lambda t: t["commitments"][0]["due"].update(to="tomorrow"),
    ],
)
def test_json_that_breaks_the_contract_is_an_error(change: Any) -> None:
    with pytest.raises(CodecError):
        from_dict(broken(change))


def test_text_that_is_no_json_is_an_error() -> None:
    with pytest.raises(CodecError):
        from_json(b'{"schema": ')
