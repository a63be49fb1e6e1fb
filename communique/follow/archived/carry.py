"""What was known of a commitment or encounter from articles that a new run did not see, carried into its result."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date

from communique.record.followup import Development, LedgerEntry, OccasionEntry

Days = Mapping[str, date | None]


def carry_commitment(entry: LedgerEntry, before: LedgerEntry, seen: Set[str], days: Days) -> LedgerEntry:
    """The entry with what `before` knew from articles outside `seen`. `days`: of all the articles, by id.

    Whichever was told first says what was promised; the last word of the joint history says how it stands.
    """
    outside = tuple(m for m in before.mentions if m.article not in seen)
    if not outside and not any(d.article not in seen for d in before.history):
        return entry
    mentions = sorted({*outside, *entry.mentions}, key=lambda m: (_at(days, m.article), m.article, m.commitment))
    told = {*(d for d in before.history if d.article not in seen and d.article is not None), *entry.history}
    history = tuple(sorted(told, key=lambda d: _order(d, days)))
    if mentions and mentions[0] in outside:
        entry = replace(
            entry, id=before.id, kind=before.kind, by=before.by, to=before.to, action=before.action, made=before.made,
            due=(entry.due if entry.status == "stalled" else None) or before.due or entry.due,
        )  # fmt: skip
    return replace(
        entry, mentions=tuple(mentions), history=history, status=history[-1].status if history else "open"
    )  # fmt: skip


def carry_occasion(entry: OccasionEntry, before: OccasionEntry, seen: Set[str], days: Days) -> OccasionEntry:
    """The entry with what `before` knew from articles outside `seen`; the latest telling says how it stands."""
    outside = tuple(m for m in before.mentions if m.article not in seen)
    if not outside:
        return entry
    mentions = sorted({*outside, *entry.mentions}, key=lambda m: (_at(days, m.article), m.article, m.occasion))
    first, last = (before if mentions[at] in outside else entry for at in (0, -1))
    return replace(
        last, id=first.id, kind=first.kind, mentions=tuple(mentions), when=last.when or first.when,
        place=last.place or first.place, participants=tuple(dict.fromkeys((*first.participants, *last.participants))),
    )  # fmt: skip


def _at(days: Days, article: str) -> date:
    return days.get(article) or date.max


def _order(step: Development, days: Days) -> tuple[bool, date, str]:
    """By the day of the report; what persons decided comes last."""
    return step.article is None, step.on or date.max, step.article or step.judged_by
