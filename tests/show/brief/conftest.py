"""Three articles of two states, one with words that typst, HTML and Markdown would take for markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import communique
from communique.desk.outgoing.dossier import Dossier, make_dossier
from communique.record.document import Page
from communique.record.outcome import Reading
from communique.show.brief.contents import make_brief
from communique.show.brief.values import Brief, Piece, Section, Sentence

HURTFUL = '#panic("x") <script>alert(1)</script> $100$ are *not* `enough` \\ [^1] @a _b_'

ARTICLES = {
    "1.md": """---
title: "Embassy promised: #panic(\\"x\\") <b>&amp; $y$ *now*"
outlet: "Baltic #Herald"
url: "https://example.org/1?a=[1]&b=2"
published: "2027-03-11"
licence: "CC0"
---

TALLINN, March 11 – Estonian Foreign Minister Mari Tamm met Georgian Foreign Minister Levan Beridze in Tallinn on \
Thursday.

"We will open an embassy in Tbilisi by September 1, 2027," Tamm told Beridze. "Our friends know it well, and 100 lari \
are not enough for it," Beridze answered. Beridze invited Tamm to pay an official visit to \
Georgia on October 12, 2027.

Georgia promised to lift the visa fee for Estonian students by June 30, 2027.
""",
    "2.md": """---
title: "Georgia lifts fee"
outlet: "Tbilisi Gazette"
url: "https://example.org/2"
published: "2027-06-28"
---

TBILISI, June 28 – Georgia has lifted the visa fee for Estonian students, as it had promised in March, Georgian \
Foreign Minister Levan Beridze said on Monday. "We keep our word, and the students of Tartu know it," Beridze said.
""",
    "3.md": """---
title: "Later news"
outlet: "Baltic #Herald"
url: "https://example.org/3"
published: "2028-01-15"
---

TALLINN, January 15 – Estonian Foreign Minister Mari Tamm spoke by telephone with Georgian Foreign Minister Levan \
Beridze on Saturday.
""",
}


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def three() -> tuple[Reading, ...]:
    pages = [Page(name, text.encode()) for name, text in ARTICLES.items()]
    found = tuple(one for one in communique.Desk().read(pages) if isinstance(one, Reading))
    assert len(found) == 3
    return found


@pytest.fixture(scope="session")
def dossier(three: tuple[Reading, ...]) -> Dossier:
    return make_dossier(three, ("EST", "Georgia"), since=date(2027, 3, 1), until=date(2027, 12, 31))


@pytest.fixture(scope="session")
def brief(dossier: Dossier) -> Brief:
    """With a sentence, and words in a note, that would do harm as markup."""
    made = make_brief(dossier, made_on=date(2028, 1, 2))
    note = replace(made.notes()[0], words=HURTFUL)
    hurt = Section("Hurt", (Sentence((Piece("It says “"), Piece(HURTFUL, "words"), Piece("”.")), (note,), "#1 *day*"),))
    return replace(made, sections=(*made.sections, hurt))
