"""A real model behind a real endpoint: the door holds, whatever it says (`make test-llm`; quality is not tested)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from communique.show.cli.main import app

URL = os.environ.get("COMMUNIQUE_TEST_LLM_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="COMMUNIQUE_TEST_LLM_URL is not set (make test-llm sets it)")


def test_what_a_real_model_proposes_are_words_of_the_article(
    article: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, place = article
    settings = {"DB": str(place), "LLM_URL": URL, "LLM_MODEL": "smollm2-135m", "LLM_S": "600"}
    for name, value in settings.items():
        monkeypatch.setenv(f"COMMUNIQUE_{name}", value)

    def run(*args: str) -> tuple[list[Any], str]:
        done = CliRunner().invoke(app, args)
        assert done.exit_code == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    proposals, told = run("assist", id_)
    assert "proposed by smollm2-135m" in told
    text = run("show", id_, "--json")[0][0]["article"]["text"]
    for one in proposals:
        assert one["proposed_by"] == "smollm2-135m"
        for evidence in one["finding"].get("content") or one["finding"]["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert {one["ref"] for one in run("review", "--proposed")[0]} == {one["ref"] for one in proposals}
    run("verify")
