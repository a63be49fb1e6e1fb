"""Quotations without a verb of speech: signed, led up to, carried on; and those that one source quotes from another."""

from __future__ import annotations

from functools import cache

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Statement
from communique.understand.actors import find_actors
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.statements import find_statements

BERG = '"Nobody passes," Norwegian President Anna Berg told reporters.\n\n'


@cache
def said(text: str) -> tuple[tuple[str | None, str], ...]:
    """(speaker's name, first words of the content) of each statement."""
    article = Article("a", text)
    analysis = analyse(article)
    actors = find_actors(article, analysis, load_lexicon())
    names = {a.id: a.name for a in actors}
    found = find_statements(article, analysis, load_lexicon(), Cast(actors, analysis), ())
    return tuple((names.get(s.speaker or ""), _content(s)) for s in found)


def _content(statement: Statement) -> str:
    return " / ".join(c.quote for c in statement.content)


@pytest.mark.parametrize(
    "sentence",
    [
        "Swedish Foreign Minister Peter Holm issued a statement late on Tuesday.",
        "Swedish Foreign Minister Peter Holm gave a speech in Uppsala on Tuesday.",
        "Swedish Foreign Minister Peter Holm took a harder line.",
        "Swedish Foreign Minister Peter Holm's answer came at once.",
    ],
)
def test_a_quotation_without_a_cue_is_of_whom_the_sentence_before_tells(sentence: str) -> None:
    assert said(f'{BERG}{sentence} "We will sail whatever the cost."')[-1] == (
        "Peter Holm",
        "We will sail whatever the cost.",
    )


def test_whom_the_speaker_met_does_not_take_the_word() -> None:
    text = f'{BERG}She had met Swedish Foreign Minister Peter Holm. "We must go on talking to our neighbours."'
    assert said(text)[-1][0] == "Anna Berg"


@pytest.mark.parametrize(
    "lead",
    [
        "Swedish Foreign Minister Peter Holm was blunt:",
        "Swedish Foreign Minister Peter Holm's message was simple:",
        "Swedish Foreign Minister Peter Holm had a warning for Oslo:",
        "Swedish Foreign Minister Peter Holm:",
    ],
)
def test_a_colon_leads_up_to_a_whole_sentence(lead: str) -> None:
    assert said(f'{lead} "We will not sign."') == (("Peter Holm", "We will not sign."),)


@pytest.mark.parametrize(
    "text",
    [
        'Swedish Foreign Minister Peter Holm held up a sign: "We will not sign."',
        'The road has one name: "We will not sign."',
    ],
)
def test_words_that_are_only_shown_are_nobodys(text: str) -> None:
    assert said(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        '"We will not sign," Swedish Foreign Minister Peter Holm was quoted as saying by the TT news agency.',
        '"We will not sign," the TT news agency quoted Swedish Foreign Minister Peter Holm as saying.',
        'The TT news agency quoted Swedish Foreign Minister Peter Holm as saying: "We will not sign."',
    ],
)
def test_who_is_quoted_speaks_and_not_who_quotes(text: str) -> None:
    ((speaker, content),) = said(text)
    assert speaker == "Peter Holm"
    assert content.startswith("We will not sign")


def test_a_quotation_goes_on_with_that_behind_the_cue() -> None:
    text = '"I think," Peter Holm, the Swedish foreign minister, told the BBC, "that we will not sign."'
    assert said(text) == (("Peter Holm", "I think, / that we will not sign."),)


def test_a_paragraph_of_words_without_a_verb_carries_on() -> None:
    text = '"We will not sign," Swedish Foreign Minister Peter Holm said.\n\n"Not this year. Not next year."'
    assert said(text)[-1] == ("Peter Holm", "Not this year. Not next year.")


def test_a_name_that_ends_the_source_is_the_speaker() -> None:
    text = "CEO of the Refugee Council Enver Solomon told the committee that the plan was cruel."
    assert said(text) == (("Enver Solomon", "the plan was cruel"),)


