"""Walls, questions for consent and other languages are refused by name; whole articles beside them are read."""

from __future__ import annotations

import time

import pytest

from communique.lexicon.load import load_lexicon
from communique.read.clean import clean
from communique.read.forms.gates import find_gate, visible
from communique.read.language import foreign_language
from communique.record.document import Article, Page
from communique.record.outcome import Reason, Refusal

TEASER = (
    "<p>The foreign ministers of Tuvaria and Lentia met in Port Amsel on Tuesday to discuss the reopening of the Orla "
    "crossing, which has been closed since the spring.</p>"
)
WHOLE = TEASER + "".join(
    f"<p>In point {n} of their statement the ministers agreed that experts of both sides will meet again before the "
    f"end of the month, and that the customs posts {n} and {n + 1} will be open to lorries from both countries.</p>"
    for n in range(1, 9)
)
SHORT = (
    TEASER
    + "<p>Nothing was signed, but both said that they would be back in Port Amsel before the end of the month.</p>"
)
BANNER = (
    '<div id="cmp"><h2>We value your privacy</h2><p>We and our partners store and/or access information on a device, '
    "such as cookies, and process personal data such as unique identifiers. You may click to consent to our and our "
    "854 partners' processing.</p><button>Manage options</button><button>Accept all</button></div>"
)


def read(body: str, head: str = "") -> Article | Refusal:
    html = f"<html><head><title>Ministers meet</title>{head}</head><body>{body}</body></html>"
    return clean(Page("p.html", html.encode(), "text/html", url="https://news.example/a"), load_lexicon())


def article(body: str) -> str:
    return f"<nav><a href='/'>Home</a></nav><article><h1>Ministers meet in Port Amsel</h1>{body}</article>"


@pytest.mark.parametrize(
    "wall",
    [
        "<div class='wall'><p>Subscribe to continue reading</p><p>From 5 euros a month. Cancel anytime.</p></div>",
        "<section><h3>This article is for subscribers</h3><a>Already a subscriber? Log in</a></section>",
        "<div>You've read your last free article.</div>",
        "<p>Register to read the full story.</p>",
        "<aside>To read the full article, start your free trial.</aside>",
    ],
)
def test_a_wall_is_named(wall: str) -> None:
    told = read(article(TEASER + wall))
    assert isinstance(told, Refusal)
    assert (told.reason, told.stage) == (Reason.PAYWALL, "clean")
    assert "subscribers" in told.detail


def test_a_wall_that_only_machines_are_told_of() -> None:
    mark = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    told = read(article(TEASER), mark)
    assert isinstance(told, Refusal)
    assert told.reason is Reason.PAYWALL
    assert isinstance(read(article(WHOLE), mark), Article)  # a search engine's copy, or a meter that has not run out
    cut = read(article(WHOLE + "<p>Subscribe to continue reading</p>"), mark)
    assert isinstance(cut, Refusal)
    assert cut.reason is Reason.PAYWALL


def test_an_invitation_beside_a_whole_article_is_no_wall() -> None:
    told = read(
        "<header>Already a subscriber? Log in. Subscribe now</header>" + article(WHOLE) + "<p>Cancel anytime</p>"
    )
    assert isinstance(told, Article)
    assert "Cancel anytime" not in told.text
    told = read("<header>Already a subscriber? Log in. Subscribe now</header>" + article(SHORT))
    assert isinstance(told, Article)
    hidden = "<script>var t = 'Subscribe to continue reading'</script><!-- this article is for subscribers -->"
    assert isinstance(read(hidden + article(SHORT)), Article)


def test_a_question_for_consent_is_named() -> None:
    told = read(BANNER)
    assert isinstance(told, Refusal)
    assert told.reason is Reason.CONSENT, told
    long = BANNER.replace("You may click", "You can change your choices at any time. " * 20 + "You may click")
    told = read(f"<main>{long}</main>")
    assert isinstance(told, Refusal)
    assert told.reason in (Reason.CONSENT, Reason.NO_ARTICLE)


@pytest.mark.parametrize("at_top", [True, False])
def test_a_banner_on_an_articles_page_changes_nothing(at_top: bool) -> None:
    body = article(WHOLE)
    told = read(BANNER + body if at_top else body + BANNER)
    assert isinstance(told, Article), told
    assert "partners" not in told.text
    plain = read(body)
    assert isinstance(plain, Article)
    assert told.text == plain.text


def test_an_article_about_consent_is_read() -> None:
    told = read(article(
        "<p>The regulator told broadcasters on Monday that they must ask before they use cookies, and that a button to "
        "accept all cookies needs one beside it to reject all cookies.</p>" + WHOLE
    ))  # fmt: skip
    assert isinstance(told, Article)
    assert "reject all cookies" in told.text


