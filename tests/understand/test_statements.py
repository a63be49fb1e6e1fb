"""What is said: content, cue, source, form and nesting of statements."""

from __future__ import annotations

import pytest

from tests.understand.statement_texts import read


def content(text: str) -> list[list[str]]:
    return [[c.quote for c in s.content] for s in read(text)]


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        ("The minister said that the border would open in May.", "said", "the border would open in May"),
        ("The border would open in May, the minister said.", "said", "The border would open in May"),
        ("The minister reaffirmed support for the peace plan.", "reaffirmed", "support for the peace plan"),
        ("The minister thanked the ambassador for his help.", "thanked", "for his help"),
        ("The minister urged Freedonia to release the sailors.", "urged", "to release the sailors"),
        ("The minister called on Freedonia to release the sailors.", "called on", "to release the sailors"),
        ("The minister called for an immediate ceasefire.", "called for", "an immediate ceasefire"),
        ("The minister looked forward to the next round.", "looked forward to", "the next round"),
        ("The minister informed his guest about the new tariffs.", "informed", "about the new tariffs"),
        ("The minister described the talks as fruitful.", "described", "fruitful"),
        ("According to the ministry, the bridge is closed.", "According to", "the bridge is closed"),
        ("It was noted that the bridge is closed.", "noted", "the bridge is closed"),
        ("The president is convinced that the treaty will hold.", "convinced", "the treaty will hold"),
        ("The minister promised to visit the region.", "promised", "to visit the region"),
        ("The minister said in a statement that the bridge was closed.", "said", "the bridge was closed"),
        ("The minister assured the guest that the bridge would open.", "assured", "the bridge would open"),
        ("As the minister noted, the bridge is closed.", "noted", "the bridge is closed"),
        ("The minister called for both sides to show restraint.", "called for", "both sides to show restraint"),
        ("The minister set out the terms of the loan.", "set out", "the terms of the loan"),
        (
            "The minister made it clear that the bridge would stay closed.",
            "made it clear",
            "the bridge would stay closed",
        ),
        ("In her opinion, the bridge is safe.", "In her opinion", "the bridge is safe"),
        ("The minister is hopeful that the treaty will hold.", "is hopeful", "the treaty will hold"),
        ("The ministry's claim that the bridge was safe came late.", "claim", "the bridge was safe"),
        ("There was agreement that the bridge was safe.", "agreement", "the bridge was safe"),
        ("The minister called for work on the bridge to resume.", "called for", "work on the bridge to resume"),
        ("The minister told reporters afterward that the bridge was safe.", "told", "the bridge was safe"),
        ("The bridge was safe, a diplomat was quoted as saying by the Wire.", "saying", "The bridge was safe"),
        ("The minister denied reports that the bridge was closed.", "denied", "reports that the bridge was closed"),
        ("The minister offered to host the talks, an offer that was taken up.", "offered", "to host the talks"),
        ("The minister said the mill would close, a bold step", "said", "the mill would close, a bold step"),
        ("The minister said the bridge was safe when", "said", "the bridge was safe"),
        (
            "We urge Freedonia to abide by its word and immediately cease actions that violate the treaty.",
            "urge",
            "to abide by its word and immediately cease actions that violate the treaty",
        ),
        (
            "The minister hinted that Freedonia would pay, provided Sylvania signed the plan.",
            "hinted",
            "Freedonia would pay, provided Sylvania signed the plan",
        ),
    ],
)
def test_reported_words(text: str, cue: str, words: str) -> None:
    (statement,) = read(text)
    assert statement.cue is not None
    assert (statement.cue.quote, [c.quote for c in statement.content]) == (cue, [words])
    assert statement.form == "indirect"


def test_a_sentence_before_its_cue_is_content() -> None:
    assert content("The harbour will reopen on Monday. This was stated by the minister.") == [
        ["The harbour will reopen on Monday"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"We keep our word," the minister said.',
        'The minister said: "We keep our word,"',
        'The minister added, "We keep our word,"',
        'Smiling, said the minister: "We keep our word,"',
    ],
)
def test_direct_words_keep_the_signs_inside_the_marks(text: str) -> None:
    (statement,) = read(text)
    assert ([c.quote for c in statement.content], statement.form) == (["We keep our word,"], "direct")


def test_a_quotation_split_by_its_cue_is_one_statement() -> None:
    assert content('"We came early," the minister said, "and we stay late."') == [
        ["We came early,", "and we stay late."]
    ]


def test_a_quotation_goes_on_after_a_full_stop() -> None:
    assert content('"We came early," the minister said. "Nobody was there."') == [
        ["We came early,", "Nobody was there."]
    ]


