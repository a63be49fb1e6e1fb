"""What of a span of tokens is a person's name: no office, honorific, body or sign at its ends; where a body's ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.lexicon.people import People, fold_name
from communique.record.language import Analysis, Token
from communique.understand.naming.broken_names import whole_end, whole_start
from communique.understand.naming.places import Places

_MISSIONS = frozenset({"embassy", "consulate", "commission"})


@dataclass(frozen=True)
class NameSpan:
    """Tokens [first, last) of a person's name, honorifics and titles left out.

    `gender` comes from an honorific, else None; `tagged`: the tagger took it for a person.
    """

    first: int
    last: int
    words: tuple[str, ...]
    gender: str | None = None
    tagged: bool = False
    titled: bool = False

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(fold_name(w) for w in self.words)


class Trimmer:
    """Trims spans of one article; `titles`: words of offices, which no name holds."""

    def __init__(self, analysis: Analysis, people: People, places: Places, titles: frozenset[str]) -> None:
        self.analysis, self.tokens, self.people, self.places = analysis, analysis.tokens, people, places
        self._titles = titles

    def trim(self, first: int, last: int, *, tagged: bool = False, repeated: bool = False) -> NameSpan | None:
        """The name inside [first, last), or None when nothing nameable is left; `repeated`: named in full elsewhere."""
        tokens, gender = self.tokens, None
        first = self._past_body(first, last)
        sentence, opens = tokens[first].sentence, first
        behind = self.people.classes["behind_honorifics"]
        while first < last:
            token = tokens[first]
            if self._is_given(first, last):
                break
            if token.text in self.people.honorifics and last - first > 1:
                gender = self.people.honorifics[token.text] or gender
            elif token.text in behind and last - first > 1 and first > opens:
                pass  # "Dato Awang [Haji] Juanda"; "Haji Rahim" is so called
            elif not self._strange(token):
                break
            first += 1
        end = first
        while end < last and self._belongs(end, first) and (tokens[end].sentence == sentence or self._at_initial(end)):
            end += 1
        while end > first and (tokens[end - 1].lower in self.people.particles or not tokens[end - 1].text[0].isalpha()):
            end -= 1
        end = self._suffix(first, whole_end(tokens, self.people.classes["compounds"], first, end))
        if end <= first:
            return None
        first = whole_start(tokens, self.places, first, end)
        text = self.analysis.words(first, end)
        for possessive in ("'s", "’s", "’", "'"):
            text = text.removesuffix(possessive)
        words = tuple(text.split())
        if len(words) == 1 and not repeated and f"{words[0]}." in self.people.honorifics:
            return None  # "spokesman Col.", cut off before the name
        if first > 0 and tokens[first - 1].lower in self.people.classes["named_after"]:
            return None
        if len(words) > 1 and self._is_memorial(first, end):
            return None
        if gender is None and first > 0:
            gender = self.people.honorifics.get(tokens[first - 1].text)
        if not words or not self._nameable(words, sure=len(words) == 1 and (repeated or gender is not None)):
            return None
        return NameSpan(first, end, words, gender, tagged)

    def _at_initial(self, token: int) -> bool:
        """ "Amadou | A Diallo": an initial without its point, or what follows it, begins no sentence."""
        pair = (self.tokens[token], self.tokens[token - 1])
        return token > 0 and any(len(t.text) == 1 and t.text.isupper() for t in pair) and pair[1].text[-1].isalpha()

    def _is_memorial(self, first: int, last: int) -> bool:
        """ "The Ann Lee [airport]", "Ann Lee International [Airport]"; an office in front makes it hers again."""
        behind = [t.lower for t in self.tokens[last : last + 2]]
        noun = behind[1:] if behind[:1] == ["international"] else behind[:1]
        titled = first > 0 and self.tokens[first - 1].lower in self._titles
        return not titled and not self.people.classes["memorials"].isdisjoint(noun)

    def _is_given(self, first: int, last: int) -> bool:
        """ "Minister of State | Sultan Al Ketbi": behind an office, a style that is a first name, too."""
        before = self.tokens[first - 1].lower if first else ""
        return (
            self.tokens[first].text in self.people.classes["given_styles"]
            and last - first > 1
            and before in self._titles
        )

    def _past_body(self, first: int, last: int) -> int:
        """ "of Alstom Henri Martin", "the State [Duma Pyotr Ivanov]" tagged as one name: begins at the first name."""
        if last - first > 2 and self.tokens[first].lower in self.people.body_nouns:
            return first + 1
        if first == 0 or self.tokens[first - 1].lower not in ("of", "at", "the"):
            return first
        for here in range(first + 1, last - 1):
            if self.tokens[here].text in self.people.gender and self.tokens[first].text not in self.people.gender:
                return here
        return first

    def _strange(self, token: Token) -> bool:
        """A word at the left end of the tagger's person that is no part of the name."""
        place = self.places.at(token.index)
        if place is not None:
            return True
        if token.lower in self.people.weekdays or token.text == "THE":
            return True
        return token.lower in self._titles or not token.text[0].isalpha() or token.pos in ("DET", "ADP", "CCONJ")

    def _nameable(self, words: tuple[str, ...], *, sure: bool) -> bool:
        """Whether words can be a name; `sure`: one that is like a common noun is one here ("Mr Park")."""
        if not words[0][0].isupper() and words[0].lower() not in self.people.particles:
            return False
        if (
            " ".join(words) in self.people.known_bodies
            or words[0] in self.people.suffixes
            or not any(w[0].isupper() for w in words)
        ):
            return False
        if len(words) > 1 and words[0].lower() in self.people.never_first:
            return False
        if words[-1] in self.people.classes["never_last"] or (
            len(words) == 1 and not sure and self._is_honour(words[0])
        ):
            return False
        if not sure and {w.lower() for w in words[1:] or words} & self.people.never:
            return False
        return len(words) > 1 or len(words[0]) > 1

    def _is_honour(self, word: str) -> bool:
        """ "Seri", "Col." cut off before the name; "Rashid Major", "Don" stay names."""
        return word in self.people.honorifics and self.people.honorifics[word] is None

    def _belongs(self, here: int, first: int) -> bool:
        token = self.tokens[here]
        if token.text in ("'s", "’s", "'", "’") or (token.text[0] in ',()[]"“”:;–—' and len(token.text) == 1):
            return False
        word = token.lower
        if here > first and token.text in self.people.classes["post_nominals"]:
            return False
        if word in self._titles and here > first and word in ("president", "minister", "secretary", "ambassador"):
            return False
        if token.text[0].isupper() or word in self.people.particles:
            return True
        return here > first and self.tokens[here - 1].text in ("-", "‑") and token.text[0].isalpha()

    def _suffix(self, first: int, end: int) -> int:
        """The end moved over ", Jr."."""
        tokens = self.tokens
        if end <= first:
            return end
        if tokens[end - 1].text in self.people.suffixes and end + 1 < len(tokens) and tokens[end].text == ".":
            return end + 1 if tokens[end + 1].text == "," else end
        if end < len(tokens) and tokens[end].text in self.people.suffixes:
            return end + 1
        if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].text in self.people.suffixes:
            return end + 2
        return end


