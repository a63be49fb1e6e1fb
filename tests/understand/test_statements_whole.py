"""What was said taken whole, and words that only look like somebody's."""

from __future__ import annotations

import pytest

from tests.understand.statement_texts import said


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Officials tell City News every plea will be heard, with the Mail reporting no one will be fined "
            '"based solely on the answer of the owner".',
            'no one will be fined "based solely on the answer of the owner',
        ),
        (
            "Several plans were weighed because of doubts about the harbour. "
            "They estimated by 2050, growing towns and rising trade would double the need for berths.",
            "by 2050, growing towns and rising trade would double the need for berths",
        ),
        ("Western countries have long condemned him for the raids.", "him for the raids"),
        ("The envoy congratulated the President for a powerful address.", "for a powerful address"),
        ("Norland charged that the envoys were spies.", "the envoys were spies"),
        ("Holm confirmed the call on X.", "the call"),
        (
            "The mayor said that, as the crews came from Norland, where the flag is in use, they should go free.",
            "as the crews came from Norland, where the flag is in use, they should go free",
        ),
    ],
)
def test_what_was_said_is_whole(text: str, content: str) -> None:
    assert (content,) in said(text)


def test_the_day_of_the_telling_is_no_part_of_it() -> None:
    assert ("trade would double",) in said("The ministers said on Monday, trade would double.")


def test_the_outlets_own_place_at_the_end_is_still_cut() -> None:
    assert ("talks had failed in Lund",) in said("The mayor said talks had failed in Lund, where rules are strict.")


@pytest.mark.parametrize(
    "text",
    [
        "Those who claim that the war is lost are wrong.",
        "Anyone who says that the talks failed is wrong.",
        "We thank all states that called for a truce.",
        "We thank all of the states that called for a truce.",
    ],
)
def test_whoever_says_it_is_nobody(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("We thank the states that called for a truce.", "a truce"),
        ("All the survivors who told the court that he gave the order were heard.", "he gave the order"),
        ("Berg is one of those who say Norland must change.", "Norland must change"),
    ],
)
def test_somebody_known_who_says_it_is_somebody(text: str, content: str) -> None:
    assert (content,) in said(text)


def test_a_name_given_to_a_group_is_not_said_by_who_left_it() -> None:
    assert not said("Anna Berg in May 2021, after having left the circle within Sylvania called the Old Guard.")


def test_what_was_measured_says_nothing_of_a_thing_alone() -> None:
    assert not said("The results confirm the worth of the new berths.")
    assert ("the berths are of use",) in said("The results confirm that the berths are of use.")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Berg denied saying that Chile was weak.", "Chile was weak"),
        ("Berg never promised aid to Chile.", "aid to Chile"),
        ("Berg wanted to say that Chile was weak.", "Chile was weak"),
    ],
)
def test_what_was_not_said_is_no_statement(text: str, content: str) -> None:
    assert (content,) not in said(text)


def test_what_somebody_wants_to_say_in_the_first_person_is_said() -> None:
    assert said("“I want to say that Chile is weak,” Berg told reporters.")
