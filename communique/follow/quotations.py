"""The same words of a speaker in two articles, as when two outlets quote one statement in two translations?

Speaker, day and encounter must agree; then what is said is compared word by word, where words of one meaning count as
one: synonyms, deeds that fulfil one another, forms of one stem. Source: thresholds set on pairs of tests/follow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from communique.follow.tellings import Report
from communique.follow.wording import Rarity, Word
from communique.lexicon.load import Lexicon
from communique.record.finding import Statement
from communique.record.followup import FindingKey, Sameness, Verdict

RULE = "rule:quotations"
# Of the lighter statement so much must be said in the other, of the heavier so much, in so many words.
COVERED, COVERED_BACK, WORDS = 0.6, 0.4, 3
_DAYS, _COMMON = 2, 2
_NOBODY = frozenset({"nobody", "none", "nothing", "nowhere"})
_ALIKE = 6  # letters that two forms of one word begin with
_TOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Saying:
    """One statement of one article, ready for comparison.

    `occasion`: the encounter that it was made at; `keys`: words that are one have a key in common.
    """

    key: FindingKey
    speaker: str
    on: date
    occasion: FindingKey | None
    words: tuple[Word, ...]
    is_denial: bool
    keys: frozenset[str]


def sayings_of(report: Report, lexicon: Lexicon) -> tuple[Saying, ...]:
    """What persons say in an article, in words enough to compare; an article without a day compares with none."""
    people = {a.id for a in report.reading.actors if a.kind == "person"}
    told = (s for s in report.reading.statements if s.speaker in people and s.speaker in report.identities)
    sayings = (_saying(report, s, lexicon) for s in told) if report.on is not None else ()
    return tuple(s for s in sayings if s is not None)


def _saying(report: Report, statement: Statement, lexicon: Lexicon) -> Saying | None:
    article, on = report.reading.article.id, report.on
    words = {w.concept: w for e in statement.content for w in report.passages.within(e.start, e.end)}
    if len(words) < WORDS or on is None or statement.speaker is None:
        return None
    quotes = (e.quote.lower().replace("n't", " not").replace("n’t", " not") for e in statement.content)
    said = {token for quote in quotes for token in _TOKEN.findall(quote)}
    return Saying(
        FindingKey(article, statement.id),
        report.identities[statement.speaker].id,
        on,
        FindingKey(article, statement.occasion) if statement.occasion else None,
        tuple(words.values()),
        bool(said & (lexicon.followup.words["negations"] | _NOBODY)),
        frozenset(key for word in words.values() for key in _keys(word, lexicon)),
    )


def pair_sayings(sayings: Sequence[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Pairs worth judging: of two articles, of one speaker, days apart at most, with words in common."""
    blocks: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        blocks[saying.speaker].append(saying)
    for members in blocks.values():
        members.sort(key=lambda saying: saying.on)
        for place, a in enumerate(members):
            for b in islice(members, place + 1, None):
                if (b.on - a.on).days > _DAYS:
                    break
                if a.key.article != b.key.article and len(a.keys & b.keys) >= _COMMON:
                    yield a, b


def judge_sayings(
    a: Saying, b: Saying, rarity: Rarity, lexicon: Lexicon, met: Mapping[FindingKey, Collection[FindingKey]]
) -> Verdict:
    """Whether two articles tell of one statement. `met`: {encounter: all tellings of it}."""
    sameness, score, reason = _compare(a, b, rarity, lexicon, met)
    return Verdict("statement", a.key, b.key, sameness, round(score, 3), reason, RULE)


def _compare(
    a: Saying, b: Saying, rarity: Rarity, lexicon: Lexicon, met: Mapping[FindingKey, Collection[FindingKey]]
) -> tuple[Sameness, float, str]:
    if a.occasion and b.occasion and b.occasion not in met.get(a.occasion, ()):
        return "different", 0.0, "said at another encounter"
    if a.is_denial != b.is_denial:
        return "different", 0.0, "the one denies, the other does not"
    for what, mine, its in (("numbers", _numbers(a), _numbers(b)), ("names", _names(a), _names(b))):
        if mine and its and not mine & its:
            return "different", 0.0, f"other {what}"
    there = [w for w in a.words if not b.keys.isdisjoint(_keys(w, lexicon))]
    back = [w for w in b.words if not a.keys.isdisjoint(_keys(w, lexicon))]
    covers = sorted((_share(there, a, rarity), _share(back, b, rarity)))
    score = 0.7 * covers[1] + 0.3 * covers[0]
    is_same = min(len(there), len(back)) >= WORDS and covers[1] >= COVERED and covers[0] >= COVERED_BACK
    reason = "one speaker, one encounter" if a.occasion and b.occasion else "one speaker, one day"
    return "same" if is_same else "different", score, f"{reason}, says " + ", ".join(w.text for w in there[:6])


def _share(found: Sequence[Word], saying: Saying, rarity: Rarity) -> float:
    return sum(rarity.weight(w.concept) for w in found) / sum(rarity.weight(w.concept) for w in saying.words)


def _keys(word: Word, lexicon: Lexicon) -> set[str]:
    """What it has in common with words that count as the same: concept, class of deeds, first letters."""
    if word.number is not None or word.is_name:
        return {word.concept}
    keys = {word.concept, *(f"deed {n}" for n in lexicon.followup.deeds.get(word.stem, ()))}
    return keys | {f"{word.text[:_ALIKE].lower()}-"} if len(word.text) >= _ALIKE else keys


def _numbers(saying: Saying) -> frozenset[float]:
    return frozenset(w.number for w in saying.words if w.number is not None)


def _names(saying: Saying) -> frozenset[str]:
    return frozenset(w.concept for w in saying.words if w.is_name)
