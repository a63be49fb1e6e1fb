"""THE LEDGER OF AN ARCHIVE: follows up what was added, a few articles at a time, and answers from what came of it.

A new article is compared with the articles near it alone (`remember/followed/near.py`). Where articles hang together by
such nearness and are no more than `MOST`, the ledger is what following them all at once would give, in whatever order
they came; in a larger web each is followed with the `MOST` nearest, and what was known from others is carried on.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import count as counter
from itertools import islice
from typing import Final

from communique.desk.following.joining import bind_ledger, dated
from communique.desk.following.step import Prepared, Thought, View, look, think
from communique.follow.archived.wordings import TWIN, Signature, bands_of, likeness, signature_of
from communique.lexicon.load import load_lexicon
from communique.record.followup import Identity, Ledger, LedgerEntry, Matter, OccasionEntry
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.database.connect import Connection
from communique.remember.followed import asking
from communique.remember.followed.asking import Asked
from communique.remember.followed.near import drop_traits, index_traits, is_indexed, surroundings
from communique.remember.followed.tracks import Track
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
# Articles that are made findable in one transaction.
_BATCH: Final = 20
# How often one thinks anew because somebody else wrote meanwhile, before holding the lock while thinking.
_TRIES: Final = 3
State = tuple[int, str, bool]


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
        self._lexicon = load_lexicon()
        self._prepared = Prepared(self._lexicon)
        # Threads of one program take turns; other programs are met by looking again.
        self._turn = threading.Lock()

    def catch_up(self, *, batches: int | None = None, at_once: int = _BATCH) -> int:
        """Follows up all that waits, or so many batches of `at_once` readings; how many readings that were.

        What came of a reading is kept whole or not at all, and waits for those who write only to be written.
        Raises: ArchiveError.
        """
        count = 0
        for number in counter():
            if number == batches or not is_any_waiting(self.archive):
                break
            with self._turn:
                count += self._follow(at_once)
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

    def _follow(self, count: int) -> int:
        """Follows up so many readings, and those that lose one of these; how many of these there were."""
        with connect.reading(self.archive.engine) as connection:
            for kept in self._shelf.load(connection, get_waiting(connection, count)):
                self._prepared.traits(kept.reading)
        with connect.writing(self.archive.engine) as connection:
            take_turn(connection)
            ids = get_waiting(connection, count)
            dirty, gone = self._index(connection, ids)
            put_waiting(connection, dirty)
            indexed = {k.id: k.state for k in self._shelf.load(connection, ids)}
        settled: set[int] = set()
        for id_ in sorted(dirty):
            if id_ not in settled:
                settled |= self._settle(id_, gone, indexed)
        if gone:
            self._settle(None, gone, indexed)
        return len(ids)

    def _settle(self, id_: int | None, gone: Set[int], indexed: Mapping[int, State]) -> set[int]:
        """Follows one reading with those around it; which need it no longer."""
        engine = self.archive.engine
        for _ in range(_TRIES):
            with connect.reading(engine) as connection:
                view = self._look(connection, id_, gone)
            thought = think(view, self._prepared, self._lexicon)
            with connect.writing(engine) as connection:
                take_turn(connection)
                if self._keep(connection, id_, view, thought, indexed):
                    return _settled(id_, view)
        with connect.writing(engine) as connection:
            take_turn(connection)
            view = self._look(connection, id_, gone)
            self._keep(connection, id_, view, think(view, self._prepared, self._lexicon), indexed)
        return _settled(id_, view)

    def _look(self, connection: Connection, id_: int | None, gone: Set[int]) -> View:
        around, is_all = (set[int](), True) if id_ is None else surroundings(connection, id_, MOST)
        return look(connection, self._shelf, around, gone, is_all=is_all)

    def _keep(
        self, connection: Connection, id_: int | None, view: View, thought: Thought, indexed: Mapping[int, State]
    ) -> bool:
        """Writes what came of a view if it still shows what there is; what changed since it was indexed waits on."""
        # Whoever decides on these readings from now on waits for us, and has them followed up again.
        drop_waiting(connection, sorted(_settled(id_, view) | view.gone if id_ is None else _settled(id_, view)))
        now = self._look(connection, id_, view.gone)
        if not view.is_still(now):
            put_waiting(connection, _settled(id_, view))
            return False
        thought.write(connection)
        put_waiting(connection, (k.id for k in now.seen if indexed.get(k.id, k.state) != k.state))
        return True

    def _index(self, connection: Connection, ids: Sequence[int]) -> tuple[set[int], set[int]]:
        """Makes readings findable, or no longer so; those to follow up, and those that are superseded."""
        dirty: set[int] = set()
        gone: set[int] = set()
        for kept in self._shelf.load(connection, ids):
            keys = self._prepared.traits(kept.reading)
            if kept.is_current and keys and is_indexed(connection, kept.id, kept.on, keys):
                dirty.add(kept.id)
                continue
            near = drop_traits(connection, kept.id, kept.on, keys)
            signature = signature_of(kept.reading.article.text)
            bands = bands_of(signature) if signature else ()
            drop_twins(connection, kept.id, bands)
            if kept.is_current:
                near -= index_traits(connection, kept.id, kept.on, keys, near)
                if signature:
                    put_twins(connection, kept.id, bands, self._twins(connection, signature, bands))
                dirty.add(kept.id)
            else:
                gone.add(kept.id)
            dirty |= near
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


def _settled(id_: int | None, view: View) -> set[int]:
    """The readings that a run settles: all that hang together, else the one that it was made for."""
    return set(view.around) if view.is_all or id_ is None else {id_}
