"""How often somebody may ask, and try a password: counted in memory, for each server."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MOST_KEYS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """What is left. `reset_s`: seconds until all is free again; `retry_s`: until one more is, 0 when one is now."""

    limit: int
    remaining: int
    reset_s: int
    retry_s: int


class Limiter:
    """`limit` at once, then evenly so many in `window_s` seconds, for each key.

    Source: the generic cell rate algorithm (ITU-T I.371): one moment is kept for each key.
    """

    def __init__(self, limit: int, window_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit, self.window_s = limit, window_s
        self._clock = clock
        self._free_at: dict[str, float] = {}

    def spend(self, key: str) -> Rate:
        """Takes one; none is taken when `retry_s` is above 0."""
        now, step = self._clock(), self.window_s / self.limit
        free_at = max(self._free_at.get(key, now), now) + step
        if free_at - now > self.window_s + 1e-9:
            over_s = free_at - now - self.window_s
            return Rate(self.limit, 0, math.ceil(free_at - step - now), max(1, math.ceil(over_s)))
        if key not in self._free_at and len(self._free_at) >= MOST_KEYS:
            self._forget(now)
        self._free_at[key] = free_at
        return Rate(self.limit, int((self.window_s - (free_at - now)) / step + 1e-9), math.ceil(free_at - now), 0)

    def give_back(self, key: str) -> None:
        """Forgets what the key has spent."""
        self._free_at.pop(key, None)

    def _forget(self, now: float) -> None:
        """Drops who has all free again; in a flood, also the half that waits least."""
        self._free_at = {key: at for key, at in self._free_at.items() if at > now}
        if len(self._free_at) >= MOST_KEYS:
            longest = sorted(self._free_at.items(), key=lambda item: -item[1])
            self._free_at = dict(longest[: MOST_KEYS // 2])


class Attempts:
    """Tries of passwords. Each counts before it is looked at, so that many at once are not free.

    Source: OWASP ASVS 5.0, 6.3.1: guessing is slowed by name and by address, without shutting the owner out for good.
    """

    WINDOW_S: Final = 900.0

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._pair = Limiter(5, self.WINDOW_S, clock)
        self._address = Limiter(30, self.WINDOW_S, clock)
        self._name = Limiter(60, self.WINDOW_S, clock)

    def spend(self, name: str, address: str) -> int:
        """Seconds to wait before this name may be tried from this address; 0: now."""
        folded = name.casefold().strip()[:80]
        waits = [self._pair.spend(f"{address} {folded}").retry_s, self._address.spend(address).retry_s]
        return max(*waits, 0 if any(waits) else self._name.spend(folded).retry_s)

    def succeed(self, name: str, address: str) -> None:
        self._pair.give_back(f"{address} {name.casefold().strip()[:80]}")
