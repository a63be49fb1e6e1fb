"""A reading and the decisions on its document -> the reading as persons want it, and how each decision stands. Pure.

The latest decision on a finding that nobody took back stands. What was rejected goes; what was confirmed or corrected
is what the person left, also where a newer reading says something else or nothing of it, as long as the words are in
the text. A decision whose words are gone is an orphan: it is listed, and tried again with every later reading.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from communique.errors import CodecError, DecisionError
from communique.record.codec import check_finding
from communique.record.followup import Decision, FindingState, Seen
from communique.record.text import Span
from communique.remember.judged.anchors import LINKS_OF, PLURALS, Anchor, Tree, parties_of, pick, rate_actors
from communique.remember.judged.selectors import Text

STATES: Final[Mapping[str, FindingState]] = {"accept": "confirmed", "correct": "corrected", "reject": "rejected"}
ON_FINDINGS: Final = tuple(STATES)


@dataclass(frozen=True, slots=True)
class Stand:
    """A decision that stands, on which finding of the reading (None: an orphan, and `why`)."""

    decision: Decision
    state: FindingState
    finding_id: str | None
    why: str | None = None


def live(decisions: Sequence[Decision]) -> list[Decision]:
    """Those that nobody took back, in order."""
    undone = {decision.undoes for decision in decisions}
    return [one for one in decisions if one.verb != "undo" and one.id not in undone]


def revise(tree: Tree, decisions: Sequence[Decision]) -> tuple[Tree, list[Stand]]:
    """The reading, left alone, as decisions on its findings leave it, and how these stand. `decisions` in order."""
    threads: dict[str, list[Decision]] = {}
    for decision in live(decisions):
        if decision.verb in ON_FINDINGS:
            threads.setdefault(decision.thread, []).append(decision)
    return _Revision(deepcopy(tree)).run(list(threads.values())) if threads else (tree, [])


def find_again(tree: Tree, seen: Seen) -> str | None:
    """The id that a finding has in this reading, or None."""
    if seen.kind == "article":
        return str(tree["article"]["id"])
    same = pick(tree, seen.kind, seen.key.finding) if tree["article"]["id"] == seen.key.article else None
    if same == seen.finding:
        return seen.key.finding
    anchor = Anchor(seen, tree, Text(tree["article"]["text"]))
    rated = [(anchor.rate(one), one["id"]) for one in tree[PLURALS[seen.kind]]]
    best = max(rated, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] else None


class _Revision:
    """A reading while decisions are laid upon it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.text = Text(tree["article"]["text"])

    def run(self, threads: Sequence[Sequence[Decision]]) -> tuple[Tree, list[Stand]]:
        # Actors first: findings are found again by the names of theirs.
        stands = [self._on_actor(thread) for thread in threads if thread[0].seen.kind == "actor"]
        others = [thread for thread in threads if thread[0].seen.kind != "actor"]
        places = self._assign(others)
        gone: list[tuple[str, str]] = []
        for thread, found in zip(others, places, strict=True):
            latest = thread[-1]
            if latest.verb == "reject":
                stands.append(self._reject(thread, found, gone))
            else:
                stands.append(self._keep(latest, found))
        for kind, id_ in gone:
            self._remove(kind, id_)
        return self.tree, stands

    def _assign(self, threads: Sequence[Sequence[Decision]]) -> list[str | None]:
        """The finding of the reading that each thread is about; each finding to the likest thread alone."""
        rated: list[tuple[float, int, str]] = []
        for number, thread in enumerate(threads):
            for id_, rating in self._rate(thread):
                rated.append((-rating, number, id_))
        found: list[str | None] = [None] * len(threads)
        for _, number, id_ in sorted(rated):
            if found[number] is None and id_ not in found:
                found[number] = id_
        return found

    def _rate(self, thread: Sequence[Decision]) -> Iterable[tuple[str, float]]:
        latest, kind = thread[-1], thread[0].seen.kind
        seens = [one.seen for one in thread] + ([latest.decided] if latest.decided else [])
        anchors = [Anchor(seen, self.tree, self.text) for seen in seens]
        is_here = self.tree["article"]["id"] == latest.seen.key.article
        for candidate in self.tree[PLURALS[kind]]:
            if is_here and any(candidate == seen.finding for seen in seens):
                yield candidate["id"], 2.0
            elif rating := max(a.rate(candidate, is_strict=latest.verb == "reject") for a in anchors):
                yield candidate["id"], rating

    def _on_actor(self, thread: Sequence[Decision]) -> Stand:
        """An actor keeps what the reading says of it, but for the fields that persons set."""
        latest = thread[-1]
        seens = [one.seen for one in thread] + [one.decided for one in thread if one.decided]
        anchors = [Anchor(seen, self.tree, self.text) for seen in seens]
        rated = [(max(anchor.rate(one) for anchor in anchors), one) for one in self.tree["actors"]]
        best, actor = max(rated, key=lambda pair: pair[0], default=(0.0, None))
        if actor is None or not best:
            return Stand(latest, "orphan", None, f"nobody is called {latest.seen.finding['name']} any more")
        changed = dict(actor)
        for decision in thread:
            changed |= decision.changes or {}
        if wrong := self._check("actor", changed):
            return Stand(latest, "orphan", None, wrong)
        actor |= changed
        return Stand(latest, STATES[latest.verb], actor["id"])

    def _reject(self, thread: Sequence[Decision], found: str | None, gone: list[tuple[str, str]]) -> Stand:
        decision = thread[-1]
        if found is not None:
            gone.append((decision.seen.kind, found))
            return Stand(decision, "rejected", found)
        if any(one.decided or one.proposed_by for one in thread):
            # Only persons, or a model, had said it; nobody does any more.
            return Stand(decision, "rejected", decision.seen.key.finding)
        missing = Anchor(decision.seen, self.tree, self.text).missing
        why = f"the words are gone: {missing}" if missing else "the reading says it no more"
        return Stand(decision, "orphan", None, why)

    def _keep(self, decision: Decision, found: str | None) -> Stand:
        """What a person left, in the place of what was found, or beside it when nothing was."""
        assert decision.decided is not None
        kind, kept = decision.seen.kind, decision.decided
        anchor = Anchor(kept, self.tree, self.text)
        if missing := anchor.missing:
            return Stand(decision, "orphan", None, f"the words are gone: {missing}")
        finding = _relocated(kept.finding, anchor, self.text)
        _rename(kind, finding, self._actors(kept))
        if wrong := self._check(kind, finding):
            return Stand(decision, "orphan", None, wrong)
        row = self.tree[PLURALS[kind]]
        if found is None:
            finding["id"] = self._free_id(kind, str(finding["id"]))
            self._link(kind, finding, {}, decision)
            row.append(finding)
        else:
            place = next(n for n, one in enumerate(row) if one["id"] == found)
            finding["id"] = found
            self._link(kind, finding, row[place], decision)
            row[place] = finding
        return Stand(decision, STATES[decision.verb], finding["id"])

    def _check(self, kind: str, finding: Tree) -> str | None:
        """Why this is no finding of the reading, or None."""
        try:
            check_finding(kind, finding, self.text.text)
        except CodecError as error:
            return str(error)
        return None

    def _actors(self, kept: Seen) -> dict[str, str]:
        """The ids of its actors in this reading; those that the reading does not know are added."""
        ids = {}
        for actor in kept.actors:
            same = max(self.tree["actors"], key=lambda one: rate_actors(actor, one), default=None)
            if same is None or not rate_actors(actor, same):
                same = self._new_actor(actor)
                self.tree["actors"].append(same)
            ids[actor["id"]] = same["id"]
        return ids

    def _new_actor(self, actor: Mapping[str, Any]) -> Tree:
        mentions = []
        for mention in actor.get("mentions", ()):
            stands_here = self.text.text[mention["start"] : mention["end"]] == actor["name"]
            mentions += [mention] if stands_here else []
        new: Tree = {**deepcopy(dict(actor)), "mentions": mentions, "offices": [], "kin": []}
        new["id"] = self._free_id("actor", actor["id"])
        return new

    def _free_id(self, kind: str, id_: str) -> str:
        free, number = id_, 1
        while pick(self.tree, kind, free):
            number += 1
            free = f"{id_}-{number}"
        return free

    def _link(self, kind: str, finding: Tree, was: Mapping[str, Any], decision: Decision) -> None:
        """Links to other findings are the reading's, unless the person set them and they are there."""
        for field, of in LINKS_OF.get(kind, {}).items():
            if field not in (decision.changes or {}):
                finding[field] = was.get(field, finding.get(field))
            if finding.get(field) and not pick(self.tree, of, finding[field]):
                finding[field] = None

    def _remove(self, kind: str, id_: str) -> None:
        row = self.tree[PLURALS[kind]]
        row[:] = [one for one in row if one["id"] != id_]
        for other, links in LINKS_OF.items():
            for field in (f for f, of in links.items() if of == kind):
                for one in self.tree[PLURALS[other]]:
                    if one.get(field) == id_:
                        one[field] = None


