"""Who is bound by what is told of the second encounter of a day."""

from __future__ import annotations

from communique.pipeline import read_page
from communique.record.document import Page

_HEAD = '---\ntitle: "Norway protests"\npublished: "2026-08-25"\n---\n\n'


def test_the_two_countries_are_those_of_the_call_just_told() -> None:
    text = (
        "Norwegian minister Anna Berg summoned Chilean Ambassador Luis Rojas on Tuesday.\n\n"
        "Later on Tuesday, Norwegian Foreign Minister Kari Lund held telephone talks with Finnish Foreign Minister "
        "Erik Salo.\n\nShe confirmed that the two countries will sign a treaty in Helsinki on Sept. 10."
    )
    reading = read_page(Page("a.md", (_HEAD + text).encode()))
    sides = {a.id: a.state or a.code for a in reading.actors}
    bound = [{sides[i] for i in c.by} for c in reading.commitments]
    assert {"NOR", "FIN"} in bound
    assert all("CHL" not in by for by in bound)
