"""Names and titles gathered into the persons of an article."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.lexicon.people import Known, People
from communique.record.finding import Kin, Mention, Office
from communique.record.language import Analysis
from communique.record.text import cite
from communique.understand.names import NameSpan
from communique.understand.offices import Title

_BETWEEN = frozenset(
    {",", "who", "is", "was", "also", "serves", "served", "as", "the", "a", "an", "has", "been", "currently", "now", "(", "—", "–", "his", "her", "their", "its", "country", "'s", "’s", "and", "had", "became", "remains"}
)  # fmt: skip


@dataclass(eq=False, slots=True)
class Person:
    """A person being gathered. `spots` are (first token, last token exclusive, mention kind)."""

    words: tuple[str, ...]
    spans: list[NameSpan] = field(default_factory=list)
    titles: list[tuple[Title, str | None]] = field(default_factory=list)
    spots: list[tuple[int, int, str]] = field(default_factory=list)
    known: Known | None = None
    gender: str | None = None
    state: str | None = None
    kin: list[Kin] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)

    def has_role(self, title: Title) -> bool:
        return any(t.role == title.role or t.noun == title.noun for t, _ in self.titles)


def gather(analysis: Analysis, spans: list[NameSpan], people: People) -> list[Person]:
    """Persons in order of first appearance: full names first, then the short forms that can mean only one of them."""
    spans = sorted(spans, key=lambda s: s.first)
    persons: list[Person] = []
    for span in sorted(spans, key=lambda s: -min(len(s.words), 2)):
        if len(span.words) < 2:
            continue
        same = next((p for p in persons if _same(p.words, span.words, people)), None)
        if same is None:
            same = Person(span.words)
            persons.append(same)
        elif len(span.words) > len(same.words):
            same.words = span.words
        same.spans.append(span)
    for span in spans:
        if len(span.words) == 1:
            _place_single(analysis, span, persons, people)
    persons.sort(key=lambda p: min(s.first for s in p.spans))
    for person in persons:
        _enrich(analysis, person, people)
    return persons


def _fold(words: tuple[str, ...], people: People) -> list[str]:
    span = NameSpan(0, 0, tuple(w for w in words if w not in people.suffixes and w not in (",", "-")))
    return [w.strip(".") for w in span.folded]


def _same(a: tuple[str, ...], b: tuple[str, ...], people: People) -> bool:
    """Whether two full names can be one person's."""
    x, y = _fold(a, people), _fold(b, people)
    if not x or not y:
        return False
    if set(x) == set(y) or (min(len(x), len(y)) > 1 and (set(x) < set(y) or set(y) < set(x))):
        return True
    if x[-1] != y[-1]:
        return False
    nick = {k.casefold(): v.casefold() for k, v in people.nicknames.items()}
    first, second = nick.get(x[0], x[0]), nick.get(y[0], y[0])
    return first == second or (1 in (len(first), len(second)) and first[0] == second[0])


def _place_single(analysis: Analysis, span: NameSpan, persons: list[Person], people: People) -> None:
    """A one-word name joins the person whose family name (else any name) it is; none: a person of its own."""
    word = span.folded[0]
    family = [p for p in persons if _fold(p.words, people)[-1:] == [word]]
    fits = family or [p for p in persons if word in _fold(p.words, people)]
    if not fits:
        persons.append(Person(span.words, [span]))
        return
    if len(fits) > 1:
        fits = _nearest(span, fits)
    fits[0].spans.append(span)


def _nearest(span: NameSpan, fits: list[Person]) -> list[Person]:
    """Those that bear the name, most recently named before the span first."""

    def last_before(person: Person) -> int:
        return max((s.first for s in person.spans if s.first < span.first), default=-1)

    return sorted(fits, key=lambda p: -last_before(p))


def _enrich(analysis: Analysis, person: Person, people: People) -> None:
    folded = " ".join(_fold(person.words, people))
    person.known = people.known.get(folded)
    words = _fold(person.words, people)
    if person.known is None and words and words[-1] in people.known_family:
        known = people.known_family[words[-1]]
        if len(words) == 1 or known.name.split()[0][0].casefold() == words[0][0]:
            person.known = known
    person.gender = next((s.gender for s in person.spans if s.gender), None)
    if person.gender is None and person.known is not None:
        person.gender = person.known.gender
    if person.gender is None:
        person.gender = next((g for w in person.words if (g := people.gender.get(w))), None)
    person.spots += [(s.first, s.last, "name") for s in person.spans]


