"""A reading told to a person: what happened, who said what, what was promised, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rich.text import Text

from communique.record.finding import Actor, Commitment, Doubt, Event, Occasion, Relation, Statement, When
from communique.record.outcome import Reading
from communique.record.text import Evidence
from communique.show import phrases
from communique.show.passage import passage
from communique.show.plain import plain

KIND, NAME, FAINT, DOUBT, HEAD = "bold cyan", "bold", "dim", "yellow", "bold underline"
EVIDENCE_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the account: `indent` columns in front, `hang` more from its second line on.

    `is_whole`: never broken, so that an address stays one word for whoever copies it.
    """

    text: Text
    indent: int = 0
    hang: int = 0
    is_whole: bool = False


def account(reading: Reading) -> Iterator[Line]:
    """The account, line by line; no markup of the page is interpreted, no control character passes."""
    actors = {actor.id: actor for actor in reading.actors}
    yield from _header(reading)
    sections: list[tuple[str, Iterator[Line]]] = [
        ("What happened", _happened(reading, actors)),
        ("Who said what", _said(reading, actors)),
        ("What was promised", _each(reading.commitments, lambda c: _commitment(c, actors))),
        ("People and offices", _people(reading, actors)),
        ("Standing ties", _each(reading.relations, lambda r: _relation(r, actors))),
    ]
    for title, lines in sections:
        first = next(lines, None)
        if first is not None:
            yield Line(Text())
            yield Line(Text(title, style=HEAD))
            yield first
            yield from lines
    yield Line(Text())


def _header(reading: Reading) -> Iterator[Line]:
    article = reading.article
    yield Line(Text(plain(article.title or "(no headline)"), style="bold"))
    place = [plain(word) for word in (article.outlet, *article.sections, article.byline) if word]
    if place:
        yield Line(Text(" · ".join(place)))
    yield Line(Text(phrases.published(article.published), style=FAINT))
    for clue in article.published.evidence if article.published and article.published.basis == "inferred" else ():
        yield _indent(_quoted(clue), 1)
    if article.url:
        yield Line(Text(plain(article.url), style=FAINT), is_whole=True)
    counts = {"encounter": reading.occasions, "event": reading.events, "statement": reading.statements,
              "commitment": reading.commitments}  # fmt: skip
    yield Line(Text(", ".join(phrases.count(len(found), one) for one, found in counts.items()), style=FAINT))


def _each[T](findings: Iterable[T], tell: Callable[[T], Iterator[Line]]) -> Iterator[Line]:
    for finding in findings:
        yield from tell(finding)


def _happened(reading: Reading, actors: dict[str, Actor]) -> Iterator[Line]:
    yield from _each(reading.occasions, lambda o: _occasion(o, actors))
    met = [evidence.span for occasion in reading.occasions for evidence in occasion.evidence]
    for event in reading.events:
        # An encounter was told a moment ago; its event says nothing more to a person.
        if event.type != "CONSULT" or not any(e.span.overlaps(span) for e in event.evidence for span in met):
            yield from _event(event, actors)


def _occasion(occasion: Occasion, actors: dict[str, Actor]) -> Iterator[Line]:
    facts = [occasion.status.replace("_", " ")]
    facts += [phrases.period(occasion.when)] if occasion.when else []
    facts += [plain(occasion.place)] if occasion.place else []
    kind = f"{occasion.rank} {occasion.kind}" if occasion.rank else occasion.kind
    yield _head(kind.capitalize(), facts)
    who = [
        phrases.names([p.actor], actors) + (f" ({p.role})" if p.role != "participant" else "")
        for p in occasion.participants
    ]
    yield _indent(Text(", ".join(who) or "nobody named", style=NAME))
    yield from _words(occasion.evidence)
    yield from _doubts(occasion.doubts)


def _event(event: Event, actors: dict[str, Actor]) -> Iterator[Line]:
    who = phrases.names(event.actors, actors)
    if event.recipients:
        who += f" → {phrases.names(event.recipients, actors)}"
    facts = [f"{event.type}{f' ({event.mode})' if event.mode else ''} {phrases.score(event.score)}"]
    facts += [] if event.modality == "actual" else [event.modality]
    facts += [phrases.period(When(event.when))] if event.when else []
    facts += [plain(event.where)] if event.where else []
    facts += [f"conveyed by {phrases.names(event.via, actors)}"] if event.via else []
    facts += [f"as {phrases.names([event.asserted_by], actors)} says"] if event.asserted_by else []
    yield _head(who, facts, style=NAME)
    yield from _words(event.evidence)
    yield from _doubts(event.doubts)