def _relocated(tree: Any, anchor: Anchor, text: Text) -> Any:
    """A finding with its quotations where they stand now; those that are gone are left out."""
    if isinstance(tree, Mapping):
        if "quote" not in tree:
            return {name: _relocated(value, anchor, text) for name, value in tree.items()}
        place = anchor.place(Span(tree["start"], tree["end"]))
        return place and {"start": place.start, "end": place.end, "quote": text.text[place.start : place.end]}
    if isinstance(tree, (list, tuple)):
        kept = (_relocated(one, anchor, text) for one in tree)
        return [one for one in kept if one is not None]
    return tree


def _rename(kind: str, finding: Tree, ids: Mapping[str, str]) -> None:
    """Puts other ids in the place of the actors'."""
    fields = {field for field, _ in parties_of(kind, finding)}
    for field in fields:
        value = finding[field]
        if isinstance(value, list):
            finding[field] = [
                {**one, "actor": ids.get(one["actor"], one["actor"])} if isinstance(one, Mapping) else ids.get(one, one)
                for one in value
            ]
        else:
            finding[field] = ids.get(value, value)


def correct(tree: Tree, seen: Seen, changes: Mapping[str, Any]) -> Tree:
    """The finding with some fields set, what can be told from what is given filled in.

    A place without words ({"start", "end"}) gets those that stand there, words alone get the place nearest to the
    finding where they stand, a time given as a `value` alone its days.

    Raises: DecisionError when words do not stand in the article, and when a time is none.
    """
    text = tree["article"]["text"]
    near = seen.words[0]["start"] if seen.words else 0
    found = dict(seen.finding)
    for field, value in changes.items():
        if field in _QUOTED:
            values = value if isinstance(value, (list, tuple)) else [value]
            cited = [_cite(one, text, near) if isinstance(one, str) else one for one in values]
            value = cited if isinstance(found.get(field), list) else cited[0]
        elif field in _TIMES and isinstance(value, str) and seen.kind != "event":
            value = {"value": value}
        found[field] = _filled(value, text)
    return found


