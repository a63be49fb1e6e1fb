"""Who acts: the subject of a verb, the agent of a passive, the owner or performer of a noun."""

from __future__ import annotations

from dataclasses import dataclass

from communique.record.language import Token
from communique.understand.plover.facing import Ids, is_sided
from communique.understand.plover.phrases import FIRST, Phrases
from communique.understand.plover.recipients import find_recipients
from communique.understand.plover.undergone import Undergone
from communique.understand.predicates.modality import is_bid
from communique.understand.predicates.objects import is_passive
from communique.understand.predicates.triggers import Trigger

_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_WORDED = frozenset(("REQUEST", "AGREE", "CONCEDE", "THREATEN", "ACCUSE", "SUPPORT"))
_ECHO = frozenset(("it", "they", "he", "she", "we"))
_OWN_BODY = frozenset(("MOBILIZE", "RETREAT"))
_LISTED = ("conj", "appos", "nsubj", "dep", "npadvmod")
_TWO_SIDED = frozenset(("CONSULT", "COOPERATE"))
_SUFFERED = frozenset(("ASSAULT", "COERCE", "SANCTION", "RETREAT"))
_ON_THE_CALENDAR = frozenset(("scheduled", "slated", "set"))
_DEED = frozenset(("it", "this"))
_AGAINST = frozenset(("against", "from"))


@dataclass(frozen=True, slots=True)
class Roles:
    """Actor ids of an event."""

    actors: Ids
    recipients: Ids


