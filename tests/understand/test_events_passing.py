"""Deeds told in passing by both their sides, who words come from, and words of no deed in ordinary news prose."""

from __future__ import annotations

import pytest

from tests.understand.event_texts import told_whole as told


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ties are cold after Norway's downing of a Chilean plane in May.", ("ASSAULT", "NOR", "CHL")),
        ("The minister came after Norway's lifting of sanctions on Chile.", ("CONCEDE", "NOR", "CHL")),
        ("Norway's condemnation of Chile came late.", ("ACCUSE", "NOR", "CHL")),
        ("Norway faces stiff opposition from Finland.", ("REJECT", "FIN", "NOR")),
        ("Norway denied a request from Chile for a loan.", ("REQUEST", "CHL", "NOR")),
        ("Norwegian general Erik Dahl had an invitation from Chile to a conference.", ("AGREE", "CHL", "NOR")),
        ("The Norwegian minister expressed thanks to Chile for providing aid to Haiti.", ("AID", "CHL", "HTI")),
        ("Oslo voiced Norway's support for Chile which has expelled a Finnish envoy.", ("SANCTION", "CHL", "FIN")),
        (
            "Norway dismissed criticism by left-wing countries of the region, including Chile and Peru, over it.",
            ("ACCUSE", "CHL PER", "NOR"),
        ),
        ("Norway said its army had captured a Chilean soldier.", ("ASSAULT", "NOR", "CHL")),
        ("Chilean minister Luis Rojas said his country had hosted Haitian refugees since May.", ("AID", "CHL", "HTI")),
        ("Norway fears Chile. Chile launched a rocket into space.", ("MOBILIZE", "CHL", "")),
        ("Norway hit Chilean banks with asset freezes.", ("SANCTION", "NOR", "CHL")),
        ("Norway recalled Chile's blockade of Peru and Haiti's support for Peru.", ("SANCTION", "CHL", "PER")),
    ],
)
def test_who_did_it_to_whom(text: str, event: tuple[str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway's foreign minister warned on Monday that time was running out for Chile.", "THREATEN"),
        ("Chile said the growth of Norway's fleet threatens Chile.", "THREATEN"),
        ("Chile is a threat to Norway.", "THREATEN"),
        ("Chile had given Norway advance warning.", "THREATEN"),
        ("Norway denies it plans to invade Chile.", "THREATEN"),
        ("Norway will press on with drilling despite anger in Chile.", "REQUEST"),
        ("Norway wants to weaken Chile by encouraging migration into its towns.", "REQUEST"),
        ("Norway noted the growing demand in Chile for schools and roads.", "REQUEST"),
        ("Norway is skipping a visit to Chile.", "CONSULT"),
        ("Norway's cancellation of a meeting with Chile's minister came late.", "CONSULT"),
        ("Speaking to Radio Lima on Monday, Norwegian envoy Erik Dahl said Chile was weak.", "CONSULT"),
        ("Norwegian envoy Erik Dahl has served in Chile. He speaks Spanish and Finnish.", "CONSULT"),
        ("Norway's leaders have struggled to meet the expectations of the Chilean people.", "CONSULT"),
        ("We have to work with Chile, Norwegian minister Anna Berg said.", "COOPERATE"),
        ("Norway supports the signing of a trade agreement between Chile and Peru.", "AGREE"),
        ("Norway toured the region, seeking support for its plan in Chile.", "SUPPORT"),
        ("Norwegian officials agreed to discuss Chile on condition of anonymity.", "AGREE"),
        ("Norway and Chile met. Norway began air strikes in Haiti.", "PROTEST"),
        ("Norway stopped a ship from Chile, prompting the West to impose sanctions on Norway.", "SANCTION"),
        ("Norway's delay kills every hope of peace in Chile.", "ASSAULT"),
    ],
)
def test_no_such_deed(text: str, type_: str) -> None:
    assert type_ not in {t for t, a, _ in told(text) if a}


def test_a_part_of_the_world_is_no_state() -> None:
    text = "Chile condemned the raids by soldiers in Latin America. Norway praised the South American bloc."
    assert not any("USA" in (*a.split(), *r.split()) for _, a, r in told(text))


def test_a_counted_crowd_of_countries_is_not_the_two_who_met() -> None:
    text = "Norway and Chile met. A spokesman of Norway said 170 countries had supported Peru."
    assert ("SUPPORT", "CHL NOR", "PER") not in told(text)


def test_a_condition_without_if_is_no_deed() -> None:
    text = "Should Italy decide to quit, it would not hurt relations with Chile."
    assert "RETREAT" not in {t for t, _, _ in told(text)}


def test_whom_a_parliament_faces_is_not_guessed_abroad() -> None:
    text = "Norwegian minister Anna Berg met Chilean minister Luis Rojas. Norway's parliament rejected the budget."
    assert ("REJECT", "NOR", "CHL") not in told(text)


def test_in_an_article_of_many_states_the_other_side_is_not_guessed_from_its_mentions() -> None:
    text = (
        "Norway met Finland. Chile met Peru. Kenya met Chad. Haiti met Cuba. Norway left. Chile left. Finland left. "
        "Estonia threatened to close its ports."
    )
    assert {r for t, a, r in told(text) if (t, a) == ("THREATEN", "EST")} <= {""}
