"""The public door for programs: every name is there, and an archive is opened in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique


def test_every_name_is_there_and_told() -> None:
    for name in communique.__all__:
        assert getattr(communique, name) is not None
    assert set(communique.__all__) <= set(dir(communique))
    with pytest.raises(AttributeError):
        _ = communique.reed  # type: ignore[attr-defined]


def test_an_archive_is_opened_in_one_line(tmp_path: Path) -> None:
    with communique.open(tmp_path / "a.db") as desk:
        assert isinstance(desk, communique.ArchiveDesk)
        assert list(desk.readings()) == []
    with pytest.raises(communique.CommuniqueError):
        communique.open(tmp_path / "b.db", create=False)
