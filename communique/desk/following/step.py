"""A STEP OF THE FOLLOW-UP: what the archive holds around one reading -> what came of it -> what is kept.

Thinking takes the time and needs no lock: `look` reads in a transaction that hinders nobody, `think` is pure, and
`Thought.write` is short. Whoever writes looks again first, and thinks again if he sees anything else than before.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from communique.desk.following.joining import Joined
from communique.follow.archived.traits import traits_of
from communique.follow.ledger import follow
from communique.follow.wording import Passages
from communique.lexicon.load import Lexicon
from communique.record.followup import Matter, PersonalJudgement, Verdict
from communique.record.outcome import Reading
from communique.remember.database.connect import Connection
from communique.remember.followed.matters import drop_matters, load_matters, write_matters
from communique.remember.followed.persons import personal_words, record_rules
from communique.remember.followed.tracks import Row, Track, drop_tracks, rows_about, write_tracks
from communique.remember.followed.waiting import Kept, Outline, Shelf, outlines, put_waiting

_AT_HAND: Final = 256


class Prepared:
    """The words of readings, those of the last ones without cutting them up again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._at_hand: OrderedDict[int, tuple[Reading, Passages, tuple[int, ...]]] = OrderedDict()

    def passages(self, reading: Reading) -> Passages:
        return self._of(reading)[1]

    def traits(self, reading: Reading) -> tuple[int, ...]:
        return self._of(reading)[2]

    def _of(self, reading: Reading) -> tuple[Reading, Passages, tuple[int, ...]]:
        # A reading at hand is kept alive here, so that no other gets its number.
        known = self._at_hand.pop(id(reading), None)
        if known is None:
            passages = Passages(reading, self._lexicon)
            known = (reading, passages, traits_of(reading, passages))
        self._at_hand[id(reading)] = known
        while len(self._at_hand) > _AT_HAND:
            self._at_hand.popitem(last=False)
        return known


@dataclass(frozen=True, slots=True)
class View:
    """What the archive holds around some readings: all that their follow-up depends on.

    `around`: the readings; `is_all`: nothing else hangs together with them; `gone`: superseded ones; `seen`: the
    readings followed, and those that persons joined to them; `rest`: others that their tracks mention, not opened.
    """

    around: frozenset[int]
    is_all: bool
    gone: frozenset[int]
    verdicts: tuple[Verdict, ...]
    judgements: tuple[PersonalJudgement, ...]
    seen: tuple[Kept, ...]
    rest: tuple[Outline, ...]
    rows: tuple[Row, ...]
    matters: tuple[Matter, ...]

    def is_still(self, other: View) -> bool:
        """Whether another view shows the same; readings are compared by their hashes."""
        mine, its = (
            (v.around, v.is_all, v.gone, v.verdicts, v.judgements, v.rows, v.matters,
             [k.state for k in v.seen], [k.state for k in v.rest])
            for v in (self, other)
        )  # fmt: skip
        return mine == its


def look(connection: Connection, shelf: Shelf, around: Set[int], gone: Set[int], *, is_all: bool) -> View:
    """What there is around some readings."""
    verdicts, judgements, others = personal_words(connection, around)
    seen = {*around, *others, *gone}
    rows = rows_about(connection, seen)
    current = tuple(k for k in shelf.load(connection, seen - gone) if k.is_current)
    rest = {id_ for row in rows for id_, _ in row.findings} - seen
    known = tuple(outlines(connection, rest | gone))
    matters = tuple(load_matters(connection, {row.matter for row in rows if row.matter}))
    return View(
        frozenset(around), is_all, frozenset(gone), verdicts, judgements, current, known, rows, matters
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thought:
    """What came of some readings: what is kept no longer, and what is kept instead."""

    dropped: tuple[int, ...]
    tracks: tuple[Track, ...]
    dropped_matters: tuple[str, ...]
    leaving: tuple[int, ...]
    matters: tuple[Matter, ...]
    verdicts: tuple[Verdict, ...]
    homeless: frozenset[int]

    def write(self, connection: Connection) -> None:
        """Puts it in the place of what was known."""
        drop_tracks(connection, self.dropped)
        write_tracks(connection, self.tracks)
        drop_matters(connection, self.dropped_matters, self.leaving)
        write_matters(connection, self.matters)
        record_rules(connection, self.verdicts)
        put_waiting(connection, self.homeless)


def think(view: View, prepared: Prepared, lexicon: Lexicon) -> Thought:
    """Follows the readings; what comes out as it was stays untouched."""
    ledger = follow(
        [k.reading for k in view.seen], lexicon, date.min, personal=view.verdicts, judgements=view.judgements,
        passages_of=prepared.passages,
    )  # fmt: skip
    opened = [(row, row.open()) for row in view.rows]
    seen = {k.id for k in view.seen} | view.gone
    joined = Joined(ledger, [track for _, track in opened], (view.seen, view.rest), seen, carries=not view.is_all)
    matters = joined.matters(view.matters)
    home = {name: matter.id for matter in matters for name in matter.commitments}
    stays = _unchanged(opened, joined.tracks)
    dropped = tuple(row.id for row, _ in opened if row.name not in stays)
    new = tuple(replace(t, matter=home.get(t.entry.id)) for t in joined.tracks if t.entry.id not in stays)
    leaving = tuple(row.id for row in view.rows if row.name in stays and row.matter and row.name not in home)
    news = tuple(matter for matter in matters if matter not in view.matters)
    gone = tuple(matter.id for matter in view.matters if matter not in matters)
    return Thought(dropped, new, gone, leaving, news, ledger.verdicts, frozenset(joined.homeless))


def _unchanged(opened: Sequence[tuple[Row, Track]], tracks: Sequence[Track]) -> set[str]:
    """The names of the tracks that are as they were."""
    first: dict[str, Track] = {}
    for track in tracks:
        first.setdefault(track.entry.id, track)
    return {
        row.name for row, track in opened if row.name in first and first[row.name].says_what(track)
    }  # fmt: skip
