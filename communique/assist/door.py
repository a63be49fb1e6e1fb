"""One question to an OpenAI-compatible endpoint, bounded in time and size; the only file that asks a language model.

The endpoint is what the user set, never what a page names, so that it may be on this machine or in a private network.
Nothing is followed, no cookie is kept, no proxy of the environment is used.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2

from communique.errors import AssistError

# An answer of `MOST_TOKENS` tokens with its wrapping is far smaller.
MOST_BYTES: Final = 256 * 1024
MOST_TOKENS: Final = 1500
HERE: Final = ("127.0.0.1", "::1", "localhost")
Message = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked. `url`: what stands before `/chat/completions` ("http://127.0.0.1:8080/v1").

    `seconds`: the longest that one question may take, from the connection to the last byte.

    Raises: AssistError when no endpoint can be meant, or a key would go over an open line to another machine.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0

    def __post_init__(self) -> None:
        if not (self.url and self.model):
            raise AssistError("no language model is set: llm_url and llm_model (docs/cli.md, communique assist)")
        try:
            parts = urlsplit(self.url)
            host = parts.hostname
        except ValueError as error:
            raise AssistError(f"llm_url: {error}") from error
        if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
            raise AssistError("llm_url: expected http://host:port/v1 or https://host/v1")
        if "@" in parts.netloc:
            raise AssistError("llm_url: a key belongs into COMMUNIQUE_LLM_KEY, not into the address")
        if self.key and parts.scheme == "http" and host not in HERE:
            raise AssistError("llm_url: a key goes to another machine by https alone")


def ask(endpoint: Endpoint, messages: Sequence[Message]) -> str:
    """What the model says. Raises: AssistError when the endpoint fails, is too slow, or says too much."""
    # A loop of its own, in a thread of its own: the caller may be in a notebook, which has one.
    with ThreadPoolExecutor(1) as aside:
        return _content(aside.submit(lambda: asyncio.run(_ask(endpoint, messages))).result())


async def _ask(endpoint: Endpoint, messages: Sequence[Message]) -> bytes:
    body = {
        "model": endpoint.model, "messages": [dict(one) for one in messages], "temperature": 0, "stream": False,
        "max_tokens": MOST_TOKENS, "response_format": {"type": "json_object"},
    }  # fmt: skip
    headers = {"accept": "application/json", "accept-encoding": "identity", "user-agent": "communique"}
    if endpoint.key:
        headers["authorization"] = f"Bearer {endpoint.key}"
    url = f"{endpoint.url.rstrip('/')}/chat/completions"
    try:
        async with (
            asyncio.timeout(endpoint.seconds),
            httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=None) as client,
            client.stream("POST", url, json=body, headers=headers) as response,
        ):
            if response.headers.get("content-encoding", "identity") != "identity":
                raise AssistError(f"{endpoint.url}: a packed answer, which was not asked for")
            raw = bytearray()
            async for chunk in response.aiter_raw():
                raw += chunk
                if len(raw) > MOST_BYTES:
                    raise AssistError(f"{endpoint.url}: more than {MOST_BYTES} bytes of answer")
            if response.status_code != 200:
                raise AssistError(f"{endpoint.url}: status {response.status_code}: {_plain(bytes(raw))}")
            return bytes(raw)
    except TimeoutError as error:
        raise AssistError(f"{endpoint.url}: no answer within {endpoint.seconds:g} s (setting llm_s)") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError) as error:
        raise AssistError(f"{endpoint.url}: {_plain(str(error).encode()) or type(error).__name__}") from error


def _content(raw: bytes) -> str:
    """The text of the first choice. A model that would rather call a tool says nothing: there are none."""
    try:
        answer: Any = json.loads(raw)
        content = answer["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise AssistError("the endpoint's answer is no chat completion") from error
    if content is None:
        return ""
    if not isinstance(content, str):
        raise AssistError("the endpoint's answer is no chat completion")
    return content


def _plain(raw: bytes) -> str:
    """The beginning of a message, on one line, without what a terminal would obey."""
    words = " ".join(raw[:600].decode("utf-8", "replace").split())
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)[:200]
