"""Events on short sentences of our own: deeds told from the side of who undergoes them, refusals, answers."""

from __future__ import annotations

import pytest

from tests.understand.event_texts import one, read_cast, told


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway is under pressure from Chile to cut its exports.", one("REQUEST", "CHL", "NOR")),
        ("The Norwegian government has come under criticism from Chile.", one("ACCUSE", "CHL", "NOR")),
        ("Norway's refusal drew criticism from Chile.", one("ACCUSE", "CHL", "NOR")),
        ("Norway expelled two Finns, drawing an angry protest from Chile.", one("ACCUSE", "CHL", "NOR")),
        ("Norway's generosity earned praise from Chile.", one("SUPPORT", "CHL", "NOR")),
        ("Norway was hit with Chilean export restrictions in January.", one("SANCTION", "CHL", "NOR")),
        ("Norway was angered by Chile's decision.", one("ACCUSE", "NOR", "CHL")),
        ("Norway's request for a loan was turned down by Finland.", one("REQUEST", "NOR", "FIN")),
        ("Oslo brushed off the Chilean criticism.", one("ACCUSE", "CHL", "NOR")),
        ("Two Finnish journalists were freed from a Chilean prison on Thursday.", one("RETREAT", "CHL", "FIN")),
        ("Norway was given 40 generators by Chile.", one("AID", "CHL", "NOR")),
    ],
)
def test_who_undergoes_a_deed_may_be_its_subject(text: str, event: tuple[str, frozenset[str], frozenset[str]]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway would not send troops to Chile, Berg said.", one("REJECT", "NOR", "CHL")),
        ("Norway has no intention of recognising Chile.", one("REJECT", "NOR", "CHL")),
        ("Norway is not ready to talk to Chile.", one("REJECT", "NOR", "CHL")),
        ("Norway warned Chile to stop the tests.", one("REQUEST", "NOR", "CHL")),
        ("Norway warned Chile against selling the ships.", one("REQUEST", "NOR", "CHL")),
        ("Norway condemned the missile test and urged Chile to stop.", one("ACCUSE", "NOR", "CHL")),
        ("Norway will send 300 soldiers to Finland.", one("AGREE", "NOR", "FIN")),
        ("The withdrawal of Norwegian troops from Chile was completed on Thursday.", one("RETREAT", "NOR", "CHL")),
        ("Norway fell silent after an exchange of fire between Finland and Chile.", one("ASSAULT", "FIN CHL")),
        ("Norway has imposed curbs on imports of Chilean steel.", one("SANCTION", "NOR", "CHL")),
        ("More than 300 Finns were expelled by Chile.", one("COERCE", "CHL", "FIN")),
        ("Norway opened an embassy in Chile.", one("SUPPORT", "NOR", "CHL")),
        ("Norway thanked Chile. Chile has sent two firefighting planes.", one("AID", "CHL", "NOR")),
        ("Norway put its treaty with Chile on hold.", one("SANCTION", "NOR", "CHL")),
        ("Chilean jets entered Norway's airspace.", one("MOBILIZE", "CHL", "NOR")),
        ("Norway condemned Chile's launch of two missiles.", one("MOBILIZE", "CHL")),
        ("Finland welcomed the exchange of 40 prisoners between Norway and Chile.", one("RETREAT", "CHL NOR")),
        (
            "Finland protested against the use of water cannon by Chile against Norwegian boats.",
            one("ASSAULT", "CHL", "NOR"),
        ),
        ("Norway scrambled two fighter jets. Finland and Chile were calm.", one("MOBILIZE", "NOR")),
        ("Some 900 Finns have been deported from Chile.", one("COERCE", "CHL", "FIN")),
        ("Norway approved Finland's bid to join the union.", one("SUPPORT", "NOR", "FIN")),
    ],
)
def test_ordinary_words_of_a_deed(text: str, event: tuple[str, frozenset[str], frozenset[str]]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway will not forget Finland.", "REJECT"),
        ("Norway is considering sanctions against Chile.", "SANCTION"),
        ("Norway will not sign any agreement with Chile.", "AGREE"),
        ("A shipment of Norwegian flour arrived in Chile on Friday.", "CONSULT"),
        ("Norway lifted its objections. Chile dropped its veto against Finland.", "REJECT"),
        ("Norway extended the arms embargo on Chile.", "AID"),
        ("Norway does not intend to impose sanctions on Chile.", "THREATEN"),
        ("Norway offered to send soldiers to Finland.", "THREATEN"),
        ("Norway denied supporting Chile.", "SUPPORT"),
        ("Hackers angered by the cartoons left Norway for Chile.", "ACCUSE"),
        ("Norway and Finland launched ten days of war games.", "ASSAULT"),
        ("Berg of Norway was sworn in. Finland and Chile were there.", "AGREE"),
        ("Norway walked out of peace talks with Chile.", "CONSULT"),
    ],
)
def test_what_was_not_done(text: str, type_: str) -> None:
    assert type_ not in {t for t, _, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Tokyo extended a $500 million credit line to Tashkent.", ("AID", ("JPN",), ("UZB",))),
        ("Norway has imposed sanctions on Minsk.", ("SANCTION", ("NOR",), ("BLR",))),
    ],
)
def test_a_capital_is_given_to_for_its_government(
    text: str, event: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert event in read_cast(text)


def test_a_capital_that_one_flies_to_is_no_government() -> None:
    assert all("UZB" not in to for _, _, to in read_cast("Norway cancelled its flights to Tashkent."))
