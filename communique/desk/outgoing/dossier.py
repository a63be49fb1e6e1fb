"""All that an archive holds about two states in a time: the readings, and what became of their promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from communique.desk.archive import ArchiveDesk
from communique.desk.followup import Asked
from communique.desk.outgoing.exports import choose
from communique.errors import SearchError
from communique.follow.ledger import follow
from communique.lexicon.load import load_lexicon
from communique.record.followup import Ledger
from communique.record.outcome import Reading
from communique.remember.entries import published_on
from communique.remember.found import Filter


@dataclass(frozen=True, slots=True)
class Dossier:
    """Two states by code and name, a time (both days included, None = open), readings oldest first, and the ledger.

    The readings are all up to `until`, for a promise made before `since` may fall due within; the ledger is of `as_of`.
    `witnesses` are readings of other articles that the ledger rests on.
    """

    codes: tuple[str, str]
    names: tuple[str, str]
    since: date | None
    until: date | None
    readings: tuple[Reading, ...]
    ledger: Ledger
    witnesses: tuple[Reading, ...] = ()


def open_dossier(
    archive: ArchiveDesk, dyad: tuple[str, str], *, since: date | None = None, until: date | None = None,
    as_of: date | None = None,
) -> Dossier:  # fmt: skip
    """The dossier of a dyad, given by codes or names; its ledger is the archive's, as of the time it is asked for.

    Raises: SearchError when one is no state.
    """
    codes = _code(dyad[0]), _code(dyad[1])
    ids = dict.fromkeys(found.source.article_id for found in archive.dyad(*codes))
    dossier = make_dossier(map(archive.get, ids), codes, since=since, until=until, as_of=as_of)
    if len(dossier.readings) < len(ids):
        return dossier  # the archive's ledger knows what came later
    ledger = archive.followup.ledger(Asked(dyad=codes), as_of=dossier.ledger.as_of)
    named = [mention.article for entry in ledger.commitments for mention in entry.mentions]
    named += [mention.article for entry in ledger.occasions for mention in entry.mentions]
    named += [step.article for entry in ledger.commitments for step in entry.history if step.article]
    others = [id_ for id_ in dict.fromkeys(named) if id_ and id_ not in ids]
    return replace(dossier, ledger=ledger, witnesses=tuple(map(archive.get, others)))


def make_dossier(
    readings: Iterable[Reading], dyad: tuple[str, str], *, since: date | None = None, until: date | None = None,
    as_of: date | None = None,
) -> Dossier:  # fmt: skip
    """As `open_dossier`, out of any readings; `as_of` is `until`, or today, when it is not given."""
    codes = _code(dyad[0]), _code(dyad[1])
    if codes[0] == codes[1]:
        raise SearchError(f"{dyad[0]} and {dyad[1]} are one state; give two")
    chosen = (one.whole for one in choose(readings, Filter(dyad=codes)))
    told = [
        (on, reading) for reading in chosen if (on := published_on(reading)) is None or until is None or on <= until
    ]
    told.sort(key=lambda one: (one[0] or date.min, one[1].article.id))
    kept = tuple(reading for _, reading in told)
    lexicon = load_lexicon()
    titles = lexicon.states.titles
    ledger = follow(kept, lexicon, as_of or until or date.today())
    return Dossier(codes, (titles[codes[0]], titles[codes[1]]), since, until, kept, ledger)


def _code(name: str) -> str:
    """The code of a state, given so or by its name. Raises: SearchError."""
    titles = load_lexicon().states.titles
    if name.upper() in titles:
        return name.upper()
    match = load_lexicon().states.match_at(name, 0)
    if match is None or match.kind != "name" or match.words != name:
        raise SearchError(f"{name!r} is no state; give its code: BLR")
    return match.code