def attach(analysis: Analysis, persons: list[Person], titles: tuple[Title, ...]) -> set[Title]:
    """Give each title to the person it stands beside; returns the titles that were given."""
    starts = {s.first: p for p in persons for s in p.spans}
    ends = {s.last: p for p in persons for s in p.spans}
    given: set[Title] = set()
    before: tuple[Title, Person] | None = None
    tokens = analysis.tokens
    for title in titles:
        person = _owner(analysis, title, starts, ends)
        if person is None and before is not None and 0 <= title.first - before[0].last <= 2:
            gap = [t.text.lower() for t in tokens[before[0].last : title.first]]
            if gap in (["and"], [",", "and"], [","], ["and", "the"], ["and", "a"], []):
                person = before[1] if title.last not in starts else starts[title.last]
        if person is None:
            before = None
            continue
        person.titles.append((title, None))
        given.add(title)
        before = (title, person)
    _join_before(analysis, titles, given, persons)
    return given


def _join_before(analysis: Analysis, titles: tuple[Title, ...], given: set[Title], persons: list[Person]) -> None:
    """ "deputy prime minister and foreign minister X": the title before "and" goes to the same person."""
    bearer = {t: p for p in persons for t, _ in p.titles}
    for left, right in zip(titles, titles[1:], strict=False):
        if left in given or right not in given or right.determiner in ("the",) or left.plural:
            continue
        gap = [t.text.lower() for t in analysis.tokens[left.last : right.first]]
        if gap in (["and"], ["&"]) and right.of is None:
            bearer[right].titles.append((left, None))
            given.add(left)


def _owner(analysis: Analysis, title: Title, starts: dict[int, Person], ends: dict[int, Person]) -> Person | None:
    tokens = analysis.tokens
    if title.last in starts:
        return starts[title.last]
    sentence = tokens[title.head].sentence
    after = title.last
    if (
        after < len(tokens)
        and tokens[after].text in (",", "(")
        and after + 1 in starts
        and tokens[after].sentence == sentence
    ):
        if not title.plural and title.determiner != "" or title.of is not None:
            return starts[after + 1]
    here, steps = title.first, 0
    while here > 0 and steps < 8 and tokens[here - 1].sentence == sentence:
        if here in ends:
            gap = [t.text.lower() for t in tokens[here : title.first]]
            if (
                gap
                and gap[0] in (",", "(", "who", "is", "was", "–", "—", "became", "has")
                and not title.plural
                and gap != [",", "and"]
            ):
                return ends[here]
            return None
        if tokens[here - 1].text.lower() not in _BETWEEN:
            return None
        here, steps = here - 1, steps + 1
    return None


def offices_of(analysis: Analysis, person: Person, fallback: str | None) -> tuple[Office, ...]:
    """The offices that the article gives the person, each once, with all its evidence."""
    rows: dict[tuple[str, str | None, str], list[Title]] = {}
    for title, side in person.titles:
        of = title.of or side
        if of is None and not title.body:
            of = person.state or fallback
        rows.setdefault((title.role, of, title.tenure), []).append(title)
    out = []
    for (role, of, tenure), titles in rows.items():
        best = max(titles, key=lambda t: t.last - t.first)
        evidence = tuple(
            cite(analysis.text, analysis.tokens[t.first].start, analysis.tokens[t.last - 1].end) for t in titles
        )
        words = analysis.words(best.first, best.last)
        out.append(Office(words, role, of, tenure, evidence))  # type: ignore[arg-type]
    return tuple(out)


def mentions_of(analysis: Analysis, spots: list[tuple[int, int, str]]) -> tuple[Mention, ...]:
    """Sorted mentions, each place once."""
    tokens = analysis.tokens
    found = {(tokens[a].start, tokens[b - 1].end): kind for a, b, kind in reversed(spots)}
    return tuple(Mention(a, b, kind) for (a, b), kind in sorted(found.items()))  # type: ignore[arg-type]
