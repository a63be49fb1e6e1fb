"""The same encounter in two articles? Kind, sides and persons, day, place and name weighed together."""

from __future__ import annotations

import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from communique.follow.names import sound, split_name
from communique.follow.tellings import Report
from communique.follow.wording import Rarity, squeezed
from communique.lexicon.load import Lexicon
from communique.record.finding import Occasion
from communique.record.followup import FindingKey, Sameness, Verdict

RULE = "rule:encounters"
SAME, UNSURE = 0.55, 0.4
_MONTHS = {name: number for number, name in enumerate(month_name) if number}
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_AHEAD = re.compile(r"\b(?:will|would|to be|to take|next|coming|due|planned|scheduled)\b")
_BEHIND = re.compile(r"\b(?:last|held|was|were|took|past)\b")
# A month so many away may lie before or behind.
_UNCLEAR = 4
# Articles so far apart seldom tell of one encounter, when its day does not say so. Source: a plan may move so far.
_FAR = timedelta(days=400)
# Delegations talk; who leads them on a day is told now so, now so.
_DELEGATIONS = frozenset({"talks", "session", "summit", "conference"})
_OTHERS_LEAD = 0.2
_PUT_OFF = re.compile(
    r"\b(?:postpon\w+|put off|pushed back|moved|reschedul\w+|delay\w+|deferred|call\w* off|cancel\w+"
    r"|no longer|instead)\b"
)
_MOVED = frozenset({"postponed", "cancelled"})
# Nobody travels to a call, and what was planned as a visit is not held by telephone.
_FAMILIES = (
    frozenset({"meeting", "talks", "visit"}),
    frozenset({"meeting", "talks", "call"}),
    frozenset({"talks", "meeting", "session", "summit", "conference"}),
    frozenset({"signing", "ceremony", "meeting"}),
    frozenset({"visit", "conference", "ceremony"}),
)


@dataclass(frozen=True)
class Gathering:
    """One encounter of one article, ready for comparison."""

    key: FindingKey
    occasion: Occasion
    place: int
    persons: frozenset[str]
    sides: frozenset[str]
    guests: frozenset[str]
    hosts: frozenset[str]
    where: str | None
    words: Mapping[str, float]
    ordinals: frozenset[str]
    days: tuple[date, date] | None
    is_moved: bool
    told_on: date | None


def gatherings_of(report: Report, number: int, lexicon: Lexicon) -> tuple[Gathering, ...]:
    """The encounters of an article."""
    return tuple(_gathering(report, number, o, lexicon) for o in report.reading.occasions)


def _gathering(report: Report, number: int, occasion: Occasion, lexicon: Lexicon) -> Gathering:
    who = [report.identities[p.actor] for p in occasion.participants if p.actor in report.identities]
    home = _home(occasion, lexicon)
    guests = frozenset(
        report.identities[p.actor].id
        for p in occasion.participants
        if p.role == "guest" and p.actor in report.identities and report.identities[p.actor].state not in home
    )
    named = _named_travellers(report, occasion) if occasion.kind == "visit" else frozenset()
    guests = named - {i.id for i in report.identities.values() if i.state in home} or guests
    at_home = {i.id for i in who if occasion.kind == "visit" and i.state in home}
    words = {w.concept: 1.0 for e in occasion.evidence for w in report.passages.within(e.start, e.end)}
    first = (w for w in occasion.evidence[0].quote.lower().split() if w in lexicon.followup.words["ordinals"])
    where = "".join(sound(w) for w in split_name(occasion.place)) if occasion.place else None
    return Gathering(
        FindingKey(report.reading.article.id, occasion.id),
        occasion,
        number,
        frozenset(i.id for i in who if i.kind == "person" and i.id not in at_home),
        frozenset(i.state or i.id for i in who if i.state or i.kind == "igo"),
        guests,
        _hosts(report, occasion),
        where,
        words,
        frozenset(list(first)[:1]),
        _days_of(report, occasion),
        _is_moved(report, occasion),
        report.on,
    )


