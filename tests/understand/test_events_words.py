"""Events on short sentences of our own: verbs and set phrases with their things, and words that tell of none."""

from __future__ import annotations

import pytest

from communique.record.finding import Statement
from communique.record.text import cite
from tests.understand.event_texts import one, read, read_cast, told


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway and Finland ended three days of talks.", "SANCTION"),
        ("Berg wants to end the war with Chile.", "ASSAULT"),
        ("Norway condemned the missile launches by Chile.", "MOBILIZE"),
        ("Norway met Finland. A treaty with Chile is being prepared.", "AGREE"),
    ],
)
def test_what_the_words_do_not_say(text: str, type_: str) -> None:
    assert type_ not in {t for t, _, _ in told(text)}


def test_people_protest_in_the_street_and_states_in_words() -> None:
    assert {t for t, _, _ in read_cast("Norwegian students protested against Chile in Oslo.")} == {"PROTEST"}
    assert one("ACCUSE", "NOR", "CHL") in told("Norway protested against the decision of Chile.")


def test_what_stands_under_a_condition_is_marked_so_or_is_no_event() -> None:
    modality = {e.type: e.modality for e in read("If Chile bombed Finland, Norway would be sad.")}
    assert modality.get("ASSAULT", "hypothetical") == "hypothetical"
    assert "AGREE" not in {t for t, _, _ in told("If Norway promised Chile a loan, Finland would be sad.")}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Chile laid down its weapons.", one("RETREAT", "CHL")),
        ("Finnish police broke up a rally of Chileans.", one("COERCE", "FIN", "CHL")),
        ("Norway bowed to the demands of Chile.", one("CONCEDE", "NOR", "CHL")),
        ("Norway called back its ambassador to Chile.", one("SANCTION", "NOR", "CHL")),
        ("Chile stonewalled Finland.", one("REJECT", "CHL", "FIN")),
        ("Norway admitted Finnish inspectors.", one("RETREAT", "NOR", "FIN")),
    ],
)
def test_set_phrases_tell_of_events(text: str, event: tuple[str, frozenset[str], frozenset[str]]) -> None:
    assert event in told(text)


def test_an_encounter_that_was_held_is_an_event_whatever_words_tell_of_it() -> None:
    text = "Polish President Jan Nowak raised the matter with Peruvian President Ana Lima."
    found = [e for e in read_cast(text, occasions=True) if e[0] == "CONSULT"]
    assert {side for _, a, r in found for side in (*a, *r)} == {"POL", "PER"}
    assert not [e for e in read_cast(text.replace("raised", "will raise"), occasions=True) if e[0] == "CONSULT"]


def test_praise_of_a_company_without_a_side_is_no_dealing_of_states() -> None:
    crowd = "Poland, Peru, Chile, Norway, Finland and Sweden took part. Polish President Jan Nowak came, too. "
    assert not [e for e in read_cast(crowd + "Nowak thanked the guests.") if e[0] == "SUPPORT"]


def test_two_states_in_one_hyphened_word_are_two_sides() -> None:
    assert one("COOPERATE", "NOR CHL") in told("Berg praised the Norway-Chile trade.") | told(
        "Berg came to see Norway-Chile cooperation grow."
    )


def test_what_a_readout_reports_is_its_speaker_s_where_the_words_name_nobody() -> None:
    text, words = "Berg spoke with Chile. Unwavering support for Finland.", "Unwavering support for Finland"
    content = (cite(text, text.index(words), text.index(words) + len(words)),)
    found = read(text, (Statement("s", "berg", None, None, content, "indirect"),))
    assert [(e.actors, e.recipients) for e in found if e.type == "SUPPORT"] == [(("berg",), ("FIN",))]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Berg raised the presence of Finnish troops near the border.", "MOBILIZE"),
        ("Norway raised the position of Chile at the summit.", "MOBILIZE"),
        ("Berg met Chilean civilians in Oslo.", "CONCEDE"),
        ("Berg hung a medal on Virtanen.", "ASSAULT"),
        ("Norway lamented the death of Finnish sailors.", "ACCUSE"),
        ("Norway received Finnish troops for an exercise.", "RETREAT"),
        ("Norwegian police dismantled a Chilean spy group in Oslo.", "RETREAT"),
    ],
)
def test_a_verb_is_read_with_its_own_things_only(text: str, type_: str) -> None:
    assert type_ not in {t for t, _, _ in told(text)}


def test_forces_and_readiness_are_raised() -> None:
    assert one("MOBILIZE", "CHL") in told("Chile raised an army.")
    assert one("MOBILIZE", "CHL") in told("Chile took up positions along the border.")


def test_talks_that_will_help_were_held_and_talks_that_will_be_held_are_to_come() -> None:
    assert one("CONSULT", "NOR", "CHL") in told("Norway held talks with Chile that will help Finland.")
    (agreed,) = (e for e in read("Norway signed an agreement with Chile that will help Finland.") if e.type == "AGREE")
    assert agreed.modality == "actual"
    assert "CONSULT" not in {t for t, _, _ in told("Norway praised the talks with Chile that will be held in May.")}


