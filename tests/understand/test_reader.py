"""The trained reader: what it must find, that seams and neighbours change nothing, that a broken file is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import communique.models
from communique.errors import ModelError
from communique.record.text import Span
from communique.understand.reader import Attributed, Reader, load_reader, load_reader_from

MODELS = Path(communique.models.__file__).parent
SAID = "The foreign minister of Norway, Kari Moe, said that the ferry would sail again in May."
QUOTED = "“We shall open the border before winter,” President Anna Weiss said on Monday. “Nobody will be turned away.”"
NARRATED = "The two delegations met in Bern and dined at the old town hall."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def words(text: str, span: Span | None) -> str:
    return "" if span is None else text[span.start : span.end]


def content(text: str, item: Attributed) -> list[str]:
    return [words(text, s) for s in item.content]


def test_reported_speech_without_its_that(reader: Reader) -> None:
    (found,) = reader.read(SAID).attributions
    assert "Kari Moe" in words(SAID, found.source)
    assert words(SAID, found.cue) == "said"
    assert [c.rstrip(".") for c in content(SAID, found)] == ["the ferry would sail again in May"]
    assert 0 < found.score <= 1


def test_split_quotation_is_one_attribution_without_marks(reader: Reader) -> None:
    (found,) = reader.read(QUOTED).attributions
    assert words(QUOTED, found.source) == "President Anna Weiss"
    parts = content(QUOTED, found)
    assert parts[0].startswith("We shall open")
    assert parts[-1].startswith("Nobody will")
    assert not any(mark in part for part in parts for mark in "“”")


def test_narration_is_nobodys_words(reader: Reader) -> None:
    assert reader.read(NARRATED).attributions == ()


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "\u200b", "No"])
def test_next_to_nothing_is_read_as_nothing(reader: Reader, text: str) -> None:
    assert reader.read(text).attributions == ()


def moved(items: tuple[Attributed, ...], by: int) -> list[tuple[object, ...]]:
    def shift(span: Span | None) -> Span | None:
        return None if span is None else Span(span.start + by, span.end + by)

    return [(shift(a.source), shift(a.cue), tuple(map(shift, a.content)), a.score, a.is_nested) for a in items]


def test_other_paragraphs_change_nothing_but_offsets(reader: Reader) -> None:
    alone = moved(reader.read(QUOTED).attributions, len(NARRATED) + 2)
    assert moved(reader.read(f"{NARRATED}\n\n{QUOTED}\n\n{SAID}").attributions, 0)[: len(alone)] == alone


def test_reading_in_parts_gives_what_the_whole_gives(reader: Reader) -> None:
    parts = [SAID, NARRATED, QUOTED, "Berlin denied the report.", NARRATED * 3]
    text, offset, expected = "\n\n".join(parts), 0, []
    for part in parts:
        expected += moved(reader.read(part).attributions, offset)
        offset += len(part) + 2
    assert moved(reader.read(text).attributions, 0) == expected


def test_reading_within_some_places_gives_what_is_found_there(reader: Reader) -> None:
    text = "\n\n".join([SAID, NARRATED, QUOTED])
    whole = reader.read(text).attributions
    inside = [a for a in whole if a.content[0].start >= text.index(QUOTED)]
    assert 0 < len(inside) < len(whole)
    assert list(reader.read(text, within=[Span(len(text) - 3, len(text))]).attributions) == inside
    assert reader.read(text, within=[Span(text.index(NARRATED) + 2, text.index(NARRATED) + 5)]).attributions == ()
    assert reader.read(text, within=[]).attributions == ()


def test_marks_are_read_when_asked_for(reader: Reader) -> None:
    text = (
        "President Weiss met Prime Minister Lind in Bern on Monday. "
        "Austria will build a bridge over the Inn by 2030, she promised."
    )
    read = reader.read(text, marks=True)
    assert [m.kind for m in read.encounters] == ["meeting"]
    assert "met" in words(text, read.encounters[0].span)
    assert len(read.promises) == 1
    assert reader.read(text).promises == ()
    assert read.attributions == reader.read(text).attributions


def test_every_statement_of_a_long_paragraph_is_found_once(reader: Reader) -> None:
    names = [a + b for a in ("Ander", "Berg", "Carl", "Dahl", "Eng") for b in ("son", "man", "stedt", "qvist", "lund")]
    sentences = [f"Minister {name} said that the harbour of Visby would stay open until June." for name in names]
    text = " ".join(sentences)
    found = reader.read(text).attributions
    sources = [words(text, a.source).removeprefix("Minister ") for a in found]
    assert sources == names
    assert all(len(a.content) == 1 and "harbour of Visby" in content(text, a)[0] for a in found)


def test_quotation_longer_than_a_window_stays_whole(reader: Reader) -> None:
    text = "“" + "We will build the bridge and we will pay for it. " * 40 + "That is all,” Minister Lind said."
    inside = [a for a in reader.read(text).attributions if words(text, a.source).endswith("Lind")]
    covered = sum(s.end - s.start for a in inside for s in a.content)
    assert len(inside) == 1
    assert covered > 0.9 * len(text)


def test_a_long_document_costs_no_more_a_window_than_a_short_one(reader: Reader) -> None:
    calls: list[int] = []

    def counted(pieces: object) -> object:
        calls.append(len(pieces))  # type: ignore[arg-type]
        return reader.forward(pieces)  # type: ignore[arg-type]

    counting = Reader(reader.tokenizer, counted, reader.name, reader.bias)  # type: ignore[arg-type]
    counting.read("\n\n".join([SAID, QUOTED] * 20))
    assert len(calls) == 40
    assert max(calls) <= 256


def copied(folder: Path) -> Path:
    for file in MODELS.iterdir():
        if file.suffix != ".py" and file.is_file():
            shutil.copy(file, folder / file.name)
    return folder


def spoil_weights(folder: Path) -> None:
    file = folder / "reader.int8.onnx"
    file.write_bytes(file.read_bytes()[:-1] + b"?")


def drop_weights(folder: Path) -> None:
    (folder / "reader.int8.onnx").unlink()


def spoil_card(folder: Path) -> None:
    (folder / "card.toml").write_text("name = ", encoding="utf-8")


def drop_checksum(folder: Path) -> None:
    (folder / "card.toml").write_text('[weights]\nfile = "reader.int8.onnx"\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "message"),
    [(spoil_weights, "sha256"), (drop_weights, "weights"), (spoil_card, "card"), (drop_checksum, "sha256")],
)
def test_a_broken_model_is_refused(tmp_path: Path, harm: Callable[[Path], None], message: str) -> None:
    harm(copied(tmp_path))
    with pytest.raises(ModelError, match=message):
        load_reader_from(tmp_path)


def test_the_models_are_small_enough_to_ship() -> None:
    assert sum(f.stat().st_size for f in MODELS.iterdir() if f.is_file()) < 60e6


def test_a_quotation_without_a_cue_stays_apart_from_the_paragraph_before(reader: Reader) -> None:
    text = "Minister Lind said: “We will build the bridge.”\n\n“It was cold at the river,” a witness recalled."
    found = reader.read(text).attributions
    assert len(found) == 2
    assert not any("\n" in part for a in found for part in content(text, a))
