"""Constructions of outlets that nobody saw when the rules were written: short texts of our own, read whole."""

from __future__ import annotations

import pytest

from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.outcome import Reading
from tests.understand.page_texts import bound, name, office, read, said


def done(text: str) -> set[tuple[str, str | None, str | None]]:
    reading = read(text)
    return {
        (e.type, name(reading, a), name(reading, r))
        for e in reading.events
        for a in e.actors
        for r in (*e.recipients, *(() if e.recipients else (None,)))
    }


@pytest.mark.parametrize(
    ("person", "side", "text"),
    [
        ("Juha Laine", "FIN", "Norway's foreign minister Kari Nilsen met her counterpart, Juha Laine, in Helsinki."),
        (
            "Omar Haddi",
            "DZA",
            "French foreign minister Eva Roux was welcomed at Algiers airport by her counterpart, Omar Haddi.",
        ),
    ],
)
def test_a_counterpart_serves_the_other_side(person: str, side: str, text: str) -> None:
    assert office(text, person) == [("foreign_minister", side)]


def test_high_representative_serves_the_union() -> None:
    text = (
        "The High Representative, Ana Ferro, spoke with the President of Moldova, Ion Ceban. The EU stands by Moldova."
    )
    assert office(text, "Ana Ferro") == [("other", "EU")]


def test_a_national_agency_names_no_country_for_its_own() -> None:
    text = "Foreign Ministry Spokesman Reza Karimi said Iraq had agreed. Iran welcomed it."
    assert office(text, "Reza Karimi", "IRNA") == [("spokesperson", "IRN")]


def test_its_president_is_of_the_state_just_told_of() -> None:
    text = (
        "Spain kept silent.\n\nBrazil kept its distance. Its president, Otto Lima, phoned Colombian President Eva Rey."
    )
    assert office(text, "Otto Lima") == [("head_of_state", "BRA")]


def test_the_head_of_state_is_the_president() -> None:
    text = (
        "President of Armenia Aram Sarkis received Georgian Minister Ivan Beridze. "
        "The head of state recalled his visit to Batumi."
    )
    assert ("Aram Sarkis", "his visit to Batumi") in said(text)


def test_for_his_part_points_forward() -> None:
    text = "Iran's Ali Karimi met Salim Harthy of Oman. For his part, Harthy voiced his readiness to host talks."
    assert [by for by, _ in bound(text)] == [{"Oman"}]


@pytest.mark.parametrize(
    "text",
    [
        "Iran will never bow to pressure.",
        "Turkey will not hesitate to act.",
        "Hungary will veto any new budget.",
        "Colombian President Eva Rey warned that Colombia could close the border.",
        "Premier Tan of Singapore will be accompanied by six ministers.",
    ],
)
def test_refusals_threats_and_company_bind_nobody(text: str) -> None:
    assert bound(text) == []


def test_an_agreement_reached_to_do_something() -> None:
    text = "Armenia and Georgia held talks in Tbilisi. A deal has been struck to exchange prisoners."
    assert ({"Armenia", "Georgia"}, "A deal has been struck to exchange prisoners") in bound(text)


def test_who_is_thanked_has_pledged() -> None:
    text = "Latvian President Ines Kalna thanked Saudi Arabia for pledging aid to Chad."
    assert [by for by, _ in bound(text)] == [{"Saudi Arabia"}]


def test_ambassadors_are_recalled_without_words() -> None:
    assert said("Algeria recalled its ambassador to Paris.") == []


def test_the_subject_of_a_parted_auxiliary() -> None:
    assert said("Transport Minister Azlan Hamid had on June 2 warned that Malaysia would sue.") == [
        ("Azlan Hamid", "Malaysia would sue")
    ]


def test_who_is_a_person_not_the_party() -> None:
    text = '"It is late," said Bernard Roux, a senator from the Green Party, who called for the pact to be repealed.'
    assert ("Bernard Roux", "the pact to be repealed") in said(text)


def test_a_courtesy_call_in_words() -> None:
    text = "Spanish Foreign Minister Ana Ruiz called on Portuguese President Rui Costa in Lisbon on Friday."
    assert [o.kind for o in read(text).occasions] == ["meeting"]
    asked = "Spanish Foreign Minister Ana Ruiz called on Portuguese President Rui Costa to come to Lisbon on Friday."
    assert "meeting" not in [o.kind for o in read(asked).occasions]


def test_hitting_back_with_words_is_no_assault() -> None:
    text = "Lithuanian Foreign Minister Ruta Kalnina hit back, accusing Hungary of blackmail."
    assert "ASSAULT" not in {type_ for type_, _, _ in done(text)}


def test_a_cable_of_condolences_supports() -> None:
    text = "The king of Saudi Arabia sent a cable of condolences to the president of Pakistan, Asim Durrani."
    assert ("SUPPORT", "Asim Durrani") in {(type_, to) for type_, _, to in done(text)}


def test_an_international_body_is_of_no_state() -> None:
    text = "Iraq filed a complaint with the International Chamber of Commerce in Paris."
    assert [a.state for a in read(text).actors if "Chamber" in a.name] == [None]