def _said(reading: Reading, actors: dict[str, Actor]) -> Iterator[Line]:
    occasions = {occasion.id: occasion for occasion in reading.occasions}
    depths: dict[str, int] = {}
    for statement in reading.statements:
        depth = depths[statement.id] = depths.get(statement.within or "", -1) + 1
        for line in _statement(statement, reading.article.text, actors, occasions):
            yield replace(line, indent=line.indent + 2 * depth)


def _statement(
    statement: Statement, text: str, actors: dict[str, Actor], occasions: dict[str, Occasion]
) -> Iterator[Line]:
    speaker = phrases.names([statement.speaker], actors) if statement.speaker else "Somebody not named"
    facts = [phrases.FORMS[statement.form]]
    facts += [f"to {phrases.names(statement.addressees, actors)}"] if statement.addressees else []
    facts += [f"on behalf of {phrases.names([statement.on_behalf_of], actors)}"] if statement.on_behalf_of else []
    occasion = occasions.get(statement.occasion or "")
    facts += [f"at the {occasion.kind}"] if occasion else []
    yield _head(speaker, facts, style=NAME)
    yield _indent(passage(text, statement))
    yield from _doubts(statement.doubts)


def _commitment(commitment: Commitment, actors: dict[str, Actor]) -> Iterator[Line]:
    due = [f"due {phrases.period(commitment.due)}"] if commitment.due else []
    yield _head(commitment.kind.capitalize(), [commitment.strength, commitment.status.replace("_", " "), *due])
    line = Text(phrases.names(commitment.by, actors), style=NAME)
    if commitment.to:
        line.append(f" → {phrases.names(commitment.to, actors)}")
    if commitment.via:
        line.append(f", conveyed by {phrases.names(commitment.via, actors)}", style=FAINT)
    yield _indent(line.append(": ").append(plain(commitment.action.quote), style="not bold green"))
    if commitment.condition:
        yield _indent(Text("on condition: ", style=FAINT).append_text(_quoted(commitment.condition)))
    yield from _words(tuple(e for e in commitment.evidence if e != commitment.action))
    yield from _doubts(commitment.doubts)


def _people(reading: Reading, actors: dict[str, Actor]) -> Iterator[Line]:
    states = {actor.code: plain(actor.name) for actor in reading.actors if actor.code}
    for actor in reading.actors:
        if actor.kind != "person":
            continue
        line = Text(plain(actor.name), style=NAME)
        facts = [phrases.office(held, states) for held in actor.offices]
        facts += [f"{k.relation}: {phrases.names([k.actor], actors)}" for k in actor.kin]
        facts = facts or ([states.get(actor.state, actor.state)] if actor.state else [])
        yield Line(line.append(f"  {'; '.join(facts)}" if facts else "", style="not bold"), indent=2, hang=2)
        yield from _doubts(actor.doubts)
    for kind, title in (("state", "States"), ("igo", "Organisations of states"), ("government", "Bodies of state"),
                        ("organisation", "Organisations"), ("group", "Groups")):  # fmt: skip
        found = [plain(a.name) + (f" ({a.code})" if a.code else "") for a in reading.actors if a.kind == kind]
        if found:
            yield Line(Text(f"{title}: ", style=FAINT).append(", ".join(found), style="not dim"), indent=2, hang=2)


def _relation(relation: Relation, actors: dict[str, Actor]) -> Iterator[Line]:
    says = [f"as {phrases.names([relation.asserted_by], actors)} says"] if relation.asserted_by else []
    yield _head(
        f"{phrases.names([relation.a], actors)} – {phrases.names([relation.b], actors)}", [relation.kind, *says]
    )
    yield from _words(relation.evidence)


def _head(title: str, facts: Iterable[str], style: str = KIND) -> Line:
    line = Text("• ").append(title, style=style)
    for fact in facts:
        line.append(" · ").append(fact)
    return Line(line, indent=2, hang=2)


def _words(evidence: tuple[Evidence, ...]) -> Iterator[Line]:
    for item in evidence[:EVIDENCE_SHOWN]:
        yield _indent(_quoted(item))
    if len(evidence) > EVIDENCE_SHOWN:
        more = phrases.count(len(evidence) - EVIDENCE_SHOWN, "more passage")
        yield _indent(Text(f"and {more}", style=FAINT))


def _quoted(evidence: Evidence) -> Text:
    return Text(f"“{plain(evidence.quote)}”", style="italic")


def _doubts(doubts: Iterable[Doubt]) -> Iterator[Line]:
    for doubt in doubts:
        yield _indent(Text(f"? {plain(doubt.field)}: {plain(doubt.why)}", style=DOUBT))


def _indent(line: Text, depth: int = 2) -> Line:
    return Line(line, indent=2 * depth)
