"""Which role an office is by the side that it serves and the body that it names."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.finding import Role
from communique.record.language import Analysis
from communique.understand.holders.owners import Owners
from communique.understand.naming.offices import Title
from communique.understand.naming.places import Places

# States whose state secretary is the first official below the minister.
_STATE_SECRETARY = frozenset({"LVA", "MNG"})
# States whose foreign secretary is the first official below the minister, as their ministries say of the office.
_CIVIL_SERVICE = frozenset({"BGD", "IND", "LKA", "NPL", "PAK"})
_BODIES = frozenset({"ORG", "NORP"})
UNKNOWN = frozenset({"other", "spokesperson", "military"})
"""Roles that bodies of no state have, too."""


class Roles:
    """Tells the roles of the titles of one article, and which of them are of a company or of an unknown body."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, places: Places, owners: Owners) -> None:
        self.analysis, self.tokens, self.lexicon = analysis, analysis.tokens, lexicon
        self.places, self.owners, self.classes = places, owners, lexicon.offices.classes

    def fit(self, title: Title, side: str | None) -> Role:
        """The role that fits the side served and the body named."""
        if title.role in ("deputy", "head_of_state") and self.of_company(title):
            return "other"
        if title.role == "deputy":
            state_secretary = title.noun == "secretary" and self.tokens[title.head - 1].lower == "state"
            return "other" if state_secretary and side in _STATE_SECRETARY else title.role
        if title.noun == "chief" and self._of_a_matter(title):
            return title.role
        if (
            side in self.lexicon.states.igo_codes
            and not (set(title.complement.split()) & self.classes["parts"])
            and (self._leads(title) or title.role == "head_of_state")
            and self.owners.shortened(title) is None  # "head of UNAMA": of a part of the United Nations
            and not self._is_of_part(title)
        ):
            return "head_of_igo"
        own = self.classes["state_words"] | self._names(title)
        if title.role == "head_of_state" and title.body and set(title.complement.split()) - own:
            return "other"
        if title.role == "other" and title.noun == "secretary" and side == "KEN" and self._is_of_cabinet(title):
            return "minister"
        bare = title.noun == "representative" and not title.complement and title.role == "envoy"
        if bare and side == "USA" and title.head == title.first and self.tokens[title.head].text.istitle():
            return "legislator"  # "Representative X of Texas"
        if title.noun == "secretary" and title.role == "foreign_minister" and side in _CIVIL_SERVICE:
            return "other"
        igo = side in self.lexicon.states.igo_codes
        if igo and title.role == "foreign_minister":
            return "other"  # "the EU's top diplomat"
        if title.noun == "commissioner" and title.role == "other" and not igo and self._is_high(title):
            return "ambassador"
        if title.noun == "secretary" and title.role == "foreign_minister" and title.complement.startswith("of state"):
            return (
                "head_of_government"
                if side == "VAT"
                else title.role
                if side in ("USA", None) or "foreign" in title.complement
                else "deputy"
            )
        return title.role

    def of_company(self, title: Title) -> bool:
        """ "Vice president at Example Industries": of no state, and nobody's deputy."""
        at_one = "at" in title.complement.split() and not self.governmental(title)
        return at_one or self.owners.is_of_company(title)

    def of_unknown_body(self, title: Title) -> bool:
        """ "Greenpeace spokesman", "Unicorn Front commander": of a body, or a party, whose state nobody tells."""
        if title.role not in UNKNOWN or self.governmental(title):
            return False
        words, people = self.classes, self.lexicon.people
        common = words["portfolios"] | words["qualifiers"] | words["ranks"] | people.body_nouns | {"'s", "’s"}
        common |= {*self.lexicon.offices.heads, "party", "official"}
        named = (t for t in self.tokens[title.first : title.head] if t.text[0].isupper() and t.text != "The")
        unknown = [t for t in named if t.pos == "PROPN" and t.lower not in common and t.entity in _BODIES]
        return any(not t.text.isupper() and self.places.at(t.index) is None for t in unknown)

    def governmental(self, title: Title) -> bool:
        """Whether a title names a body of a government."""
        words = set(title.complement.split()) | {t.lower for t in self.tokens[title.first : title.head]}
        return bool(words & (self.lexicon.people.body_nouns - {"bank", "house", "group"})) or "president" in words

    def _is_of_part(self, title: Title) -> bool:
        """ "Head of UNSMIL": of a mission of the United Nations."""
        named = (self.places.at(i) for i in range(title.first, title.last))
        return any(p is not None and self.lexicon.states.wholes.get(p.code) == "UN" for p in named)

    def _is_high(self, title: Title) -> bool:
        """ "The Indian High Commissioner": an ambassador between states of the Commonwealth."""
        high = self.tokens[title.head - 1].lower == "high"
        return high and title.of is not None and not title.complement.startswith("for ")

    def _is_of_cabinet(self, title: Title) -> bool:
        """Kenya's ministers are cabinet secretaries. Source: Constitution of Kenya 2010, article 152."""
        return any(t.lower == "cabinet" for t in self.tokens[title.first : title.head])

    def _leads(self, title: Title) -> bool:
        """ "Secretary-general", "managing director": the noun, or it and the word before, lead an IGO."""
        pair = self.analysis.words(max(0, title.head - 1), title.head + 1).lower()
        return title.noun in self.classes["heads_igo"] or pair in self.classes["heads_igo"]

    def _of_a_matter(self, title: Title) -> bool:
        """ "EU foreign policy chief", "UN refugee chief": of a part of the body, not of the whole."""
        words = {t.lower for t in self.tokens[title.first : title.head] if self.places.at(t.index) is None}
        return bool({w for w in words if w.isalpha()} - {"commission", "secretariat", "executive", "new"})

    def _names(self, title: Title) -> set[str]:
        """Words of the complement that name places."""
        return {t.lower for t in self.tokens[title.head : title.last] if self.places.at(t.index) is not None}
