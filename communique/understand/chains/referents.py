"""What pronouns and phrases may mean: a referent and its mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.record.finding import MentionKind

Sort = Literal["person", "group", "body", "state", "place", "time", "thing"]


@dataclass(eq=False, slots=True)
class Referent:
    """Somebody or something. `spots` is the gathered actor's own list: mentions that are found are added to it.

    `is_actor` is False for things, places and people without a name; `human`: one human being, though no person
    ("the spokesperson").
    """

    sort: Sort
    spots: list[tuple[int, int, MentionKind]]
    gender: str | None = None
    plural: bool = False
    count: int = 0
    is_actor: bool = True
    human: bool = False


@dataclass(slots=True)
class Seen:
    """A mention that was passed; `role`: what its phrase is in its clause; `quote`: the quotation around it."""

    referent: Referent
    head: int
    first: int
    last: int
    sentence: int
    role: str
    quote: tuple[int, int] | None
    is_pronoun: bool
