"""Who bears which office: titles given to the persons beside them, with the side that each serves."""

from __future__ import annotations

from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.finding import Office, Role
from communique.record.language import Analysis
from communique.record.text import cite
from communique.understand.offices import Title
from communique.understand.persons import Person
from communique.understand.places import Place, Places
from communique.understand.sides import NearestState

_BETWEEN = frozenset(
    {",", "who", "is", "was", "also", "serves", "served", "as", "the", "a", "an", "has", "been", "currently", "now", "(", "—", "–",
     "his", "her", "their", "its", "country", "'s", "’s", "had", "became", "remains", "country's"}
)  # fmt: skip
_OPENS = frozenset({",", "(", "who", "is", "was", "–", "—", "became", "has", "remains"})
_SINGLE = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "monarch"}
)  # a government's own readers know them
_GENERAL = frozenset({"minister", "other"})
_CLOSES = frozenset({",", ")", "(", ".", "–", "—", "of", ";", "'s", "’s"})
_PAIRED = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "envoy", "speaker"}
)
_STEPS = 9


class Bearers:
    """Gives the titles of one article to its persons."""

    def __init__(
        self,
        analysis: Analysis,
        lexicon: Lexicon,
        places: Places,
        persons: list[Person],
        home: str | None,
        nearest: NearestState,
    ) -> None:
        self.analysis, self.tokens, self.lexicon = analysis, analysis.tokens, lexicon
        self.places, self.persons, self.home = places, persons, home
        self.classes = lexicon.offices.classes
        self.starts = {s.first: p for p in persons for s in p.spans}
        self.ends = {s.last: p for p in persons for s in p.spans}
        self.lasts = {s.first: s.last for p in persons for s in p.spans}
        self.nearest = nearest

    def give(self, titles: tuple[Title, ...]) -> set[Title]:
        """Attach each title to the persons it stands beside; returns the titles that found a bearer."""
        given: dict[Title, Person] = {}
        for before, title in zip((None, *titles), titles, strict=False):
            person = self._owner(title)
            if person is None and before in given:
                person = self._carried(before, title, given)
            if person is None:
                continue
            given[title] = person
            person.titles.append((title, self._of_after_name(title, person)))
            if title.plural:
                self._share(title)
        for left, right in zip(titles, titles[1:], strict=False):
            if left not in given and right in given and self._joined(left, right):
                given[right].titles.append((left, None))
                given[left] = given[right]
        return set(given)

    def _owner(self, title: Title) -> Person | None:
        tokens, sentence = self.tokens, self.tokens[title.head].sentence
        after = title.last
        if after in self.starts and tokens[after].sentence == sentence:
            return self.starts[after]
        if after + 1 < len(tokens) and tokens[after].text in (",", "(") and after + 1 in self.starts:
            if tokens[after + 1].sentence == sentence and (
                title.determiner != "" or title.of is not None or title.plural
            ):
                return self.starts[after + 1]
        if title.noun in ("mp", "mep", "msp") and title.first in self.ends:
            return self.ends[title.first]
        return None if title.plural else self._named_before(title)

    def _apposed(self, title: Title, first: int) -> bool:
        """ "the foreign minister, X, said", not "at the request of the minister, X said"."""
        if title.determiner == "" and title.of is None and not title.plural:
            return False
        last = self.lasts[first]
        if self.tokens[self.analysis.top(first, last)].dep == "appos" or last >= len(self.tokens):
            return True
        return self.tokens[last].text in _CLOSES

    def _named_before(self, title: Title) -> Person | None:
        """ "X, the foreign minister", "X, who also serves as ..."."""
        here, sentence = title.first, self.tokens[title.head].sentence
        for _ in range(_STEPS):
            if here in self.ends:
                gap = [t.text.lower() for t in self.tokens[here : title.first]]
                return self.ends[here] if gap and gap[0] in _OPENS and gap != [","] * len(gap) or gap == [","] else None
            if (
                here == 0
                or self.tokens[here - 1].sentence != sentence
                or self.tokens[here - 1].text.lower() not in _BETWEEN
            ):
                return self._place_between(here, title)
            here -= 1
        return None

    def _place_between(self, here: int, title: Title) -> Person | None:
        """ "X of Armenia, the foreign minister": a place stands between name and comma."""
        place = self.places.ending(here)
        if place is None or title.first == here:
            return None
        first = place.first - (1 if place.first and self.tokens[place.first - 1].text.lower() == "the" else 0)
        if first and self.tokens[first - 1].text.lower() == "of" and self.tokens[here].text == ",":
            return self.ends.get(first - 1)
        return None

    def _carried(self, before: Title | None, title: Title, given: dict[Title, Person]) -> Person | None:
        """ "X, deputy prime minister and minister of energy": the second title is the same person's."""
        if before is None or title.last in self.starts:
            return None
        gap = [t.text.lower() for t in self.tokens[before.last : title.first]]
        joined = gap in ([], ["and"], [",", "and"], [","], ["and", "the"], ["and", "a"], ["&"], [",", "and", "a"])
        return given[before] if joined and before.last not in self.starts else None

    def _joined(self, left: Title, right: Title) -> bool:
        """ "Deputy Prime Minister and Foreign Minister X": the title before "and" is X's too.

        Not in "the President and Prime Minister X"; but in "the Deputy Prime Minister and Minister of Energy, X".
        """
        gap = [t.text.lower() for t in self.tokens[left.last : right.first]]
        if left.plural or left.noun == right.noun == "president":
            return False
        if not gap:
            return True
        if (
            gap not in (["and"], ["&"], [","], [",", "and"])
            or self.tokens[left.head].sentence != self.tokens[right.head].sentence
        ):
            return False
        if right.last in self.starts:
            return left.determiner not in ("the", "a") and (left.of is None or right.of is None)
        return right.last + 1 in self.starts and self.tokens[right.last].text == ","

    def _of_after_name(self, title: Title, person: Person) -> str | None:
        """The place in "X of Armenia" right after the name that stands next to the title."""
        for first in (title.last, title.last + 1):
            if first in self.starts:
                return self._of_place(self.lasts[first])
        return None

    def _of_place(self, last: int) -> str | None:
        if last >= len(self.tokens) or self.tokens[last].text.lower() != "of":
            return None
        hit = self.places.at(last + 1) or self.places.at(last + 2)
        return hit.code if hit is not None else None

    def _share(self, title: Title) -> None:
        """ "Presidents X and Y": the later names of the list bear the title too."""
        here = title.last if title.last in self.starts else title.last + 1
        while here in self.starts:
            last = self.lasts[here]
            side = self._of_place(last)
            if side is not None:
                last = next(h.last for i in (last + 1, last + 2) if (h := self.places.at(i)))
            if (title, side) not in self.starts[here].titles and all(
                t is not title for t, _ in self.starts[here].titles
            ):
                self.starts[here].titles.append((title, side))
            while last < len(self.tokens) and self.tokens[last].text.lower() in (",", "and"):
                last += 1
            here = last

    def give_rule(self) -> None:
        """ "since the leadership of X in Y": X led Y, and no longer does."""
        tokens = self.tokens
        for token in tokens:
            if token.text.lower() not in self.classes["rule"] or token.index < 2 or token.index + 2 >= len(tokens):
                continue
            person = self.starts.get(token.index + 2)
            if person is None or tokens[token.index + 1].text.lower() != "of":
                continue
            words = [tokens[i].text.lower() for i in (token.index - 1, token.index - 2)]
            if not {"since", "during", "after"} & set(words):
                continue
            place = self.places.at(self.lasts[token.index + 2] + 1)
            role: Role = "head_of_state" if token.text.lower() == "presidency" else "other"
            title = Title(
                token.index,
                token.index + 1,
                token.index,
                "leader",
                role,
                "former",
                place.code if place else None,
                False,
                False,
                "",
            )
            person.titles.append((title, title.of))

    def settle(self, free: list[Title]) -> None:
        """Decide the side of every given title, then the state of every person; `free` titles found no bearer."""
        for person in self.persons:
            person.state = self._own_state(person)
        self._claim(free)
        for person in self.persons:
            for number, (title, side) in enumerate(person.titles):
                side = (
                    title.of
                    if title.of is not None and not (title.plural and side)
                    else side or self._side(title, person)
                )
                person.titles[number] = (replace(title, role=self._role(title, side)), side)
            person.state = person.state or next(
                (s for _, s in person.titles if s and s not in self.lexicon.states.igo_codes), None
            )
        self._match_counterparts()

    def _claim(self, free: list[Title]) -> None:
        """ "Transport Minister X ... the Syrian minister": the only minister without a state is Syria's."""
        for title in free:
            if (
                title.of is None
                or title.plural
                or title.determiner not in ("the", "")
                or title.of in self.lexicon.states.igo_codes
            ):
                continue
            alike = [p for p in self.persons if any(t.noun == title.noun for t, _ in p.titles)]
            if any(p.state == title.of for p in alike):
                continue
            stateless = [p for p in alike if p.state is None and p.known is None]
            before = [p for p in stateless if p.first_seen < title.first]
            if len(stateless) == 1 or len(before) == 1:
                (before or stateless)[0].state = title.of

    def _match_counterparts(self) -> None:
        """ "his Indian counterpart, X": the role of the office named last before it; none known: no office."""
        held = sorted(
            ((t.first, t, s) for p in self.persons for t, s in p.titles if t.role in _PAIRED),
            key=lambda row: row[0],
        )
        for person in self.persons:
            kept: list[tuple[Title, str | None]] = []
            for title, side in person.titles:
                if title.noun != "counterpart":
                    kept.append((title, side))
                    continue
                model = next((t for first, t, s in reversed(held) if first < title.first and s != side), None)
                if model is not None and not any(t.role == model.role for t, _ in person.titles):
                    kept.append((replace(title, role=model.role, noun=model.noun), side))
            person.titles = kept

    def _own_state(self, person: Person) -> str | None:
        igos = self.lexicon.states.igo_codes
        served = [s for t, after in person.titles if (s := after or (None if t.plural else t.of)) and s not in igos]
        if served:
            return served[0]
        for span in person.spans:
            side = self._of_place(span.last)
            if side is not None and side not in igos:
                return side
        return person.known.side if person.known is not None and person.known.side not in igos else None

    def _side(self, title: Title, person: Person) -> str | None:
        """The side of a title that names none: the person's own, the publishing government, or the nearest state named."""
        if person.known is not None and person.known.side in self.lexicon.states.igo_codes:
            return person.known.side
        if person.state is not None:
            return person.state
        if (
            title.noun in self.classes["private"]
            and title.role in ("other", "head_of_state")
            and not self._governmental(title)
        ):
            if title.role == "other" or title.body:
                return None
        if self.home is not None and title.role not in _SINGLE and not self._absent(title, self.home):
            return self.home
        return self.nearest.before(title.first, lambda place: self._can_serve(title, place))

    def _governmental(self, title: Title) -> bool:
        words = set(title.complement.split()) | {t.text.lower() for t in self.tokens[title.first : title.head]}
        return bool(words & (self.lexicon.people.body_nouns - {"bank", "house", "group"})) or "president" in words

    def _absent(self, title: Title, code: str) -> bool:
        """Whether the state has no such office."""
        absent = self.lexicon.people.absent_offices.get(code, ())
        words = self.analysis.words(title.first, title.last).lower()
        return any(f" {a} " in f" {words} " for a in absent)

    def _can_serve(self, title: Title, place: Place) -> bool:
        """Whether a title that names no side may be an office of this state."""
        if title.first <= place.first < title.last or self._absent(title, place.code):
            return False
        return not (place.code == self.home and title.role in _SINGLE)

    def _role(self, title: Title, side: str | None) -> str:
        """The role that fits the side served and the body named."""
        if title.role == "deputy":
            return title.role
        if side in self.lexicon.states.igo_codes and (
            title.noun in self.classes["heads_igo"] or title.role == "head_of_state"
        ):
            return "head_of_igo"
        if (
            title.role == "head_of_state"
            and title.body
            and set(title.complement.split()) - self.classes["state_words"] - self._names(title)
        ):
            return "other"
        if title.noun == "secretary" and title.role == "foreign_minister" and title.complement.startswith("of state"):
            return title.role if side in ("USA", "VAT", None) or "foreign" in title.complement else "other"
        return title.role

    def _names(self, title: Title) -> set[str]:
        """Words of the complement that name places."""
        return {t.text.lower() for t in self.tokens[title.head : title.last] if self.places.at(t.index) is not None}


def offices_of(analysis: Analysis, person: Person) -> tuple[Office, ...]:
    """The offices that the article gives the person, each once, with all its evidence.

    "Secretary Blinken" beside "Secretary of State Antony Blinken" is one office: the general wording joins the particular.
    """
    rows: dict[tuple[str, str | None, str], list[Title]] = {}
    for title, side in sorted(person.titles, key=lambda pair: pair[0].role in _GENERAL):
        key = (title.role, side, title.tenure)
        if title.role in _GENERAL and key not in rows:
            same = (
                k for k, held in rows.items() if k[1] == side and k[0] not in _GENERAL and held[0].noun == title.noun
            )
            key = next((k for k in same if title.last - title.first == 1), key)
        rows.setdefault(key, []).append(title)
    out = []
    for (role, side, tenure), titles in rows.items():
        best = max(titles, key=lambda t: t.last - t.first)
        spots = sorted({(analysis.tokens[t.first].start, analysis.tokens[t.last - 1].end) for t in titles})
        evidence = tuple(cite(analysis.text, start, end) for start, end in spots)
        out.append(Office(analysis.words(best.first, best.last), role, side, tenure, evidence))  # type: ignore[arg-type]
    return tuple(sorted(out, key=lambda o: o.evidence[0].start))
