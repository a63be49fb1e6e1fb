"""Real servers on loopback: one that only counts connections, one that speaks HTTP, and a name server."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Listener:
    """Accepts connections on an address and counts them; says nothing."""

    def __init__(self, *addresses: str, port: int = 0) -> None:
        self.count = 0
        self._sockets = [_bound(addresses[0], port)]
        self.port = self._sockets[0].getsockname()[1]
        self._sockets += [_bound(other, self.port) for other in addresses[1:]]
        for opened in self._sockets:
            threading.Thread(target=self._accept, args=(opened,), daemon=True).start()

    def _accept(self, opened: socket.socket) -> None:
        while True:
            try:
                connection, _ = opened.accept()
            except OSError:
                return
            self.count += 1
            connection.close()

    def close(self) -> None:
        for opened in self._sockets:
            opened.close()


def _bound(address: str, port: int = 0) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    opened.bind((address, port))
    opened.listen(128)
    return opened


@dataclass
class Told:
    """One request as the site saw it."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Site:
    """An HTTP server whose answers are functions of the request; counts requests in flight."""

    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[Told] = field(default_factory=list)
    in_flight: int = 0
    most_in_flight: int = 0
    port: int = 0
    address: str = "127.0.0.1"

    def url(self, path: str = "/", host: str | None = None) -> str:
        return f"http://{host or self.address}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [told.path for told in self.asked if told.path != "/robots.txt"]


@contextmanager
def serve(address: str = "127.0.0.1", port: int = 0) -> Iterator[Site]:
    """A site that answers 404 but for `site.answers`."""
    site, lock = Site(address=address), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with lock:
                site.asked.append(Told(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
                site.in_flight += 1
                site.most_in_flight = max(site.most_in_flight, site.in_flight)
            try:
                answer = site.answers.get(self.path) or site.answers.get(self.path.partition("?")[0])
                (answer or (lambda handler: reply(handler, b"", status=404)))(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                with lock:
                    site.in_flight -= 1

        def log_message(self, format: str, *args: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    server = Server((address, port), Handler)
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def reply(
    handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, kind: str | None = "text/html", **headers: str
) -> None:
    handler.send_response(status)
    if kind is not None:
        handler.send_header("content-type", kind)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    if "content_length" not in headers:
        handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def page(body: bytes | str, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer that is always this page; `status` and `kind` among the headers are the status and the type."""
    data = body.encode() if isinstance(body, str) else body
    status = int(headers.pop("status", "200"))
    kind = headers.pop("kind", "text/html")
    return lambda handler: reply(handler, data, status=status, kind=kind, **headers)


class NameServer:
    """Answers A queries over UDP from a script: for each name, the addresses of the first query, the second, ..."""

    def __init__(self, script: dict[str, Sequence[Sequence[str]]]) -> None:
        self.script, self.queries = script, 0
        self._asked: dict[str, int] = {}
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def resolve(self, host: str, port: int) -> list[str]:
        """What a resolver without a cache gets: asks this server every time. Raises: OSError."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(2)
            name = b"".join(bytes([len(label)]) + label.encode() for label in host.rstrip(".").split("."))
            client.sendto(struct.pack("!6H", 7, 0x0100, 1, 0, 0, 0) + name + b"\0\0\1\0\1", self._socket.getsockname())
            answer = client.recv(4096)
        count = struct.unpack("!6H", answer[:12])[3]
        if not count:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [socket.inet_ntoa(answer[-16 * (count - n) :][12:16]) for n in range(count)]

    def _serve(self) -> None:
        while True:
            try:
                query, client = self._socket.recvfrom(4096)
            except OSError:
                return
            self.queries += 1
            labels, at = [], 12
            while query[at]:
                labels.append(query[at + 1 : at + 1 + query[at]].decode())
                at += query[at] + 1
            name = ".".join(labels)
            turns = self.script.get(name, [[]])
            number = self._asked.get(name, 0)
            self._asked[name] = number + 1
            found = turns[min(number, len(turns) - 1)]
            head = query[:2] + struct.pack("!5H", 0x8180, 1, len(found), 0, 0) + query[12 : at + 5]
            records = b"".join(b"\xc0\x0c" + struct.pack("!2HIH", 1, 1, 0, 4) + socket.inet_aton(a) for a in found)
            self._socket.sendto(head + records, client)

    def close(self) -> None:
        self._socket.close()
