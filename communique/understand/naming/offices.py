"""Titles of office in the words of an article: "the Kazakh deputy foreign minister", "President of the Senate"."""

from __future__ import annotations

from dataclasses import dataclass

from communique.lexicon.load import Lexicon
from communique.record.finding import Role, Tenure
from communique.record.language import Analysis, Token
from communique.understand.naming.places import Places

_JOINERS = frozenset({"and", "&", ",", "-", "–"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_INSIDE = frozenset(
    {"of", "for", "to", "at", "on", "the", "and", "&", "'s", "’s", "-", "in", "its", "their", "his", "her", "our"}
) | {"both", "two", "three", "all", "these"}
_STYLES = frozenset({"sheikh"})  # what somebody is called by birth: no office
_SPELT = {"advisor": "adviser"}
_NO_NOUN = frozenset({"VERB", "AUX", "ADV", "PRON", "DET"})
_ALSO_MODIFIERS = frozenset({"deputy", "chief", "head", "general", "prince", "justice", "secretary", "vice-president"})
_LONGEST = 9
ENDING = frozenset({"affairs", "defense", "defence"})  # a name may follow: "Minister of Foreign Affairs Choe Hui"
_MARKS = frozenset('"“”«»')  # around the name of a company
_LINKS = frozenset({"in", "at", "of", "for", "with", "the", "on", "and"})


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
        word = token.text.lower()
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
        while found and title.first <= found[-1].first and found[-1].last <= title.last:
            found.pop()
        if not found or found[-1].last <= title.first:
            found.append(title)
    return tuple(found)


class _TitleReader:
    """Grows a title from its head noun to the left and to the right."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, places: Places, people: frozenset[int]) -> None:
        self.tokens, self.places, self.people = analysis.tokens, places, people
        self.offices, self.words = lexicon.offices, lexicon.people
        self.modifiers = lexicon.offices.classes["portfolios"] | lexicon.offices.classes["qualifiers"]

    def is_modifier(self, here: int) -> bool:
        """ "Deputy" in "Deputy Head", "Secretary" in "Secretary General": another head noun follows closely."""
        if self.tokens[here].text.lower() not in _ALSO_MODIFIERS:
            return False
        for after in range(here + 1, min(here + 5, len(self.tokens))):
            token = self.tokens[after]
            word = token.text.lower()
            if after in self.people or token.sentence != self.tokens[here].sentence:
                return False
            if word in self.offices.heads and word != "general":
                return True
            if word not in self.modifiers and token.pos not in ("PROPN", "ADJ") and word != "-":
                return False
        return False

    def is_advising(self, here: int) -> bool:
        """ "Aide to the President": the tagger takes the first word of a sentence for a verb."""
        after = self.tokens[here + 1].text.lower() if here + 1 < len(self.tokens) else ""
        return after == "to" and self.tokens[here].text.lower() in self.offices.classes["advising"]

    def read(self, head: int, noun: str, plural: bool) -> Title:
        """The title whose head noun stands at `head`."""
        tokens = self.tokens
        first, side = self._left(head)
        last, of_side, complement, body = self._right(head, noun)
        noun, last = self._compound(head, noun, last)
        if complement and (reach := self._up_to_name(last)) is not None:
            last, of_side = reach[0], of_side or reach[1]
        words = [t.text.lower() for t in tokens[first:head] if self.places.at(t.index) is None]
        before_all = " ".join(t.text.lower() for t in tokens[first:head])
        role = self.offices.role(noun, before_all, complement)
        if noun == "deputy" and first == head and first and tokens[first - 1].text.lower() in _POSSESSIVES:
            role = "deputy"
        if role in ("head_of_state", "head_of_government") and self._of_another_body(first, head):
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
            of = self._of_body(first, last)
        tenure = self._tenure(first, last, words)
        determiner = (
            tokens[first - 1].text.lower() if first and tokens[first - 1].sentence == tokens[head].sentence else ""
        )
        return Title(first, last, head, noun, role, tenure, of, body, plural, determiner, complement)

    def _of_another_body(self, first: int, head: int) -> bool:
        """ "Harbourline President", "Bavarian Premier": a name before the office that is no state's."""
        named = (
            t
            for t in self.tokens[first:head]
            if t.text[0].isupper() and self.places.at(t.index) is None and (t.pos == "PROPN" or t.entity == "NORP")
        )
        return any(t.text.lower() not in self.modifiers and t.text.lower() not in self.offices.heads for t in named)

    def _of_body(self, first: int, last: int) -> str | None:
        """The state of a body that a title names without it: "Kremlin aide", "member of the Bundestag"."""
        text = " ".join(t.text for t in self.tokens[first:last])
        for name, state in self.words.known_bodies.items():
            if name in text and f" {name} " in f" {text} ":
                return state
        return None

    def _compound(self, head: int, noun: str, last: int) -> tuple[str, int]:
        """ "Secretary General", "attorney general": the second word belongs to the head."""
        tokens = self.tokens
        after = head + 1
        if noun in ("secretary", "director") and after < len(tokens):
            skip = 1 if tokens[after].text == "-" and after + 1 < len(tokens) else 0
            if tokens[after + skip].text.lower() == "general":
                return f"{noun}-general", max(last, after + skip + 1)
        return noun, last

    def _tenure(self, first: int, last: int, words: list[str]) -> Tenure:
        classes = self.offices.classes
        after = self.tokens[last].text.lower() if last < len(self.tokens) else ""
        inside = {t.text.lower() for t in self.tokens[first:last]}
        if classes["elect"] & (inside | ({after} if after == "elect" else set())):
            return "elect"
        if classes["former"] & set(words):
            return "former"
        return "acting" if classes["acting"] & set(words) else "incumbent"

    def _left(self, head: int) -> tuple[int, str | None]:
        """First token of the title and the side that a demonym, a country or a possessor gives."""
        tokens, first, side = self.tokens, head, None
        while first > 0 and head - first < _LONGEST:
            here = first - 1
            token = tokens[here]
            if token.sentence != tokens[head].sentence or here in self.people:
                break
            place = self.places.at(here)
            if place is not None:
                first, side = place.first, side or place.code
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
            elif self._modifies(token.index, head):
                first = here
            else:
                break
        while first < head and (tokens[first].text in _JOINERS or tokens[first].text.lower() in ("and",)):
            first += 1
        return first, side

    def _possessor(self, mark: int, first: int) -> int:
        """ "Toyota's managing director", "the department's spokeswoman": the title begins with the body."""
        start = mark
        if self.tokens[mark - 1].text.lower() in self.offices.heads:
            return first
        while start > 0 and mark - start < 4 and start - 1 not in self.people:
            token = self.tokens[start - 1]
            if token.pos not in ("PROPN", "NOUN") or token.sentence != self.tokens[mark].sentence:
                break
            start -= 1
        return start if start < mark else first

    def _of_superior(self, owner: int) -> str | None:
        """ "The UN Secretary-General's envoy": serves whom the superior serves."""
        if self.tokens[owner].text.lower() not in self.offices.heads:
            return None
        near = (self.places.at(i) for i in range(owner, max(owner - 5, -1), -1))
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
        return left.text.lower() in portfolios and (
            right.text.lower() in portfolios or tokens[here + 1].text in ("and", "&")
        )

    def _modifies(self, here: int, head: int) -> bool:
        token = self.tokens[here]
        word = token.text.lower()
        if word in self.modifiers:
            return True
        if token.pos not in ("ADJ", "NOUN", "PROPN") or not token.text[0].isalpha():
            return False
        if token.text.lower() in self.offices.heads or token.entity in (
            "DATE",
            "TIME",
            "CARDINAL",
            "ORDINAL",
            "PERSON",
        ):
            return False
        return token.dep in ("compound", "amod", "nmod", "npadvmod")

    def _right(self, head: int, noun: str) -> tuple[int, str | None, str, bool]:
        """End of the title, the side named there, the complement's words, whether it names a body."""
        tokens = self.tokens
        last, side, body = head + 1, None, False
        words: list[str] = []
        here = last = self._past_joined(head + 1)
        sentence = tokens[head].sentence
        if here >= len(tokens) or tokens[here].sentence != sentence or not self._opens_complement(here, noun):
            return last, side, "", body
        sent, advising = noun in self.offices.classes["sent"], noun in self.offices.classes["advising"]
        sent_to = sent and tokens[here].text.lower() in ("to", "in")
        while here < len(tokens) and here - head < 16 and tokens[here].sentence == sentence and here not in self.people:
            token = tokens[here]
            word = token.text.lower()
            place = self.places.at(here)
            if place is not None:
                if not sent_to and side is None:
                    side = place.code
                words += [t.text.lower() for t in tokens[place.first : place.last]]
                here = last = place.last
                sent_to = False
                if place.kind != "demonym" and not self._body_follows(here):
                    break
                continue
            if self._name_begins(here, words):
                break
            if token.text in _MARKS and here - head < 5:
                last = here + 1 if tokens[here - 1].text[0].isupper() else last
                here += 1
                continue
            if word in _INSIDE or (word == "," and self._goes_on(here)):
                if word == "to" and not sent and not advising and "staff" not in words:
                    break
                if word == "to":
                    sent_to = sent
                elif word == "of":
                    sent_to = False
                if word == "and" and not self._goes_on(here):
                    break
            elif token.pos in ("NOUN", "PROPN", "ADJ") and (token.text[0].isupper() or not body):
                body = body or token.text[0].isupper()
                last = here + 1
            else:
                break
            words.append(word)
            here += 1
        return last, side, " ".join(words), body

    def _past_joined(self, here: int) -> int:
        """The end of what is joined to the head: "-elect", "designate", "-general", "-in-office", "-at-large"."""
        words = [t.text.lower() for t in self.tokens[here : here + 4]]
        joined = self.offices.classes["elect"] | {"general"}
        if words[:1] == ["-"] and joined & set(words[1:2]):
            return here + 2
        if words[:3] in (["-", "in", "-"], ["-", "at", "-"]):
            return here + len(words)
        return here + 1 if joined & set(words[:1]) else here

    def _up_to_name(self, last: int) -> tuple[int, str | None] | None:
        """Where a long title goes on to the name of its bearer, and the side named there.

        "Chairman of the Group for Relations with Peru in the Chilean Senate [X]".
        """
        tokens, here, side = self.tokens, last, None
        while here < len(tokens) and here - last < _LONGEST + 3 and tokens[here].sentence == tokens[last - 1].sentence:
            token = tokens[here]
            word = token.text.lower()
            if token.text in self.words.honorifics:
                return None
            if here in self.people:
                return (here, side) if here > last + 1 and tokens[here - 1].text[0].isupper() else None
            if word in self.offices.heads and tokens[here - 2].text.lower() != "of":
                return None
            if not (word in _LINKS or (token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ"))):
                return None
            place = self.places.at(here)
            if place is not None and side is None and tokens[here - 1].text.lower() != "with":
                side = place.code
            here += 1
        return None

    def _opens_complement(self, here: int, noun: str) -> bool:
        """Whether a preposition after the head belongs to the title: "of", "to", "for", else by what follows."""
        word = self.tokens[here].text.lower()
        following = self.tokens[here + 1] if here + 1 < len(self.tokens) else None
        if following is None:
            return False
        if word in ("in", "to"):
            sent = noun in self.offices.classes["sent"] | self.offices.classes["advising"] | {"counterpart"}
            called_in = "ministry" in [t.text for t in self.tokens[here : here + 4]]  # "summoned to the ministry"
            return sent and ((word == "to" and not called_in) or self.places.at(here + 1) is not None)
        if word in ("on", "at"):
            tall = following.text[0].isupper() or following.text in _MARKS
            return tall and noun not in ("president", "minister")
        if word == "for":
            return noun != "ambassador" or following.text[0].isupper() or following.text == "special"
        return word == "of"

    def _body_follows(self, here: int) -> bool:
        """After a place in a complement: "Ukraine 's Parliament", "EU Delegation", "Georgia for Integration"."""
        if here >= len(self.tokens):
            return False
        word = self.tokens[here].text.lower()
        after = self.places.at(here + 1) or self.places.at(here + 2)
        if word in ("to", "in") and after is not None:
            return True
        is_body = self.tokens[here].text[0].isupper() and word in self.words.never
        return is_body or word in ("'s", "’s", "for", "at", "delegation", "mission") or word in self.words.body_nouns

    def _name_begins(self, here: int, words: list[str]) -> bool:
        """A person's name that the tagger missed, right after the complement."""
        token = self.tokens[here]
        if token.text in self.words.gender or token.text in self.words.honorifics:
            return True
        if token.pos != "PROPN" or not words:
            return False
        return words == ["of", "state"] or (self.tokens[here - 1].text.lower() in ENDING and self._is_alien(token))

    def _is_alien(self, token: Token) -> bool:
        """A capitalised word that names no portfolio, office, body or place."""
        word = token.text.lower()
        known = self.modifiers | self.offices.heads.keys() | self.words.never | self.words.body_nouns
        return token.text.istitle() and token.text.isalpha() and word not in known and not self.places.at(token.index)

    def _goes_on(self, here: int) -> bool:
        """After "and" or a comma in a complement: a capitalised noun (a portfolio after a comma), no title or name."""
        after = here + 1
        comma = self.tokens[here].text == ","
        while after < len(self.tokens) and comma and self.tokens[after].text.lower() in ("and", "the"):
            after += 1
        if not comma and self._is_portfolio(after):
            return True
        if comma and (
            after >= len(self.tokens) or self.tokens[after].text.lower() not in self.offices.classes["portfolios"]
        ):
            return False
        if after >= len(self.tokens) or after in self.people:
            return False
        if any(t.text.lower() in self.offices.heads for t in self.tokens[after : after + 3]):
            return False
        token = self.tokens[after]
        return (
            token.text[0].isupper()
            and token.pos in ("PROPN", "NOUN", "ADJ")
            and token.text.lower() not in self.offices.heads
        )

    def _is_portfolio(self, first: int) -> bool:
        """ "Legal and international affairs": what follows "and" is a portfolio in small letters."""
        words = [t.text.lower() for t in self.tokens[first : first + 3]]
        near = [w in self.offices.classes["portfolios"] and w not in self.offices.heads for w in words]
        return any(near[:2]) and not any(w in self.offices.heads for w in words) and first not in self.people