def test_we_under_another_joint_title_are_not_all_who_praised() -> None:
    text = "Norway, Finland and Chile praised the team. We urge Berg to stop."
    (asked,) = (e for e in read(text, title="Norway and Finland hold joint exercise") if e.type == "REQUEST")
    assert asked.actors == ()


def test_an_opposition_is_met_and_opposition_is_overcome() -> None:
    assert one("CONSULT", "NOR", "CHL") in told("Berg met the Chilean opposition in Santiago.")
    assert "CONSULT" not in {t for t, _, _ in told("Berg met the challenge.")}


def test_a_paper_in_force_is_no_side_of_itself() -> None:
    (bound,) = (e for e in read("The Norway-Chile Trade Agreement entered into force.") if e.type == "COOPERATE")
    assert set(bound.actors) == {"NOR", "CHL"}


def test_a_judge_who_orders_a_policeman_to_pay_moves_no_troops() -> None:
    assert "MOBILIZE" not in {t for t, _, _ in told("Chile ordered a police officer to pay Finland.")}
    assert "MOBILIZE" in {t for t, _, _ in told("Chile ordered its troops to stay alert.")}


def test_what_somebody_would_do_otherwise_is_no_promise() -> None:
    assert "AGREE" not in {t for t, _, _ in told('"Otherwise we will only eat cake," Berg told Chile.')}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway fired missiles at Chile.", one("ASSAULT", "NOR", "CHL")),
        ("Norway fired a missile on Monday.", one("MOBILIZE", "NOR")),
        ("Norway retaliated with tariffs on Chilean wine.", one("SANCTION", "NOR", "CHL")),
        ("Norway hit Chile with sanctions.", one("SANCTION", "NOR", "CHL")),
        ("Norway held joint military exercises with Chile.", one("COOPERATE", "NOR", "CHL")),
        ("Heavy fighting between Norway and Chile was reported.", one("ASSAULT", "NOR CHL")),
        ("Norway gave a warm welcome to Chile.", one("CONSULT", "NOR", "CHL")),
        ("Norway forced out Chile.", one("SANCTION", "NOR", "CHL")),
        ("Norway complained to Finland over Chilean air raids.", one("ACCUSE", "NOR", "CHL")),
    ],
)
def test_who_does_what_in_set_phrases(text: str, event: tuple[str, frozenset[str], frozenset[str]]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway suspended cooperation with Chile.", "COOPERATE"),
        ("Norway broke off talks with Chile.", "CONSULT"),
        ("Norway blocked Finnish aid for Chile.", "AID"),
        ("Norway complained about Chilean men armed with knives.", "AID"),
        ("Norway and Chile met. Ten people were killed in a storm.", "ASSAULT"),
    ],
)
def test_what_was_ended_or_is_nobody_s_deed(text: str, type_: str) -> None:
    assert type_ not in {t for t, _, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "event", "none"),
    [
        ("Norwegian envoy Berg called on President Rojas in Santiago.", one("CONSULT", "NOR", "CHL"), "REQUEST"),
        ("Norway called on Chile to leave.", one("REQUEST", "NOR", "CHL"), "CONSULT"),
        ("Norway kicked against the decision of Chile.", one("ACCUSE", "NOR", "CHL"), "ASSAULT"),
    ],
)
def test_courtesies_and_words_are_no_blows(
    text: str, event: tuple[str, frozenset[str], frozenset[str]], none: str
) -> None:
    assert event in told(text)
    assert none not in {t for t, _, _ in told(text)}


def test_a_warning_against_something_is_no_threat() -> None:
    assert "THREATEN" not in {t for t, _, _ in told("Norway warned against a race for weapons with Chile.")}
    assert "THREATEN" in {t for t, _, _ in told("Norway warned Chile that it would answer with force.")}


@pytest.mark.parametrize(("text", "type_"), [("Chile attacked", "ASSAULT"), ("Chile warned", "THREATEN")])
def test_a_text_may_end_with_the_deed(text: str, type_: str) -> None:
    assert (type_, "CHL") in {(event[0], actor) for event in told(f"Norway met Chile. {text}") for actor in event[1]}


def test_production_of_weapons_is_no_use_of_them() -> None:
    assert "THREATEN" not in {t for t, _, _ in told("Norway and Chile will launch joint production of drones.")}


def test_a_demonstration_of_trust_is_no_protest() -> None:
    assert not told("Norway has reacted swiftly as a demonstration of its partnership with Chile.")


def test_a_minister_who_will_call_on_another_asks_nothing() -> None:
    assert not [e for e in told("During the visit, Berg will call on Minister Rojas of Chile.") if e[0] == "REQUEST"]


def test_what_a_donation_is_makes_no_second_one() -> None:
    assert not told("Berg said the donation is the largest donation to Chile.")


def test_demand_on_a_market_asks_nobody() -> None:
    assert not [e for e in told("Berg said trade with Chile would raise demand by half.") if e[0] == "REQUEST"]
