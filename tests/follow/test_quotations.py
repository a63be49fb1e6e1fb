"""One statement in two translations is one; other words of the same speaker on the same day are not."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from communique.follow.ledger import follow
from communique.follow.quotations import Saying, pair_sayings
from communique.lexicon.load import load_lexicon
from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.followup import FindingKey, Verdict
from communique.record.outcome import Reading

# Two translations of one statement each.
SAME = (
    (
        "We will finish the bridge over the Drina before winter",
        "The Drina bridge shall be completed before winter comes",
    ),
    (
        "Our hospitals need medicine and generators, not promises",
        "What our hospitals need is generators and medicines, and no promises",
    ),
    ("Grain ships must be able to leave the port safely", "The ships with grain have to leave the port in safety"),
    (
        "The prisoners came home after two years of negotiations",
        "After two years of talks the captives have returned home",
    ),
    (
        "Nobody will close this border as long as I am minister",
        "As long as I am minister, no one is going to close the border",
    ),
    (
        "The electricity price for households will fall by a tenth",
        "Households will see the price of electricity fall by a tenth",
    ),
)
# What the same speaker says on the same day about something else, or otherwise.
OTHERS = (
    "We will finish the tunnel under the Drina pass before summer",
    "Our schools need teachers and books, not speeches",
    "Grain prices must come down before the harvest",
    "Nobody will take our language from us",
    "The observers came home after two weeks of fog",
    "The gas price for factories will rise by a fifth",
    "We will not finish the bridge over the Drina before winter",
    "We signed the treaty on fishing rights last night",
    "The bridge in Zvornik was never part of the project",
    "I have asked the courts to look into the contracts",
)


def article(outlet: str, words: str, day: str = "2027-05-04") -> Reading:
    text = f'Serbian Foreign Minister Jelena Markov spoke in Belgrade on Tuesday. "{words}," Markov said.'
    page = Page(f"{outlet}.txt", text.encode(), url=f"https://{outlet}.example/1", published=day)
    reading = read_page(page)
    assert isinstance(reading, Reading)
    return reading


def joins(*readings: Reading, personal: tuple[Verdict, ...] = ()) -> list[Verdict]:
    ledger = follow(readings, load_lexicon(), date(2027, 6, 1), personal=personal)
    return [v for v in ledger.verdicts if v.layer == "statement" and v.by.startswith("rule:")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_translations_are_one_statement(one: str, other: str) -> None:
    (verdict,) = joins(article("a", one), article("b", other, "2027-05-05"))
    assert verdict.sameness == "same"
    assert 0 < verdict.score <= 1
    assert verdict.reason.startswith("one speaker, one day, says ")


def test_what_is_said_on_another_matter_is_not_joined() -> None:
    said = [article(f"o{n}", words) for n, words in enumerate([*OTHERS, *(one for one, _ in SAME)])]
    for a, b in combinations(said, 2):
        assert joins(a, b) == [], (a.article.text, b.article.text)


@pytest.mark.parametrize("denial", ["Whatever they say, no, the", "We never said that, not once: the"])
def test_a_denial_is_heard_before_a_comma(denial: str) -> None:
    told = "bridge over the Drina in Zvornik will be finished before winter"
    assert joins(article("a", f"The {told}"), article("b", f"{denial} {told}")) == []
    assert joins(article("a", f"The {told}, not in summer"), article("b", f"The {told}: not before")) != []


def test_pairs_are_of_days_near_one_another_whatever_the_order() -> None:
    def saying(article: str, day: int) -> Saying:
        keys = frozenset({"bridge", "winter"})
        return Saying(FindingKey(article, "s1"), "p", date(2027, 5, day), None, (), is_denial=False, keys=keys)

    sayings = [saying("a", 9), saying("b", 1), saying("c", 4), saying("d", 3), saying("d", 3)]
    found = {a.key.article + b.key.article for a, b in pair_sayings(sayings)}
    assert found == {"bd", "dc"}


def test_days_and_speakers_keep_statements_apart() -> None:
    one, other = SAME[0]
    assert joins(article("a", one), article("b", other, "2027-05-12")) == []
    text = f'Bosnian Foreign Minister Amir Hodzic spoke in Sarajevo on Tuesday. "{other}," Hodzic said.'
    reading = read_page(Page("c.txt", text.encode(), url="https://c.example/1", published="2027-05-04"))
    assert isinstance(reading, Reading)
    assert joins(article("a", one), reading) == []


def test_a_verdict_names_the_statements() -> None:
    a, b = article("a", SAME[0][0]), article("b", SAME[0][1])
    (verdict,) = joins(a, b)
    said = {FindingKey(r.article.id, s.id) for r in (a, b) for s in r.statements}
    assert {verdict.a, verdict.b} <= said
