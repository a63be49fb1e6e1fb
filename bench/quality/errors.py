"""What goes wrong, by kind: the commonest errors of each layer on a gold set, without a word of its texts.

usage: python bench/quality/errors.py [dev|seed|training|sagas]

Reads what bench/quality/gold.py wrote into bench/out/<set>/ and matches it as ../shared/gold/score.py does.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import gold

Finding = dict[str, Any]
MOST = 10


def load_scorer() -> ModuleType:
    """The scorer of the gold readings as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", gold.SHARED / "gold/score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(gold.SHARED / "gold/score.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def count_errors(which: str) -> dict[str, Counter[str]]:
    """{layer: how often each kind of error occurs} over the articles of a set."""
    scorer, counts = load_scorer(), {layer: Counter[str]() for layer in LAYERS}
    for file in sorted((gold.OUT / which / "gold").glob("*.json")):
        read = gold.OUT / which / "read" / file.name
        pair = scorer.Pair(json.loads(file.read_text("utf-8")), json.loads(read.read_text("utf-8")))
        for layer, find in LAYERS.items():
            counts[layer].update(find(scorer, pair))
    return counts


def people(_: ModuleType, pair: Any) -> Iterator[str]:
    gold_people = {a["id"]: a for a in pair.gold["actors"] if a["kind"] == "person"}
    read_people = {a["id"]: a for a in pair.pred["actors"] if a["kind"] == "person"}
    found = {pair.same[a] for a in read_people if pair.same.get(a) in gold_people}
    yield from ("a person missed" for a in gold_people if a not in found)
    for actor in read_people:
        if pair.same.get(actor) not in gold_people:
            yield "a person that is none, or the same twice"
    for actor, person in read_people.items():
        other = gold_people.get(pair.same.get(actor))
        if other is not None and person.get("state") != other.get("state"):
            found_state, wanted = person.get("state"), other.get("state")
            yield f"a person's state {'missing' if not found_state else 'wrong' if wanted else 'too much'}"


def offices(_: ModuleType, pair: Any) -> Iterator[str]:
    def keyed(actors: list[Finding], who: Callable[[Finding], Any]) -> set[tuple[Any, str, Any]]:
        return {(who(a), o["role"], o.get("of")) for a in actors for o in a.get("offices", [])}

    wanted = keyed(pair.gold["actors"], lambda a: a["id"])
    found = keyed(pair.pred["actors"], lambda a: pair.same.get(a["id"], a["id"]))
    for who, role, of in sorted(wanted - found, key=str):
        near = [f for f in found - wanted if f[0] == who]
        same = "other state served" if any(f[1] == role for f in near) else "other role" if near else "missed"
        yield f"{role}: {same}" if of else f"{role} of no state: {same}"
    for who, role, _of in sorted(found - wanted, key=str):
        if not any(w[0] == who for w in wanted - found):
            yield f"{role}: too much"


def statements(scorer: ModuleType, pair: Any) -> Iterator[str]:
    def likeness(a: Finding, b: Finding) -> float:
        return float(scorer.jaccard(pair.g_words(a["content"]), pair.p_words(b["content"])))

    pairs = scorer.match(pair.gold["statements"], pair.pred["statements"], likeness, 0.8)
    for a, b in pairs:
        if a["speaker"] != pair.same.get(b["speaker"]):
            yield f"{a['form']}: speaker {'left open' if b['speaker'] is None else 'wrong'}"
    matched = {id(x) for both in pairs for x in both}
    lost = [a for a in pair.gold["statements"] if id(a) not in matched]
    spare = [b for b in pair.pred["statements"] if id(b) not in matched]
    for a, b in scorer.match(lost, spare, likeness, 0.3):
        longer = len(pair.p_words(b["content"])) > len(pair.g_words(a["content"]))
        yield f"{a['form']}: words bounded too {'wide' if longer else 'narrow'}"
        matched |= {id(a), id(b)}
    yield from (f"{a['form']}: missed" for a in lost if id(a) not in matched)
    yield from (f"{b['form']}: none there" for b in spare if id(b) not in matched)


def occasions(scorer: ModuleType, pair: Any) -> Iterator[str]:
    def sides(o: Finding, of: Callable[[list[str]], set[str]]) -> set[str]:
        return of([x["actor"] for x in o["participants"]])

    def likeness(a: Finding, b: Finding) -> float:
        if scorer.ENCOUNTER.get(a["kind"]) != scorer.ENCOUNTER.get(b["kind"]):
            return 0.0
        if not scorer.overlap_dates(a.get("when"), b.get("when")):
            return 0.0
        return float(scorer.jaccard(sides(a, pair.g_sides), sides(b, pair.p_sides)))

    def told_alike(a: Finding, b: Finding) -> float:
        return float(scorer.containment(pair.g_words(a["evidence"]), pair.p_words(b["evidence"])))

    pairs = scorer.match(pair.gold["occasions"], pair.pred["occasions"], likeness, 0.5)
    matched = {id(x) for both in pairs for x in both}
    lost = [a for a in pair.gold["occasions"] if id(a) not in matched]
    spare = [b for b in pair.pred["occasions"] if id(b) not in matched]
    for a, b in scorer.match(lost, spare, told_alike, 0.3):
        if scorer.ENCOUNTER.get(a["kind"]) != scorer.ENCOUNTER.get(b["kind"]):
            yield f"{a['kind']} taken for {b['kind']}"
        elif not scorer.overlap_dates(a.get("when"), b.get("when")):
            yield f"{a['kind']}: other day"
        else:
            yield f"{a['kind']}: other participants"
        matched |= {id(a), id(b)}
    yield from (f"{a['kind']} {a['status']}: missed" for a in lost if id(a) not in matched)
    yield from (f"{b['kind']} {b['status']}: none there" for b in spare if id(b) not in matched)


def events(scorer: ModuleType, pair: Any) -> Iterator[str]:
    wanted = scorer.undirected(scorer.dyads(pair.gold["events"], pair.g_sides))
    found = scorer.undirected(scorer.dyads(pair.pred["events"], pair.p_sides))
    spare = set(found - wanted)
    for type_, *sides in sorted(wanted - found):
        other = sorted(s for s in spare if list(s[1:]) == sides)
        near = sorted(s for s in spare if s[0] == type_ and set(s[1:]) & set(sides) - {""})
        if other or near:
            taken = (other or near)[0]
            spare.discard(taken)
            yield f"{type_} taken for {taken[0]}" if other else f"{type_}: other side"
        else:
            yield f"{type_}: missed"
    yield from (f"{s[0]}: none there" for s in sorted(spare))


def commitments(scorer: ModuleType, pair: Any) -> Iterator[str]:
    def likeness(a: Finding, b: Finding) -> float:
        return float(scorer.containment(pair.g_words(a["evidence"]), pair.p_words(b["evidence"])))

    pairs = scorer.match(pair.gold["commitments"], pair.pred["commitments"], likeness, 0.6)
    matched = {id(x) for both in pairs for x in both}
    for a, b in pairs:
        if not pair.g_sides(a["by"]) & pair.p_sides(b["by"]):
            yield f"{a['kind']}: who is bound is {'left open' if not b['by'] else 'wrong'}"
        if a["kind"] != b["kind"]:
            yield f"{a['kind']} taken for {b['kind']}"
        if bool(a.get("due")) != bool(b.get("due")) or not scorer.overlap_dates(a.get("due"), b.get("due")):
            yield f"due day {'missed' if not b.get('due') else 'too much' if not a.get('due') else 'other'}"
    yield from (f"{a['kind']}: missed" for a in pair.gold["commitments"] if id(a) not in matched)
    yield from (f"{b['kind']}: none there" for b in pair.pred["commitments"] if id(b) not in matched)


def relations(_: ModuleType, pair: Any) -> Iterator[str]:
    def keyed(rows: list[Finding], of: Callable[[list[str]], set[str]]) -> set[tuple[frozenset[str], str]]:
        return {(frozenset((*of([r["a"]]), *of([r["b"]]))), r["kind"]) for r in rows}

    wanted, found = keyed(pair.gold["relations"], pair.g_sides), keyed(pair.pred.get("relations", []), pair.p_sides)
    for sides, kind in wanted - found:
        other = [k for s, k in found - wanted if s == sides]
        yield f"{kind} taken for {other[0]}" if other else f"{kind}: missed"
    yield from (f"{kind}: none there" for sides, kind in found - wanted if sides not in {s for s, _ in wanted - found})


LAYERS: dict[str, Callable[[ModuleType, Any], Iterator[str]]] = {
    "people": people,
    "offices": offices,
    "statements": statements,
    "occasions": occasions,
    "events": events,
    "commitments": commitments,
    "relations": relations,
}


def main() -> int:
    which = sys.argv[1] if len(sys.argv) > 1 else "dev"
    for layer, errors in count_errors(which).items():
        print(f"{layer}: {sum(errors.values())}")
        for kind, count in sorted(errors.items(), key=lambda e: (-e[1], e[0]))[:MOST]:
            print(f"  {count:4}  {kind}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
