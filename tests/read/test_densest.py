"""The article's run in a whole copied page."""

from __future__ import annotations

from communique.lexicon.load import load_lexicon
from communique.read.clean import clean
from communique.read.forms.densest import find_densest
from communique.read.looks import count_words, is_prose
from communique.record.document import Article, Page

STORY = (
    "The foreign ministers of Sylvania and Freedonia met in Porto Nuovo on Tuesday and agreed to open two crossings.",
    "Speaking after the talks, the host said that both delegations had left the hall with a list of eleven tasks.",
    "Engineers of the two railways will look at the bridge in May, and a report is to be ready before the summer.",
)
TEASER = (
    "A minister resigns after the vote, and the coalition is looking for somebody to lead it until the autumn comes."
)
MENU = [f"Rubric {n}" for n in range(20)]


def read(lines: list[str]) -> Article:
    article = clean(Page("page.txt", "\n".join(lines).encode()), load_lexicon())
    assert isinstance(article, Article)
    return article


def test_teasers_around_a_copied_page_are_left_out() -> None:
    around = [*MENU, "3 March 2025", TEASER, *MENU, "Ministers meet in Porto Nuovo", "4 March 2025"]
    after = [*MENU, "2 comments", "reader1 says:", TEASER, *MENU]
    assert read([*around, *STORY, *after]).text.split("\n\n") == list(STORY)


def test_a_short_text_with_a_long_list_is_kept_whole() -> None:
    listed = [f"- road {n}" for n in range(8)]
    text = read(["Ministers meet in Porto Nuovo", *STORY[:2], "The roads are:", *listed, STORY[2]]).text
    assert all(words in text for words in (*STORY, "road 0", "road 7"))


def test_no_line_of_worth_is_no_run() -> None:
    assert find_densest([-1.0, -2.0]) == (0, 0)
    assert find_densest([]) == (0, 0)


def test_a_cloud_of_keywords_is_no_article() -> None:
    cloud = " ".join(f"keyword{n}" for n in range(60))
    assert read([*MENU, *STORY, *MENU, cloud, *MENU]).text.split("\n\n") == list(STORY)


def test_beginnings_of_other_stories_do_not_outweigh_the_article() -> None:
    cut = [f"{TEASER[:-1]} {n} and then…" for n in range(6)]
    assert read([*MENU, *cut, *MENU, *STORY, *MENU]).text.split("\n\n") == list(STORY)


def test_a_list_that_ends_the_article_of_a_copied_page_is_kept() -> None:
    listed = ["The parties have agreed to open these crossings:", "- the road at Alta", "- the road at Borgo"]
    text = read([*MENU, *STORY, *listed, *MENU]).text
    assert all(words in text for words in (*STORY, "the road at Alta", "the road at Borgo"))


def test_a_script_that_does_not_part_its_words_has_words() -> None:
    assert count_words("国境が開いた。") == 4
    assert is_prose("両国の外務大臣は火曜日に会談し、新しい国境検問所を開くことで合意した。")


def test_long_comments_below_the_article_are_left_out() -> None:
    said = [
        line for n in range(6) for line in (f"reader{n}", f"{n + 2} days ago at 07:1{n}", TEASER, TEASER[:-1] + "!")
    ]
    assert read([*MENU, *STORY, "[ 167 comments ]", "Top Rated Comments", *said, *MENU]).text.split("\n\n") == list(
        STORY
    )


def test_a_word_on_comments_ends_no_article() -> None:
    text = read([*MENU, *STORY, "Comments", *STORY[::-1], *MENU]).text
    assert text.count(STORY[0]) == 2


def test_an_article_begins_below_its_date_however_many_teasers_stand_above() -> None:
    teasers = [f"{TEASER[:-1]} of year {n}." for n in range(4)]
    around = [*MENU, *teasers, *MENU, "Ministers meet in Porto Nuovo", "4 March 2025"]
    assert read([*around, *STORY, *MENU]).text.split("\n\n") == list(STORY)


def test_a_date_below_two_paragraphs_does_not_begin_the_article() -> None:
    dated = [STORY[0], STORY[1], "4 March 2025", STORY[2], f"{STORY[2][:-1]} again."]
    text = read([*MENU, "Ministers meet in Porto Nuovo", *dated, *MENU]).text
    assert all(words in text for words in (*STORY[:2], STORY[2]))
