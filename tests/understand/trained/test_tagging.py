"""Scores become valid runs; content finds its cue, the cue its source."""

from __future__ import annotations

import numpy as np
import pytest

from communique.understand.trained.tagging import HEADS, LINK_SIZE, Linked, Scores, columns, find_runs, link

OUTER = HEADS["outer"]


def scores_for(*labels: str) -> Scores:
    out = np.full((len(labels), len(OUTER)), -4.0, dtype=np.float32)
    for i, label in enumerate(labels):
        out[i, OUTER.index(label)] = 4.0
    return out


def test_runs_are_cut_at_a_new_b() -> None:
    runs = find_runs(scores_for("B-source", "I-source", "B-source", "O", "B-cue"), "outer")
    assert [(r.kind, r.run) for r in runs] == [("source", (0, 2)), ("source", (2, 3)), ("cue", (4, 5))]
    assert all(0.99 < r.score <= 1 for r in runs)


def test_inside_without_beginning_is_repaired() -> None:
    scores = scores_for("O", "I-content", "I-content", "O")
    scores[1, OUTER.index("B-content")] = 3.0
    runs = find_runs(scores, "outer")
    assert [(r.kind, r.run) for r in runs] == [("content", (1, 3))]


def test_bias_raises_everything_but_o() -> None:
    scores = scores_for("O", "O")
    scores[1, OUTER.index("B-cue")] = 3.5
    assert find_runs(scores, "outer") == []
    assert [r.run for r in find_runs(scores, "outer", bias=1.0)] == [(1, 2)]


def test_no_words_no_runs() -> None:
    assert find_runs(np.zeros((0, len(OUTER)), dtype=np.float32), "outer") == []


def test_columns_of_the_heads_do_not_overlap() -> None:
    taken = [i for head in HEADS for i in range(columns(head).start, columns(head).stop)]
    assert taken == list(range(sum(map(len, HEADS.values()))))
    with pytest.raises(KeyError):
        columns("nothing")


def pointing(targets: list[int | None], nobody: int) -> tuple[Scores, Scores, Scores]:
    """Queries and keys by which word i points at word targets[i], or at nobody when that is None."""
    key = np.eye(LINK_SIZE, dtype=np.float32)[: len(targets)] * 100
    query = np.eye(LINK_SIZE, dtype=np.float32)[[nobody if t is None else t for t in targets]] * 10
    return query, key, np.eye(LINK_SIZE, dtype=np.float32)[nobody] * 100


def test_content_cue_source_are_joined_over_the_nearer_one() -> None:
    labels = ("B-source", "B-cue", "B-content", "B-source", "B-cue", "B-content", "I-content")
    runs = find_runs(scores_for(*labels), "outer")
    query, key, start = pointing([None, 0, 4, None, 3, 1, 1], nobody=20)
    found = link(runs, query, key, start, needs_cue=True)
    assert [(a.source, a.cue, a.content) for a in found] == [((3, 4), (4, 5), ((2, 3),)), ((0, 1), (1, 2), ((5, 7),))]


def test_split_content_is_one_attribution() -> None:
    labels = ("B-content", "B-source", "B-cue", "B-content")
    query, key, start = pointing([2, None, 1, 2], nobody=20)
    found = link(find_runs(scores_for(*labels), "outer"), query, key, start, needs_cue=False)
    assert [(a.source, a.cue, a.content) for a in found] == [((1, 2), (2, 3), ((0, 1), (3, 4)))]


def test_content_may_hang_on_a_source_alone_or_on_nobody() -> None:
    labels = ("B-source", "B-content", "B-content")
    query, key, start = pointing([None, 0, None], nobody=20)
    found = link(find_runs(scores_for(*labels), "outer"), query, key, start, needs_cue=False)
    assert [(a.source, a.cue, a.content) for a in found] == [((0, 1), None, ((1, 2),)), (None, None, ((2, 3),))]


def test_cue_may_have_no_source() -> None:
    labels = ("B-source", "B-cue", "B-content")
    query, key, start = pointing([None, None, 1], nobody=20)
    found: list[Linked] = link(find_runs(scores_for(*labels), "outer"), query, key, start, needs_cue=True)
    assert [(a.source, a.cue) for a in found] == [(None, (1, 2))]
