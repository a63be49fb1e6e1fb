"""The ledger for people: who owes whom what, by when, how it stands, in whose words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rich.console import Console
from rich.text import Text

from communique.record.followup import Ledger, LedgerEntry
from communique.record.ids import make_slug
from communique.show.plain import plain

_STYLES = {
    "kept": "green", "in_progress": "cyan", "open": "", "stalled": "yellow", "broken": "red", "declined": "magenta",
    "withdrawn": "magenta", "unclear": "dim",
}  # fmt: skip
_WORDS = {"in_progress": "under way"}


def select(
    ledger: Ledger,
    *,
    dyad: tuple[str, str] | None = None,
    person: str | None = None,
    status: str | None = None,
    due_before: date | None = None,
) -> Ledger:
    """The ledger with those commitments only that are asked for; encounters are narrowed by `dyad` and `person` alone.

    `person`: words of a name, in any spelling that an article uses.
    """
    side = {actor.id: actor.state for actor in ledger.actors}
    words = set(make_slug(person).split("-")) if person else set()
    meant = {
        actor.id
        for actor in ledger.actors
        if actor.kind == "person" and any(words <= set(make_slug(name).split("-")) for name in actor.spellings)
    }

    def between(actors: Iterable[str]) -> bool:
        ids = tuple(actors)
        return (dyad is None or {d.upper() for d in dyad} <= {side.get(a) for a in ids}) and (
            person is None or bool(meant & set(ids))
        )

    def wanted(entry: LedgerEntry) -> bool:
        if status is not None and not (entry.overdue if status == "overdue" else entry.status == status):
            return False
        due = entry.due.to_on if entry.due else None
        return (due_before is None or (due is not None and due < due_before)) and between((*entry.by, *entry.to))

    return replace(
        ledger,
        commitments=tuple(entry for entry in ledger.commitments if wanted(entry)),
        occasions=tuple(o for o in ledger.occasions if between(o.participants)),
    )


def first_due(ledger: Ledger, most: int | None) -> Ledger:
    """At most so many commitments and encounters: those due first."""
    if most is None:
        return ledger
    kept = {entry.id for entry in sorted(ledger.commitments, key=_urgency)[:most]}
    return replace(
        ledger,
        commitments=tuple(entry for entry in ledger.commitments if entry.id in kept),
        occasions=ledger.occasions[:most],
    )


def print_ledger(console: Console, ledger: Ledger) -> None:
    """Each commitment in two or three lines, what is overdue first, then by the day it is due."""
    names = {actor.id: actor.name for actor in ledger.actors}
    if not ledger.commitments:
        console.print(Text("No commitments."))
        return
    for entry in sorted(ledger.commitments, key=_urgency):
        _print_entry(console, entry, names)
    overdue = sum(entry.overdue for entry in ledger.commitments)
    console.print(Text(f"{len(ledger.commitments)} commitments, {overdue} overdue as of {ledger.as_of}", style="bold"))


def _urgency(entry: LedgerEntry) -> tuple[bool, date, str]:
    return not entry.overdue, (entry.due.to_on if entry.due else None) or date.max, entry.id


def _print_entry(console: Console, entry: LedgerEntry, names: dict[str, str]) -> None:
    by, to = (", ".join(plain(names.get(a, a)) for a in ids) or "?" for ids in (entry.by, entry.to))
    due = f", due {entry.due.value}" if entry.due else ""
    head = Text(f"{by} → {to}", style="bold")
    word = _WORDS.get(entry.status, entry.status) + (", overdue" if entry.overdue else "")
    head.append(f"   {word}", style="bold red" if entry.overdue else _STYLES[entry.status])
    head.append(f"   {entry.kind}{due}", style="dim")
    console.print(head)
    console.print(Text(f"  {plain(entry.action)}"))
    for step in entry.history[-1:]:
        if step.evidence is not None:
            told = f"  {step.on}: “{plain(step.evidence.quote)}”" if step.on else f"  “{plain(step.evidence.quote)}”"
            console.print(Text(told, style="italic"))
    console.print()
