"""Real pages that others collected: article text from HTML and from pasted text, and publication dates.

usage: python bench/quality/peers_pages.py [--articles DIR] [--dates DIR] [--errors FILE]

DIR is a checkout of scrapinghub/article-extraction-benchmark (181 pages, F1 over 4-gram shingles as its own evaluate.py
has it) and of adbar/htmldate (995 pages with a day, accuracy of the day). Both stay outside the project. Pages
that are not English are measured through the rooms behind the language gate, since the product refuses them. "Pasted":
all visible text of the page, a block a line, as somebody would copy it from a browser, read as a text file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

from lxml import html as lxml_html
from peers_text import by_trafilatura

from communique.lexicon.load import Lexicon, load_lexicon
from communique.read.clean import clean
from communique.read.encoding import decode
from communique.read.forms.pasted import read_pasted
from communique.read.forms.webdate import published_in
from communique.read.forms.webhead import Head
from communique.read.forms.webpage import parse_page, read_webpage
from communique.read.language import foreign_language
from communique.read.normalise import normalise
from communique.record.document import Article, Page

_SHINGLE = 4
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "option", "p", "pre", "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset(["script", "style", "noscript", "template", "svg", "head", "iframe", "select", "textarea"])


def f1(scores: list[tuple[float | None, float | None]]) -> float:
    precision, recall = mean(p for p, _ in scores if p is not None), mean(r for _, r in scores if r is not None)
    return 2 * precision * recall / (precision + recall)


def score(found: str, gold: str) -> tuple[float | None, float | None]:
    return _overlap(_shingles(gold), _shingles(found))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = "".join(c if c.isalnum() or c == "_" else " " for c in text).split()
    size = min(_SHINGLE, len(tokens))
    return Counter(tuple(tokens[i : i + size]) for i in range(max(0, len(tokens) - size + 1) if tokens else 0))


def _overlap(gold: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> tuple[float | None, float | None]:
    right = sum((gold & found).values())
    total_gold, total_found = sum(gold.values()), sum(found.values())
    if not total_gold and not total_found:
        return 1.0, 1.0
    return (right / total_found if total_found else None), (right / total_gold if total_gold else None)


def html_article(page: str, lexicon: Lexicon) -> str:
    draft = read_webpage(page, lexicon)
    return "" if isinstance(draft, tuple) else "\n".join(p.text for p in draft.paragraphs)


def pasted_article(page: str, lexicon: Lexicon) -> str:
    draft = read_pasted(normalise(pasted(page)), lexicon, title=None)
    return "\n".join(p.text for p in draft.paragraphs)


def product_article(page: str, lexicon: Lexicon) -> str:
    article = clean(Page("page.html", page.encode()), lexicon)
    return article.text if isinstance(article, Article) else ""


def pasted(page: str) -> str:
    """The visible text, a line for each block."""
    tree = lxml_html.document_fromstring(page)
    lines: list[str] = [""]
    for piece in _visible(tree):
        if piece is None:
            lines.append("")
        else:
            lines[-1] += piece
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _visible(element: Any) -> Iterator[str | None]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    if element.tag in _BLOCKS:
        yield None
    if element.text:
        yield element.text
    for child in element:
        yield from _visible(child)
        if child.tail:
            yield child.tail
    if element.tag in _BLOCKS:
        yield None


def measure_articles(folder: Path, errors: list[str]) -> dict[str, float]:
    lexicon = load_lexicon()
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    rows: dict[str, list[tuple[float | None, float | None]]] = {}
    for key, entry in sorted(truth.items()):
        page = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()).decode("utf-8", "replace")
        gold = entry["articleBody"]
        is_english = not foreign_language(gold, lexicon.page)
        found = {"html": html_article(page, lexicon), "pasted": pasted_article(page, lexicon),
                 "html trafilatura": by_trafilatura(page)}  # fmt: skip
        if is_english:
            found |= {f"{name} English": text for name, text in found.items()}
            found["product English"] = product_article(page, lexicon)
        for name, text in found.items():
            value = score(text, gold)
            rows.setdefault(name, []).append(value)
            if name == "pasted" and min(v for v in value if v is not None) < 0.8:
                errors.append(f"{name} {key} P {value[0]} R {value[1]} {entry.get('url')}")
    return {f"{name} f1": round(f1(scores), 4) for name, scores in sorted(rows.items())}


def measure_dates(folder: Path, errors: list[str]) -> dict[str, float]:
    lexicon, right, wrong, none, total = load_lexicon(), 0, 0, 0, 0
    for table in ("eval_mediacloud_2020.json", "eval_default.json"):
        for url, entry in json.loads((folder / "tests" / table).read_text(encoding="utf-8")).items():
            file = next(
                (p for d in ("test_set", "cache", "eval") if (p := folder / "tests" / d / entry["file"]).exists()), None
            )
            if file is None or not isinstance(entry["date"], str):
                continue
            decoded = decode(file.read_bytes())
            tree = None if isinstance(decoded, tuple) else parse_page(normalise(decoded))
            found = published_in(Head(tree), lexicon, url) if tree is not None else None
            total += 1
            if found is None:
                none += 1
            elif found.value == entry["date"]:
                right += 1
            else:
                wrong += 1
            if found is None or found.value != entry["date"]:
                errors.append(
                    f"date {file.name} gold {entry['date']} found {found and found.value} {found and found.words} {url}"
                )
    return {
        "dates right": round(right / total, 4),
        "dates wrong": round(wrong / total, 4),
        "dates none": round(none / total, 4),
        "dates pages": total,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--dates", type=Path)
    parser.add_argument("--errors", type=Path)
    args = parser.parse_args()
    errors: list[str] = []
    figures = measure_articles(args.articles, errors) if args.articles else {}
    figures |= measure_dates(args.dates, errors) if args.dates else {}
    for name, value in figures.items():
        print(f"{name:28} {value:g}")
    if args.errors:
        args.errors.write_text("\n".join(errors) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