def with_seat(tokens: Sequence[Token], first: int, last: int) -> int:
    """The end of "Assistance Mission | in Chad (AMC)": the letters in brackets stand for the place, too."""
    if last + 1 >= len(tokens) or tokens[last].lower not in ("in", "for", "on", "to"):
        return last
    end = last + 1
    while end < len(tokens) and tokens[end].pos in ("PROPN", "ADJ") and tokens[end].text[0].isupper():
        end += 1
    if end == last + 1 or end + 1 >= len(tokens) or tokens[end].text != "(" or not tokens[end + 1].text.isupper():
        return last
    shown = iter(tokens[end + 1].text)
    initials = [t.text[0] for t in tokens[first:end] if t.text[0].isupper()]
    return end if len(initials) > 2 and all(letter in shown for letter in initials) else last


def behind_state(analysis: Analysis, places: Places, first: int, last: int, people: People) -> int:
    """ "U.S. | State Department": a body that needs no state before its name begins behind it."""
    place = places.at(first)
    rest = place.last if place is not None and place.first == first else last
    return rest if rest < last and analysis.words(rest, last) in people.known_bodies else first


def ends_with(name: str, word: str) -> bool:
    """Whether the head of a body's name is the word: "Polish Foreign Ministry", "Ministry of Finance"."""
    words = name.lower().split(" of ")[0].split()
    return words[-1] == word and len(name.split()) > 1


def seat_behind(tokens: Sequence[Token], last: int) -> int | None:
    """Where "the Chilean Embassy [in Oslo]" ends, whose name ends before `last`; None where it names no town."""
    end = last + 1
    if tokens[last - 1].lower not in _MISSIONS or last + 1 >= len(tokens) or tokens[last].text != "in":
        return None
    while end < len(tokens) and tokens[end].pos == "PROPN":
        end += 1
    return end if end > last + 1 else None


def of_behind(analysis: Analysis, places: Places, head: int, telling: frozenset[str]) -> int | None:
    """The "of" that goes with a noun: "members [of] the union"; not that of what somebody is told ("accused officials
    of bribery"), unless it names a body or a state."""
    token, tokens = analysis.tokens[head], analysis.tokens
    of = next((k for k in analysis.children(head, "prep") if k == head + 1 and tokens[k].lower == "of"), None)
    if of is None or token.dep != "dobj" or tokens[token.head].lemma.lower() not in telling:
        return of
    named = any(tokens[k].pos == "PROPN" or places.at(k) is not None for k in analysis.children(of, "pobj"))
    return of if named or analysis.children(token.head, "ccomp") else None
