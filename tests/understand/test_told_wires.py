"""Who says and undertakes what, in constructions that wires and readouts use daily: short texts of our own."""

from __future__ import annotations

import pytest

from tests.understand.page_texts import OUTLET, bound, office, read, said

BERG = "President Anna Berg of Norway"


@pytest.mark.parametrize(
    "cue",
    [
        "said on Tuesday after talks with Finland",
        "said on Monday, after meeting Erik Salo of Finland,",
        "told reporters after meeting her Finnish counterpart",
        "said before leaving for Finland",
        "warned after visiting Finland",
        "said after she met Erik Salo of Finland",
        "said while visiting Finland",
        "said following talks with Finland",
        "said when asked about Finland",
        "said, when the talks with Finland ended,",
        "announced on arriving in Finland",
        "left no doubt",
        "gave assurances",
        "issued a warning",
        "sent a message to Finland",
        "took to X to say",
    ],
)
def test_what_is_said_stands_behind_a_phrase_of_time_or_a_noun_of_words(cue: str) -> None:
    assert said(f"{BERG} {cue} that the border would close.") == [("Anna Berg", "the border would close")]


def test_who_learns_says_nothing() -> None:
    assert said(f"{BERG} left after learning that the border would close.") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (f'"We are ready," {BERG} said, according to a readout of the call.', "We are ready,"),
        (f"{BERG} said Finland would pay, according to a readout of the call.", "Finland would pay"),
        (f'"We are ready," {BERG} told Finland, according to state media.', "We are ready,"),
        (f'{BERG} referred to Finland as "a brother".', "a brother"),
        (f"{BERG} has promised to reopen the border with Finland.", "to reopen the border with Finland"),
        (f"{BERG} called Saturday for calm in Finland.", "calm in Finland"),
        (
            f"The border with Finland would reopen, {BERG} said, but ships would have to wait.",
            "The border with Finland would reopen ships would have to wait",
        ),
        (f'{BERG} replied that she had "no time," drawing laughter from the Finns.', 'she had "no time,'),
    ],
)
def test_one_statement(text: str, content: str) -> None:
    assert said(text) == [("Anna Berg", content)]


def test_a_denial_of_this_is_of_what_was_said_before() -> None:
    assert said(f"Finland says that Norway pays smugglers. {BERG} denied this.")[-1] == ("Anna Berg", "this")


@pytest.mark.parametrize("source", ["Diplomatic sources", "A senior official", "Two officials"])
def test_a_source_without_a_name_is_nobody_and_a_doubt(source: str) -> None:
    (statement,) = read(f"Norway and Finland met. {source} said that a deal was near.").statements
    assert statement.speaker is None
    assert [d.field for d in statement.doubts] == ["speaker"]


def test_who_goes_on_after_a_source_without_a_name_is_not_the_last_person_named() -> None:
    text = (
        "Finnish President Erik Salo warned Norway on Tuesday.\n\n"
        'A spokesman for the Norwegian government dismissed the warning. "Nothing new," he said.'
    )
    statement = read(text).statements[-1]
    assert statement.content[0].quote == "Nothing new,"
    assert (statement.speaker, [d.field for d in statement.doubts]) == (None, ["speaker"])


def test_he_is_who_was_named_after_the_source_without_a_name() -> None:
    text = "A spokesman dismissed the warning. Finnish President Erik Salo then met Norway's minister. "
    assert said(text + '"Nothing new," he said.')[-1] == ("Erik Salo", "Nothing new,")


def test_people_are_a_source_when_they_know_and_else_a_crowd() -> None:
    assert said("Two people familiar with the matter said that Norway would pay Finland.")[0][0] is None
    assert said("Two hundred people in Norway said that Finland should pay.")[0][0] is not None


def test_what_a_source_without_a_name_claims_is_not_the_outlet_s_own_word() -> None:
    events = read("Norway and Chile spoke of fish. Two officials said Finland had attacked Norwegian ships.").events
    event = next(e for e in events if e.type == "ASSAULT")
    assert event.asserted_by is None
    assert [d.field for d in event.doubts] == ["asserted_by"]


def test_officials_told_of_before_and_the_spokesman_of_a_body_are_somebody() -> None:
    for source in ("The officials", "The Norwegian army spokesman"):
        (statement,) = read(f"Norway and Finland met. {source} said that a deal was near.").statements
        assert statement.speaker is not None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("NATO leaders met in Oslo. The alliance said that Finland was safe.", "North Atlantic Treaty Organization"),
        ("Norway wrote to the European Union. The bloc said that it would answer.", "European Union"),
    ],
)
def test_the_bloc_and_the_alliance_are_those_named_last(text: str, speaker: str) -> None:
    assert said(text)[0][0] == speaker


def test_the_united_nations_are_no_alliance_and_no_organisation_of_before() -> None:
    for word in ("alliance", "organisation", "bloc"):
        speakers = {name for name, _ in said(f"Hamas met United Nations officials. The {word} said that it would go.")}
        assert "United Nations" not in speakers


def test_x_ends_a_sentence_as_a_platform_and_not_as_an_initial() -> None:
    names = {a.name for a in read("Francis X. Taylor of Norway met Erik Salo of Finland.").actors}
    assert "Francis X. Taylor" in names
    assert bound(f"{BERG} wrote about Finland on X. She will visit Finland in May.") == [
        ({"Anna Berg"}, "She will visit Finland in May")
    ]


