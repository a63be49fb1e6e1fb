"""Two articles with everything in them, also with words that would hurt, read once."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import communique
from communique.desk.outgoing.exports import choose
from communique.record.document import Page
from communique.record.outcome import Reading
from communique.remember.found import Filter
from communique.show.export.exporter import About
from communique.show.export.formats import export

FIRST = """---
title: "=HYPERLINK(\\"http://example.org\\"), said nobody"
outlet: "+Baltic Herald"
url: "https://example.org/first?a=1&b=2"
published: "2027-03-11"
licence: "CC0"
---

TALLINN, March 11 – Estonian Foreign Minister Mari Tamm met Georgian Foreign Minister Levan Beridze in Tallinn on \
Thursday.

"We will open an embassy in Tbilisi by September 1, 2027," Tamm told Beridze. "=2+5 is no policy," Beridze answered. \
Beridze invited Tamm to pay an official visit to Georgia on October 12, 2027. He thanked Estonia for its support.
"""
SECOND = """---
title: "Estonia and Georgia sign agreement"
outlet: "Tbilisi Gazette"
url: "https://example.org/second"
published: "2027-04-02"
---

TBILISI, April 2 – Estonia and Georgia signed an agreement on digital services on Friday. "It is a good day," Georgian \
Prime Minister Nino Gelashvili said. Estonia accused Belarus of pressure & threats.
"""
Write = Callable[..., bytes]


@pytest.fixture(scope="session")
def two() -> tuple[Reading, ...]:
    pages = [Page("first.md", FIRST.encode()), Page("second.md", SECOND.encode())]
    found = tuple(one for one in communique.Desk().read(pages) if isinstance(one, Reading))
    assert len(found) == 2
    return found


@pytest.fixture(scope="session")
def odd(two: tuple[Reading, ...]) -> Reading:
    """A reading without anything that an article may lack."""
    article = replace(two[0].article, id="a-odd", url=None, outlet=None, title=None, published=None, licence=None)
    return replace(two[0], article=article)


@pytest.fixture(scope="session")
def write() -> Write:
    """Readings in a format, as bytes."""

    def run(name: str, *readings: Reading, full_text: bool = False, filter_: Filter | None = None) -> bytes:
        stream = io.BytesIO()
        about = About("Estonia & Georgia", full_text, datetime(2027, 5, 1, 12, tzinfo=UTC))
        export(name, choose(readings, filter_), stream, about)
        return stream.getvalue()

    return run
