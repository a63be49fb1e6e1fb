"""WHY: what made several tellings one person, encounter, commitment or statement, with the words and the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice
from typing import Final

from communique.desk.followup import FollowUp
from communique.errors import NotFoundError
from communique.follow.identity import gather
from communique.record.codec import to_dict
from communique.record.followup import FindingKey, Layer, LedgerEntry, OccasionEntry, Verdict
from communique.record.ids import make_slug
from communique.record.outcome import Reading
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.found import Filter
from communique.remember.judged.anchors import kind_of, see
from communique.remember.judged.clusters import current_articles, tied_to
from communique.remember.judged.verdicts import verdicts_about
from communique.remember.walk import resolve, walk

# Of somebody who occurs more often, the latest articles are looked at.
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Telling:
    """A finding that is one of the cluster, where it stands, and in which words; `name` is an actor's."""

    key: FindingKey
    url: str | None
    outlet: str | None
    on: date | None
    name: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Why:
    """A cluster and what made it. `joins`: verdicts within it; `apart`: what keeps others out or leaves it open."""

    id: str
    layer: Layer
    tellings: tuple[Telling, ...]
    joins: tuple[Verdict, ...]
    apart: tuple[Verdict, ...]


def explain(archive: Archive, id_: str) -> Why:
    """Why what is called so is one: a commitment (p-...), an encounter (x-...), a person (mari-tamm), or a finding.

    Raises: NotFoundError.
    """
    layer, start = _start(archive, id_)
    followed = layer in ("commitment", "occasion")
    with connect.reading(archive.engine) as connection:
        verdicts = verdicts_about(connection, start, layer) if followed else tied_to(connection, start, layer)
        keys = list(dict.fromkeys([*start, *(key for one in verdicts for key in (one.a, one.b))]))
        known = current_articles(connection, {key.article for key in keys})
    keys = [key for key in keys if key.article in known]
    verdicts = tuple(one for one in verdicts if one.a.article in known and one.b.article in known)
    mine = set(start) if followed else _cluster(start, keys, verdicts, layer)
    tellings = _tellings(archive, [key for key in keys if key in mine])
    joins = tuple(one for one in verdicts if one.sameness == "same" and {one.a, one.b} <= mine)
    apart = tuple(one for one in verdicts if one not in joins and {one.a, one.b} & mine)
    return Why(id_, layer, tuple(sorted(tellings, key=lambda t: (t.on or date.max, t.key.article))), joins, apart)


def _cluster(
    start: Sequence[FindingKey], keys: Sequence[FindingKey], verdicts: Sequence[Verdict], layer: Layer
) -> set[FindingKey]:
    """What verdicts make one with the start. What one article tells side by side is two, unless a person says else."""
    side_by_side = [
        Verdict(layer, a, b, "different", 0.0, "told side by side", "rule:side-by-side")
        for a, b in combinations(keys, 2)
        if a.article == b.article
    ]
    clusters = gather(list(keys), [*side_by_side, *verdicts], layer)
    return {key for cluster in clusters if set(cluster) & set(start) for key in cluster}


def _start(archive: Archive, id_: str) -> tuple[Layer, list[FindingKey]]:
    article, slash, finding = id_.partition("/")
    if slash:
        return _of_finding(archive, FindingKey(article, finding or article))
    if id_.startswith(("p-", "x-")):
        try:
            return _of_track(archive, id_)
        except NotFoundError:
            if people := _of_person(archive, id_):
                return "actor", people
            raise
    if people := _of_person(archive, id_):
        return "actor", people
    raise NotFoundError(
        f"{id_}: nothing is called so; give p-..., x-..., a person's id (mari-tamm), or ARTICLE/FINDING"
    )


def _of_finding(archive: Archive, key: FindingKey) -> tuple[Layer, list[FindingKey]]:
    kind = kind_of(to_dict(archive.get(key.article)), key.finding)
    match kind:
        case "occasion" | "commitment":
            return kind, _of_ledger(archive, key)
        case "actor" | "statement" | "article":
            return kind, [key]
        case None:
            raise NotFoundError(f"{key.finding}: no such finding in article {key.article}")
    raise NotFoundError(f"{key.finding}: a {kind} is told by one article alone")


def _of_track(archive: Archive, id_: str) -> tuple[Layer, list[FindingKey]]:
    entry = FollowUp(archive).track(id_).entry
    return "commitment" if isinstance(entry, LedgerEntry) else "occasion", _mentions(entry)


def _of_ledger(archive: Archive, key: FindingKey) -> list[FindingKey]:
    """The tellings of the ledger's entry that a finding belongs to."""
    ledger = FollowUp(archive).tracks_of(key.article)
    told = [*map(_mentions, ledger.commitments), *map(_mentions, ledger.occasions)]
    return next((keys for keys in told if key in keys), [key])


def _mentions(entry: LedgerEntry | OccasionEntry) -> list[FindingKey]:
    if isinstance(entry, LedgerEntry):
        return [FindingKey(m.article, m.commitment) for m in entry.mentions]
    return [FindingKey(m.article, m.occasion) for m in entry.mentions]


def _of_person(archive: Archive, slug: str) -> list[FindingKey]:
    """The actors of articles that go by a name."""
    found = walk(archive, resolve(archive, Filter(subject=("person", slug), kinds=("article",))))
    articles = dict.fromkeys(one.source.article_id for one in islice(found, _MOST))
    return [
        FindingKey(article, actor.id)
        for article in articles
        for actor in archive.get(article).actors
        if actor.kind == "person" and (actor.code or make_slug(actor.name)) == slug
    ]


def _tellings(archive: Archive, keys: Sequence[FindingKey]) -> Iterator[Telling]:
    readings: dict[str, Reading] = {}
    for key in keys:
        if key.article not in readings:
            readings[key.article] = archive.get(key.article)
        tree, article = to_dict(readings[key.article]), readings[key.article].article
        kind = kind_of(tree, key.finding)
        seen = see(tree, article.url or "", kind, key.finding) if kind else None
        if seen is None:
            continue
        words = " ... ".join(str(one["exact"]) for one in seen.words[:1]) or str(seen.finding.get("title") or "")
        on = article.published_on
        yield Telling(key, article.url, article.outlet, on, seen.finding.get("name"), words)
