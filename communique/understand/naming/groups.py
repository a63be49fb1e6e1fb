"""Bodies, organisations and groups: everybody who acts and is neither a person nor a state."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.lexicon.load import Lexicon
from communique.record.finding import ActorKind, MentionKind
from communique.record.language import Analysis, Entity
from communique.understand.naming.broken_names import missed_names, publishes
from communique.understand.naming.places import Places, is_of_heads, is_of_the_article, reported, summoning, towns
from communique.understand.naming.sides import NearestState
from communique.understand.naming.trimming import behind_state, ends_with, of_behind, seat_behind, with_seat

_LABELS = frozenset({"ORG", "NORP", "FAC"})
_ROLES = frozenset({"nsubj", "nsubjpass", "agent", "dobj", "dative", "pobj", "conj", "poss", "attr", "appos", "ROOT"})
_STATE_PREPOSITIONS = frozenset({"of", "from", "in", "at"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_TELLING = frozenset({"say", "tell", "state", "announce", "add", "report", "confirm", "note", "write"})
_PASSING = frozenset({"meet", "gather", "convene", "assemble", "visit", "arrive", "speak", "hold", "detain", "arrest"})
_OF_WORDS = 6


@dataclass(eq=False, slots=True)
class Body:
    """A body, organisation or group being gathered. `plural`: named by a plural noun ("officials")."""

    kind: ActorKind
    name: str
    state: str | None = None
    code: str | None = None
    aliases: set[str] = field(default_factory=set)
    spots: list[tuple[int, int, MentionKind]] = field(default_factory=list)
    plural: bool = False


def find_bodies(
    analysis: Analysis, lexicon: Lexicon, places: Places, taken: set[int], nearest: NearestState, home: str | None
) -> list[Body]:
    """Named bodies and organisations, then common nouns that act as a body or a group; `taken` tokens name others."""
    finder = _BodyFinder(analysis, lexicon, places, taken, nearest, home)
    for entity in analysis.entities:
        if entity.label in _LABELS and not any(t in taken for t in range(entity.first, entity.last)):
            finder.take_entity(entity)
    finder.take_known()
    finder.take_speakers(lexicon.speech.clause)
    finder.take_initials()
    for token in analysis.tokens:
        if token.index not in finder.used and token.pos in ("NOUN", "PROPN", "ADJ"):
            finder.take_noun(token.index)
    return list(finder.found.values())


class _BodyFinder:
    """Collects the bodies of one article; `used` are the tokens that stand in a name already."""

    def __init__(
        self,
        analysis: Analysis,
        lexicon: Lexicon,
        places: Places,
        taken: set[int],
        nearest: NearestState,
        home: str | None,
    ) -> None:
        self.analysis, self.tokens, self.places = analysis, analysis.tokens, places
        self.words, self.names = lexicon.people, lexicon.states.titles
        self.posts, self.holders = lexicon.offices.heads, lexicon.offices.classes["holders"]
        self.nearest, self.home = nearest, home
        self.found: dict[tuple[str, str | None], Body] = {}
        self.short: dict[str, Body] = {}
        self.initials: dict[str, Body | None] = {}
        self.starts: dict[int, Body] = {}
        self.used = set(taken)
        self._towns = towns(analysis.text)
        self._known_first: dict[str, list[str]] = {}
        for name in lexicon.people.known_bodies:
            self._known_first.setdefault(name.split()[0], []).append(name)

    def take_entity(self, entity: Entity) -> None:
        """An organisation that the tagger names; states and their peoples are none."""
        first, last = entity.first, entity.last
        while first < last and (
            self.tokens[first].pos in ("DET", "PUNCT", "ADV") or self.tokens[first].lower in ("the", "a")
        ):
            first += 1  # "[Later] Northmoor said"
        while last > first and (
            self.tokens[last - 1].text in _POSSESSIVES or not self.tokens[last - 1].text[-1].isalnum()
        ):
            last -= 1
        if first >= last or entity.label == "NORP" or not any(t.text[0].isupper() for t in self.tokens[first:last]):
            return
        first, of = self._past_description(self._with_holder(first), last)
        hits = [h for i in range(first, last) if (h := self.places.at(i))]
        if {i for h in hits for i in range(h.first, h.last)} >= set(range(first, last)):
            return
        if self.analysis.words(first, last) in self._towns:
            return
        if self.tokens[last - 1].lower in self.posts and all(self.places.at(i) for i in range(first, last - 1)):
            return  # "the EU Ambassador": an office
        if entity.label == "FAC" and self.analysis.words(first, last) not in self.words.known_bodies:
            return
        named = [h.code for h in hits if h.kind in ("name", "demonym")]
        self._take_name(first, last, named[0] if named else of)

    def _with_holder(self, first: int) -> int:
        """ "The Prime Minister's Media Office": a body's name begins with the office that it belongs to."""
        if first < 2 or self.tokens[first - 1].text not in _POSSESSIVES:
            return first
        if self.tokens[first - 2].text not in self.holders:
            return first
        first -= 2
        while first > 0 and self.tokens[first - 1].pos == "PROPN" and self.places.at(first - 1) is None:
            first -= 1
        return first

    def _past_description(self, first: int, last: int) -> tuple[int, str | None]:
        """ "Georgian company Kolkhi Lines": the name begins after the lower-case noun; the demonym gives the state."""
        for here in range(last - 2, first, -1):
            if (
                self.tokens[here].pos == "NOUN"
                and self.tokens[here].text.islower()
                and self.tokens[here + 1].text[0].isupper()
            ):
                place = self.places.at(first)
                return here + 1, place.code if place is not None and place.kind == "demonym" else None
        return first, None

    def take_speakers(self, telling: frozenset[str]) -> None:
        """Names that speak and that nobody else claims: "KTZ said", "the Houthis said"."""
        common = self.words.group_nouns | self.words.single_nouns | self.words.body_nouns | self.posts.keys()
        deeds = self.words.classes["deeds"] | self.words.classes["judging"] | telling
        for first, last, many in missed_names(self.analysis, self.used, self.places, common, deeds):
            if many:
                self._take_people(last - 1, None)
            else:
                self._take_name(first, last, None)

    def take_initials(self) -> None:
        """ "RUF" wherever it stands, once the Revolutionary United Front is named."""
        letters = {name for name in (*self.short, *self.initials) if self._called(name)}
        for token in self.tokens if letters else ():
            if token.text in letters and token.index not in self.used and self.places.at(token.index) is None:
                self._take_name(token.index, token.index + 1, None)

    def take_known(self) -> None:
        """Names that stand for a government body whatever the tagger says, unless they are a place there."""
        text = self.analysis.text
        for token in self.tokens:
            if token.index in self.used or token.text not in self._known_first:
                continue
            for name in self._known_first[token.text]:
                end = token.start + len(name)
                if text.startswith(name, token.start) and not text[end : end + 1].isalnum():
                    if token.dep != "pobj" or self.tokens[token.head].lower not in ("in", "at", "near"):
                        self._take_name(token.index, self.analysis.tokens_in(token.start, end).stop, None)
                    break

    def _take_name(self, first: int, last: int, state: str | None) -> None:
        last = with_seat(self.tokens, first, last)
        first = behind_state(self.analysis, self.places, first, last, self.words)
        name = self.analysis.words(first, last)
        words = {t.lower for t in self.tokens[first:last]}
        told = self.words.known_bodies.get(name)
        known = told if told is not None and is_of_the_article(name, told, self.words, self.places) else None
        government = told is not None or bool(self.words.government_nouns & words)
        head = self.analysis.top(first, last)
        hits = [h for i in range(first, last) if (h := self.places.at(i)) is not None]
        if not government and any(h.kind == "igo" for h in hits):
            state = None  # "United Nations Mission in Chad" is not Chad's
        elif known is None and state is None and not words & self.words.classes["worldwide"]:
            states = self._states(head)
            state = states[0] if len(states) == 1 else self._own(head) if government else None
        body = self._called(name)
        if body is None:
            kind: ActorKind = "government" if government else "organisation"
            state = known or state
            body = self.found.setdefault((name, state if government else None), Body(kind, name, state))
            self._keep_initials(body)
        elif name != body.name:
            body.aliases.add(name)
        if (owner := self._owner_before(first)) is not None:
            body.aliases.add(self.analysis.words(owner, last))
        if (seat := seat_behind(self.tokens, last)) is not None:
            body.aliases.add(self.analysis.words(first, seat))
        body.spots.append((first, last, "name"))
        self.starts[first] = body
        self.used.update(range(first, last))
        self._take_short(body, last)

    def _owner_before(self, first: int) -> int | None:
        """Where a body's name begins with the state whose it is: "Chile's | Ministry of Mines"."""
        if first < 2 or self.tokens[first - 1].text not in _POSSESSIVES:
            return None
        place = self.places.ending(first - 1)
        return place.first if place is not None else None

    def _keep_initials(self, body: Body) -> None:
        """Three capitals or more may stand for the name later on, unless they name a post ("CEO"), a body that is known
        by them, or two bodies of the article."""
        letters = "".join(word[0] for word in body.name.split() if word[0].isupper())
        if letters in self.words.classes["initials"]:
            return
        if len(letters) > 2 and letters.lower() not in self.posts and letters not in self.words.known_bodies:
            self.initials[letters] = body if self.initials.get(letters, body) is body else None

    def _called(self, name: str) -> Body | None:
        """The body that the article calls so in brackets, else by its initials."""
        return self.short.get(name) or self.initials.get(name)

    def _take_short(self, body: Body, last: int) -> None:
        """ "Revolutionary United Front (RUF)": later "RUF" is the same body."""
        piece = self.tokens[last : last + 3]
        if len(piece) == 3 and piece[0].text == "(" and piece[2].text == ")" and piece[1].text.isupper():
            self.short[piece[1].text] = body
            body.aliases.add(piece[1].text)

    def take_noun(self, head: int) -> None:
        """A common noun for people or a body, with the states that its phrase names: one actor for each."""
        token = self.tokens[head]
        word = token.lower
        place = self.places.at(head)
        if place is not None:
            if (
                place.kind == "demonym"
                and token.dep in _ROLES
                and token.tag in ("NNS", "NNPS", "NN", "NNP")
                and word.endswith("s")
            ):
                self._take_people(head, place.code)
            return
        if word in self.words.company_nouns:
            self._take_after(head)
        published = publishes(self.analysis, self.places, head, self.words.classes) and self._speaks(head, head + 1)
        group = word in self.words.group_nouns or published
        government = word in self.words.government_nouns
        known = group or government or word in self.words.body_nouns or word in self.words.single_nouns
        if (not known and head + 1 not in self.starts) or is_of_heads(self.analysis, head):
            return
        states = self._counterpart(head) if word in self.words.relational_nouns else self._states(head)
        if token.pos == "ADJ" or token.dep not in _ROLES or (not states and not group and token.dep == "ROOT"):
            return
        named = self.starts.get(head + 1)
        if named is not None and not group:
            self._describe(named, head, states)
            return
        if government and not states and (own := self._own(head)):
            states = [own]
        self._take_phrase(head, states, "government" if government else "group", group)

    def _counterpart(self, head: int) -> list[str]:
        """ "Her French counterpart" is of France; "Belarus's allies" are not Belarus."""
        if self.tokens[head].lemma.lower() != "counterpart":
            return []
        places = (self.places.at(i) for i in self.analysis.children(head, "amod", "compound", "nmod"))
        return list(dict.fromkeys(p.code for p in places if p is not None and p.kind == "demonym"))

    def _take_after(self, head: int) -> None:
        """ "grid operator Transelectrica": the capitalised words after a word for a company are its name."""
        last = head + 1
        while last < len(self.tokens) and self.tokens[last].pos == "PROPN" and last not in self.used:
            if self.places.at(last) is not None or self.tokens[last].sentence != self.tokens[head].sentence:
                break
            last += 1
        if last > head + 1:
            self._take_name(head + 1, last, None)

    def _describe(self, body: Body, head: int, states: list[str]) -> None:
        """ "The Uzbek weather service Uzhydromet": the description and the name are one."""
        body.state = body.state or (states[0] if len(states) == 1 else None)
        body.spots.append(
            (self._extent(head)[0], max(last for first, last, _ in body.spots if first == head + 1), "name")
        )
        self.used.add(head)

    def _take_people(self, head: int, code: str | None) -> None:
        """ "Palestinians", "thousands of Nigerians": people of a state; "the Houthis": of none."""
        name = self.tokens[head].text
        body = self.found.setdefault((name.lower(), code), Body("group", name, code, plural=True))
        body.spots.append((head, head + 1, "name"))
        self.used.add(head)

    def _take_phrase(self, head: int, states: list[str], kind: ActorKind, plural: bool) -> None:
        first, last = self._extent(head)
        pair = plural and len(states) != 1 and self.tokens[head].lower in self.words.pair_nouns
        if pair and self._is_pair(head, first):
            self._take_pair(head, first, last)
            return
        whole = min([first, *self.analysis.children(head, "det", "nummod", "predet")])
        owned = first
        while first < head and (
            self.tokens[first].lower in self.words.classes["counting"]
            or self.tokens[first].pos in ("NUM", "PUNCT", "CCONJ")
            or self.tokens[first].lower in self.words.classes["owning"]
        ):
            first += 1
        if first == head and not plural and (known := self._named_before(head)) is not None:
            known.spots.append((head, last, "name"))
            self.used.add(head)
            return
        name = self.analysis.words(first, last)
        for state in (*states,) or (None,):
            label = name if len(states) < 2 else f"{self.names.get(state or '', '')} {self.tokens[head].lower}"
            body = self.found.setdefault((label.lower(), state), Body(kind, label, state, plural=plural))
            body.spots.append((first, last, "name"))
            bare = {i + 1 for i in range(first, head) if self.tokens[i].text in _POSSESSIVES}  # "Peru's | ministry"
            bare |= {owned} if self.tokens[owned].lower in self.words.classes["owning"] else set()
            body.aliases |= {self.analysis.words(i, last) for i in bare}
            if kind == "group" and whole < first:
                body.aliases.add(self.analysis.words(whole, last))
                if self.tokens[whole].pos == "DET" and whole + 1 < first:
                    body.aliases.add(self.analysis.words(whole + 1, last))
        self.used.add(head)

    def _named_before(self, head: int) -> Body | None:
        """ "The ministry", "the embassy": the body with a longer name of that kind that was named last."""
        word = self.tokens[head].lower
        if word not in self.words.body_nouns or not any(
            self.tokens[i].lower in ("the", "this") for i in self.analysis.children(head, "det")
        ):
            return None
        fits = [
            (max(spot[0] for spot in body.spots if spot[0] < head), body)
            for body in self.found.values()
            if body.kind != "group" and ends_with(body.name, word) and any(s[0] < head for s in body.spots)
        ]
        speaks = [
            fit for fit in fits if any(self._speaks(first, last) for first, last, _ in fit[1].spots if first < head)
        ]
        if speaks and self._speaks(head, head + 1):
            fits = speaks
        return max(fits, key=lambda fit: fit[0])[1] if fits else None

    def _speaks(self, first: int, last: int) -> bool:
        """ "The Foreign Ministry said": a body that tells, not one that something is told of."""
        token = self.tokens[self.analysis.top(first, last)]
        return token.dep == "nsubj" and self.tokens[token.head].lemma.lower() in _TELLING

    def _is_pair(self, head: int, first: int) -> bool:
        """ "The two leaders", "Presidents of X and Y", "both sides": no word before but counts and articles."""
        counting = self.words.classes["counting"]
        return all(t.lower in counting or t.pos in ("NUM", "DET") for t in self.tokens[first:head])

    def _take_pair(self, head: int, first: int, last: int) -> None:
        """All wordings for the two who meet are one group."""
        first = min([first, *self.analysis.children(head, "det", "nummod", "predet")])
        name = self.analysis.words(first, last)
        bare = self.analysis.words(head, last)
        body = self.found.setdefault(("*pair*", None), Body("group", bare, plural=True))
        body.spots.append((first, last, "name"))
        body.aliases |= {name, bare} - {body.name}
        self.used.add(head)

    def _own(self, head: int) -> str | None:
        """The state of "the government", "the ministry" without a country: the publisher's, else the nearest."""
        if not any(self.tokens[i].lower == "the" for i in self.analysis.children(head, "det")):
            return None
        there = summoning(self.analysis, self.places, head)
        if there is not None:
            return there[0]
        return self.home or reported(self.analysis, self.places, head) or self.nearest.before(head)

    def _extent(self, head: int) -> tuple[int, int]:
        """The noun phrase without relative clauses and long tails: left modifiers, head, one "of" phrase."""
        first, last = head, head + 1
        for child in self.analysis.children(head, "amod", "compound", "nmod", "poss", "nummod"):
            if child < head:
                first = min(first, self.analysis.edges(child)[0])
        of = of_behind(self.analysis, self.places, head, self.words.classes["telling_of"])
        if of is not None and self.analysis.edges(of)[1] - head <= _OF_WORDS:
            last = self.analysis.edges(of)[1] + 1
        return first, last

    def _states(self, head: int) -> list[str]:
        """Codes of the states that modify a noun: demonyms, possessors, "of X", "in X", "based in X"; each once."""
        lands = self.tokens[head].lower in ("countries", "nations")  # "met with the two countries in Oslo"
        codes: list[str] = []
        stack = list(self.analysis.children(head, "amod", "compound", "nmod", "poss"))
        tails = list(self.analysis.children(head, "prep"))
        for clause in self.analysis.children(head, "acl"):
            if self.tokens[clause].lemma.lower() in _PASSING:  # "leaders meeting in Lima" are not Peru's
                continue
            tails += self.analysis.children(clause, "prep")
        for prep in tails:
            where = lands and self.tokens[prep].lower in ("in", "at")
            if not where and self.tokens[prep].lower in _STATE_PREPOSITIONS and (prep > head or not stack):
                stack += self.analysis.children(prep, "pobj")
        while stack:
            token = stack.pop(0)
            place = self.places.at(token)
            if place is not None and place.code not in codes and place.kind not in ("igo", "igo_body"):
                where = self.tokens[self.tokens[token].head].lower in ("in", "at")
                if not (codes and where and token > head):  # "Thai envoys in Oslo" are Thai
                    codes.append(place.code)
            elif place is None and token > head and codes:
                continue
            stack += [c for c in self.analysis.children(token, "conj", "amod", "compound", "nmod") if c != head]
        return codes
