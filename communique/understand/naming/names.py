"""Where persons are named: the tagger's persons, trimmed and mended, plus names that stand beside a title."""

from __future__ import annotations

from collections.abc import Iterable

from communique.lexicon.load import Lexicon
from communique.lexicon.people import fold_name
from communique.record.language import Analysis, Token
from communique.understand.naming.broken_names import given_before, is_called, is_described, run_before, with_family
from communique.understand.naming.offices import Title
from communique.understand.naming.places import Places
from communique.understand.naming.portfolios import ENDING, begins_phrase
from communique.understand.naming.trimming import NameSpan, Trimmer

_NOT_NAMES = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW", "EVENT", "NORP"}
)
_MISTAKEN = frozenset({"ORG", "PRODUCT", "WORK_OF_ART", "NORP", "FAC", "GPE", "EVENT"})
_WHOLE = frozenset({"ORG", "FAC", "PRODUCT", "WORK_OF_ART"})  # a word of such a name is no name by itself
_SPEECH = frozenset({"say", "tell", "add", "write", "explain", "argue", "warn"})
_LONGEST = 6
_FORMS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms."})


class NameFinder:
    """Finds the person names of one article; `spans` grow by each step, `taken` are their tokens."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, places: Places) -> None:
        self.analysis, self.tokens, self.places = analysis, analysis.tokens, places
        self.people = lexicon.people
        classes = lexicon.offices.classes
        self._titles = frozenset(lexicon.offices.heads) | classes["portfolios"] | classes["qualifiers"]
        self.trim = Trimmer(analysis, self.people, places, self._titles).trim
        self._tall = [t for t in self.tokens if t.text[0].isupper()]
        self.spans: list[NameSpan] = []
        self.taken: set[int] = set()

    def take_tagged(self) -> None:
        """The tagger's persons, trimmed to the name; a span with a common noun for its last word is none."""
        first = last = -1
        never = self._titles | self.people.body_nouns | self.people.never
        for entity in self.analysis.entities:
            if entity.label != "PERSON" or is_called(self.tokens, entity.first, self.people):
                continue
            if entity.first == last and self.tokens[first].sentence == self.tokens[entity.first].sentence:
                self._drop(first)
            else:
                first = entity.first
            last = entity.last
            if last - first == 1:
                first = given_before(self.tokens, first, never)
            first = with_family(self.tokens, self.places, self.people, first)
            self._take(self.trim(first, self._past_town(first, last), tagged=True))

    def _past_town(self, first: int, last: int) -> int:
        """ "Foreign Minister Ana Lima | Toledo": a family name that the tagger takes for a town, or for nothing."""
        last = self._past_initial(first, last)
        if self._goes_on(first, last):
            return last + 1
        if first == 0 or last >= len(self.tokens) or last - first < 2:
            return last
        titled, token = self.tokens[first - 1].lower in self._titles, self.tokens[last]
        alone = not token.entity or last + 1 == len(self.tokens) or self.tokens[last + 1].entity != token.entity
        town = (
            token.pos == "PROPN"
            and token.entity in ("GPE", "LOC", "ORG", "WORK_OF_ART", "")
            and self.places.at(last) is None
        )
        town = town and (token.entity in ("GPE", "LOC") or self.tokens[last - 1].head == last)
        return last + 1 if titled and town and alone and token.sentence == self.tokens[first].sentence else last

    def _goes_on(self, first: int, last: int) -> bool:
        """ "Ana | Lima MP", "ANA | LIMA": a family name before a seat in parliament, or in capitals as the first."""
        after = self.tokens[last : last + 2]
        if not after or after[0].pos != "PROPN" or not after[0].text.isalpha() or self.places.at(last) is not None:
            return False
        if after[0].sentence != self.tokens[first].sentence or after[0].lower in self._titles:
            return False
        seated = len(after) == 2 and after[1].text in self.people.classes["post_nominals"] and after[0].text.istitle()
        given = self.tokens[first].text
        shouted = last - first == 1 and given.isupper() and given.title() in self.people.gender
        return seated or (shouted and after[0].text.isupper() and len(after[0].text) > 2)

    def _past_initial(self, first: int, last: int) -> int:
        """ "Amadou | A Diallo": an initial without its point, which the tagger takes for an article, and the parser for
        the start of a sentence."""
        after = self.tokens[last : last + 2]
        if len(after) < 2 or self.places.at(last + 1) is not None:
            return last
        if after[1].start - self.tokens[last - 1].end > len(after[0].text) + 2:
            return last  # in another line
        initial = len(after[0].text) == 1 and after[0].text.isupper() and after[0].text != "I"
        family = after[1].pos == "PROPN" and after[1].text.istitle() and after[1].text.isalpha()
        joined = after[0].head == last + 1 or self.tokens[last - 1].entity == "PERSON"
        return last + 2 if initial and family and joined else last

    def take_full(self, spans: Iterable[tuple[int, int]]) -> None:
        """Full names found otherwise, unless the tagger has them."""
        for first, last in spans:
            if not self.taken & {first, last - 1}:
                self._take(self.trim(first, last))

    def take_mistaken(self) -> None:
        """Two or three words tagged as something else that begin with a first name or end like a family name."""
        for entity in self.analysis.entities:
            first = self.tokens[entity.first].text
            ranked = first.endswith(".") and first in self.people.honorifics  # "[Lt. Gen. Prosper Avril] resigned"
            if ranked and entity.label in _MISTAKEN:
                self._take(self.trim(entity.first, entity.last))
            if ranked or entity.label not in _MISTAKEN or not 1 < entity.last - entity.first < 4:
                continue
            piece = self.tokens[entity.first : entity.last]
            if any(
                t.pos != "PROPN" or not t.text.isalpha() or t.text.isupper() or self.places.at(t.index) for t in piece
            ):
                continue
            family = fold_name(piece[-1].text)
            ends = any(family.endswith(e) and len(family) > len(e) + 2 for e in self.people.family_endings)
            ends = ends or is_described(self.tokens, entity.last, self.people)
            if (piece[0].text in self.people.gender or ends) and self._unlike_body(entity.first, entity.last):
                self._take(self.trim(entity.first, entity.last))

    def take_untagged(self) -> None:
        """Names that the tagger missed: with their seats, known ones, mistaken ones, lone ones, then all again."""
        self.take_seated()
        self.take_known()
        self.take_mistaken()
        self.take_lone()
        self.take_repeated()

    def take_seated(self) -> None:
        """ "The Hon Ana | Lima MP": two words or more, all of a name, behind an honorific and before a seat."""
        seats = self.people.classes["post_nominals"]
        for token in self._tall:
            if token.text not in seats:
                continue
            first = token.index
            while first > 0 and self.tokens[first - 1].pos == "PROPN" and self.tokens[first - 1].text.istitle():
                first -= 1
            begins = first < token.index and self.tokens[first].text in self.people.honorifics
            if begins and token.index - first > 2 and not self.taken & set(range(first, token.index)):
                self._take(self.trim(first, token.index, tagged=True))

    def take_known(self) -> None:
        """Known office holders, whatever the tagger says: first and family name side by side."""
        for token in self._tall:
            if token.index in self.taken or token.pos not in ("PROPN", "NOUN", "ADJ") or token.index == 0:
                continue
            before = self.tokens[token.index - 1]
            known = self.people.known_family.get(fold_name(token.text))
            if not before.text[0].isupper() or before.index in self.taken:
                if known is not None and known.role is not None and self._stands_alone(token):
                    self._take(self.trim(token.index, token.index + 1))
                continue
            if known is not None and fold_name(before.text) in fold_name(known.name).split()[:-1]:
                first = before.index
                while first > 0 and fold_name(self.tokens[first - 1].text) in fold_name(known.name).split()[:-1]:
                    first -= 1
                self._take(self.trim(first, token.index + 1))

    def take_repeated(self) -> None:
        """Other places where a name of this article stands, full or family name alone."""
        full: dict[str, list[tuple[str, ...]]] = {}
        family: set[str] = set()
        for span in self.spans:
            words = tuple(t.text for t in self.tokens[span.first : span.last])
            if len(span.words) > 1:
                full.setdefault(words[0], []).append(words)
                parts = (words[-1], words[0], *(words[1:2] if self._has_two_families(span) else ()))
                family |= {w for w in parts if w[0].isupper() and w.isalpha() and len(w) > 1}
                if span.words[-1] in self.people.suffixes:
                    family.add(words[-3] if words[-2] == "," else words[-2])
            elif span.tagged or span.titled:
                family.add(words[0])
        for token in self._tall:
            if token.index in self.taken:
                continue
            hit = next((w for w in full.get(token.text, ()) if self._stands(token.index, w)), None)
            if hit is not None:
                self._take(self.trim(token.index, token.index + len(hit)))
            elif len(token.text) < 3 and token.pos != "PROPN":
                continue  # "He" is no family name there
            elif token.text in family and self.places.at(token.index) is None and self._alone(token):
                self._take(self.trim(self._leftmost(token.index), token.index + 1, repeated=True))
            elif f"{token.text}s" in family and self._speaks(token):  # a slip: "Ada Waters [...], Water said"
                self._take(NameSpan(token.index, token.index + 1, (token.text,)))

    def _has_two_families(self, span: NameSpan) -> bool:
        """ "Álvaro Monge Salazar", later "Monge": a first name and two family names, neither of them a first name."""
        given = [word in self.people.gender for word in span.words]
        return span.tagged and given in ([True, False, False], [True, True, False, False])

    def take_lone(self) -> None:
        """Names that the tagger missed, known by their family name, which stands alone as a subject elsewhere."""
        lone = {t.text for t in self._tall if self._stands_alone(t)}
        for token in self._tall:
            if token.index in self.taken or token.index == 0 or not (token.text in lone or self._speaks(token)):
                continue
            first = self._leftmost(token.index)
            if first < token.index and self._unlike_body(first, token.index + 1):
                self._take(self.trim(first, token.index + 1))

    def _speaks(self, token: Token) -> bool:
        """A (capitalised) subject of a verb of speech that the tagger took for no person, after a name that it tagged
        otherwise."""
        if token.pos != "PROPN" or token.dep != "nsubj" or self.places.at(token.index):
            return False
        if self.tokens[token.head].lemma not in _SPEECH:
            return False
        return self.tokens[token.index - 1].entity != token.entity or token.entity in (
            "",
            "NORP",
            "GPE",
            "PRODUCT",
            "WORK_OF_ART",
        )

    def _stands_alone(self, token: Token) -> bool:
        """A (capitalised) word without article or neighbour, subject of a verb or owner of something."""
        if token.pos != "PROPN" or token.dep not in ("nsubj", "nsubjpass", "poss"):
            return False
        if token.index in self.taken or len(token.text) < 3 or not token.text.isalpha() or token.text.isupper():
            return False
        word = token.lower
        if (
            word in self._titles
            or word in self.people.never
            or word in self.people.body_nouns
            or self.places.at(token.index)
        ):
            return False
        before = self.tokens[token.index - 1] if token.index else None
        return before is None or before.sentence != token.sentence or before.pos not in ("DET", "ADJ", "PROPN")

    def _unlike_body(self, first: int, last: int) -> bool:
        bodies, never = self.people.body_nouns, self.people.never
        return not any(t.lower in bodies or t.lower in never for t in self.tokens[first:last])

    def take_beside(self, titles: Iterable[Title]) -> None:
        """Capitalised words after a title that the tagger took for something else or split."""
        for title in titles:
            before = run_before(self.tokens, title, self._titles, self.taken)
            if before is not None:
                self._take_run(before, title.head, closed=True)
            after = title.last
            if after < len(self.tokens) and self.tokens[after].text == "," and (title.determiner or title.of):
                self._take_run(after + 1, title.head, closed=True)
            elif not title.plural and (not title.body or self._may_begin(after)):
                self._take_run(after, title.head, closed=False)
        called = self.people.kin | _FORMS
        for token in self.tokens[:-1]:
            if token.lower in called:
                comma = self.tokens[token.index + 1].text == ","
                self._take_run(token.index + 1 + comma, token.index, closed=comma)

    def _may_begin(self, after: int) -> bool:
        """Whether a name may begin after the name of a body: after a place, with an honorific, a known first name."""
        if self.places.ending(after) is not None:
            return True
        word = self.tokens[after].text if after < len(self.tokens) else ""
        if self.tokens[after - 1].lower in ENDING and self.tokens[after - 1].text.istitle():
            return True
        if begins_phrase(self.tokens, after):
            return True
        return word in self.people.gender or word in self.people.honorifics

    def _take_run(self, first: int, head: int, *, closed: bool) -> None:
        """Take the run of capitalised words at `first`; `closed`: a comma, bracket or "of" must follow."""
        if (
            first >= len(self.tokens)
            or first in self.taken
            or self.tokens[first].sentence != self.tokens[head].sentence
        ):
            return
        last = self._run(first)
        if last == first or (last - first == 1 and self.tokens[first].tag in ("NNS", "NNPS")):
            return  # "Director, Refugees"
        joined = next((s for s in self.spans if s.first == last and len(s.words) < 3), None)
        if joined is not None:
            last = joined.last
            self.spans.remove(joined)
            self.taken -= set(range(joined.first, joined.last))
        if closed and not (
            last < len(self.tokens) and self.tokens[last].text in (",", ")", "(", "of", ".", "–", "—", ";")
        ):
            return
        span = self.trim(first, last)
        if span is not None and self._unlike_body(first, last):
            self._take(NameSpan(span.first, span.last, span.words, span.gender, titled=True))

    def _drop(self, first: int) -> None:
        """Forget the span that begins at `first`, to take a longer one."""
        for span in [s for s in self.spans[-1:] if s.first >= first]:
            self.spans.remove(span)
            self.taken -= set(range(span.first, span.last))

    def _take(self, span: NameSpan | None) -> None:
        if span is None or any(t in self.taken for t in range(span.first, span.last)):
            return
        self.spans.append(span)
        self.taken.update(range(span.first, span.last))

    def _stands(self, first: int, words: tuple[str, ...]) -> bool:
        piece = self.tokens[first : first + len(words)]
        return tuple(t.text for t in piece) == words

    def _alone(self, token: Token) -> bool:
        """No part of a longer capitalised name to its right ("Aliyev Foundation")."""
        after = token.index + 1
        if token.pos not in ("PROPN", "NOUN", "ADJ", "VERB", "X") or after >= len(self.tokens):
            return token.pos != "ADV"
        following = self.tokens[after]
        return not (
            following.pos == "PROPN"
            and following.sentence == token.sentence
            and following.entity == token.entity
            and token.entity in _WHOLE
        )

    def _leftmost(self, here: int) -> int:
        """The first of the given names before a family name that the tagger found alone ("Mari" before "Tamm")."""
        first = here
        while first > 0 and here - first < 3:
            before = self.tokens[first - 1]
            if before.text in self.people.particles and self._is_given(first - 2):
                first -= 1  # "Jan [de] Vries"
                continue
            if before.pos != "PROPN" or not before.text[0].isupper() or before.index in self.taken:
                break
            if (
                before.lower in self._titles
                or before.lower in self.people.single_nouns
                or before.text in self.people.honorifics
                or self.places.at(before.index)
            ):
                break
            if (
                before.sentence != self.tokens[here].sentence
                or before.entity in _NOT_NAMES
                or not before.text[-1].isalpha()
            ):
                break
            first -= 1
        return first

    def _is_given(self, here: int) -> bool:
        """A capitalised word that may be a first name: no title, no honorific, no place."""
        token = self.tokens[here] if here >= 0 else None
        if token is None or token.pos != "PROPN" or not token.text[0].isupper() or self.places.at(here):
            return False
        return token.text not in self.people.honorifics and token.lower not in self._titles

    def _run(self, first: int) -> int:
        """End of the run of capitalised words (with particles inside) that begins at `first`."""
        last, here = first, first
        while here < len(self.tokens) and here - first < _LONGEST and here not in self.taken:
            token = self.tokens[here]
            if token.sentence != self.tokens[first].sentence or self.places.at(here) or self._is_strange(here):
                break
            if token.pos in ("PROPN", "ADJ", "NOUN") and token.text[0].isupper() and token.lower not in self._titles:
                last = here = here + 1
            elif here > first and (token.lower in self.people.particles or (last == here and token.text == "-")):
                here += 1
            elif here > first and self.tokens[here - 1].text == "-" and token.start == self.tokens[here - 1].end:
                last = here = here + 1
            else:
                break
        return last

    def _is_strange(self, here: int) -> bool:
        """Tagged as something that no name is; a people's name of two capitalised words is one mistaken."""
        label = self.tokens[here].entity
        if label != "NORP":
            return label in _NOT_NAMES
        near = (self.tokens[i] for i in (here - 1, here + 1) if 0 <= i < len(self.tokens))
        return not any(t.pos == "PROPN" and t.text[0].isupper() and t.lower not in self._titles for t in near)
