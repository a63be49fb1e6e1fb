"""The offices that an article gives a person, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.record.finding import Office, Role, Tenure
from communique.record.language import Analysis
from communique.record.text import cite
from communique.understand.naming.offices import BORN, Title
from communique.understand.naming.persons import Person

_CABINET = frozenset({"foreign_minister", "defence_minister", "minister"})
_CLERICAL = frozenset({"archbishop", "patriarch", "ayatollah"})
_GENERAL = frozenset({"minister", "other"})


def offices_of(analysis: Analysis, person: Person, wholes: Mapping[str, str]) -> tuple[Office, ...]:
    """The offices that the article gives the person, each once, with all its evidence. `wholes`: as `States.wholes`.

    "Secretary X" beside "Secretary of State Y X" is one office: the general wording joins the particular.
    """
    rows: dict[tuple[Role, str | None, Tenure], list[Title]] = {}
    for title, side in sorted(person.titles, key=lambda pair: pair[0].role in _GENERAL):
        side = wholes.get(side, side) if side is not None else None
        key = (title.role, side, title.tenure)
        if title.role in _GENERAL and key not in rows:
            same = (
                k for k, held in rows.items() if k[1] == side and k[0] not in _GENERAL and held[0].noun == title.noun
            )
            key = next((k for k in same if title.last - title.first == 1), key)
        rows.setdefault(key, []).append(title)
    for key in [k for k, held in rows.items() if len(rows) > 1 and all(_is_style(t, rows.keys()) for t in held)]:
        del rows[key]
    _join_tenures(analysis, rows)
    out = []
    for (role, side, tenure), titles in rows.items():
        best = max(titles, key=lambda t: t.last - t.first)
        spots = sorted({(analysis.tokens[t.first].start, analysis.tokens[t.last - 1].end) for t in titles})
        evidence = tuple(cite(analysis.text, start, end) for start, end in spots)
        out.append(Office(analysis.words(best.first, best.last), role, side, tenure, evidence))
    return tuple(sorted(out, key=lambda o: o.evidence[0].start))


def _is_style(title: Title, held: Iterable[tuple[Role, str | None, Tenure]]) -> bool:
    """ "Foreign Minister Prince X", "the Minister, Ambassador X": what somebody is by birth or by rank, no office
    beside another."""
    if title.last - title.first > 1:
        return False
    return title.noun in BORN | _CLERICAL or (
        title.noun == "ambassador" and any(role in _CABINET for role, _, _ in held)
    )


def _join_tenures(analysis: Analysis, rows: dict[tuple[Role, str | None, Tenure], list[Title]]) -> None:
    """ "Governor X" after "former Governor X": the shorter wording is the office that was told in full."""

    def words(title: Title) -> set[str]:
        return {t.lower for t in analysis.tokens[title.first : title.last]}

    for key in [k for k in rows if k[2] == "incumbent"]:
        told = [k for k in rows if k[:2] == key[:2] and k[2] != "incumbent"]
        if len(told) != 1:
            continue
        first = min(rows[told[0]], key=lambda t: t.first)
        if all(t.first > first.first and words(t) < words(first) for t in rows[key]):
            rows[told[0]] += rows.pop(key)