def test_whoever_did_it_accuses_too() -> None:
    text = (
        "Ola Lund of Norway met Prime Minister Ana Berg on Monday over her plan to ease sanctions on Peru, accusing "
        "Lima of rewarding a jailer."
    )
    assert ("Ola Lund", "of rewarding a jailer") in said(text)


def test_another_speaker_behind_while_says_his_own() -> None:
    text = (
        "Ola Berg of Norway confirmed that Oslo had paid its first share in May, while Peru’s Juan Rojas told "
        "reporters that Lima would not release further funds."
    )
    assert said(text) == [
        ("Ola Berg", "Oslo had paid its first share in May"),
        ("Juan Rojas", "Lima would not release further funds"),
    ]


def test_who_told_with_a_few_quoted_words_goes_on_behind_them() -> None:
    text = "Ola Berg of Norway told reporters the drone “came from Peruvian soil” and called the attack a violation."
    assert said(text) == [("Ola Berg", "the drone “came from Peruvian soil"), ("Ola Berg", "a violation")]


def test_to_fault_somebody_is_to_say_so() -> None:
    text = "Prime Minister Ana Berg of Norway faulted Peru’s government over the deployment."
    assert said(text) == [("Ana Berg", "Peru’s government over the deployment")]


def test_the_two_sides_are_not_any_two() -> None:
    text = (
        "The EU and Peru met on Monday. The two sides agreed to meet again. France and Lithuania argue that a delay "
        "would reward coercion."
    )
    assert ("France", "a delay would reward coercion") in said(text)


def test_a_person_who_is_called_is_met_by_telephone() -> None:
    text = "President Ana Berg of Norway called President Juan Rojas of Peru on Tuesday to convey her thanks."
    reading = read(text)
    assert [(o.kind, {name(reading, p.actor) for p in o.participants}) for o in reading.occasions] == [
        ("call", {"Ana Berg", "Juan Rojas"})
    ]
    assert said(text) == [("Ana Berg", "her thanks")]
    assert said("Prime Minister Ana Berg of Norway called Rojas a liar.") == [("Ana Berg", "a liar")]


def test_the_two_who_agreed_are_those_just_told_of() -> None:
    text = (
        "Norway’s foreign minister, Ana Berg, met Juan Rojas, the foreign minister of Peru, in Lima on Wednesday. On "
        "Tuesday Berg had talks with the foreign minister of Chile, Luz Vega, in Santiago. The two agreed to reopen "
        "the consulate in May."
    )
    assert {frozenset(c.by) for c in read(text).commitments} == {frozenset(("NOR", "CHL"))}


def test_two_neighbours_are_the_sides_that_met() -> None:
    text = "Norway and Finland held talks in Oslo on Wednesday. The two neighbours agreed to open a lane in May."
    assert {frozenset(c.by) for c in read(text).commitments} == {frozenset(("NOR", "FIN"))}


def test_what_the_outlet_adds_at_the_end_was_not_said() -> None:
    text = "Ana Berg of Norway said she would travel to Lima in May, the first such visit since 2021."
    assert said(text) == [("Ana Berg", "she would travel to Lima in May")]
    quoted = "“I will go, the first of us since 2021,” Ana Berg of Norway said."
    assert said(quoted) == [("Ana Berg", "I will go, the first of us since 2021,")]


def test_what_comes_behind_a_gloss_was_said() -> None:
    text = "Ana Berg of Norway said that Oslo would host a fair in May, the first since 2021, and would invite Chile."
    assert said(text) == [("Ana Berg", "Oslo would host a fair in May, the first since 2021, and would invite Chile")]


def test_an_invitation_is_not_answered_by_what_is_accepted_from_another() -> None:
    text = (
        "Norway had issued an invitation to visit Oslo. President Juan Rojas of Chile accepted an invitation from Peru "
        "to visit Lima."
    )
    assert not any(c.kind == "invitation" and c.by == ("NOR",) and c.to for c in read(text).commitments)


def test_a_head_of_state_elsewhere_was_not_at_the_summit() -> None:
    text = (
        "European Union leaders agreed at a summit in Brussels on Wednesday to admit Chile.\n\nFrench President "
        "Luc Roux praised it. In Washington, US President John Doe signed a bill. Former Norwegian Prime Minister Ole "
        "Dahl wrote to them."
    )
    there = {name(read(text), p.actor) for o in read(text).occasions if o.kind == "summit" for p in o.participants}
    assert there.isdisjoint({"John Doe", "Ole Dahl"})


def test_a_headlines_encounter_that_the_text_has_not_told_yet() -> None:
    page = (
        '---\ntitle: "Norway’s Berg holds phone call with Chile’s Rojas"\noutlet: "W"\npublished: "2026-03-12"\n---\n\n'
    )
    body = "Norway and Chile are at odds over fish. They held talks in Lima.\n"
    reading = read_page(Page("a.md", (page + body).encode()), trained=False)
    assert isinstance(reading, Reading)


def test_a_gloss_in_the_middle_cuts_nothing_off() -> None:
    text = "Ana Berg of Norway said the visit, the first in seven years, would begin a new chapter."
    assert said(text) == [("Ana Berg", "the visit, the first in seven years, would begin a new chapter")]
