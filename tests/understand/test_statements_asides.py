"""Statements whose cue stands amid or behind what was said, or has a remark of its own beside it."""

from __future__ import annotations

import pytest

from tests.understand.statement_texts import read


@pytest.mark.parametrize(
    ("text", "source", "cue", "words"),
    [
        ("As Lind told the Wire, rents have dropped.", "Lind", "told", ["rents have dropped"]),
        ("Rents have dropped, as Lind told the Wire on Monday.", "Lind", "told", ["Rents have dropped"]),
        ("As Lind put it, the talks were a beginning.", "Lind", "put it", ["the talks were a beginning"]),
        ("Rents, as Lind pointed out, have dropped.", "Lind", "pointed", ["Rents", "have dropped"]),
        (
            "Small islands, said Lind, are required to pay more.",
            "Lind",
            "said",
            ["Small islands", "are required to pay more"],
        ),
        (
            "What counts, Lind said, is that the bridge stays open.",
            "Lind",
            "said",
            ["What counts", "is that the bridge stays open"],
        ),
        (
            "If the talks fail, the bridge will be closed, warned Lind.",
            "Lind",
            "warned",
            ["If the talks fail, the bridge will be closed"],
        ),
        (
            "The letter, a copy of which was seen by the Wire, states that the bridge will be closed.",
            "The letter",
            "states",
            ["the bridge will be closed"],
        ),
        (
            "The bridge will stay closed, according to two clerks familiar with the talks who asked not to be named.",
            "two clerks familiar with the talks",
            "according to",
            ["The bridge will stay closed"],
        ),
        ("In the words of Lind, the deal is a beginning.", "Lind", "In the words", ["the deal is a beginning"]),
        ("The farmers complained that rents had not.", "The farmers", "complained", ["rents had not"]),
        (
            "Freedonia has accused Sylvania of hiding grain, a charge Sylvania rejects in public.",
            "Freedonia",
            "accused",
            ["of hiding grain"],
        ),
        (
            "Rents fell, said the minister of labour, Ada Lind, at the opening of the fair.",
            "the minister of labour, Ada Lind",
            "said",
            ["Rents fell"],
        ),
    ],
)
def test_who_says_it_and_what_is_said_around_it(text: str, source: str, cue: str, words: list[str]) -> None:
    (statement,) = read(text)
    assert statement.source is not None
    assert statement.cue is not None
    assert (statement.source.quote, statement.cue.quote) == (source, cue)
    assert [c.quote for c in statement.content] == words


def test_a_gerund_with_its_own_object_behind_a_quotation_is_no_cue_of_it() -> None:
    said = read('The mayor notes, "Smoke kills more trees than frost", highlighting the importance of clean air.')
    quoted = [s for s in said if s.form == "direct"]
    assert [s.cue.quote for s in quoted if s.cue] == ["notes"]


@pytest.mark.parametrize(
    "text",
    [
        "The Wire, citing a source in the ministry, reported that rents fell.",
        "Rents fell, it said, citing two officials.",
    ],
)
def test_who_is_cited_says_what_is_reported(text: str) -> None:
    told = [s for s in read(text) if s.cue is not None and s.cue.quote == "citing"]
    assert [s.content[0].quote.lower() for s in told] == ["rents fell"]


def test_grounds_that_are_cited_are_no_source() -> None:
    (statement,) = read("The envoy cancelled the trip, citing reasons of health.")
    assert [c.quote for c in statement.content] == ["reasons of health"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind, asked whether talks would resume, said they would.",
        "Ada Lind, when asked whether talks would resume, said they would.",
        "Ada Lind, asked about the talks, said they would.",
    ],
)
def test_who_is_asked_has_not_asked(text: str) -> None:
    (statement,) = read(text)
    assert statement.source is not None
    assert (statement.source.quote, [c.quote for c in statement.content]) == ("Ada Lind", ["they would"])


def test_a_phrase_that_ends_the_sentence_frames_all_of_it() -> None:
    said = read("The mayor called in the envoy and demanded that the work stop, according to the ministry.")
    framed = next(s for s in said if s.cue is not None and s.cue.quote == "according to")
    assert [c.quote for c in framed.content] == ["The mayor called in the envoy and demanded that the work stop"]


def test_what_the_outlet_dates_of_a_person_is_not_said() -> None:
    (statement,) = read("Lind said the treatment of Ada Berg, who was arrested in June, had left him no choice.")
    assert [c.quote for c in statement.content] == ["the treatment of Ada Berg", "had left him no choice"]


