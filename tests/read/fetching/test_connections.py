"""Certificates, name servers that dawdle, folders that cannot be written."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from fetching_servers import page

from communique.errors import SettingsError
from communique.read.fetch import Fetcher, Limits
from communique.record.document import Page
from communique.record.outcome import Deferred, Reason, Refusal
from communique.settings import Settings

Make = Callable[..., Fetcher]


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page("<p>over TLS</p>")(self)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.test alone, signed by itself, with its key in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    file = tmp_path_factory.mktemp("tls") / "news.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.test"
    names = ["-addext", "subjectAltName=DNS:news.test", "-keyout", str(file), "-out", f"{file}.crt"]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


@pytest.fixture
def secure(certificate: Path) -> Iterator[int]:
    """The port of an https server on 127.0.0.1."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def everywhere(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_certificates_are_checked_for_the_name_though_we_connect_to_an_address(
    secure: int, certificate: Path, fetcher_for: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = {"resolve": everywhere, "allow_ports": (str(secure),)}
    told = fetcher_for(**opened).fetch(f"https://news.test:{secure}/")
    assert isinstance(told, Refusal)
    assert told.reason is Reason.UNREACHABLE
    assert "certificate" in told.detail.lower()
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    assert isinstance(fetcher_for(**opened).fetch(f"https://news.test:{secure}/"), Page)
    for other in ("other.test", "127.0.0.1"):
        told = fetcher_for(**opened).fetch(f"https://{other}:{secure}/")
        assert isinstance(told, Refusal), other
        assert told.reason is Reason.UNREACHABLE


def test_a_name_server_that_dawdles_costs_a_bounded_time(fetcher_for: Make) -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(5)
        return ["127.0.0.1"]

    start = time.monotonic()
    told = fetcher_for(resolve=slow, limits=Limits(seconds=0.5)).fetch("http://news.test/")
    assert isinstance(told, Refusal)
    assert told.reason is Reason.TIMEOUT
    assert time.monotonic() - start < 4


@pytest.mark.parametrize("error", [OSError("down"), UnicodeError("odd")])
def test_a_name_that_cannot_be_resolved(fetcher_for: Make, error: Exception) -> None:
    def broken(host: str, port: int) -> list[str]:
        raise error

    told = fetcher_for(resolve=broken).fetch("http://news.test/")
    assert isinstance(told, Deferred)
    assert told.reason is Reason.UNREACHABLE
    told = fetcher_for(resolve=lambda host, port: []).fetch("http://news.test/")
    assert isinstance(told, Refusal)
    assert told.reason is Reason.UNREACHABLE


def test_a_cache_folder_that_cannot_be_used_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    with pytest.raises(SettingsError, match="cache folder"):
        Fetcher(Settings(cache=str(file)))


def test_a_cache_folder_that_goes_away_loses_nothing(fetcher_for: Make, tmp_path: Path) -> None:
    fetcher = fetcher_for(resolve=everywhere)
    shutil.rmtree(tmp_path / "cache")
    told = fetcher.fetch("http://news.test/")
    assert isinstance(told, Deferred)
    assert told.reason is Reason.UNREACHABLE
    assert "cache folder" in told.detail


def test_a_broken_cache_is_no_reason_not_to_fetch(fetcher_for: Make, tmp_path: Path) -> None:
    from fetching_servers import serve

    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "http-cache-2.db").write_bytes(b"SQLite format 3\0" + b"nonsense" * 1000)
    with serve() as site:
        site.answers["/"] = page("<p>Hello</p>")
        told = fetcher_for(site).fetch(site.url())
    assert isinstance(told, Page), told
