"""Kin ("his father", "X's wife, Y"), and the state of those whose office tells none: description, kin, only state."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.lexicon.people import People
from communique.record.language import Analysis
from communique.understand.naming.groups import Body
from communique.understand.naming.persons import Person
from communique.understand.naming.places import Places
from communique.understand.naming.sides import destination

_LONGEST = 8
_BESIDE = ("amod", "compound", "nmod")
_AT_HOME = frozenset({"in", "from"})


def find_kin(analysis: Analysis, persons: list[Person], people: People) -> None:
    """Add kin to the persons whose relatives the article names; "his father" becomes a mention of the relative."""
    tokens = analysis.tokens
    bearer_at = {i: p for p in persons for first, last, _ in p.spots for i in range(first, last)}
    starts = {s.first: p for p in persons for s in p.spans}
    for token in tokens:
        relation = token.lower
        if relation not in people.kin or token.pos != "NOUN":
            continue
        owner = next((p for i in analysis.children(token.index, "poss") if (p := bearer_at.get(i))), None)
        if owner is None:
            continue
        relative = _named_beside(analysis, token.index, starts) or _same_family(owner, relation, persons, people)
        pronoun = next(
            (i for i in analysis.children(token.index, "poss") if (i, i + 1, "pronoun") in owner.spots), None
        )
        if relative is None and pronoun is not None:
            other = _likelier_owner(analysis, pronoun, owner, relation, persons, people)
            if other is not None:
                owner.spots.remove((pronoun, pronoun + 1, "pronoun"))
                owner, relative = other
                owner.spots.append((pronoun, pronoun + 1, "pronoun"))
        if relative is None or relative is owner:
            continue
        if (relation, relative) not in owner.kin:
            owner.kin.append((relation, relative))
        first = min(analysis.children(token.index, "poss"))
        relative.spots.append((min(first, token.index), token.index + 1, "title"))
        relative.gender = relative.gender or people.gender_words.get(relation)


def find_families(analysis: Analysis, persons: list[Person], used: set[int]) -> list[Body]:
    """ "The Kowals": the group of those who bear the family name."""
    named: dict[str, list[Person]] = {}
    for person in persons:
        if len(person.parts) > 1:
            named.setdefault(person.name.split()[-1], []).append(person)
    found: dict[str, Body] = {}
    for token in analysis.tokens[1:]:
        if token.pos != "PROPN" or not token.text.endswith("s") or token.index in used:
            continue
        bearers = named.get(token.text.removesuffix("s"))
        if not bearers:
            continue
        if analysis.tokens[token.index - 1].lower == "the":
            states = {p.state for p in bearers}
            body = Body("group", token.text, states.pop() if len(states) == 1 else None, plural=True)
            found.setdefault(token.text, body).spots.append((token.index, token.index + 1, "name"))
    return list(found.values())


def _named_beside(analysis: Analysis, kin: int, starts: dict[int, Person]) -> Person | None:
    """ "his wife Y", "his wife, Y,"."""
    after = kin + 1
    if after < len(analysis.tokens) and analysis.tokens[after].text == ",":
        after += 1
    person = starts.get(after)
    return person if person is None or analysis.tokens[after].sentence == analysis.tokens[kin].sentence else None


def _likelier_owner(
    analysis: Analysis, pronoun: int, owner: Person, relation: str, persons: list[Person], people: People
) -> tuple[Person, Person] | None:
    """Somebody named before "his" in the same sentence whose relative by family name the article also names."""
    first = analysis.sentence_of(pronoun).first
    here = [
        p for p in persons if p is not owner and first <= p.seen_before(pronoun) and p.gender in (owner.gender, None)
    ]
    for person in sorted(here, key=lambda p: -p.seen_before(pronoun)):
        relative = _same_family(person, relation, persons, people)
        if relative is not None:
            return person, relative
    return None


def _same_family(owner: Person, relation: str, persons: list[Person], people: People) -> Person | None:
    """The one other person of the article with the owner's family name whose gender fits the relation."""
    gender = people.gender_words.get(relation)
    fits = [
        p
        for p in persons
        if p is not owner and p.parts and owner.parts and p.parts[-1] == owner.parts[-1] and p.gender in (gender, None)
    ]
    return fits[0] if len(fits) == 1 else None


def settle_nationality(analysis: Analysis, lexicon: Lexicon, places: Places, persons: list[Person]) -> None:
    """Give a state to those who have none; officials of organisations of states stay without."""
    igos = lexicon.states.igo_codes
    free = [p for p in persons if p.state is None and not _serves_igo(p, igos)]
    describe = _Describer(analysis, places)
    for person in free:
        person.state = describe.state_of(person)
    for _ in range(2):
        _share_with_kin(persons, free)
    codes = {h.code for h in places.hits if h.code not in igos}
    for person in free:
        if person.state is None and len(codes) == 1 and not codes & _foreign(analysis, lexicon, places, person):
            person.state = next(iter(codes))


