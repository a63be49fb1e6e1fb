"""Titles of office in the words of an article: "the Kazakh deputy foreign minister", "President of the Senate"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from communique.lexicon.load import Lexicon
from communique.record.finding import Role, Tenure
from communique.record.language import Analysis, Token
from communique.understand.naming.places import Place, Places, is_of_the_article
from communique.understand.naming.portfolios import LONGEST, PortfolioReader

_JOINERS = frozenset({"and", "&", ",", "-", "–"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_ENDS = frozenset({",", "(", ")", ";"})
_STYLES = frozenset({"sheikh"})  # what somebody is called by birth: no office
BORN = frozenset({"prince", "princess"})  # what somebody is by birth, and often the only office that is told
_SPELT = {"advisor": "adviser"}
_LETTERS = 3  # of an abbreviation at most ("UAE", "DRC")
_NAME = 5  # words of a known body or a part of a state at most
_NO_NOUN = frozenset({"VERB", "AUX", "ADV", "PRON", "DET"})


@dataclass(frozen=True, slots=True)
class Title:
    """Tokens [first, last) that name an office; `determiner` is the word before it, lower case, or "".

    `of`: the side named in the title itself, or None; `body`: a state's or company's body is named ("of the Senate",
    "of Alstom"); `plural`: "foreign ministers".
    """

    first: int
    last: int
    head: int
    noun: str
    role: Role
    tenure: Tenure
    of: str | None
    body: bool
    plural: bool
    determiner: str
    complement: str = ""


def find_titles(analysis: Analysis, lexicon: Lexicon, places: Places, people: frozenset[int]) -> tuple[Title, ...]:
    """Every title, in text order. `people` are the tokens of persons' names, where no title reaches into."""
    reader = _TitleReader(analysis, lexicon, places, people)
    found: list[Title] = []
    for token in analysis.tokens:
        word = token.lower
        noun = _SPELT.get(word, word) if word in lexicon.offices.heads else lexicon.offices.plurals.get(word)
        if (
            noun is None
            or (token.pos in _NO_NOUN and not word.endswith("affaires") and not reader.is_advising(token.index))
            or token.index in people
            or reader.is_modifier(token.index)
        ):
            continue
        title = reader.read(token.index, noun, word in lexicon.offices.plurals)
        if noun in _STYLES or (noun == "member" and title.role != "legislator"):
            continue
        if noun in ("peer", "colleague", "number") and not _POSSESSIVES & {
            t.lower for t in analysis.tokens[title.first - 1 : title.last]
        }:
            continue
        if found and title.first < found[-1].last <= title.head and reader.is_unnamed(title):
            title = replace(title, first=found[-1].last, of=None)  # "of the Armed Forces | General X"
        while found and title.first <= found[-1].first and found[-1].last <= title.last:
            found.pop()
        if not found or found[-1].last <= title.first:
            found.append(title)
    return tuple(found)


