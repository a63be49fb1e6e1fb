"""What the article says of a word given before: kept, broken, withdrawn; and whom a paper binds."""

from __future__ import annotations

import pytest

import communique
from tests.understand.commitment_texts import one, read


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway has fulfilled its promise to open the bridge.", "kept"),
        ("Norway kept its promise to open the bridge.", "kept"),
        ("Norway opened the bridge in May, as promised.", "kept"),
        ("Norway has broken its promise to open the bridge.", "broken"),
        ("Norway went back on its pledge to open the bridge.", "broken"),
        ("Norway did not keep its promise to open the bridge.", "broken"),
        ("Norway failed to honour its commitment to open the bridge.", "broken"),
        ("Norway failed to open the bridge by June as promised.", "broken"),
        ("Norway withdrew its offer to host the talks.", "withdrawn"),
        ("Norway is proud of its promise to open the bridge.", "open"),
    ],
)
def test_what_became_of_a_word_given(text: str, status: str) -> None:
    found = one(text)
    assert (found.by, found.status) == (("NOR",), status)


def test_who_is_accused_of_breaking_a_promise_had_made_it() -> None:
    reading = communique.read("Norway accused Chile of breaking its promise to open the bridge.")
    assert isinstance(reading, communique.Reading)
    assert [c.by for c in reading.commitments] == [("CHL",)]


@pytest.mark.parametrize("verb", ["obliges", "requires"])
def test_a_paper_binds_whom_it_names(verb: str) -> None:
    found = one(f"The treaty {verb} Norway to open the bridge by June.")
    assert (found.kind, found.by, found.action.quote) == ("agreement", ("NOR",), "open the bridge by June")


def test_a_mediator_owes_it_to_both() -> None:
    assert one("Norway offered to mediate between Chile and Finland.").to == ("CHL", "FIN")


def test_what_is_laid_on_somebody_is_not_owed_to_him() -> None:
    assert one("Norway agreed to extend the sanctions on Chile.").to == ()


def test_what_is_pledged_goes_with_its_purpose() -> None:
    found = one("Norway pledged 5 million euros in aid for Chile.")
    assert (found.action.quote, found.to) == ("5 million euros in aid for Chile", ("CHL",))


def test_only_if_is_a_condition() -> None:
    found = one("Norway will send ships only if a truce is signed.")
    assert found.condition is not None
    assert (found.strength, found.condition.quote) == ("conditional", "only if a truce is signed")


def test_who_was_invited_and_accepted_has_accepted() -> None:
    assert [c.kind for c in read("Berg was invited to Santiago and accepted the invitation.")] == [
        "invitation",
        "acceptance",
    ]


def test_a_spokesman_for_an_organ_promises_for_its_union() -> None:
    reading = communique.read(
        "A spokesman for the European Commission said the EU would suspend the tariffs on Norway."
    )
    assert isinstance(reading, communique.Reading)
    assert [c.by for c in reading.commitments] == [("eu",)]
