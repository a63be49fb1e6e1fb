"""Who says it, to whom, for whom, and where: statements with actors and encounters."""

from __future__ import annotations

import re

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Actor, Mention, MentionKind, Occasion, Participant, Statement
from communique.record.text import cite
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.statements import find_statements

ACCOUNT = "Anna Berg met Peter Holm on Monday."


def person(text: str, id_: str, *names: str, state: str | None = None, pronouns: str = "") -> Actor:
    return actor(text, id_, "person", *names, state=state, pronouns=pronouns)


def actor(text: str, id_: str, kind: str, *names: str, state: str | None = None, pronouns: str = "") -> Actor:
    mentions = [m for name in names for m in spots(text, rf"\b{name}\b", "name")]
    mentions += spots(text, rf"\b(?:{pronouns})\b", "pronoun") if pronouns else []
    return Actor(id_, kind, names[0], names[1:], state=state, mentions=tuple(mentions))  # type: ignore[arg-type]


def spots(text: str, pattern: str, kind: MentionKind) -> list[Mention]:
    return [Mention(m.start(), m.end(), kind) for m in re.finditer(pattern, text)]


def meeting(text: str, *ids: str) -> Occasion:
    return Occasion("o1", "meeting", tuple(Participant(i) for i in ids), "held", (cite(text, 0, len(ACCOUNT)),))


def read(text: str, actors: list[Actor], *occasions: Occasion) -> tuple[Statement, ...]:
    article = Article(id="a", text=text)
    analysis = analyse(article)
    return find_statements(article, analysis, load_lexicon(), Cast(actors, analysis), occasions)


def berg_and_holm(text: str) -> list[Actor]:
    return [
        person(text, "berg", "Anna Berg", "Berg", state="NOR"),
        person(text, "holm", "Peter Holm", "Holm", state="SWE"),
    ]


def test_the_speaker_is_the_actor_at_the_source() -> None:
    text = "Anna Berg said that the bridge was safe."
    assert read(text, berg_and_holm(text))[0].speaker == "berg"


def test_an_unknown_source_is_open_with_a_doubt() -> None:
    text = "A passer-by said that the bridge was safe."
    (statement,) = read(text, berg_and_holm(text))
    assert statement.speaker is None
    assert [d.field for d in statement.doubts] == ["speaker"]


def test_nobody_speaks_in_a_passive_without_an_agent() -> None:
    text = "It was noted that the bridge was safe."
    (statement,) = read(text, berg_and_holm(text))
    assert (statement.speaker, statement.source, statement.doubts) == (None, None, ())


def test_a_name_behind_a_long_title() -> None:
    text = "Deputy Head of the Office of the Mayor Anna Berg said that the bridge was safe."
    assert read(text, berg_and_holm(text))[0].speaker == "berg"


def test_he_goes_on_speaking_where_nobody_else_is_named() -> None:
    text = 'Peter Holm denied that the mayor Lars Dahl had resigned.\n\n"The bridge is safe," he added.'
    actors = [*berg_and_holm(text), person(text, "dahl", "Lars Dahl", pronouns="he")]
    assert [s.speaker for s in read(text, actors)] == ["holm", "holm"]


def test_a_third_person_in_quoted_words_is_not_who_quotes() -> None:
    text = 'Berg had spoken with Lars Dahl. Holm said: "He told me: ‘It is late.’ So we left."'
    actors = [*berg_and_holm(text), person(text, "dahl", "Lars Dahl")]
    actors[1] = person(text, "holm", "Holm", pronouns="He")
    inner = next(s for s in read(text, actors) if s.within)
    assert inner.speaker == "dahl"


def test_a_quotation_without_a_cue_belongs_to_who_carries_on() -> None:
    text = '"We came early," Anna Berg said.\n\n"Nobody was there. We waited until noon."'
    assert [s.speaker for s in read(text, berg_and_holm(text))] == ["berg", "berg"]


def test_two_subjects_are_the_group_that_the_text_names() -> None:
    text = "Anna Berg and Peter Holm stressed the importance of trade. The two leaders then left."
    leaders = actor(text, "leaders", "group", "leaders")
    assert read(text, [*berg_and_holm(text), leaders])[0].speaker == "leaders"


def test_two_subjects_without_a_group_are_the_one_named_first() -> None:
    text = "Anna Berg and Peter Holm stressed the importance of trade."
    assert read(text, berg_and_holm(text))[0].speaker == "berg"


def test_addressee_named_in_the_cues_clause() -> None:
    text = "Anna Berg thanked Peter Holm for his patience."
    assert read(text, berg_and_holm(text))[0].addressees == ("holm",)


def test_the_other_side_of_the_meeting_is_addressed() -> None:
    text = f"{ACCOUNT} Berg stressed that the bridge was safe."
    (statement,) = read(text, berg_and_holm(text), meeting(text, "berg", "holm"))
    assert (statement.addressees, statement.occasion) == (("holm",), "o1")


