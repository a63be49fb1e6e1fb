"""THE ARCHIVE FROM AFAR: counts, offices over time and kept pages, for those who show them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from datetime import date

from communique.desk.archive import ArchiveDesk
from communique.record.followup import Matter
from communique.remember.entries import Role
from communique.remember.followed.asking import Asked, find_tracks, get_matter, get_track, place_of, tracks_of_article
from communique.remember.followed.tracks import Layer, Track
from communique.remember.found import Filter, Found, Kind, Source
from communique.remember.overview import activity as activities
from communique.remember.overview import deadlines, meetings, memory
from communique.remember.overview import offices as offices_
from communique.remember.overview import sightings as sightings_
from communique.remember.overview import subjects as subjects_
from communique.remember.overview.activity import Tally
from communique.remember.overview.offices import Told
from communique.remember.overview.sightings import Sighting
from communique.remember.overview.subjects import Known
from communique.remember.walk import resolve, walk

__all__ = ["Asked", "Known", "Overview", "Sighting", "Tally", "Told", "Track"]


class Overview:
    """Sums over one archive, and its ledger as far as it has been followed up (`Follower`).

    Raises: ArchiveError, from every method, when the archive cannot be used.
    """

    def __init__(self, desk: ArchiveDesk) -> None:
        self._archive = desk.archive

    def subject(self, kind: str, key: str) -> Known | None:
        return subjects_.subject(self._archive, kind, key)

    def subjects(
        self, kind: str, *, words: str | None = None, state: str | None = None,
        after: tuple[int, int] | None = None, limit: int = 50,
    ) -> list[Known]:  # fmt: skip
        return subjects_.subjects(self._archive, kind, words=words, state=state, after=after, limit=limit)

    def partners(self, state: str, limit: int = 20) -> list[Known]:
        return subjects_.partners(self._archive, state, limit)

    def remembered[T](self, name: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """A sum that is kept for a while; `name` says of what."""
        return memory.remembered(self._archive, name, make)

    def activity(self, kinds: tuple[Kind, ...]) -> list[Tally]:
        return list(activities.activity(self._archive, kinds))

    def latest_days(self, subject: Known, kind: Kind, most: int) -> tuple[date | None, date | None] | None:
        """The days of the latest entries of a state or dyad; None when it has none of the kind."""
        return activities.latest_days(self._archive, subject.id, kind, most)

    def refresh(self) -> int:
        """Makes old sums anew that are asked for; how many."""
        return memory.refresh(self._archive)

    def monthly(self, subject: Known, kinds: tuple[Kind, ...]) -> list[Tally]:
        """What a state or dyad has, by month, the earliest first."""
        return activities.monthly(self._archive, subject.id, kinds)

    def latest(
        self, filter_: Filter, *, role: Role = "any", statuses: tuple[str, ...] = (), subkinds: tuple[str, ...] = ()
    ) -> Iterator[Found]:
        """Entries, latest first; `role`: as what the subject of the filter takes part."""
        wanted = resolve(self._archive, filter_, role)
        return walk(self._archive, wanted and replace(wanted, statuses=statuses, subkinds=subkinds))

    def by_deadline(self, since: date, until: date, *, latest_first: bool = False, limit: int = 20) -> Iterator[Found]:
        return deadlines.by_deadline(self._archive, since, until, latest_first=latest_first, limit=limit)

    def tracks(self, layer: Layer, asked: Asked, *, after: tuple[date, int] | None = None) -> Iterator[Track]:
        """Commitments or encounters across articles, by the day they are due; go on behind `place_of` a track."""
        return find_tracks(self._archive, layer, asked, after)

    def track(self, id_: str) -> Track:
        """One commitment or encounter across articles. Raises: NotFoundError."""
        return get_track(self._archive, id_)

    def tracks_of(self, article_id: str) -> list[Track]:
        """The commitments and encounters that an article tells of."""
        return tracks_of_article(self._archive, article_id)

    def matter(self, id_: str) -> tuple[Matter, list[Track]]:
        """A matter and its commitments. Raises: NotFoundError."""
        return get_matter(self._archive, id_)

    def met(
        self, pattern: str, statuses: tuple[str, ...], since: date | None, until: date | None, limit: int
    ) -> list[tuple[str, int]]:
        """See `remember/overview/meetings.py`."""
        return self.remembered(
            ("met", pattern, statuses, since, until, limit),
            lambda: meetings.met(
                self._archive, pattern=pattern, statuses=statuses, since=since, until=until, limit=limit
            ),
        )

    def latest_encounters(self, since: date | None, until: date | None, limit: int) -> list[Track]:
        return meetings.latest_encounters(self._archive, since, until, limit)

    @staticmethod
    def place_of(track: Track) -> tuple[date, int]:
        return place_of(track)

    def totals(self) -> dict[str, int]:
        return self.remembered(("totals",), lambda: activities.totals(self._archive))

    def state_of(self) -> str:
        return "-".join(str(part or 0) for part in memory.state_of(self._archive))

    def told_of(self, subject: Known) -> list[Told]:
        return offices_.told_of(self._archive, subject.id, subject.key)

    def sightings(self, *, before: int | None = None, refused: bool = False, limit: int = 50) -> list[Sighting]:
        return sightings_.sightings(self._archive, before=before, refused=refused, limit=limit)

    def sources_of(self, article_ids: list[str]) -> dict[str, Source]:
        return sightings_.sources_of(self._archive, article_ids)

    def kept_page(self, article_id: str) -> tuple[bytes, str]:
        return sightings_.kept_page(self._archive, article_id)
