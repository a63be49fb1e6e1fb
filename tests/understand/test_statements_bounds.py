"""Where what is said begins and ends, what only looks like speech, and whose words a quotation goes on with."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.actors import find_cast
from communique.understand.analyse import analyse
from communique.understand.statements import find_statements
from tests.understand.statement_texts import read, said


def speakers(text: str) -> list[str | None]:
    article, lexicon = Article(id="a", text=text), load_lexicon()
    analysis = analyse(article)
    cast = find_cast(article, analysis, lexicon)
    found = find_statements(article, analysis, lexicon, cast, ())
    return [actor.name if (actor := cast.get(s.speaker)) else None for s in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The minister noted with regret that the talks had stalled.", "the talks had stalled"),
        (
            "We are grateful to Anna Berg and the Government of Sylvania for the part it played.",
            "for the part it played",
        ),
        ("The mayor urged them to wait, according to the Press Office.", "to wait"),
        (
            'She added that "one of the papers turned down" his column, although she did not say which.',
            'one of the papers turned down" his column',
        ),
        (
            "The envoy will stress the worth of work in promoting trade, combatting fraud, supporting farms, "
            "and training engineers.",
            "the worth of work in promoting trade, combatting fraud, supporting farms, and training engineers",
        ),
    ],
)
def test_content_ends_where_the_outlet_goes_on(text: str, words: str) -> None:
    assert (words,) in said(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "Rents fell by half in June, the mayor noted, to 90 crowns a week, and she praised her guest.",
            ("Rents fell by half in June", "to 90 crowns a week"),
        ),
        (
            'The camp would close "before the first snow", she told reporters, and not one hour later.',
            ('The camp would close "before the first snow', "and not one hour later"),
        ),
        (
            "The crew had “swept every deck”, the owner said on Monday, and had found no leak.",
            ("The crew had “swept every deck", "and had found no leak"),
        ),
        (
            "She said that Anna Berg, the mayor of the town, would open the bridge.",
            ("Anna Berg", "would open the bridge"),
        ),
        (
            "The minister confirmed that he would meet Anna Berg, one of the mayors on the river.",
            ("he would meet Anna Berg",),
        ),
        (
            "The minister regretted the step taken by Sylvania in June, when Freedonia shut the bridge.",
            ("the step taken by Sylvania in June",),
        ),
        (
            "A survey said between 5 and 12 ferries would sail.",
            ("between 5 and 12 ferries would sail",),
        ),
        (
            "The minister recalled her visit in March 2023, when the two sides signed a pact.",
            ("her visit in March 2023, when the two sides signed a pact",),
        ),
        ("The mayor urged them to sail on, even though the harbour was shut.", ("to sail on",)),
        ("The value of the old pact was stressed.", ("The value of the old pact",)),
        ("The crew have asked to see a doctor.", ("to see a doctor",)),
        ("The bank said it would pay the Bank of Sylvania (BNS).", ("it would pay the Bank of Sylvania (BNS)",)),
        ("The minister praised the committee (“Economic 2+2”).", ("the committee (“Economic 2+2”)",)),
        (
            "Mayor Holm has said he will not run again and a strike has shut the port.",
            ("he will not run again",),
        ),
        (
            "Mayor Holm has said that he will not run again and a strike has shut the port.",
            ("he will not run again and a strike has shut the port",),
        ),
        ("At lunch the emphasis was on cleaner rivers.", ("cleaner rivers",)),
        (
            "She said Sylvania, which owes the bank 40 million crowns, had asked for help.",
            ("Sylvania", "had asked for help"),
        ),
        ("The mayor has not only said that the bridge is safe.", ("the bridge is safe",)),
    ],
)
def test_content_is_all_that_was_said_and_no_more(text: str, spans: tuple[str, ...]) -> None:
    assert spans in said(text)


def test_a_colon_parts_two_reports() -> None:
    text = "She denied that the gate was locked: the key, she said, hung beside the door."
    assert said(text) == [("the gate was locked",), ("the key", "hung beside the door")]


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("Sylvania owes the bank 3 million crowns, Finance Ministry figures show.", "Finance Ministry"),
        ("A poll carried out by Radio Sylva found 61 percent of farmers wanting to sell.", "Radio Sylva"),
        ("A poll of 900 Norwegians showed that the bridge is loved.", None),
        ("The Norway report says the bridge is safe.", None),
        ("Data from the World Bank indicate that rents are falling.", "World Bank"),
        ("According to the EU statement, divers will search the lake.", "European Union"),
        ("The document says the bridge is safe.", None),
    ],
)
def test_a_paper_speaks_for_who_made_it(text: str, maker: str | None) -> None:
    assert speakers(text) == [maker]


def test_a_paper_and_its_results_say_what_things_do_not() -> None:
    assert said("The document reaffirms the importance of the bridge.") == [("the importance of the bridge",)]
    assert said("The results revealed that the bridge had been closed.") == [("the bridge had been closed",)]


def test_papers_find_and_persons_seek() -> None:
    assert read("The engineers found that the bridge had been closed.") == ()
    assert said("The survey found that the bridge had been closed.") == [("the bridge had been closed",)]


def test_a_colon_before_the_words_is_no_part_of_them() -> None:
    text = 'The captain was blunter: the guests, she grumbled, had come aboard in boots that "belong in a stable".'
    assert said(text) == [("the guests", 'had come aboard in boots that "belong in a stable')]


@pytest.mark.parametrize(
    "text",
    [
        "Neither mayor has confirmed the date.",
        "Nobody has confirmed the date, and no one has denied the plan.",
        "The mayor has not said whether the bridge is safe.",
        "No mayor has said that the bridge is safe. None of the engineers said that it was old.",
        "The launches underscored the need for a new treaty.",
        "The ice threatens to block the harbour.",
        "This suggests that the bridge is safe.",
        "The owner was unable to explain why the ferry had sunk.",
        "The emphasis of the show was on colour.",
        "A date was noted in the diary.",
        "Two attachés will be asked to leave the country.",
        "The hall was full. Image: Peter Holm. The chairs had come by train.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert read(text) == ()


def test_nobody_in_a_gloss_on_the_speaker_takes_no_words_away() -> None:
    text = "The minister, whom nobody expected at the gate, said that the bridge was safe."
    assert said(text) == [("the bridge was safe",)]
    assert said("No 10 said that the bridge was safe.") == [("the bridge was safe",)]


def test_persons_whom_the_article_does_not_name_speak_and_things_do_not() -> None:
    assert said("The widow threatened to sell the farm.") == [("to sell the farm",)]
    assert said("The shipowner testified that the hull was cracked.") == [("the hull was cracked",)]
    assert read("The ruins testify to the age of the town.") == ()


def test_a_question_without_an_asker_is_none() -> None:
    assert said("Asked whether the bridge was safe, she replied that it was.") == [("it was",)]
    assert said("Asked by the mayor to repair the bridge, she replied that it was safe.")[0] == (
        "to repair the bridge",
    )


def test_what_somebody_might_say_is_not_said() -> None:
    assert len(read('"If the council says "yes", then work begins," the mayor said.')) == 1


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('The minister praised the crew of the ship "Morning Star" in the north.', "indirect"),
        ('The minister noted the worth of the Law "On Water and Fish" in the north.', "indirect"),
        ('The minister regretted the "unfriendly step" of the neighbours.', "mixed"),
        ('The minister called the plan "Nonsense".', "direct"),
    ],
)
def test_marks_around_a_name_are_no_quotation(text: str, form: str) -> None:
    assert [s.form for s in read(text)] == [form]


def test_a_label_in_marks_is_told_also_before_a_second_deed() -> None:
    text = 'The captain called the offer "a bad joke" and demanded a new boat.'
    assert said(text) == [("a bad joke",), ("a new boat",)]


def test_an_agency_quotes_another() -> None:
    text = "According to the Alpha news agency, quoting the paper Beta, the army is on high alert."
    statements = read(text)
    assert [s.source.quote for s in statements if s.source] == ["the Alpha news agency", "the paper Beta"]
    assert {c.quote for s in statements for c in s.content} == {"the army is on high alert"}


def test_an_aim_behind_a_journey_is_the_travellers() -> None:
    text = "Secretary Anna Berg will travel to Estonia, Norway, and Iceland May 3 to 9 to emphasize the need for trade."
    assert speakers(text) == ["Anna Berg"]


def test_a_quotation_goes_on_with_what_an_unnamed_source_said() -> None:
    text = (
        '"We agree," Anna Berg said. The harvest is lost, said a farmhand. '
        '"It rained, it froze, and all of us sat and watched."'
    )
    assert speakers(text) == ["Anna Berg", None, None]


def test_i_is_who_the_title_names() -> None:
    title = "Statement by President Anna Berg on the Bridge"
    text = "I thank the builders for their work. Our town is proud.\n\nPresident Anna Berg will open the bridge in May."
    article, lexicon = Article(id="a", text=text, title=title), load_lexicon()
    analysis = analyse(article)
    cast = find_cast(article, analysis, lexicon)
    (found,) = find_statements(article, analysis, lexicon, cast, ())
    assert found.speaker is not None
    assert cast[found.speaker].name == "Anna Berg"
    assert find_statements(Article(id="a", text=text), analysis, lexicon, cast, ())[0].speaker is None


def test_a_quotation_may_lack_its_comma() -> None:
    text = '"We came early, but nobody was there" Anna Berg said.\n\n"We waited until noon."'
    first, second = read(text)
    assert (first.form, second.cue) == ("direct", None)
    assert speakers(text) == ["Anna Berg", "Anna Berg"]


OTHERS = "Anna Berg of Norway met Peter Holm of Finland in Oslo. Peter Holm said that nothing had been agreed.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        'Anna Berg wrote on X:\n\n"A good day for both of us. We will build the bridge."\n\nUsers agreed.',
        'Anna Berg tweeted from her own account:\n\n"A good day for both of us. We will build it."',
        '"A good day for both of us. We will build the bridge." - Anna Berg\n\nThe fog came down.',
        "“A good day for both of us. We will build it.” — Anna Berg, President of Norway\n\nThe fog came down.",
    ],
)
def test_a_quotation_is_whose_name_leads_to_it_from_the_paragraph_before_or_signs_it(text: str) -> None:
    assert speakers(OTHERS + text) == ["Peter Holm", "Anna Berg"]


@pytest.mark.parametrize(
    "text",
    [
        'The programme for Monday:\n\n"A good day for both of us. We will build the bridge."',
        '"A good day for both of us. We will build the bridge." - Anna Berg was not amused.',
    ],
)
def test_a_heading_leads_to_nobody_s_words_and_a_clause_signs_nothing(text: str) -> None:
    assert "Anna Berg" not in speakers(OTHERS + text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The minister said that Riga would open an embassy by June, after meeting her counterpart in Tallinn.",
            "Riga would open an embassy by June",
        ),
        (
            "The minister said that no deal was possible without guarantees, following a meeting of the council.",
            "no deal was possible without guarantees",
        ),
        (
            "The premier said on Tuesday Nairobi would not withdraw its troops, hours after a bomb killed six people.",
            "Nairobi would not withdraw its troops",
        ),
        ("Turkey will not yield, Kemal Aydin said, as relations with Sweden worsened.", "Turkey will not yield"),
        ("The port was not for sale, the premier said in an interview.", "The port was not for sale"),
        ("She urged the islanders to stop provocations at a regular briefing in Beijing.", "to stop provocations"),
        ("The union called on Israel to lift the blockade in a statement issued on Sunday.", "to lift the blockade"),
        (
            'Mori said Japan "cannot accept" the measure, which he described as "unfair".',
            'Japan "cannot accept" the measure',
        ),
        (
            "Holm said the alliance would send more jets, a move long sought by Vilnius.",
            "the alliance would send more jets",
        ),
        (
            "The ministry said it had agreed with Ankara on a field, a deal that Greece considers illegal.",
            "it had agreed with Ankara on a field",
        ),
        ("The envoy told the council the sanctions had failed.", "the sanctions had failed"),
        ("The president offered her condolences to the families.", "her condolences to the families"),
        # no setting of the speech, but what was said
        (
            "The minister said the plan would be announced in a speech on Friday.",
            "the plan would be announced in a speech on Friday",
        ),
        (
            "The premier said the talks had failed after the army shelled the town.",
            "the talks had failed after the army shelled the town",
        ),
        ("The envoy said Monday would be a test.", "Monday would be a test"),
    ],
)
def test_when_and_where_it_was_said_is_no_content(text: str, words: str) -> None:
    assert (words,) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said Egypt supported a united Sudan, stressing the rejection of any parallel government.",
        "The minister told him that Tehran would return to talks, while stressing the worth of enrichment.",
    ],
)
def test_who_says_so_goes_on_stressing(text: str) -> None:
    first, second = read(text)
    assert first.source == second.source
    assert second.within is None


def test_who_is_cited_as_saying_so_speaks() -> None:
    (statement,) = read("The paper cited Ann Example as saying the parties must talk.")
    assert statement.source is not None
    assert statement.source.quote == "Ann Example"


def test_whom_an_agency_cites_says_the_same() -> None:
    found = read("Yonhap reported that the North had fired a missile, citing the military.")
    assert [s.cue.quote if s.cue else None for s in found] == ["reported", "citing"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ministers instructed their deputies to prepare a road map.", "to prepare a road map"),
        ("The chair told us to raise the sum, and we will get there.", "to raise the sum"),
        ("The envoy requested a postponement until autumn.", "a postponement until autumn"),
        ("London urged patience.", "patience"),
        ("The premier renewed his rejection of any tax.", "his rejection of any tax"),
        ("The premier pointed out the need for a road.", "the need for a road"),
        (
            "The port will shut if rockets are fired, the papers reported.",
            "The port will shut if rockets are fired",
        ),
    ],
)
def test_what_is_ordered_requested_and_urged_is_said(text: str, words: str) -> None:
    assert (words,) in said(text)


@pytest.mark.parametrize("text", ["The sides agreed to instruct them to start.", "The sources requested anonymity."])
def test_what_is_yet_to_be_ordered_is_not(text: str) -> None:
    assert not said(text)
