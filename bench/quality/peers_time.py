"""Time expressions on the sets that other taggers report: MEANTIME, WikiWars and the dates of GUM's news.

usage: python bench/quality/peers_time.py [SHARED]

The scorer is `SHARED/gold/peers/time/score.py`, unchanged. HeidelTime 2.2.1 reaches value F1 73.5 on MEANTIME, 82.9 on
WikiWars and value recall 73.4 on GUM's dates.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.record.finding import Time
from communique.understand.analyse import analyse
from communique.understand.dates import find_times
from communique.understand.grammar.calendar import narrow

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDER = "gold/peers/time"


def measure(shared: Path) -> dict[str, float]:
    """{figure: 0 to 100}: F1 of MEANTIME (datelines left out) and WikiWars, value recall of GUM's dates.

    `gum_dates_recall` writes intervals as GUM does ("2017-07-10/2017-07-16"), `..._timex3` as TIMEX3 ("2017-W28").
    """
    scorer = _load_scorer(shared / FOLDER / "score.py")
    out: dict[str, float] = {}
    for name, skip_dct in (("meantime", True), ("wikiwars", False)):
        gold = scorer.load(shared / FOLDER / f"{name}.jsonl")
        figures, _, _ = scorer.score(gold, _tag(gold, _timex), skip_dct)
        for key in ("strict", "relaxed", "value"):
            out[f"{name}_{key}"] = 100 * figures[key][2]
    gold = scorer.load(shared / FOLDER / "gum_news.jsonl")
    figures, _, _ = scorer.score(gold, _tag(gold, _calendar_date))
    out["gum_dates_recall"] = 100 * figures["value"][1]
    figures, _, _ = scorer.score(gold, _tag(gold, _timex))
    out["gum_dates_recall_timex3"] = 100 * figures["value"][1]
    return {key: round(value, 1) for key, value in out.items()}


def _load_scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("time_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _tag(gold: dict[str, Any], write: Any) -> dict[str, Any]:
    """{id: {"timexes": [...]}} as the scorer reads it; the text as it is, the document's creation time as published."""
    lexicon, out = load_lexicon(), {}
    for id_, document in gold.items():
        published = Published(document["dct"], "metadata") if document["dct"] else None
        article = Article(id=id_, text=document["text"], title=document.get("title"), published=published)
        times = find_times(article, analyse(article), lexicon)
        out[id_] = {"id": id_, "timexes": [write(time) for time in times]}
    return out


def _timex(time: Time) -> dict[str, Any]:
    evidence = time.evidence
    return {"start": evidence.start, "end": evidence.end, "type": time.type, "value": time.when.value}


def _calendar_date(time: Time) -> dict[str, Any]:
    """As GUM writes dates: a day, a month or a year, everything else as first/last day."""
    first, last = narrow(time)
    value = time.when.value
    if first is not None and last is not None:
        value = _in_gum(first, last)
    return {**_timex(time), "type": "DATE", "value": value}


def _in_gum(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    after = last + timedelta(days=1)
    if first.day == after.day == 1 and first.month == after.month == 1 and after.year == first.year + 1:
        return f"{first.year:04d}"
    if first.day == after.day == 1 and (after.year - first.year) * 12 + after.month - first.month == 1:
        return f"{first.year:04d}-{first.month:02d}"
    return f"{first.isoformat()}/{last.isoformat()}"


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED), indent=1))
