"""Answers of the archive as rows: JSON Lines into a pipe, a table on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import batched
from typing import TYPE_CHECKING, Any

from communique.record.codec import finding_to_dict, to_json
from communique.record.finding import Commitment, Event, Occasion, Relation, Statement
from communique.record.outcome import Reading, Refusal
from communique.show.plain import plain, plain_json

if TYPE_CHECKING:
    from communique.desk.sources.desk import Status
    from communique.desk.sources.intake import Taken
    from communique.lexicon.outlets.load import Outlet
    from communique.remember.archive import Added, Version
    from communique.remember.found import Found, Person, Source
    from communique.remember.jobs.sources import Source as NewsSource
    from communique.remember.verify import Mismatch

    SameStory = Mapping[str, Sequence[tuple[Source, float]]]

Row = dict[str, Any]
BRIEF = 10  # signs: a day


def found_row(found: Found) -> Row:
    """An entry with its day, its source, its finding as in `docs/record.md`, and the names of its actors."""
    row: Row = {"kind": found.kind, "on": found.on.isoformat() if found.on else None, "article": _source(found)}
    if found.finding is not None:
        finding = finding_to_dict(found.finding)
        row |= {"finding": finding, "names": {id_: found.names[id_] for id_ in sorted(_ids(finding, found.names))}}
    row["who"], row["what"] = _who(found), _what(found)
    return row


def with_same_story(rows: Iterable[Row], ask: Callable[[list[str]], SameStory]) -> Iterator[Row]:
    """The rows, each article's with those that tell it in nearly the same words: `same_story_as`."""
    for batch in batched(rows, 25):
        same = ask([row["article"]["article_id"] for row in batch])
        for row in batch:
            others = same_story_rows(same.get(row["article"]["article_id"], []))
            if others:
                row["what"] += f" = {', '.join(str(other['article_id']) for other in others)}"
            yield row | {"same_story_as": others}


def same_story_rows(others: Iterable[tuple[Source, float]]) -> list[Row]:
    """Near-duplicates of an article, with the share of their words in common."""
    return [
        {"article_id": source.article_id, "url": source.url, "outlet": source.outlet, "likeness": likeness}
        for source, likeness in others
    ]


def person_row(person: Person) -> Row:
    return asdict(person) | {"last_on": person.last_on.isoformat() if person.last_on else None}


def added_row(name: str, outcome: Reading | Refusal, added: Added) -> Row:
    row: Row = {"change": added.change, "page": name, "address": added.address, "article_id": added.article_id}
    return row | {"why": f"{outcome.reason}: {outcome.detail}" if isinstance(outcome, Refusal) else None}


def fetched_row(taken: Taken) -> Row:
    """As `added_row`, for an address."""
    change = "again" if taken.what in ("same", "unchanged") else taken.what
    row: Row = {"change": change, "page": taken.job.address, "address": taken.address, "article_id": taken.article_id}
    return row | {"why": f"{taken.reason}: {taken.detail}" if taken.reason else None}


def taken_row(taken: Taken) -> Row:
    """What came of a source or an article; `count`: articles that are new at a source."""
    row: Row = {"what": taken.what, "address": taken.address, "asked": taken.job.address}
    row |= {"article_id": taken.article_id, "count": taken.count if taken.what == "looked" else None}
    return row | {"reason": taken.reason, "detail": taken.detail}


def outlet_row(outlet: Outlet) -> Row:
    """A known outlet; `unverified`: how many of its feeds nobody has seen to work."""
    row: Row = {"name": outlet.slug, "outlet": outlet.name, "kind": outlet.kind, "state": outlet.state or None}
    row |= {"language": outlet.language, "feeds": len(outlet.feeds)}
    row["unverified"] = sum(feed.validity.unverified for feed in outlet.feeds)
    return row | {"home": outlet.home, "terms": outlet.terms}


def source_row(source: NewsSource) -> Row:
    return asdict(source)


