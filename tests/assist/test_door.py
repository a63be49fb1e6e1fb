"""The endpoint may answer what it likes, as slowly and as much as it likes."""

from __future__ import annotations

import time

import pytest

from communique.assist.door import MOST_BYTES, Endpoint, ask
from communique.errors import AssistError

MESSAGES = [{"role": "user", "content": "?"}]


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("garbage", "no chat completion"),
        ("html", "no chat completion"),
        ("nothing", "no chat completion"),
        ("list", "no chat completion"),
        ("wide", "no chat completion"),
        ("huge", f"more than {MOST_BYTES} bytes"),
        ("bomb", "packed"),
        ("error", "status 404"),
        ("moved", "status 307"),
    ],
)
def test_what_is_no_answer_is_an_error(endpoint, how: str, says: str) -> None:
    with pytest.raises(AssistError, match=says):
        ask(Endpoint(endpoint.url(how), "m", seconds=20), MESSAGES)


@pytest.mark.parametrize("how", ["slow", "drip", "head"])
def test_it_has_so_long_and_no_longer(endpoint, how: str) -> None:
    began = time.monotonic()
    with pytest.raises(AssistError, match=r"no answer within 1 s"):
        ask(Endpoint(endpoint.url(how), "m", seconds=1), MESSAGES)
    assert time.monotonic() - began < 15


def test_a_call_of_a_tool_says_nothing(endpoint) -> None:
    assert ask(Endpoint(endpoint.url("tools"), "m", seconds=20), MESSAGES) == ""


def test_a_message_of_the_endpoint_cannot_steer_a_terminal(endpoint) -> None:
    with pytest.raises(AssistError) as error:
        ask(Endpoint(endpoint.url("error"), "m", seconds=20), MESSAGES)
    assert str(error.value).isprintable()


def test_nobody_listens() -> None:
    with pytest.raises(AssistError, match=r"127\.0\.0\.1"):
        ask(Endpoint("http://127.0.0.1:9/v1", "m", seconds=20), MESSAGES)


def test_the_question_and_its_key(endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    ask(Endpoint(endpoint.say([]), "some-model", "secret-key", 20), MESSAGES)
    asked = endpoint.asked()[-1]
    assert asked["path"] == "/said/v1/chat/completions"
    assert {k.lower(): v for k, v in asked["headers"].items()}["authorization"] == "Bearer secret-key"
    assert (asked["body"]["model"], asked["body"]["messages"], asked["body"]["temperature"]) == (
        "some-model", MESSAGES, 0,
    )  # fmt: skip
    assert "tools" not in asked["body"]


@pytest.mark.parametrize(
    ("url", "model", "key"),
    [
        ("", "m", ""),
        ("http://127.0.0.1:1/v1", "", ""),
        ("file:///etc/passwd", "m", ""),
        ("127.0.0.1:8080", "m", ""),
        ("http://", "m", ""),
        ("http://[::1", "m", ""),
        ("https://user:pass@models.example/v1", "m", ""),
        ("https://models.example/v1?key=1", "m", ""),
        ("http://models.example/v1", "m", "secret"),
    ],
)
def test_an_endpoint_that_cannot_be_meant(url: str, model: str, key: str) -> None:
    with pytest.raises(AssistError):
        Endpoint(url, model, key)


def test_a_key_is_not_shown() -> None:
    assert "secret" not in repr(Endpoint("https://models.example/v1", "m", "secret"))


def test_it_can_be_asked_where_a_loop_runs(endpoint) -> None:
    import asyncio

    url = endpoint.say([])

    async def in_a_notebook() -> str:
        return ask(Endpoint(url, "m", seconds=20), MESSAGES)

    assert asyncio.run(in_a_notebook()) == '{"proposals": []}'