# Each says: "The foreign ministers met on Tuesday and discussed trade between the two countries."
LANGUAGES = {
    "Armenian": "Արտաքին գործերի նախարարները հանդիպեցին երեքշաբթի օրը և քննարկեցին երկու երկրների առևտուրը։",
    "Azerbaijani": "Xarici işlər nazirləri çərşənbə axşamı görüşdülər və iki ölkə arasında ticarəti müzakirə etdilər.",
    "Belarusian": "Міністры замежных спраў сустрэліся ў аўторак і абмяркоўвалі гандаль паміж дзвюма краінамі.",
    "French": "Les ministres des Affaires étrangères se sont vus mardi et ont discuté du commerce entre les deux pays.",
    "Georgian": "საგარეო საქმეთა მინისტრები სამშაბათს შეხვდნენ და ორ ქვეყანას შორის ვაჭრობა განიხილეს.",
    "German": "Die Außenminister trafen sich am Dienstag und sprachen über den Handel zwischen den beiden Ländern.",
    "Kazakh": "Сыртқы істер министрлері сейсенбі күні кездесіп, екі ел арасындағы сауданы талқылады.",
    "Persian": "وزیران امور خارجه روز سه‌شنبه دیدار کردند و درباره تجارت میان دو کشور گفت‌وگو کردند.",
    "Polish": "Ministrowie spraw zagranicznych spotkali się we wtorek i omawiali handel między oboma krajami.",
    "Romanian": "Miniștrii de externe s-au întâlnit marți și au discutat despre comerțul dintre cele două țări.",
    "Russian": "Министры иностранных дел встретились во вторник и обсуждали торговлю между двумя странами.",
    "Spanish": "Los ministros de Asuntos Exteriores se vieron el martes y hablaron del comercio entre los dos países.",
    "Turkish": "Dışişleri bakanları salı günü bir araya geldi ve iki ülke arasındaki ticareti görüştü.",
    "Ukrainian": "Міністри закордонних справ зустрілися у вівторок і обговорювали торгівлю між двома країнами.",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("times", [1, 4])
def test_other_languages_are_refused_by_name(language: str, times: int) -> None:
    told = read(article(f"<p>{LANGUAGES[language]}</p>" * times))
    assert isinstance(told, Refusal)
    assert told.reason is Reason.LANGUAGE, told
    # Neighbours may be taken for each other; what matters is that none is taken for English.
    assert "communique reads English" in told.detail


# One sentence each, as short as news gets; neighbours share words with each other, and some with English.
SHORT_ONES = (
    "De ministers van Buitenlandse Zaken ontmoetten elkaar dinsdag in Riga en bespraken de handel.",
    "Udenrigsministrene mødtes tirsdag i Riga og drøftede handlen mellem de to lande.",
    "Utenriksministrene møttes tirsdag i Riga og drøftet handelen mellom de to landene.",
    "Ministři zahraničí se v úterý sešli v Rize a jednali o obchodu mezi oběma zeměmi.",
    "A külügyminiszterek kedden Rigában találkoztak, és a két ország közötti kereskedelemről tárgyaltak.",
    "Ministri vanjskih poslova sastali su se u utorak u Rigi i razgovarali o trgovini dviju zemalja.",
    "Xarici isler nazirleri bu gun Bakida gorusdu ve iki olke arasinda ticareti muzakire etdi.",
    "Tashqi ishlar vazirlari seshanba kuni Toshkentda uchrashib, savdoni muhokama qildilar.",
    "Para menteri luar negeri bertemu pada hari Selasa di Riga dan membahas perdagangan kedua negara.",
    "Ministrat e Jashtëm u takuan të martën në Rigë dhe diskutuan tregtinë midis dy vendeve.",
    "Legati die Martis Rigae convenerunt et de commercio inter duas civitates disputaverunt.",
)
ENGLISH = (
    "Foreign ministers meet in Riga, discuss bilateral trade.",
    "Baku, Yerevan exchange prisoners: ministry statement follows Abu Dhabi talks",
    "Armenian Foreign Minister Ararat Mirzoyan, Azerbaijani Foreign Minister Jeyhun Bayramov, Turkish Foreign Minister "
    "Hakan Fidan",
    "Uzbekistan, Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan, Azerbaijan sign joint declaration",
    "Delegation heads: Lukashenko, Tokayev, Mirziyoyev, Japarov, Rahmon, Berdimuhamedow, Pashinyan, Aliyev",
)


@pytest.mark.parametrize("text", SHORT_ONES)
def test_one_sentence_is_enough_to_tell(text: str) -> None:
    assert foreign_language(text, load_lexicon().page) is not None


@pytest.mark.parametrize("text", ENGLISH)
def test_headlines_and_lists_of_names_stay_english(text: str) -> None:
    assert foreign_language(text, load_lexicon().page) is None


def test_a_few_foreign_words_do_not_make_an_article_foreign() -> None:
    told = read(article(WHOLE + f"<p>{LANGUAGES['Russian']}</p>"))
    assert isinstance(told, Article)


@pytest.mark.parametrize(
    "piece", ["<script>", "<!--", "-->", "<", "<a ", "</script", "subscribe to read ", "accept all "]
)
def test_looking_takes_time_in_proportion(piece: str) -> None:
    page = piece * (2_000_000 // len(piece))
    start = time.process_time()
    visible(page)
    find_gate(page, ["The ministers met."], load_lexicon().page)
    assert time.process_time() - start < 3
