"""The pieces written for training: every mark is a span, and the spans follow the conventions of their style."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.written import load_all_written, load_written

FOLDER = Path(__file__).resolve().parents[2] / "training"
PIECES = load_all_written(FOLDER)


def written(text: str, tmp_path: Path, style: str = "house") -> list[tuple[str, ...]]:
    """(source, cue, content) of each attribution of one piece."""
    file = tmp_path / "piece.txt"
    file.write_text(f"# A piece.\n\n## one\n{text}\n", encoding="utf-8")
    [document] = load_written(file, style)
    return [
        tuple(" ".join(document.text[s:e] for s, e in spans) for spans in (a.source, a.cue, a.content))
        for a in document.attributions
    ]


def test_names_are_unique() -> None:
    assert len({piece.name for piece in PIECES}) == len(PIECES) > 300


@pytest.mark.parametrize("style", ["house", "polnear"])
def test_spans_are_words(style: str) -> None:
    for piece in (p for p in PIECES if p.style == style):
        for item in piece.attributions:
            assert item.content, piece.name
            for start, end in (*item.source, *item.cue, *item.content):
                assert piece.text[start:end].strip() == piece.text[start:end] != "", (piece.name, piece.text[start:end])


def test_a_mark_is_a_span_and_no_part_of_the_text(tmp_path: Path) -> None:
    marked = "<1s The envoy> <1c said> that <1t <pledge the bridge will open>>, <2c adding> <2t it is safe>."
    assert written(marked, tmp_path) == [
        ("The envoy", "said", "the bridge will open"),
        ("The envoy", "adding", "it is safe"),
    ]


def test_quotation_marks_belong_to_the_content_in_one_style_alone(tmp_path: Path) -> None:
    marked = "<1t “It is safe,”> <1s the envoy> <1c said>."
    assert written(marked, tmp_path) == [("the envoy", "said", "It is safe,")]
    assert written(marked, tmp_path, "polnear") == [("the envoy", "said", "“It is safe,”")]


def test_a_paragraph_with_a_cue_whose_words_are_not_marked_is_left_out(tmp_path: Path) -> None:
    marked = "It is safe, <1s the envoy> <1c said>.\n\n<1s She> <1c said> <1t it is cheap>."
    assert written(marked, tmp_path) == [("She", "said", "it is cheap")]


def test_a_mark_that_is_not_closed_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not closed"):
        written("<1s The envoy said it is safe.", tmp_path)
