"""Which time expression governs which word: "met [on Tuesday]", "a visit [in May]"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from communique.lexicon.dates import DateWords
from communique.record.document import Article
from communique.record.finding import Time, When
from communique.record.language import Analysis
from communique.understand.grammar import clauses
from communique.understand.grammar.invitations import BIDDING

_OBJECTS = (
    "dobj",
    "prep",
    "pobj",
    "pcomp",
    "xcomp",
    "ccomp",
    "nsubjpass",
    "dative",
    "conj",
    "advmod",
    "appos",
    "poss",
    "agent",
)
_YEARS = re.compile(r"\d{4}([/-]\d{4})?")
_OPENING, _WEEK = 1, 7  # the second sentence; days
_BEFORE = 40  # characters
_STARTING = frozenset({"starting", "beginning"})
_RANGING = frozenset({"to", "until", "till", "through"})
_UNTIL = frozenset({"until", "till", "through"})
_DASHES = frozenset("-–—")
_FORMERLY = frozenset({"originally", "initially", "previously"})
_BESIDE = frozenset({"after", "before", "following", "since", "from"})  # "a day [after] the talks"
_FRAMES = frozenset({"during", "at", "in", "for", "on", "as"})


def _joined(text: str, times: Iterable[Time], moving: frozenset[str]) -> Iterator[Time]:
    """ "Between [1 April] and [5 May]", "in [June] or [July]": one term, from the one to the other."""
    ordered = sorted(times, key=lambda time: time.evidence.start)
    joined = False
    for time, after in zip_longest(ordered, ordered[1:]):
        if joined:
            joined = False
            continue
        if after is not None and _is_span(text, time, after, moving):
            joined = True
            value = f"{time.when.value}/{after.when.value}"
            time = replace(time, when=replace(time.when, value=value, to_on=after.when.to_on))
        yield time


def _is_span(text: str, time: Time, after: Time, moving: frozenset[str]) -> bool:
    """Whether two times are the ends of one, told by "between ... and", "from ... to", a dash or "or"; what is moved
    from May to June has two days.
    """
    first, last = time.when.from_on, after.when.to_on
    named = all(t.evidence.quote[0].isupper() or t.evidence.quote[0].isdigit() for t in (time, after))
    if first is None or last is None or first >= last or not named:
        return False  # "the end of May" is a part of its month
    start = time.evidence.start
    link = text[time.evidence.end : after.evidence.start].strip().lower()
    before = text[max(0, start - _BEFORE) : start].lower().split()
    opener = before[-1:]
    if opener == ["between"]:
        return link == "and"
    if opener == ["from"]:
        return link in _RANGING and not any(w.startswith(m.rstrip("e")) for w in before[-3:-1] for m in moving)
    return (link in _DASHES and time.type == "DATE") or link == "or"


class Schedule:
    """Looks up the time of a verb or noun. `published` is the day of the article or None, `words` those of dates."""

    def __init__(self, article: Article, analysis: Analysis, times: Iterable[Time], date_words: DateWords) -> None:
        self.analysis, self.words = analysis, date_words.words
        self.published = article.published_on
        self._at: dict[int, list[tuple[int, Time]]] = {}
        for time in _joined(article.text, times, date_words.moving_verbs):
            words = analysis.tokens_in(time.evidence.start, time.evidence.end)
            if not words or time.type == "SET":
                continue
            head = analysis.top(words.start, words.stop)
            self._at.setdefault(self._holder(head), []).append((head, time))

    def _holder(self, head: int) -> int:
        """The word that a time stands with: the nearest verb, or the noun whose phrase it is in."""
        tokens = self.analysis.tokens
        here = head
        for _ in range(8):
            up = tokens[here].head
            if up == here:
                return here
            here = up
            if tokens[here].pos in ("VERB", "AUX") or (
                tokens[here].pos in ("NOUN", "PROPN") and tokens[here].entity != "DATE"
            ):
                return here
        return here

    def at(self, word: int) -> When | None:
        """The day or days that stand with this very word, the nearest first; "now" and "soon" are none."""
        found = [f for f in self._at.get(word, ()) if f[1].type != "DURATION" and not f[1].when.value.endswith("_REF")]
        found = [f for f in found if not self._is_since(f[1])]
        best = min(found, key=lambda f: (f[1].when.from_on is None, abs(f[0] - word)), default=None)
        if best is None:
            return None
        return replace(best[1].when, from_on=None) if self._is_until(best[1]) else best[1].when

    def _is_until(self, time: Time) -> bool:
        """ "On a visit [through Friday]": the last day, not the day."""
        first = self._first(time)
        return first > 0 and self.analysis.tokens[first - 1].lower in _UNTIL

    def _is_since(self, time: Time) -> bool:
        """ "The first visit [since 2021]": when another one was."""
        first = self._first(time)
        return first > 0 and self.analysis.tokens[first - 1].lower == "since"

    def new_day(self, verb: int, preps: Collection[str]) -> When | None:
        """The day behind one of these prepositions: "postponed [to May]", "had not met [since May]"."""
        tokens = self.analysis.tokens
        found = (
            time.when
            for head, time in self._at.get(verb, ())
            if time.when.from_on is not None
            and any(tokens[up].lower in preps for up in (tokens[head].head, max(0, self._first(time) - 1)))
        )
        return next(found, None)

    def _first(self, time: Time) -> int:
        return self.analysis.tokens_in(time.evidence.start, time.evidence.end).start

    def day_of_news(self, word: int, opening: int) -> When | None:
        """The day named in the sentence of a word, one of the opening, if in the week before publication; none for what
        was a day before ("a day after [the talks]").
        """
        token = self.analysis.tokens[word]
        if self.published is None or token.sentence > opening + _OPENING:
            return None
        if token.dep == "pobj" and self._is_beside(token.head):
            return None
        span = self.analysis.sentences[token.sentence]
        for i in range(span.first, span.last):
            for _, time in self._at.get(i, ()):
                when = time.when
                if (
                    when.from_on is not None
                    and when.from_on == when.to_on
                    and 0 <= (self.published - when.from_on).days <= _WEEK
                ):
                    return when
        return None

    def term(self, deed: int, after: int | None = None) -> Time | None:
        """The time expression that stands with a deed or with its objects, not with what is told about them.

        With `after`, only one that stands behind that token.
        """
        tokens, stack = self.analysis.tokens, [deed]
        while stack:
            word = stack.pop(0)
            found = [f for f in self._at.get(word, ()) if not f[1].when.value.endswith("_REF") and f[0] > (after or -1)]
            found = [f for f in found if not self._is_purpose(deed, f) and not self._is_of_thing(f)]
            if found:
                return min(
                    found, key=lambda f: (f[1].when.to_on is None and f[1].type != "DURATION", _length(f[1].when))
                )[1]
            kids = (k for k in self.analysis.children(word, *_OBJECTS) if not self._is_cause(word, k))
            kids = (k for k in kids if after is None or not self._is_scene(k))
            stack += [k for k in kids if not self._is_next_clause(k)]
            stack += [k for k in self.analysis.children(word, "advcl", "acl") if tokens[k].lower in _STARTING]
            stack += [k for k in self.analysis.children(word, "acl", "advcl", "relcl") if self._is_to_be_done(k)]
            bidding = tokens[word].lemma in BIDDING
            stack += [k for k in self.analysis.children(word, "acl") if tokens[k].tag == "VBG" or bidding]
        return None

    def _is_to_be_done(self, verb: int) -> bool:
        """ "Will pay for a centre, [to be completed in 2028]"."""
        helpers = {self.analysis.tokens[k].lower for k in self.analysis.children(verb, "aux", "auxpass")}
        return self.analysis.tokens[verb].tag == "VBN" and {"to", "be"} <= helpers

    def _is_purpose(self, deed: int, found: tuple[int, Time]) -> bool:
        """ "To draft a programme for 2031": the years that a thing is for are not when it is done."""
        head, time = found
        tokens = self.analysis.tokens
        first = self._first(time)
        if first > 3 and tokens[first - 1].text in ("-", "–") and _YEARS.fullmatch(tokens[first - 2].text):
            first -= 2
        if first > 1 and tokens[first - 2].lower == "due" and first - 2 != deed:
            return True  # "payments due in 2031"
        if tokens[deed].lemma in self.words["holding"] or first < 2 or tokens[first - 1].lower != "for":
            return False
        return tokens[first - 2].pos == "NOUN" and head > deed and bool(_YEARS.fullmatch(time.when.value))

    def _is_of_thing(self, found: tuple[int, Time]) -> bool:
        """ "Recovery from the [2020] earthquakes": the year of a thing that was is not when the deed is done; its
        "[2030] target" is.
        """
        head, time = found
        token = self.analysis.tokens[head]
        if self.published is not None and time.when.value > str(self.published.year):
            return False
        before = token.dep in ("nummod", "compound", "nmod", "amod") and token.head > head
        return before and bool(_YEARS.fullmatch(time.when.value))

    def _is_next_clause(self, word: int) -> bool:
        """ "Approved a grant and [the convoy would leave on Monday]", "to disarm and [to meet on May 3]", "pledged aid
        but [withdrew the pledge on Friday]": the day of another deed."""
        token = self.analysis.tokens[word]
        if token.dep in ("pcomp", "ccomp") and token.tag == "VBD":
            return True  # "resume the talks from where they left off in 2017"
        if token.dep != "conj" or token.pos != "VERB":
            return False
        to_do = token.tag == "VB" and clauses.has_to(self.analysis, word)
        turned = token.tag == "VBD" and self.analysis.tokens[word - 1].lower == "but"
        return to_do or turned or bool(self.analysis.children(word, "nsubj", "nsubjpass", "aux"))

    def _is_scene(self, prep: int) -> bool:
        """ "The aid they promised [at the conference in May]": when it was promised."""
        things = self.analysis.children(prep, "pobj")
        at = self.analysis.tokens[prep].lower in ("at", "during")
        return at and any(self.analysis.tokens[k].entity != "DATE" for k in things)

    def _is_cause(self, deed: int, prep: int) -> bool:
        """ "Compensate [for closing the May market]": when that was is not when it will be made good."""
        tokens = self.analysis.tokens
        return tokens[deed].lemma.lower() in self.words["amends"] and tokens[prep].lower in ("for", "over")

    def governing(self, word: int) -> When | None:
        """The time of a verb, else of the verb that carries a noun ("held talks [on Friday]")."""
        when = self.at(word)
        tokens = self.analysis.tokens
        here = word
        for clause in self.analysis.children(word, "acl", "relcl") if tokens[word].pos == "NOUN" else ():
            if tokens[clause].lemma.lower() in self.words["holding"] and not self.was_set(clause):
                when = when or self.at(clause)
        behind = (
            clauses.trailing(self.analysis, word) if when is None and tokens[word].pos in ("NOUN", "PROPN") else None
        )
        if (
            behind is not None
            and tokens[behind].lemma.lower() in self.words["holding"]
            and (time := self.term(behind)) is not None
        ):
            return time.when if time.type != "DURATION" else None
        for _ in range(3):
            if when is not None:
                return when
            token = tokens[here]
            if token.head == here:
                return None
            if token.dep == "conj" and self._turns(here):
                return None
            if token.dep in ("dobj", "nsubjpass", "nsubj", "conj", "xcomp", "attr", "acl"):
                here = token.head
            elif token.dep == "pobj" and self._frames(token.head):
                here = tokens[token.head].head
            else:
                return None
            if token.dep in ("nsubj", "acl") and tokens[here].lemma in ("say", "note", "stress", "tell"):
                return None
            when = self.at(here)
        return when

    def _turns(self, verb: int) -> bool:
        """ "Flew in on Sunday and [is expected] to meet her": of what was, to what is to come."""
        if self.analysis.tokens[verb].pos not in ("VERB", "AUX"):
            return False
        now, then = (clauses.verbal(self.analysis, v).tense for v in (verb, self.analysis.tokens[verb].head))
        return then == "past" and now in ("present", "future")

    def was_set(self, clause: int) -> bool:
        """ "The talks, [originally] planned for May": not when they are."""
        return any(self.analysis.tokens[k].lower in _FORMERLY for k in self.analysis.children(clause, "advmod"))

    def _frames(self, prep: int) -> bool:
        """ "During the talks", "after hours [of] talks", "invited to the talks": what is above has the noun's time."""
        tokens = self.analysis.tokens
        if tokens[prep].lower == "to" and tokens[tokens[prep].head].lemma in BIDDING:
            return True
        beside = tokens[tokens[prep].head].lemma.lower() in self.words["sidelines"]
        lasting = tokens[tokens[prep].head].entity in ("DATE", "TIME") and not self._is_beside(prep)
        return beside or tokens[prep].lower in _FRAMES or lasting

    def _is_beside(self, prep: int) -> bool:
        """ "A day [after] the talks", "weeks [before] the visit"."""
        tokens = self.analysis.tokens
        return tokens[prep].lower in _BESIDE and tokens[tokens[prep].head].entity in ("DATE", "TIME")


def _length(when: When) -> int:
    if when.from_on is None or when.to_on is None:
        return 10**6
    return (when.to_on - when.from_on).days
