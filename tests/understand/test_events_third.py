"""Events with a third side: mediators, onlookers, those whose things are blocked, keepers of prisoners."""

from __future__ import annotations

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.actors import find_actors, find_cast
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.plover.facing import Facing
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


def test_who_does_it_together_with_others_is_not_alone() -> None:
    text = "Norway, together with Denmark and Sweden, imposed travel bans on nine Finnish officials."
    assert pairs("SANCTION", text) == {("NOR", "FIN"), ("DNK", "FIN"), ("SWE", "FIN")}


def test_what_allies_do_too_is_done_to_the_same_side() -> None:
    text = "Finland expelled a Norwegian envoy. Norway recalled its envoy, along with its allies Denmark and Sweden."
    assert pairs("SANCTION", text) >= {("NOR", "FIN"), ("DNK", "FIN"), ("SWE", "FIN")}


def test_two_who_give_do_not_give_to_each_other() -> None:
    text = "Norway spoke of the flood in Finland. Norway and Sweden have disbursed the aid."
    assert pairs("AID", text) == {("NOR", "FIN"), ("SWE", "FIN")}


def test_restraint_on_both_sides_is_asked_of_both() -> None:
    text = "Norway and Finland met in Oslo. Peter Lindt appealed for restraint on both sides."
    assert {r for _, r in pairs("REQUEST", text)} == {"NOR", "FIN"}


def test_close_work_among_three_is_asked_of_the_other_two() -> None:
    text = "Norway, Finland and Chile share a sea. Norway called for more patrols among Oslo, Helsinki and Santiago."
    assert pairs("REQUEST", text) == {("NOR", "FIN"), ("NOR", "CHL")}


def test_what_is_given_to_both_is_promised_to_both() -> None:
    text = "Norway and Finland met in Oslo. Chile was prepared to provide maps to both countries."
    assert pairs("AGREE", text) >= {("CHL", "NOR"), ("CHL", "FIN")}


def test_the_pact_of_two_is_criticized_at_both() -> None:
    text = "Norway and Finland met in Oslo and negotiated a pact. Chile criticized the pact."
    assert pairs("ACCUSE", text) == {("CHL", "NOR"), ("CHL", "FIN")}


def test_who_is_due_in_a_capital_is_due_with_its_state() -> None:
    text = (
        "Norway met Denmark. Denmark spoke of Finland. The Norwegian minister Anna Berg is due in Helsinki on Friday."
    )
    assert ("NOR", "FIN") in pairs("AGREE", text)


def test_who_fails_to_agree_has_refused_nobody() -> None:
    assert not of("REJECT", "Norway and Sweden failed to agree on a travel ban for Finnish officials.")


def test_a_complaint_laid_before_a_chamber_does_not_accuse_it() -> None:
    text = "Norway accused Finland of dumping. It filed a complaint with the International Chamber of Commerce."
    assert pairs("ACCUSE", text) == {("NOR", "FIN")}


def test_flows_that_are_halted_are_a_sanction() -> None:
    assert pairs("SANCTION", "Norway halted the flows to Finland in May.") == {("NOR", "FIN")}
    assert told("Norway's suspension of trade with Finland hurts.") == {("SANCTION", "NOR", "FIN")}


def test_to_take_no_questions_refuses_nobody() -> None:
    assert not of("REJECT", "Norwegian minister Anna Berg declined to take questions about Finland.")
    assert not of("REJECT", "Norwegian minister Anna Berg refused to be drawn on reports from Finland.")


def test_to_be_instructed_by_ones_own_president_asks_nothing_of_others() -> None:
    text = 'Norway met Finland. "Our president has instructed us to raise trade," Norwegian minister Anna Berg said.'
    assert not of("REQUEST", text)


def test_a_name_inside_a_longer_name_is_not_in_the_headline() -> None:
    text = "Norway and Nigeria met. Norway promised Nigeria a loan. Niger was silent. The leaders agreed to meet again."
    article = Article("t", text, title="Norway and Nigeria open a border")
    analysis = analyse(article)
    cast = find_cast(article, analysis, load_lexicon())
    assert set(Facing(cast, load_lexicon().plover, article.title or "").pair) == {"NOR", "NGA"}


def test_two_traders_are_no_trading_states() -> None:
    text = "Norway met Finland. Karim Vale buys plums from Rosa Vidal, and Rosa Vidal sells bread to Karim Vale."
    assert not of("COOPERATE", text)


def test_the_commission_acts_for_itself_and_its_people_serve_the_union() -> None:
    text = "European Commission President Rosa Vidal spoke. The European Commission urged Norway to wait."
    article = Article("t", text)
    analysis = analyse(article)
    actors = {actor.name: actor for actor in find_actors(article, analysis, load_lexicon())}
    assert [office.of for office in actors["Rosa Vidal"].offices] == ["EU"]
    assert actors["European Commission"].code == "EC"
    assert Cast(actors.values(), analysis).side(actors["European Commission"]) == "EU"


def test_the_mission_in_a_country_is_no_part_of_that_country() -> None:
    text = "The United Nations Support Mission in Libya urged Norway to wait."
    article = Article("t", text)
    named = {actor.name for actor in find_actors(article, analyse(article), load_lexicon())}
    assert "United Nations Support Mission in Libya" in named
    assert pairs("REQUEST", text) == {("UN", "NOR")}


def test_leaders_of_a_union_keep_their_pledge_behind_a_second_verb() -> None:
    text = (
        "ASEAN leaders met Norway on Monday. The king rested. The lake was calm. Many people came. A band played. "
        "The leaders took leave of Denmark and renewed their pledge to open talks with Finland and Chile."
    )
    pledged = pairs("AGREE", text)
    assert {r for _, r in pledged} == {"FIN", "CHL"}
    assert {a for a, _ in pledged} == {"asean-leaders"}


def test_what_leaders_of_a_union_will_do_is_among_themselves() -> None:
    text = (
        "Norway and Finland and Denmark and Sweden and Iceland and Chile spoke. ASEAN leaders will open a fund in May."
    )
    assert of("AGREE", text) == {("asean-leaders", "")}


def test_a_charge_is_rejected_a_few_sentences_later() -> None:
    text = (
        "Norway accused Finland of theft. The lake was calm. The king rested. Many people came. "
        "Karim Vale, who led the delegation, rejected the accusation. Chile met Finland. Finland met Chile."
    )
    assert ("karim-vale", "NOR") in pairs("REJECT", text)
