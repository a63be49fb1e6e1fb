"""Encounters as news of all outlets tell them, on whole pages of our own: one encounter for each, with its sides."""

from __future__ import annotations

import pytest

from tests.understand.test_encounters_whole import read, told

TOLD = [
    # "and with ..." is another meeting, wherever it hangs
    (
        "Norwegian President Ada Berg met with Finnish Premier Erik Salo on Monday and with Chilean Premier Luz Rojas"
        " an hour later.",
        ["meeting held: NOR FIN", "meeting held: NOR CHL"],
    ),
    # a summons is none of the talks
    (
        "Norway summoned Finland's ambassador on Monday. Norway held talks with Finland in Geneva in 2024.",
        ["meeting held: NOR/host FIN/guest @ Oslo", "talks held: FIN NOR @ Geneva"],
    ),
    # but "the meeting" behind it is that one
    (
        "Norway summoned Finland's ambassador Erik Salo on Monday. The meeting lasted an hour.",
        ["meeting held: NOR/host FIN/guest @ Oslo"],
    ),
    # what somebody would raise is no encounter yet, without a day
    ("Norwegian President Ada Berg said she would raise the case with the Finnish foreign minister.", []),
    # who discussed something together met
    (
        "Norwegian President Ada Berg and Finnish Premier Erik Salo discussed closer ties on Monday.",
        ["talks held: NOR FIN"],
    ),
    ("Norway proposed that the two sides discuss fisheries. Finland agreed.", []),
    # agreed in the past, to be in the future
    (
        "Norway and Finland held talks in Geneva. The two sides agreed in March to meet again in Oslo, with Japan as"
        " mediator.",
        ["talks held: NOR FIN @ Geneva", "meeting planned: JPN NOR FIN @ Oslo"],
    ),
    # the ministers with a capital letter are those named before
    (
        "Norwegian Foreign Minister Kari Lund met Finnish Foreign Minister Erik Salo in Oslo. The Ministers also"
        " witnessed the signing of a Memorandum of Understanding on fisheries.",
        ["meeting held: NOR FIN @ Oslo", "signing held: NOR FIN"],
    ),
    (
        "Norwegian Speaker Kari Lund met Finnish Speaker Erik Salo in Oslo. The Speakers signed a memorandum.",
        ["meeting held: NOR FIN @ Oslo", "signing held: NOR FIN"],
    ),
    # who asks somebody to come is the host
    (
        "Norwegian President Ada Berg invited Finnish Premier Erik Salo to visit the northern region.",
        ["visit proposed: FIN/guest NOR/host"],
    ),
    (
        "Finnish Premier Erik Salo was invited by Norwegian President Ada Berg to visit the northern region.",
        ["visit proposed: FIN/guest NOR/host"],
    ),
    # an invitation that was accepted came from the other side
    (
        "Norwegian President Ada Berg met Finnish Premier Erik Salo in Oslo. Salo accepted an invitation to attend the"
        " Arctic forum in May.",
        ["meeting held: NOR FIN @ Oslo", "conference planned: FIN NOR"],
    ),
    (
        "Finnish Premier Erik Salo accepted Norway's invitation to speak at the Arctic forum in May.",
        ["conference planned: FIN NOR/host"],
    ),
    # "this is her third trip" is the one told
    (
        "Norwegian President Ada Berg will travel to Tokyo on Monday. This is her third trip to the region.",
        ["visit planned: NOR/guest JPN/host @ Tokyo"],
    ),
    # to look forward to welcoming is a visit to come
    (
        "Norwegian President Ada Berg looks forward to welcoming Finnish Premier Erik Salo to Oslo in May.",
        ["visit planned: NOR/host FIN/guest @ Oslo"],
    ),
    # the first session of a body of two is of both
    (
        "Norwegian President Ada Berg met Finnish Premier Erik Salo in Oslo. Salo proposed establishing a joint council"
        " and suggested holding its first session in Helsinki.",
        ["meeting held: NOR FIN @ Oslo", "session proposed: FIN NOR @ Helsinki"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_told(text: str, wanted: list[str]) -> None:
    reading = read(f"OSLO, May 4, 2026 -- {text}")
    assert [told(reading, o) for o in reading.occasions] == wanted
    quotes = [e for o in reading.occasions for e in o.evidence]
    assert all(reading.article.text[e.start : e.end] == e.quote for e in quotes)
