"""Alerts, told by a real mail server and a real web server on this machine, each once."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import feedparser
import pytest

import communique
from communique.desk.archive import ArchiveDesk
from communique.desk.outgoing.alerts import AlertDesk, Question
from communique.errors import AlertError, NotFoundError, SettingsError
from communique.record.document import Page
from communique.record.outcome import Reading
from communique.settings import Settings
from communique.show.alerts import wording
from communique.show.cli.alert_command import _send as tell

RunCli = Callable[..., "CompletedProcess[str]"]
OLD = """---
title: "Estonia and Georgia agree"
outlet: "Baltic Herald"
url: "https://example.org/old"
published: "2027-03-11"
---

TALLINN, March 11 – Estonian Foreign Minister Mari Tamm met Georgian Foreign Minister Levan Beridze in Tallinn \
on Thursday. "We will open an embassy in Tbilisi by September 1, 2027," Tamm told Beridze.
"""
NEW = """---
title: "Second <b>round</b> of talks"
outlet: "Tbilisi Gazette"
url: "https://example.org/new"
published: "2027-04-02"
---

TBILISI, April 2 – Estonian Foreign Minister Mari Tamm met Georgian Foreign Minister Levan Beridze in Tbilisi on \
Friday. "Georgia will lift the visa fee by May 30, 2027," Beridze told Tamm.
"""
AT = datetime(2027, 5, 25, 6, tzinfo=UTC)


@pytest.fixture(scope="session")
def told() -> tuple[Reading, Reading]:
    pages = [Page("old.md", OLD.encode()), Page("new.md", NEW.encode())]
    old, new = (one for one in communique.Desk().read(pages) if isinstance(one, Reading))
    return old, new


class Hook:
    """A web server that keeps what is posted to it and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status, self.location = 204, ""
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.got.append((dict(self.headers), body))
                self.send_response(hook.status)
                if hook.location:
                    self.send_header("Location", hook.location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/hook"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.close()


@pytest.fixture
def post_box() -> Iterator[tuple[int, list[EmailMessage]]]:
    """The port of a mail server and the letters that it took."""
    controller = pytest.importorskip("aiosmtpd.controller")
    letters: list[EmailMessage] = []

    class Box:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
            letters.append(BytesParser(policy=default).parsebytes(envelope.content))  # type: ignore[arg-type]
            return "250 OK"

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = controller.Controller(Box(), hostname="127.0.0.1", port=port)
    server.start()
    yield port, letters
    server.stop()


@pytest.fixture
def make_desk(tmp_path: Path, told: tuple[Reading, Reading]) -> Iterator[Callable[..., ArchiveDesk]]:
    """Archives with the old article in them."""
    opened: list[ArchiveDesk] = []

    def make(**settings: Any) -> ArchiveDesk:
        desk = ArchiveDesk(tmp_path / "a.db", Settings(**settings))
        desk.archive.add(None, told[0])
        opened.append(desk)
        return desk

    yield make
    for desk in opened:
        desk.archive.close()


def settings_for(hook: Hook) -> dict[str, Any]:
    return {
        "webhook_secret": "s3cret", "allow_networks": ("127.0.0.0/8",), "allow_ports": (str(hook.port),),
    }  # fmt: skip


def test_what_is_new_is_posted_once_and_signed(
    make_desk: Callable[..., ArchiveDesk], hook: Hook, told: tuple[Reading, Reading]
) -> None:
    desk = make_desk(**settings_for(hook))
    alerts = AlertDesk(desk)
    alert = alerts.add("georgia", "search", Question(dyad=("EST", "GEO")), "webhook", hook.url)
    assert tell(alerts, alert) == 0
    assert hook.got == []  # what was there before is not told
    desk.archive.add(None, told[1])
    number = tell(alerts, alert)
    assert number >= 3
    assert tell(alerts, alert) == 0
    ((headers, body),) = hook.got
    stamp = headers["X-Communique-Timestamp"]
    wanted = hmac.new(b"s3cret", stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Communique-Signature"] == f"sha256={wanted}"
    tree = json.loads(body)
    assert tree["schema"] == "communique/alert/1"
    assert tree["delivery"] == headers["X-Communique-Delivery"]
    assert len(tree["notices"]) == number
    for notice in tree["notices"]:
        row = notice["finding"]
        assert row["url"] == "https://example.org/new"
        assert told[1].article.text[row["start"] : row["end"]] == row["words"]


def test_what_was_not_delivered_is_told_again(
    make_desk: Callable[..., ArchiveDesk], hook: Hook, told: tuple[Reading, Reading]
) -> None:
    desk = make_desk(**settings_for(hook))
    alerts = AlertDesk(desk)
    alert = alerts.add("georgia", "search", Question(state="GEO"), "webhook", hook.url)
    desk.archive.add(None, told[1])
    hook.status = 503
    with pytest.raises(AlertError, match="503"):
        tell(alerts, alert)
    hook.status, hook.location = 302, f"http://127.0.0.1:{hook.port}/elsewhere"
    with pytest.raises(AlertError, match="302"):
        tell(alerts, alert)  # no redirect is followed
    hook.status, hook.location = 200, ""
    assert tell(alerts, alert) >= 3
    deliveries = {headers["X-Communique-Delivery"] for headers, _ in hook.got}
    assert len(hook.got) == 3
    assert len(deliveries) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/hook", "http://169.254.169.254/latest", "http://[::1]/", "http://2130706433/", "http://10.0.0.7/",
        "ftp://example.org/", "http://user:pw@example.org/", "http://example.org:8080/", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_no_webhook_goes_to_a_private_place(make_desk: Callable[..., ArchiveDesk], url: str) -> None:
    with pytest.raises(AlertError):
        AlertDesk(make_desk(webhook_secret="x")).add("a", "search", Question(), "webhook", url)


def test_a_name_that_leads_to_a_private_place_is_refused_when_it_is_posted_to(
    make_desk: Callable[..., ArchiveDesk], hook: Hook, told: tuple[Reading, Reading]
) -> None:
    desk = make_desk(webhook_secret="x", allow_ports=(str(hook.port),))
    alerts = AlertDesk(desk)
    alert = alerts.add("a", "search", Question(), "webhook", f"http://localhost:{hook.port}/")
    desk.archive.add(None, told[1])
    with pytest.raises(AlertError, match="not on the public internet"):
        tell(alerts, alert)
    assert hook.got == []


def test_a_letter_tells_words_and_source(
    make_desk: Callable[..., ArchiveDesk], post_box: tuple[int, list[EmailMessage]], told: tuple[Reading, Reading]
) -> None:
    port, letters = post_box
    desk = make_desk(smtp=f"smtp://127.0.0.1:{port}", mail_from="communique@example.org")
    alerts = AlertDesk(desk)
    alert = alerts.add(
        "talks\r\nBcc: x@example.org", "search", Question(kinds=("occasion",)), "email", "desk@example.org"
    )
    desk.archive.add(None, told[1])
    assert tell(alerts, alert) == 1
    assert tell(alerts, alert) == 0
    (letter,) = letters
    assert letter["To"] == "desk@example.org"
    assert letter["Bcc"] is None
    assert letter["Subject"] == "[communique] talks Bcc: x@example.org: 1 finding"
    assert letter["Auto-Submitted"] == "auto-generated"
    text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert "Mari Tamm met Georgian Foreign Minister Levan Beridze in Tbilisi" in " ".join(text.split())
    assert "Tbilisi Gazette, 2027-04-02" in text
    assert 'href="https://example.org/new"' in html
    assert "<b>" not in html


def test_promises_are_told_when_they_fall_due_and_when_they_are_overdue(
    make_desk: Callable[..., ArchiveDesk], told: tuple[Reading, Reading], tmp_path: Path
) -> None:
    desk = make_desk()
    desk.archive.add(None, told[1])
    alerts = AlertDesk(desk)
    alert = alerts.add("due", "due", Question(dyad=("EST", "GEO"), days=7), "atom", str(tmp_path / "due.atom"))

    def news(on: datetime) -> list[tuple[str, date | None]]:
        with alerts.sending(alert, at=on) as notices:
            return [(notice.what, notice.due_on) for notice in notices]

    may, september = date(2027, 5, 30), date(2027, 9, 1)
    assert news(datetime(2027, 5, 1, tzinfo=UTC)) == []
    assert news(AT) == [("due", may)]
    assert news(AT) == []
    assert news(datetime(2027, 8, 28, tzinfo=UTC)) == [("overdue", may), ("due", september)]
    assert news(datetime(2027, 8, 29, tzinfo=UTC)) == []
    notice = next(iter(alerts.matches(alert, AT.date())))
    assert wording.make_letter(alert, [notice]).text.startswith("Due on 30 May 2027: ")


def test_one_sender_at_a_time(make_desk: Callable[..., ArchiveDesk], told: tuple[Reading, Reading]) -> None:
    desk = make_desk()
    alerts = AlertDesk(desk)
    alert = alerts.add("a", "search", Question(query="talks OR embassy OR fee"), "email", "a@example.org")
    desk.archive.add(None, told[1])
    with alerts.sending(alert, at=AT) as first:
        assert [notice.reading.article.url for notice in first] == ["https://example.org/new"]
        with alerts.sending(alert, at=AT) as second:
            assert second == []
    with alerts.sending(alert, at=AT) as third:
        assert third == []
    with pytest.raises(AlertError, match="no mail server"):
        alerts.mail(wording.make_letter(alert, first))


@pytest.mark.parametrize(
    ("name", "kind", "question", "channel", "target"),
    [
        ("", "search", Question(), "email", "a@example.org"),
        ("a", "search", Question(), "email", "a@example.org, b@example.org"),
        ("a", "due", Question(query="gas"), "email", "a@example.org"),
        ("a", "due", Question(days=-1), "email", "a@example.org"),
        ("a", "search", Question(), "atom", "/nowhere/at/all/a.atom"),
    ],
)
def test_an_alert_that_cannot_be_meant(
    make_desk: Callable[..., ArchiveDesk], name: str, kind: Any, question: Question, channel: Any, target: str
) -> None:
    alerts = AlertDesk(make_desk())
    with pytest.raises(AlertError):
        alerts.add(name, kind, question, channel, target)
    assert alerts.all() == []


def test_alerts_are_kept_and_removed(make_desk: Callable[..., ArchiveDesk]) -> None:
    alerts = AlertDesk(make_desk())
    question = Question(person="Tamm", dyad=("EST", "GEO"), kinds=("event", "statement"))
    made = alerts.add("a", "search", question, "email", "a@example.org")
    assert alerts.question(made) == question
    with pytest.raises(AlertError, match="of this name"):
        alerts.add("a", "search", question, "email", "a@example.org")
    alerts.remove("a")
    with pytest.raises(NotFoundError):
        alerts.remove("a")
    with pytest.raises(SettingsError):
        Settings(smtp="mail.example.org")


def test_the_commands(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(OLD)
    (tmp_path / "new.md").write_text(NEW)
    assert run_cli("add", "old.md", "--db", "a.db").returncode == 0
    made = run_cli("alert", "add", "feed", "--db", "a.db", "--dyad", "EST", "GEO", "--atom", "feed.atom")
    assert made.returncode == 0, made.stderr
    assert run_cli("alert", "add", "two", "--db", "a.db", "--atom", "a", "--email", "a@b.org").returncode == 2
    assert json.loads(run_cli("alert", "list", "--db", "a.db").stdout)["asks"] == "dyad: EST GEO"
    assert run_cli("add", "new.md", "--db", "a.db").returncode == 0
    sent = run_cli("alert", "send", "--db", "a.db")
    assert sent.returncode == 0, sent.stderr
    assert sent.stderr.startswith("feed: ")
    feed = feedparser.parse((tmp_path / "feed.atom").read_bytes())
    assert not feed.bozo
    assert feed.feed.title == "feed"
    assert {entry.link for entry in feed.entries} == {"https://example.org/old", "https://example.org/new"}
    assert run_cli("alert", "remove", "feed", "--db", "a.db").returncode == 0
    assert run_cli("alert", "remove", "feed", "--db", "a.db").returncode == 4
