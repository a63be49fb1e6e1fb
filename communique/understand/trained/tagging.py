"""Scores of the trained reader's heads -> runs of words, and who belongs to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Scores = np.ndarray[Any, np.dtype[np.floating[Any]]]
Run = tuple[int, int]  # [first, last) words of a window


def _bio(*kinds: str) -> tuple[str, ...]:
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))


HEADS: dict[str, tuple[str, ...]] = {
    "outer": _bio("source", "cue", "content"),
    "inner": _bio("source", "cue", "content"),
    "promise": _bio("pledge", "agreement", "assignment", "offer", "invitation", "acceptance", "plan"),
    "occasion": _bio("meeting", "call", "visit", "talks", "summit", "conference", "signing", "ceremony", "session"),
    "event": _bio(
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    ),
}  # fmt: skip
LINK_SIZE = 64
ADOPTED_WITHIN = 3  # words between a cue and the content that it takes over
STYLES = {"house": 2, "polnear": 3}  # [unused1], [unused2]: whose definition of attribution the reader follows


@dataclass(frozen=True, slots=True)
class Tagged:
    """A run of words with its kind; `score` is the mean probability of its tags."""

    kind: str
    run: Run
    score: float


@dataclass(frozen=True, slots=True)
class Linked:
    """Content with the cue and the source that it points at; runs are words of the window."""

    source: Run | None
    cue: Run | None
    content: tuple[Run, ...]
    score: float


def log_softmax(scores: Scores) -> Scores:
    shifted = scores - scores.max(-1, keepdims=True)
    out: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out


def columns(head: str) -> slice:
    """Where the head's labels stand among all tag scores."""
    start = 0
    for name, labels in HEADS.items():
        if name == head:
            return slice(start, start + len(labels))
        start += len(labels)
    raise KeyError(head)


def find_runs(scores: Scores, head: str, bias: float = 0.0) -> list[Tagged]:
    """Runs of one head: the best sequence in which no I stands without its B. `scores` is (words, labels of head).

    `bias` is added to the score of every label but O.
    """
    if not len(scores):
        return []
    raised = scores.astype(np.float64)
    raised[:, 1:] += bias
    logs = log_softmax(raised)
    path = logs.argmax(1)
    if not _is_valid(path):
        path = _best_path(logs)
    chances = np.exp(logs[np.arange(len(path)), path])
    return [Tagged(HEADS[head][label][2:], (a, b), float(chances[a:b].mean())) for label, a, b in _runs(path)]


def _is_valid(path: Any) -> bool:
    inside = (path > 0) & (path % 2 == 0)
    before = np.concatenate(([0], path[:-1]))
    return bool(np.all(~inside | (before == path) | (before == path - 1)))


def _best_path(logs: Any) -> Any:
    """Viterbi; I-x may follow B-x and I-x alone, everything else may follow anything."""
    count, labels = logs.shape
    back = np.zeros((count, labels), dtype=np.int64)
    inside = np.arange(2, labels, 2)
    state = logs[0].copy()
    state[inside] = -np.inf
    for t in range(1, count):
        best = int(state.argmax())
        back[t] = best
        stay = state[inside] >= state[inside - 1]
        back[t, inside] = np.where(stay, inside, inside - 1)
        state = state[back[t]] + logs[t]
    path = np.zeros(count, dtype=np.int64)
    path[-1] = int(state.argmax())
    for t in range(count - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path


def _runs(path: Any) -> list[tuple[int, int, int]]:
    """[(label of the B, first, last)]"""
    out: list[tuple[int, int, int]] = []
    begin = None
    for i, label in enumerate([*path.tolist(), 0]):
        if begin is not None and (label == 0 or label % 2 == 1):
            out.append((path[begin], begin, i))
            begin = None
        if label % 2 == 1:
            begin = i
    return out


def link(runs: Sequence[Tagged], query: Scores, key: Scores, start: Scores, needs_cue: bool) -> list[Linked]:
    """Attributions out of source, cue and content runs.

    `query`, `key` float32, (words, LINK_SIZE); `start` is the key of CLS, which stands for "nobody". With `needs_cue`
    content takes the likeliest cue, if there is one; else it may hang on a source alone. What finds neither hangs on
    nothing.
    """
    cues, sources, contents = ([r for r in runs if r.kind == kind] for kind in ("cue", "source", "content"))
    if not contents:
        return []
    chances = _link_chances(runs, query, key, start)
    groups: dict[tuple[str, Run] | None, list[Tagged]] = {}
    alone: list[tuple[tuple[str, Run] | None, list[Tagged]]] = []
    for content in contents:
        row = chances[content.run]
        anchors = cues if needs_cue else [*cues, *sources]
        best = max(anchors, key=lambda a: _mass(row, a.run), default=None)
        if best is None or (not needs_cue and row[0] > _mass(row, best.run)):
            alone.append((None, [content]))
        else:
            groups.setdefault((best.kind, best.run), []).append(content)
    _adopt(groups, cues)
    owner = {c.run: _source_of(chances[c.run], sources) for c in cues}
    out = []
    for anchor, members in [*groups.items(), *alone]:
        cue = anchor[1] if anchor and anchor[0] == "cue" else None
        source = owner[cue] if cue else anchor[1] if anchor else None
        score = sum(m.score for m in members) / len(members)
        out.append(Linked(source, cue, tuple(m.run for m in members), score))
    return sorted(out, key=lambda a: a.content)


def _adopt(groups: dict[tuple[str, Run] | None, list[Tagged]], cues: Sequence[Tagged]) -> None:
    """A cue without content takes the content right behind it from a cue that has more than that."""
    for cue in cues:
        if ("cue", cue.run) in groups:
            continue
        for anchor, members in groups.items():
            near = [m for m in members if 0 <= m.run[0] - cue.run[1] <= ADOPTED_WITHIN]
            if anchor is not None and anchor[1] < cue.run and len(members) > 1 and near:
                members.remove(near[0])
                groups["cue", cue.run] = [near[0]]
                break


def _link_chances(runs: Sequence[Tagged], query: Scores, key: Scores, start: Scores) -> dict[Run, Any]:
    """{run: probability of pointing at nobody, at word 0, at word 1, ...}: the geometric mean over the run's words."""
    keys = np.vstack([start[None], key]).T
    out = {}
    for item in runs:
        if item.kind != "source":
            logs = log_softmax(query[slice(*item.run)] @ keys / np.float32(LINK_SIZE**0.5)).mean(0)
            out[item.run] = np.exp(logs)
    return out


def _mass(row: Any, run: Run) -> float:
    return float(row[1 + run[0] : 1 + run[1]].sum())


def _source_of(row: Any, sources: Sequence[Tagged]) -> Run | None:
    best = max(sources, key=lambda s: _mass(row, s.run), default=None)
    return best.run if best is not None and _mass(row, best.run) >= float(row[0]) else None
