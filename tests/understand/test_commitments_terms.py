"""From when until when something is to be done."""

from __future__ import annotations

from datetime import date

import pytest

from tests.understand.commitment_texts import one, read


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("no later than 1 May", None, date(2026, 5, 1)),
        ("by 1 May", None, date(2026, 5, 1)),
        ("from 1 May", date(2026, 5, 1), None),
        ("starting in May", date(2026, 5, 1), None),
        ("starting on 4 May", date(2026, 5, 4), None),
        ("from 1 to 5 May", date(2026, 5, 1), date(2026, 5, 5)),
        ("between 1 May and 5 June", date(2026, 5, 1), date(2026, 6, 5)),
        ("between 1 and 5 May", date(2026, 5, 1), date(2026, 5, 5)),
        ("between May 1 and 5", date(2026, 5, 1), date(2026, 5, 5)),
        ("from April 29 to May 2", date(2026, 4, 29), date(2026, 5, 2)),
        ("in June or July", date(2026, 6, 1), date(2026, 7, 31)),
        ("in 2027-2029", date(2027, 1, 1), date(2029, 12, 31)),
        ("from Monday to Wednesday", date(2026, 3, 16), date(2026, 3, 18)),
        ("in early April", date(2026, 4, 1), date(2026, 4, 10)),
    ],
)
def test_terms(words: str, first: date | None, last: date | None) -> None:
    due = one(f"Norway pledged to open the bridge {words}.").due
    assert due is not None
    assert (due.from_on, due.to_on) == (first, last)


def test_who_is_not_going_to_wait_undertakes_nothing() -> None:
    assert not read("“We are not going to wait for others,” Berg said.")


def test_a_proposal_to_punish_is_no_offer() -> None:
    assert not read("Finland blocked the Norwegian proposal to blacklist a dozen officials of Chile.")


def test_when_a_thing_is_to_be_done_is_the_term_of_who_pays_for_it() -> None:
    due = one("Norway will finance a new harbour in Helsinki, to be completed by June 30.").due
    assert due is not None
    assert due.to_on is not None
    assert (due.to_on.month, due.to_on.day) == (6, 30)


def test_when_something_was_left_off_is_no_term() -> None:
    assert one("Norway is determined to resume the talks from where they left off in 2017.").due is None
