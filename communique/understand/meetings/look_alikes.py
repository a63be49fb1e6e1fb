"""Words of encounters that tell of none: "a call for peace", "visits of naval ships", "has no plans to meet"."""

from __future__ import annotations

from communique.lexicon.encounters import EncounterNoun
from communique.record.language import Token
from communique.understand.grammar import clauses
from communique.understand.meetings.sighting import Scene

_NOBODY = frozenset({"nobody", "none", "nothing"})
_NO_ONE = frozenset({"nobody", "none", "neither"})
_STEPS = 5  # words above an encounter: "denied reports of plans to hold [talks]"


class LookAlikes:
    """Judges the nouns of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.analysis = scene, scene.analysis
        readings = (v for found in scene.lexicon.verbs.values() for v in found if v.kind == "signing")
        self.papers = frozenset().union(*(v.things for v in readings))

    def is_of_freight(self, visit: int) -> bool:
        """ "Visits of naval ships", "ships' visits": nobody in particular goes there."""
        whose = (*self.scene.after(visit, "of", "by", "from"), *self.analysis.children(visit, "poss", "compound"))
        return any(self.analysis.tokens[k].lemma.lower() in self.scene.words["freight"] for k in whose)

    def is_of_body(self, token: Token) -> bool:
        """ "The secretary-general of the [Andean Forum]": a body whose name ends so; its opening and its margins are
        those of an encounter."""
        of = self.analysis.tokens[token.head]
        actor = self.scene.parties.cast.covering(token.index) if token.dep == "pobj" and of.lemma == "of" else None
        if actor is None or actor.kind not in ("igo", "organisation"):
            return False
        words, above = self.scene.words, self.analysis.tokens[of.head].lemma.lower()
        return all(above not in words[name] for name in ("lasting", "spans", "sidelines", "presence"))

    def is_of_paper(self, token: Token) -> bool:
        """ "A protocol on political [consultations]": what a paper is about."""
        prep = self.analysis.tokens[token.head]
        about = token.dep == "pobj" and prep.lower in ("on", "about", "concerning", "regarding")
        return about and self.analysis.tokens[prep.head].lemma.lower() in self.papers

    def is_summons(self, token: Token, noun: EncounterNoun) -> bool:
        """ "A call for peace", "her call for a truce": nobody is spoken to."""
        if noun.kind != "call" or token.lemma.lower() != "call" or noun.modifiers:
            return False
        asked = any(self.analysis.tokens[k].tag == "VB" for k in self.analysis.children(token.index, "acl"))
        if self.scene.after(token.index, "on", "upon") or asked:
            return True
        about = self.scene.after(token.index, "to", "for")
        called = any(a.kind not in ("organisation", "group") for a in self.scene.parties.named(about))
        return bool(about) and not called and not self.scene.after(token.index, "with", "between")

    def is_denied(self, verb: int, noun: int) -> bool:
        """ "Denied her a meeting", "is not in talks", "agreed to found a dialogue"; one that was launched has met."""
        tokens = self.analysis.tokens
        if tokens[tokens[noun].head].lower == "in" and tokens[verb].lemma.lower() in self.scene.words["being"]:
            return clauses.verbal(self.analysis, verb).negated
        lemma, noun_lemma = tokens[verb].lemma.lower(), tokens[noun].lemma.lower()
        denied = lemma in self.scene.words["denying"] or (
            lemma in self.scene.words["founding"]
            and noun_lemma in ("dialogue", "dialog")
            and clauses.verbal(self.analysis, verb).tense != "past"
        )
        return denied and noun in self.analysis.children(verb, "dobj")

    def is_recalled(self, token: Token) -> bool:
        """ "The ambassador was called home [for consultations]": nobody of another side is met."""
        tokens = self.analysis.tokens
        prep = tokens[token.head]
        return prep.lower == "for" and tokens[prep.head].lemma.lower() in ("recall", "call", "come", "return")

    def is_kept(self, verb: int) -> bool:
        """ "The importance of [maintaining] contacts", "[keep] the dialogue going": nobody in particular meets."""
        return self.analysis.tokens[verb].lemma.lower() in self.scene.words["upkeep"]

    def is_nobodys(self, verb: int) -> bool:
        """ "We asked nobody for a summit", "nobody plans talks"; "nothing was signed at the talks" leaves them held."""
        words, tokens = self.scene.words, self.analysis.tokens
        if tokens[verb].lemma.lower() not in words["proposing"] | words["planning"]:
            return False
        return any(tokens[k].lemma.lower() in _NOBODY for k in self.analysis.children(verb))

    def is_done(self, signing: Token) -> bool:
        """ "After [the signing]", "witnessed [the signing]"; not "supports the early signing"."""
        words, above = self.scene.words, self.analysis.tokens[signing.head]
        if signing.dep == "pobj":
            return above.lower in ("at", "after", "during", "following", "since", "upon", "before")
        seen = words["present"] | words["carrying"] | words["holding"] | words["marking"]
        return signing.dep in ("dobj", "nsubj", "nsubjpass", "conj", "appos") and above.lemma.lower() in seen


class Unreal:
    """Judges the tellings of one article."""

    def __init__(self, scene: Scene) -> None:
        self.analysis, self.words = scene.analysis, scene.words

    def is_undone(self, head: int) -> bool:
        """Whether the verb or noun of an encounter tells of one that there was not, and none that is to come."""
        tokens = self.analysis.tokens
        token = tokens[head]
        if token.pos == "VERB" and (self._is_of_nobody(head) or self._is_supposed(token)):
            return True
        if token.pos == "NOUN" and self._is_any(token):
            return True
        for _ in range(_STEPS):
            above = tokens[token.head]
            if above is token:
                return False
            if self._undoes(above, token):
                return True
            if not self._goes_up(token, above):
                return False
            token = above
        return False

    def _is_of_nobody(self, verb: int) -> bool:
        """ "[Nobody] from Oslo met her", "[no] minister met her"."""
        doer = clauses.own_subject(self.analysis, verb)
        if doer is None:
            return False
        tokens = self.analysis.tokens
        none = any(tokens[k].lower == "no" for k in self.analysis.children(doer, "det"))
        return none or tokens[doer].lower in _NO_ONE

    def _is_any(self, noun: Token) -> bool:
        """ "If [a meeting] failed", "without [a meeting]", "[a meeting] would be useless": of one that may never be."""
        tokens, children = self.analysis.tokens, self.analysis.children
        if not any(tokens[k].lower in ("a", "an", "any") for k in children(noun.index, "det")):
            return False
        if noun.dep == "pobj" and tokens[noun.head].lower == "without":
            return True
        verb = clauses.governor(self.analysis, noun.index)
        if verb is None:
            return False
        if any(tokens[k].lower in ("if", "unless") for k in children(verb, "mark")):
            return True
        would = any(tokens[k].lower == "would" for k in children(verb, "aux"))
        dated = any(tokens[i].entity == "DATE" for i in self.analysis.subtree(noun.index))
        return (
            would and not dated and tokens[verb].lemma == "be" and noun.dep == "nsubj" and bool(children(verb, "acomp"))
        )

    def _is_supposed(self, verb: Token) -> bool:
        """ "[Had] she met him, the deal would stand", "[should have] met him"."""
        tokens = self.analysis.tokens
        helped = {tokens[k].lower for k in self.analysis.children(verb.index, "aux")}
        if {"have", "should"} <= helped:
            return True
        doer = clauses.own_subject(self.analysis, verb.index) if verb.dep in ("advcl", "ccomp") else None
        helpers = self.analysis.children(verb.index, "aux") if doer is not None else ()
        return doer is not None and any(k < doer and tokens[k].lower == "had" for k in helpers)

    def _undoes(self, above: Token, below: Token) -> bool:
        """ "[Denied] that she met him", "[ruled out] talks", "[failed] to meet", "[barred] from visiting"."""
        tokens, lemma, dep = self.analysis.tokens, above.lemma.lower(), below.dep
        if above.lower == "from" and dep in ("pcomp", "pobj"):
            return tokens[above.head].lemma.lower() in self.words["barring"]
        if dep in ("dobj", "ccomp", "xcomp", "pcomp") and lemma in self.words["gainsaying"]:
            return not clauses.verbal(self.analysis, above.index).negated
        if dep in ("dobj", "xcomp") and lemma == "rule":
            return any(tokens[k].lower == "out" for k in self.analysis.children(above.index, "prt"))
        if dep == "xcomp" and lemma in self.words["failing"]:
            return not clauses.verbal(self.analysis, above.index).negated
        planned = lemma in self.words["designs"] and dep in ("acl", "relcl", "prep")
        return planned and any(tokens[k].lower == "no" for k in self.analysis.children(above.index, "det"))

    def _goes_up(self, below: Token, above: Token) -> bool:
        """Whether what is said of `above` is said of the encounter: "denied [holding] talks", "[plans] to meet"."""
        lemma, dep = above.lemma.lower(), below.dep
        if dep in ("xcomp", "pcomp"):
            return True
        if dep == "acl":
            return lemma in self.words["designs"]
        if dep == "dobj":  # "no plans to cancel the visit": it stands
            off = lemma in self.words["cancelling"] | self.words["postponing"] or bool(
                self.analysis.children(above.index, "prt")
            )
            return lemma in self.words["carrying"] | self.words["holding"] and not off
        if dep in ("nsubj", "nsubjpass"):
            return lemma in self.words["holding"] | self.words["occurring"]
        if dep == "pobj":
            return above.lower in ("of", "for", "in")
        busy = below.lower == "in" and lemma in self.words["being"]
        return dep == "prep" and (busy or lemma in self.words["designs"])
