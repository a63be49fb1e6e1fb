"""Does the verb that a time stands with look back or ahead?"""

from __future__ import annotations

from communique.lexicon.dates import DateWords
from communique.record.language import Analysis, Token
from communique.understand.grammar.clauses import has_to

BACK, OPEN, AHEAD = -1, 0, 1
_BEFORE = 2  # "had agreed to open by May": told of then, so that May may lie on either side of now
_HOPS = 8
_UP_TO = ("to", "until", "till", "through")


class Tense:
    """Judges the direction of a time by its word: -1 past, 1 to come, 0 not told."""

    def __init__(self, analysis: Analysis, words: DateWords) -> None:
        self.analysis, self.words = analysis, words

    def direction(self, token: int) -> int:
        """Follows the heads up to the first verb, or to a noun that looks ahead ("the deadline of 3 May")."""
        tokens = self.analysis.tokens
        here, preposition = token, ""
        for _ in range(_HOPS):
            word = tokens[here]
            if word.dep == "prep" or word.pos == "ADP":
                preposition = preposition or word.lower
            if here != token and (_is_verb(word) or word.tag.startswith("VB")):
                if word.lemma in self.words.setting_verbs and token > here + 2:
                    return AHEAD
                if self._is_bidden(here, token):
                    return AHEAD
                if preposition in _UP_TO and (word.lemma in self.words.moving_verbs or self._lengthens(here)):
                    return AHEAD
                if word.tag in ("VBZ", "VBP") and self._is_timetable(word, token):
                    return AHEAD
                return self._weigh(self._verb(word), preposition)
            if here != token and word.pos in ("NOUN", "PROPN", "ADJ") and self._looks_ahead(word):
                return AHEAD
            if word.head == here:
                break
            here = word.head
        return self._weigh(OPEN, preposition)

    def _is_bidden(self, verb: int, token: int) -> bool:
        """ "Accepted the invitation to the parade on 1 May": the parade's day; a weekday may be the verb's."""
        tokens, analysis = self.analysis.tokens, self.analysis
        return not tokens[token].lower.endswith("day") and any(
            tokens[k].lemma == "invitation" and any(k < p < token for p in analysis.children(k, "prep"))
            for k in analysis.children(verb, "dobj")
        )

    def _is_timetable(self, verb: Token, token: int) -> bool:
        """ "The talks resume on Monday", "arrives for talks on Monday", but not "he says on Monday".

        The time stands with the verb itself or with what it is for.
        """
        tokens = self.analysis.tokens
        head = tokens[token].head
        above = tokens[head]
        if above.lower == "on" and tokens[above.head].pos == "NOUN":  # "for talks [on] Monday"
            link = tokens[tokens[above.head].head]
            head, above = (link.head, link) if link.lower in ("for", "at") else (head, above)
            direct = head == verb.index
        else:
            direct = head == verb.index or (above.head == verb.index and above.lower in ("on", "in", "at", "from"))
        return direct and verb.lemma not in self.words.telling_verbs

    def _weigh(self, verb: int, preposition: str) -> int:
        if preposition in self.words.past_prepositions:
            return BACK
        if verb == _BEFORE:
            return OPEN
        if verb == OPEN and preposition in self.words.future_prepositions:
            return AHEAD
        return verb

    def _lengthens(self, verb: int) -> bool:
        """ "Announced an extension of the truce until Friday", which the parser hangs on the verb."""
        things = self.analysis.children(verb, "dobj", "nsubjpass")
        return any(self.analysis.tokens[k].lemma in self.words.words["lengthening"] for k in things)

    def _looks_ahead(self, noun: Token) -> bool:
        kids = self.analysis.children(noun.index, "amod", "acl", "compound")
        return any(self._plans(self.analysis.tokens[i]) for i in (noun.index, *kids))

    def _plans(self, word: Token) -> bool:
        return word.lemma.lower() in self.words.future_words or word.lower in self.words.future_words

    def _verb(self, verb: Token, hops: int = 0) -> int:
        tokens, analysis = self.analysis.tokens, self.analysis
        helpers = [tokens[i] for i in analysis.children(verb.index, "aux", "auxpass")]
        names = {h.lower for h in helpers}
        if verb.tag == "VBN" and "be" in names:
            return AHEAD  # "to be held", "will be held", "asked that it be held"
        if verb.lemma == "be" and any(self._plans(tokens[i]) for i in analysis.children(verb.index, "acomp", "attr")):
            return AHEAD  # "was due", "had been due"
        deadline = any(tokens[i].lemma == "deadline" for i in analysis.children(verb.index, "nsubj"))
        if deadline and verb.lemma == "be" and verb.tag in ("VBZ", "VBP"):
            return AHEAD  # "the deadline is Friday"
        if names & self.words.future_aux:
            return OPEN if names & {"could", "would"} and "have" in names else AHEAD
        above = tokens[verb.head]
        if (
            verb.tag == "VBN"
            and not helpers
            and hops < 3
            and verb.dep in ("ccomp", "oprd", "xcomp")
            and _is_verb(above)
        ):
            return self._verb(above, hops + 1)  # "will keep it closed"
        if verb.tag == "VBN":
            if "have" in {h.lemma for h in helpers} and not any(h.dep == "auxpass" for h in helpers):
                return BACK
            return AHEAD if self._plans(verb) else BACK
        if verb.tag == "VBD":
            return BACK
        if verb.tag in ("VB", "VBG"):
            return self._bare(verb, names, hops)
        if verb.lemma == "be" and any(has_to(analysis, i) for i in analysis.children(verb.index, "xcomp", "ccomp")):
            return AHEAD
        return OPEN

    def _bare(self, verb: Token, helpers: set[str], hops: int) -> int:
        """Infinitives look ahead of their verb; participles go with it."""
        if helpers & {"did"}:
            return BACK
        if verb.tag == "VBG" and helpers & {"is", "are", "am", "'s", "’s", "'re", "’re"}:
            return AHEAD
        head = self.analysis.tokens[verb.head]
        if verb.tag == "VBG" and head.lower == "to" and self.analysis.tokens[head.head].lemma == "look":
            return AHEAD  # "look forward to meeting again in May"
        if verb.tag == "VBG" and verb.lemma in ("begin", "start", "commence"):
            if head.tag == "VB" and has_to(self.analysis, head.index):
                return AHEAD  # "agreed to take back more, starting in January"
            return OPEN
        if verb.tag == "VB" and "to" in helpers:
            if head.lemma in self.words.words["leading"] and hops < 3 and head.index != verb.index:
                return self._verb(head, hops + 1)
            before = head.tag == "VBN" and any(
                self.analysis.tokens[k].lower == "had" for k in self.analysis.children(head.index, "aux")
            )
            if before:
                return _BEFORE
            return OPEN if head.lemma == "be" and head.tag == "VBD" else AHEAD
        if head.index != verb.index and hops < 3 and _is_verb(head):
            return self._verb(head, hops + 1)
        return OPEN


def _is_verb(word: Token) -> bool:
    return word.pos in ("VERB", "AUX")
