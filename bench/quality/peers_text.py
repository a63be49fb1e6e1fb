"""The article's text: what is left of a page's furniture and what is lost of its body, ours beside the peers'.

usage: python bench/quality/peers_text.py

The seed is pasted text with leftovers: its gold says which lines are the article's. The dev and training articles are
clean already and must come out whole. Pages of the web: `peers_pages.py`.
"""

from __future__ import annotations

import argparse
import html
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from communique.lexicon.load import load_lexicon
from communique.read.clean import clean
from communique.record.document import Article, Page

SHARED = Path(__file__).resolve().parents[3] / "shared"
Extract = Callable[[str], str]


def measure(shared: Path) -> dict[str, float]:
    """Seed: furniture lines kept, body words lost, title and sections right (1 or 0). Dev and training: words lost."""
    page = (shared / "gold/seed/page.txt").read_bytes()
    gold = json.loads((shared / "gold/seed/gold.json").read_text(encoding="utf-8"))["article"]
    article = _read("page.txt", page)
    kept, lost = compare_lines(page.decode(), gold["text"], article.text if article else "")
    figures = {
        "seed boilerplate lines kept": float(kept),
        "seed body words lost": float(lost),
        "seed title right": float(article is not None and article.title == gold["title"]),
        "seed sections right": float(article is not None and list(article.sections) == gold["sections"]),
        "seed outlet right": float(article is not None and article.outlet == gold["outlet"]),
    }
    for name, folder in (("dev", shared / "gold/dev"), ("training", shared / "training")):
        figures[f"{name} words lost"] = float(
            sum(_lost(page_file, gold_file) for page_file, gold_file in _pairs(folder))
        )
    return figures


def compare_lines(page: str, gold: str, found: str) -> tuple[int, int]:
    """(lines of the page outside the article of which any five words running, or all, were kept; body words lost)."""
    body = " ".join(gold.split())
    furniture = [line for line in page.splitlines() if line.strip() and " ".join(line.split()) not in body]
    text = " ".join(found.split())
    kept = sum(any(piece in text for piece in _pieces(line.split())) for line in furniture)
    return kept, sum((Counter(words_of(gold)) - Counter(words_of(found))).values())


def words_of(text: str) -> list[str]:
    """Words as readers count them: what holds no letter or digit is none."""
    plain = "".join(c for c in text if c not in "\u200e\u200f\u200b\u00ad")
    return [word for word in plain.split() if any(c.isalnum() for c in word)]


def _pieces(words: list[str]) -> Iterator[str]:
    size = min(5, len(words))
    return (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))


def _read(name: str, data: bytes) -> Article | None:
    result = clean(Page(name, data), load_lexicon())
    return result if isinstance(result, Article) else None


def _pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    for gold_file in sorted((folder / "readings").glob("*.json")):
        yield folder / "articles" / f"{gold_file.stem}.md", gold_file


def _lost(page_file: Path, gold_file: Path) -> int:
    gold = json.loads(gold_file.read_text(encoding="utf-8"))["article"]["text"]
    article = _read(page_file.name, page_file.read_bytes())
    return sum((Counter(words_of(gold)) - Counter(words_of(article.text if article else ""))).values())


def by_trafilatura(page: str) -> str:
    from trafilatura import extract

    return extract(page, include_comments=False) or ""


def by_justext(page: str) -> str:
    from justext import get_stoplist, justext

    return "\n".join(p.text for p in justext(page, get_stoplist("English")) if not p.is_boilerplate)


def measure_peers(shared: Path) -> dict[str, tuple[int, int]]:
    """Peer -> (boilerplate lines kept, body words lost) on the seed, given as HTML with a paragraph a line."""
    page = (shared / "gold/seed/page.txt").read_text(encoding="utf-8")
    gold = json.loads((shared / "gold/seed/gold.json").read_text(encoding="utf-8"))["article"]["text"]
    marked = "".join(f"<p>{html.escape(line)}</p>\n" for line in page.splitlines() if line.strip())
    marked = f"<html><head><title>Page</title></head><body><div>{marked}</div></body></html>"
    peers: Iterable[tuple[str, Extract]] = (("trafilatura", by_trafilatura), ("justext", by_justext))
    return {name: compare_lines(page, gold, extract(marked)) for name, extract in peers}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    for name, value in measure(SHARED).items():
        print(f"{name:32} {value:g}")
    for peer, (kept, lost) in measure_peers(SHARED).items():
        print(f"{peer:32} seed: {kept} boilerplate lines kept, {lost} body words lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