class RoleFinder:
    """Reads actors and recipients of a predicate off the words around it."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases, self.facing = phrases, phrases.facing
        self.analysis, self.cast = phrases.analysis, phrases.cast
        self.undergone = Undergone(phrases, self.subject)

    def roles(self, trigger: Trigger) -> Roles:
        """Actors and recipients of the event that a predicate tells of; either may be empty."""
        if "owner" in trigger.frame.to and trigger.verb is not None:
            return Roles(self.subject(trigger.verb), self.phrases.behind(trigger.token, 0))
        if trigger.frame.word == "*blaming":
            return self._blame(trigger)
        if trigger.frame.word == "*must":
            return self._demand(trigger)
        if trigger.verb != trigger.token and self.analysis.tokens[trigger.token].pos in ("NOUN", "PROPN"):
            actors = self._noun_actors(trigger)
        else:
            verb = trigger.verb if trigger.verb is not None else trigger.token
            actors = self._scheduled(trigger) or self.subject(verb)
            if not actors and is_passive(self.analysis, verb):
                actors = self.undergone.hit_with(trigger)
            if (
                trigger.frame.type in _OWN_BODY
                and trigger.frame.mode != "release"
                and not actors
                and trigger.object is not None
                and is_passive(self.analysis, verb)
            ):
                mine = self.phrases.who(trigger.object)
                sent = trigger.frame.type == "MOBILIZE"
                return Roles(mine, self.facing.sided(find_recipients(self.phrases, trigger, mine)) if sent else ())
            if trigger.frame.joint and not actors and is_passive(self.analysis, verb):
                if trigger.object is not None and len(self.facing.sides(self._named_in(trigger.object))) > 1:
                    return Roles(self._named_in(trigger.object), ())
                if trigger.frame.type == "AGREE":
                    return Roles(self.facing.pair, ())
        if (told := self._verdict(trigger)) is not None:
            return told
        if trigger.frame.between and trigger.verb == trigger.token and len(self.facing.sides(actors)) < 2:
            actors = self._in_paper(trigger.token) or actors
        if (ends := self.undergone.ends(trigger)) is not None:
            return Roles(*ends)
        actors = self.facing.present(actors) or actors
        if trigger.frame.ours and len(self.facing.sides(actors)) < 2:
            return Roles(self.facing.pair, ())
        noun = trigger.verb != trigger.token
        recipients = (self._suffers(trigger) if noun else ()) or self.undergone.answerer(trigger)
        recipients = recipients or find_recipients(self.phrases, trigger, actors)
        if trigger.frame.type == "ASSAULT" and actors and not recipients:
            recipients = self._resisting(trigger.token, actors)
        if trigger.frame.type == "REQUEST" and actors and not recipients and is_bid(self.analysis, trigger.token):
            return self._bid(trigger.token, actors)
        if noun and actors and not recipients and actors == self.phrases.after(trigger.token, "from"):
            recipients = self.undergone.hearers(trigger.token, actors)
        if not actors and noun and trigger.frame.joint and len(self.facing.sides(recipients)) > 1:
            return Roles(recipients, ())  # "fighting between X and Y"
        if not actors and recipients and trigger.frame.type in _TWO_SIDED and trigger.verb != trigger.token:
            sentence = self.analysis.tokens[trigger.token].sentence
            actors = self.facing.counterpart(self.facing.sides(recipients), trigger.frame.type, sentence)
        return Roles(actors, recipients)

    def _verdict(self, trigger: Trigger) -> Roles | None:
        """ "X said that Y had shelled a village, calling it a crime": who says so blames who has done it."""
        token = self.analysis.tokens[trigger.token]
        above = self.analysis.tokens[token.head]
        named = trigger.object is not None and self.analysis.tokens[trigger.object].lower in _DEED
        if not (
            trigger.frame.verdict and named and token.dep == "advcl" and token.tag == "VBG" and above.dep == "ccomp"
        ):
            return None
        return Roles(self.subject(above.head), self.subject(above.index))

    def _scheduled(self, trigger: Trigger) -> Ids:
        """ "X is scheduled to fly": a participle that says what a person is to do to whom."""
        token = self.analysis.tokens[trigger.token]
        if token.tag != "VBN" or token.lower not in _ON_THE_CALENDAR:
            return ()
        subjects = self.analysis.children(token.index, "nsubjpass")
        headed = (self.cast.headed(c) for c in subjects)
        found = next(((actor.id,) for actor in headed if actor is not None and actor.kind == "person"), ())
        return found if found and find_recipients(self.phrases, trigger, found) else ()

    def _blame(self, trigger: Trigger) -> Roles:
        """Who calls somebody's deed bad ("their unprovoked war"), and whose it is."""
        statement = self.phrases.statement_at(trigger.token)
        if trigger.object is None:
            return Roles((), ())
        said = (statement.speaker,) if statement is not None and statement.speaker is not None else ()
        blaming = said or self._worried(trigger.object)
        if not blaming:
            return Roles((), ())
        blamed = self.phrases.behind(trigger.object, 3) or self.phrases.after(trigger.object, "by")
        mine = self.facing.sides(blaming)
        return Roles(blaming, tuple(b for b in self.facing.sided(blamed) if not self.facing.sides((b,)) & mine))

    def _worried(self, deed: int) -> Ids:
        """Whose concern or condemnation a deed is ("their shared concern about X's coercive activities")."""
        token = self.analysis.tokens[deed]
        while token.dep in ("pobj", "prep", "conj") and token.head != token.index:
            token = self.analysis.tokens[token.head]
            if token.lemma.lower() in self.phrases.plover.words["worries"]:
                return next((w for c in self.analysis.children(token.index, "poss") if (w := self.phrases.who(c))), ())
        return ()

    def _demand(self, trigger: Trigger) -> Roles:
        """Who says that somebody "must" do something, and who that is."""
        wanted = self.subject(trigger.token) if self.is_agent(trigger.token) else ()
        token = self.analysis.tokens[trigger.token]
        statement = self.phrases.statement_at(trigger.token)
        if statement is not None and statement.speaker:
            asking: Ids = (statement.speaker,)
        else:
            asking = self.subject(token.head) if token.dep == "ccomp" and token.head != token.index else ()
        return Roles(asking, tuple(w for w in wanted if not self.facing.sides((w,)) & self.facing.sides(asking)))

    def subject(self, verb: int, hops: int = 0) -> Ids:
        """Who does what a verb says: its subject, the agent of a passive, or the subject of the verb above."""
        analysis, tokens = self.analysis, self.analysis.tokens
        token = tokens[verb]
        if hops > 6:
            return ()
        if is_passive(analysis, verb):
            return self._agent(verb)
        for child in analysis.children(verb, "nsubj"):
            if tokens[child].lower in _RELATIVE and token.dep == "relcl":
                return self._antecedent(child, token.head)
            if found := self.phrases.who(child):
                if self.facing.sided(found):
                    others = (i for h in (child, verb) if not hops for i in self.phrases.alongside(h))
                    return tuple(dict.fromkeys((*self._with_next(found, child, verb), *others)))
                return self._named_before(child, verb) or found
            if tokens[child].lower in _ECHO and token.dep == "ccomp" and token.head != verb:
                return self.subject(token.head, hops + 1)
            if tokens[child].lower in _ECHO and token.dep == "relcl" and tokens[token.head].dep == "dobj":
                return self.subject(tokens[token.head].head, hops + 1)  # "freed a driver whom it had held"
            return ()
        head = tokens[token.head]
        if token.dep in ("acl", "relcl"):
            return (
                self.phrases.who(token.head)
                if token.tag == "VBG" or token.dep == "relcl"
                else self._owner_or_subject(token.head, hops)
            )
        if token.dep == "pcomp" and head.index != verb:
            return self._below_preposition(head, hops)
        caused = analysis.children(head.index, "dobj") if token.dep == "xcomp" else ()
        if caused and head.lemma.lower() in self.phrases.plover.words["causing"]:
            return self.phrases.who(caused[0])  # "prompting [the West] to act"
        if token.dep in ("conj", "xcomp", "ccomp", "advcl", "acomp", "dep", "oprd", "prep") and head.index != verb:
            if head.tag.startswith("VB") or head.pos in ("AUX", "ADJ"):
                return self.subject(head.index, hops + 1)
            return self._owner_or_subject(head.index, hops)
        statement = self.phrases.statement_at(verb)
        if (
            statement is not None
            and statement.speaker
            and token.tag in ("VB", "VBP")
            and token.dep in ("ROOT", "ccomp")
        ):
            return (statement.speaker,)
        return ()

    def _antecedent(self, pronoun: int, head: int) -> Ids:
        """Who "which" means: the head of the clause, or the side right before it ("support for Oslo, [which] ...")."""
        before = pronoun - 1 if self.analysis.tokens[pronoun - 1].pos != "PUNCT" else pronoun - 2
        nearest = self.cast.headed(before) if head < before and self.cast.headed(head) is None else None
        return (nearest.id,) if nearest is not None and is_sided(nearest) else self.phrases.who(head)

    def _with_next(self, found: Ids, subject: int, verb: int) -> Ids:
        """A list of states that the parser split into several subjects of one verb ("X, the Republic of Y, and Z")."""
        others = [w for w in self.analysis.children(verb, "nsubj") if subject < w < verb]
        named = [a for w in others if (a := self.cast.headed(w)) is not None and a.kind == "state"]
        return tuple(dict.fromkeys((*found, *(a.id for a in named))))

    def is_agent(self, verb: int) -> bool:
        """Is the subject itself an actor (a name, title or pronoun), not a thing ("the membership will")?"""
        if is_passive(self.analysis, verb):
            return False
        for child in self.analysis.children(verb, "nsubj"):
            word = self.analysis.tokens[child].lower
            return word in FIRST or (word in _ECHO and word != "it") or self.cast.headed(child) is not None
        return True

    def _named_before(self, subject: int, verb: int) -> Ids:
        """Sided actors between a subject without a side (a dateline, "officials") and its verb."""
        if self.analysis.tokens[subject].pos == "PRON" or verb - subject > 12:
            return ()
        heads = (self.cast.headed(w) for w in range(subject + 1, verb) if self.analysis.tokens[w].dep in _LISTED)
        return tuple(dict.fromkeys(a.id for a in heads if a is not None and is_sided(a)))

    def _named_in(self, noun: int) -> Ids:
        """The sides in the name of what was signed ("the A-B Transport Agreement")."""
        return self.facing.sided(self.phrases.modifiers(noun) or self.phrases.after(noun, "between"))

    def _in_paper(self, verb: int) -> Ids:
        """The states that the subject names, where it names several ("the A-B Agreement entered into force")."""
        cast = self.phrases.cast
        inside = (self._named_in(child) for child in self.analysis.children(verb, "nsubj"))
        named = (tuple(i for i in ids if cast[i].kind != "organisation") for ids in inside)
        return next((n for n in named if len(self.facing.sides(n)) > 1), ())

    def _agent(self, verb: int) -> Ids:
        for prep in self.analysis.children(verb, "agent", "prep"):
            if self.analysis.tokens[prep].lemma.lower() == "by":
                for child in self.analysis.children(prep, "pobj"):
                    return self.phrases.who(child)
        return ()

    def _owner_or_subject(self, noun: int, hops: int) -> Ids:
        """The owner of a noun ("Armenia's decision to ..."), else the subject of the verb above it."""
        if owner := self.phrases.behind(noun, 0):
            return owner
        token = self.analysis.tokens[noun]
        while token.dep in ("pobj", "prep", "conj", "dobj", "attr", "acomp", "pcomp") and token.head != token.index:
            token = self.analysis.tokens[token.head]
            if token.tag.startswith("VB"):
                return self.subject(token.index, hops + 1)
        return ()

    def _below_preposition(self, prep: Token, hops: int) -> Ids:
        """Subject of a gerund after a preposition: whom one thanks or blames for it, else that of the verb above."""
        above = self.analysis.tokens[prep.head]
        if prep.lemma.lower() == "for" and (thanked := self.undergone.thanked(above)):
            return thanked
        if prep.lemma.lower() in ("for", "of") and above.tag.startswith("VB"):
            for child in self.analysis.children(above.index, "dobj"):
                if found := self.phrases.who(child):
                    return found
        if above.tag.startswith("VB"):
            return self.subject(above.index, hops + 1)
        return self._owner_or_subject(above.index, hops)

    def _noun_actors(self, trigger: Trigger) -> Ids:
        analysis, tokens, noun = self.analysis, self.analysis.tokens, trigger.token
        if self._suffers(trigger):
            return self._agent(noun)
        for child in analysis.children(noun, "poss"):
            if found := self.phrases.who(child):
                return found
        if trigger.frame.type == "SUPPORT" and tokens[noun].dep == "pobj":
            prep = tokens[tokens[noun].head]
            if prep.lower == "in" and tokens[prep.head].tag.startswith("VB"):
                return self.subject(prep.head)
        if trigger.frame.joint and len(self.facing.sides(both := self.phrases.modifiers(noun))) > 1:
            return both
        if is_bid(analysis, noun) and (found := self.phrases.after(noun, "of")):
            return found[:1] if trigger.frame.type == "REQUEST" else found
        for child in analysis.children(noun, "acl", "prep", "agent"):
            if tokens[child].lemma.lower() == "by":
                for inner in analysis.children(child, "pobj"):
                    return self.phrases.who(inner)
            if tokens[child].tag in ("VBN", "VBD") and (found := self._agent(child)):
                return found
        worded = trigger.frame.type in _WORDED and "from" not in trigger.frame.to
        if worded and (found := self.phrases.after(noun, "from")):
            return found  # "accepted an invitation [from Oslo]"
        waged = trigger.frame.type != "ASSAULT" or (
            trigger.verb is not None and tokens[trigger.verb].lemma.lower() in self.phrases.plover.attitudes.waging
        )
        if waged and trigger.verb is not None and (found := self.subject(trigger.verb)):
            return found
        if found := self.phrases.modifiers(noun):
            return found
        return (self._who_leaves(noun) if trigger.frame.mode == "withdraw" else self._named_after(trigger)) or (
            self._understood(trigger)
        )

    def _suffers(self, trigger: Trigger) -> Ids:
        """Whose arrest or detention a noun tells of ("X's detention", "his expulsion"): the owner has not done it."""
        if self.analysis.tokens[
            trigger.token
        ].lemma.lower() not in self.phrases.plover.attitudes.suffered or self.phrases.after(trigger.token, "of"):
            return ()
        owners = next((w for c in self.analysis.children(trigger.token, "poss") if (w := self.phrases.who(c))), ())
        people = all(self.cast[o].kind in ("person", "group") and not self.cast[o].offices for o in owners)
        return owners if people else ()

    def _resisting(self, deed: int, actors: Ids) -> Ids:
        """Whom an attack is made on, told as who bears or resists it ("as it faces X's war", "united against X")."""
        tokens = self.analysis.tokens
        token, resists = tokens[deed], self.phrases.plover.attitudes.resisting
        while token.dep in ("dobj", "pobj", "prep", "conj", "pcomp") and token.head != token.index:
            by = token.lower in _AGAINST
            token = tokens[token.head]
            if token.lemma.lower() in resists and (by or token.tag.startswith("VB")):
                is_verb = token.tag.startswith("VB")
                found = self.subject(token.index) if is_verb else self.phrases.behind(token.index, 3)
                sides = self.facing.sides(found)
                return found if len(sides) == 1 and not sides & self.facing.sides(actors) else ()
        return ()

    def _bid(self, noun: int, actors: Ids) -> Roles:
        """At whose request somebody acts. Nobody acts at their own: in "A informed B at his request" B has asked."""
        above = self.analysis.tokens[self.analysis.tokens[noun].head].head
        doing = self.subject(above) if self.analysis.tokens[above].tag.startswith("VB") else ()
        if not self.facing.sides(doing) & self.facing.sides(actors):
            return Roles(actors, doing)
        objects = self.analysis.children(above, "dobj")
        asking = next((w for o in objects if (w := self.phrases.who(o))), ())
        return Roles(asking, doing) if asking and asking != doing else Roles(actors, ())

    def _named_after(self, trigger: Trigger) -> Ids:
        """Who does what a noun says, told by a phrase behind it; "of" may name who suffers it ("expulsion of")."""
        suffered = "of" in trigger.frame.to and (trigger.frame.type in _SUFFERED or trigger.frame.to[0] == "of")
        prepositions = ("between", "among", "from") if suffered else ("between", "among", "of", "from")
        return next((w for p in prepositions if (w := self.phrases.after(trigger.token, p))), ())

    def _who_leaves(self, noun: int) -> Ids:
        """Who withdraws ("the withdrawal of [Finnish] troops from Chad"); from where is no actor."""
        of = (p for p in self.analysis.children(noun, "prep") if self.analysis.tokens[p].lemma == "of")
        heads = tuple(c for p in of for c in self.analysis.children(p, "pobj"))
        for head in heads:
            named = self.cast.headed(head)
            whole = (named.id,) if named is not None and is_sided(named) else ()
            whose = tuple(i for i in self.facing.sided(self.phrases.modifiers(head)) if i not in whole)
            if found := whose or (() if self.phrases.after(head, "from") else whole):
                return found
        return ()

    def _understood(self, trigger: Trigger) -> Ids:
        """Who does it when the noun's own phrase does not say: those around a meeting, else the subject of its verb."""
        token = self.analysis.tokens[trigger.token]
        if trigger.frame.type == "CONSULT":
            return self._bystander(trigger.token)
        of = self.analysis.tokens[token.head]
        if token.dep == "pobj" and of.lemma == "of" and trigger.frame.joint:
            token = self.analysis.tokens[of.head]  # "held ten days of drills"
        if (
            trigger.frame.type == "ASSAULT"
            or token.dep != "dobj"
            or (not trigger.frame.joint and self._is_judged(token.head))
        ):
            return ()
        return self.subject(token.head) if self.analysis.tokens[token.head].tag.startswith("VB") else ()

    def _is_judged(self, verb: int) -> bool:
        """Who welcomes or condemns a deed has not done it."""
        lemma = self.analysis.tokens[verb].lemma.lower()
        frames = self.phrases.plover.verbs.get(lemma, ())
        judged = any(frame.type in ("SUPPORT", "ACCUSE", "REQUEST") and not frame.objects for frame in frames)
        return judged or self.phrases.plover.refuses(lemma)

    def _bystander(self, noun: int) -> Ids:
        """Who did something "during a meeting", or between whom a call "took place": understood as those who met."""
        token = self.analysis.tokens[noun]
        for _ in range(6):
            if token.head == token.index or token.dep == "relcl":
                return ()
            subject_of = token.dep in ("nsubj", "nsubjpass")
            token = self.analysis.tokens[token.head]
            if token.tag.startswith("VB"):
                if subject_of:
                    return next((w for p in ("between", "of", "with") if (w := self.phrases.after(token.index, p))), ())
                if found := self.subject(token.index):
                    return found
        return ()
