"""Names gathered into persons: full names first, then the short forms that can mean only one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from communique.lexicon.people import Known, People, fold_name, without_article
from communique.record.finding import Doubt, Mention, MentionKind
from communique.record.language import Analysis
from communique.understand.naming.humans import gender_by_ending, is_told_human
from communique.understand.naming.offices import BORN, Title
from communique.understand.naming.places import WHERE
from communique.understand.naming.trimming import NameSpan

_ACTING_DEPS = frozenset({"nsubj", "nsubjpass", "agent", "appos", "dative", "poss"})
_SHORT, _SAME = 3, 2  # letters: of an initial at most, of a first name as others spell it at least
_CHAIN = 6


@dataclass(eq=False, slots=True)
class Person:
    """A person being gathered. `spots` are (first token, last token exclusive, mention kind).

    `titles` pair a title with the side that it was given from outside the title's own words, or None. The `name` of a
    person whom the article only names by office ("the Turkish president") is that title.
    """

    name: str
    spans: list[NameSpan] = field(default_factory=list)
    titles: list[tuple[Title, str | None]] = field(default_factory=list)
    spots: list[tuple[int, int, MentionKind]] = field(default_factory=list)
    known: Known | None = None
    gender: str | None = None
    state: str | None = None
    kin: list[tuple[str, Person]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    parts: tuple[str, ...] = ()

    @property
    def first_seen(self) -> int:
        return min(first for first, _, _ in self.spots)

    def seen_before(self, token: int) -> int:
        """The last token before `token` where the person is mentioned by name or title, -1 when there is none."""
        return max((first for first, _, kind in self.spots if first < token and kind != "pronoun"), default=-1)


def gather(analysis: Analysis, spans: list[NameSpan], titles: tuple[Title, ...], people: People) -> list[Person]:
    """Persons in order of first appearance."""
    ending = {title.last: title for title in titles}
    persons: list[Person] = []
    for span in sorted(spans, key=lambda s: (-len(s.words), s.first)):
        if len(span.words) > 1:
            _place_full(span, persons, people)
    by_part: dict[str, list[Person]] = {}
    for person in persons:
        for part in set(person.parts):
            by_part.setdefault(part, []).append(person)
    for span in sorted(spans, key=lambda s: s.first):
        if len(span.words) == 1:
            _place_single(span, persons, by_part, ending, people)
    persons = [p for p in persons if _is_person(analysis, p, ending, people)]
    for person in persons:
        _enrich(analysis, person, people)
    return sorted(persons, key=lambda p: p.first_seen)


def name_parts(words: tuple[str, ...], people: People) -> tuple[str, ...]:
    """Words of a name, folded: suffixes and commas gone, "al-" and the like cut off the family name.

    >>> # ("Bashar", "al-Assad") -> ("bashar", "assad")
    """
    kept = [w.strip(",") for w in words if w.strip(",") not in people.suffixes and w != ","]
    return tuple(without_article(fold_name(w).strip(".")) for w in kept)


def _place_full(span: NameSpan, persons: list[Person], people: People) -> None:
    parts = name_parts(span.words, people)
    same = next((p for p in persons if p.parts == parts or _same(p.parts, parts, people)), None)
    if same is None:
        same = Person(" ".join(span.words), parts=parts)
        persons.append(same)
    same.spans.append(span)


def _same(a: tuple[str, ...], b: tuple[str, ...], people: People) -> bool:
    """Whether two full names can be one person's: one holds the other, or family and first name (initial) agree."""
    if not a or not b:
        return False
    if min(len(a), len(b)) > 1 and (set(a) <= set(b) or set(b) <= set(a)):
        return True
    if a[-1] != b[-1] and not _spelt_alike(a[-1], b[-1]):
        return False
    first, second = people.nicknames.get(a[0], a[0]), people.nicknames.get(b[0], b[0])
    if first == second:
        return True
    known = all(name.title() in people.gender for name in (first, second))
    if a[-1] == b[-1] and not known and _misspelt(first, second, 6):
        return True
    return 1 in (len(first), len(second)) and first[0] == second[0] and a[-1] == b[-1]


def _spelt_alike(a: str, b: str) -> bool:
    """Zelensky, Zelenskyy, Zelenskiy: the same letters but for the ending."""
    return min(len(a), len(b)) > 5 and a[:6] == b[:6] and a.rstrip("yij") == b.rstrip("yij")


def _misspelt(a: str, b: str, least: int) -> bool:
    """One letter more, less or other, neither the first nor the last: "Marchvenkov", "Marchenkov"."""
    if a == b or max(len(a), len(b)) < least or abs(len(a) - len(b)) > 1 or a[0] != b[0] or a[-1] != b[-1]:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    return longer[at + 1 :] == (shorter[at:] if len(a) != len(b) else shorter[at + 1 :])


