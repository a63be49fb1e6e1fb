"""Furniture goes, the article stays, also where it talks like furniture."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from communique.record.document import Article, Related
from communique.record.outcome import Refusal

CleanBytes = Callable[..., Article | Refusal]
TITLE = "Vilnius and Tbilisi to open border crossing"
BODY = (
    "Lithuanian Foreign Minister Jonas Kalvaitis met his Georgian counterpart Nino Beridze in Vilnius on Monday.",
    '"We keep our word," Kalvaitis told reporters after the talks. "The border will open in June."',
    "The ministers also discussed trade, which reached 90 million euros last year.",
)
TEXT = "\n\n".join(BODY)


def article_of(result: Article | Refusal) -> Article:
    assert isinstance(result, Article), result
    return result


BEFORE = {
    "menu": "Home | News | Politics | About us | Contact\n\n{title}",
    "section and date": "Politics\n3 October 2024 11:05 (UTC +04:00)\n{title}",
    "section line": "{title}\n\n| World | Europe",
    "hour without year": "3 OCT, 14:05\n{title}",
    "author beside date": "{title}\nAni Petrova Oct 3, 2024",
    "byline": "{title}\nby Ani Petrova\n3 October 2024",
    "reading time": "{title}\nPolitics • 14:12, 03.10.24 • 2 minute read",
    "share bar": "{title}\n\nSHARE\n\nFacebook Twitter Telegram Copy link Print",
    "caption": "{title}\n\nKalvaitis and Beridze in the old town. Official photo.",
    "credit": "{title}\n\nPhoto: Press service of the ministry",
}
AFTER = {
    "related": "See also\n\nMinister resigns over fishing row\nSnow returns to the coast",
    "tags": "Tags: Georgia, Lithuania",
    "copyright": "© 2024 Border Post. All rights reserved.",
    "cookies": "We use cookies to improve your experience on our website. Change your cookie settings at any time.",
    "cookies in the third person": (
        "This website uses cookies. By clicking “Accept all” you consent to the use of cookies in your browser."
    ),
    "job": (
        "The Border Post is looking for reporters in Kaunas. We offer fair pay. Please send your CV and a cover letter "
        "to jobs@borderpost.example."
    ),
    "newsletter": "Sign up for our weekly newsletter and get the top stories in your inbox.",
    "comments": "Leave a reply. Your email address will not be published. Required fields are marked.",
    "credit line": "Reporting by Ani Petrova; Editing by Jaan Tamme",
    "disclaimer": "The opinions of the author do not necessarily reflect the position of the editors.",
    "contact": "Media enquiries\nEmail newsdesk@mfa.example\nTelephone 020 7008 3100",
    "hashtags": "#Georgia\n#Lithuania",
}


@pytest.mark.parametrize("head", BEFORE.values(), ids=BEFORE)
def test_furniture_before_the_article_goes(head: str, clean_bytes: CleanBytes) -> None:
    article = article_of(clean_bytes(f"{head.format(title=TITLE)}\n\n{TEXT}\n"))
    assert (article.title, article.text) == (TITLE, TEXT)


@pytest.mark.parametrize("tail", AFTER.values(), ids=AFTER)
def test_furniture_after_the_article_goes(tail: str, clean_bytes: CleanBytes) -> None:
    article = article_of(clean_bytes(f"{TITLE}\n\n{TEXT}\n\n{tail}\n"))
    assert (article.title, article.text) == (TITLE, TEXT)


@pytest.mark.parametrize("middle", ["Advertisement", "Read also: Snow returns to the coast", "Photo: Getty Images"])
def test_furniture_inside_the_article_goes(middle: str, clean_bytes: CleanBytes) -> None:
    article = article_of(clean_bytes("\n\n".join([TITLE, BODY[0], middle, *BODY[1:]])))
    assert article.text == TEXT


NEWS = {
    "cookies": "The regulator found that the company uses cookies and similar technologies without consent of users.",
    "quoted notice": (
        '"We use cookies like everybody else," its lawyer said. "You can change your cookie settings in your browser."'
    ),
    "hiring": (
        "The embassy seeks local specialists with experience and offers a competitive salary; applicants must submit "
        "a CV and a cover letter by 1 May."
    ),
    "invitation": "We invite you to attend the conference in Baku. Please confirm your visit by 1 May.",
    "speech": "We offer our friendship to all of you. Join us and follow us on this path.",
    "newsletter": "Subscribers of the ministry's newsletter received the text of the treaty by mistake.",
    "subheading": "Trade and transport",
    "see also in prose": "See also the statement of the ministry, which called the talks fruitful and frank.",
    "photo in prose": "The photo of the handshake, taken by a passer-by, was seen by a million people.",
}


@pytest.mark.parametrize("line", NEWS.values(), ids=NEWS)
@pytest.mark.parametrize("at", [1, 2])
def test_news_about_such_matters_stays(line: str, at: int, clean_bytes: CleanBytes) -> None:
    paragraphs = [*BODY[:at], line, *BODY[at:]]
    assert article_of(clean_bytes("\n\n".join([TITLE, *paragraphs]))).text == "\n\n".join(paragraphs)


@pytest.mark.parametrize("line", [NEWS["cookies"], NEWS["quoted notice"], NEWS["hiring"], NEWS["invitation"]])
def test_news_about_such_matters_stays_at_the_end(line: str, clean_bytes: CleanBytes) -> None:
    assert article_of(clean_bytes("\n\n".join([TITLE, *BODY, line]))).text == f"{TEXT}\n\n{line}"


@pytest.mark.parametrize(
    "credit", ["(Reporting by Ani Petrova; Editing by Jaan Tamme)", "(Additional reporting by A. B.) "]
)
def test_a_credit_in_brackets_goes_with_its_brackets_alone(credit: str, clean_bytes: CleanBytes) -> None:
    assert article_of(clean_bytes(f"{TITLE}\n\n{TEXT} {credit}\n")).text == TEXT


@pytest.mark.parametrize(
    "aside", ["(he writes well)", "(reporting by drones is banned) in the north", "(see the report by Tamme)"]
)
def test_other_brackets_stay(aside: str, clean_bytes: CleanBytes) -> None:
    assert article_of(clean_bytes(f"{TITLE}\n\n{TEXT} {aside}\n")).text == f"{TEXT} {aside}"


def test_leftovers_name_the_outlet(clean_bytes: CleanBytes) -> None:
    article = article_of(clean_bytes(f"{TITLE}\n\n{TEXT}\n\n{AFTER['job']}\n"))
    assert article.outlet == "The Border Post"


def test_no_leftovers_no_outlet(clean_bytes: CleanBytes) -> None:
    assert article_of(clean_bytes(f"{TITLE}\n\n{TEXT}\n")).outlet is None


def test_related_titles_are_kept_apart(clean_bytes: CleanBytes) -> None:
    tail = "Related Articles\n\nGrain prices fall\nMinister resigns https://news.example/resigns"
    article = article_of(clean_bytes(f"{TITLE}\n\n{TEXT}\n\n{tail}\n"))
    assert article.related == (
        Related("Grain prices fall"),
        Related("Minister resigns", "https://news.example/resigns"),
    )


def test_hard_wrapped_lines_are_joined_and_others_are_not(clean_bytes: CleanBytes) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in BODY)
    assert article_of(clean_bytes(f"{TITLE}\n\n{wrapped}")).text == TEXT
    assert article_of(clean_bytes("\n".join([TITLE, *BODY]))).text == TEXT


@pytest.mark.parametrize("line", ["Published 9 September 2024", "9 September 2024", "By Ani Petrova, 9 September 2024"])
def test_a_date_below_a_long_headline_is_not_wrapped_prose(line: str, clean_bytes: CleanBytes) -> None:
    title = "Readout of the minister's call with the foreign minister of Georgia"
    article = article_of(clean_bytes(f"{title}\n{line}\n\n{TEXT}".encode()))
    assert (article.title, article.text) == (title, TEXT)
    assert article.published is not None
    assert article.published.value == "2024-09-09"


def test_a_date_at_the_end_of_a_wrapped_sentence_stays(clean_bytes: CleanBytes) -> None:
    wrapped = (
        "The ministers said that the old bridge over the river would open again on\n"
        "9 September 2024, and that the customs offices on both of its ends would be\n"
        "ready by then. Both thanked the builders, who began their work in spring on\n"
        "9 March 2023."
    )
    assert article_of(clean_bytes(f"{BODY[0]}\n\n{wrapped}".encode())).text.endswith(wrapped.replace("\n", " "))


def test_a_story_set_apart_keeps_its_beginning(clean_bytes: CleanBytes) -> None:
    front = '---\ntitle: "Border"\npublished: "2024-10-04"\n---\n\n'
    head = "Office of the Spokesperson\n\nFriday, October 4, 2024"
    article = article_of(clean_bytes(f"{front}{head}\n\n{TEXT}", "a.md"))
    assert article.text == f"{head}\n\n{TEXT}"


TREATY = "Orvin signs the bridge treaty; tolls must wait"
HEADS = {
    "motto above the menu": "Vardania Today – news from Orvin since 2019\n\n☰ Menu   Search   EN\n\n{title}\n\n"
    "| Politics, Foreign relations\n\nWednesday, October 23, 2024, 09:15",
    "motto and menu of links": "Skip to content\n\nORVIN COURIER\nIndependent news from both banks\n\n"
    "Menu: News / Economy / Culture / Română\n\n{title}\n\nOctober 23, 2024, 19:20 · 3 minutes to read",
    "edition beside the masthead": "ORVIN POST | English edition\n\nWorld | Politics | Sport\n\n{title}\n\n"
    "23 October 2024 · 18:05",
    "outlet beside the date": "{title}\n\nHome > Business > Transport\n\n"
    "23 October 2024, 09:40 | Orvin Ledger | Reading time: 3 min",
    "author without a name": "Home | Orvin Basin | Water & Borders | Jobs | Oʻzbekcha\n\n{title}\n\n"
    "Orvin Basin › Water & Borders\n\n23 October 2024, 18:40 · by our correspondent in Orvin · 3 min read",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_headline_and_day_are_told_from_masthead_and_menu(head: str, clean_bytes: CleanBytes) -> None:
    story = "The foreign ministers of Vardania and Orvin signed the bridge treaty on Tuesday, their offices said."
    article = clean_bytes(
        f"{head.format(title=TREATY)}\n\n{story}\n\nThe bridge will open in May, the two ministers told reporters."
    )
    assert isinstance(article, Article)
    assert article.title == TREATY
    assert article.published is not None
    assert article.published.value == "2024-10-23"
    assert article.text.startswith(story)


def test_a_headline_may_speak_of_menus(clean_bytes: CleanBytes) -> None:
    head = "Menu prices rise in Orvin as tolls wait\n\nMinisters blame the new bridge for it\n\n23 October 2024"
    article = clean_bytes(
        f"{head}\n\nThe ministers of Vardania and Orvin met on Tuesday to talk about prices, they said."
    )
    assert isinstance(article, Article)
    assert article.title == "Menu prices rise in Orvin as tolls wait"
