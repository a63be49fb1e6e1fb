"""Connections that only go where the guard lets them: the check is made on the very address that is connected to."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from threading import Thread, local
from typing import Any

import httpcore2

from communique.read.web.addresses import Guard

# Host name and port -> IP addresses, as text. Raises: OSError.
Resolve = Callable[[str, int], Sequence[str]]
MOST_ADDRESSES = 4


class AddressRefusedError(Exception):
    """A connection that the guard forbids; the text says why."""


class Deadline(local):
    """The moment, per thread, after which nothing of the exchange under way may wait any longer."""

    until: float = float("inf")

    def set(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds

    def bound(self, timeout: float | None) -> float:
        """The shorter of `timeout` and what is left. Raises: httpcore2.ReadTimeout when nothing is left."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for this page is over")
        return min(left, timeout if timeout is not None else left)


class GuardedBackend(httpcore2.NetworkBackend):
    """Resolves a name itself, wants every answer to be open, and connects to an answer, never to the name.

    `beyond`: host and port of the proxy of the settings, which may stand in a private network.
    """

    def __init__(
        self, guard: Guard, resolve: Resolve, deadline: Deadline, beyond: tuple[str, int] | None = None
    ) -> None:
        self._guard, self._resolve, self._deadline, self._beyond = guard, resolve, deadline, beyond
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        answers = self.resolve(host, port, timeout)
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for answer in answers[:MOST_ADDRESSES]:
            try:
                bounded = self._deadline.bound(timeout)
                stream = self._plain.connect_tcp(answer, port, bounded, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return BoundedStream(stream, self._deadline)
        raise failure

    def resolve(self, host: str, port: int, timeout: float | None = None) -> list[str]:
        """The addresses of a host, all of them open. Raises: AddressRefusedError, httpcore2.ConnectError."""
        try:
            answers = list(dict.fromkeys(self._within(timeout, host, port)))
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} cannot be resolved: {error}") from error
        if (host, port) != self._beyond:
            whys = [self._guard.against_port(port), *(self._guard.against_ip(answer) for answer in answers)]
            if (why := next((w for w in whys if w), None)) is not None:
                raise AddressRefusedError(why if host in why else f"{host}: {why}")
        return answers

    def _within(self, timeout: float | None, host: str, port: int) -> Sequence[str]:
        """Resolves in a thread of its own, as the system's resolver knows no time limit."""
        result: list[Sequence[str] | OSError | UnicodeError] = []

        def work() -> None:
            try:
                result.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                result.append(error)

        thread = Thread(target=work, daemon=True)
        thread.start()
        thread.join(self._deadline.bound(timeout))
        if not result:
            raise httpcore2.ConnectTimeout(f"{host} was not resolved in time")
        if isinstance(result[0], Exception):
            raise result[0]
        return result[0]


class BoundedStream(httpcore2.NetworkStream):
    """A connection on which nothing waits beyond the deadline, however slowly the other side sends."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.bound(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.bound(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.bound(timeout))
        return BoundedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolve_name(host: str, port: int) -> list[str]:
    """All addresses of a host by the system's resolver. Raises: OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]