def _place_single(
    span: NameSpan, persons: list[Person], by_part: dict[str, list[Person]], ending: dict[int, Title], people: People
) -> None:
    """A one-word name joins the person whose family name (else any name) it is; none: a person of its own."""
    word = name_parts(span.words, people)[-1] if name_parts(span.words, people) else span.folded[0]
    fits = by_part.get(word, [])
    family = [p for p in fits if p.parts[-1] == word]
    fits = family or [p for p in fits if not _is_ruler_beside(span, p, ending)]
    if not fits and word not in people.known_family:
        fits = [
            p for p in persons if len(p.parts) > 1 and (_misspelt(p.parts[-1], word, 8) or p.parts[-1] == f"{word}s")
        ]
        fits = fits if len(fits) == 1 else []
    if not fits:
        person = Person(span.words[0], [span], parts=(word,))
        persons.append(person)
        by_part[word] = [person]
        return
    if len(fits) > 1:
        fits = _likeliest(span, fits, ending)
    fits[0].spans.append(span)


def _is_ruler_beside(span: NameSpan, other: Person, ending: dict[int, Title]) -> bool:
    """ "King Abdullah" beside "Prime Minister Abdullah Ensour": a ruler is called by his first name, as others are."""
    title = ending.get(span.first)
    if title is None or not (title.role == "monarch" or title.noun in BORN):
        return False
    held = [t for s in other.spans if (t := ending.get(s.first)) is not None]
    return bool(held) and not any(t.role == "monarch" or t.noun in BORN for t in held)


def _likeliest(span: NameSpan, fits: list[Person], ending: dict[int, Title]) -> list[Person]:
    """Of several bearers: those with the title that stands before the name here, most recently named first."""
    title = ending.get(span.first)
    if title is not None:
        bearers = [p for p in fits if any((t := ending.get(s.first)) and t.noun == title.noun for s in p.spans)]
        if len(bearers) == 1:
            return bearers
        fits = bearers or fits
    if span.gender is not None:
        fits = [p for p in fits if all(s.gender in (None, span.gender) for s in p.spans)] or fits

    def last_before(person: Person) -> int:
        return max((s.first for s in person.spans if s.first < span.first), default=-1)

    fits = sorted(fits, key=last_before, reverse=True)
    others = ", ".join(p.name for p in fits[1:])
    if others:
        fits[0].doubts.append(Doubt("mentions", f"“{span.words[0]}” may also mean {others}"))
    return fits


def _is_person(analysis: Analysis, person: Person, ending: dict[int, Title], people: People) -> bool:
    """A name without title, honorific or known bearer must act like a person somewhere and not stand like a place."""
    if any(s.gender or s.titled or s.first in ending for s in person.spans):
        return True
    if any(is_told_human(analysis, s, people) for s in person.spans):
        return True
    if all(_is_family(analysis, s, people) or _is_called_so(analysis, s, people) for s in person.spans):
        return False
    if len(person.parts) < 2 and all(
        _has_article(analysis, s) or _is_passage(analysis, s, people) for s in person.spans
    ):
        return False
    if all(_names_place(analysis, s, people) for s in person.spans):
        return False
    word = person.parts[-1] if person.parts else ""
    if word in people.known_family or any(w in people.gender for s in person.spans for w in s.words):
        return True
    if len(person.parts) < 2 and (
        person.name.isupper() or any(_described_as_body(analysis, s, people) for s in person.spans)
    ):
        return False
    roles = [_standing(analysis, s) for s in person.spans]
    if "place" in roles:
        return False
    return "actor" in roles or len(person.parts) > 1


def _names_place(analysis: Analysis, span: NameSpan, people: People) -> bool:
    """ "Between Cape Anna and Sicily", "the province of Sidi Ali", "a port at Mina Said", "MPs": no person's name."""
    tokens = analysis.tokens
    head = tokens[analysis.top(span.first, span.last)]
    if len(span.words) == 1 and re.fullmatch(r"[A-Z]{2,}s", span.words[0]):
        return True
    beside = [tokens[head.head]] if head.dep == "conj" else [tokens[k] for k in analysis.children(head.index, "conj")]
    first = tokens[head.head] if head.dep == "conj" else head
    above = tokens[first.head]
    if first.dep != "pobj":
        return False
    if above.lower == "of":
        return tokens[above.head].lemma.lower() in people.classes["towns"] | people.classes["ruled"]
    near = above.lower in ("between", "from", "to") and any(t.entity in ("GPE", "LOC") for t in beside)
    return near or (above.lower in WHERE - {"in"} and len(span.words) > 1)


