"""Who is acted on: the recipient of a predicate, where its frame says that it stands."""

from __future__ import annotations

from communique.understand.plover.facing import Ids, has_side, is_sided
from communique.understand.plover.phrases import Phrases
from communique.understand.predicates.objects import object_of, strayed_clause
from communique.understand.predicates.triggers import Trigger

_INNER = ("xcomp", "ccomp", "prep", "dobj", "acl", "advcl", "dative", "pcomp", "relcl")
_HELP = frozenset(("SUPPORT", "AID", "CONSULT"))
_LOCAL = frozenset(("ASSAULT", "AID", "COERCE", "MOBILIZE"))
_AT = ("in", "near", "at", "outside")
_PLACES = ("to", "in", "into", "at", "for")
_WAYS = frozenset(("through", "via", "across"))
_CLOSE = 3  # words up the tree
_NAMING = frozenset(("REJECT", "ACCUSE"))
_THINGS = frozenset(("AGREE", "AID", "RETREAT", "COERCE", "ASSAULT", "MOBILIZE", "SANCTION", "REJECT"))


def find_recipients(phrases: Phrases, trigger: Trigger, actors: Ids) -> Ids:
    """Actor ids in the first slot of the frame that names somebody else than the actors; () when none does."""
    return _Slots(phrases, trigger, actors).first()


