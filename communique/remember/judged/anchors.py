"""A finding as a person saw it -> the same finding in another reading of its document. Pure; readings as JSON trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from communique.record.followup import FindingKey, Seen
from communique.record.ids import make_slug
from communique.record.text import Span
from communique.remember.judged.selectors import Text, make_selector

Tree = dict[str, Any]
PLURALS: Final = {
    "actor": "actors", "statement": "statements", "occasion": "occasions", "event": "events",
    "commitment": "commitments", "relation": "relations",
}  # fmt: skip
# The field whose words make a finding what it is; the field that says what sort it is; the fields that name actors.
WORDS_OF: Final = {
    "statement": "content", "occasion": "evidence", "event": "evidence", "commitment": "action", "relation": "evidence",
    "actor": "mentions",
}  # fmt: skip
SORT_OF: Final = {"statement": "form", "occasion": "kind", "event": "type", "commitment": "kind", "relation": "kind"}
PARTIES_OF: Final[dict[str, tuple[str, ...]]] = {
    "statement": ("speaker", "addressees", "on_behalf_of"), "occasion": ("participants",),
    "event": ("actors", "recipients", "via", "asserted_by"), "commitment": ("by", "to", "via"),
    "relation": ("a", "b", "asserted_by"), "actor": (),
}  # fmt: skip
# Fields that name another finding of the reading, and its kind.
LINKS_OF: Final[dict[str, dict[str, str]]] = {
    "statement": {"within": "statement", "occasion": "occasion"},
    "commitment": {"statement": "statement", "occasion": "occasion"},
}
# How much of the words must be the same; what the rest may differ in is in `_agrees`.
_OVERLAP: Final = 0.65
_ALIKE: Final = 0.5


def see(tree: Tree, address: str, kind: str, finding_id: str) -> Seen | None:
    """The finding as it stands in a reading, or None when it is not there. Kind `article`: the article itself."""
    article = tree["article"]
    key = FindingKey(article["id"], finding_id)
    if kind == "article":
        head = {name: article.get(name) for name in ("id", "title", "url", "outlet")}
        return Seen(address, key, kind, head) if finding_id == article["id"] else None
    found = pick(tree, kind, finding_id)
    if found is None:
        return None
    rivals = [other for other in tree[PLURALS[kind]] if other is not found and _shares_words(kind, found, other)]
    beside = tuple({"finding": other, "actors": list(_named(tree, kind, other))} for other in rivals)
    spans = dict.fromkeys([*spans_of(kind, found), *evidence_of(found)])
    words = tuple(make_selector(article["text"], span.start, span.end) for span in spans)
    return Seen(address, key, kind, found, _named(tree, kind, found), words, beside if kind != "actor" else ())


def pick(tree: Tree, kind: str, finding_id: str) -> Tree | None:
    return next((one for one in tree[PLURALS[kind]] if one["id"] == finding_id), None)


def kind_of(tree: Tree, finding_id: str) -> str | None:
    """The kind of the finding that has this id in a reading; `article` for the article's own."""
    if finding_id == tree["article"]["id"]:
        return "article"
    return next((kind for kind in PLURALS if pick(tree, kind, finding_id)), None)


def spans_of(kind: str, finding: Mapping[str, Any]) -> list[Span]:
    """The places of the words that make the finding what it is."""
    value = finding[WORDS_OF[kind]]
    return [Span(one["start"], one["end"]) for one in (value if isinstance(value, list) else [value])]


def evidence_of(tree: Any) -> Iterator[Span]:
    """The places of all quotations anywhere in a finding."""
    if isinstance(tree, Mapping):
        if "quote" in tree:
            yield Span(tree["start"], tree["end"])
        tree = list(tree.values())
    if isinstance(tree, list):
        for branch in tree:
            yield from evidence_of(branch)


