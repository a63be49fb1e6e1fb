"""Lines of a whole copied page that their company gives away."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.read.clean import clean
from communique.record.document import Article, Page

STORY = (
    "The foreign ministers of Sylvania and Freedonia met in Porto Nuovo on Tuesday and agreed to open two crossings.",
    "Speaking after the talks, the host said that both delegations had left the hall with a list of eleven tasks.",
    "Engineers of the two railways will look at the bridge in May, and a report is to be ready before the summer.",
)
MENU = [f"Rubric {n}" for n in range(20)]


def paragraphs(*lines: str) -> list[str]:
    article = clean(Page("page.txt", "\n".join([*MENU, *lines, *MENU]).encode()), load_lexicon())
    assert isinstance(article, Article)
    return article.text.split("\n\n")


def test_a_notice_below_a_heading_within_the_article_is_left_out() -> None:
    box = ("The morning letter", "Sign up for our newsletter and get the main stories in your inbox every day.")
    assert paragraphs("4 March 2025", STORY[0], *box, *STORY[1:]) == [STORY[0], box[0], *STORY[1:]]


def test_a_paragraph_between_two_others_is_no_notice() -> None:
    told = "Please send us your letters, the ministry wrote in its newsletter, and sign up for the Tuesday briefing."
    assert paragraphs(STORY[0], told, *STORY[1:]) == [STORY[0], told, *STORY[1:]]


def test_a_title_that_the_page_has_twice_leads_elsewhere() -> None:
    title = "Sylvania closes its airport for a week"
    assert paragraphs(STORY[0], title, *STORY[1:], "Rubric", title) == list(STORY)


@pytest.mark.parametrize(
    "counters", ["Image 1 of 2|Image 2 of 2", "Bild 1 von 2|Bild 2 von 2", "Фото 1 из 2|Фото 2 из 2"]
)
def test_a_gallery_shows_captions(counters: str) -> None:
    captions = (
        "The two ministers walk across the old bridge before the talks in the harbour began on Tuesday morning.",
        "Officials of both sides look at a map of the roads that lead to the two crossings, and drink their tea.",
    )
    gallery = [line for both in zip(counters.split("|"), captions, strict=True) for line in both]
    assert paragraphs("4 March 2025", STORY[0], *gallery, *STORY[1:]) == list(STORY)


def test_a_gallery_without_captions_leaves_the_next_paragraph_alone() -> None:
    assert paragraphs("4 March 2025", STORY[0], "1 / 3", "2 / 3", "3 / 3", *STORY[1:]) == list(STORY)


def test_a_paragraph_that_stands_there_twice_is_a_caption() -> None:
    caption = "The two ministers walk across the old bridge before the talks in the harbour began on Tuesday morning."
    assert paragraphs(STORY[0], caption, caption, *STORY[1:]) == list(STORY)


@pytest.mark.parametrize("more", ["Read more »", "Weiterlesen", "Lire la suite", "Devamını oku", "Подробнее", "ვრცლად"])
def test_beginnings_of_other_stories_above_their_read_more_are_left_out(more: str) -> None:
    teasers = [f"A minister resigns after vote {n}, and the coalition looks for somebody to lead it." for n in range(9)]
    listed = [line for teaser in teasers for line in (teaser, more)]
    assert paragraphs(*STORY, *listed) == list(STORY)


@pytest.mark.parametrize("heading", ["About the author", "About Ada Kline", "Über die Autorin", "Об авторе"])
def test_the_author_s_portrait_below_the_article_is_left_out(heading: str) -> None:
    portrait = (
        "Ada Kline has written about railways and rivers for eleven years and lives near the harbour with two cats."
    )
    assert paragraphs(*STORY, heading, portrait) == list(STORY)


def test_a_heading_that_begins_with_about_is_not_the_author_s() -> None:
    assert paragraphs(STORY[0], "About the bridge", *STORY[1:]) == [STORY[0], "About the bridge", *STORY[1:]]


def test_long_comments_of_named_readers_do_not_outweigh_the_article() -> None:
    comments = [
        line
        for n in range(5)
        for line in (
            f"Reader {n} on March {n + 3}, 2025 at 6:3{n} am said:",
            *(f"{text} Or so I read." for text in STORY),
        )
    ]
    assert paragraphs(*STORY, "Comments", *comments) == list(STORY)


@pytest.mark.parametrize(
    "heading",
    ["Lesen Sie auch", "À lire aussi", "Te puede interesar", "İlgili haberler", "Читайте также", "მსგავსი სიახლეები"],
)
def test_lists_of_other_stories_are_known_in_other_languages(heading: str) -> None:
    titles = ["A harbour is closed for a week", "A bank opens a branch", "Rain is expected in the south"]
    rest = [f"{text[:-1]}, as the second paper of the day has it." for text in STORY]
    assert paragraphs(*STORY, heading, *titles, *rest) == [*STORY, *rest]


@pytest.mark.parametrize(
    "notice",
    [
        "Diese Website verwendet Cookies. Mehr dazu in unserer Datenschutzerklärung.",
        "Nous utilisons des cookies. En cliquant sur Tout accepter, vous acceptez notre politique de confidentialité.",
        "Мы используем файлы cookie, чтобы наш сайт работал лучше.",
        "Bültenimize abone olun, haberler her sabah e-posta adresinize gelsin.",
    ],
)
def test_notices_in_other_languages_are_left_out(notice: str) -> None:
    assert paragraphs("4 March 2025", STORY[0], "Facebook", notice, *STORY[1:]) == list(STORY)


def test_the_headline_is_the_one_above_the_article_and_its_date() -> None:
    above = ("Skip to the main content", "We value your privacy", "Storm closes the ports of the north", "3 March 2025")
    head = ("Ministers meet in Porto Nuovo", "By Ada Kline", "4 March 2025")
    text = "\n".join([*MENU, *above, *MENU, *head, *STORY, *MENU, "Ports closed in the storm", "2 March 2025"])
    article = clean(Page("page.txt", text.encode()), load_lexicon())
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == list(STORY)
    assert article.title == head[0]
    assert article.published is not None
    assert article.published.value == "2025-03-04"
