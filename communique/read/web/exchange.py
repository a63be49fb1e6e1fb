"""One bounded HTTP exchange, through the cache; the only file that knows the HTTP libraries beside `network.py`."""

from __future__ import annotations

import logging
import sqlite3
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpcore2
import httpx2
from hishel import CacheOptions, SqliteStorage
from hishel.httpx2 import CacheTransport

from communique.errors import SettingsError
from communique.read.web.addresses import Guard
from communique.read.web.answers import Answer, Failure, Headers, judge_status
from communique.read.web.bodies import BrokenError, TooLargeError, accepted, codings, unpack
from communique.read.web.network import AddressRefusedError, Deadline, GuardedBackend, Resolve, resolve_name
from communique.record.outcome import Reason

CONNECT_S, READ_S = 10.0, 20.0
CACHE_BYTES, CACHED_BODY_BYTES = 256 * 1024**2, 10 * 1024**2
CACHE_FILE = "http-cache-2.db"
# Asked with status and headers, before the body: a failure when the body is not wanted.
Judge = Callable[[int, Headers], Failure | None]


class Exchange:
    """GET requests, each with one deadline and a limit for its body. Follows no redirect, keeps no cookie."""

    def __init__(
        self, guard: Guard, agent: str, *, proxy: str = "", cache: Path | None = None, resolve: Resolve = resolve_name
    ) -> None:
        logging.getLogger("hishel").addHandler(logging.NullHandler())
        self._deadline = Deadline()
        self._agent = agent
        self._proxied = bool(proxy)
        self._backend = GuardedBackend(guard, resolve, self._deadline, _place_of(proxy))
        transport: httpx2.BaseTransport = _Transport(_pool(self._backend, proxy))
        if cache is not None:
            storage = SqliteStorage(
                database_path=cache / CACHE_FILE, max_size=CACHE_BYTES, max_stream_size=CACHED_BODY_BYTES
            )
            transport = CacheTransport(transport, storage, rfc=CacheOptions(shared=False))
        self._transport = transport

    def close(self) -> None:
        self._transport.close()

    def get(
        self, url: str, headers: Mapping[str, str], *, seconds: float, most_bytes: int, judge: Judge | None
    ) -> Answer | Failure:
        """The host's answer, its body read when the status is 200 and `judge` has nothing against it.

        A body beyond `most_bytes` is a failure; without a judge its beginning is kept.
        """
        self._deadline.set(seconds)
        try:
            return self._get(url, headers, most_bytes, judge)
        except AddressRefusedError as error:
            return Failure(Reason.ADDRESS, str(error))
        except (TooLargeError, BrokenError) as error:
            reason = Reason.TOO_LARGE if isinstance(error, TooLargeError) else Reason.MALFORMED
            return Failure(reason, str(error))
        except (httpcore2.TimeoutException, TimeoutError) as error:
            return Failure(Reason.TIMEOUT, f"no whole answer in time: {error or 'the host is silent'}")
        except httpcore2.ProtocolError as error:
            return Failure(Reason.MALFORMED, f"an answer that is no HTTP: {error}")
        except (httpcore2.NetworkError, httpcore2.ProxyError, OSError, ssl.SSLError) as error:
            return Failure(Reason.UNREACHABLE, f"no connection: {error or type(error).__name__}")
        except (httpx2.InvalidURL, httpcore2.UnsupportedProtocol, UnicodeError, ValueError) as error:
            return Failure(Reason.ADDRESS, f"no address: {error}")
        except (sqlite3.Error, RuntimeError) as error:
            return Failure(Reason.UNREACHABLE, f"the HTTP cache cannot be read: {error}")

    def _get(self, url: str, headers: Mapping[str, str], most_bytes: int, judge: Judge | None) -> Answer | Failure:
        request = httpx2.Request("GET", url, headers=self._headers(headers), extensions={"timeout": _TIMEOUTS})
        if self._proxied:
            parts = urlsplit(str(request.url))
            self._backend.resolve(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80), READ_S)
        response = self._transport.handle_request(request)
        try:
            told = tuple((key.lower(), value) for key, value in response.headers.multi_items())
            caching = response.extensions.get("caching") or {}
            touched = not caching.get("from_cache") or bool(caching.get("revalidated"))
            failure = judge_status(response.status_code, told, datetime.now(UTC))
            if failure is None and judge is not None:
                failure = judge(response.status_code, told)
            if failure is not None:
                return failure
            if response.status_code not in (200, 203):
                return Answer(response.status_code, told, touched=touched)
            names = codings(", ".join(value for key, value in told if key == "content-encoding"))
            body = unpack(_chunks(response), names, most_bytes, cut=judge is None)
            return Answer(response.status_code, told, body, touched)
        finally:
            response.close()

    def _headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        return {"user-agent": self._agent, "accept-encoding": accepted(), "accept-language": "en", **headers}


_TIMEOUTS = {"connect": CONNECT_S, "read": READ_S, "write": READ_S, "pool": READ_S}


def _chunks(response: httpx2.Response) -> Iterator[bytes]:
    assert isinstance(response.stream, Iterable)
    yield from response.stream


def _place_of(proxy: str) -> tuple[str, int] | None:
    if not proxy:
        return None
    try:
        parts = urlsplit(proxy)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SettingsError(f"proxy: {error}") from error
    if parts.scheme != "http" or not host:
        raise SettingsError(f"proxy is {proxy!r}, expected http://host:port")
    return host, port or 80


def _pool(backend: GuardedBackend, proxy: str) -> httpcore2.ConnectionPool:
    context = httpx2.create_ssl_context()
    proxied = httpcore2.Proxy(proxy) if proxy else None
    return httpcore2.ConnectionPool(
        ssl_context=context, max_connections=50, max_keepalive_connections=20, keepalive_expiry=15.0,
        network_backend=backend, proxy=proxied,
    )  # fmt: skip


class _Stream(httpx2.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class _Transport(httpx2.BaseTransport):
    """httpx2's requests on a pool whose connections we make; errors stay those of httpcore2."""

    def __init__(self, pool: httpcore2.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method, url=url, headers=request.headers.raw, extensions=request.extensions
            )
        )
        assert isinstance(answer.stream, Iterable)
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Stream(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()
