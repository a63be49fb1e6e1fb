"""How the brief says things: who, when, and what an encounter or a change of status is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from communique.record.finding import OccasionKind, OccasionStatus, When
from communique.record.followup import LedgerStatus
from communique.show.phrases import MONTHS, timex, when

# Kind -> (it took place, it is to come, what it is called).
_MET: Final[dict[OccasionKind, tuple[str, str, str]]] = {
    "meeting": ("met", "are to meet", "meeting"),
    "call": ("spoke by telephone", "are to speak by telephone", "call"),
    "visit": ("took part in a visit", "are to take part in a visit", "visit"),
    "talks": ("held talks", "are to hold talks", "talks"),
    "summit": ("took part in a summit", "are to take part in a summit", "summit"),
    "conference": ("took part in a conference", "are to take part in a conference", "conference"),
    "signing": ("took part in a signing", "are to take part in a signing", "signing"),
    "ceremony": ("attended a ceremony", "are to attend a ceremony", "ceremony"),
    "session": ("took part in a session", "are to take part in a session", "session"),
}
STATUS: Final[dict[LedgerStatus, str]] = {
    "open": "open", "in_progress": "under way", "kept": "kept", "broken": "broken", "stalled": "put off or stalled",
    "declined": "declined", "withdrawn": "withdrawn", "unclear": "unclear",
}  # fmt: skip
_STATES_OF_PLAN: Final[dict[OccasionStatus, str]] = {
    "proposed": "has been proposed", "cancelled": "has been cancelled", "postponed": "has been put off",
    "under_way": "is under way", "planned": "is planned",
}  # fmt: skip

_PARTS: Final = {
    "Q1": "first quarter", "Q2": "second quarter", "Q3": "third quarter", "Q4": "fourth quarter", "H1": "first half",
    "H2": "second half", "SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter",
}  # fmt: skip
_DAY: Final = re.compile(r"\d{1,2} [A-Z]")


def join(names: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def encounter(
    kind: OccasionKind, status: OccasionStatus, who: Sequence[str], place: str | None, rank: str | None
) -> str:
    """'A and B met in Astana', 'A meeting of A and B has been proposed'; without the day."""
    did, will, name = _MET[kind]
    rank_and_name = " ".join(filter(None, (rank, name)))
    where = f" in {place}" if place else ""
    if status == "held" and len(who) > 1:
        return f"{join(who)} {did}{where}"
    if status == "planned" and len(who) > 1:
        return f"{join(who)} {will}{where}"
    of = f" of {join(who)}" if who else ""
    verb = "took place" if status == "held" else _STATES_OF_PLAN[status]
    article = "" if kind == "talks" else "An " if rank_and_name[0] in "aeiou" else "A "
    head = rank_and_name.capitalize() if not article else rank_and_name
    plural = verb.replace("has been", "have been").replace("is ", "are ") if kind == "talks" else verb
    return f"{article}{head}{of}{where} {plural}"


def visit(guests: Sequence[str], host: str | None, status: OccasionStatus, place: str | None, rank: str | None) -> str:
    """'A paid an official visit to Warsaw, received by B'."""
    name = " ".join(filter(None, (rank, "visit")))
    article = "an" if name[0] in "aeiou" else "a"
    to = f" to {place}" if place else ""
    if status == "held":
        return f"{join(guests)} paid {article} {name}{to}{f', received by {host}' if host else ''}"
    if status == "planned":
        return f"{join(guests)} {'is' if len(guests) == 1 else 'are'} to pay {article} {name}{to}"
    return f"{article.capitalize()} {name} of {join(guests)}{to} {_STATES_OF_PLAN[status]}"


def spell(moment: When) -> str:
    """'11 March 2027', 'first quarter of 2028', 'summer of 2028', '13 to 14 September 2027'.

    >>> spell(When("2028-Q1")), spell(When("2028-SU")), spell(When("2027-09-13/2027-09-14"))
    ('first quarter of 2028', 'summer of 2028', '13 September 2027 to 14 September 2027')
    """
    first, _, last = moment.value.partition("/")
    if last:
        return f"{timex(first)} to {timex(last)}"
    year, _, part = moment.value.partition("-")
    if part in _PARTS and year.isdecimal():
        return f"{_PARTS[part]} of {year}"
    return when(moment)


def on(moment: When | None) -> str:
    """' on 11 March 2027', ' in October 2027', ' in the first quarter of 2028', ' (P3M)', ''."""
    if moment is None:
        return ""
    words = spell(moment)
    if _DAY.match(words):
        return f" from {words}" if " to " in words else f" on {words}"
    if " of " in words:
        return f" in the {words}"
    return f" in {words}" if words.isdecimal() or words.split(" ")[0] in MONTHS else f" ({words})"


def promise_head(kind: str, by: Iterable[str], to: Iterable[str]) -> str:
    """'pledge by Georgia to Kazakhstan', 'agreement between Georgia and Kazakhstan'.

    >>> promise_head("agreement", ["Georgia", "Kazakhstan"], ["Kazakhstan", "Georgia"])
    'agreement between Georgia and Kazakhstan'
    """
    by, to = list(by), list(to)
    if len(by) > 1 and set(by) == set(to):
        return f"{kind} between {join(by)}"
    whom = join(to)
    return f"{kind} by {join(list(by)) or 'a side not named'}" + (f" to {whom}" if whom else "")
