"""Rates and tries of passwords, on a clock of the test's own."""

from __future__ import annotations

import pytest

from communique.show.web.guard.limits import MOST_KEYS, Attempts, Limiter


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_so_many_at_once_then_evenly(clock: Clock) -> None:
    limiter = Limiter(6, 60, clock)
    assert [limiter.spend("a").remaining for _ in range(6)] == [5, 4, 3, 2, 1, 0]
    refused = limiter.spend("a")
    assert (refused.retry_s, refused.remaining) == (10, 0)
    assert limiter.spend("b").retry_s == 0
    clock.now += 10
    assert limiter.spend("a").retry_s == 0
    assert limiter.spend("a").retry_s == 10
    clock.now += 60
    assert limiter.spend("a").remaining == 5


def test_refused_requests_do_not_lengthen_the_wait(clock: Clock) -> None:
    limiter = Limiter(2, 60, clock)
    waits = [limiter.spend("a").retry_s for _ in range(20)]
    assert waits == [0, 0] + [30] * 18


def test_memory_is_bounded_and_the_busiest_are_remembered(clock: Clock) -> None:
    limiter = Limiter(2, 60, clock)
    for _ in range(3):
        limiter.spend("attacker")
    for number in range(MOST_KEYS + 10):
        limiter.spend(str(number))
    assert len(limiter._free_at) <= MOST_KEYS
    assert limiter.spend("attacker").retry_s > 0


def test_tries_are_counted_by_name_and_address(clock: Clock) -> None:
    attempts = Attempts(clock)
    assert [attempts.spend("mari", "1.2.3.4") for _ in range(5)] == [0] * 5
    assert attempts.spend("MARI ", "1.2.3.4") == 180
    assert attempts.spend("mari", "5.6.7.8") == 0
    assert attempts.spend("andris", "1.2.3.4") == 0


def test_success_clears_the_pair(clock: Clock) -> None:
    attempts = Attempts(clock)
    for _ in range(20):
        assert attempts.spend("mari", "1.2.3.4") == 0
        attempts.succeed("mari", "1.2.3.4")
        clock.now += 60


def test_one_address_cannot_try_many_names(clock: Clock) -> None:
    attempts = Attempts(clock)
    assert [attempts.spend(f"name{n}", "1.2.3.4") for n in range(30)] == [0] * 30
    assert attempts.spend("another", "1.2.3.4") > 0


def test_many_addresses_cannot_try_one_name(clock: Clock) -> None:
    attempts = Attempts(clock)
    assert [attempts.spend("mari", f"10.0.0.{n}") for n in range(60)] == [0] * 60
    assert attempts.spend("mari", "10.0.1.1") > 0
