"""The same actor in two articles? Verdicts with score and reason; identities derived from them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from communique.follow.names import name_likeness, sound, split_name
from communique.lexicon.load import Lexicon
from communique.record.finding import Actor
from communique.record.followup import FindingKey, Identity, Layer, Sameness, Verdict
from communique.record.ids import make_slug
from communique.record.outcome import Reading

SAME_NAME, SURE_NAME, SURE_SPELLING = 0.8, 0.9, 0.97
_BODIES = frozenset({"organisation", "government", "igo"})
RULE = "rule:names"
_WORD_START = re.compile(r"\b\w")
Cast = dict[FindingKey, Actor]


def judge_actors(a: tuple[FindingKey, Actor], b: tuple[FindingKey, Actor], lexicon: Lexicon) -> Verdict:
    """Whether two actors of two articles are one."""
    sameness, score, reason = _compare(a[1], b[1], lexicon)
    return Verdict("actor", a[0], b[0], sameness, round(score, 3), reason, RULE)


def _compare(a: Actor, b: Actor, lexicon: Lexicon) -> tuple[Sameness, float, str]:
    if a.code or b.code:
        wholes = lexicon.states.wholes  # the European Commission acts for the Union
        same = wholes.get(a.code or "", a.code) == wholes.get(b.code or "", b.code)
        return ("same", 1.0, "one code") if same else ("different", 0.0, "different codes")
    if (a.kind == "person") != (b.kind == "person"):
        return "different", 0.0, "a person and a body"
    astray = bool(a.state and b.state and a.state != b.state)
    if astray and (a.kind != "person" or (_is_stated(a, lexicon) and _is_stated(b, lexicon))):
        return "different", 0.0, f"of {a.state} and of {b.state}"
    if a.kind != "person":
        alike = split_name(a.name) == split_name(b.name) or bool(_short(a) & _short(b))
        return ("same", 1.0, "one name") if alike else ("different", 0.0, "different names")
    score = max(name_likeness(x, y, lexicon.followup) for x in _full(a) for y in _full(b))
    if score < SAME_NAME - 0.001:
        return "different", score, "different names"
    lone = min(len(split_name(a.name)), len(split_name(b.name))) < 2
    if lone and not _vouched(a, b):
        return "unsure", score, "a family name alone"
    if astray and _clash(a, b):
        return "different", score, f"of {a.state} and of {b.state}, different offices"
    if astray and score < SURE_NAME:
        return "unsure", score, f"of {a.state} or of {b.state}"
    if _clash(a, b) and score < SURE_SPELLING:
        return "unsure", score, "names alike, different offices"
    if not (a.state and b.state) and _clash(a, b):
        return "unsure", score, "one name, different offices, a side unknown"
    return "same", score, "one name" if score > 0.99 else "spellings of one name"


def _is_stated(actor: Actor, lexicon: Lexicon) -> bool:
    """The article itself says the state: a title names it ("Azerbaijani Energy Minister"); else it was inferred."""
    return any(
        (place := lexicon.states.match_at(office.title, found.start())) is not None and place.code == actor.state
        for office in actor.offices
        for found in _WORD_START.finditer(office.title)
    )


def _full(actor: Actor) -> tuple[str, ...]:
    longest = len(split_name(actor.name))
    return (actor.name, *(x for x in actor.aliases if len(split_name(x)) >= max(longest, 2)))


def _short(actor: Actor) -> set[tuple[str, ...]]:
    return {split_name(x) for x in (actor.name, *actor.aliases) if x[:1].isupper() and len(x) > 2}


def _clash(a: Actor, b: Actor) -> bool:
    x, y = ({o.role for o in actor.offices} - {"other"} for actor in (a, b))
    return bool(x and y and not x & y)


def _vouched(a: Actor, b: Actor) -> bool:
    """A lone family name counts where state and office agree."""
    roles = {o.role for o in a.offices} & {o.role for o in b.offices}
    return bool(a.state and a.state == b.state and (roles or not a.offices or not b.offices))


def pair_actors(cast: Cast) -> Iterator[tuple[FindingKey, FindingKey]]:
    """Pairs worth judging: of two articles, under one code or with names that begin alike; never all pairs."""
    blocks: dict[str, list[FindingKey]] = defaultdict(list)
    for key, actor in cast.items():
        for block in _blocks(actor):
            blocks[block].append(key)
    seen: set[tuple[FindingKey, FindingKey]] = set()
    for members in blocks.values():
        for a, b in combinations(members, 2):
            if a.article != b.article and (a, b) not in seen:
                seen.add((a, b))
                yield a, b


def _blocks(actor: Actor) -> set[str]:
    if actor.code:
        return {actor.code}
    if actor.kind == "person":
        parts = split_name(actor.name)
        return {f"p{_skeleton(p)}" for p in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)}
    if actor.kind in _BODIES:
        return {f"b{' '.join(split_name(x))}" for x in (actor.name, *actor.aliases)}
    return set()


def name_blocks(name: str) -> tuple[str, ...]:
    """How the two outer words of a name sound, roughly: spellings of one name share one; () for a single word.

    >>> name_blocks("Aleksandr Lukashenko"), name_blocks("Łukaszenka Aliaksandr")
    (('lk', 'lk'), ('lk', 'lk'))
    """
    parts = split_name(name)
    return (_skeleton(parts[0]), _skeleton(parts[-1])) if len(parts) > 1 else ()


def _skeleton(word: str) -> str:
    """The first two consonants, what transliterations swap made one."""
    swapped = sound(word).translate(str.maketrans("gqhdcsCSJbxw", "kkktSSSSSpkv"))
    return "".join(c for c in swapped if c not in "aeiou")[:2].replace("z", "S")


def gather(keys: Sequence[FindingKey], verdicts: Iterable[Verdict], layer: Layer) -> list[list[FindingKey]]:
    """Clusters: joined by "same" verdicts, best first, where no "different" verdict contradicts.

    A person's verdict wins. The order of clusters and members is that of `keys`.
    """
    latest: dict[frozenset[FindingKey], Verdict] = {}
    for verdict in verdicts:
        pair = frozenset((verdict.a, verdict.b))
        if verdict.layer == layer and (pair not in latest or verdict.is_personal or not latest[pair].is_personal):
            latest[pair] = verdict
    apart: dict[FindingKey, set[FindingKey]] = defaultdict(set)
    for verdict in latest.values():
        if verdict.sameness == "different":
            apart[verdict.a].add(verdict.b)
            apart[verdict.b].add(verdict.a)
    cluster_of = {key: [key] for key in keys}
    place = {key: i for i, key in enumerate(keys)}
    joins = sorted(
        (v for v in latest.values() if v.sameness == "same" and v.a in place and v.b in place),
        key=lambda v: (not v.is_personal, -v.score, *sorted((place[v.a], place[v.b]))),
    )
    for verdict in joins:
        left, right = cluster_of[verdict.a], cluster_of[verdict.b]
        if left is right:
            continue
        if not verdict.is_personal and any(apart[x] & set(right) for x in left):
            continue
        left.extend(right)
        for key in right:
            cluster_of[key] = left
    unique = {id(c): sorted(c, key=lambda k: place[k]) for c in cluster_of.values()}
    return sorted(unique.values(), key=lambda c: place[c[0]])


def identify(
    readings: Sequence[Reading], lexicon: Lexicon, personal: Sequence[Verdict] = ()
) -> tuple[list[Identity], list[Verdict]]:
    """The actors of all articles, each with its spellings, and the verdicts that made them one."""
    cast: Cast = {FindingKey(r.article.id, a.id): a for r in readings for a in r.actors}
    verdicts = [judge_actors((a, cast[a]), (b, cast[b]), lexicon) for a, b in pair_actors(cast)]
    used: dict[str, int] = {}
    out = []
    for cluster in gather(list(cast), [*verdicts, *personal], "actor"):
        actors = [cast[key] for key in cluster]
        best = max(actors, key=lambda a: (len(split_name(a.name)), len(a.name)))
        base = next((a.code for a in actors if a.code), None) or make_slug(best.name)
        used[base] = used.get(base, 0) + 1
        id_ = base if used[base] == 1 else f"{base}-{used[base]}"
        spellings = tuple(dict.fromkeys(a.name for a in actors))
        state = _state(actors, lexicon)
        out.append(Identity(id_, best.kind, best.name, spellings, state, tuple(cluster)))
    return out, [v for v in verdicts if v.sameness != "different"]


def _state(actors: list[Actor], lexicon: Lexicon) -> str | None:
    """The state that most articles give, those that say it outright counting more."""
    votes: Counter[str] = Counter()
    for actor in actors:
        if state := actor.state or (actor.code if actor.kind == "state" else None):
            votes[state] += 10 if _is_stated(actor, lexicon) else 1
    return votes.most_common(1)[0][0] if votes else None
