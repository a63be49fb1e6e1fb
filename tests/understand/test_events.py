"""Events on short sentences of our own: types, sides, modality, evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.finding import Statement
from communique.record.text import cite
from tests.understand.event_texts import one, read, read_cast, told


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway expelled two Finnish diplomats on Monday.", one("SANCTION", "NOR", "FIN")),
        ("Berg met with Virtanen in Oslo.", one("CONSULT", "NOR", "FIN")),
        ("Berg thanked Virtanen for the warm welcome.", one("SUPPORT", "NOR", "FIN")),
        ("Norway imposed sanctions on Chile.", one("SANCTION", "NOR", "CHL")),
        ("Chilean police arrested two Norwegians.", one("COERCE", "CHL", "NOR")),
        ("Norway accused Chile of spying.", one("ACCUSE", "NOR", "CHL")),
        ("Finland called on Chile to free the sailors.", one("REQUEST", "FIN", "CHL")),
        ("Norway and Finland signed an agreement on fisheries.", one("SUPPORT", "NOR FIN")),
        ("Finland rejected a Chilean offer.", one("REJECT", "FIN", "CHL")),
        ("Chile released three Finnish hostages.", one("RETREAT", "CHL", "FIN")),
        ("Norwegian aircraft bombed Chilean positions.", one("ASSAULT", "NOR", "CHL")),
        ("Two Finns were detained by Chile.", one("COERCE", "CHL", "FIN")),
        ("Norway sent food aid to Chile.", one("AID", "NOR", "CHL")),
        ("Berg expressed gratitude to Finland.", one("SUPPORT", "NOR", "FIN")),
        ("Berg held talks with Rojas.", one("CONSULT", "NOR", "CHL")),
        ("Norway threatened to close its border with Finland.", one("THREATEN", "NOR", "FIN")),
        ("Chile lifted a ban on Norwegian salmon.", one("CONCEDE", "CHL", "NOR")),
        ("Norway's war against Chile went on.", one("ASSAULT", "NOR", "CHL")),
    ],
)
def test_who_did_what_to_whom(text: str, event: tuple[str, frozenset[str], frozenset[str]]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Berg will visit Finland in June.", one("AGREE", "NOR", "FIN")),
        ("Norway promised to send food aid to Chile.", one("AGREE", "NOR", "CHL")),
        ("Finland is ready to help Chile.", one("AGREE", "FIN", "CHL")),
        ("Berg invited Virtanen to Oslo.", one("AGREE", "NOR", "FIN")),
        ("Norway and Finland agreed to continue the talks.", one("AGREE", "NOR FIN")),
        ("Berg reaffirmed Norway's commitment to the defence of Finland.", one("AGREE", "NOR", "FIN")),
    ],
)
def test_what_is_to_come_is_a_promise(text: str, event: tuple[str, frozenset[str], frozenset[str]]) -> None:
    assert event in told(text)
    assert {type_ for type_, _, _ in told(text)} == {"AGREE"}


def test_what_is_only_demanded_or_charged_is_no_event_of_its_own() -> None:
    assert {t for t, _, _ in told("Finland demanded that Chile withdraw its troops from Norway.")} == {"REQUEST"}
    assert {t for t, _, _ in told("Norway accused Chile of bombing Finland.")} == {"ACCUSE"}
    assert {t for t, _, _ in told("Norway refused to sign an agreement with Chile.")} == {"REJECT"}


def test_a_refusal_to_comment_and_a_plain_statement_are_no_events() -> None:
    assert told("Norway declined to comment on Chile.") == set()
    assert told("Berg said that the winter in Chile was mild.") == set()


def test_the_leaders_are_those_who_met() -> None:
    text = "Berg met with Virtanen in Oslo. The two leaders praised Chile. They agreed to continue the dialogue."
    assert one("SUPPORT", "NOR FIN", "CHL") in told(text)
    assert one("AGREE", "NOR FIN") in told(text)


def test_the_headline_says_who_the_leaders_are() -> None:
    events = read("The leaders discussed fisheries. Berg thanked Rojas.", title="Berg speaks with Rojas")
    assert any(e.type == "CONSULT" and set(e.actors) == {"berg", "rojas"} for e in events)


def test_the_side_left_out_is_understood_and_marked_so() -> None:
    events = read("Norway accused Chile of spying. Chile dismissed the charge.")
    answer = next(e for e in events if e.type == "REJECT")
    assert (answer.actors, answer.recipients) == (("CHL",), ("NOR",))
    assert [d.field for d in answer.doubts] == ["recipients"]


def test_a_speaker_s_claim_is_asserted_by_the_speaker_but_speaking_deeds_are_not() -> None:
    text = "Chile bombed Finland, Berg said. Norway condemned Chile, Berg said."
    claims = tuple(
        Statement(
            f"s{n}", "berg", None, None, (cite(text, text.index(words), text.index(words) + len(words)),), "indirect"
        )
        for n, words in enumerate(("Chile bombed Finland", "Norway condemned Chile"))
    )
    by_type = {e.type: e.asserted_by for e in read(text, claims)}
    assert by_type == {"ASSAULT": "berg", "ACCUSE": None}


def test_modality_and_score() -> None:
    by_type = {e.type: e for e in read("Berg will visit Finland. Chile had expelled two Finnish diplomats.")}
    assert by_type["AGREE"].modality == "future"
    assert by_type["SANCTION"].modality == "historical"
    assert (by_type["SANCTION"].mode, by_type["SANCTION"].score) == ("expel", -5.5)


def test_evidence_is_the_text_and_ids_do_not_depend_on_what_stands_before() -> None:
    text = "Norway expelled two Finnish diplomats on Monday."
    (event,) = read(text)
    assert all(text[e.start : e.end] == e.quote for e in event.evidence)
    (moved,) = read("It rained all day.\n\n" + text)
    assert replace(moved, evidence=()) == replace(event, evidence=())
    assert moved.evidence[0].start == event.evidence[0].start + len("It rained all day.\n\n")


def test_the_same_told_twice_is_one_event_with_two_evidences() -> None:
    events = [e for e in read("Norway accused Chile of spying. Norway accused Chile of lying.") if e.type == "ACCUSE"]
    assert [len(e.evidence) for e in events] == [2]


def test_scores_come_from_the_mode_where_there_is_one_and_every_type_has_a_verb() -> None:
    plover = load_lexicon().plover
    assert plover.score("SANCTION", None) == -6.0
    assert plover.score("CONSULT", "phone") == 1.5
    assert {f.type for fs in plover.verbs.values() for f in fs} == set(plover.types)


def test_guests_of_one_host_are_no_ring() -> None:
    text = "Berg met with the leaders of Finland and Chile in Oslo. Norway, Finland and Chile discussed trade."
    met = [e for e in read(text) if e.type == "CONSULT"]
    pairs = {frozenset((a, r)) for e in met for a in e.actors for r in e.recipients}
    assert met
    assert all(e.recipients for e in met)
    assert not any({"FIN", "CHL"} <= pair for pair in pairs)


def test_a_promise_to_one_s_own_is_no_dealing_of_states() -> None:
    text = "Norway and Finland signed a treaty. Berg promised the Norwegians lower prices."
    assert not [e for e in read(text) if e.type == "AGREE" and set(e.actors) == {"berg"} and "NOR" in e.recipients]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # praise that two sides give together
        (
            "Poland and Peru met. Both countries strongly support the treaty.",
            ("SUPPORT", ("PER", "POL"), ()),
        ),
        # an encounter around a promise is no part of what was promised
        (
            "Norway agreed on a plan with Peru during talks between Chile and Bolivia in Lima.",
            ("CONSULT", ("BOL", "CHL"), ()),
        ),
        # a cue that the parser hung below the words reported
        (
            "Polish Minister Jan Nowak stressed that a path to talks remains open and urged Belarus to return.",
            ("REQUEST", ("POL",), ("BLR",)),
        ),
        # the noun of a relative clause is what is acted on
        ("Lima was angry over the tariffs Chile imposed on Peru.", ("SANCTION", ("CHL",), ("PER",))),
        # "at the request of": whose request it is
        (
            "At the request of Polish President Jan Nowak, Chile informed Peru.",
            ("REQUEST", ("POL",), ("CHL",)),
        ),
    ],
)
def test_sides_as_a_whole_article_tells_them(text: str, event: tuple[str, tuple[str, ...], tuple[str, ...]]) -> None:
    assert event in read_cast(text)


def test_who_took_part_in_an_encounter_is_told_by_the_occasion() -> None:
    text = "Polish President Jan Nowak met with Peruvian President Ana Lima in Warsaw. During the meeting they spoke."
    found = [e for e in read_cast(text, occasions=True) if e[0] == "CONSULT"]
    assert found
    assert {side for _, a, r in found for side in (*a, *r)} == {"POL", "PER"}


def test_no_side_supports_itself_unsaid() -> None:
    text = "Poland and Peru met. Polish farmers asked for support of the harvest."
    assert not [e for e in read_cast(text) if e[0] == "SUPPORT" and e[1] == e[2]]


def test_talking_to_journalists_is_no_encounter() -> None:
    assert not [e for e in read_cast("Polish President Jan Nowak spoke to journalists in Warsaw.") if e[0] == "CONSULT"]


def test_a_joint_promise_binds_the_sides_not_those_it_speaks_of() -> None:
    text = (
        "The ministers of Poland and Peru met. The ministers agreed to conclude an agreement on simplified visas "
        "for students and drivers."
    )
    assert [e for e in read_cast(text) if e[0] == "AGREE"] == [("AGREE", ("PER", "POL"), ())]


def test_an_encounter_that_is_prepared_or_only_wished_for_is_a_promise() -> None:
    assert one("AGREE", "NOR", "FIN") in told("Berg prepared. Berg reviewed preparations for a meeting with Finland.")
    assert {t for t, _, _ in told("Berg underscored her openness to meeting with Chile without preconditions.")} == {
        "AGREE"
    }
    assert "CONSULT" not in {t for t, _, _ in told("Berg welcomed the upcoming talks between Norway and Chile.")}


def test_what_is_only_a_topic_does_not_go_on() -> None:
    assert "COOPERATE" not in {t for t, _, _ in told("Berg and Rojas discussed trade between Norway and Chile.")}
    assert one("COOPERATE", "NOR CHL") in told("Trade between Norway and Chile grew by a tenth.")


def test_we_in_a_joint_statement_is_everybody_who_makes_it() -> None:
    text = "Norway, Finland, and Peru condemn the attack. We urge Chile to stop."
    assert one("REQUEST", "NOR FIN", "CHL") in {
        (e.type, frozenset(e.actors) & {"NOR", "FIN"}, frozenset(e.recipients))
        for e in read(text, title="Joint statement on Chile")
    }


def test_in_a_large_cast_whoever_has_no_side_stands_by() -> None:
    crowd = "Poland, Peru, Chile, Norway, Finland and Sweden took part. "
    assert not [e for e in read_cast(crowd + "The Harbour Board praised Chile.") if e[0] == "SUPPORT"]


def test_calling_a_deed_bad_blames_whoever_did_it() -> None:
    text = "Polish President Jan Nowak met with farmers in Warsaw. Nowak said that the unprovoked war of Peru must end."
    assert ("ACCUSE", ("POL",), ("PER",)) in read_cast(text)
    assert not [e for e in read_cast(text.replace("unprovoked war", "bloody history")) if e[0] == "ACCUSE"]


def test_blame_of_nobody_and_what_only_might_be_are_no_dealings_of_sides() -> None:
    assert "ACCUSE" not in {t for t, _, _ in told("Norway met Chile. Berg regretted the rain of April.")}
    assert "AGREE" not in {t for t, _, _ in told("Asked whether Norway would turn to Chile, the farmers smiled.")}


def test_several_sides_may_promise_to_meet_another() -> None:
    text = "Norway and Finland met. Norway and Finland underscored their openness to meeting with Chile."
    assert one("AGREE", "NOR FIN", "CHL") in told(text)