_QUOTED: Final = ("content", "source", "cue", "evidence", "action", "condition")
_TIMES: Final = ("due", "when")


def _cite(words: str, text: str, near: int) -> Tree:
    places = [found.start() for found in re.finditer(re.escape(words), text)] if words else []
    if not places:
        raise DecisionError(f"the article does not say {words!r}")
    start = min(places, key=lambda place: abs(place - near))
    return {"start": start, "end": start + len(words), "quote": words}


def _filled(value: Any, text: str) -> Any:
    if isinstance(value, Mapping):
        if {"start", "end"} == value.keys():
            return {**value, "quote": text[value["start"] : value["end"]]}
        if {"value"} == value.keys():
            return {**value, **_days(_timex(str(value["value"])))}
        return {name: _filled(one, text) for name, one in value.items()}
    return [_filled(one, text) for one in value] if isinstance(value, (list, tuple)) else value


_DAY: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}\Z")
# A season, week, quarter, hour, time left open, duration or span. Source: TIMEX3 (ISO-TimeML, ISO 24617-1).
_TIMEX: Final = re.compile(
    r"[\dX]{4}(?:-(?:[\dX]{2}|[A-Z][\dA-Z]{1,2}))+(?:-\d)?(?:T[\dA-Z:]+)?\Z|P[\dXTYMWDH.]+\Z|[\d-]{10}/[\d-]{10}\Z"
)


def _timex(value: str) -> str:
    """The value of a time, as given. Raises: DecisionError."""
    if (_DAY.match(value) and _days(value)) or (not _DAY.match(value) and _TIMEX.match(value)):
        return value
    raise DecisionError(f"{value!r} is no day, month or year; write 2026-05-31, 2026-05 or 2026")


def _days(value: str) -> dict[str, str]:
    """The first and last day of a day, month or year; {} for anything else.

    >>> _days("2024-02")
    {'from': '2024-02-01', 'to': '2024-02-29'}
    """
    try:
        year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return {}
    return {"from": first.isoformat(), "to": last.isoformat()}
