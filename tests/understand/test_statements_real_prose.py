"""Statements as outlets of every kind tell them: papers passed on, what the outlet adds, whose "the paper" is."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.analyse import analyse
from communique.understand.attribution.passage import Passage
from communique.understand.speech.turns import find_turns
from tests.understand.statement_texts import said
from tests.understand.test_statements_wires import told


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        # what another said is passed on whole; the outlet goes on behind the phrase
        (
            "The vast majority of Finns say they prefer lower prices, according to a new poll.",
            ["The vast majority of Finns say they prefer lower prices", "they prefer lower prices"],
        ),
        (
            "Ada Kroll told her guest that Riga was ready, according to the ministry, but stressed that Oslo was not.",
            ["Ada Kroll told her guest that Riga was ready", "Riga was ready", "Oslo was not"],
        ),
        (
            "Latvia and Chile will open the port, according to a joint statement, after their premiers met in Riga.",
            ["Latvia and Chile will open the port"],
        ),
        (
            "The guests came to Riga on Monday, according to their lawyers, and said they had questions.",
            ["The guests came to Riga on Monday … said they had questions", "they had questions"],
        ),
        # "as X said P" says P
        ("As Ada Kroll said the port would open, the crowd cheered.", ["the port would open"]),
        ("The port, as Ada Kroll said, is open.", ["The port … is open"]),
        # when it was said, what it led to
        ("Ada Kroll said Riga would open the port while meeting Jan Ozols on May 3.", ["Riga would open the port"]),
        (
            "Ada Kroll said Riga would open the port while keeping the road shut.",
            ["Riga would open the port while keeping the road shut"],
        ),
        ("Ada Kroll announced that the port was open, paving the way for new flights.", ["the port was open"]),
        # "that" leads on past what is quoted first
        (
            "Ada Kroll told him that, “if the talks fail,” Riga was “willing to go on.”",
            ["if the talks fail,” Riga was “willing to go on."],
        ),
        ("Ada Kroll said that, “if it rains, we will not go.”", ["if it rains, we will not go."]),
        # things that say nothing
        ("The move raised hopes that the truce would hold.", []),
        ("Ada Kroll raised concerns that the truce would end.", ["concerns that the truce would end"]),
        ("The move raised concerns in Riga.", []),
        ("Everything pointed to a new crisis.", []),
        ("The visit comes amid charges that Riga sells arms. Riga denies this.", ["this"]),
        ("Chile went on offering Riga vital military support.", []),
        ("They left the hall to protest the failure of the talks.", []),
        ("Ada Kroll left without naming an heir and stopped short of accusing Riga of fraud.", []),
        ("The rules for requesting a vote are strict.", []),
        # a mark that closes what nothing opened opens nothing
        (
            'We lose a patriot who never wavered," Ada Kroll wrote on Monday.\n\n"He gave us all he had," she added.',
            ["We lose a patriot who never wavered", "He gave us all he had,"],
        ),
        # two things condemned, one of them by what it was called
        (
            "Riga decried “old rules” and what it calls “cold law” in the east, saying they were bad.",
            ["old rules” and what it calls “cold law” in the east", "cold law", "they were bad"],
        ),
        ("Ada Kroll praised the guards and what they had done.", ["the guards and what they had done"]),
        # where it was said
        (
            "Ada Kroll signalled her support for the treaty, which is old, during a visit to Riga.",
            ["her support for the treaty, which is old"],
        ),
        (
            "Ada Kroll said she would sign it, with Jan Ozols, during a visit to Riga.",
            ["she would sign it, with Jan Ozols, during a visit to Riga"],
        ),
        ("They agreed to finish a pact to set out the terms.", []),
        # frames
        ("The rebels claim to hold the town.", ["to hold the town"]),
        ("Ada Kroll assured of giving legal help to Gambia.", ["of giving legal help to Gambia"]),
    ],
)
def test_what_is_said(text: str, statements: list[str]) -> None:
    assert [" … ".join(pieces) for pieces in said(text)] == statements


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Ada Kroll leads the Institute for Peace. The state-run Riga Mirror newspaper said the port was shut. "
            "“It is over,” the paper said.",
            "Riga Mirror",
        ),
        ("The Helsinki Times said it was so. Ada Kroll denied it. The newspaper said it had proof.", "Helsinki Times"),
        ("The Storting adopted a resolution condemning the war.", "Storting"),
        ("New resolutions condemning the war were vetoed.", None),
        (
            "Minister Ada Kroll spoke before landing in Lumbini, the birth place of Gautama saying ties are good.",
            "Ada Kroll",
        ),
        ("A new Quartet report criticizing Israeli policies came out.", "Quartet"),
        ("Prime Minister Ada Kroll told reporters the port was open. The statement said the road was shut.", None),
        (
            "Ada Kroll “called on Riga to open the port,” according to a statement from Latvia’s Foreign Ministry.\n\n"
            "“It is time,” it added.",
            "Foreign Ministry",
        ),
    ],
)
def test_who_speaks_last(text: str, last: str | None) -> None:
    speaker = told(text)[-1][0]
    assert (speaker or "").replace("’", "'") == (last or "")


def turns(text: str) -> list[tuple[str, str]]:
    """(label, words) of each turn of a talk."""
    analysis = analyse(Article(id="a", text=text))
    found = find_turns(Passage(analysis, load_lexicon().speech))
    return [(analysis.words(*t.source), analysis.words(*t.content[0])) for t in found if t.source is not None]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "PRIME MINISTER:\n\nThank you for coming.\n\nJOURNALIST 2:\n\nWill you go?\n\nPRIME MINISTER:\n\nI will.",
            [
                ("PRIME MINISTER", "Thank you for coming."),
                ("JOURNALIST 2", "Will you go?"),
                ("PRIME MINISTER", "I will."),
            ],
        ),
        (
            "ADA KROLL: It is open.\n\nJOURNALIST: Will you go?\n\nADA KROLL: I will.",
            [("ADA KROLL", "It is open."), ("JOURNALIST", "Will you go?"), ("ADA KROLL", "I will.")],
        ),
        ("Q: Will you go?\n\nA: Next week.", [("Q", "Will you go?"), ("A", "Next week.")]),
        ("BACKGROUND:\n\nThe port was shut.\n\nFURTHER INFORMATION:\n\nThe ministry is in Riga.", []),
        ("UPDATE: The port is open.\n\nCORRECTION: It is in Riga.", []),
    ],
)
def test_turns_of_a_talk(text: str, spoken: list[tuple[str, str]]) -> None:
    assert turns(text) == spoken


def test_a_label_is_who_holds_the_office() -> None:
    text = (
        "Prime Minister Ada Kroll met the press.\n\nPRIME MINISTER:\n\nThank you.\n\nJOURNALIST:\n\nWill you go?"
        "\n\nPRIME MINISTER:\n\nI will."
    )
    assert told(text) == [("Ada Kroll", "Thank you."), (None, "Will you go?"), ("Ada Kroll", "I will.")]