def _foreign(analysis: Analysis, lexicon: Lexicon, places: Places, person: Person) -> set[str]:
    """States that are not the person's: where he travels to, whose people he meets, his counterpart's."""
    heads = [analysis.top(span.first, span.last) for span in person.spans]
    journeys, counterparts = lexicon.offices.classes["journeys"], lexicon.offices.classes["counterparts"]
    out = {code for head in heads if (code := destination(analysis, places, head, journeys)) is not None}
    for head in heads:
        met = (i for word in _met(analysis, head, lexicon.offices.classes["facing"]) for i in analysis.subtree(word))
        out |= {place.code for i in met if (place := places.at(i)) is not None}
    sentences = {analysis.tokens[head].sentence for head in heads}
    for hit in places.hits:
        behind = analysis.tokens[hit.last : hit.last + 1]
        if behind and behind[0].lower in counterparts and behind[0].sentence in sentences:
            out.add(hit.code)
    return out


def _met(analysis: Analysis, head: int, meeting: frozenset[str]) -> tuple[int, ...]:
    """Whom the person named at `head` meets or is met by: "X received [the President of Brazil]"."""
    tokens = analysis.tokens
    token = tokens[head]
    verb = tokens[tokens[token.head].head] if token.dep == "pobj" else tokens[token.head]
    if verb.lemma.lower() not in meeting:
        return ()
    if token.dep == "nsubj":
        preps = (k for k in analysis.children(verb.index, "prep") if tokens[k].lower == "with")
        return (*analysis.children(verb.index, "dobj"), *(i for k in preps for i in analysis.children(k, "pobj")))
    return analysis.children(verb.index, "nsubj") if token.dep in ("dobj", "pobj") else ()


def _serves_igo(person: Person, igos: frozenset[str]) -> bool:
    if person.known is not None and person.known.side in igos:
        return True
    return any(side in igos for _, side in person.titles)


def _share_with_kin(persons: list[Person], free: list[Person]) -> None:
    """Father and son, and those who alone share a family name in full, belong to one state."""
    of_family: dict[str, list[Person]] = {}
    for person in persons:
        if len(person.parts) > 1:
            of_family.setdefault(person.parts[-1], []).append(person)
        for _, other in person.kin:
            if other in free and other.state is None:
                other.state = person.state
            elif person in free and person.state is None:
                person.state = other.state
    for person in free:
        family = of_family.get(person.parts[-1], ()) if len(person.parts) > 1 else ()
        states = {p.state for p in family if p.state is not None}
        if person.state is None and len(states) == 1:
            person.state = states.pop()


class _Describer:
    """Reads a nation off the words beside a name."""

    def __init__(self, analysis: Analysis, places: Places) -> None:
        self.analysis, self.tokens, self.places = analysis, analysis.tokens, places

    def state_of(self, person: Person) -> str | None:
        """ "American film director X"; "X, a Chilean expert in law"; "X, a voter in the capital, Skopje"."""
        for span in person.spans:
            head = self.analysis.top(span.first, span.last)
            found = self._before(span.first) or self._behind(head, span.last)
            if found is not None:
                return found
        return None

    def _before(self, first: int) -> str | None:
        """The demonym before the nouns that stand right before the name."""
        nouns = 0
        for here in range(first - 1, max(-1, first - _LONGEST), -1):
            token = self.tokens[here]
            if (code := self._demonym(here)) is not None:
                return code if nouns else None
            nouns += token.pos == "NOUN"
            if token.pos not in ("NOUN", "ADJ") and token.lower not in (",", "and"):
                return None
        return None

    def _behind(self, head: int, last: int) -> str | None:
        for noun in self.analysis.children(head, "appos"):
            if noun < last or self.tokens[noun].pos != "NOUN":
                continue
            beside = (self._demonym(c) for c in self.analysis.children(noun, *_BESIDE))
            code = next((c for c in beside if c), None) or self._living(noun)
            if code is not None:
                return code
        return None

    def _demonym(self, token: int) -> str | None:
        place = self.places.at(token)
        return place.code if place is not None and place.kind == "demonym" else None

    def _living(self, noun: int) -> str | None:
        """ "An analyst in Minsk", "a driver from Poland"."""
        for prep in self.analysis.children(noun, "prep"):
            if self.tokens[prep].lower not in _AT_HOME:
                continue
            for where in self.analysis.children(prep, "pobj"):
                spots = (where, *self.analysis.children(where, "appos"))
                place = next((p for s in spots if (p := self.places.at(s)) is not None), None)
                if place is not None and place.kind in ("name", "seat"):
                    return place.code
        return None
