"""Every self-written page gives its article and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.lexicon.load import Lexicon
from communique.read.clean import clean
from communique.record.document import Article, Page

ROOT = Path(__file__).parents[1] / "golden" / "articles"
PAGES = sorted(ROOT.glob("*/page.*"))
KNOWN: dict[str, dict[str, object]] = {
    "kazakh-premier-in-chisinau": {
        "title": "Ursachi: Moldova and Kazakhstan Keep Their Word to Each Other",
        "outlet": "Steppe & Danube",
        "byline": "Nadia Balan",
        "sections": ("News", "Politics", "Moldova"),
        "url": "https://steppe-danube.example/news/politics/ursachi-seitkali-chisinau",
    },
    "mongolian-premier-in-ljubljana": {
        "title": "Rail Corridor Tops Agenda as Slovenian and Mongolian Leaders Meet",
        "outlet": "Alpine Courier",
        "byline": "Petra Vidmar",
        "sections": ("News", "Diplomacy", "Slovenia"),
        "url": None,
    },
    "uruguayan-minister-in-tallinn": {
        "title": "Estonia and Uruguay to open embassies by 2027",
        "outlet": "The Baltic Lantern",
        "byline": "Mari Oja and Diego Sosa",
        "sections": ("World", "Diplomacy"),
        "url": None,
    },
}
PUBLISHED = {
    "kazakh-premier-in-chisinau": ("2025-04-10", "metadata"),
    "mongolian-premier-in-ljubljana": ("2025-06-12", "dateline"),
    "uruguayan-minister-in-tallinn": None,
}
RELATED = {"kazakh-premier-in-chisinau": 3, "mongolian-premier-in-ljubljana": 4, "uruguayan-minister-in-tallinn": 4}


def read(page_file: Path, lexicon: Lexicon) -> Article:
    article = clean(Page(page_file.name, page_file.read_bytes()), lexicon)
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("page_file", PAGES, ids=lambda p: p.parent.name)
def test_text_is_the_article_alone(page_file: Path, lexicon: Lexicon) -> None:
    wanted = (page_file.parent / "article.txt").read_text(encoding="utf-8").strip()
    assert read(page_file, lexicon).text == wanted


@pytest.mark.parametrize("page_file", [p for p in PAGES if p.parent.name in KNOWN], ids=lambda p: p.parent.name)
def test_headers(page_file: Path, lexicon: Lexicon) -> None:
    article = read(page_file, lexicon)
    slug = page_file.parent.name
    assert {key: getattr(article, key) for key in KNOWN[slug]} == KNOWN[slug]
    published = article.published
    assert (published and (published.value, published.basis)) == PUBLISHED[slug]
    assert len(article.related) == RELATED[slug]


@pytest.mark.parametrize("page_file", PAGES, ids=lambda p: p.parent.name)
def test_every_block_leads_back_to_its_place(page_file: Path, lexicon: Lexicon) -> None:
    article = read(page_file, lexicon)
    origins = [block.origin for block in article.blocks]
    assert len(set(origins)) == len(origins)
    if page_file.suffix == ".txt":
        lines = page_file.read_text(encoding="utf-8").split("\n")
        for block in article.blocks:
            assert lines[int(block.origin.removeprefix("line ")) - 1] == article.text[block.start : block.end]
    else:
        assert all(origin.startswith("/html/body/") for origin in origins)


def test_related_addresses_are_whole_or_absent(lexicon: Lexicon) -> None:
    article = read(ROOT / "kazakh-premier-in-chisinau" / "page.html", lexicon)
    assert article.related[0].url == "https://steppe-danube.example/news/economy/grain-terminal"
    article = read(ROOT / "uruguayan-minister-in-tallinn" / "page.html", lexicon)
    assert {r.url for r in article.related} == {None, "http://baltic-lantern.example/world/3"}


def test_the_example_is_the_golden_page() -> None:
    example = Path(__file__).parents[2] / "examples" / "kazakh-premier-in-chisinau.html"
    assert example.read_bytes() == (ROOT / "kazakh-premier-in-chisinau" / "page.html").read_bytes()