def test_words_to_the_press_are_not_said_at_the_meeting() -> None:
    text = f"{ACCOUNT} Berg told reporters that the bridge was safe."
    (statement,) = read(text, berg_and_holm(text), meeting(text, "berg", "holm"))
    assert statement.occasion is None


def test_greetings_are_conveyed_on_behalf_of_their_sender() -> None:
    text = "Anna Berg conveyed greetings from Lars Dahl."
    actors = [*berg_and_holm(text), person(text, "dahl", "Lars Dahl")]
    assert read(text, actors)[0].on_behalf_of == "dahl"


def test_we_is_the_state_whose_outlet_it_is() -> None:
    text = "We welcome the visit of the envoy to Vienna. Austria is ready to help."
    article = Article(id="a", text=text, outlet="Ministry of Foreign Affairs of Austria")
    analysis = analyse(article)
    state = Actor("AUT", "state", "Austria", code="AUT", mentions=tuple(spots(text, "Austria", "name")))
    (statement,) = find_statements(article, analysis, load_lexicon(), Cast([state], analysis), ())
    assert statement.speaker == "AUT"


def test_i_is_who_signs_a_written_statement() -> None:
    text = "Anna Berg, Minister of Trade\n\nThe bridge is open again. I welcome the decision of the council."
    (statement,) = read(text, [person(text, "berg", "Anna Berg")])
    assert statement.speaker == "berg"


def test_the_guest_is_who_was_received() -> None:
    text = f"{ACCOUNT} The guest said that the bridge was safe."
    people = [person(text, "berg", "Anna Berg"), person(text, "holm", "Peter Holm")]
    parties = (Participant("berg", "host"), Participant("holm", "guest"))
    meeting_ = Occasion("o1", "meeting", parties, "held", (cite(text, 0, len(ACCOUNT)),))
    (statement,) = read(text, people, meeting_)
    assert statement.speaker == "holm"


def test_a_participle_before_the_clause_is_no_source() -> None:
    text = "Answering journalists, the Danish minister recalled that the bridge was safe."
    (statement,) = read(text, [])
    assert statement.source is not None
    assert statement.source.quote == "the Danish minister"


@pytest.mark.parametrize("mark", ['"', "“"])
def test_a_quotation_left_open_above_the_text_is_no_speech(mark: str) -> None:
    text = f"Anna Berg, Minister of {mark}Trade\n\nI will not be long. Really.\n\nSo it is.”"
    assert not [s for s in read(text, [person(text, "berg", "Anna Berg")]) if s.speaker == "berg"]


def test_he_in_reported_words_is_the_speaker() -> None:
    text = "Anna Berg met Peter Holm on Monday. Holm warned that Oslo would block what he called a trap."
    actors = [person(text, "berg", "Anna Berg", pronouns="he"), person(text, "holm", "Peter Holm", "Holm")]
    assert {s.speaker for s in read(text, actors)} == {"holm"}


def test_they_who_speak_are_the_two_sides_not_those_spoken_about() -> None:
    text = ACCOUNT + " Anna Berg praised the fishermen. They stressed that the bridge was safe."
    actors = [*berg_and_holm(text), actor(text, "fishermen", "group", "fishermen", pronouns="They")]
    assert read(text, actors, meeting(text, "berg", "holm"))[-1].speaker == "berg"
    text = ACCOUNT + " The fishermen came. They stressed that the bridge was safe."
    actors = [*berg_and_holm(text), actor(text, "fishermen", "group", "fishermen", pronouns="They")]
    assert read(text, actors, meeting(text, "berg", "holm"))[-1].speaker == "fishermen"


def test_they_with_nobody_else_to_mean_are_the_body_that_spoke_last() -> None:
    text = "The Harbour Board said that the bridge was safe. They said that it would open soon."
    actors = [actor(text, "board", "organisation", "Harbour Board")]
    assert [s.speaker for s in read(text, actors)] == ["board", "board"]
    actors = [person(text, "board", "Harbour Board")]
    assert [s.speaker for s in read(text, actors)] == ["board", None]
    text = text.replace("Board", "Survey")
    actors = [actor(text, "survey", "organisation", "Harbour Survey")]
    assert [s.speaker for s in read(text, actors)] == ["survey", None]


def test_he_whom_the_sentence_names_is_not_whoever_spoke_last() -> None:
    text = "Peter Holm said that the bridge was safe. Karl's sister thanked him, but he said that it was old."
    actors = [person(text, "holm", "Peter Holm", pronouns=""), person(text, "karl", "Karl", pronouns="him|he")]
    assert read(text, actors)[-1].speaker == "karl"


def test_her_guest_is_the_guest_of_the_encounter() -> None:
    text = ACCOUNT + " Her guest said that the bridge was safe."
    roles = (Participant("berg", "host"), Participant("holm", "guest"))
    visit = Occasion("o1", "meeting", roles, "held", (cite(text, 0, len(ACCOUNT)),))
    assert read(text, berg_and_holm(text), visit)[-1].speaker == "holm"
