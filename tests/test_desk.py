"""The Python API: one article, many articles, and what cannot be meant."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import communique
from communique import Desk, Page, Reading, Reason, Refusal, Settings
from communique.errors import InputError, SettingsError
from communique.settings import load_settings
from communique.understand.reader import load_reader

NEWS = 'Prime Minister Mari Tamm of Estonia met President Andris Ozols of Latvia in Riga. "We agree," Tamm said.'


def test_read_takes_text_bytes_and_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    told = [communique.read(source, published="2025-06-12") for source in (NEWS, NEWS.encode(), tmp_path / "a.txt")]
    assert all(isinstance(reading, Reading) for reading in told)
    assert told[0] == told[1] == told[2]


def test_read_takes_what_the_caller_knows_better() -> None:
    reading = communique.read(NEWS, published="2025-06-12", outlet="Gazette", title="Talks in Riga")
    assert isinstance(reading, Reading)
    article = reading.article
    assert (article.title, article.outlet, article.published and article.published.value) == (
        "Talks in Riga", "Gazette", "2025-06-12",
    )  # fmt: skip


def test_read_refuses_what_is_no_article() -> None:
    outcome = communique.read("")
    assert isinstance(outcome, Refusal)
    assert outcome.reason is Reason.EMPTY


def test_a_path_given_as_text_is_an_error_that_helps(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    with pytest.raises(InputError, match=r"give Path\("):
        communique.read(str(tmp_path / "a.txt"))


def test_read_is_for_one_article(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(NEWS)
    with pytest.raises(InputError, match="2 articles"):
        communique.read(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        communique.read(tmp_path / "absent.txt")


def test_the_room_and_the_function_share_a_name() -> None:
    import communique.read.files as room

    assert callable(communique.read)
    assert sys.modules["communique.read"] is communique.read
    assert room.open_pages


def test_every_public_name_is_there() -> None:
    assert all(getattr(communique, name) is not None for name in communique.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        communique.nonsense  # noqa: B018


def test_desk_reads_in_order_and_names_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_text("")
    sources = [tmp_path, Page("memory", NEWS.encode()), "-"]
    named = list(Desk().read_named(sources, outlet="Gazette", stdin=io.BytesIO(NEWS.encode())))
    assert [name for name, _ in named] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "memory", "-"]
    assert [type(outcome).__name__ for _, outcome in named] == ["Reading", "Refusal", "Reading", "Reading"]
    assert {o.article.outlet for _, o in named if isinstance(o, Reading)} == {"Gazette"}


def test_an_absent_input_stops_the_desk_before_the_first_page() -> None:
    outcomes = Desk().read([Page("memory", NEWS.encode()), "absent.html"])
    with pytest.raises(InputError, match=r"absent\.html"):
        next(outcomes)


def test_one_process_or_two(examples: tuple[Path, ...]) -> None:
    alone = list(Desk().read(examples))
    assert list(Desk(Settings(jobs=2)).read(examples)) == alone


def settings(folder: Path, flags: dict[str, object] | None = None, **environment: str) -> Settings:
    return load_settings(flags or {}, {"HOME": str(folder / "home")} | environment, folder)


def test_the_nearer_setting_wins(tmp_path: Path) -> None:
    assert settings(tmp_path) == Settings()
    user = tmp_path / "home/.config/communique"
    user.mkdir(parents=True)
    (user / "communique.toml").write_text("jobs = 2\nstrict = true")
    assert settings(tmp_path) == Settings(2, True)
    (tmp_path / "communique.toml").write_text("jobs = 3")
    assert settings(tmp_path) == Settings(3, True)
    assert settings(tmp_path, COMMUNIQUE_JOBS="4", COMMUNIQUE_STRICT="no") == Settings(4, False)
    assert settings(tmp_path, {"jobs": 5, "strict": None}, COMMUNIQUE_JOBS="4") == Settings(5, True)


@pytest.mark.parametrize(
    ("toml", "variable", "says"),
    [
        ("jobs = 'two'", {}, "expected int"),
        ("jobs = true", {}, "expected int"),
        ("= 2", {}, "communique.toml"),
        ("threads = 2", {}, "no setting is called 'threads'"),
        ("", {"COMMUNIQUE_JOBS": "many"}, "whole number"),
        ("", {"COMMUNIQUE_STRICT": "perhaps"}, "expected 1 or 0"),
        ("jobs = 0", {}, "at least 1"),
        ('llm_url = "https://elsewhere.example/v1"', {}, "llm_url is for your own communique.toml"),
        ('allow_networks = ["10.0.0.0/8"]', {}, "COMMUNIQUE_ALLOW_NETWORKS"),
    ],
)
def test_settings_that_make_no_sense(tmp_path: Path, toml: str, variable: dict[str, str], says: str) -> None:
    (tmp_path / "communique.toml").write_text(toml)
    with pytest.raises(SettingsError, match=says):
        settings(tmp_path, **variable)


def test_the_trained_reader_joins_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    plain, both = (
        [o for o in Desk(Settings(trained=trained)).read([tmp_path / "a.txt"]) if isinstance(o, Reading)]
        for trained in (False, True)
    )
    assert both[0].made.model == f"{plain[0].made.model}, {load_reader().name}"
    assert [s.form for s in both[0].statements] == ["direct"]


def test_the_environment_can_ask_for_the_trained_reader(tmp_path: Path) -> None:
    assert settings(tmp_path, COMMUNIQUE_TRAINED="yes").trained
    assert not settings(tmp_path).trained
