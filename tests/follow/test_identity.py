"""The same person under other spellings, and namesakes who are not."""

from __future__ import annotations

import tomllib
from pathlib import Path

from communique.follow.identity import gather, judge_actors, pair_actors
from communique.lexicon.load import load_lexicon
from communique.record.finding import Actor, Office
from communique.record.followup import FindingKey, Verdict
from communique.record.text import Evidence

TABLE = tomllib.loads((Path(__file__).parent / "spellings.toml").read_text(encoding="utf-8"))
LEXICON = load_lexicon()


def actor(name: str, state: str | None = None, role: str | None = None) -> Actor:
    title = Evidence("Minister", 0, 8, "Minister")
    offices = (Office("Minister", role, state, "incumbent", (title,)),) if role else ()  # type: ignore[arg-type]
    return Actor(name, "person", name, state=state, offices=offices)


def sameness(a: Actor, b: Actor) -> str:
    """What the program says of two actors of two articles; "unseen" when it never compares them."""
    keys = FindingKey("1", "x"), FindingKey("2", "y")
    if not list(pair_actors({keys[0]: a, keys[1]: b})):
        return "unseen"
    return judge_actors((keys[0], a), (keys[1], b), LEXICON).sameness


def person(text: str) -> Actor:
    name, state, role = (part.strip() for part in text.split(";"))
    return actor(name, None if state == "-" else state, None if role == "-" else role)


def test_spellings_of_one_name_are_one_person() -> None:
    pairs = [row.split(" | ") for row in TABLE["same"]]
    assert len(pairs) >= 200
    missed = [pair for pair in pairs if sameness(actor(pair[0]), actor(pair[1])) != "same"]
    assert 1 - len(missed) / len(pairs) >= 0.95, missed


def test_namesakes_stay_apart() -> None:
    pairs = [row.split(" | ") for row in TABLE["namesakes"]]
    assert len(pairs) >= 50
    assert [pair for pair in pairs if sameness(person(pair[0]), person(pair[1])) == "same"] == []


def test_a_person_decides_against_the_rule() -> None:
    a, b, c = (FindingKey(n, "x") for n in "123")
    rule = Verdict("actor", a, b, "same", 1.0, "one name", "rule:names")
    later = Verdict("actor", b, c, "same", 0.9, "one name", "rule:names")
    assert gather([a, b, c], [rule, later], "actor") == [[a, b, c]]
    apart = Verdict("actor", a, b, "different", 1.0, "two men", "person:ana")
    assert gather([a, b, c], [apart, rule, later], "actor") == [[a], [b, c]]
    assert gather([a, b, c], [rule, apart, later, rule], "actor") == [[a], [b, c]]


def test_a_contradicted_chain_is_not_joined() -> None:
    a, b, c = (FindingKey(n, "x") for n in "123")
    verdicts = [
        Verdict("actor", a, b, "same", 0.9, "", "rule:names"),
        Verdict("actor", b, c, "same", 0.8, "", "rule:names"),
        Verdict("actor", a, c, "different", 0.0, "", "rule:names"),
    ]
    assert gather([a, b, c], verdicts, "actor") == [[a, b], [c]]
