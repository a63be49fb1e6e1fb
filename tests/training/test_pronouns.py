"""The weights of pronouns: a corpus read, choices made of it, weights fitted, a table written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from training import pronouns
from training.pronouns import Choice

ROWS = """1	The	the	DET	DT	_	3	det	_	Entity=(1-organization
2	Harbour	harbour	PROPN	NNP	_	3	compound	_	_
3	Board	board	PROPN	NNP	_	4	nsubj	_	Entity=1)
4	met	meet	VERB	VBD	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

1	It	it	PRON	PRP	_	2	nsubj	_	Entity=(1-organization)
2	praised	praise	VERB	VBD	_	0	root	_	_
3	Norway	Norway	PROPN	NNP	_	2	obj	_	Entity=(2-place)|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = ROWS.replace("-organization", "").replace("-place", "")
    (tmp_path / "GUM_court_harbour.conllu").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_corpus_file_becomes_text_and_chains(folder: Path) -> None:
    document = pronouns.load(folder / "GUM_court_harbour.conllu")
    assert document.text == "The Harbour Board met. It praised Norway. "
    words = {document.text[at:].split()[0]: chain for at, chain in document.chains.items()}
    assert words == {"Board": "1", "It": "1", "Norway.": "2"}
    assert document.nominal == {"1", "2"}


def test_a_pronoun_is_a_choice_of_which_one_is_right(folder: Path) -> None:
    (choice,) = pronouns.choices(pronouns.load(folder / "GUM_court_harbour.conllu"))
    assert choice.sort == "single"
    assert sum(choice.right) == 1
    assert not choice.right[-1]
    right = choice.features[choice.right.index(True)]
    assert {"sort body", "distance 1", "role subject"} <= set(right)
    assert "nobody" in choice.features[-1]


def test_what_is_right_gains_weight_and_twice_is_the_same() -> None:
    data = [Choice("single", (("near",), ("far",), ("nobody",)), (True, False, False))] * 20
    weights = pronouns.fit(data)
    assert weights["near"] > weights["far"]
    assert weights["near"] > weights["nobody"]
    assert weights == pronouns.fit(data)


def test_the_table_holds_each_sort_without_small_weights(tmp_path: Path) -> None:
    out = tmp_path / "pronouns.toml"
    pronouns.write({"several": {"near": 1.234, "dust": 0.01}, "single": {"far": -0.5}}, out)
    table = tomllib.loads(out.read_text(encoding="utf-8"))
    assert table["several"] == {"near": 1.23}
    assert table["single"] == {"far": -0.5}
    assert set(table["least"]) == {"several", "single"}


def test_a_folder_becomes_a_table(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "table.toml"
    monkeypatch.setattr("sys.argv", ["pronouns", str(folder), "--out", str(out)])
    assert pronouns.main() == 0
    assert "1 texts, 1 pronouns" in capsys.readouterr().out
    assert tomllib.loads(out.read_text(encoding="utf-8"))["single"]