def test_what_holds_where_it_happened_is_the_outlet_s_own_when_told_of_today() -> None:
    (statement,) = read("Lind said the talks had failed in Oslo, where the rules are strict.")
    assert [c.quote for c in statement.content] == ["the talks had failed in Oslo"]
    (statement,) = read("Lind said the talks had failed in Oslo, where others had succeeded.")
    assert [c.quote for c in statement.content] == ["the talks had failed in Oslo, where others had succeeded"]


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("Foreign investors, argued Lindqvist, are waiting.", "Lindqvist", ["Foreign investors", "are waiting"]),
        (
            "The northern valleys, added Minister Okoro, will need more grain.",
            "Minister Okoro",
            ["The northern valleys", "will need more grain"],
        ),
        (
            "But the older pipes, conceded the mayor of Lund, still leak.",
            "the mayor of Lund",
            ["the older pipes", "still leak"],
        ),
        ("The figures, reported the agency, were wrong.", "the agency", ["The figures", "were wrong"]),
    ],
)
def test_who_speaks_in_a_parenthesis_is_not_the_subject_around_it(text: str, source: str, words: list[str]) -> None:
    (statement,) = read(text)
    assert statement.source is not None
    assert (statement.source.quote, [c.quote for c in statement.content]) == (source, words)


@pytest.mark.parametrize(
    "text",
    [
        "The road, announced last year, will be finished in May.",
        "The law, proposed by the ministry, has been delayed.",
        "The deal, announced Monday, was signed in Oslo.",
    ],
)
def test_a_participle_in_commas_says_nothing(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The union asked the ministry to explain the cuts and to confirm that jobs were safe.", ["asked"]),
        ("The guests were invited to visit the site and propose changes.", []),
        ("She asked him to stay and said that he was needed.", ["asked", "said"]),
        ("They agreed to meet in May and reaffirm their support for the plan.", ["reaffirm"]),
    ],
)
def test_the_second_thing_that_somebody_is_to_say_has_not_been_said(text: str, cues: list[str]) -> None:
    assert [s.cue.quote for s in read(text) if s.cue is not None] == cues


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("Officials said the dam was old and warn it may break.", "Officials", ["the dam was old", "it may break"]),
        (
            "The ministers said Lind had paid and insist the debt is settled.",
            "The ministers",
            ["Lind had paid", "the debt is settled"],
        ),
        (
            "They claimed the guard was drunk and claim he has a grudge.",
            "They",
            ["the guard was drunk", "he has a grudge"],
        ),
    ],
)
def test_a_verb_that_agrees_with_who_speaks_alone_is_a_cue_of_its_own(text: str, source: str, words: list[str]) -> None:
    said = read(text)
    assert [(s.source.quote, c.quote) for s in said if s.source for c in s.content] == [(source, w) for w in words]


@pytest.mark.parametrize(
    "words",
    [
        "Oslo will pay and close the port",
        "the deal must be signed and take effect in May",
        "the plant uses coal and emits dust",
    ],
)
def test_a_verb_that_may_go_on_with_what_is_said_is_no_second_cue(words: str) -> None:
    (statement,) = read(f"Officials said {words}.")
    assert [c.quote for c in statement.content] == [words]


def test_what_another_adds_with_a_gerund_is_not_said_by_the_first() -> None:
    first, second = read("Lind said talks would go on, with the ministry adding that a date would be set.")
    assert [c.quote for c in first.content] == ["talks would go on"]
    assert second.source is not None
    assert (second.source.quote, [c.quote for c in second.content]) == ("the ministry", ["a date would be set"])
    (alone,) = read("Lind said the work would go on, with engineers coming every week.")
    assert [c.quote for c in alone.content] == ["the work would go on, with engineers coming every week"]


def test_what_is_pointed_out_is_no_hearer() -> None:
    (statement,) = read("Lind pointed out the risks of delay to the council.")
    assert [c.quote for c in statement.content] == ["the risks of delay to the council"]
    (statement,) = read("Lind pointed out the new wing to the guests.")
    assert statement.content[0].quote.startswith("the new wing")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Berg rejected the "absurd" claims of the ministry: "We never met the man."', "We never met the man."),
        ('Petrova dismissed "rumours" about her health: "I have never felt better."', "I have never felt better."),
        ('The ministry promised a "full review" of the case: "We are on it now."', "We are on it now."),
    ],
)
def test_a_colon_leads_up_to_a_quotation_past_words_in_marks(text: str, words: str) -> None:
    (statement,) = read(text)
    assert statement.content[-1].quote == words


def test_a_participle_of_the_source_is_not_what_it_says() -> None:
    said = read(
        "The paper has learned that according to an online notice made just over 24 hours ago, "
        "the bank's site is being attacked by thieves, causing the site to shut down."
    )
    (framed,) = (s for s in said if s.cue is not None and s.cue.quote == "according to")
    assert [c.quote for c in framed.content] == [
        "the bank's site is being attacked by thieves, causing the site to shut down"
    ]


def test_what_is_alleged_by_another_inside_a_quotation_is_a_statement() -> None:
    said = read('Lind told the court, "They were warned and it is alleged by the state that both men knew of it."')
    assert [s.source.quote for s in said if s.source] == ["Lind", "the state"]
