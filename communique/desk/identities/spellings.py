"""Spellings joined: a new name in the archive is compared with the names that sound like it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from communique.follow.identity import judge_actors, name_block
from communique.lexicon.load import Lexicon, load_lexicon
from communique.record.finding import Actor
from communique.record.followup import FindingKey, Verdict
from communique.record.ids import make_slug
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.followed.waiting import take_turn
from communique.remember.judged.spellings import (
    Name,
    Spelling,
    a_telling_of,
    names_like,
    new_names,
    put_spellings,
)
from communique.remember.judged.verdicts import record_verdicts

_BATCH: Final = 200
RULE: Final = "rule:spellings"


def join_spellings(archive: Archive) -> int:
    """Looks at the names that are new in the archive; how many were joined to another. Raises: ArchiveError."""
    joined = 0
    while True:
        with connect.reading(archive.engine) as connection:
            if not new_names(connection, 1):
                return joined
        with connect.writing(archive.engine) as connection:
            take_turn(connection)
            lexicon = load_lexicon()
            for name in new_names(connection, _BATCH):
                joined += _join(connection, name, lexicon)


def _join(connection: Connection, name: Name, lexicon: Lexicon) -> bool:
    """Puts a name beside the one that it is a spelling of, or on its own; the verdict is kept with its words."""
    block = name_block(name[1])
    best: tuple[Verdict, Name, int] | None = None
    for other, head in names_like(connection, block) if block else ():
        verdict = _judge(other, name, lexicon)
        if verdict.sameness == "same" and (best is None or verdict.score > best[0].score):
            best = verdict, other, head
    put_spellings(connection, [Spelling(name[0], block, best[2] if best else name[0])])
    if best is None:
        return False
    keys = [a_telling_of(connection, one[0]) for one in (best[1], name)]
    if keys[0] and keys[1]:
        one = best[0]
        record_verdicts(connection, [Verdict("actor", keys[0], keys[1], "same", one.score, one.reason, RULE)])
    return True


def _judge(a: Name, b: Name, lexicon: Lexicon) -> Verdict:
    cast = [Actor(make_slug(name), "person", name, state=state) for _, name, state in (a, b)]
    return judge_actors((FindingKey("", cast[0].id), cast[0]), (FindingKey("", cast[1].id), cast[1]), lexicon)
