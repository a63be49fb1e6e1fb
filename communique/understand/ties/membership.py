"""Who belongs to a body: "Norway holds the chair of the Council", "the Council comprises six states"."""

from __future__ import annotations

from communique.record.language import Token
from communique.understand.grammar import clauses
from communique.understand.plover.facing import Ids
from communique.understand.plover.phrases import Phrases
from communique.understand.plover.roles import RoleFinder

_HOLDING = frozenset(("hold", "assume", "take", "gain", "obtain", "receive", "acquire", "grant"))
_NEAR = 3  # words


class Memberships:
    """Reads the members and the body off the words around a membership."""

    def __init__(self, phrases: Phrases, roles: RoleFinder) -> None:
        self.analysis, self.cast, self.phrases, self.roles = phrases.analysis, phrases.cast, phrases, roles
        self.words = phrases.plover.words

    def holders(self, token: Token) -> Ids:
        """ "Norway [holds] the rotating chair of the Council"."""
        head = self.analysis.tokens[token.head]
        near = self.analysis.tokens[max(token.index - _NEAR, 0) : token.index]
        if token.tag == "NNS" and any(t.lower == "fellow" for t in near):
            above = clauses.governor(self.analysis, token.index)  # "signed it with fellow members"
            found = self.roles.subject(above) if above is not None else ()
        elif token.dep == "dobj" and head.lemma in _HOLDING:
            given = self.analysis.children(head.index, "nsubjpass")  # "Norway was granted membership"
            found = tuple(i for k in given for i in self.phrases.who(k)) or self.roles.subject(head.index)
        else:
            return ()
        return tuple(i for i in found if self.cast[i].kind == "state")

    def is_of_body(self, token: Token) -> bool:
        """ "A NATO country"."""
        front = self.analysis.children(token.index, "compound", "nmod", "amod")
        return any((a := self.cast.covering(k)) is not None and a.kind == "igo" for k in front)

    def is_sought(self, token: Token) -> bool:
        """Membership that is wished for, applied for or promoted is none yet."""
        tokens = self.analysis.tokens
        near = {tokens[c].lower for c in self.analysis.children(token.index, "amod")}
        above = {tokens[i].lemma.lower() for i in self.analysis.ancestors(token.index)[:3]}
        return not near.isdisjoint(self.words["ahead"]) or not above.isdisjoint(self.words["seeking"])

    def body(self, token: Token) -> Ids:
        """The body that a verb says whom it is made of: "[the Council] comprises six states"."""
        if clauses.verbal(self.analysis, token.index).tense != "present":
            return ()
        doer = clauses.subject(self.analysis, token.index)
        front = self.analysis.children(doer, "compound") if doer is not None else ()
        found = (self.cast.covering(k) for k in (*front, doer) if k is not None)  # "the ECO mechanism"
        return tuple(dict.fromkeys(a.id for a in found if a is not None and a.kind in ("igo", "organisation")))

    def members(self, token: Token) -> Ids:
        """The states that the rest of the sentence counts, three at least."""
        last = self.analysis.sentence_of(token.index).last
        named = (self.cast.covering(i) for i in range(token.index + 1, last))
        found = tuple(dict.fromkeys(a.id for a in named if a is not None and a.kind == "state"))
        return found if len(found) > 2 else ()
