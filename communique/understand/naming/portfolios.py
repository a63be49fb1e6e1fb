"""What stands behind the head noun of a title: "[Minister] of Foreign Affairs", "[Chairman] of the Senate of Chile"."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.language import Analysis, Token
from communique.understand.naming.places import Place, Places

LONGEST = 9
"""Tokens of a title on either side of its head noun."""
_INSIDE = frozenset(
    {
        "of",
        "for",
        "to",
        "at",
        "on",
        "the",
        "and",
        "&",
        "'s",
        "’s",
        "'",
        "’",
        "-",
        "in",
        "its",
        "their",
        "his",
        "her",
        "our",
    }
) | {"both", "two", "three", "all", "these"}
# a portfolio's last word, a name may follow: "Minister of Foreign Affairs Choe Hui"
ENDING = frozenset({"affairs", "defense", "defence", "economy", "finance", "agriculture", "education", "justice"})
_MARKS = frozenset('"“”«»')  # around the name of a company
_LINKS = frozenset({"in", "at", "of", "for", "with", "the", "on", "and"})


def begins_phrase(tokens: tuple[Token, ...], here: int) -> bool:
    """Whether a capitalised word hangs on a later one while the phrase before it is closed.

    "Minister of National Economy | Aigerim Zhaksybek": "Economy" is what "of" governs, the name stands beside it.
    """
    if not 0 < here < len(tokens) - 1:
        return False
    before, token = tokens[here - 1], tokens[here]
    closed = before.dep == "pobj" and before.head < before.index and before.text.istitle() and before.text.isalpha()
    return closed and token.pos == "PROPN" and token.dep == "compound" and token.head == here + 1


class PortfolioReader:
    """Reads on behind the head nouns of one article; `people` are the tokens of persons' names."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, places: Places, people: frozenset[int]) -> None:
        self.tokens, self.places, self.people = analysis.tokens, places, people
        self.offices, self.words = lexicon.offices, lexicon.people
        self.modifiers = lexicon.offices.classes["portfolios"] | lexicon.offices.classes["qualifiers"]

    def read(self, head: int, noun: str) -> tuple[int, str | None, str, bool]:
        """End of the title, the side named there, the complement's words, whether it names a body."""
        tokens = self.tokens
        last, side, body = head + 1, None, False
        words: list[str] = []
        here = last = self._past_joined(head + 1)
        sentence = tokens[head].sentence
        if noun in self.offices.classes["counterparts"] and (origin := self._origin(here)) is not None:
            return origin.last, origin.code, "", False
        if here >= len(tokens) or tokens[here].sentence != sentence or not self._opens_complement(here, noun):
            return last, side, "", body
        sent, advising = noun in self.offices.classes["sent"], noun in self.offices.classes["advising"]
        sent_to = sent and tokens[here].lower in ("to", "in")
        while here < len(tokens) and here - head < 16 and tokens[here].sentence == sentence and here not in self.people:
            token = tokens[here]
            word = token.lower
            place = self.places.at(here)
            if place is not None:
                if not sent_to and side is None:
                    side = place.code
                words += [t.lower for t in tokens[place.first : place.last]]
                here = last = place.last
                sent_to = False
                if place.kind != "demonym" and not self._body_follows(here):
                    break
                continue
            if self._name_begins(here, words) or self._another_holds(here):
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
                elif word == "in" and not self.offices.classes["missions"].isdisjoint(words):
                    sent_to = True  # "Deputy Head of Mission in Oslo"
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

    def _origin(self, here: int) -> Place | None:
        """ "Her counterpart [from Chile]", "his opposite number [in the Netherlands]": whose official it is."""
        words = [t.lower for t in self.tokens[here : here + 2]]
        if words[:1] not in (["from"], ["in"], ["of"]):
            return None
        place = self.places.at(here + 1 + (words[1:] == ["the"]))
        return place if place is not None and place.kind in ("name", "igo") else None

    def _past_joined(self, here: int) -> int:
        """The end of what is joined to the head: "-elect", "designate", "-general", "-in-office", "-at-large"."""
        styles = self.offices.classes["styles"]
        while here < len(self.tokens) and self.tokens[here].lower in styles:
            goes_on = [t.lower for t in self.tokens[here + 1 : here + 3]]
            here += 2 if goes_on[:1] == ["and"] and set(goes_on[1:]) & styles else 1
        words = [t.lower for t in self.tokens[here : here + 4]]
        joined = self.offices.classes["elect"] | {"general"}
        if words[:1] == ["-"] and joined & set(words[1:2]):
            return here + 2
        if words[:3] in (["-", "in", "-"], ["-", "at", "-"]):
            return here + len(words)
        return here + 1 if joined & set(words[:1]) else here

    def up_to_name(self, last: int) -> tuple[int, str | None] | None:
        """Where a long title goes on to the name of its bearer, and the side named there.

        "Chairman of the Group for Relations with Peru in the Chilean Senate [X]".
        """
        tokens, here, side = self.tokens, last, None
        while here < len(tokens) and here - last < LONGEST + 3 and tokens[here].sentence == tokens[last - 1].sentence:
            token = tokens[here]
            word = token.lower
            if token.text in self.words.honorifics:
                return None
            if here in self.people:
                return (here, side) if here > last + 1 and tokens[here - 1].text[0].isupper() else None
            if word in self.offices.heads and tokens[here - 2].lower != "of":
                return None
            if not (word in _LINKS or (token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ"))):
                return None
            place = self.places.at(here)
            if place is not None and side is None and tokens[here - 1].lower != "with":
                side = place.code
            here += 1
        return None

    def _opens_complement(self, here: int, noun: str) -> bool:
        """Whether a preposition after the head belongs to the title: "of", "to", "for", else by what follows."""
        word = self.tokens[here].lower
        following = self.tokens[here + 1] if here + 1 < len(self.tokens) else None
        if following is None:
            return False
        if word in ("in", "to"):
            sent = noun in self.offices.classes["sent"] | self.offices.classes["advising"] | {"counterpart"}
            called_in = "ministry" in [t.text for t in self.tokens[here : here + 4]]  # "summoned to the ministry"
            return sent and ((word == "to" and not called_in) or self.places.at(here + 1) is not None)
        if word in ("on", "at"):
            if following.text == "the" and here + 2 < len(self.tokens):
                following = self.tokens[here + 2]
            tall = following.text[0].isupper() or following.text in _MARKS
            return tall and noun not in ("president", "minister")
        if word == "for":
            if noun == "secretary" and self._of_small_things(here):
                return False
            return noun != "ambassador" or following.text[0].isupper() or following.text == "special"
        if self.offices.heads.get(noun) == "monarch":
            return word == "of" and (following.text[0].isupper() or following.text == "the")
        return word == "of"

    def _of_small_things(self, here: int) -> bool:
        """ "Thanked the Secretary for the swift help": no portfolio, neither capitalised nor known."""
        near = self.tokens[here + 1 : here + 5]
        return not any(t.text[0].isupper() or t.lower in self.offices.classes["portfolios"] for t in near)

    def _body_follows(self, here: int) -> bool:
        """After a place in a complement: "Ukraine 's Parliament", "EU Delegation", "Georgia for Integration"."""
        if here >= len(self.tokens):
            return False
        word = self.tokens[here].lower
        after = self.places.at(here + 1) or self.places.at(here + 2)
        if word in ("to", "in") and after is not None:
            return True
        is_body = self.tokens[here].text[0].isupper() and word in self.words.never
        return (
            is_body
            or word in ("'s", "’s", "'", "’", "for", "at", "delegation", "mission")
            or word in self.words.body_nouns
        )

    def _another_holds(self, here: int) -> bool:
        """ "Spokesman for | President X", "adviser to | Prime Minister X": an office of its own, whose bearer follows;
        not "adviser to the President X"."""
        if self.tokens[here - 1].lower not in ("for", "to", "of"):
            return False
        head = here
        while head < len(self.tokens) and head - here < 4 and self.tokens[head].lower in self.modifiers:
            head += 1
        word = self.tokens[head].lower if head + 1 < len(self.tokens) else ""
        ranked = word in self.offices.classes["ranks"] or word.title() in self.words.classes["given_styles"]
        return word in self.offices.heads and not ranked and head + 1 in self.people

    def _name_begins(self, here: int, words: list[str]) -> bool:
        """A person's name that the tagger missed, right after the complement."""
        token = self.tokens[here]
        if token.text in self.words.gender or token.text in self.words.honorifics:
            return True
        if token.text.istitle() and token.lower in self.offices.classes["ranks"] and here + 1 < len(self.tokens):
            return here + 1 in self.people or self._is_alien(self.tokens[here + 1])
        if token.pos != "PROPN" or not words:
            return False
        ends = self.tokens[here - 1].lower in ENDING or begins_phrase(self.tokens, here)
        return words == ["of", "state"] or (ends and self._is_alien(token))

    def _is_alien(self, token: Token) -> bool:
        """A capitalised word that names no portfolio, office, body or place."""
        word = token.lower
        if not token.text.istitle() or not token.text.isalpha() or self.places.at(token.index) is not None:
            return False
        known = (self.modifiers, self.offices.heads, self.words.never, self.words.body_nouns)
        return not any(word in words for words in known)

    def _goes_on(self, here: int) -> bool:
        """After "and" or a comma in a complement: a capitalised noun (a portfolio after a comma), no title or name."""
        after = here + 1
        comma = self.tokens[here].text == ","
        while after < len(self.tokens) and comma and self.tokens[after].lower in ("and", "the"):
            after += 1
        if not comma and self._is_portfolio(after):
            return True
        if comma and (after >= len(self.tokens) or self.tokens[after].lower not in self.offices.classes["portfolios"]):
            return False
        if after >= len(self.tokens) or after in self.people:
            return False
        if any(t.lower in self.offices.heads for t in self.tokens[after : after + 3]):
            return False
        token = self.tokens[after]
        return (
            token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ") and token.lower not in self.offices.heads
        )

    def _is_portfolio(self, first: int) -> bool:
        """ "Legal and international affairs": what follows "and" is a portfolio in small letters."""
        words = [t.lower for t in self.tokens[first : first + 3]]
        near = [w in self.offices.classes["portfolios"] and w not in self.offices.heads for w in words]
        return any(near[:2]) and not any(w in self.offices.heads for w in words) and first not in self.people
