"""Events whose other side was told before: whose charge is denied, who holds a prisoner; and words of no deed."""

from __future__ import annotations

import pytest

from tests.understand.event_texts import told_whole as told


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway accused Chile of spying. Santiago has repeatedly denied the allegation.", ("REJECT", "CHL", "NOR")),
        (
            "Norway suggested a truce. Finland met Chile. Chile turned down the suggestion.",
            ("REJECT", "CHL", "NOR"),
        ),
        (
            "Norway expelled two Chilean diplomats. Chile's foreign ministry called the move a stunt.",
            ("ACCUSE", "CHL", "NOR"),
        ),
        (
            "A court in Chile sentenced Finnish writer Anna Salo to six years. Norway condemned Salo's conviction.",
            ("ACCUSE", "NOR", "CHL"),
        ),
        (
            "A court in Chile sentenced Finnish writer Anna Salo to six years. Norway called for her release.",
            ("REQUEST", "NOR", "CHL"),
        ),
        ("Finnish journalist Anna Salo was arrested in Chile in May.", ("COERCE", "CHL", "FIN")),
        ("Norway and Chile fell out. Norway stopped sharing data with Chile.", ("SANCTION", "NOR", "CHL")),
        ("Norway and Finland said they stood in full solidarity with Chile.", ("SUPPORT", "FIN NOR", "CHL")),
    ],
)
def test_the_other_side_is_remembered(text: str, event: tuple[str, str, str]) -> None:
    assert event in told(text)


def test_people_of_an_organisation_s_members_are_not_the_organisation() -> None:
    text = "EU leaders met in Brussels. Chile met Norway. Finland urged the leaders to hurry."
    assert ("REQUEST", "FIN", "eu-leaders") in told(text)


def test_a_host_is_no_side_of_the_talks_it_houses() -> None:
    text = (
        "Norwegian minister Anna Berg held talks with Chilean minister Luis Rojas in Helsinki. Finnish minister Erik "
        "Salo hosted the talks. Sweden urged the parties to show restraint."
    )
    assert ("REQUEST", "SWE", "CHL NOR") in told(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The ban was late, conceded a Norwegian diplomat in Chile.", "CONCEDE"),
        ("Norway was silent, leaving diplomats to count the cost in Chile.", "SANCTION"),
        ("Chile will send a hospital ship to Norway.", "THREATEN"),
        ("Finland brokered the release of two Chilean sailors.", "RETREAT"),
        ("Norway and Chile will sign a pact on sharing radar data.", "COOPERATE"),
        ("Norway should have acted sooner, Chilean minister Luis Rojas said.", "REQUEST"),
        ("Chile scolded Norway. Finland voiced support for its ally.", "SUPPORT"),
    ],
)
def test_no_such_deed(text: str, type_: str) -> None:
    assert type_ not in {t for t, _, _ in told(text)}


def test_a_town_is_no_party() -> None:
    text = "A drone fell near the village of Orheni in Moldova. Romania will send experts to Orheni."
    assert "orheni" not in {r for _, _, r in told(text)}


def test_what_an_idea_is_called_is_no_side() -> None:
    text = "Norwegian minister Anna Berg proposed a toll. Chile and Peru dismissed the idea as a Swiss cheese."
    assert ("REJECT", "CHL PER", "NOR") in told(text)


def test_an_encounter_to_come_has_not_brought_anybody_together() -> None:
    text = "Norway and Chile met in Oslo on Monday. The two are expected to see each other at a summit in May 2199."
    assert len([e for e in told(text) if e[0] == "CONSULT"]) == 1


def test_the_object_of_one_deed_is_him_of_the_next() -> None:
    text = (
        "Chilean President Pedro Rojas waited. Norwegian minister Anna Berg spoke by phone to her Finnish counterpart, "
        "Erik Salo, and asked him to help."
    )
    assert ("REQUEST", "NOR", "FIN") in told(text)
