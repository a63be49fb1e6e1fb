"""The seed and the gold articles, where they are at hand: no furniture kept, no word lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.lexicon.load import Lexicon
from communique.read.clean import clean
from communique.record.document import Article, Page

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold/seed/page.txt").exists(), reason="needs ../shared")


def words(text: str) -> list[str]:
    plain = text.replace("\u200e", "").replace("\u200f", "")
    return [word for word in plain.split() if any(c.isalnum() for c in word)]


def test_the_seed_gives_its_article_and_its_headers(lexicon: Lexicon) -> None:
    gold = json.loads((SHARED / "gold/seed/gold.json").read_text(encoding="utf-8"))["article"]
    article = clean(Page("page.txt", (SHARED / "gold/seed/page.txt").read_bytes()), lexicon)
    assert isinstance(article, Article), article
    assert words(article.text) == words(gold["text"])
    assert (article.title, list(article.sections), article.outlet) == (gold["title"], gold["sections"], gold["outlet"])
    assert article.published is None


@pytest.mark.parametrize("folder", ["gold/dev", "training"])
def test_clean_articles_come_out_whole(folder: str, lexicon: Lexicon) -> None:
    for gold_file in sorted((SHARED / folder / "readings").glob("*.json")):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))["article"]
        page = SHARED / folder / "articles" / f"{gold_file.stem}.md"
        article = clean(Page(page.name, page.read_bytes()), lexicon)
        assert isinstance(article, Article), article
        assert words(article.text) == words(gold["text"]), page.name
        assert (article.title or "").split() == gold["title"].split()
