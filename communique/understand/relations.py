"""Standing ties between two sides: ally, partner, rival, enemy, member, neighbour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import cast as typed

from communique.lexicon.geography.borders import load_borders
from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Relation, RelationKind, Statement
from communique.record.ids import make_id
from communique.record.language import Analysis, Token
from communique.record.text import Evidence, cite
from communique.understand.cast import Cast
from communique.understand.grammar import clauses
from communique.understand.plover.facing import Ids, is_sided
from communique.understand.plover.phrases import Phrases
from communique.understand.plover.roles import RoleFinder
from communique.understand.ties.asserted import is_denied, is_had, is_listed, is_said
from communique.understand.ties.membership import Memberships

_NEEDS_BOTH = frozenset(("relationship",))
_OURS = frozenset(("our", "its", "their", "two", "both"))
_PAIRED = frozenset(("two", "both"))
_FAR_ENDS = {"member": ("of", "between", "to")}
_FAR_ENDS_ELSE = ("of", "between", "to", "for")
_MOST = 12
_LIST = 8  # words
_REACH = 120
_FAR = 600  # words


def find_relations(
    article: Article, analysis: Analysis, lexicon: Lexicon, cast: Cast, statements: tuple[Statement, ...]
) -> tuple[Relation, ...]:
    """Every tie that the text asserts between two sides, once a pair and kind, with all its places as evidence."""
    phrases = Phrases(analysis, cast, lexicon, statements, article.title or "")
    finder = _TieFinder(phrases)
    found: dict[tuple[frozenset[str], str], Relation] = {}
    for token in analysis.tokens:
        kind = (
            lexicon.plover.relations.get(token.lemma.lower()) if token.pos in ("NOUN", "PROPN", "VERB", "ADJ") else None
        )
        if kind is None:
            continue
        for pair in finder.pairs(token, kind):
            a, b = finder.of_states(*pair) if kind != "member" else pair
            key = (phrases.facing.sides((a, b)), kind)
            evidence = finder.evidence(token)
            if key in found:
                if evidence not in found[key].evidence:
                    found[key] = replace(found[key], evidence=(*found[key].evidence, evidence))
                continue
            statement = phrases.statement_at(token.index)
            speaker = statement.speaker if statement is not None else None
            id_ = make_id("r", kind, *sorted((a, b)))
            found[key] = Relation(id_, a, b, typed(RelationKind, kind), (evidence,), speaker)
    return tuple(found.values())


class _TieFinder:
    """Reads the two ends of a tie off the words around it."""

    def __init__(self, phrases: Phrases) -> None:
        self.analysis, self.cast, self.phrases, self.facing = phrases.analysis, phrases.cast, phrases, phrases.facing
        self.words = phrases.plover.words
        self.roles = RoleFinder(phrases)
        self.memberships = Memberships(phrases, self.roles)

    def pairs(self, token: Token, kind: str) -> Iterator[tuple[str, str]]:
        """Pairs of actor ids of different sides that the tie joins."""
        if token.pos in ("VERB", "ADJ"):
            yield from self._by_verb(token, kind)
            return
        if is_denied(self.analysis, self.words, token) or (
            token.lemma.lower() == "membership" and self.memberships.is_sought(token)
        ):
            return
        if len(joined := self._joined(token)) > 1:
            for pair in joined:
                yield from self._cross_all(pair)
            return
        if ends := self._regarded(token):
            yield from self._cross(*ends)
            return
        if token.lemma.lower() in self.words["lands"] and not self.memberships.is_of_body(token):
            return
        owners, others, lemma = self._owners(token, kind), self._others(token), token.lemma.lower()
        if lemma in _NEEDS_BOTH:
            if self._after(token, "with"):
                yield from self._cross(owners, others)
            return
        if kind == "member":
            yield from self._membership(token, owners, others)
            return
        if owners and others:
            yield from self._cross(owners, others)
            return
        if token.tag == "NN" and token.dep == "attr" and len(self.facing.sides(others)) == 1 and lemma != "border":
            yield from self._cross(self._voice(token), others)
            return
        whose = self._theirs(token)
        if whose and (beside := tuple(i for i in owners if i not in whose)):
            yield from self._cross(whose, beside)
            return
        yield from self._without_far_end(token, kind, owners, others)

    def _without_far_end(self, token: Token, kind: str, owners: Ids, others: Ids) -> Iterator[tuple[str, str]]:
        """Ties of which only one end or both together are told: "the rivals Norway and Chile", "the two neighbours"."""
        lemma = token.lemma.lower()
        both = owners or others
        if lemma == "border" and not self._is_shared(token, owners):
            return
        facing = self._after(token, "with") if not owners else ()
        if facing and token.dep == "dobj" and is_had(self.analysis, token):
            yield from self._cross(self.roles.subject(token.head), facing)
        elif facing and len(self.facing.sides(others)) > 1:
            yield from self._cross(self._voice(token), others)
        elif (
            len(self.facing.sides(both)) > 1
            and not owners
            and (is_said(self.analysis, token) or is_listed(self.analysis, token))
        ):
            yield from self._cross_all(both)
        elif len(self.facing.sides(both)) > 1 and lemma in self.words["mutual"]:
            if not (lemma == "border" and any(self.cast[i].kind == "igo" for i in both)) or self._after(
                token, "between"
            ):
                yield from self._cross_all(both)
        elif token.pos == "NOUN" and (
            (lemma in self.words["bonds"] and token.tag == "NN")
            or (kind == "neighbour" and self._is_ours(token))
            or (kind == "ally" and self._is_paired(token))
        ):
            near = self._near(token, both)
            met = self._is_of_us(token) or self._is_paired(token)
            if len(self.facing.sides((*both, *near))) < 2 and not both and met:
                near = self.facing.pair
            if kind == "neighbour":
                near = self._across_border(token, both, near)
            yield from self._cross_all((*both, *near))

    def _membership(self, token: Token, owners: Ids, others: Ids) -> Iterator[tuple[str, str]]:
        """ "Norway, a member of the Council", "its chairmanship of it": the member and the body."""
        bodies = tuple(
            i for i in owners + self._after(token, "of", "in") if self.cast[i].kind in ("igo", "organisation")
        )
        own = owners if token.tag != "NNS" else ()  # "Norway and EU members"
        members = tuple(i for i in others + own + self.memberships.holders(token) if i not in bodies)
        yield from self._cross(members, bodies)

    def of_states(self, *ends: str) -> tuple[str, ...]:
        """A tie that a person speaks of ("our neighbour", said the minister) is one of the state."""
        states = (self.cast.state_actor(self.cast[i]) if self.cast[i].kind == "person" else None for i in ends)
        return tuple(state.id if state is not None else i for i, state in zip(ends, states, strict=True))

    def _theirs(self, token: Token) -> Ids:
        """ "[Norway's] Finnish ally", "[its] Finnish partner"."""
        if token.lemma.lower() in ("border", "friend") or token.tag == "NNS":
            return ()
        return tuple(i for k in self.analysis.children(token.index, "poss") for i in self.phrases.who(k))

    def _regarded(self, token: Token) -> tuple[Ids, Ids] | None:
        """ "Norway regards Finland [as a partner]", "calls Finland [a partner]": who holds it to be one, and who is."""
        tokens, held_by = self.analysis.tokens, self._held_by(token)
        if held_by is None or tokens[held_by].lemma.lower() not in self.words["regarding"]:
            return None
        held = (*self.analysis.children(held_by, "dobj"), *self.analysis.children(token.index, "nsubj"))
        return self.roles.subject(held_by), tuple(i for k in held for i in self.phrases.who(k))

    def _held_by(self, token: Token) -> int | None:
        """The verb that says of somebody that they are this: "regards [as a partner]", "calls [a partner]"."""
        head = self.analysis.tokens[token.head]
        if token.dep == "pobj" and head.lower == "as":
            return head.head
        return head.index if token.dep in ("oprd", "ccomp") and head.index != token.index else None

    def _joined(self, token: Token) -> list[Ids]:
        """The pairs of hyphened words before a noun ("the A-B and A-C alliances"): each is a tie of its own."""
        tokens = self.analysis.tokens
        first = max(self.analysis.sentence_of(token.index).first, token.index - _LIST)
        out: list[Ids] = []
        for word in range(first, token.index):
            if tokens[word].text == "-" and first < word:
                out.append((*self.phrases.named_at(word - 1), *self.phrases.named_at(word + 1)))
            elif "-" in tokens[word].text:
                out.append(self.phrases.named_at(word))
        return [pair for pair in out if len(self.facing.sides(pair)) > 1]

    def _is_shared(self, token: Token, owners: Ids) -> bool:
        """A border between named sides or that sides share; "their borders" may be with anybody."""
        tokens = self.analysis.tokens
        if any(tokens[c].pos == "PRON" for c in self.analysis.children(token.index, "poss")):
            return False
        return bool(owners) or tokens[token.head].lemma == "share"

    def _voice(self, token: Token) -> Ids:
        """Whoever speaks of "our partnership with" others."""
        statement = self.phrases.statement_at(token.index)
        return (statement.speaker,) if statement is not None and statement.speaker is not None else ()

    def _is_ours(self, token: Token) -> bool:
        """Said of sides that the text has named already ("the two neighbours", "its neighbour")."""
        children = self.analysis.children(token.index, "poss", "nummod", "det")
        if token.tag == "NNS" and not any(self.analysis.tokens[c].lower in _PAIRED for c in children):
            return False
        return token.lemma.lower() != "border" and any(self.analysis.tokens[c].lower in _OURS for c in children)

    def _is_paired(self, token: Token) -> bool:
        """ "The two allies", "both neighbours"."""
        beside = self.analysis.children(token.index, "nummod", "det", "predet")
        return token.tag == "NNS" and any(self.analysis.tokens[c].lower in _PAIRED for c in beside)

    def _is_of_us(self, token: Token) -> bool:
        return any(self.analysis.tokens[c].lower == "our" for c in self.analysis.children(token.index, "poss"))

    def _near(self, token: Token, ends: Ids) -> Ids:
        """The other end of "our partnership" or "the two neighbours": the nearest sides before it in the paragraph."""
        out: dict[str, str] = {}
        known = self.facing.sides(ends)
        paragraph = self.analysis.sentence_of(token.index).paragraph
        for word in range(token.index - 1, max(-1, token.index - _REACH), -1):
            if self.analysis.sentence_of(word).paragraph != paragraph or len(out) + len(known) >= 2:
                break
            actor = self.cast.covering(word)
            if actor is not None and is_sided(actor) and actor.kind != "igo" and self.cast.side(actor) not in known:
                out.setdefault(self.cast.side(actor), actor.id)
        return tuple(out.values())

    def _across_border(self, token: Token, ends: Ids, near: Ids) -> Ids:
        """Of the states named before a word the nearest that border each other, or the one end that is known.

        `near` where it does itself; where none does, only if one is an island or a sea is named ("the two Caspian
        neighbours").
        """
        borders, known = load_borders(), sorted(self.facing.sides(ends))
        both = sorted({*known, *self.facing.sides(near)})
        if len(known) > 1 or (len(both) == 2 and both[1] in borders.get(both[0], ())):
            return near
        seen: dict[str, str] = {}
        for word in range(token.index - 1, max(-1, token.index - _FAR), -1):
            actor = self.cast.covering(word)
            side = self.cast.side(actor) if actor is not None else ""
            if actor is None or side in seen or side not in borders:
                continue
            for other in known or seen:
                if other in borders[side]:
                    return (actor.id,) if known else (seen[other], actor.id)
            seen[side] = actor.id
        seas = any(
            self.analysis.tokens[k].text[0].isupper() for k in self.analysis.children(token.index, "amod", "compound")
        )
        return near if (seas and not known) or any(side not in borders for side in both) else ()

    def evidence(self, token: Token) -> Evidence:
        first, last = self.analysis.edges(token.index)
        return cite(self.analysis.text, self.analysis.tokens[first].start, self.analysis.tokens[last].end)

    def _by_verb(self, token: Token, kind: str) -> Iterator[tuple[str, str]]:
        """ "Latvia, which also borders Belarus", "chairs ASEAN"; "neighboring Lebanon" after a subject of another
        state."""
        if token.lemma.lower() in self.words["comprising"]:
            yield from self._cross(self.memberships.members(token), self.memberships.body(token))
        elif token.tag.startswith("VB") and token.dep not in ("amod", "compound"):
            doer = tuple(i for i in self._landed(token) if self.cast[i].kind != "igo")
            for child in self.analysis.children(token.index, "dobj"):
                found = self.phrases.who(child)
                if kind == "member":
                    doer = tuple(i for i in doer if self.cast[i].kind == "state")
                    found = tuple(i for i in found if self.cast[i].kind == "igo")
                yield from self._cross(doer, found)
        elif token.dep == "amod":
            verb = next(
                (i for i in self.analysis.ancestors(token.head) if self.analysis.tokens[i].tag.startswith("VB")), None
            )
            there = tuple(i for i in self._beside(token.head) if self.cast[i].kind != "igo")
            near = self.roles.subject(verb)[:1] if verb is not None else ()
            near = tuple(i for i in near if self.cast[i].kind != "igo")
            for end in there:
                yield from self._cross(self._across_border(token, (end,), near), (end,))

    def _beside(self, noun: int) -> Ids:
        """ "Neighbouring [Norway]", "neighbouring states such as [Norway and Sweden]"."""
        named = self.phrases.who(noun)[:1]
        if self.analysis.tokens[noun].pos == "PROPN":
            return named
        return self._after(self.analysis.tokens[noun], "as", "like", "including")

    def _landed(self, token: Token) -> Ids:
        """Who borders somebody: a state, also behind a membership ("Norway, member of NATO that borders Sweden")."""
        doer = self.roles.subject(token.index)
        if token.dep != "relcl" or any(self.cast[i].kind != "igo" for i in doer):
            return doer
        noun = self.analysis.tokens[token.head]
        for _ in range(_MOST):
            if noun.dep == "appos":
                return self.phrases.who(noun.head)
            noun = self.analysis.tokens[noun.head]
        return ()

    def _owners(self, token: Token, kind: str) -> Ids:
        out: list[str] = []
        head = self.analysis.tokens[token.head]
        if token.dep in ("compound", "nmod") and head.pos == "PROPN":  # "[Chile's] neighbour Peru"
            out += [
                i for k in self.analysis.children(head.index, "poss") if k < token.index for i in self.phrases.who(k)
            ]
        for child in self.analysis.children(token.index, "poss", "amod", "compound", "nmod"):
            if self.analysis.tokens[child].dep == "poss":
                out += self.phrases.who(child)
                continue
            for part in (child, *self.analysis.children(child)):
                if part < token.index:
                    out += self.phrases.named_at(part)
        if kind != "member":  # "Norway and EU members"
            out = out if len(out) > 1 else list(self.phrases.joined_before(token.index)) or out
        if not out:
            out += self._after(token, *_FAR_ENDS.get(kind, _FAR_ENDS_ELSE))
        return tuple(dict.fromkeys(out))

    def _others(self, token: Token) -> Ids:
        """The far end: "with X", "including X", what the noun is said of, or stands beside."""
        tokens = self.analysis.tokens
        out = list(self._after(token, "with", "including", "like"))
        while token.dep == "conj" and token.head != token.index and tokens[token.head].pos == "NOUN":
            token = tokens[token.head]
        head = tokens[token.head]
        if token.dep == "nsubj" and head.lemma == "be" and not clauses.verbal(self.analysis, head.index).negated:
            for child in self.analysis.children(head.index, "attr"):
                out += self.phrases.who(child)
        if token.dep in ("attr", "oprd") and head.index != token.index:
            out += self.roles.subject(head.index)
        elif token.dep == "appos" or (token.dep in ("compound", "nmod") and head.pos == "PROPN"):
            out += self.phrases.who(token.head)
        elif token.dep == "pobj" and head.lemma.lower() in ("among", "as", "of") and head.head != head.index:
            above = tokens[head.head]
            if above.lemma in ("be", "become", "remain", "one"):
                out += self.roles.subject(above.index if above.lemma != "one" else above.head)
        for child in self.analysis.children(token.index, "appos"):
            out += self.phrases.who(child)
        if token.dep == "dobj" and head.lemma == "share":
            out += self.roles.subject(head.index)
        return tuple(dict.fromkeys(out))

    def _after(self, token: Token, *prepositions: str) -> Ids:
        out: list[str] = []
        for prep in self.analysis.children(token.index, "prep"):
            if self.analysis.tokens[prep].lemma.lower() in prepositions:
                for child in self.analysis.children(prep, "pobj"):
                    out += self.phrases.who(child)
        return tuple(out)

    def _cross(self, ones: Ids, others: Ids) -> Iterator[tuple[str, str]]:
        yield from list(self._distinct((a, b) for a in ones for b in others))[:_MOST]

    def _cross_all(self, ends: Ids) -> Iterator[tuple[str, str]]:
        yield from list(self._distinct(combinations(ends, 2)))[:_MOST]

    def _distinct(self, pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for a, b in pairs:
            if len(self.facing.sides((a, b))) == 2 and is_sided(self.cast[a]) and is_sided(self.cast[b]):
                yield a, b