def test_what_editors_put_in_is_not_said() -> None:
    text = '"If it works here (in Sweden - ed.), it works anywhere," Swedish Foreign Minister Peter Holm said.'
    assert said(text) == (("Peter Holm", "If it works here / it works anywhere,"),)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            '"Nobody asked," Peter Holm of Sweden said, before adding, more carefully, that the road would open.',
            ("Peter Holm", "the road would open"),
        ),
        (
            '"Nobody asked," Peter Holm of Sweden said, before adding that the road would open.',
            ("Peter Holm", "the road would open"),
        ),
        (
            "Head of the Office of the President of Ukraine Andriy Melnyk is convinced that Ukraine will win.",
            ("Andriy Melnyk", "Ukraine will win"),
        ),
    ],
)
def test_a_cue_that_the_parse_hangs_elsewhere_keeps_its_speaker(text: str, last: tuple[str, str]) -> None:
    assert said(text)[-1] == last


def test_a_diplomat_without_a_name_is_not_the_envoy_named_before() -> None:
    text = (
        "Serbia's envoy, Ivan Kos, left early. A European diplomat said the two had not met. "
        '"At one point somebody shouted," the diplomat recalled.'
    )
    assert said(text)[-1][0] is None


def test_an_office_told_first_is_of_whom_it_is_given_to_soon_after() -> None:
    text = (
        '"The prime minister asked me to wait," Mongolian minister Batu Dorj said.\n\n'
        "Prime Minister Temur Bold said that there was no hurry."
    )
    article = Article("a", text)
    actors = find_actors(article, analyse(article), load_lexicon())
    assert [a.name for a in actors if a.kind == "person"] == ["Temur Bold", "Batu Dorj"]


def test_a_name_of_one_word_that_recurs_before_colons_is_a_turn() -> None:
    text = (
        "TASS: Mr Minister, will you return to the talks?\n\nPeter Holm: Of course. We never left.\n\n"
        "TASS: When?\n\nPeter Holm: In June."
    )
    assert [content for _, content in said(text)][1::2] == ["Of course. We never left.", "In June."]


def test_a_remark_behind_a_name_is_no_part_of_the_label() -> None:
    text = "Anna Berg: Good afternoon. Let us begin.\n\nPeter Holm (retranslated): Thank you. We value our ties."
    assert said(text) == (
        ("Anna Berg", "Good afternoon. Let us begin."),
        ("Peter Holm", "Thank you. We value our ties."),
    )


def test_a_question_is_of_nobody_named() -> None:
    text = "Question: And Georgia?\n\nAnna Berg: Not this year.\n\nQuestion: And Armenia?\n\nAnna Berg: Yes."
    assert [speaker for speaker, _ in said(text)] == [None, "Anna Berg", None, "Anna Berg"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Peter Holm of Sweden, asked about the strait, said only: “It will open.”",
            ("Peter Holm", "It will open."),
        ),
        (
            "Peter Holm of Sweden called the closure “a slap in the face”, adding: “We shall not forget it.”",
            ("Peter Holm", "We shall not forget it."),
        ),
        (
            "“This,” said Peter Holm of Sweden, pointing at the map, “is where it began.”",
            ("Peter Holm", "This, / is where it began."),
        ),
        (
            'Peter Holm — who has called Berg "a clown" — said the strait would open "by May".',
            ("Peter Holm", 'the strait would open "by May'),
        ),
        ("“Not today,” smiled Anna Berg of Norway.", ("Anna Berg", "Not today,")),
        ("Peter Holm of Sweden denied having threatened anyone.", ("Peter Holm", "having threatened anyone")),
    ],
)
def test_who_says_what_around_quotations(text: str, last: tuple[str, str]) -> None:
    assert said(text)[-1] == last


def test_a_verb_with_an_object_of_its_own_is_no_cue() -> None:
    text = "Calling the closure “a slap in the face”, Peter Holm of Sweden recalled the ambassador."
    assert said(text)[0] == ("Peter Holm", "a slap in the face")
