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
    # ministers, ambassadors, parliament of a body who do something on a day sit together
    ("EU foreign ministers failed on Monday to agree on a fishing ban.", ["session held: EU foreign ministers EU"]),
    ("EU ambassadors will take up the file again on Wednesday.", ["session planned: EU ambassadors EU"]),
    ("The European Parliament is to vote on a resolution on Thursday.", ["session planned: EP"]),
    ("EU ambassadors want a new file.", []),
    # the next council of two sides
    ("The next EU-Norway Association Council is scheduled for October.", ["session planned: EU NOR"]),
    ("The EU-Norway Association Council has ten members.", []),
    # accession talks are under way, with whom one wants to join
    (
        "Norway, which opened its accession talks in 2012, hopes to join the EU.",
        ["talks under_way: NOR EU"],
    ),
    ("Norway, which opened its accession talks in 2012, is glad.", []),
    # what could be signed is no signing
    ("Norway and Finland expressed the hope that a treaty could be signed by the end of 2028.", []),
    # a delegation that is sent or led visits
    (
        "Norway will send a team of experts to Helsinki on January 21. Finland is glad.",
        ["visit planned: NOR/guest FIN/host @ Helsinki"],
    ),
    (
        "Norwegian Foreign Minister Kari Lund is expected to lead a delegation to Helsinki on June 6 to sign a treaty"
        " with Finland.",
        ["visit planned: NOR/guest FIN/host @ Helsinki", "signing planned: NOR FIN"],
    ),
    ("Norway is ready to send a delegation to Helsinki.", []),
    # whether they meet is open
    ("Norwegian Premier Ada Berg declined to say whether Finland would receive Japanese envoys.", []),
    # "also" is besides those told before
    (
        "Norway and Finland will hold a meeting on May 27. Norwegian Premier Ada Berg and Finnish Premier Erik Salo are"
        " also expected to meet on the sidelines of the Arctic forum.",
        ["meeting planned: NOR FIN", "meeting planned: NOR FIN", "conference planned: NOR FIN"],
    ),
    # forums in general
    ("Norway will take the matter to the appropriate international forums.", []),
    ("Norway will take part in the Arctic forums in May.", ["conference planned: NOR"]),
    # whose trip was told before
    (
        "Norwegian President Ada Berg will travel to Tokyo on Monday. The unions condemned Berg's trip.",
        ["visit planned: NOR/guest JPN/host @ Tokyo"],
    ),
    # a closing session is a part
    (
        "Norwegian President Ada Berg and Finnish Premier Erik Salo attended the Arctic summit in Oslo. Salo was glad,"
        " he said at the closing session.",
        ["summit held: NOR FIN NOR/host @ Oslo"],
    ),
    # the leaders of a body at a summit, and at the next one
    (
        "EU leaders will discuss Norway at a summit in Brussels on May 18.",
        ["summit planned: EU leaders @ Brussels"],
    ),
    (
        "EU leaders met in Brussels on Monday. Norway was invited to the next summit, scheduled for July.",
        ["summit held: EU leaders @ Brussels", "summit planned: NOR/guest EU leaders"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_told(text: str, wanted: list[str]) -> None:
    reading = read(f"OSLO, May 4, 2026 -- {text}")
    assert [told(reading, o) for o in reading.occasions] == wanted
    quotes = [e for o in reading.occasions for e in o.evidence]
    assert all(reading.article.text[e.start : e.end] == e.quote for e in quotes)


def test_the_day_of_the_journey_is_that_of_its_purpose() -> None:
    reading = read("OSLO, May 4, 2026 -- Norwegian Premier Ada Berg will fly to Helsinki on June 7 to meet Erik Salo.")
    days = {o.kind: o.when.value for o in reading.occasions if o.when is not None}
    assert days == {"visit": "2026-06-07", "meeting": "2026-06-07"}


def test_who_arrived_at_a_company_of_many_visits_nobody_in_particular() -> None:
    text = (
        "OSLO, May 4, 2026 -- Norwegian Premier Ada Berg met Finnish Premier Erik Salo and Chilean Premier Luz Rojas in"
        " Geneva. Japanese Premier Ken Mori, who arrived on Sunday, was glad."
    )
    assert [o.kind for o in read(text).occasions] == ["meeting"]


def test_who_takes_the_floor_was_at_the_summit() -> None:
    text = (
        "OSLO, May 4, 2026 -- EU leaders failed on Monday to agree on a fishing ban.\n\nFinnish Prime Minister Erik"
        " Salo, who hosted the summit, proposed a pause. Swedish Prime Minister Ann Lind did not travel to Oslo and was"
        " represented by Foreign Minister Tom Dahl of Sweden. Danish Prime Minister Bo Holm thanked the hosts."
        " Chilean Finance Minister Luz Rojas was glad."
    )
    reading = read(text)
    (summit,) = reading.occasions
    names = {a.name for a in reading.actors if a.id in {p.actor for p in summit.participants}}
    assert summit.kind == "summit"
    assert names >= {"Erik Salo", "Tom Dahl", "Bo Holm"}
    assert names.isdisjoint({"Ann Lind", "Luz Rojas"})


def test_talks_of_the_leaders_are_the_summit() -> None:
    text = (
        "BRUSSELS, May 4, 2026 -- EU leaders failed on Monday to agree on a fishing ban. After five hours of talks over"
        " dinner, nothing was signed."
    )
    assert [o.kind for o in read(text).occasions] == ["summit"]
