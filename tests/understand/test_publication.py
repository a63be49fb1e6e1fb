"""The day of publication of undated texts: settled by their clues, or left open."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.understand.analyse import analyse
from communique.understand.publication import infer_published


def infer(text: str) -> Published | None:
    article = Article(id="a", text=text)
    return infer_published(analyse(article), load_lexicon())


SETTLED = {
    "On March 12, the foreign minister received her Danish counterpart. The sides recalled the memorandum signed in "
    "January 2025. The next round will be held in Copenhagen in June 2025.": (
        "2025-03-12",
        ["March 12", "January 2025", "June 2025"],
    ),
    "On July 7, the presidents met in Riga. They recalled the visit of the king in October 2023. The next meeting will "
    "be held in September.": ("2024-07-07", ["July 7", "October 2023", "September"]),
    "On 9 May, the president opened the bridge. Works began two years ago, in 2022.": (
        "2024-05-09",
        ["9 May", "two years ago"],
    ),
    "On Tuesday, 3 October, the two presidents met in Sofia. The treaty was signed in May 2022. A joint session will "
    "take place in 2026.": ("2023-10-03", ["Tuesday, 3 October", "May 2022", "2026"]),
    "On 3 October 2024 the minister received the ambassador of Norway. They discussed trade, which began to grow in "
    "2021.": ("2024-10-03", ["3 October 2024"]),
    "TBILISI, March 11 (Agency) - The prime minister met a delegation of the bank. The loan was approved in December "
    "2025. The first tranche will be paid in May 2026.": ("2026-03-11", ["March 11", "December 2025", "May 2026"]),
    "On June 5, the president landed in Yerevan. He had last travelled to Armenia in November 2024.": (
        "2025-06-05",
        ["June 5", "November 2024"],
    ),
    "On September 2, the envoys met in Geneva. They had agreed on the agenda in April 2024 and will report to COP29.": (
        "2024-09-02",
        ["September 2", "April 2024", "COP29"],
    ),
}


@pytest.mark.parametrize("text", SETTLED)
def test_clues_that_settle_the_year(text: str) -> None:
    published = infer(text)
    assert published is not None
    value, clues = SETTLED[text]
    assert (published.value, published.basis) == (value, "inferred")
    assert [evidence.quote for evidence in published.evidence] == clues


DATELINES = (
    "MINSK, March 11, 2026 (Agency) - The prime minister met a delegation of the bank.",
    "11 March 2026 14:05\n\nThe prime minister met a delegation of the bank.",
    "Wednesday, March 11, 2026 | Minsk\n\nThe prime minister met a delegation of the bank on October 3, 2025.",
)


@pytest.mark.parametrize("text", DATELINES)
def test_datelines_with_their_year(text: str) -> None:
    published = infer(text)
    assert published is not None
    assert (published.value, published.basis) == ("2026-03-11", "dateline")


LEFT_OPEN = {
    "an old past": "On October 3, the foreign ministers met in Oslo. Relations were established in June 1992.",
    "no year": "On October 3, the foreign ministers met in Oslo and will meet again in November.",
    "no day": "The ministers met in Oslo. The treaty was signed in May 2024 and will take effect in January 2025.",
    "later days": "On 24 February 2022 the war began. In June 2024 a conference was held in Lucerne.",
    "too wide": "On March 12, the envoys met. The accord was signed in January 2021. The road will be ready in 2027.",
    "a day to come": "On October 3, the president will travel to Baku. He was there in May 2024; COP29 will follow.",
    "a treaty": "On July 7, the two sides met. They recalled the treaty signed in May 1993. They will meet in August.",
    "one visit alone": "On July 7, the two sides met. They recalled the visit of the king in October 2023.",
    "weekday": "On Monday, March 12, the envoys met. The pact was made in January 2025. It will end in June 2025.",
    "an aside": "The agreement signed on December 30, 2019, has entered into force. It allows direct flights.",
    "a name": "On April 28, the envoys met. They acted under the 1963 convention. A report will follow in 2027.",
    "nothing": "The ministers met and discussed trade.",
}


@pytest.mark.parametrize("why", LEFT_OPEN)
def test_clues_that_do_not_settle_it(why: str) -> None:
    assert infer(LEFT_OPEN[why]) is None
