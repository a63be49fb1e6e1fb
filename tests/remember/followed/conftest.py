"""A matter told by five articles of two outlets, read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.outcome import Reading

TEXTS = {
    "2025-03-04": (
        "VILNIUS, March 3 - Lithuanian Transport Minister Jonas Petraitis met Latvian Transport Minister "
        "Andris Ozols on Monday. Ozols promised that Latvia would deliver 40 railway wagons to Lithuania by June 30. "
        "Petraitis said Lithuania would open the Medumi crossing to lorries by August 1."
    ),
    "2025-03-20": "Latvia has promised Lithuania to deliver 40 railway wagons by June 30, Minister Andris Ozols said.",
    "2025-05-12": (
        "Latvia has sent 15 of the 40 railway wagons to Lithuania, Latvian Transport Minister Andris Ozols said. "
        "Lithuanian workers are repairing the road to the Medumi crossing, he added."
    ),
    "2025-06-25": (
        "Latvia delivered the 40 railway wagons to Lithuania on June 20, Transport Minister Jonas Petraitis said. "
        "The opening of the Medumi crossing to lorries has been postponed, Petraitis said."
    ),
    # Another matter of other states.
    "2025-04-02": (
        "LISBON, April 1 - Portuguese Energy Minister Rui Matos received Moroccan Energy Minister Salma Idrissi in "
        "Lisbon. "
        "Idrissi promised that Morocco would supply 200 turbines to Portugal by December 1."
    ),
}


@cache
def _read(day: str) -> Reading:
    page = Page(f"{day}.txt", TEXTS[day].encode(), url=f"https://example.org/{day}", published=day)
    outcome = read_page(page)
    assert isinstance(outcome, Reading)
    return outcome


@pytest.fixture
def told() -> Callable[[str], Reading]:
    """The article of a day."""
    return _read


@pytest.fixture
def matter() -> list[Reading]:
    """All articles, in the order of their days."""
    return [_read(day) for day in sorted(TEXTS)]