@pytest.mark.parametrize(
    ("text", "by", "words"),
    [
        (
            "Norwegian President Anna Berg will fly to Helsinki on 5 May 2026.",
            "Anna Berg",
            "Norwegian President Anna Berg will fly to Helsinki on 5 May 2026",
        ),
        (
            "Under the document, Norway must reopen the border with Finland by 1 May 2026.",
            "Norway",
            "Under the document, Norway must reopen the border with Finland by 1 May 2026",
        ),
        ("Norway is also to send Finland two ships.", "Norway", "to send Finland two ships"),
        (
            "Norway announced a grant of 40 million euros for Finland.",
            "Norway",
            "Norway announced a grant of 40 million euros for Finland",
        ),
        ("Norway proposed a meeting with Finland.", "Norway", "Norway proposed a meeting with Finland"),
        (
            "The agreement provides for Norway to pay Finland 40 million euros.",
            "Norway",
            "The agreement provides for Norway to pay Finland 40 million euros",
        ),
        (
            "The agreement calls for Norway to pay Finland 40 million euros.",
            "Norway",
            "The agreement calls for Norway to pay Finland 40 million euros",
        ),
    ],
)
def test_bound(text: str, by: str, words: str) -> None:
    assert bound(text) == [({by}, words)]


def test_states_that_plan_are_bound_together() -> None:
    text = "Norway and Finland plan to sign a fisheries agreement in May."
    assert bound(text) == [({"Norway", "Finland"}, text.removesuffix("."))]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian President Anna Berg may visit Helsinki next year.",
        "Norwegian President Anna Berg could travel to Helsinki in May.",
        "Norway failed to approve $61 billion in aid for Finland.",
        "The treaty calls for calm between Norway and Finland.",
    ],
)
def test_nobody_is_bound(text: str) -> None:
    assert bound(text) == []


@pytest.mark.parametrize(
    ("text", "outlet", "person", "offices"),
    [
        (
            "Foreign Minister Erik Salo met his Norwegian colleague, Kari Lund, in Oslo. Finland is content.",
            "Yle News",
            "Kari Lund",
            [("foreign_minister", "NOR")],
        ),
        ("Helsinki praised Norwegian Ambassador in Helsinki Kari Lund.", OUTLET, "Kari Lund", [("ambassador", "NOR")]),
        (
            "Norway praised Finland. Chief Cabinet Secretary Ken Mori said so.",
            OUTLET,
            "Ken Mori",
            [("other", "JPN")],
        ),
        (
            "Erik Salo, chairman of the Finnish parliament's foreign affairs committee, praised Norway.",
            OUTLET,
            "Erik Salo",
            [("legislator", "FIN")],
        ),
        (
            "The European Union praised Norway. Its president, Ana Ferro, will come to Oslo.",
            OUTLET,
            "Ana Ferro",
            [("head_of_igo", "EU")],
        ),
        (
            "The foreign ministry in Oslo protested against Finland. Foreign ministry representative Ole Dahl said so.",
            OUTLET,
            "Ole Dahl",
            [("spokesperson", "NOR")],
        ),
        (
            "The White House confirmed the plan. Its spokeswoman, Kate Lee, thanked Norway.",
            OUTLET,
            "Kate Lee",
            [("spokesperson", "USA")],
        ),
        (
            "Norway praised President Erik Salo of Finland and his colleague Ole Dahl.",
            OUTLET,
            "Ole Dahl",
            [],
        ),
    ],
)
def test_offices(text: str, outlet: str, person: str, offices: list[tuple[str, str | None]]) -> None:
    assert office(text, person, outlet) == offices


@pytest.mark.parametrize(
    "text",
    [
        "The French foreign minister, Luc Moreau, met his Italian and Spanish counterparts, Ugo Neri and Ana Vega.",
        "Foreign ministers Luc Moreau (France), Ugo Neri (Italy) and Ana Vega (Spain) met in Rome.",
        "The foreign ministers of France, Italy and Spain, Luc Moreau, Ugo Neri and Ana Vega, met in Rome.",
    ],
)
def test_one_title_of_several_persons_and_states(text: str) -> None:
    for person, state in (("Luc Moreau", "FRA"), ("Ugo Neri", "ITA"), ("Ana Vega", "ESP")):
        assert ("foreign_minister", state) in office(text, person)


@pytest.mark.parametrize(
    ("town", "state"),
    [("told reporters in Warsaw", "POL"), ("said in Dublin", "IRL"), ("said in Brussels", "IRL")],
)
def test_who_tells_of_what_two_did_is_of_the_one_where_it_is_told(town: str, state: str) -> None:
    text = f"Ireland and Poland voted against it, Agriculture Minister Mark Savage {town}."
    assert office(text, "Mark Savage", "The Irish Times") == [("minister", state)]


@pytest.mark.parametrize(
    ("outlet", "state"),
    [
        ("NHK World", "JPN"),
        ("ANSA English", "ITA"),
        ("PAP / The First News", "POL"),
        ("The Korea Herald", "KOR"),
        ("Independent Online", None),
        ("National Radio", None),
    ],
)
def test_whose_outlet_it_is(outlet: str, state: str | None) -> None:
    text = (
        "Foreign Minister Kenta Mori spoke of fish. "
        "Japan, Italy, Poland, South Korea, the United Kingdom and the UAE listened."
    )
    served = office(text, "Kenta Mori", outlet)[0][1]
    assert served == state if state is not None else served not in ("GBR", "ARE")
