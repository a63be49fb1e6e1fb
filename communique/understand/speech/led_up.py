"""The sentence before a quotation without a cue: whose words it leads up to ("X issued a statement. "A." ")."""

from __future__ import annotations

from collections.abc import Sequence, Set

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import Passage
from communique.understand.attribution.sources import owner_of_words, phrase_range


def sentences_of(passage: Passage, found: Sequence[Attribution]) -> frozenset[int]:
    """Numbers of the sentences in which somebody is quoted with a cue: who speaks there is settled by it."""
    tokens = passage.tokens
    heads = (a.head for a in found if a.origin != "carried" and a.head is not None)
    return frozenset(tokens[i].sentence for i in heads)


def leads_up(passage: Passage, carried: Attribution, settled: Set[int]) -> tuple[TokenRange, bool] | None:
    """The subject of the sentence directly before a quotation without a cue, in its paragraph, and whether that
    sentence tells of words ("issued a statement", "wrote on X", "was blunt"); None where that sentence has a
    quotation with a cue, or no subject in the active voice.
    """
    tokens, analysis = passage.tokens, passage.analysis
    last = carried.first - 1
    while last >= 0 and last in passage.mark_tokens:
        last -= 1
    if last < 0 or passage.region[last] != -1 or passage.paragraph(last) != passage.paragraph(carried.first):
        return None
    sentence = analysis.sentence_of(last)
    if sentence.index in settled or passage.region[sentence.root] != -1 or last >= sentence.last:
        return None
    verb = sentence.root
    if tokens[verb].pos not in ("VERB", "AUX"):
        return None
    subjects = analysis.children(verb, "nsubj")
    if not subjects or tokens[subjects[-1]].pos == "PRON":
        return None
    owned = owner_of_words(passage, subjects[-1])
    source = owned or phrase_range(passage, subjects[-1], verb)
    return (source, owned is not None or _tells(passage, verb)) if source is not None else None


def _tells(passage: Passage, verb: int) -> bool:
    """ "Wrote on X", "issued a statement", "gave a speech"."""
    speech = passage.speech
    papers = speech.saying | speech.setting | speech.light_nouns
    objects = passage.analysis.children(verb, "dobj")
    return passage.is_cue_verb(passage.tokens[verb]) or any(passage.lemma(k) in papers for k in objects)