def parties_of(kind: str, finding: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, id) of each actor that a finding names."""
    for field in PARTIES_OF[kind]:
        value = finding.get(field)
        for one in value if isinstance(value, list) else [value] if value else []:
            yield field, one["actor"] if isinstance(one, Mapping) else one


def names_of(actor: Mapping[str, Any]) -> set[str]:
    """What an actor goes by, folded: its code, or its names."""
    if actor.get("code"):
        return {actor["code"]}
    return {make_slug(name) for name in (actor["name"], *actor.get("aliases", ()))}


class Anchor:
    """A finding that was seen, looked for in a reading."""

    def __init__(self, seen: Seen, tree: Tree, text: Text) -> None:
        self.seen = seen
        self.tree = tree
        self._places: dict[tuple[int, int], Span | None] = {}
        for selector in seen.words:
            self._places[selector["start"], selector["end"]] = text.find(selector)

    def place(self, span: Span) -> Span | None:
        """Where the words that stood at `span` stand now."""
        return self._places.get((span.start, span.end))

    @property
    def missing(self) -> str | None:
        """The first words that the reading's text has no more, of those that make the finding what it is."""
        for span, words in zip(spans_of(self.seen.kind, self.seen.finding), self.seen.words, strict=False):
            if self.place(span) is None:
                return str(words["exact"])
        return None

    def rate(self, candidate: Mapping[str, Any], *, is_strict: bool = False) -> float:
        """How like the finding a candidate of the reading is: 0 (another one) to 1.

        `is_strict`: it must claim the same, of the same actors; else the same words are enough.
        """
        if self.seen.kind == "actor":
            likeness = rate_actors(self.seen.finding, candidate)
            here = [place for place in self._places.values() if place]
            return likeness and (3 * likeness + _overlap(here, spans_of("actor", candidate))) / 4
        rating = self._rate(self.seen.finding, self.seen.actors, candidate, is_strict)
        if not rating:
            return 0.0
        rivals = (self._rate(one["finding"], one["actors"], candidate, False) for one in self.seen.beside)
        return 0.0 if any(rival > rating for rival in rivals) else rating

    def _rate(
        self, finding: Mapping[str, Any], actors: Sequence[Mapping[str, Any]], candidate: Mapping[str, Any],
        is_strict: bool,
    ) -> float:  # fmt: skip
        kind = self.seen.kind
        here = [place for span in spans_of(kind, finding) if (place := self._moved(span))]
        overlap = _overlap(here, spans_of(kind, candidate))
        if overlap < _OVERLAP:
            return 0.0
        parties = _shared(
            _sides(kind, finding, actors), _sides(kind, candidate, _named(self.tree, kind, candidate))
        )  # fmt: skip
        same_sort = finding[SORT_OF[kind]] == candidate[SORT_OF[kind]]
        sort_matters = kind in ("event", "occasion", "relation")
        if is_strict and (parties < _ALIKE or (sort_matters and not same_sort)):
            return 0.0
        if not same_sort and parties < _ALIKE:
            return 0.0
        return 0.6 * overlap + 0.25 * parties + (0.15 if same_sort else 0.0)

    def _moved(self, span: Span) -> Span | None:
        """The place of a rival's words, which overlap those of the finding, by how far the latter moved."""
        if place := self.place(span):
            return place
        for was, now in self._places.items():
            if now and Span(*was).overlaps(span):
                by = now.start - was[0]
                return Span(max(0, span.start + by), max(1, span.end + by))
        return None


def rate_actors(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    """How like two actors are by their names, above all the main one, and kinds: 0 (two) to 1."""
    names, others = names_of(a), names_of(b)
    if not names & others:
        return 0.0
    same = int(a["kind"] == b["kind"]) + int(make_slug(a["name"]) == make_slug(b["name"]))
    return (len(names & others) / len(names | others) + same) / 3


def _shares_words(kind: str, a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return any(x.overlaps(y) for x in spans_of(kind, a) for y in spans_of(kind, b))


def _named(tree: Tree, kind: str, finding: Mapping[str, Any]) -> tuple[Tree, ...]:
    wanted = {id_ for _, id_ in parties_of(kind, finding)}
    return tuple(actor for actor in tree["actors"] if actor["id"] in wanted)


def _sides(kind: str, finding: Mapping[str, Any], actors: Iterable[Mapping[str, Any]]) -> list[tuple[str, set[str]]]:
    names = {actor["id"]: names_of(actor) for actor in actors}
    return [(field, names.get(id_, {id_})) for field, id_ in parties_of(kind, finding)]


def _shared(a: list[tuple[str, set[str]]], b: list[tuple[str, set[str]]]) -> float:
    """The share of sides that two findings have in common; 1.0 when neither names anybody."""
    if not a and not b:
        return 1.0
    same = sum(any(field == other and names & others for other, others in b) for field, names in a)
    return same / max(len(a), len(b))


def _overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Between the share of all code points that both have, and the share of the shorter one's."""
    left, right = ({n for span in spans for n in range(span.start, span.end)} for spans in (a, b))
    both = len(left & right)
    return (both / len(left | right) + both / min(len(left), len(right))) / 2 if both else 0.0
