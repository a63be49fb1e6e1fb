"""THE LEDGER OF AN ARCHIVE: follows up what was added, a few articles at a time, and answers from what came of it.

A new article is compared with the articles near it alone (`remember/followed/near.py`). Where articles hang together by
such nearness and are no more than `MOST`, the ledger is what following them all at once would give, in whatever order
they came; in a larger web each is followed with the `MOST` nearest, and what was known from others is carried on.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import count as counter
from itertools import islice
from typing import Final

from communique.desk.joining import Joined, bind_ledger, dated
from communique.follow.archived.traits import traits_of
from communique.follow.archived.wordings import TWIN, Signature, bands_of, likeness, signature_of
from communique.follow.ledger import follow
from communique.lexicon.load import Lexicon, load_lexicon
from communique.record.followup import Identity, Ledger, LedgerEntry, Matter, OccasionEntry
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.database.connect import Connection
from communique.remember.followed import asking
from communique.remember.followed.asking import Asked
from communique.remember.followed.matters import take_matters, write_matters
from communique.remember.followed.near import drop_traits, index_traits, surroundings
from communique.remember.followed.persons import personal_words, record_rules
from communique.remember.followed.tracks import Track, take_tracks, write_tracks
from communique.remember.followed.twins import drop_twins, put_twins, same_story, twin_candidates
from communique.remember.followed.waiting import (
    Shelf,
    drop_waiting,
    get_waiting,
    is_any_waiting,
    put_waiting,
    take_turn,
)
from communique.remember.found import Source

__all__ = ["Asked", "FollowUp", "TrackView"]

# Articles followed at once; time grows with the square. Source: bench/scale/run.py.
MOST: Final = 24
# Articles whose follow-up is one transaction: all or none.
_BATCH: Final = 20


@dataclass(frozen=True, slots=True)
class TrackView:
    """One commitment or encounter across articles, whom it names, and the matter that it belongs to."""

    entry: LedgerEntry | OccasionEntry
    actors: tuple[Identity, ...]
    matter: Matter | None


class FollowUp:
    """The follow-up of one archive. Every question first follows up what is still waiting."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._shelf = Shelf()

    def catch_up(self, *, batches: int | None = None, at_once: int = _BATCH) -> int:
        """Follows up all that waits, or so many batches of `at_once` readings; how many readings that were. A batch is
        kept whole or not at all; others who write wait for it. Raises: ArchiveError.
        """
        count = 0
        for number in counter():
            if number == batches or not is_any_waiting(self.archive):
                break
            with connect.writing(self.archive.engine) as connection:
                take_turn(connection)
                ids = get_waiting(connection, at_once)
                drop_waiting(connection, ids)
                self._follow(connection, ids)
            count += len(ids)
        return count

    def ledger(self, asked: Asked | None = None, *, as_of: date | None = None, limit: int | None = None) -> Ledger:
        """What the archive knows of commitments and encounters as of a day (default today), first told first.

        With `limit`, so many of each: those due first. The status "overdue" of `asked` is that of the day.
        Raises: ArchiveError.
        """
        self.catch_up()
        asked, day = asked or Asked(), as_of or date.today()
        wanted = asked
        if "overdue" in asked.statuses:
            before = min(asked.due_before, day) if asked.due_before else day
            wanted = replace(asked, statuses=("open", "in_progress"), due_before=before)
        commitments = list(islice(asking.find_tracks(self.archive, "commitment", wanted), limit))
        around = replace(asked, statuses=(), due_before=None, due_from=None)
        occasions = list(islice(asking.find_tracks(self.archive, "occasion", around), limit))
        return bind_ledger(commitments, occasions, asking.matters_of(self.archive, commitments), day)

    def same_story(self, article_ids: Sequence[str]) -> dict[str, list[tuple[Source, float]]]:
        """{article: others that tell it in nearly the same words, with the share of words in common, likest first}."""
        self.catch_up()
        return same_story(self.archive, article_ids)

    def track(self, id_: str, *, as_of: date | None = None) -> TrackView:
        """One commitment ("p-...") or encounter ("x-...") across articles. Raises: NotFoundError."""
        self.catch_up()
        track = asking.get_track(self.archive, id_)
        matters = asking.matters_of(self.archive, [track])
        return TrackView(dated(track.entry, as_of or date.today()), track.actors, matters[0] if matters else None)

    def tracks_of(self, article_id: str, *, as_of: date | None = None) -> Ledger:
        """The commitments and encounters that an article tells of."""
        self.catch_up()
        return self._some(asking.tracks_of_article(self.archive, article_id), as_of)

    def matter(self, id_: str, *, as_of: date | None = None) -> Ledger:
        """The commitments of one matter ("m-..."). Raises: NotFoundError."""
        self.catch_up()
        return self._some(asking.get_matter(self.archive, id_)[1], as_of)

    def _some(self, tracks: Sequence[Track], as_of: date | None) -> Ledger:
        commitments = [t for t in tracks if t.layer == "commitment"]
        occasions = [t for t in tracks if t.layer == "occasion"]
        return bind_ledger(commitments, occasions, asking.matters_of(self.archive, commitments), as_of or date.today())

    def _follow(self, connection: Connection, ids: Sequence[int]) -> None:
        lexicon = load_lexicon()
        dirty, gone = self._index(connection, ids, lexicon)
        settled: set[int] = set()
        for id_ in sorted(dirty):
            if id_ in settled:
                continue
            around, is_all = surroundings(connection, id_, MOST)
            self._run(connection, around, gone, lexicon, is_all=is_all)
            settled |= around if is_all else {id_}
        if gone:
            self._run(connection, set(), gone, lexicon, is_all=True)

    def _index(self, connection: Connection, ids: Sequence[int], lexicon: Lexicon) -> tuple[set[int], set[int]]:
        """Makes readings findable, or no longer so; those to follow up, and those that are superseded."""
        dirty: set[int] = set()
        gone: set[int] = set()
        for kept in self._shelf.load(connection, ids):
            keys = traits_of(kept.reading, lexicon)
            dirty |= drop_traits(connection, kept.id, kept.on, keys)
            signature = signature_of(kept.reading.article.text)
            bands = bands_of(signature) if signature else ()
            drop_twins(connection, kept.id, bands)
            if kept.is_current:
                index_traits(connection, kept.id, kept.on, keys)
                if signature:
                    put_twins(connection, kept.id, bands, self._twins(connection, signature, bands))
                dirty.add(kept.id)
            else:
                gone.add(kept.id)
        return dirty - gone, gone

    def _twins(self, connection: Connection, signature: Signature, bands: Sequence[int]) -> dict[int, float]:
        """The readings that are near-duplicates of a text, with their likeness."""
        found: dict[int, float] = {}
        for other in self._shelf.load(connection, twin_candidates(connection, bands)):
            its = signature_of(other.reading.article.text)
            score = likeness(signature, its) if its and other.is_current else 0.0
            if score >= TWIN:
                found[other.id] = round(score, 3)
        return found

    def _run(self, connection: Connection, ids: Set[int], gone: Set[int], lexicon: Lexicon, *, is_all: bool) -> None:
        """Follows some readings and puts what came of it in the place of what was known of them.

        Where they are all that hangs together, what was known from others counts no more.
        """
        verdicts, judgements, others = personal_words(connection, ids)
        seen = {*ids, *others, *gone}
        before = take_tracks(connection, seen)
        seen_now = [k for k in self._shelf.load(connection, seen - gone) if k.is_current]
        rest = {id_ for track in before for id_, _ in track.findings} - seen
        known = [*seen_now, *self._shelf.load(connection, rest | gone)]
        ledger = follow([k.reading for k in seen_now], lexicon, date.min, personal=verdicts, judgements=judgements)
        joined = Joined(ledger, before, known, seen, carries=not is_all)
        matters = take_matters(connection, {track.matter for track in before if track.matter})
        write_tracks(connection, joined.tracks)
        write_matters(connection, joined.matters(matters))
        record_rules(connection, ledger.verdicts)
        put_waiting(connection, joined.homeless)
