"""The 1,000 real texts of the bench: press releases of the State Department and the White House, works of the US
government and so in the public domain (17 U.S.C. 105). They stay outside the project.

usage: python bench/speed/gather.py STATE_CLONE WHITE_HOUSE_CLONE [-o FILE]

The arguments are git clones of https://github.com/markschaver/State-Department-PR and .../White-House-PR, which keep
every state of the two RSS feeds since 2022. Every release of 120 to 700 words counts once; the 500 of each whose
address has the smallest digest are taken, so that everybody gets the same.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from lxml import html as lxml_html

PLACE = Path("/tmp/bench-texts/releases.jsonl")
LEAST_WORDS, MOST_WORDS, EACH = 120, 700, 500
_ITEM = re.compile(rb"<item>.*?</item>", re.S)
_BODY = re.compile(r"<content:encoded><!\[CDATA\[(.*?)\]\]></content:encoded>", re.S)


def feeds(clone: Path) -> Iterator[bytes]:
    """Every state of the clone's data.rss."""
    log = subprocess.run(["git", "-C", clone, "log", "--format=%H", "--", "data.rss"], capture_output=True, check=True)
    reader = subprocess.Popen(
        ["git", "-C", clone, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert reader.stdin is not None
    assert reader.stdout is not None
    for commit in log.stdout.decode().split():
        reader.stdin.write(f"{commit}:data.rss\n".encode())
        reader.stdin.flush()
        head = reader.stdout.readline().split()
        if head[-1] != b"missing":
            yield reader.stdout.read(int(head[2]))
            reader.stdout.read(1)
    reader.stdin.close()
    reader.wait()


def releases(clone: Path, outlet: str) -> Iterator[dict[str, str | None]]:
    """The releases of a feed, each once, latest first."""
    seen = set()
    for feed in feeds(clone):
        for match in _ITEM.finditer(feed):
            item = match[0].decode("utf-8", "replace")
            url, body = _field(item, "link"), _BODY.search(item)
            if url is None or body is None or url in seen:
                continue
            seen.add(url)
            text = text_of(body[1])
            if LEAST_WORDS <= len(text.split()) <= MOST_WORDS:
                yield {
                    "title": html.unescape(_field(item, "title") or ""), "url": url, "outlet": outlet,
                    "published": day_of(_field(item, "pubDate")), "text": text,
                }  # fmt: skip


def text_of(body: str) -> str:
    if not body.strip():
        return ""
    elements = lxml_html.fromstring(f"<div>{body}</div>").iter("p", "h2", "h3", "li")
    paragraphs = (" ".join(element.text_content().split()) for element in elements)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def day_of(stated: str | None) -> str | None:
    try:
        return parsedate_to_datetime(stated).date().isoformat() if stated else None
    except ValueError:
        return None


def _field(item: str, name: str) -> str | None:
    match = re.search(f"<{name}>(.*?)</{name}>", item, re.S)
    return match[1].strip() if match else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("state", type=Path)
    parser.add_argument("white_house", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=PLACE)
    args = parser.parse_args()
    chosen = []
    for clone, outlet in ((args.state, "state.gov"), (args.white_house, "whitehouse.gov")):
        found = sorted(releases(clone, outlet), key=lambda r: sha256(str(r["url"]).encode()).digest())
        chosen += found[:EACH]
        print(f"{outlet}: {len(found)} releases of {LEAST_WORDS} to {MOST_WORDS} words")
    chosen.sort(key=lambda r: sha256(str(r["url"]).encode()).digest())
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in chosen), encoding="utf-8")
    words = sum(len(str(r["text"]).split()) for r in chosen)
    print(f"{args.output}: {len(chosen)} texts, {words} words")


if __name__ == "__main__":
    main()
