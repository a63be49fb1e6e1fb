"""Spellings joined: a new name in the archive is compared with the names that sound like it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from communique.follow.identity import judge_actors, name_blocks
from communique.lexicon.load import Lexicon, load_lexicon
from communique.record.finding import Actor
from communique.record.followup import FindingKey, Verdict
from communique.record.ids import make_slug
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.database.connect import Connection
from communique.remember.followed.waiting import take_turn
from communique.remember.judged.revisions import shown
from communique.remember.judged.spellings import (
    Name,
    Spelling,
    a_telling_of,
    names_like,
    new_names,
    put_spellings,
)
from communique.remember.judged.verdicts import record_verdicts

# Names whose look-up is one transaction: half a second, in which nobody else writes.
_BATCH: Final = 50
# Articles far apart share nothing but the name, so that it must be likelier than where they tell of one thing.
# Source: 191 of the 200 spellings of tests/follow/spellings.toml, none of its namesakes; of 2,688 made-up names
# of a few syllables 0.8 would join 717, this 29.
LIKELY: Final = 0.88
RULE: Final = "rule:spellings"
Told = tuple[FindingKey, Actor]


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
    blocks = name_blocks(name[1])
    best: tuple[Verdict, int] | None = None
    for other, head in names_like(connection, blocks) if blocks else ():
        if judge_names(_bare(other), _bare(name), lexicon).sameness != "same":
            continue
        told = [_told(connection, one) for one in (other, name)]
        if told[0] and told[1]:
            verdict = judge_names(told[0], told[1], lexicon)
            if verdict.sameness == "same" and (best is None or verdict.score > best[0].score):
                best = verdict, head
    put_spellings(connection, [Spelling(name[0], blocks, best[1] if best else name[0])])
    if best is not None:
        record_verdicts(connection, [best[0]])
    return best is not None


def judge_names(a: Told, b: Told, lexicon: Lexicon) -> Verdict:
    """Whether two persons go by spellings of one name. Of two states they are "unsure": names alone do not say it."""
    verdict = replace(judge_actors(a, b, lexicon), by=RULE)
    if verdict.sameness == "same" and verdict.score < LIKELY:
        return replace(verdict, sameness="unsure")
    states = a[1].state, b[1].state
    if verdict.sameness == "same" and all(states) and states[0] != states[1]:
        return replace(verdict, sameness="unsure", reason=f"names alike, of {states[0]} and of {states[1]}")
    return verdict


def _bare(name: Name) -> Told:
    actor = Actor(make_slug(name[1]), "person", name[1], state=name[2])
    return FindingKey("", actor.id), actor


def _told(connection: Connection, name: Name) -> Told | None:
    """Somebody as an article tells of him, with the offices that keep namesakes apart."""
    found = a_telling_of(connection, name[0])
    if found is None:
        return None
    key, reading_id = found
    actors = shown(connection, reading_id).actors
    actor = next((one for one in actors if one.kind == "person" and make_slug(one.name) == key.finding), None)
    return (FindingKey(key.article, actor.id), actor) if actor else None