def _named_travellers(report: Report, occasion: Occasion) -> frozenset[str]:
    """The persons whom the very words of a visit name: they go, whoever else takes part."""
    first = occasion.evidence[0]
    return frozenset(
        report.identities[actor.id].id
        for actor in report.reading.actors
        if actor.kind == "person"
        and any(m.kind == "name" and first.start <= m.start < first.end for m in actor.mentions)
    )


def _is_moved(report: Report, occasion: Occasion) -> bool:
    """The sentence tells that the day is another now."""
    start, end = report.passages.sentences[report.passages.sentence_at(occasion.evidence[0].start)]
    return occasion.status in _MOVED or bool(_PUT_OFF.search(report.passages.text, start, end))


def _home(occasion: Occasion, lexicon: Lexicon) -> frozenset[str]:
    """The state where a visit leads: nobody visits the own country, whoever is told as the guest."""
    place = lexicon.states.match_at(occasion.place, 0) if occasion.kind == "visit" and occasion.place else None
    return frozenset({place.code} if place and place.code else ())


def _days_of(report: Report, occasion: Occasion) -> tuple[date, date] | None:
    """The days of an encounter; of one told without them ("the March talks") the nearest month of that name."""
    when = occasion.when
    if when is not None and (when.from_on or when.to_on):
        return (when.from_on or when.to_on or date.min, when.to_on or when.from_on or date.max)
    quote, on = occasion.evidence[0].quote, report.on
    months = {_MONTHS[m[0]] for m in _MONTH.finditer(quote)}
    if len(months) != 1 or on is None:
        return None
    (month,) = months
    away = (month - on.month) % 12
    if _AHEAD.search(quote) or (not _BEHIND.search(quote) and away < _UNCLEAR):
        nearest = date(on.year + (month < on.month), month, 1)
    elif _BEHIND.search(quote) or away > 12 - _UNCLEAR:
        nearest = date(on.year - (month > on.month), month, 1)
    else:
        return None
    after = date(nearest.year + nearest.month // 12, nearest.month % 12 + 1, 1)
    return nearest, after - timedelta(1)


def _hosts(report: Report, occasion: Occasion) -> frozenset[str]:
    """The sides of the hosts, and of states that take part in a visit of persons."""
    who = [(p.role, report.identities[p.actor]) for p in occasion.participants if p.actor in report.identities]
    travelling = {i.state for role, i in who if i.kind == "person" and role != "host"}
    return frozenset(i.state for role, i in who if i.state and (role == "host" or i.state not in travelling))


def pair_gatherings(gatherings: Sequence[Gathering]) -> Iterator[tuple[Gathering, Gathering]]:
    """Pairs worth judging: of two articles, that share a side, a person or a rare name; never all pairs."""
    blocks: dict[str, list[Gathering]] = defaultdict(list)
    for gathering in gatherings:
        for block in gathering.sides | gathering.persons | {c for c in gathering.words if c[0] == "^"}:
            blocks[block].append(gathering)
    seen = set()
    for members in blocks.values():
        for a, b in combinations(members, 2):
            if a.key.article != b.key.article and (a.key, b.key) not in seen:
                seen.add((a.key, b.key))
                yield a, b


def judge_gatherings(a: Gathering, b: Gathering, rarity: Rarity) -> Verdict:
    """Whether two articles tell of one encounter; `a` is of the earlier article."""
    sameness, score, reason = _compare(a, b, rarity)
    return Verdict("occasion", a.key, b.key, sameness, round(score, 3), reason, RULE)


def _compare(a: Gathering, b: Gathering, rarity: Rarity) -> tuple[Sameness, float, str]:
    x, y = a.occasion, b.occasion
    if not _kinds_agree(x.kind, y.kind):
        return "different", 0.0, f"{x.kind} and {y.kind}"
    if (x.kind == "call") != (y.kind == "call") and (x.place or y.place):
        return "different", 0.0, "nobody telephones to a place"
    if a.sides and b.sides and not a.sides & b.sides:
        return "different", 0.0, "other sides"
    if a.ordinals and b.ordinals and not a.ordinals & b.ordinals and x.kind == y.kind == "session":
        return "different", 0.0, "another session by its number"
    if x.status == "held" and a.days and y.status in ("planned", "proposed") and not (b.days and _days(a, b)):
        return "different", 0.0, "the one was over before the other was planned"
    days = _days(a, b)
    if days is False:
        return "different", 0.0, "other days"
    score, reasons = 0.0, []
    if x.kind == "visit" and y.kind == "visit":
        travellers = _travellers(a) & _travellers(b)
        if _travellers(a) and _travellers(b) and not travellers:
            return "different", 0.0, "others travel"
        if a.hosts and b.hosts and not a.hosts & b.hosts:
            return "different", 0.0, "other hosts"
        score += 0.35 if travellers else 0.0
    elif a.persons and b.persons and not a.persons & b.persons and not _is_named(a, b):
        if not {x.kind, y.kind} <= _DELEGATIONS:
            return "different", 0.0, "other persons"
        score -= 0.0 if a.ordinals & b.ordinals else _OTHERS_LEAD
    if x.kind != y.kind and "visit" in (x.kind, y.kind) and not a.persons & b.persons:
        return "different", 0.0, "a visit of others"
    common = a.persons & b.persons
    score += 0.3 * len(common) / max(1, min(len(a.persons), len(b.persons))) if common else 0.0
    score += 0.3 * len(a.sides & b.sides) / max(1, min(len(a.sides), len(b.sides)))
    score += 0.1 if x.kind == y.kind else 0.0
    if days:
        score += 0.3 if _is_day(a) or _is_day(b) else 0.15
        reasons.append("one day")
    where = _places(a, b)
    score += {True: 0.15, False: -0.15, None: 0.0}[where]
    names = {c for c in a.words.keys() & b.words.keys() if c[0] == "^"}
    alike = rarity.likeness(a.words, b.words) if a.words and b.words else 0.0
    score += 0.35 * alike + (0.1 if names else 0.0)
    score = squeezed(score)
    if _is_far(a, b):
        score = min(score, SAME - 0.05)
        reasons.append("told more than a year apart")
    sameness: Sameness = "same" if score >= SAME else "unsure" if score >= UNSURE else "different"
    reasons += ["persons in common"] if common else []
    reasons += ["one place"] if where else []
    return sameness, score, ", ".join(reasons) or "sides in common"


def _is_far(a: Gathering, b: Gathering) -> bool:
    """Told more than a year apart, and not with a day each."""
    if a.days and b.days:
        return False
    return a.told_on is not None and b.told_on is not None and abs(a.told_on - b.told_on) > _FAR


def _is_named(a: Gathering, b: Gathering) -> bool:
    """Both are gatherings known by a name that they share, whoever of their guests is told of."""
    big = {"session", "conference", "summit", "ceremony"}
    return {a.occasion.kind, b.occasion.kind} <= big and bool(a.words.keys() & b.words.keys())


def _kinds_agree(x: str, y: str) -> bool:
    return x == y or any(x in family and y in family for family in _FAMILIES)


def _travellers(g: Gathering) -> frozenset[str]:
    return g.guests or g.persons


def _days(a: Gathering, b: Gathering) -> bool | None:
    """True = days overlap, False = they cannot be one, None = a day lacks or one telling moved it.

    What was planned for one day and held on another is one encounter only when an article in between moved it; so days
    of two held encounters decide, and a plan may move by at most a year.
    """
    x, y = a.days, b.days
    if x is None or y is None:
        return None
    if x[0] <= y[1] and y[0] <= x[1]:
        return True
    over = {"held", "under_way"}
    if a.occasion.status in over:
        return False
    if a.is_moved or b.is_moved or b.occasion.status in over:
        return None if abs(x[0] - y[0]) <= _FAR else False
    return None if abs(x[0] - y[0]) <= timedelta(days=200) and a.occasion.kind == "visit" else False


def _is_day(g: Gathering) -> bool:
    return g.days is not None and (g.days[1] - g.days[0]).days <= 3


def _places(a: Gathering, b: Gathering) -> bool | None:
    if a.where is None or b.where is None:
        return None
    return True if a.where == b.where or a.where in b.where or b.where in a.where else None
