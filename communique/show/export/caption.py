"""A finding in one line, for formats that want a title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from communique.record.codec import Finding
from communique.record.finding import Commitment, Event, Occasion, Relation, Statement
from communique.record.outcome import Reading

LONGEST: Final = 140


def names_of(reading: Reading) -> dict[str, str]:
    """Names of all actors of a reading, by id."""
    return {actor.id: actor.name for actor in reading.actors}


def caption(finding: Finding, names: Mapping[str, str]) -> str:
    """'Ilham Aliyev: “We agreed.”', 'Planned visit: Belarus, Azerbaijan (Minsk)', 'AGREE: Belarus → Azerbaijan'."""

    def told(ids: Iterable[str]) -> str:
        return ", ".join(names.get(id_, id_) for id_ in ids)

    match finding:
        case Statement():
            words = " … ".join(one.quote for one in finding.content)
            said = f"“{shorten(words)}”" if finding.form == "direct" else shorten(words)
            return f"{told([finding.speaker]) if finding.speaker else 'Source not named'}: {said}"
        case Occasion():
            place = f" ({finding.place})" if finding.place else ""
            who = told(one.actor for one in finding.participants) or "participants not named"
            return f"{finding.status.replace('_', ' ').capitalize()} {finding.kind}: {who}{place}"
        case Event():
            sides = " → ".join(filter(None, (told(finding.actors), told(finding.recipients))))
            return f"{finding.type}: {sides or shorten(finding.evidence[0].quote)}"
        case Commitment():
            sides = " → ".join(filter(None, (told(finding.by), told(finding.to))))
            head = f"{finding.kind.capitalize()}, {finding.status.replace('_', ' ')}"
            return f"{head}: {sides}: {shorten(finding.action.quote)}"
        case Relation():
            return f"{told([finding.a])} – {told([finding.b])}: {finding.kind}"


def shorten(words: str) -> str:
    """The words on one line, cut after a whole word where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"
