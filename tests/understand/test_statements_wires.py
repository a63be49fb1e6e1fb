"""Statements as news agencies tell them: who passes on, settings at the end, papers that go on, marks left open."""

from __future__ import annotations

import pytest

import communique
from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.actors import find_cast
from communique.understand.analyse import analyse
from communique.understand.statements import find_statements
from tests.understand.statement_texts import read, said


def told(text: str) -> list[tuple[str | None, str]]:
    """(speaker's name, content) of each statement."""
    article, lexicon = Article(id="a", text=text), load_lexicon()
    analysis = analyse(article)
    cast = find_cast(article, analysis, lexicon)
    found = find_statements(article, analysis, lexicon, cast, ())
    return [
        (actor.name if (actor := cast.get(s.speaker)) else None, " … ".join(c.quote for c in s.content)) for s in found
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # a title with "of", and the "of" of what is charged
        ("Estonia accused the Minister of Finance of hiding the debt.", "of hiding the debt"),
        ("Estonia accused the head of the bank of fraud.", "of fraud"),
        ("Ada Kroll reminded Riga of Article 5 of the treaty.", "of Article 5 of the treaty"),
        # verbs with a hyphen
        ("The ministers called on Latvia to de-escalate and return.", "to de-escalate and return"),
        # the object is the matter, the infinitive its aim
        ("Foreign Minister Ada Kroll proposed short truces to free the wounded.", "short truces to free the wounded"),
        ("Foreign Minister Ada Kroll proposed to hold talks in Riga.", "to hold talks in Riga"),
        ("Ada Kroll demanded firm guarantees that the bank will stay.", "firm guarantees that the bank will stay"),
        # nouns that are what was said
        ("Ada Kroll asserted her support for the treaty.", "her support for the treaty"),
        ("Opposition leaders questioned the value of the treaty.", "the value of the treaty"),
        ("Foreign Minister Ada Kroll revealed plans to form a council.", "plans to form a council"),
        # when, where and as what it was said
        (
            "Prime Minister Ada Kroll affirmed their resolve to go on during their talks in Riga on Nov. 2.",
            "their resolve to go on",
        ),
        (
            "Ada Kroll praised the accords reached during the talks in Riga.",
            "the accords reached during the talks in Riga",
        ),
        ("Ada Kroll pledged to raise it during the talks in Riga.", "to raise it during the talks in Riga"),
        ("Ada Kroll announced a pact to resume flights, in a move aimed at closer ties.", "a pact to resume flights"),
        ("Ada Kroll said Riga would open the port, in what envoys called a breakthrough.", "Riga would open the port"),
        ("The minister said the port was open, in a part of the city.", "the port was open, in a part of the city"),
        ("The minister said talks went well.", "talks went well"),
        # lists, phrases before the clause, what the parse hangs elsewhere
        (
            "Ada Kroll told her guest that talks will also deal with a pact on links between the guard and Latvia's "
            "Maritime Agency, the opening of a hotline and joint patrols, and coordination on the return of fishermen.",
            "talks will also deal with a pact on links between the guard and Latvia's Maritime Agency, the opening of "
            "a hotline and joint patrols, and coordination on the return of fishermen",
        ),
        ("Lind said despite the war, trade would go on.", "despite the war, trade would go on"),
        (
            "Lind accused the bank in an article and a series of posts this month of putting its future at risk.",
            "of putting its future at risk",
        ),
        (
            "Lind said the office could not help before the envoy came and he was denied entry.",
            "the office could not help before the envoy came and he was denied entry",
        ),
        (
            "Lind told a delegation of Baltic-minded countries that Estonia has “no double standards” on it.",
            "Estonia has “no double standards” on it",
        ),
        ("OSLO: Estonia opposes the port, Lind said.", "Estonia opposes the port"),
    ],
)
def test_content_ends_where_the_outlet_goes_on(text: str, words: str) -> None:
    assert said(text)[0] == (words,)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Prime Minister Ada Kroll said Estonia will press on with drilling after a survey showed anger in Riga.",
            ["Estonia will press on with drilling"],
        ),
        ("Ada Kroll said Estonia will leave after the law is passed.", ["Estonia will leave after the law is passed"]),
        (
            "The ministers praised the fund, which they said has narrowed gaps.",
            ["the fund", "has narrowed gaps"],
        ),
        (
            "She was elected in a vote that the government hopes will end a crisis but which critics say is late.",
            ["will end a crisis", "is late"],
        ),
        (
            'Calling the remark an attempt to "wreck the talks", Foreign Minister Ada Kroll said Riga was mistaken.',
            ['an attempt to "wreck the talks', "Riga was mistaken"],
        ),
        ("Latvia called Wednesday for “restraint” over the strait.", ["restraint” over the strait"]),
        (
            "Estonia has not decided whether to leave, Lind said on Sunday, but leaving would not hurt ties.",
            ["Estonia has not decided whether to leave … leaving would not hurt ties"],
        ),
        (
            "It will keep them busy at the summit on Feb. 18-19, when “very tough talks” lie ahead, said Lind.",
            ["It will keep them busy at the summit on Feb. 18-19, when “very tough talks” lie ahead"],
        ),
        ("The evidence pointed to arson.", []),
        (
            "Lind said she would meet her guest next week to discuss the strait, which is one of the main oil routes.",
            ["she would meet her guest next week to discuss the strait"],
        ),
        (
            "Lind said the delegations discussed a truce and agreed to form joint groups.",
            ["the delegations discussed a truce and agreed to form joint groups"],
        ),
        (
            "Asked if he believed that the remarks were meant for voters, Lind said he had no proof.",
            ["he had no proof"],
        ),
        (
            "The two sides agreed to meet, though no date was set, a senior official told Delfi.",
            ["The two sides agreed to meet, though no date was set"],
        ),
        ("Estonia has been praised as a rare success.", []),
        ("Combatants are required to say whether they will agree.", []),
        ("Some old hands resigned, citing disenchantment with it all.", []),
    ],
)
def test_contents_of_a_sentence(text: str, contents: list[str]) -> None:
    assert [" … ".join(words) for words in said(text)] == contents


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "Foreign Minister Ada Kroll said that Riga was ready, the Baltica news agency reported on Monday.",
            [
                ("Baltica news agency", "Foreign Minister Ada Kroll said that Riga was ready"),
                ("Ada Kroll", "Riga was ready"),
            ],
        ),
        (
            "Foreign Minister Ada Kroll issued a statement on Friday saying ties with Latvia are strong.",
            [("Ada Kroll", "ties with Latvia are strong")],
        ),
        (
            "A Nordic Council report says the port is full. The report said ships were waiting.",
            [("Nordic Council", "the port is full"), ("Nordic Council", "ships were waiting")],
        ),
        (
            "Foreign Minister Ada Kroll welcomed the pact, pointing to the progress made in Riga.",
            [("Ada Kroll", "the pact"), ("Ada Kroll", "the progress made in Riga")],
        ),
        (
            "Both ministers, Foreign Minister Ada Kroll and Trade Minister Jan Ozols, said the pact was late.",
            [("Ada Kroll", "the pact was late")],
        ),
        (
            '"Riga must be in no doubt," the draft statement of the Nordic Council said.\n\n"We stand by it," it said.',
            [("Nordic Council", "Riga must be in no doubt,"), ("Nordic Council", "We stand by it,")],
        ),
        (
            "Two officials told reporters that the two leaders met in Riga. They said it would happen again.",
            [(None, "the two leaders met in Riga"), (None, "it would happen again")],
        ),
        (
            "Foreign Minister Ada Kroll said there was a deal, but Prime Minister Jan Ozols summed it up, saying that "
            "Riga would wait.",
            [("Ada Kroll", "there was a deal"), ("Jan Ozols", "Riga would wait")],
        ),
    ],
)
def test_who_says_so(text: str, statements: list[tuple[str | None, str]]) -> None:
    assert told(text) == statements


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            'It was "a shame" for both of them, Lind said. "We will do better next time."',
            [('It was "a shame" for both of them', "We will do better next time.")],
        ),
        (
            '"We keep to the plan," Lind said. "They must act against it" across the sea, Lind said.',
            [("We keep to the plan,",), ('They must act against it" across the sea',)],
        ),
        (
            "Lind said the ports were signs of “hidden work of the army.\n\n“In calm times it is trade,” she said.",
            [("the ports were signs of “hidden work of the army.",), ("In calm times it is trade,",)],
        ),
    ],
)
def test_quotations_that_go_on(text: str, pieces: list[tuple[str, ...]]) -> None:
    assert [tuple(c.quote for c in s.content) for s in read(text)] == pieces


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (
            "Norway will stay out, President Ana Lima of Norway repeated on Saturday, adding that it rains. Jorge "
            "Rojas of Chile, who met Lima in Oslo last week, had left.",
            False,
        ),
        ("Ana Lima of Norway met Jorge Rojas of Chile on Saturday. Lima said on Saturday that it rains.", True),
        ("Ana Lima of Norway met Jorge Rojas of Chile on Monday. Lima said on Wednesday that it rains.", False),
        ("Ana Lima of Norway met Jorge Rojas of Chile on Monday. Lima said that it rains.", True),
    ],
)
def test_what_is_said_on_another_day_was_not_said_there(text: str, there: bool) -> None:
    reading = communique.read(text)
    assert isinstance(reading, communique.Reading)
    assert {s.occasion is not None for s in reading.statements if s.cue is not None} == {there}
