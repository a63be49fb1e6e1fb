"""What neighbouring windows found, joined: runs become words of the text, what two windows read is kept once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.understand.speech.transcripts import Turn
from communique.understand.trained.tagging import Linked, Run, Tagged
from communique.understand.trained.windows import Window


class Seams:
    """Joins what neighbouring windows found: runs become words of the text, what two windows read is kept once."""

    def __init__(self) -> None:
        self.linked: dict[str, list[Linked]] = {"outer": [], "inner": []}
        self.tagged: dict[str, list[Tagged]] = {"promise": [], "occasion": [], "event": []}

    def add_linked(self, head: str, window: Window, found: Sequence[Linked]) -> None:
        kept = self.linked[head]
        for item in found:
            new = replace(
                item,
                source=_moved(item.source, window),
                cue=_moved(item.cue, window),
                content=tuple((a + window.words.start, b + window.words.start) for a, b in item.content),
            )
            if new.content[-1][1] <= window.owned:
                continue
            twin = (
                next((n for n in _recent(kept) if _meets(kept[n], new, window.owned)), None) if window.goes_on else None
            )
            if twin is None:
                kept.append(new)
            else:
                old = kept[twin]
                cue, source = (old.cue, old.source) if old.cue or old.source else (new.cue, new.source)
                kept[twin] = replace(old, source=source, cue=cue, content=_union([*old.content, *new.content]))

    def add_turn(self, turn: Turn) -> None:
        label, said = turn
        self.linked["outer"].append(Linked(label, None, (said,), 1.0))

    def add_tagged(self, head: str, window: Window, found: Sequence[Tagged]) -> None:
        kept = self.tagged[head]
        for item in found:
            first, last = item.run[0] + window.words.start, item.run[1] + window.words.start
            if last <= window.owned:
                continue
            if kept and window.goes_on and first < window.owned and kept[-1].run[1] > first:
                kept[-1] = replace(kept[-1], run=(kept[-1].run[0], max(last, kept[-1].run[1])))
            else:
                kept.append(replace(item, run=(first, last)))


def _recent(kept: Sequence[object]) -> Iterator[int]:
    """Indices of the last few, newest first: enough to reach over a seam, and no more as the text grows."""
    return iter(range(len(kept) - 1, max(-1, len(kept) - 12), -1))


def _meets(old: Linked, new: Linked, owned: int) -> bool:
    """Whether both are one attribution seen from the two sides of a cut."""
    if new.content[0][0] >= owned:
        carries_on = new.cue is None and new.source is None and new.content[0][0] == owned
        return carries_on and old.content[-1][1] == owned
    return any(a < d and c < b for a, b in old.content for c, d in new.content)


def _union(runs: Sequence[Run]) -> tuple[Run, ...]:
    out: list[Run] = []
    for first, last in sorted(runs):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return tuple(out)


def _moved(run: Run | None, window: Window) -> Run | None:
    return None if run is None else (run[0] + window.words.start, run[1] + window.words.start)
