"""Where an encounter takes place, on short texts of our own: wherever the parser hung the place."""

from __future__ import annotations

import pytest

from tests.understand.occasion_texts import read

PLACES = [
    # hung on a name or a word for the other side
    ("President Berg met her counterpart Ada Virtanen in Geneva on Monday.", "Geneva"),
    ("President Berg held talks with her Finnish counterpart in Geneva.", "Geneva"),
    ("A meeting of the leaders of Norway, Finland and Japan in Geneva was agreed.", "Geneva"),
    ("President Berg hosted President Virtanen for lunch in Geneva.", "Geneva"),
    ("President Berg met Virtanen on the sidelines of the Climate Assembly in Geneva.", "Geneva"),
    # of papers: where what they are about is nowhere in particular
    ("Norway and Finland signed an agreement on trade in Geneva.", "Geneva"),
    ("Norway and Finland signed an agreement on the school in Bergen on Monday.", None),
    ("Norway and Finland signed a treaty in Geneva.", "Geneva"),
    # a clause or an infinitive says it
    ("The next round of talks between Norway and Finland is scheduled for May 10 in Geneva.", "Geneva"),
    ("The summit of Norway and Finland, which they agreed to hold in Geneva, was welcomed.", "Geneva"),
    # the name of a gathering, a capital called so, a building
    ("Berg and Virtanen spoke at the Helsinki forum.", "Helsinki"),
    ("Berg held talks in the Finnish capital with President Virtanen.", "Helsinki"),
    ("President Berg welcomed President Virtanen at the presidential palace.", "presidential palace"),
    # not where somebody is posted, nor what is talked about, nor on the phone
    ("President Berg met the Japanese ambassador in Finland.", None),
    ("President Berg met President Virtanen to discuss the war in Syria.", None),
    ("President Berg spoke by phone with President Virtanen in Helsinki.", None),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_place(text: str, place: str | None) -> None:
    assert [o.place for o in read(text) if o.kind != "visit"][:1] == [place]


def test_here_is_the_town_of_the_dateline() -> None:
    (meeting,) = read("TOKYO, May 3 (Wire) -- President Mori met with visiting President Rojas here on Monday.")
    assert meeting.place == "Tokyo"


def test_who_receives_in_the_news_of_the_own_capital_receives_there() -> None:
    (meeting,) = read("TOKYO, May 3 (Wire) -- President Mori received President Rojas on Monday.")
    assert meeting.place == "Tokyo"
    (abroad,) = read("GENEVA, May 3 (Wire) -- President Mori received President Rojas on Monday.")
    assert abroad.place is None


def test_who_speaks_at_a_forum_does_not_call() -> None:
    assert [o.kind for o in read("Berg and Virtanen spoke at the Helsinki forum.")] == ["conference"]
    assert [o.kind for o in read("Berg and Virtanen spoke on Monday.")] == ["call"]