def test_a_second_cue_makes_a_second_statement() -> None:
    assert content('"We came early," the minister said. "Nobody was there," she added.') == [
        ["We came early,"],
        ["Nobody was there,"],
    ]


def test_borrowed_words_belong_to_their_statement() -> None:
    (statement,) = read('The minister said the talks were "quite useful" for both.')
    assert statement.content[0].quote == 'the talks were "quite useful" for both'
    assert statement.form == "mixed"


def test_a_quotation_that_a_verb_names_is_direct() -> None:
    (statement,) = read('The minister called the talks "modest but real".')
    assert ([c.quote for c in statement.content], statement.form) == (["modest but real"], "direct")


def test_a_cue_in_the_middle_parts_the_content() -> None:
    assert content("The road, the minister said, would stay closed until May.") == [
        ["The road", "would stay closed until May"]
    ]


def test_reported_words_and_the_quotation_behind_a_colon_are_one_statement() -> None:
    assert content('The minister said that nobody would be turned away: "The gates are open."') == [
        ["nobody would be turned away", "The gates are open."]
    ]


def test_remarks_under_the_name_of_who_gave_them_are_one_turn() -> None:
    heading = "Anna Jones, Minister of Trade\n\nVienna\n\n"
    (statement,) = read(f"{heading}Good morning. I thank our hosts.\n\nWe had a good meeting.")
    assert (statement.form, statement.cue) == ("direct", None)
    assert [c.quote for c in statement.content] == ["Good morning. I thank our hosts.\n\nWe had a good meeting."]
    assert not any(s.cue is None for s in read(f"{heading}The bridge is open. The town is glad."))


def test_scare_quotes_alone_are_no_statement() -> None:
    assert read('The so-called "grey zone" begins behind the river.') == ()


def test_coordinated_cues_are_statements_of_their_own() -> None:
    assert content("The minister noted that the road is open and thanked the ambassador for his patience.") == [
        ["the road is open"],
        ["for his patience"],
    ]


def test_a_second_verb_of_the_outlet_ends_the_content() -> None:
    assert content("The minister welcomed the new tariffs and left for the airport.") == [["the new tariffs"]]


def test_a_second_verb_inside_reported_words_stays_inside() -> None:
    assert content("The minister said that the guard had seen the man and had called the police.") == [
        ["the guard had seen the man and had called the police"]
    ]


def test_a_gerund_adds_a_statement_of_the_same_source() -> None:
    first, second = read("The minister said that the road was open, adding that trucks could pass.")
    assert second.source == first.source
    assert [c.quote for c in second.content] == ["trucks could pass"]


def test_what_is_told_within_a_quotation_stands_within() -> None:
    outer, inner = read("“She asked me: ‘Will the bridge be ready?’ I had no answer,” the mayor said.")
    assert inner.within == outer.id
    assert [c.quote for c in inner.content] == ["Will the bridge be ready?"]


def test_own_announcement_inside_a_quotation_is_no_statement() -> None:
    assert len(read('"I want to stress that the bridge is safe," the mayor said.')) == 1


def test_a_quotation_without_a_cue_is_a_statement() -> None:
    first, second = read('"We came early," the mayor said.\n\n"Nobody was there. We waited until noon."')
    assert (second.cue, second.source) == (None, None)
    assert first.content[0].quote == "We came early,"


def test_transcript_turns_are_direct_without_a_cue() -> None:
    text = "Anna Berg: Thank you for coming. The road was long.\n\nPeter Holm: It was a pleasure to travel here."
    statements = read(text)
    assert [(s.form, s.cue) for s in statements] == [("direct", None)] * 2
    assert [c.quote for s in statements for c in s.content] == [
        "Thank you for coming. The road was long.",
        "It was a pleasure to travel here.",
    ]


def test_reported_words_about_their_own_speaker_are_no_second_statement() -> None:
    assert len(read("The minister added that he welcomed the plan of the neighbours.")) == 1


def test_what_nobody_has_said_is_no_statement() -> None:
    assert read("The minister declined to say whether the bridge would open.") == ()
    assert read("The man, who asked not to be named, left the hall.") == ()


def test_figures_in_a_relative_clause_are_the_outlets_gloss() -> None:
    assert content("The mayor said the town, which has 20,000 inhabitants, needs a bridge.") == [
        ["the town", "needs a bridge"]
    ]


def test_a_paragraph_in_front_changes_spans_only() -> None:
    text = 'The minister said that the road was open. "We are glad," he added.'
    before, after = read(text), read("The sun was shining over the quiet bay.\n\n" + text)
    assert [s.id for s in before] == [s.id for s in after]
    assert [c.quote for s in before for c in s.content] == [c.quote for s in after for c in s.content]
