"""An OpenAI-compatible endpoint that misbehaves, as a process of its own: `python endpoint.py FOLDER`.

The first part of the path says how: /said/v1/chat/completions says what FOLDER/said.txt holds. Each request is a line
of FOLDER/asked.jsonl; the port is in FOLDER/port.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path()


def completion(content: object, **more: object) -> bytes:
    message = {"role": "assistant", "content": content, **more}
    return json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": message}]}).encode()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        with (FOLDER / "asked.jsonl").open("a", encoding="utf-8") as log:
            row = {"path": self.path, "headers": dict(self.headers.items()), "body": json.loads(body)}
            log.write(json.dumps(row) + "\n")
        how = self.path.split("/")[1]
        with suppress(OSError):  # the client has gone away
            getattr(self, f"answer_{how}")()

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_said(self) -> None:
        self.send(completion((FOLDER / "said.txt").read_text(encoding="utf-8")))

    def answer_garbage(self) -> None:
        self.send(os.urandom(4000))

    def answer_html(self) -> None:
        self.send(b"<!doctype html><script>alert(1)</script><h1>Sign in</h1>", content_type="text/html")

    def answer_prose(self) -> None:
        self.send(completion("<p onclick=alert(1)>I would rather not.</p> {not json}"))

    def answer_nothing(self) -> None:
        self.send(b"")

    def answer_tools(self) -> None:
        call = {"id": "1", "type": "function", "function": {"name": "run_shell", "arguments": '{"command": "id"}'}}
        self.send(completion(None, tool_calls=[call]))

    def answer_list(self) -> None:
        self.send(completion([{"type": "text", "text": "{}"}]))

    def answer_deep(self) -> None:
        self.send(completion('{"proposals": ' + "[" * 100_000 + "]" * 100_000 + "}"))

    def answer_wide(self) -> None:
        self.send(b"[" * 200_000)

    def answer_number(self) -> None:
        self.send(completion('{"proposals": ' + "9" * 10_000 + "}"))

    def answer_huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(10_000):
            self.wfile.write(b"x" * 100_000)

    def answer_bomb(self) -> None:
        import gzip

        self.send(gzip.compress(b" " * 50_000_000), content_encoding="gzip")

    def answer_slow(self) -> None:
        time.sleep(60)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(600):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def answer_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nx: ")
        for _ in range(600):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def answer_error(self) -> None:
        self.send(b'{"error": "no such\x1b]0;owned\x07 model"}', 404)

    def answer_moved(self) -> None:
        self.send(b"", 307, location="/said/v1/chat/completions")

    def log_message(self, format: str, *args: object) -> None:
        pass


if __name__ == "__main__":
    FOLDER = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    (FOLDER / "port.new").write_text(str(server.server_address[1]))
    (FOLDER / "port.new").rename(FOLDER / "port")
    server.serve_forever()
