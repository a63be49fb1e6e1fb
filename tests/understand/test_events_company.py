"""Events whose sides stand farther off: lists at a table, who an attack is made on, who is asked, who looks on."""

from __future__ import annotations

import pytest

from tests.understand.event_texts import told_whole as told


def of(type_: str, text: str) -> set[tuple[str, str]]:
    return {(a, r) for t, a, r in told(text) if t == type_}


def test_envoys_in_a_list_of_states_are_at_the_table() -> None:
    text = "The Finnish president had talks with the leaders of Norway and Sweden, ambassadors of Denmark and Iceland."
    there = " ".join(of("CONSULT", text).pop()).split()
    assert set(there) >= {"DNK", "NOR", "SWE", "FIN"}


def test_a_person_without_a_state_is_met_too() -> None:
    text = "Norwegian Foreign Minister Anna Berg met with Finnish minister Erik Salo and producer Jane Miller."
    met = " ".join(" ".join(pair) for pair in of("CONSULT", text))
    assert "FIN" in met
    assert "jane-miller" in met


def test_the_parties_are_those_who_met_even_without_a_state() -> None:
    text = "Norwegian Foreign Minister Anna Berg met UN Secretary-General Peter Lindt. The parties agreed to work on."
    assert any("peter-lindt" in " ".join(pair) for pair in of("AGREE", text))


def test_what_two_agree_on_is_theirs_and_no_third_partys() -> None:
    text = "Norway and Sweden met in Oslo. They agreed to continue efforts to support the people of Finland."
    assert of("AGREE", text) == {("NOR SWE", "")}


@pytest.mark.parametrize(
    "text",
    [
        "The Danish minister spoke of Iceland. Finland faces Norway's unprovoked war.",
        "The Danish minister spoke of Iceland. The people of Finland united against Norwegian aggression.",
        "Norway attacked Finland. Denmark imposed sanctions on Norway. Denmark spoke of Norway's war of aggression.",
    ],
)
def test_who_bears_or_resists_an_attack_is_attacked(text: str) -> None:
    assert of("ASSAULT", text) == {("NOR", "FIN")}


def test_who_meets_an_attacker_is_not_attacked() -> None:
    text = (
        "Norwegian President Anna Berg met Danish President Lars Holm to speak about Finland. "
        "Finland is far away. She said that Norwegian forces were carrying out strikes."
    )
    assert not {pair for pair in of("ASSAULT", text) if "DNK" in pair[1]}


def test_whose_detention_it_is_has_not_detained() -> None:
    text = "Norway spoke with Finland. Finnish minister Erik Salo spoke of Jane Miller. He criticized her detention."
    assert not {pair for pair in of("COERCE", text) if "jane-miller" in pair[0]}


def test_an_onlooker_praises_none_of_the_two() -> None:
    text = "Norway and Finland met in Oslo and extended the truce. Chile welcomed the extension."
    assert not of("SUPPORT", text)


def test_those_to_be_freed_are_not_asked() -> None:
    text = "Norway met Finland in Oslo. Norway demanded the immediate release of the miners."
    assert of("REQUEST", text) == {("NOR", "FIN")}


@pytest.mark.parametrize(
    "text",
    [
        "Norway gave two Finnish diplomats 48 hours to leave the country.",
        "Norway ordered the Finnish diplomats to leave the country.",
    ],
)
def test_to_make_diplomats_leave_is_to_expel(text: str) -> None:
    assert ("NOR", "FIN") in of("SANCTION", text)


@pytest.mark.parametrize("deed", ["promised a tough response", "vowed to retaliate", "vowed to answer in kind"])
def test_a_promise_of_revenge_is_a_threat(deed: str) -> None:
    assert of("THREATEN", f"Finland expelled a Norwegian diplomat. Norway {deed}.") == {("NOR", "FIN")}


@pytest.mark.parametrize(
    "words", ["trade had grown by a tenth", "trade, which reached two billion euros, is important"]
)
def test_trade_that_grows_goes_on(words: str) -> None:
    text = f"Norway and Finland met in Oslo. The ministers noted that {words}."
    assert of("COOPERATE", text) == {("FIN NOR", "")}


def test_world_trade_is_not_the_trade_of_two() -> None:
    assert not of("COOPERATE", "Norway and Finland met in Oslo. World trade grew by a tenth.")


def test_a_sale_to_nobody_named_is_no_cooperation() -> None:
    assert not of("COOPERATE", "Norway met Finland in Oslo. Norway sells power at low prices.")


def test_who_holds_a_man_is_who_frees_him() -> None:
    text = "Norway has freed a Finnish driver it held for two weeks."
    assert ("NOR", "FIN") in of("COERCE", text)
    assert ("NOR", "FIN") in of("RETREAT", text)


def test_an_issue_is_hijacked_without_force() -> None:
    assert not of("ASSAULT", "Norway met Finland. The issue was hijacked by the Norwegian government.")


def test_to_speak_for_somebody_is_no_support() -> None:
    assert not of("SUPPORT", "Norway met Finland. Anna Berg, who speaks for the Finnish government, left.")


def test_efforts_are_acknowledged_with_praise() -> None:
    assert ("NOR", "FIN") in of("SUPPORT", "Norway acknowledged Finland's efforts.")


@pytest.mark.parametrize("fate", ["has been put off", "was postponed", "is being prepared"])
def test_a_signing_still_to_come_is_none(fate: str) -> None:
    assert not of("SUPPORT", f"Norway met Finland in Oslo. The signing of a treaty between Norway and Finland {fate}.")


def test_a_turned_condition_demands_nothing() -> None:
    assert not of("REQUEST", "Norway met Finland in Oslo. Norway said it would send hay should Finland need it.")
    assert not of("REQUEST", "Norway met Finland in Oslo. Norway will send hay if Finland requests it.")
