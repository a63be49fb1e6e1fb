"""Who said what to whom, direct or reported.

Rules of `attribution/` propose attributions (source, cue, content); the steps of `speech/` after them are the same for
every candidate, whatever proposed it: bounds, quotations that carry on, nesting, speaker, addressees, occasion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Actor, Doubt, Form, Occasion, Statement
from communique.record.ids import make_id, number_repeats
from communique.record.language import Analysis
from communique.record.text import Evidence, cite
from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import FINITE, Passage, is_name
from communique.understand.attribution.phrases import find_cited, find_nominal, find_phrase_cues
from communique.understand.attribution.quoted import find_quoted
from communique.understand.attribution.reported import find_reported
from communique.understand.cast import Cast
from communique.understand.naming.home import FIRST_PERSON, home_state, issuer, publisher
from communique.understand.reader import Reader
from communique.understand.speech.addressees import Addressees
from communique.understand.speech.bounds import clean_bounds
from communique.understand.speech.carried import attach_carried
from communique.understand.speech.led_up import leads_up, sentences_of
from communique.understand.speech.nesting import drop_own_reports, drop_repeats, outer_of
from communique.understand.speech.speakers import Speakers
from communique.understand.speech.turns import find_byline, find_turns
from communique.understand.trained.attributions import combine, places_to_read

_AUTHOR = re.compile(
    r"(?:press )?([a-z]+) (?:by|of|from) (.{3,80}?)"
    r"(?: (?:on|at|to|in|regarding|following|after|about|before|for)\b|[,:(–—]|$)",
    re.I,
)
"""Titles that name who speaks in the text. Source: news of presidents and ministries."""

_THINGS = frozenset(("this", "these", "which", "what", "everything", "nothing", "anything", "something"))
_OPENING = frozenset('"“„«')


def find_statements(
    article: Article,
    analysis: Analysis,
    lexicon: Lexicon,
    cast: Cast,
    occasions: tuple[Occasion, ...],
    reader: Reader | None = None,
) -> tuple[Statement, ...]:
    """The statements of the article in text order, each with the words that it rests on.

    Without a trained reader the rules stand alone.
    """
    passage = Passage(analysis, lexicon.speech)
    proposed = propose(passage)
    if reader is not None:
        read = reader.read(article.text, within=places_to_read(analysis, proposed))
        proposed = combine(analysis, proposed, read, lexicon.speech.words["earning"])
    home = (
        _by_line(passage, cast)
        or _by_title(article, lexicon.speech.words["titled"], cast)
        or _naming_himself(passage, cast)
        or _issuing(passage, article, lexicon, cast)
        or _own_state(article, lexicon, cast)
    )
    persons = lexicon.people.kin | lexicon.people.gender_words.keys()
    given = lexicon.people.gender
    return _State(passage, cast, occasions, home, persons, given).statements(arrange(passage, proposed))


def propose(passage: Passage) -> list[Attribution]:
    """Candidates of the rules, not yet cleaned."""
    found = find_quoted(passage)
    taken = frozenset(a.head for a in found if a.head is not None)
    found += find_reported(passage, taken)
    found += find_nominal(passage)
    found += find_phrase_cues(passage)
    found += find_cited(passage)
    found += find_turns(passage)
    return found


def _by_line(passage: Passage, cast: Cast) -> Actor | None:
    """Whom the line over the text names as its author."""
    heading, _ = find_byline(passage)
    return cast.covering(heading[1] - 1) if heading is not None else None


def _naming_himself(passage: Passage, cast: Cast) -> Actor | None:
    """ "I, Jan Kowal, President of ...": whose words the whole text is."""
    tokens = passage.tokens
    for token in tokens[:-2]:
        if token.text == "I" and tokens[token.index + 1].text == "," and passage.region[token.index] == -1:
            actor = cast.covering(token.index + 2)
            if actor is not None and actor.kind == "person":
                return actor
    return None


def _issuing(passage: Passage, article: Article, lexicon: Lexicon, cast: Cast) -> Actor | None:
    """The minister who says "I" in the release of a government, outside quotation marks."""
    is_told = any(t.text in FIRST_PERSON and passage.region[t.index] == -1 for t in passage.tokens)
    return issuer(article, lexicon, cast) if is_told else None


def _by_title(article: Article, titled: frozenset[str], cast: Cast) -> Actor | None:
    """Whom the title names as the author ("Statement by Minister Anna Berg on ..."), if the text names that person."""
    named = _AUTHOR.match(article.title or "")
    if named is None:
        return None
    kind = named.group(1).lower()
    if titled.isdisjoint((kind, kind.removesuffix("s"))):
        return None
    words = named.group(2).split()
    return next((a for a in cast.actors if a.kind == "person" and a.name.split()[-1] in words), None)


def _own_state(article: Article, lexicon: Lexicon, cast: Cast) -> Actor | None:
    """The state whose government publishes the outlet, if the article names it."""
    return home_state(publisher(article, lexicon), cast)


def arrange(passage: Passage, candidates: Sequence[Attribution]) -> list[Attribution]:
    """Candidates of any origin, cleaned, without repeats, in text order, quotations that carry on attached."""
    clean = [a for c in candidates if (a := clean_bounds(passage, c)) is not None]
    kept = drop_repeats(passage, attach_carried(passage, drop_repeats(passage, clean)))
    return drop_own_reports(passage, kept)


class _State:
    """Turns attributions into statements; keeps who spoke last."""

    def __init__(
        self,
        passage: Passage,
        cast: Cast,
        occasions: tuple[Occasion, ...],
        home: Actor | None,
        persons: Set[str] = frozenset(),
        given: Mapping[str, str] | None = None,
    ) -> None:
        """`persons`: nouns for persons who may speak without being actors ("the widow"); `given`: {first name: m or
        f}."""
        self.passage, self.cast, self.persons = passage, cast, persons
        self.text = passage.analysis.text
        self.addressees = Addressees(passage, cast, occasions)
        self.speakers = Speakers(passage, cast, self.addressees.main, home, given or {})

    def statements(self, found: Sequence[Attribution]) -> tuple[Statement, ...]:
        found = self._led_up([a for a in found if not self._is_of_a_thing(a)])
        outers = outer_of(found)
        speakers, doubts = self._speakers(found, outers)
        once = number_repeats()
        ids = [once(make_id("s", speakers[n] or "", *(c.quote for c in self._content(a)))) for n, a in enumerate(found)]
        return tuple(
            self._statement(found[n], ids[n], speakers[n], doubts[n], ids[outers[n]] if outers[n] is not None else None)  # type: ignore[index]
            for n in range(len(found))
        )

    def _led_up(self, found: Sequence[Attribution]) -> list[Attribution]:
        """Quotations without a cue given the person for source whom the sentence before tells of."""
        settled = sentences_of(self.passage, found)
        out = []
        for attribution in found:
            lead = leads_up(self.passage, attribution, settled) if attribution.origin == "carried" else None
            if lead is not None and self._may_speak(*lead):
                attribution = replace(attribution, source=lead[0])
            out.append(attribution)
        return out

    def _may_speak(self, source: TokenRange, tells: bool) -> bool:
        """Whether the subject of a sentence is a person, or a body of which it tells that words came from it."""
        actor = self.cast.get(self.speakers.resolve(source, None, None)[0])
        return actor is not None and (actor.kind == "person" or tells)

    def _is_of_a_thing(self, found: Attribution) -> bool:
        """Whether reported words only look so: "the launches underscore P", "this suggests P"."""
        if found.origin != "reported" or found.head is None or found.source is None:
            return False
        speech, source = self.passage.speech, self.passage.analysis.top(*found.source)
        if self._gives_grounds(found, source) and self.speakers.resolve(found.source, None, None)[0] is None:
            return True
        if self.passage.lemma(source) in _THINGS:
            return True
        token = self.passage.tokens[source]
        if self._only_measured(found, source):
            return True
        if token.pos != "NOUN" or token.entity or self.passage.lemma(found.head) not in speech.of_things:
            return False
        telling = speech.documents | speech.saying | speech.setting | self.persons
        if self.passage.lemma(source) in telling or self._is_testimony(found.head):
            return False
        return self.speakers.resolve(found.source, None, None)[0] is None

    def _gives_grounds(self, found: Attribution, source: int) -> bool:
        """ "The reformers resigned, citing P", "the evidence pointed to P": whose subject is no name."""
        token, lemma = self.passage.tokens[source], self.passage.lemma(found.head) if found.head is not None else ""
        if token.pos != "NOUN" or token.entity or found.cue is None:
            return False
        return (lemma == "cite" and token.tag == "NNS") or (
            lemma == "point" and self.passage.tokens[found.cue[1] - 1].lower == "to"
        )

    def _only_measured(self, found: Attribution, source: int) -> bool:
        """ "The results confirm the trend": what was measured tells that something is so, not a thing alone."""
        if self.passage.lemma(source) not in self.passage.speech.words["measured"] or found.head is None:
            return False
        shows = self.passage.speech.of_things | self.passage.speech.words["proving"]
        if self.passage.lemma(found.head) not in shows or found.source is None:
            return False
        told = any(self.passage.tokens[i].tag in (*FINITE, "MD") for i in found.tokens())
        return not told and self.speakers.resolve(found.source, None, None)[0] is None

    def _is_testimony(self, verb: int) -> bool:
        """Things may testify to something; that something is so is testified by persons."""
        return self.passage.lemma(verb) == "testify" and bool(self.passage.analysis.children(verb, "ccomp"))

    def _speakers(
        self, found: Sequence[Attribution], outers: Sequence[int | None]
    ) -> tuple[list[str | None], list[tuple[Doubt, ...]]]:
        """Speaker and doubts of each attribution; outer statements are settled before those within."""
        speakers: list[str | None] = [None] * len(found)
        doubts: list[tuple[Doubt, ...]] = [()] * len(found)
        outside = [n for n in range(len(found)) if outers[n] is None]
        self._speak_outside(found, outside, speakers, doubts)
        for n in sorted((n for n in range(len(found)) if outers[n] is not None), key=lambda n: _depth(outers, n)):
            outer = outers[n]
            around = speakers[outer] if outer is not None else None
            speakers[n], doubts[n] = self.speakers.resolve(found[n].source, around, None)
        return speakers, doubts

    def _speak_outside(
        self,
        found: Sequence[Attribution],
        outside: Sequence[int],
        speakers: list[str | None],
        doubts: list[tuple[Doubt, ...]],
    ) -> None:
        """Settles the attributions that stand in no other, in text order: who spoke last may carry on."""
        said: int | None = None
        quoted: int | None = None
        unknown: int | None = None
        previous: int | None = None
        for n in outside:
            attribution = found[n]
            if attribution.origin == "carried" and attribution.source is None:
                near = said is not None and self._shares_paragraph(found[said], attribution)
                before = said if near or quoted is None else quoted
                if unknown is not None and self._goes_on(found[unknown], attribution) and unknown > (before or 0):
                    before = unknown
                speakers[n] = speakers[before] if before is not None else None
                lost = Doubt("speaker", "a quotation without a cue, and nobody spoke before")
                doubts[n] = () if speakers[n] else (lost,)
            else:
                last = speakers[said] if said is not None else None
                follows = previous is not None and self._follows(found[previous], attribution)
                speakers[n], doubts[n] = self.speakers.resolve(attribution.source, None, last, follows=follows)
                if attribution.origin == "carried" and speakers[n] is not None:
                    doubts[n] = (Doubt("speaker", "a quotation without a cue: taken from the sentence before"),)
                unknown = n if attribution.source is not None and speakers[n] is None else unknown
            previous = n
            if speakers[n] is not None:
                said = n
                quoted = n if attribution.origin in ("quoted", "carried") else quoted

    def _goes_on(self, before: Attribution, carried: Attribution) -> bool:
        """Whether a quotation without a cue goes on with what a source nobody knows has said."""
        return before.origin == "quoted" or self._shares_paragraph(before, carried)

    def _shares_paragraph(self, a: Attribution, b: Attribution) -> bool:
        return self.passage.paragraph(a.last - 1) == self.passage.paragraph(b.first)

    def _follows(self, before: Attribution, found: Attribution) -> bool:
        """Whether no person is named between the statement before and this one."""
        return not self.speakers.named_between(_ends(before), _begins(found))

    def _statement(
        self, found: Attribution, id_: str, speaker: str | None, doubts: tuple[Doubt, ...], within: str | None
    ) -> Statement:
        actor = self.cast.get(speaker)
        named = tuple(a for a in self.addressees.named(found) if a != speaker)
        occasion = self.addressees.occasion(actor, found) if within is None else None
        addressees = named or (self.addressees.counterparts(actor) if occasion is not None else ())
        return Statement(
            id=id_,
            speaker=speaker,
            source=self._cite(found.source),
            cue=self._cite(found.cue),
            content=self._content(found),
            form=self._form(found),
            addressees=addressees,
            on_behalf_of=self.addressees.on_behalf_of(found, speaker),
            within=within,
            occasion=occasion,
            doubts=doubts,
        )

    def _cite(self, span: TokenRange | None) -> Evidence | None:
        return (
            cite(self.text, self.passage.tokens[span[0]].start, self.passage.tokens[span[1] - 1].end) if span else None
        )

    def _content(self, found: Attribution) -> tuple[Evidence, ...]:
        cited = (self._cite(span) for span in found.content)
        return tuple(self._without_mark(e) for e in cited if e is not None)

    def _without_mark(self, found: Evidence) -> Evidence:
        """The words without an opening mark that is written on the first of them: said."We are ready" """
        marked = found.quote[0] in _OPENING and len(found.quote) > 1
        return cite(self.text, found.start + 1, found.end) if marked else found

    def _inside_names(self, found: Attribution, base: int) -> frozenset[int]:
        """Tokens in marks around a name (the ship "Star", a law "On Water"): the outlet's own words, unless no other
        words are said."""
        said = found.tokens()
        regions = {self.passage.region[i] for i in said} - {base}
        names = [q for r in regions if (q := self.passage.by_index.get(r)) and is_name(self.passage, q)]
        inside = frozenset(i for q in names for i in range(q.first, q.last))
        return inside if said - inside - self.passage.mark_tokens else frozenset()

    def _form(self, found: Attribution) -> Form:
        base = self.passage.region[found.head] if found.head is not None else -1
        words = [
            i for i in found.tokens() if self.passage.tokens[i].pos != "PUNCT" and i not in self.passage.mark_tokens
        ]
        named = self._inside_names(found, base) if base == -1 else frozenset()
        quoted = sum(self.passage.region[i] not in (-1, base) and i not in named for i in words)
        if found.origin == "turn" or (words and quoted == len(words)):
            return "direct"
        return "mixed" if quoted else "indirect"


def _begins(found: Attribution) -> int:
    return min(span[0] for span in (found.source, found.cue, *found.content) if span is not None)


def _ends(found: Attribution) -> int:
    return max(span[1] for span in (found.source, found.cue, *found.content) if span is not None)


def _depth(outers: Sequence[int | None], n: int) -> int:
    depth = 0
    while (outer := outers[n]) is not None and depth < 8:
        n, depth = outer, depth + 1
    return depth