class _TitleReader:
    """Grows a title from its head noun to the left; what stands behind it, `portfolios.py` reads."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, places: Places, people: frozenset[int]) -> None:
        self.tokens, self.places, self.people = analysis.tokens, places, people
        self.offices, self.words = lexicon.offices, lexicon.people
        self._behind = PortfolioReader(analysis, lexicon, places, people)
        self.modifiers = self._behind.modifiers

    def is_modifier(self, here: int) -> bool:
        """ "Deputy" in "Deputy Head", "Secretary" in "Secretary General": another head noun follows closely."""
        if self.tokens[here].lower not in self.offices.classes["modifying"]:
            return False
        for after in range(here + 1, min(here + 5, len(self.tokens))):
            token = self.tokens[after]
            word = token.lower
            if after in self.people or token.sentence != self.tokens[here].sentence:
                return False
            if word in self.offices.heads and word != "general":
                return True
            if word not in self.modifiers and token.pos not in ("PROPN", "ADJ") and word != "-":
                return False
        return False

    def is_unnamed(self, title: Title) -> bool:
        """A rank before words that the tagger did not take for a name."""
        return title.noun in self.offices.classes["ranks"] and title.last not in self.people

    def is_advising(self, here: int) -> bool:
        """ "Aide to the President": the tagger takes the first word of a sentence for a verb."""
        after = self.tokens[here + 1].lower if here + 1 < len(self.tokens) else ""
        return after == "to" and self.tokens[here].lower in self.offices.classes["advising"]

    def read(self, head: int, noun: str, plural: bool) -> Title:
        """The title whose head noun stands at `head`."""
        tokens = self.tokens
        first, side = self._left(head, noun)
        last, of_side, complement, body = self._behind.read(head, noun)
        noun, last = self._compound(head, noun, last)
        if complement and self._is_secretary_general(last):  # "representative of the UN | Secretary-General"
            last, complement = last + 3, f"{complement} secretary-general"
        if complement and (reach := self._behind.up_to_name(last)) is not None:
            last, of_side = reach[0], of_side or reach[1]
        words = [t.lower for t in tokens[first:head] if self.places.at(t.index) is None]
        before_all = " ".join(t.lower for t in tokens[first:head])
        role = self.offices.role(noun, before_all, complement)
        if noun == "deputy" and first == head and first and tokens[first - 1].lower in _POSSESSIVES | {"'s", "’s"}:
            role = "deputy"
        part = self._part(first, last)
        if role in ("head_of_state", "head_of_government") and (part is not None or self._of_another_body(first, head)):
            role = "other"
        if noun == "chief" and complement == "of staff" and first > 1 and first - 2 in self.people:
            role = "other"
        of = of_side or side
        if of_side and side and of_side != side:
            of = side if noun in self.offices.classes["sent"] else of_side
        sent = noun in self.offices.classes["sent"]
        abroad = complement.startswith(("to ", "for ", "in ")) and not complement.startswith("for special ")
        if sent and side is None and abroad:
            of = None
        if of is None and not (sent and complement):
            of = self._of_body(first, last) or part
        tenure = self._tenure(first, last, words)
        determiner = tokens[first - 1].lower if first and tokens[first - 1].sentence == tokens[head].sentence else ""
        return Title(first, last, head, noun, role, tenure, of, body, plural, determiner, complement)

    def _is_secretary_general(self, here: int) -> bool:
        return [t.lower for t in self.tokens[here : here + 3]] == ["secretary", "-", "general"]

    def _of_another_body(self, first: int, head: int) -> bool:
        """ "Harbourline President", "Bavarian Premier": a name before the office that is no state's."""
        named = (
            t
            for t in self.tokens[first:head]
            if t.text[0].isupper() and self.places.at(t.index) is None and (t.pos == "PROPN" or t.entity == "NORP")
        )
        return any(t.lower not in self.modifiers and t.lower not in self.offices.heads for t in named)

    def _of_body(self, first: int, last: int) -> str | None:
        """The state of a body that a title names without it: "Kremlin aide", "member of the Bundestag"."""
        named = [
            (name, state)
            for name, state in self._named(first, last, self.words.known_bodies)
            if is_of_the_article(name, state, self.words, self.places)
        ]
        return max(named, key=lambda pair: len(pair[0]))[1] if named else None

    def _part(self, first: int, last: int) -> str | None:
        """The state of the part of it that a title names: "Bavarian premier", "Governor of Texas"."""
        return next((code for _, code in self._named(first, last, self.offices.parts)), None)

    def _named(self, first: int, last: int, table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The names of a table among the words of a title, in text order."""
        words = [t.text for t in self.tokens[first:last]]
        for begin, word in enumerate(words):
            if word[0].isupper():
                for end in range(begin + 1, min(begin + _NAME, len(words)) + 1):
                    name = " ".join(words[begin:end])
                    if name in table:
                        yield name, table[name]

    def _compound(self, head: int, noun: str, last: int) -> tuple[str, int]:
        """ "Secretary General", "attorney general": the second word belongs to the head."""
        tokens = self.tokens
        after = head + 1
        if noun in ("secretary", "director", "commissioner") and after < len(tokens):
            skip = 1 if tokens[after].text == "-" and after + 1 < len(tokens) else 0
            if tokens[after + skip].lower == "general":
                return f"{noun}-general", max(last, after + skip + 1)
        return noun, last

    def _tenure(self, first: int, last: int, words: list[str]) -> Tenure:
        classes = self.offices.classes
        after = self.tokens[last].lower if last < len(self.tokens) else ""
        inside = {t.lower for t in self.tokens[first:last]}
        if classes["elect"] & (inside | ({after} if after == "elect" else set())):
            return "elect"
        if classes["former"] & set(words):
            return "former"
        return "acting" if classes["acting"] & set(words) else "incumbent"

    def _left(self, head: int, noun: str) -> tuple[int, str | None]:
        """First token of the title and the side that a demonym, a country or a possessor gives."""
        tokens, first, side = self.tokens, head, None
        while first > 0 and head - first < LONGEST:
            here = first - 1
            token = tokens[here]
            if token.sentence != tokens[head].sentence or here in self.people:
                break
            place = self.places.at(here)
            if self._is_dateline(token, place, head):
                break
            if (behind := self._past_origin(here, place)) is not None:
                first = behind
                break
            if place is not None and side is not None and noun in self.offices.classes["sent"]:
                first, side = place.first, place.code if self._is_matter(first, place) else side
            elif place is not None:
                first, side = place.first, side or (None if self._is_post(place.first) else place.code)
            elif token.text == ")" and here > 2 and tokens[here - 2].text == "(" and self.places.at(here - 3):
                first = here - 2
            elif token.text in ("'s", "’s", "'", "’"):
                place = self.places.at(here - 1)
                if place is None:
                    return self._possessor(here, first), side or self._of_superior(here - 1)
                return place.first, side or place.code
            elif token.text in _JOINERS:
                if not self._joins(here, head):
                    break
                first = here
            elif token.lower == "of" and first < head and tokens[here - 1].lower in self.words.government_nouns:
                first = here - 1  # "[Ministry of] Trade spokesman"
            elif token.lower in self.offices.classes["papers"]:
                break
            elif self._modifies(token.index) or token.text in self.offices.parts:
                first = here
            elif f"{tokens[here - 1].text} {token.text}" in self.offices.parts:
                first = here - 1
            else:
                break
        while first < head and (tokens[first].text in _JOINERS or tokens[first].lower in ("and",)):
            first += 1
        return first, side

    def _is_dateline(self, token: Token, place: Place | None, head: int) -> bool:
        """ "LUXEMBOURG | U.S. Secretary of State X": a town in capitals before words that are not."""
        shouted = token.text.isupper() and token.text.isalpha() and len(token.text) > _LETTERS
        if not shouted or self.tokens[head].text.isupper():
            return False
        return token.entity == "GPE" if place is None else place.kind in ("name", "seat")

    def _past_origin(self, here: int, place: Place | None) -> int | None:
        """ "U.S.-born | minister", "Moscow-backed | leader": where the title begins behind what tells no side."""
        origins = self.offices.classes["origins"]
        if "-" in self.tokens[here].text and self.tokens[here].lower.rsplit("-", 1)[1] in origins:
            return here + 1
        joined = [t.lower for t in self.tokens[place.last : place.last + 2]] if place is not None else []
        return here + 3 if joined[:1] == ["-"] and origins & set(joined[1:]) else None

    def _is_matter(self, first: int, place: Place) -> bool:
        """ "U.N. | Syria envoy": the bare name of a state right behind another says what the envoy deals with."""
        matter = self.places.at(first)
        return place.kind != "seat" and place.last == first and matter is not None and matter.kind == "name"

    def _is_post(self, town: int) -> bool:
        """ "U.S. Embassy [Bogota]": where a mission is, not whose."""
        return town > 0 and self.tokens[town - 1].lower in self.offices.classes["missions"]

    def _possessor(self, mark: int, first: int) -> int:
        """ "Toyota's managing director", "the department's spokeswoman": the title begins with the body."""
        start = mark
        if self.tokens[mark - 1].lower in self.offices.heads:
            return first
        while start > 0 and mark - start < 4 and start - 1 not in self.people:
            token = self.tokens[start - 1]
            if token.pos not in ("PROPN", "NOUN") or token.sentence != self.tokens[mark].sentence:
                break
            start -= 1
        return start if start < mark else first

    def _of_superior(self, owner: int) -> str | None:
        """ "The UN Secretary-General's envoy": serves whom the superior serves."""
        if self.tokens[owner].lower not in self.offices.heads:
            return None
        within = takewhile(lambda i: self.tokens[i].text not in _ENDS, range(owner, max(owner - 5, -1), -1))
        near = (self.places.at(i) for i in within)
        return next((p.code for p in near if p is not None), None)

    def _joins(self, here: int, head: int) -> bool:
        """ "energy and mines minister", "vice-president", "U.S.-Russian": the joined words are both modifiers."""
        tokens = self.tokens
        if here == 0 or here + 1 > head:
            return False
        left, right = tokens[here - 1], tokens[here + 1]
        if tokens[here].text in ("-", "–"):
            return left.end == tokens[here].start and here - 1 not in self.people
        portfolios = self.offices.classes["portfolios"]
        matters = {t.lower for t in tokens[here + 1 : min(here + 3, head)]}  # "and | International Trade"
        joined = right.text in ("and", "&") or not portfolios.isdisjoint({right.lower, *matters})
        return left.lower in portfolios and joined

    def _modifies(self, here: int) -> bool:
        token = self.tokens[here]
        word = token.lower
        if word in self.modifiers or word in ("chargé", "charge"):
            return True
        if token.text in self.words.honorifics and word not in self.offices.heads:
            return False  # "H.E. Prime Minister X"
        if token.pos not in ("ADJ", "NOUN", "PROPN") or not token.text[0].isalpha():
            return False
        if token.lower in self.offices.heads or token.entity in (
            "DATE",
            "TIME",
            "CARDINAL",
            "ORDINAL",
            "PERSON",
        ):
            return False
        return token.dep in ("compound", "amod", "nmod", "npadvmod")