def status_tables(status: Status) -> list[tuple[str, list[Row]]]:
    """A title and rows for each part of the status."""
    archive, warc = status.disk
    disk: Row = {"archive_bytes": archive, "warc_bytes": warc, "disk_mb": status.disk_mb or None}
    return [
        ("sources", [source_row(source) for source in status.sources]),
        ("articles", [asdict(status.jobs)]),
        ("reasons", [asdict(trouble) for trouble in status.troubles]),
        ("hosts at rest", [asdict(host) for host in status.resting]),
        ("disk", [disk]),
    ]


def version_row(version: Version) -> Row:
    return asdict(version)


def mismatch_row(mismatch: Mismatch) -> Row:
    return asdict(mismatch)


def make_table(rows: Iterable[Mapping[str, Any]], *, as_json: bool) -> None:
    """Prints the rows as they come, or as one table when a person looks on."""
    if as_json or not sys.stdout.isatty():
        for row in rows:
            line = json.dumps(row, ensure_ascii=False)
            sys.stdout.write((plain_json(line) if sys.stdout.isatty() else line) + "\n")
            sys.stdout.flush()
        return
    from rich.table import Column, Table
    from rich.text import Text

    from communique.show.terminal import make_console

    kept = list(rows)
    if not kept:
        return
    # Other names are a column only where somebody has some: an empty one would take the room of the rest.
    columns = [
        name
        for name, value in kept[0].items()
        if not isinstance(value, (dict, list, tuple)) or (isinstance(value, tuple) and any(row[name] for row in kept))
    ]
    cells = {name: [plain(_cell(row[name])) for row in kept] for name in columns}
    # An address that is cut off is none; a day, a code or a number stays on one line.
    made = (Column(name, overflow="fold", no_wrap=all(map(_is_brief, cells[name]))) for name in columns)
    table = Table(*made, box=None, pad_edge=False, header_style="bold")
    for told in zip(*cells.values(), strict=True):
        table.add_row(*map(Text, told))
    make_console(sys.stdout).print(table)


def _is_brief(cell: str) -> bool:
    return len(cell) <= BRIEF and " " not in cell


def _cell(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def print_reading(reading: Reading, *, as_text: bool) -> None:
    """The readable account, or the JSON of `docs/record.md` on one line."""
    if as_text:
        from communique.show.terminal import make_console, print_account

        print_account(make_console(sys.stdout), reading)
    else:
        line = to_json(reading)
        sys.stdout.write((plain_json(line) if sys.stdout.isatty() else line) + "\n")


def print_same_story(others: Iterable[Row]) -> None:
    """A line for each near-duplicate of an article."""
    for other in others:
        where = plain(str(other["outlet"] or other["url"] or ""))
        sys.stdout.write(f"The same story: {other['article_id']} {where} ({other['likeness']:.0%} of the words)\n")


def _source(found: Found) -> Row:
    source = asdict(found.source)
    return source | {"published_on": source["published_on"].isoformat() if source["published_on"] else None}


def _ids(tree: Any, names: Mapping[str, str]) -> set[str]:
    """The ids of actors that occur anywhere in a finding."""
    if isinstance(tree, str):
        return {tree} & names.keys()
    branches = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return {id_ for branch in branches for id_ in _ids(branch, names)}


def _who(found: Found) -> str:
    finding = found.finding
    match finding:
        case Statement():
            ids: tuple[str, ...] = (finding.speaker,) if finding.speaker else ()
        case Occasion():
            ids = tuple(participant.actor for participant in finding.participants)
        case Event():
            ids = (*finding.actors, *finding.recipients)
        case Commitment():
            ids = finding.by
        case Relation():
            ids = (finding.a, finding.b)
        case _:
            ids = ()
    return ", ".join(found.names.get(id_, id_) for id_ in dict.fromkeys(ids))


def _what(found: Found) -> str:
    finding = found.finding
    match finding:
        case Statement():
            return " ... ".join(evidence.quote for evidence in finding.content)
        case Occasion():
            return " ".join(filter(None, (finding.status, finding.kind, finding.place)))
        case Event():
            return f"{finding.type}: {finding.evidence[0].quote}"
        case Commitment():
            return f"{finding.status}: {finding.action.quote}"
        case Relation():
            return f"{finding.kind}: {finding.evidence[0].quote}" if finding.evidence else finding.kind
    return found.source.title or ""
