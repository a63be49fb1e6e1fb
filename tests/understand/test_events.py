"""Events on short sentences of our own: types, sides, modality, evidence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Actor, Event, Mention, Statement
from communique.record.text import cite
from communique.understand.actors import find_actors
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.events import find_events
from communique.understand.occasions import find_occasions
from communique.understand.statements import find_statements

STATES = {
    "NOR": ("Norway", "Norwegian", "Norwegians", "Oslo"),
    "FIN": ("Finland", "Finnish", "Finns", "Helsinki"),
    "CHL": ("Chile", "Chilean", "Chileans", "Santiago"),
}
DEMONYMS = {"Norwegian", "Norwegians", "Finnish", "Finns", "Chilean", "Chileans"}
PEOPLE = {"Berg": "NOR", "Virtanen": "FIN", "Rojas": "CHL"}


def cast_of(text: str) -> tuple[Actor, ...]:
    """Actors of a text that names only the states and people above."""
    actors: list[Actor] = []
    for code, names in STATES.items():
        spots = [(m, name) for name in names for m in re.finditer(rf"\b{name}\b", text)]
        mentions = [Mention(m.start(), m.end(), "demonym" if name in DEMONYMS else "name") for m, name in spots]
        if mentions:
            actors.append(Actor(code, "state", names[0], code=code, mentions=tuple(mentions)))
    for name, state in PEOPLE.items():
        found = tuple(Mention(m.start(), m.end()) for m in re.finditer(rf"\b{name}\b", text))
        if found:
            actors.append(Actor(name.lower(), "person", name, state=state, mentions=found))
    return tuple(actors)


def read(text: str, statements: tuple[Statement, ...] = (), title: str | None = None) -> tuple[Event, ...]:
    article = Article("t", text, title=title)
    analysis = analyse(article)
    return find_events(article, analysis, load_lexicon(), Cast(cast_of(text), analysis), (), statements)


def told(text: str) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    """{(type, sides of actors, sides of recipients)} of a text."""
    sides = {a.id: a.state or a.id for a in cast_of(text)}.__getitem__
    return {(e.type, frozenset(map(sides, e.actors)), frozenset(map(sides, e.recipients))) for e in read(text)}


def one(type_: str, actors: str, recipients: str = "") -> tuple[str, frozenset[str], frozenset[str]]:
    return type_, frozenset(actors.split()), frozenset(recipients.split())


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


def read_cast(text: str, *, occasions: bool = False) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(type, sides of the actors, sides of the recipients) with the whole cast that the program itself finds."""
    lexicon, article = load_lexicon(), Article("t", text)
    analysis = analyse(article)
    cast = Cast(find_actors(article, analysis, lexicon), analysis)
    met = find_occasions(article, analysis, lexicon, cast, ()) if occasions else ()
    statements = find_statements(article, analysis, lexicon, cast, met)
    events = find_events(article, analysis, lexicon, cast, (), statements, met)
    return [
        (e.type, *(tuple(sorted({cast.side(cast[i]) for i in ids})) for ids in (e.actors, e.recipients)))
        for e in events
    ]


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
