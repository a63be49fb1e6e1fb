"""Events with a third side: mediators, onlookers, those whose things are blocked, keepers of prisoners."""

from __future__ import annotations

from tests.understand.event_texts import told_whole as told


def of(type_: str, text: str) -> set[tuple[str, str]]:
    return {(a, r) for t, a, r in told(text) if t == type_}


def pairs(type_: str, text: str) -> set[tuple[str, str]]:
    return {(a, r) for actors, recipients in of(type_, text) for a in actors.split() for r in recipients.split()}


def test_an_envoy_summoned_over_a_matter_is_complained_to() -> None:
    text = "Norway summoned the Finnish ambassador over the remarks of a lawmaker."
    assert of("ACCUSE", text) == {("NOR", "FIN")}
    assert not of("CONSULT", text)


def test_two_who_block_a_proposal_face_whose_it_is() -> None:
    text = "Norway and Sweden have blocked a Finnish proposal to open the strait."
    assert pairs("REJECT", text) == {("NOR", "FIN"), ("SWE", "FIN")}


def test_the_diplomats_are_those_named_before() -> None:
    text = "Norway and Sweden spoke of six Finnish diplomats. Denmark has imposed travel bans on the diplomats."
    assert pairs("SANCTION", text) == {("DNK", "FIN")}


def test_a_release_is_asked_of_the_state_that_keeps_the_prisoners() -> None:
    text = (
        "Norway and Sweden demanded the release of four sailors who have been held in Chile since May. "
        "Denmark has met Norway often."
    )
    assert pairs("REQUEST", text) == {("NOR", "CHL"), ("SWE", "CHL")}


def test_whom_one_opposes_is_not_whom_one_supports() -> None:
    text = "Norway and Finland share a sea. Finland accused Chile of theft. Norway spoke. Finland promised a loan."
    assert ("FIN", "NOR") in pairs("AGREE", text)
    assert ("FIN", "CHL") not in pairs("AGREE", text)


def test_several_who_demand_together_are_answered_together() -> None:
    text = "Norway and Sweden demanded that Chile open the strait. Chile rejected the statement."
    assert pairs("REJECT", text) >= {("CHL", "NOR"), ("CHL", "SWE")}


def test_talks_that_one_of_the_two_leads_elsewhere_are_not_theirs() -> None:
    text = (
        "Norway met Denmark on Monday. Norway also appreciated Denmark's role in facilitating indirect talks between "
        "Finland and Chile. The two ministers condemned the Swedish regime's attacks."
    )
    assert pairs("ACCUSE", text) == {("NOR", "SWE"), ("DNK", "SWE")}


def test_a_mediators_offer_is_to_those_it_brought_together() -> None:
    text = "Norway brokered a ceasefire between Finland and Chile. Norway met Denmark. Norway offered to host a round."
    assert pairs("AGREE", text) == {("NOR", "FIN"), ("NOR", "CHL")}


def test_a_fellow_mediator_is_not_whom_one_offers_to() -> None:
    text = "Norway and Sweden brokered a ceasefire between Finland and Chile. Sweden offered to send two engineers."
    assert ("SWE", "NOR") not in pairs("AGREE", text)


def test_to_welcome_the_deal_of_two_praises_both() -> None:
    text = "Norway and Finland met in Oslo and signed an agreement. Chile welcomed the deal."
    assert ("CHL", "NOR") in pairs("SUPPORT", text)
    assert ("CHL", "FIN") in pairs("SUPPORT", text)
