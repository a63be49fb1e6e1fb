"""E-mails and pages saved as MIME as sources of pages."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique
from communique.read.doors.mail import pages_of_mail
from communique.read.files import open_pages
from communique.record.document import Page
from communique.record.outcome import Reading, Reason, Refusal

TEXT = (
    "Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols in Riga on Monday. "
    "“We will open the bridge by the end of 2025,” Tamm said after the talks. Ozols thanked her for the visit. "
    "The two agreed to set up a group of experts, who will meet in Tallinn in September and report to both "
    "parliaments. Latvia will pay half of the costs, the ministry of transport said in a statement on the talks."
)


def make_mail(text: str | None = TEXT, html: str | None = None, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    told = {"Subject": "Fwd: Visit to Rīga", "From": "Press Office <press@mfa.example>",
            "Date": "Thu, 12 Jun 2025 23:30:00 +0300"}  # fmt: skip
    for name, value in (told | {k.replace("_", "-"): v for k, v in headers.items()}).items():
        mail[name] = value
    if text is not None:
        mail.set_content(text)
    if html is not None:
        (mail.add_alternative if text is not None else mail.set_content)(html, subtype="html")
    return mail


def test_what_a_mail_states(tmp_path: Path) -> None:
    mail = make_mail(TEXT + "\n-- \nPress Office\n+371 000\n", Archived_At="<https://list.example/7>")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    (page,) = open_pages([str(tmp_path / "a.eml")])
    assert isinstance(page, Page)
    stated = (page.title, page.outlet, page.published, page.url, page.media_type)
    assert stated == ("Visit to Rīga", "Press Office", "2025-06-12", "https://list.example/7", "text/plain")
    assert b"+371" not in page.data
    reading = communique.read(tmp_path / "a.eml")
    assert isinstance(reading, Reading)
    assert any("We will open the bridge by the end of 2025" in s.content[0].quote for s in reading.statements)


@pytest.mark.parametrize("charset", ["koi8-r", "utf-8", "windows-1252"])
def test_the_charset_of_the_part_counts(charset: str) -> None:
    words = "Встреча министров" if charset != "windows-1252" else "Premierministre “Müller”"
    mail = EmailMessage()
    mail["Subject"] = "x"
    mail.set_content(f'<html><head><meta charset="iso-8859-5"></head><p>{words}</p></html>', "html", charset=charset)
    (page,) = pages_of_mail("a.eml", mail.as_bytes())
    assert isinstance(page, Page)
    assert words in page.data.decode("utf-8-sig")


def test_a_stub_beside_html_is_not_the_text() -> None:
    mail = make_mail("View this mail in your browser.", f"<html><body><p>{TEXT}</p></body></html>")
    (page,) = pages_of_mail("a.eml", mail.as_bytes())
    assert isinstance(page, Page)
    assert page.media_type == "text/html"


def test_forwarded_mails_are_pages_of_their_own() -> None:
    outer = make_mail("See below.\n")
    outer.add_attachment(make_mail(Subject="Communiqué"))
    first, second = pages_of_mail("a.eml", outer.as_bytes())
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.name, second.name, second.title) == ("a.eml", "a.eml#2", "Communiqué")
    assert "met Latvian" in second.data.decode()


def test_a_day_to_come_is_none() -> None:
    (page,) = pages_of_mail("a.eml", make_mail(Date="Thu, 12 Jun 2099 23:30:00 +0300").as_bytes())
    assert isinstance(page, Page)
    assert page.published is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0\1\2", Reason.MALFORMED),
        (b"just words\n\nand more", Reason.MALFORMED),
        (make_mail(None).as_bytes(), Reason.EMPTY),
        (
            b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: text/plain\n\nx\n" * 600,
            Reason.TOO_LARGE,
        ),
    ],
)
def test_what_is_no_mail(data: bytes, reason: Reason) -> None:
    found = list(pages_of_mail("a.eml", data))
    assert [getattr(one, "reason", None) for one in found] == [reason]


def test_a_page_saved_by_a_browser(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Snapshot-Content-Location"] = "https://gazette.example/1"
    mail["Subject"] = "The bridge"
    mail.set_content(f"<html><body><article><p>{TEXT}</p></article></body></html>", "html")
    (tmp_path / "a.mhtml").write_bytes(mail.as_bytes())
    (page,) = open_pages([str(tmp_path / "a.mhtml")])
    assert isinstance(page, Page)
    assert page.url == "https://gazette.example/1"


@given(st.lists(st.sampled_from([
    b"Subject: =?utf-8?b?////?=\n", b"Date: Thu, 99 Xxx 20255 25:61 +9999\n", b"From: <<>,;:\n", b"\xff\xfe: \n",
    b"Content-Type: text/plain; charset=none\n", b"Content-Type: multipart/mixed; boundary=\"\"\n", b"\n", b"--\n",
    b"Content-Transfer-Encoding: base64\n", b"begin 644 a\n", b"Content-Type: message/rfc822\n", b"=?x?q?=\n",
]), max_size=12))  # fmt: skip
def test_no_mail_makes_it_fall(parts: list[bytes]) -> None:
    for one in pages_of_mail("a.eml", b"".join(parts)):
        assert isinstance(one, Page | Refusal)