class _Slots:
    """The places around one predicate where its recipient may stand."""

    def __init__(self, phrases: Phrases, trigger: Trigger, actors: Ids) -> None:
        self.phrases, self.trigger, self.actors = phrases, trigger, actors
        self.analysis, self.cast, self.facing = phrases.analysis, phrases.cast, phrases.facing
        self.mine = self.facing.sides(actors)

    def first(self) -> Ids:
        """The recipients in the first slot that fits."""
        frame = self.trigger.frame
        if frame.type == "ACCUSE" and not frame.verdict and (deed := self._deed()) is not None:
            return tuple(i for i in self._doers(deed) if not self.facing.sides((i,)) & self.mine) or self._asked_next()
        joint = frame.joint and len(self.mine) > 1
        if joint and frame.needs:
            return ()
        for slot in frame.to:
            if joint and slot not in ("object", "with", "dative", "inside"):
                continue
            if joint and slot == "inside" and frame.word == "agree":
                continue
            found = self._filter(slot, self._helped() if joint and slot == "inside" else self._slot(slot))
            if others := tuple(f for f in found if f not in self.actors):
                return others
            if found and slot == "object" and self._is_foreign(self.trigger.object):
                return found
        if frame.type == "AGREE" and self._is_to_host():
            met = () if self.mine & self.facing.sides(self.facing.pair) else self.facing.pair
            return self.facing.brokered(self.mine) or met
        if frame.type == "ACCUSE":
            return self._asked_next()
        return self._struck_place() if frame.type in _LOCAL else ()

    def _deed(self) -> int | None:
        """The attack that is condemned: whom it was on or in whose land is not who is blamed for it."""
        object_ = self.trigger.object
        lemma = self.analysis.tokens[object_].lemma.lower() if object_ is not None else ""
        return object_ if lemma in self.phrases.plover.words["struck"] else None

    def _doers(self, deed: int) -> Ids:
        """ "[Finland]'s attack on Chile", "[Finnish] strikes", "the killing of sailors [by Finland]"."""
        owners = (self.phrases.who(c) for c in self.analysis.children(deed, "poss"))
        if found := next((w for w in owners if w), ()) or self.phrases.modifiers(deed):
            return found
        preps = self.analysis.children(deed, "prep")
        heads = (deed, *(c for p in preps for c in self.analysis.children(p, "pobj")))
        return next((w for h in heads if (w := self.phrases.after(h, "by"))), ())

    def _asked_next(self) -> Ids:
        """ "Condemned the test and urged [Oslo] to stop": of whom something is asked for it in the same breath."""
        verb = self.trigger.token
        beside = (*self.analysis.children(verb, "conj"), self.analysis.tokens[verb].head)
        for other in beside if self.trigger.verb == verb else ():
            frames = self.phrases.plover.verbs.get(self.analysis.tokens[other].lemma.lower(), ())
            linked = "conj" in (self.analysis.tokens[other].dep, self.analysis.tokens[verb].dep)
            target = object_of(self.analysis, other) if linked and any(f.type == "REQUEST" for f in frames) else None
            asked = self.facing.sided(self.phrases.who(target)) if target is not None else ()
            if found := tuple(i for i in asked if not self.facing.sides((i,)) & self.mine):
                return found
        return ()

    def _is_to_host(self) -> bool:
        """ "Offered to host the next round", "ready to mediate": what a third party promises to those who talk."""
        tokens, below = self.analysis.tokens, self.analysis.children(self.trigger.token, "xcomp", "acl", "prep")
        below = (*below, *(c for b in below for c in self.analysis.children(b, "pcomp")))
        hosting = self.phrases.plover.words["hosting"]
        return any(tokens[c].lemma.lower() in hosting for c in (self.trigger.token, *below))

    def _struck_place(self) -> Ids:
        """The state where force is used or help is given, when nobody is named who suffers or gets it."""
        heads = dict.fromkeys(h for h in (self.trigger.object, self.trigger.verb, self.trigger.token) if h is not None)
        found = next((w for h in heads for p in _AT if (w := self._place(h, p))), ())
        found = found or next((w for h in heads if (w := self._across(h))), ())
        return tuple(f for f in found if f not in self.actors)

    def _across(self, head: int) -> Ids:
        """ "Troops on [the border with Norway]": who lives behind it."""
        tokens, lines = self.analysis.tokens, self.phrases.plover.words["lines"]
        where = (k for prep in self.analysis.children(head, "prep") for k in self.analysis.children(prep, "pobj"))
        return next((w for k in where if tokens[k].lemma in lines and (w := self.phrases.after(k, "with"))), ())

    def _filter(self, slot: str, found: Ids) -> Ids:
        """Sides before things; no state supports, meets or promises to itself."""
        frame = self.trigger.frame
        if slot == "object" and frame.type in _THINGS:
            found = tuple(f for f in found if has_side(self.cast[f]))
        if slot == "of" and frame.type == "REQUEST":  # "demanded the release of the miners" asks nothing of the miners
            found = self.facing.sided(found)
        if frame.mode == "third-party":
            found = self.facing.sided(found)
        found = self.facing.present(found) or found
        if not self.phrases.plover.types[frame.type].mutual:
            return found
        return tuple(f for f in found if self.cast[f].kind != "state" or self.cast.side(self.cast[f]) not in self.mine)

    def _slot(self, slot: str) -> Ids:
        trigger = self.trigger
        brought = trigger.frame.mode == "third-party"  # "mediated talks [between X and Y]"
        owner = None if trigger.frame.type == "CONSULT" and not brought else trigger.object
        done = () if trigger.verb == trigger.token else self.analysis.children(trigger.token, "acl")
        waged = next((c for c in done if self.analysis.children(c, "agent")), None)
        heads = dict.fromkeys(h for h in (trigger.token, trigger.verb, owner, waged) if h is not None)
        if slot == "object":
            return self.phrases.who(trigger.object) if trigger.object is not None else ()
        if slot == "whose":
            return self._whose()
        if slot == "dative":
            verb = trigger.verb if trigger.verb is not None else trigger.token
            given = self.analysis.children(verb, "nsubjpass") if self.analysis.children(verb, "dobj") else ()
            datives = (*self.analysis.children(verb, "dative"), *given)  # "[the team] was denied access"
            return next((w for c in datives if (w := self.phrases.who(c))), ())
        if slot == "clause":
            return self._clause_subject()
        if slot == "inside":
            return (self._helped() if trigger.frame.type == "AGREE" else ()) or self._inside()
        if slot == "pair":
            return () if self.mine & self.facing.sides(self.facing.pair) else self.facing.pair
        if slot == "place":
            return next((w for h in heads for p in _PLACES if (w := self._place(h, p))), ())
        found = next((w + self._further(h, slot) for h in heads if (w := self.phrases.after(h, slot))), ())
        return found or (self._behind_thing(slot) if slot in ("to", "from") else ())

    def _behind_thing(self, slot: str) -> Ids:
        """ "A gift of two boats [to Oslo]", hung on what is given."""
        if self.trigger.verb == self.trigger.token:
            return ()
        of = (p for p in self.analysis.children(self.trigger.token, "prep") if self.analysis.tokens[p].lemma == "of")
        things = (c for p in of for c in self.analysis.children(p, "pobj"))
        return next((w for c in things if (w := self.phrases.after(c, slot))), ())

    def _whose(self) -> Ids:
        """Whose the object is: "blocked [an EU proposal]", "[their] bid"."""
        if self.trigger.object is None:
            return ()
        owners = self.analysis.children(self.trigger.object, "poss")
        return next((w for c in owners if (w := self.phrases.who(c))), ()) or self.phrases.modifiers(
            self.trigger.object
        )

    def _further(self, noun: int, slot: str) -> Ids:
        """More people at a meeting, whom the parser set beside it ("talks with the king of X, envoys of Y")."""
        if self.trigger.frame.type != "CONSULT" or slot != "with" or noun == self.trigger.verb:
            return ()
        beside = (c for c in self.analysis.children(noun, "conj") if self.phrases.is_company(c))
        return tuple(i for c in beside for i in self.phrases.who(c))

    def _is_foreign(self, head: int | None) -> bool:
        """Does an object name its side itself ("Turkish students")? Then a state may face its own."""
        if head is None:
            return False
        tokens = self.analysis.tokens
        if tokens[head].pos == "PRON":
            return False
        return not any(tokens[c].pos == "PRON" for c in self.analysis.children(head, "poss"))

    def _place(self, head: int, preposition: str) -> Ids:
        found = self.phrases.after(head, preposition)
        return tuple(i for i in found if self.cast[i].kind in ("state", "igo", "government"))

    def _clause_subject(self) -> Ids:
        """Who should act in "called for the sides to show restraint": the subject of the clause below."""
        analysis = self.analysis
        stack = list(analysis.children(self.trigger.token, "xcomp", "ccomp", "advcl", "acl", "relcl", "prep"))
        while stack:
            inner = stack.pop(0)
            if analysis.tokens[inner].dep == "prep":
                stack += analysis.children(inner, "pcomp")
                way = analysis.tokens[inner].lower in _WAYS
                for noun in () if way else analysis.children(inner, "pobj"):
                    if analysis.children(noun, "acl", "relcl") and (found := self.phrases.who(noun)):
                        return found
                continue
            for child in analysis.children(inner, "nsubj"):
                if found := self.phrases.who(child):
                    return found
        return ()

    def _helped(self) -> Ids:
        """Whom a promise is to help or support; others that are named in it are its matter."""
        tokens, verbs = self.analysis.tokens, self.phrases.plover.verbs
        for child in self._inner():
            first, last = self.analysis.edges(child)
            for word in range(first, last + 1):
                frames = verbs.get(tokens[word].lemma.lower(), ()) if tokens[word].tag.startswith("VB") else ()
                if not any(f.type in _HELP for f in frames):
                    continue
                if found := self._gets_help(word):
                    others = self.facing.sided(found)
                    return tuple(f for f in others if not self.facing.sides((f,)) & self.mine)
        return ()

    def _gets_help(self, verb: int) -> Ids:
        """Whom one helps: the object, or to whom something is given ("provide maps [to all three countries]")."""
        target = object_of(self.analysis, verb)
        frames = self.phrases.plover.verbs.get(self.analysis.tokens[verb].lemma.lower(), ())
        if target is not None and any(f.type == "AID" and "dative" in f.to for f in frames):
            datives = (w for c in self.analysis.children(verb, "dative") if (w := self.phrases.who(c)))
            given = next(datives, ()) or self.phrases.after(verb, "to") or self.phrases.after(target, "to")
            if given:
                return given
        found = self.phrases.who(target) if target is not None else ()
        return found or self.phrases.after(verb, "with" if target is None else "to")

    def _inner(self) -> tuple[int, ...]:
        """The clauses and phrases that say what is promised, asked or blamed."""
        strayed = strayed_clause(self.analysis, self.trigger.token) if self.trigger.frame.alone else None
        inner = self.analysis.children(self.trigger.token, *_INNER)
        if self.analysis.tokens[self.trigger.token].pos == "VERB":  # "in a call with Oslo, he slammed the curbs"
            inner = tuple(c for c in inner if c > self.trigger.token or self.analysis.tokens[c].dep != "prep")
        if self.trigger.verb is not None and self.analysis.tokens[self.trigger.token].pos == "ADJ":
            beside = self.analysis.children(self.trigger.verb, "prep")  # "is due [in Oslo]", hung on the copula
            inner = (*(p for p in beside if p == self.trigger.token + 1), *inner)
        return inner if strayed is None else (*inner, strayed)

    def _is_named_so(self, word: int) -> bool:
        """What something is called: "dismissed the idea as a Swiss cheese"; whose it is called counts ("as Baku's")."""
        if self.trigger.frame.type not in _NAMING or self.analysis.tokens[word].dep != "amod":
            return False
        return any(self.analysis.tokens[a].lower == "as" for a in self.analysis.ancestors(word)[:_CLOSE])

    def _is_on_the_way(self, word: int) -> bool:
        """ "Asked for gas [through Oslo]": a way, nobody who is asked."""
        token = self.analysis.tokens[word]
        return token.dep == "pobj" and self.analysis.tokens[token.head].lower in _WAYS

    def _is_described(self, word: int, inner: int) -> bool:
        """Named only to say who one is: "Chile, a member of Mercosur, will open the road"."""
        token = self.analysis.tokens[word]
        while token.index != inner and token.head != token.index:
            if token.dep == "appos" and (who := self.cast.headed(token.head)) is not None:
                return self.cast.side(who) in self.mine
            token = self.analysis.tokens[token.head]
        return False

    def _inside(self) -> Ids:
        """The first other side named in what is promised, asked or blamed."""
        for child in self._inner():
            first, last = self.analysis.edges(child)
            for word in range(first, last + 1):
                actor = self.cast.covering(word)
                if met := self._as_met(word):
                    return met
                if actor is None or not is_sided(actor) or self.cast.side(actor) in self.mine:
                    continue
                if self._is_described(word, child) or self._is_named_so(word) or self._is_on_the_way(word):
                    continue
                together = tuple(i for i in self.phrases.who(word) if not self.facing.sides((i,)) & self.mine)
                return together or (actor.id,)
        return ()

    def _as_met(self, word: int) -> Ids:
        """ "Restraint on [both sides]", "close work among [Oslo and Santiago]": the sides that are meant together."""
        token = self.analysis.tokens[word]
        above = self.analysis.tokens[token.head].lower if token.dep == "pobj" else ""
        beside = {self.analysis.tokens[c].lower for c in self.analysis.children(word, "det", "nummod", "predet")}
        if above not in ("among", "between") and beside.isdisjoint(("both", "two")):
            return ()
        found = self.phrases.who(word)
        others = tuple(i for i in self.facing.sided(found) if not self.facing.sides((i,)) & self.mine)
        return others if len(self.facing.sides(found)) > 1 else ()
