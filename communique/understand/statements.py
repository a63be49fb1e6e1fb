"""Who said what to whom, direct or reported.

Rules of `attribution/` propose attributions (source, cue, content); the steps of `speech/` after them are the same for
every candidate, whatever proposed it: bounds, quotations that carry on, nesting, speaker, addressees, occasion.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Doubt, Form, Occasion, Statement
from communique.record.ids import make_id, number_repeats
from communique.record.language import Analysis
from communique.record.text import Evidence, cite
from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import Passage
from communique.understand.attribution.phrases import find_phrase_cues
from communique.understand.attribution.quoted import find_quoted
from communique.understand.attribution.reported import find_reported
from communique.understand.attribution.turns import find_turns
from communique.understand.cast import Cast
from communique.understand.speech.addressees import Addressees
from communique.understand.speech.bounds import clean_bounds
from communique.understand.speech.carried import attach_carried
from communique.understand.speech.nesting import drop_own_reports, drop_repeats, outer_of
from communique.understand.speech.speakers import Speakers


def find_statements(
    article: Article, analysis: Analysis, lexicon: Lexicon, cast: Cast, occasions: tuple[Occasion, ...]
) -> tuple[Statement, ...]:
    """The statements of the article in text order, each with the words that it rests on."""
    passage = Passage(analysis, lexicon.speech)
    found = arrange(passage, propose(passage))
    return _State(passage, cast, occasions).statements(found)


def propose(passage: Passage) -> list[Attribution]:
    """Candidates of the rules, not yet cleaned."""
    found = find_quoted(passage)
    taken = frozenset(a.head for a in found if a.head is not None)
    found += find_reported(passage, taken)
    found += find_phrase_cues(passage)
    found += find_turns(passage)
    return found


def arrange(passage: Passage, candidates: Sequence[Attribution]) -> list[Attribution]:
    """Candidates of any origin, cleaned, without repeats, in text order, quotations that carry on attached."""
    clean = [a for c in candidates if (a := clean_bounds(passage, c)) is not None]
    kept = drop_repeats(passage, attach_carried(passage, drop_repeats(passage, clean)))
    return drop_own_reports(passage, kept)


class _State:
    """Turns attributions into statements; keeps who spoke last."""

    def __init__(self, passage: Passage, cast: Cast, occasions: tuple[Occasion, ...]) -> None:
        self.passage, self.cast = passage, cast
        self.text = passage.analysis.text
        self.addressees = Addressees(passage, cast, occasions)
        self.speakers = Speakers(passage, cast, self.addressees.main)

    def statements(self, found: Sequence[Attribution]) -> tuple[Statement, ...]:
        outers = outer_of(self.passage, found)
        speakers, doubts = self._speakers(found, outers)
        once = number_repeats()
        ids = [once(make_id("s", speakers[n] or "", *(c.quote for c in self._content(a)))) for n, a in enumerate(found)]
        return tuple(
            self._statement(found[n], ids[n], speakers[n], doubts[n], ids[outers[n]] if outers[n] is not None else None)  # type: ignore[index]
            for n in range(len(found))
        )

    def _speakers(
        self, found: Sequence[Attribution], outers: Sequence[int | None]
    ) -> tuple[list[str | None], list[tuple[Doubt, ...]]]:
        """Speaker and doubts of each attribution; outer statements are settled before those within."""
        speakers: list[str | None] = [None] * len(found)
        doubts: list[tuple[Doubt, ...]] = [()] * len(found)
        for n in sorted(range(len(found)), key=lambda n: (_depth(outers, n), found[n].first)):
            outer, attribution = outers[n], found[n]
            before = self._before(found, outers, speakers, n)
            if attribution.origin == "carried":
                speakers[n] = before
                doubts[n] = () if before else (Doubt("speaker", "a quotation without a cue, and nobody spoke before"),)
            else:
                around = speakers[outer] if outer is not None else None
                follows = self._follows(found, outers, n)
                speakers[n], doubts[n] = self.speakers.resolve(attribution.source, around, before, follows=follows)
        return speakers, doubts

    def _before(
        self, found: Sequence[Attribution], outers: Sequence[int | None], speakers: Sequence[str | None], n: int
    ) -> str | None:
        """Who spoke last before attribution `n`, outside all others; whoever was quoted comes before who was
        reported.
        """
        before = [k for k in range(n) if outers[k] is None and speakers[k] is not None]
        if found[n].origin == "carried" and before and not self._shares_paragraph(found[before[-1]], found[n]):
            before = [k for k in before if found[k].origin in ("quoted", "carried")] or before
        return speakers[before[-1]] if before else None

    def _shares_paragraph(self, a: Attribution, b: Attribution) -> bool:
        return self.passage.paragraph(a.last - 1) == self.passage.paragraph(b.first)

    def _follows(self, found: Sequence[Attribution], outers: Sequence[int | None], n: int) -> bool:
        """Whether no person is named between the statement before and this one."""
        before = next((found[k] for k in range(n - 1, -1, -1) if outers[k] is None), None)
        return before is not None and not self.speakers.named_between(_ends(before), _begins(found[n]))

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
        return tuple(e for span in found.content if (e := self._cite(span)) is not None)

    def _form(self, found: Attribution) -> Form:
        base = self.passage.region[found.head] if found.head is not None else -1
        words = [
            i for i in found.tokens() if self.passage.tokens[i].pos != "PUNCT" and i not in self.passage.mark_tokens
        ]
        quoted = sum(self.passage.region[i] not in (-1, base) for i in words)
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
