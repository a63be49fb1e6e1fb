"""Findings that a model proposes for a reading: what has its words in the text and is not there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Final, Literal

from communique.assist.anchoring import Passage
from communique.assist.answers import Proposal, parse_answer
from communique.assist.asking import MOST_PARTS, cut, make_messages
from communique.assist.door import Endpoint, Message, ask
from communique.record.finding import Commitment, Doubt, Occasion, Participant, Statement
from communique.record.ids import make_id, make_slug
from communique.record.outcome import Reading
from communique.record.text import Evidence, Span, cite

Finding = Statement | Occasion | Commitment
Why = Literal["answer", "shape", "number", "words", "actor", "known", "length"]
WHY: Final[Mapping[Why, str]] = {
    "answer": "an answer that was no list of proposals",
    "shape": "not shaped as asked for",
    "number": "beyond what one answer may propose",
    "words": "words that are not in the text",
    "actor": "of nobody whom the reading knows",
    "known": "found already",
    "length": "a part of the text that was not asked about, beyond the longest article",
}
# Words that two findings of one kind share, of the shorter one's, for them to be one.
_SAME: Final = 0.5


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model proposes, marked with its name, and how much of its answers was dropped, by reason (`WHY`)."""

    findings: tuple[Finding, ...]
    made_by: str
    dropped: Mapping[Why, int]


def propose(reading: Reading, endpoint: Endpoint) -> Proposed:
    """Asks about one part of the article after the other. Raises: AssistError when the endpoint fails."""
    return propose_with(reading, partial(ask, endpoint), endpoint.model)


def propose_with(reading: Reading, asking: Callable[[Sequence[Message]], str], made_by: str) -> Proposed:
    """As `propose`, with any way to ask."""
    text = reading.article.text
    dropped: Counter[Why] = Counter()
    found: list[Finding] = []
    parts = cut(text)
    for part in islice(parts, MOST_PARTS):
        answer = parse_answer(asking(make_messages(reading, part)))
        if answer is None:
            dropped["answer"] += 1
            continue
        dropped["shape"] += answer.malformed
        dropped["number"] += answer.too_many
        passage = Passage(text, part)
        for proposal in answer.proposals:
            made = _make(reading, passage, proposal)
            if isinstance(made, str):
                dropped[made] += 1
            elif _is_known(made, [*reading.statements, *reading.occasions, *reading.commitments, *found]):
                dropped["known"] += 1
            else:
                found.append(made)
    dropped["length"] += sum(1 for _ in parts)
    return Proposed(tuple(found), made_by, {why: dropped[why] for why in WHY if dropped[why]})


def _make(reading: Reading, passage: Passage, proposal: Proposal) -> Finding | Literal["words", "actor"]:
    """The finding, or why it is none."""
    text = reading.article.text
    place = passage.find(proposal.quote)
    if place is None:
        return "words"
    evidence = cite(text, place.start, place.end)
    who, strangers = _actors(reading, proposal.who)
    if proposal.kind == "statement":
        speaker = who[0] if who else None
        id_ = _id("s", evidence.span, who)
        return Statement(
            id_, speaker, None, None, (evidence,), "direct" if _is_quoted(text, place) else "indirect",
            doubts=_doubts(speaker=strangers),
        )  # fmt: skip
    if not who:
        return "actor"
    sort: Any = proposal.sort
    if proposal.kind == "occasion":
        status: Any = proposal.status
        return Occasion(
            _id("o", evidence.span, (sort, *who)), sort, tuple(Participant(id_) for id_ in who), status, (evidence,),
            doubts=_doubts(participants=strangers),
        )  # fmt: skip
    action = _action(text, place, proposal)
    if action is None:
        return "words"
    to, others = _actors(reading, proposal.whom)
    return Commitment(
        _id("c", action.span, (sort, *who)), sort, who, tuple(id_ for id_ in to if id_ not in who), action, "firm",
        "open", (evidence,), doubts=_doubts(by=strangers, to=others),
    )  # fmt: skip


def _action(text: str, place: Span, proposal: Proposal) -> Evidence | None:
    """What is to be done: words within the quote, all of it when the model does not say."""
    if proposal.action is None:
        return cite(text, place.start, place.end)
    found = Passage(text, place).find(proposal.action)
    return cite(text, found.start, found.end) if found else None


def _actors(reading: Reading, named: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """The actors of the reading that are named, by id or by name; and whether somebody else is, too."""
    ids = {actor.id: actor.id for actor in reading.actors}
    for actor in reading.actors:
        for name in (actor.name, *actor.aliases):
            ids.setdefault(make_slug(name), actor.id)
    known = [ids.get(name) or ids.get(make_slug(name)) for name in named]
    return tuple(dict.fromkeys(id_ for id_ in known if id_)), None in known


def _doubts(**strangers: bool) -> tuple[Doubt, ...]:
    """A doubt for each field in which the model named somebody else; who that was is the model's word, and not kept."""
    why = "the model named somebody whom the reading does not know"
    return tuple(Doubt(field, why) for field, is_there in strangers.items() if is_there)


def _is_quoted(text: str, place: Span) -> bool:
    """Whether the words stand in quotation marks, within them or with them."""
    around = text[max(0, place.start - 1) : place.start + 1]
    return any(sign in around for sign in '"“„«')


def _id(prefix: str, place: Span, parts: Sequence[str]) -> str:
    return make_id(prefix, "proposed", str(place.start), str(place.end), *parts)


def _is_known(made: Finding, findings: Iterable[object]) -> bool:
    """Whether a finding of the same kind rests on the same words; of two encounters, when they are of one sort, too."""
    for one in findings:
        if type(one) is not type(made) or (isinstance(made, Occasion) and getattr(one, "kind", None) != made.kind):
            continue
        mine, theirs = _letters(made), _letters(one)
        if len(mine & theirs) >= _SAME * min(len(mine), len(theirs)):
            return True
    return False


def _letters(finding: object) -> set[int]:
    match finding:
        case Statement():
            spans: Sequence[Evidence] = finding.content
        case Commitment():
            spans = (finding.action,)
        case Occasion():
            spans = finding.evidence
        case _:
            spans = ()
    return {at for one in spans for at in range(one.start, one.end)}
