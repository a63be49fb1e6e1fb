"""A year that frames its clause lends itself to the days told there: "In 2020 they signed the pact on November 9"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.record.language import Analysis
from communique.understand.timex.forms import Phrase

_CLIMB = 12
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def find_frames(phrases: Sequence[Phrase], analysis: Analysis) -> dict[int, int]:
    """{start of a phrase with a month and no year: the year that frames its clause}.

    The year stands before it in the sentence, alone after "in"; both hang on the same verb, or the later one on a verb
    that shares its subject ("and met again on 3 May") or on a participle below it.
    """
    frames: dict[int, int] = {}
    framing: tuple[int, int, int] | None = None  # sentence, clause, year
    for phrase in phrases:
        spots = analysis.tokens_in(phrase.start, phrase.end)
        if not spots:
            continue
        top = analysis.top(spots.start, spots.stop)
        sentence, form = analysis.tokens[top].sentence, phrase.form
        if _is_bare_year(phrase) and spots.start and analysis.tokens[spots.start - 1].text.lower() == "in":
            clause = _clause(analysis, top)
            framing = (sentence, clause, form.year or 0) if clause is not None else None
        elif form.month is not None and form.needs_anchor and not form.base and framing and framing[0] == sentence:
            if framing[1] in _clauses_above(analysis, top):
                frames[phrase.start] = framing[2]
        elif form.year is not None:
            framing = None
    return frames


def _is_bare_year(phrase: Phrase) -> bool:
    form = phrase.form
    return (
        form.year is not None and form.year > 0 and form.type == "DATE" and not (form.month or form.part or form.unit)
    )


def _clause(analysis: Analysis, word: int) -> int | None:
    return next((i for i in _above(analysis, word) if _is_verb(analysis, i)), None)


def _clauses_above(analysis: Analysis, word: int) -> list[int]:
    """The verb of a word, and the verbs above it as long as the lower one has no subject of its own."""
    found = []
    for i in _above(analysis, word):
        if not _is_verb(analysis, i):
            continue
        found.append(i)
        if analysis.tokens[i].dep not in ("conj", "acl", "advcl") or analysis.children(i, *_SUBJECTS):
            break
    return found


def _above(analysis: Analysis, word: int) -> list[int]:
    out = []
    for _ in range(_CLIMB):
        out.append(word)
        head = analysis.tokens[word].head
        if head == word:
            break
        word = head
    return out


def _is_verb(analysis: Analysis, word: int) -> bool:
    return analysis.tokens[word].pos in ("VERB", "AUX")
