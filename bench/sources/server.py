"""Hosts on loopback, each on an address of its own, that lie, stall and count what is asked of them.

python bench/sources/server.py --articles 1000    prints the plan as one line of JSON, then serves until its input ends;
http://127.0.0.1:<port>/counts tells what was asked.
"""

from __future__ import annotations

import argparse
import json
import select
import socket
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pages import Answer
from world import Builder, Host

CONTROL = "127.0.0.1"


class Counts:
    """What a host was asked."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.requests: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.open: set[socket.socket] = set()
        self.most_at_once = 0
        self.numbered = 0
        self.closed_asked = 0

    def begin(self, path: str, connection: socket.socket) -> tuple[int, int]:
        """How often the path was asked before, and the number of the request among the host's pages."""
        with self.lock:
            self.open = {one for one in self.open if not _has_left(one)} | {connection}
            self.most_at_once = max(self.most_at_once, len(self.open))
            asked = self.requests[path]
            self.requests[path] += 1
            number = self.numbered
            if path != "/robots.txt":
                self.numbered += 1
            self.closed_asked += path.startswith("/private/")
            return asked, number

    def end(self, connection: socket.socket, status: int) -> None:
        with self.lock:
            self.open.discard(connection)
            self.statuses[status] += 1


def _has_left(connection: socket.socket) -> bool:
    """Whether the other side has closed a connection whose answer is under way."""
    try:
        if not select.select([connection], [], [], 0)[0]:
            return False
        return connection.recv(1, socket.MSG_PEEK) == b""
    except (OSError, ValueError):
        return True


def make_handler(host: Host, counts: Counts) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked, number = counts.begin(self.path, self.connection)
            status = 0
            try:
                answer = self._answer(asked, number)
                status = answer.status
                self._send(answer)
            except OSError:
                self.close_connection = True
            finally:
                counts.end(self.connection, status)

        def _answer(self, asked: int, number: int) -> Answer:
            if self.path == "/robots.txt":
                return Answer(kind="text/plain", body=host.robots.encode())
            if (trouble := host.burst(number)) is not None:
                return trouble
            route = host.routes.get(self.path) or host.routes.get(self.path.partition("?")[0])
            if route is None:
                return Answer(404, body=b"not here")
            answer = route(asked)
            tag = answer.headers.get("ETag")
            return Answer(304, headers=answer.headers) if tag and self.headers.get("If-None-Match") == tag else answer

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if isinstance(answer.body, bytes):
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if answer.status != 304:
                    self.wfile.write(answer.body)
                return
            self.close_connection = True
            self.end_headers()
            for part in answer.body():
                self.wfile.write(part)
                self.wfile.flush()
                time.sleep(answer.pause_s)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


def make_control(hosts: dict[str, Counts]) -> type[BaseHTTPRequestHandler]:
    class Control(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = {
                address: {
                    "requests": dict(counts.requests), "most_at_once": counts.most_at_once,
                    "closed_asked": counts.closed_asked, "statuses": dict(counts.statuses),
                }
                for address, counts in hosts.items()
            }  # fmt: skip
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Control


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--huge-mb", type=int, default=50)
    parser.add_argument("--calm", action="store_true", help="only hosts with articles")
    given = parser.parse_args()
    control = Server((CONTROL, 0), BaseHTTPRequestHandler)
    port = control.server_port
    world = Builder(given.articles, port, huge_mb=given.huge_mb, calm=given.calm).build()
    counts = {host.address: Counts() for host in world.hosts}
    control.RequestHandlerClass = make_control(counts)
    servers = [control]
    for host in world.hosts:
        servers.append(Server((host.address, port), make_handler(host, counts[host.address])))
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"port": port} | world.plan()), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
