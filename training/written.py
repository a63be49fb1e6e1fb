"""The pieces of written.txt: self-written text with the spans marked in place.

`<1s source> <1c cue> <1t content>`: numbers tie spans together within a paragraph, "1,2s" serves two; nested
marks are allowed; `<pledge ...>` and the other kinds of commitment mark evidence. An empty mark says nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from training.corpora import Attribution, Document, Spans

OPENING = re.compile(r"<([0-9,]+[sct]|[a-z]+)(?=[ >]) ?")
TITLE = re.compile(r"^## (\S+)\n", re.M)
ROLES = {"s": "source", "c": "cue", "t": "content"}


def load_written(file: Path, style: str = "house") -> list[Document]:
    """The pieces of a file. In PolNeAR's style quotation marks belong to the content and commitments are not marked."""
    parts = TITLE.split(file.read_text(encoding="utf-8"))
    return [_document(name, body.strip(), style) for name, body in zip(parts[1::2], parts[2::2], strict=True)]


def load_all_written(folder: Path) -> list[Document]:
    """Every piece that was written for training."""
    house = (piece for name in ("written.txt", "written_more.txt") for piece in load_written(folder / name))
    return [*house, *load_written(folder / "written_reported.txt", "polnear")]


def _document(name: str, body: str, style: str) -> Document:
    text, attributions, promises = "", [], []
    for paragraph in re.split(r"\n{2,}", body):
        plain, spans = _strip(paragraph, len(text))
        grouped: dict[str, dict[str, Spans]] = defaultdict(lambda: {"source": [], "cue": [], "content": []})
        for mark, start, end in spans:
            if mark[-1] in ROLES and mark[0].isdigit():
                for number in mark[:-1].split(","):
                    grouped[number][ROLES[mark[-1]]].append((start, end))
            else:
                promises.append((mark, [(start, end)]))
        _share_sources(plain, len(text), grouped)
        if any(a["cue"] and not a["content"] for a in grouped.values()):
            continue  # a lead whose words are not marked would teach that they are none
        if style == "house":
            _take_off_quotes(plain, len(text), grouped)
        found = [Attribution(a["source"], a["cue"], sorted(a["content"])) for a in grouped.values() if a["content"]]
        for item in found:
            item.inner = any(_holds(other, item) for other in found if other is not item)
        attributions += found
        text += plain + "\n\n"
    return Document(f"written-{name}", style, text, attributions, {"promise": promises} if style == "house" else {})


def _take_off_quotes(paragraph: str, offset: int, grouped: dict[str, dict[str, Spans]]) -> None:
    """Quotation marks at the edges of a content are not part of it."""
    for item in grouped.values():
        bare = []
        for start, end in item["content"]:
            words = paragraph[start - offset : end - offset]
            left = len(words) - len(words.lstrip('“" '))
            right = len(words) - len(words.rstrip('”" '))
            bare.append((start + left, end - right) if left + right < len(words) else (start, end))
        item["content"] = bare


def _share_sources(paragraph: str, offset: int, grouped: dict[str, dict[str, Spans]]) -> None:
    """A cue without a source has that of the number before it, in the same sentence, unless it is passive."""
    for number, item in grouped.items():
        before = grouped.get(str(int(number) - 1)) if number.isdigit() and number != "1" else None
        if item["source"] or not item["cue"] or before is None or not before["cue"]:
            continue
        between = paragraph[before["cue"][0][0] - offset : item["cue"][0][0] - offset]
        cue = paragraph[item["cue"][0][0] - offset : item["cue"][0][1] - offset]
        if not re.search(r"[.!?]”? ", between) and " was " not in f" {cue} ":
            item["source"] = before["source"]


def _strip(marked: str, offset: int) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without marks, and [(mark, start, end)], not empty ones."""
    plain, open_marks, spans, i = "", [], [], 0
    while i < len(marked):
        opening = OPENING.match(marked, i)
        if opening:
            open_marks.append((opening[1], offset + len(plain)))
            i = opening.end()
        elif marked[i] == ">":
            mark, start = open_marks.pop()
            if offset + len(plain) > start:
                spans.append((mark, start, offset + len(plain)))
            i += 1
        else:
            plain += marked[i]
            i += 1
    if open_marks:
        raise ValueError(f"a mark is not closed: {open_marks}")
    return plain, spans


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return all(any(a <= s and e <= b for a, b in outer.content) for s, e in (*inner.cue, *inner.content)) and (
        inner.content != outer.content
    )
