"""Who bears which office: titles given to the persons beside them."""

from __future__ import annotations

from itertools import pairwise

from communique.lexicon.load import Lexicon
from communique.record.finding import Role
from communique.record.language import Analysis, Token
from communique.understand.holders.posts import share_listed, share_out
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person
from communique.understand.naming.places import Places, place_after_of, place_in_brackets

_CLOSES = frozenset({",", ")", "(", ".", "–", "—", "of", ";", "'s", "’s"})
_HEADS = frozenset({"head_of_state", "head_of_government", "monarch"})
_STEPS = 9
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


class Bearers:
    """Gives the titles of one article to its persons."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, places: Places, persons: list[Person]) -> None:
        self.analysis, self.tokens, self.places, self.persons = analysis, analysis.tokens, places, persons
        self.linking = lexicon.offices.classes["linking"]
        self.classes = lexicon.offices.classes
        self.honorifics = lexicon.people.honorifics.keys() | lexicon.people.classes["behind_honorifics"]
        self.starts = {s.first: p for p in persons for s in p.spans}
        self.ends = {s.last: p for p in persons for s in p.spans}
        self.lasts = {s.first: s.last for p in persons for s in p.spans}

    def give(self, titles: tuple[Title, ...]) -> set[Title]:
        """Attach each title to the persons it stands beside; returns the titles that found a bearer."""
        given: dict[Title, Person] = {}
        for before, title in zip((None, *titles), titles, strict=False):
            if self._owns(title):
                continue
            if title.plural and (shared := share_out(self.analysis, self.places, title, self.starts, self.ends)):
                given[title] = shared[0][0]
                for bearer, side in shared:
                    bearer.titles.append((title, side))
                continue
            if title.plural and (listed := share_listed(self.analysis, self.places, title, self.starts)):
                given[title] = listed[0][0]
                for bearer, side in listed:
                    bearer.titles.append((title, side))
                continue
            person = None if self._is_head_of_it(title) else self._owner(title)
            if person is None and before in given:
                person = self._carried(before, title, given)
            if person is None:
                continue
            given[title] = person
            person.titles.append((title, self._of_after_name(title)))
            if title.plural:
                self._share(title)
        for left, right in pairwise(titles):
            if self._is_head_of_it(left):
                continue
            if left not in given and right in given and self._joined(left, right):
                given[right].titles.append((left, None))
                given[left] = given[right]
        return set(given)

    @staticmethod
    def _is_head_of_it(title: Title) -> bool:
        """ "Its head": who leads a delegation or a team holds no office by that."""
        return title.noun == "head" and title.last - title.first == 1 and title.determiner in ("its", "their", "the")

    def _owns(self, title: Title) -> bool:
        """ "The Minister's brother-in-law": an office that something is of is not that of who is named beside it."""
        after = self.tokens[title.last].text if title.last < len(self.tokens) else ""
        return not title.complement and after in ("'s", "’s", "'", "’")

    def _owner(self, title: Title) -> Person | None:
        tokens, sentence = self.tokens, self.tokens[title.head].sentence
        behind = past_initials(tokens, title.last)  # where the parser may begin a sentence of its own
        after = self._past_honours(behind)
        if after in self.starts and tokens[after].sentence - sentence <= int(behind > title.last):
            return self.starts[after]
        after = self._past_post(title)
        name = self._past_honours(after + 1)
        if after < len(tokens) and tokens[after].text in (",", "–", "—", "--") and name > after + 1:
            return self.starts.get(name) if self._apposed(title, name) else None
        if (
            after + 1 in self.starts
            and tokens[after].text in (",", "(", "–", "—", "--")
            and tokens[after + 1].sentence == sentence
        ):
            return self.starts[after + 1] if self._apposed(title, after + 1) else None
        if title.noun in ("mp", "mep", "msp") and title.first in self.ends:
            return self.ends[title.first]
        return None if title.plural else self._appointed(title) or self._named_before(title)

    def _appointed(self, title: Title) -> Person | None:
        """ "The appointment of X | as ambassador", "named X | as minister"."""
        here = title.first - 1
        while here > 0 and self.tokens[here].lower in ("the", "a", "its", "his", "her", "their", "our"):
            here -= 1
        if here < 1 or self.tokens[here].lower != "as" or here not in self.ends:
            return None
        told = self.classes["appointing"] | self.classes["dismissing"] | self.classes["leaving"]
        for above in self.analysis.ancestors(here)[:3]:
            if self.tokens[above].lemma.lower() in told:
                return self.ends[here]
            if self.tokens[above].pos == "VERB":
                break
        return None

    def _past_honours(self, here: int) -> int:
        """The token behind "H.E. Dr." and the like."""
        while here + 1 < len(self.tokens) and here not in self.starts:
            honour = self.tokens[here].text in self.honorifics
            if not honour and not (self.tokens[here].lower == "the" and self.tokens[here + 1].text in self.honorifics):
                break
            here += 1
        return here

    def _past_post(self, title: Title) -> int:
        """The token behind the place of a post: "Chile's ambassador [in Oslo], X", "its consul [to Peru], X"."""
        here = title.last
        if here + 1 >= len(self.tokens) or self.tokens[here].lower not in ("in", "to"):
            return here
        place = self.places.at(here + 1) or self.places.at(here + 2)
        town = here + 1
        while town < len(self.tokens) and self.tokens[town].pos == "PROPN" and town not in self.starts:
            town += 1
        return place.last if place is not None else town if town > here + 1 else here

    def _apposed(self, title: Title, first: int) -> bool:
        """ "the foreign minister, X, said", "as mayor of Y, X said", not "at the request of the minister, X said"."""
        if title.determiner == "" and title.of is None and not title.plural and not title.body:
            return False
        last = self.lasts.get(first, first + 1)
        if title.first and "as" in {t.lower for t in self.tokens[max(0, title.first - 2) : title.first]}:
            return True
        if self.tokens[self.analysis.top(first, last)].dep == "appos" or last >= len(self.tokens):
            return True
        return self.tokens[last].text in _CLOSES or self._opens_clause(title, last)

    def _opens_clause(self, title: Title, last: int) -> bool:
        """ "The Minister of Trade, X [told] reporters", without a second comma; not "the minister, X [said,] erred"."""
        tokens, opening = self.tokens, self.analysis.sentence_of(title.head).first
        before = title.first - bool(title.determiner)
        behind = next(
            (i for i in range(last, min(last + 3, len(tokens) - 1)) if tokens[i].pos not in ("ADV", "AUX")), last
        )
        starts = before <= opening or tokens[before - 1].text == ","
        return starts and tokens[behind].tag in _FINITE and tokens[behind + 1].text != ","

    def _named_before(self, title: Title) -> Person | None:
        """ "X, the foreign minister", "X, who also serves as ..."."""
        here, sentence = title.first, self.tokens[title.head].sentence
        for _ in range(_STEPS):
            if here in self.ends:
                gap = [t.lower for t in self.tokens[here : title.first]]
                named = self.ends[here]
                if gap and gap[0] == "," and (self._begins_anew(here, title) or self._is_another(named, title)):
                    return None
                return named if gap and self._opens(gap) and not self._is_praise(gap, title) else None
            if here > 1 and self.tokens[here - 1].text in ("'s", "’s") and here - 1 in self.ends:
                owner = self.ends[here - 1]  # "X, [Y's] chief of staff"
                here = next(s.first for s in owner.spans if s.last == here - 1)
                continue
            if here == 0 or self.tokens[here - 1].sentence != sentence or not self._between(here - 1):
                return self._place_between(here, title)
            here -= 1
        return None

    def _opens(self, gap: list[str]) -> bool:
        """Whether the words between a name and an office join them: "X, the", "X, who was", "X has been"."""
        having = gap[0] in self.classes["having"]
        return gap[0] in self.classes["opening"] or (having and not self.classes["gained"].isdisjoint(gap))

    def _is_praise(self, gap: list[str], title: Title) -> bool:
        """ "X is a true leader": no office; "is a rebel leader" is one."""
        before = self.tokens[title.first : title.head]
        bare = title.of is None and not any(t.pos in ("NOUN", "PROPN") for t in before)
        return title.noun == "leader" and bare and gap[0] in ("is", "was")

    def _begins_anew(self, end: int, title: Title) -> bool:
        """ "Asked about X, the President of Y said": the title is the subject, the name stands in another phrase."""
        head = self.tokens[title.head]
        if self._acts_at_once(end, title):
            return True
        if head.dep not in ("nsubj", "nsubjpass") or self.tokens[title.last].text in _CLOSES:
            return False
        return not any(title.head <= a < title.last or a == head.head for a in self.analysis.ancestors(end - 1)[:2])

    def _acts_at_once(self, end: int, title: Title) -> bool:
        """ "On behalf of X, the head of Y thanked": a verb follows without the comma that closes an apposition, and
        the name stands in a phrase before the clause."""
        first = self.analysis.sentence_of(title.head).first
        after = title.last
        while after < len(self.tokens) and self.tokens[after].pos == "ADV":
            after += 1
        verb = self.tokens[after] if after < len(self.tokens) else self.tokens[title.head]
        fronted = self.tokens[first].pos in ("ADP", "SCONJ") or self.tokens[first].tag in ("VBG", "VBN")
        return fronted and first < end and verb.tag in ("VBD", "VBZ", "VBP", "MD")

    def _is_another(self, person: Person, title: Title) -> bool:
        """A state's head is no known person of another state."""
        known = person.known
        return known is not None and title.role in _HEADS and title.of is not None and title.of != known.side

    def _between(self, index: int) -> bool:
        """A word that may part a name from its title: "X, 61, who served as"."""
        token = self.tokens[index]
        return token.lower in self.linking or token.text.isdigit()

    def _place_between(self, here: int, title: Title) -> Person | None:
        """ "X of Armenia, the foreign minister": a place stands between name and comma."""
        place = self.places.ending(here)
        if place is None or title.first == here or self._begins_anew(here, title):
            return None
        first = place.first - (1 if place.first and self.tokens[place.first - 1].lower == "the" else 0)
        if first and self.tokens[first - 1].lower == "of" and self.tokens[here].text == ",":
            return self.ends.get(first - 1)
        return None

    def _carried(self, before: Title | None, title: Title, given: dict[Title, Person]) -> Person | None:
        """ "X, deputy prime minister and (now) minister of energy": the second title is the same person's."""
        if before is None or title.last in self.starts:
            return None
        gap = [t.lower for t in self.tokens[before.last : title.first] if t.lower not in self.classes["nowadays"]]
        joined = gap in ([], ["and"], [",", "and"], [","], ["and", "the"], ["and", "a"], ["&"], [",", "and", "a"])
        return given[before] if joined and before.last not in self.starts else None

    def _joined(self, left: Title, right: Title) -> bool:
        """ "Deputy Prime Minister and Foreign Minister X": the title before "and" is X's too.

        Not in "the President and Prime Minister X"; but in "the Deputy Prime Minister and Minister of Energy, X".
        """
        gap = [t.lower for t in self.tokens[left.last : right.first]]
        if left.plural or left.noun == right.noun == "president":
            return False
        if self.tokens[left.head].sentence != self.tokens[right.head].sentence:
            return False
        if not gap:
            return True
        if gap not in (["and"], ["&"], [","], [",", "and"], ["-"], ["–"]):
            return False
        named = self._past_honours(right.last)
        if named in self.starts and gap == [","] and self._is_rank(right):
            return self.tokens[self.lasts[named]].text in _CLOSES
        if named in self.starts and gap == [","] and left.noun in self.classes["counterparts"]:
            return not self._acts_anew(named)
        if named in self.starts:
            return left.determiner not in ("the", "a") and (left.of is None or right.of is None)
        after = right.last + 1
        if after < len(self.tokens) and self.tokens[after].text in self.honorifics:
            after += 1
        return after in self.starts and self.tokens[right.last].text == ","

    def _is_rank(self, title: Title) -> bool:
        """ "The Minister for Foreign Affairs, | Senator X, said": a rank that stands before the name."""
        ranked = title.noun in self.classes["ranks"] or title.noun in ("senator", "ambassador", "archbishop")
        return ranked and title.last - title.first == 1

    def _acts_anew(self, first: int) -> bool:
        """ "After meeting his counterpart, Minister X said": a verb follows the name without a comma."""
        last = self.lasts[first]
        after = self.tokens[last] if last < len(self.tokens) else self.tokens[first]
        return after.tag in ("VBD", "VBZ", "VBP", "MD")

    def _of_after_name(self, title: Title) -> str | None:
        """The place in "X of Armenia" right after the name that stands next to the title."""
        for first in (title.last, title.last + 1):
            if first in self.starts:
                return self._of_place(self.lasts[first])
        return None

    def _of_place(self, last: int) -> str | None:
        place = place_after_of(self.analysis, self.places, last)
        return place.code if place is not None else None

    def _share(self, title: Title) -> None:
        """ "Presidents X and Y": the later names of the list bear the title too."""
        here = title.last if title.last in self.starts else title.last + 1
        while here in self.starts:
            last = self.lasts[here]
            side = self._of_place(last)
            if side is not None:
                last = next(h.last for i in (last + 1, last + 2) if (h := self.places.at(i)))
            elif (beside := place_in_brackets(self.analysis, self.places, last)) is not None:
                side, last = beside.code, beside.last + 1
            if (title, side) not in self.starts[here].titles and all(
                t is not title for t, _ in self.starts[here].titles
            ):
                self.starts[here].titles.append((title, side))
            while last < len(self.tokens) and self.tokens[last].lower in (",", "and"):
                last += 1
            here = last

    def give_initials(self) -> None:
        """ "External Affairs Minister (EAM) X [...] EAM said": the letters stand for the minister."""
        called = {
            self.tokens[title.last + 1].text: person
            for person in self.persons
            for title, _ in person.titles
            if past_initials(self.tokens, title.last) > title.last
            and self.tokens[title.last + 1].text[-1].lower() == title.noun[0]
        }
        for token in self.tokens if called else ():
            if token.text in called and self.tokens[token.index - 1].text != "(":
                called[token.text].spots.append((token.index, token.index + 1, "title"))

    def give_rule(self) -> None:
        """ "since the leadership of X in Y": X led Y, and no longer does."""
        tokens = self.tokens
        for token in tokens:
            if token.lower not in self.classes["rule"] or token.index < 2 or token.index + 2 >= len(tokens):
                continue
            person = self.starts.get(token.index + 2)
            if person is None or tokens[token.index + 1].lower != "of":
                continue
            words = [tokens[i].lower for i in (token.index - 1, token.index - 2)]
            if not {"since", "during", "after"} & set(words):
                continue
            place = self.places.at(self.lasts[token.index + 2] + 1)
            role: Role = "head_of_state" if token.lower == "presidency" else "other"
            of = place.code if place else None
            at = token.index
            title = Title(at, at + 1, at, "leader", role, "former", of, body=False, plural=False, determiner="")
            person.titles.append((title, title.of))


def past_initials(tokens: tuple[Token, ...], here: int) -> int:
    """The token behind the letters in brackets by which an office goes on: "External Affairs Minister | (EAM) X"."""
    if here + 2 >= len(tokens) or tokens[here].text != "(" or tokens[here + 2].text != ")":
        return here
    letters = tokens[here + 1].text
    return here + 3 if letters.isupper() and letters.isalpha() and 1 < len(letters) < 6 else here