def _is_family(analysis: Analysis, span: NameSpan, people: People) -> bool:
    """ "The Al Sabah family", "the Rajapaksa clan": a name that a house has."""
    after = analysis.tokens[span.last : span.last + 1]
    return bool(after) and after[0].lower in people.classes["houses"] and _has_article(analysis, span)


def _is_called_so(analysis: Analysis, span: NameSpan, people: People) -> bool:
    """ "The Diario do S. Pedro newspaper", "the Casa Verde charity": a body's name before its noun."""
    after = analysis.tokens[span.last : span.last + 1]
    return bool(after) and after[0].text in people.called_nouns and after[0].tag == "NN"


def _has_article(analysis: Analysis, span: NameSpan) -> bool:
    """ "The Moon": a person's name has no article before it, unless it stands before another noun."""
    before = analysis.tokens[span.first - 1] if span.first else None
    if before is None or before.lower not in ("the", "a", "an"):
        return False
    return before.head in (analysis.top(span.first, span.last), span.last)


def _is_passage(analysis: Analysis, span: NameSpan, people: People) -> bool:
    """ "The closure of the Lars crossing": a name between an article and the word for what it names."""
    before, after = analysis.tokens[max(span.first - 1, 0)], analysis.tokens[span.last : span.last + 1]
    return before.lower == "the" and bool(after) and after[0].lower in people.classes["passages"]


def _described_as_body(analysis: Analysis, span: NameSpan, people: People) -> bool:
    """ "grid operator Transelectrica": a word for a company or body right before the name."""
    before = analysis.tokens[span.first - 1] if span.first else None
    return before is not None and before.pos == "NOUN" and before.lower in people.company_nouns


def _standing(analysis: Analysis, span: NameSpan) -> str:
    """How a name stands in its clause: "actor", "place" (after "in", "near", "between") or ""."""
    tokens = analysis.tokens
    token = tokens[analysis.top(span.first, span.last)]
    for _ in range(_CHAIN):
        if token.dep != "conj" or token.head == token.index:
            break
        token = tokens[token.head]
    if token.dep == "pobj" and tokens[token.head].lower in WHERE:
        return "place"
    return "actor" if token.dep in _ACTING_DEPS else ""


def _is_first_name_of(first: str, known: Known, people: People) -> bool:
    """Whether a first name or initial may be the known bearer's: "Sergei", "Sergey", "S."; not a woman's for a man."""
    if people.gender.get(first.title(), known.gender) != known.gender:
        return False
    others = fold_name(known.name).split()[:-1]
    return any(first[0] == o[0] and (len(first) < _SHORT or first[:_SAME] == o[:_SAME]) for o in others)


def _enrich(analysis: Analysis, person: Person, people: People) -> None:
    """Known state, gender and mentions."""
    full = max(person.spans, key=lambda s: len(s.words))
    person.name = " ".join(full.words)
    person.parts = name_parts(full.words, people)
    person.known = people.known.get(" ".join(person.parts)) or people.known.get(fold_name(person.name))
    family = people.known_family.get(person.parts[-1]) if person.parts else None
    if person.known is None and family is not None:
        alone = len(person.parts) == 1
        person.known = family if alone or _is_first_name_of(person.parts[0], family, people) else None
    person.gender = next((s.gender for s in person.spans if s.gender), None)
    if person.gender is None and person.known is not None:
        person.gender = person.known.gender
    if person.gender is None:
        person.gender = next((g for w in full.words if (g := people.gender.get(w))), None) or _described(
            analysis, person, people
        )
    if person.gender is None and len(person.parts) > 1:
        person.gender = gender_by_ending(person.parts[-1], people)
    person.spots = [(s.first, s.last, "name") for s in person.spans]


def _described(analysis: Analysis, person: Person, people: People) -> str | None:
    """The gender of a noun in apposition or before the name: "X, an Australian woman", "spokeswoman X"."""
    for span in person.spans:
        head = analysis.top(span.first, span.last)
        near = [head - 1, *analysis.children(head, "appos"), *analysis.children(head, "compound")]
        gender = next((g for i in near if (g := people.gender_words.get(analysis.tokens[i].lower))), None)
        if gender is not None:
            return gender
    return None


def mentions_of(analysis: Analysis, spots: list[tuple[int, int, MentionKind]]) -> tuple[Mention, ...]:
    """Sorted mentions, each place once; the kind that was given first stays."""
    tokens = analysis.tokens
    found: dict[tuple[int, int], MentionKind] = {}
    for first, last, kind in spots:
        found.setdefault((tokens[first].start, tokens[last - 1].end), kind)
    return tuple(Mention(start, end, kind) for (start, end), kind in sorted(found.items()))
