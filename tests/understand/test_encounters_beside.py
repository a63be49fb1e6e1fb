"""Encounters told beside others, on whole pages of our own: lists, invitations, names, those whose sides are open."""

from __future__ import annotations

import pytest

from tests.understand.test_encounters_whole import read, told

TOLD = [
    # ministers of a kind are those named before
    (
        "Norwegian Vice Foreign Minister Kari Lund met Finnish Vice Foreign Minister Erik Salo in Oslo. The Vice"
        " Foreign Ministers and the envoy decided to meet in Tokyo.",
        ["meeting held: NOR FIN @ Oslo", "meeting planned: NOR FIN @ Tokyo"],
    ),
    # who cites a trip goes on it
    (
        "Norwegian Premier Ada Berg declined, citing a previously scheduled trip to Helsinki.",
        ["visit held: NOR/guest FIN/host @ Helsinki"],
    ),
    # an invitation that was turned down came from its host
    (
        "Norwegian Premier Ada Berg turned down an invitation from the Finnish embassy to speak at a forum in"
        " September.",
        ["conference planned: NOR FIN/host"],
    ),
    # two gatherings joined by "and"
    (
        "Norway took part in the Oslo Peace Forum and the Oslo Conference on Trade in March.",
        ["conference held: NOR @ Oslo", "conference held: NOR @ Oslo"],
    ),
    # conferences in two places
    (
        "Norway will work with others at the next two UN Fishing Conferences in Finland and Chile.",
        ["conference planned: UN FIN/host @ Finland", "conference planned: UN CHL/host @ Chile"],
    ),
    # a meeting that is then called a summit
    (
        "Norway's meeting with Finland in Geneva in March was short. After the March summit in Geneva, Norway was"
        " glad.",
        ["summit held: NOR FIN @ Geneva"],
    ),
    # a trilateral meeting with a third
    (
        "Norwegian Minister Kari Lund met Finnish Minister Erik Salo in Oslo. They prepared the fourth trilateral"
        " meeting with Chile, due on May 20.",
        ["meeting held: NOR FIN @ Oslo", "meeting planned: CHL NOR FIN"],
    ),
    # interest in a meeting
    ("Norwegian Premier Ada Berg is interested in a second meeting with Finland.", ["meeting proposed: FIN NOR"]),
    # a dinner to which somebody is invited
    (
        "Norwegian Premier Ada Berg invited Finnish Premier Erik Salo to dinner at the palace on Friday.",
        ["meeting planned: NOR/host FIN/guest"],
    ),
    # an invitation to a counterpart goes to the other side
    (
        "Norwegian Premier Ada Berg met Finnish Premier Erik Salo in Helsinki. Berg invited her counterpart to Oslo in"
        " the autumn.",
        ["meeting held: NOR FIN @ Helsinki", "visit planned: NOR/host FIN/guest @ Oslo"],
    ),
    # who was thanked for a pledge was there
    (
        "Norwegian Premier Ada Berg thanked Finland for pledging aid at last month's donor conference in London.",
        ["conference held: FIN @ London"],
    ),
    (
        "Chile and Peru held talks. Norway and Finland have paid the aid they promised at a conference in February.",
        ["talks held: CHL PER", "conference held: NOR FIN"],
    ),
    # both ministers are those named before
    (
        "Norway and Finland are at odds over fish. Chilean Minister Luz Rojas, who spoke with both ministers by phone"
        " last week, is glad.",
        ["call held: CHL NOR FIN"],
    ),
    # a video link with somebody
    ("The premiers held an exchange via video link with Finnish Premier Erik Salo.", ["call held: FIN"]),
    ("Norwegian Premier Ada Berg joined by video link.", []),
    # one meeting each
    (
        "Norwegian Premier Ada Berg and Norwegian Speaker Kari Lund met with Finnish Premier Erik Salo respectively.",
        ["meeting held: NOR FIN", "meeting held: NOR FIN"],
    ),
    # what is kept up in general
    ("Norway and Finland agreed on the importance of maintaining contacts with Chile.", []),
    # another one
    (
        "A round of talks between Norway and Finland ended in Oslo in March. Another is planned for June.",
        ["talks held: NOR FIN @ Oslo", "talks planned: NOR FIN"],
    ),
    (
        "A round of talks between Norway and Finland ended in Oslo in March. Another is possible.",
        ["talks held: NOR FIN @ Oslo"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_beside(text: str, wanted: list[str]) -> None:
    reading = read(f"OSLO, May 4, 2026 -- {text}")
    assert [told(reading, o) for o in reading.occasions] == wanted
    quotes = [e for o in reading.occasions for e in o.evidence]
    assert all(reading.article.text[e.start : e.end] == e.quote for e in quotes)


def test_what_the_lede_says_was_signed_stands() -> None:
    text = "OSLO, May 4, 2026 -- Norwegian Minister Kari Lund signed a protocol of amendment.\n\nFish are many."
    reading = read(text)
    assert [told(reading, o) for o in reading.occasions] == ["signing held: NOR"]
