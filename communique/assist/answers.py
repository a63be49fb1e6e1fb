"""A model's answer taken apart: JSON -> proposals whose every field has the type and size that it must have. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from communique.record.finding import CommitmentKind, OccasionKind, OccasionStatus

MOST_PROPOSALS: Final = 40
MOST_LETTERS: Final = 1200
MOST_NAMED: Final = 12
# Fewer words stand in many places, and are no telling of anything.
LEAST_WORDS: Final = 3
Kind = Literal["statement", "occasion", "commitment"]
_SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "statement": (), "occasion": get_args(OccasionKind), "commitment": get_args(CommitmentKind),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that the model claims: nothing of it has been looked up yet.

    `sort`: the kind of the encounter or commitment; `who`: speaker, participants or `by`; `whom`: `to`.
    """

    kind: Kind
    quote: str
    sort: str = ""
    status: str = ""
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer claims, and how many of its proposals were no proposals or too many."""

    proposals: tuple[Proposal, ...]
    malformed: int = 0
    too_many: int = 0


def parse_answer(content: str) -> Answer | None:
    """The proposals of an answer; None when it is no JSON object that holds a list of them.

    >>> parse_answer('```json\\n{"proposals": [{"kind": "statement", "quote": "it is so"}, 7]}\\n```')
    Answer(proposals=(Proposal(kind='statement', quote='it is so', sort='', status='', who=(), whom=(), action=None),), malformed=1, too_many=0)
    >>> parse_answer("I cannot help with that.") is None
    True
    """  # noqa: E501
    try:
        # Small models wrap their JSON in Markdown.
        tree: Any = json.loads(content[content.find("{") : content.rfind("}") + 1])
    except (ValueError, RecursionError):
        return None
    told = tree.get("proposals") if isinstance(tree, dict) else None
    if not isinstance(told, list):
        return None
    found = [_proposal(one) for one in told[:MOST_PROPOSALS]]
    kept = tuple(one for one in found if one is not None)
    return Answer(kept, len(found) - len(kept), len(told) - len(found))


def _proposal(tree: Any) -> Proposal | None:
    """Fields that are not asked for are not looked at."""
    kind = tree.get("kind") if isinstance(tree, dict) else None
    if kind not in ("statement", "occasion", "commitment"):
        return None
    quote, sort, status = (tree.get(name) for name in ("quote", "type", "status"))
    action = tree.get("action") if kind == "commitment" else None
    who = _names(tree.get({"statement": "speaker", "occasion": "participants", "commitment": "by"}[kind]))
    whom = _names(tree.get("to") if kind == "commitment" else None)
    if not (_is_quote(quote) and (action is None or _is_quote(action))) or who is None or whom is None:
        return None
    if kind != "statement" and sort not in _SORTS[kind]:
        return None
    if kind == "statement" and len(who) > 1:
        return None
    if kind == "occasion" and status not in get_args(OccasionStatus):
        return None
    return Proposal(
        kind, quote, sort if kind != "statement" else "", status if kind == "occasion" else "", who, whom, action
    )


def _is_quote(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MOST_LETTERS and len(value.split()) >= LEAST_WORDS


def _names(value: Any) -> tuple[str, ...] | None:
    """Ids or names; None when that cannot be meant."""
    values = [] if value is None else value if isinstance(value, list) else [value]
    if len(values) > MOST_NAMED or not all(isinstance(one, str) and 0 < len(one) <= 200 for one in values):
        return None
    return tuple(dict.fromkeys(values))
