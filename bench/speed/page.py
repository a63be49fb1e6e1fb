"""Results -> docs/speed.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "speed.md"
Result = Mapping[str, Any]
NAMES = {
    "communique": "communique, whole readings",
    "spacy": "bare spaCy md",
    "textacy": "spaCy md + textacy quotations",
}
# Source of the shares: the issue that asks for this model; the gate's own figures for what it lets through.
CC_NEWS_PAGES, ENGLISH, DIPLOMATIC = 500_000, 0.4, 0.05


HEAD = """# Speed

Written by `make bench-speed` (`bench/speed/measure.py`); two shared cores, Python 3.12, 24 GB. Texts: 1,000 press
releases of the State Department and the White House of 120 to 700 words (`bench/speed/gather.py`; they stay outside the
project). Each part says when it was measured and under which load: above about 1 other programs ran beside it, and
ratios say more than times.
"""


def write(results: Mapping[str, Result]) -> None:
    body = [part(name, results[name]) for name in PARTS if name in results]
    PAGE.write_text("\n".join([HEAD, *body, cost_model(results)]), encoding="utf-8")


def part(name: str, result: Result) -> str:
    title, render = PARTS[name]
    quick = ", a quick run" if result.get("quick") else ""
    return f"## {title}\n\n{render(result)}\nMeasured {result['on']}, load {result['load']}{quick}.\n"


def sides(result: Result) -> str:
    lines = [f"{result['texts']} texts, {result['tokens']:,} tokens, in turns block by block.\n"]
    lines += _table("", "cores", "texts/s", "tokens/s", "peak MB", "found")
    for r in result["rows"]:
        what = {"communique": "statements", "textacy": "quotations"}.get(r["side"])
        found = f"{r['found']:,} {what}" if what else ""
        found += f", {r['given_up']} texts given up" if r["given_up"] else ""
        lines.append(_row(NAMES[r["side"]], r["cores"], r["docs_per_s"], f"{r['tokens_per_s']:,}", r["peak_mb"], found))
    lines += ["", *_table("ratio of times", "whole", "median of pairs", "quartiles", "to reach")]
    goals = {"communique / spacy, one core": "≤ 1.0", "communique: one core / two cores": "≥ 1.85"}
    for name, r in result["ratios"].items():
        lines.append(_row(name, r["whole"], r["median"], f"{r['q1']} to {r['q3']}", goals.get(name, "")))
    return "\n".join(lines) + "\n"


def cores(result: Result) -> str:
    return (
        f"`communique batch` of {result['pages']} texts with start-up, tables and all: {_listed(result['one_s'])} s\n"
        f"with `-j 1`, {_listed(result['two_s'])} s with `-j 2`: {_listed(result['ratios'])} times as fast (to reach:\n"
        f"1.85). CPU seconds with two workers / with one: {_listed(result['cpu_ratios'])}. Peak memory of the pool\n"
        f"(PSS): {result['peak_mb_one']} MB, with two workers {result['peak_mb_two']} MB (at most 1,500).\n"
    )


def flat(result: Result) -> str:
    return (
        "Short self-written stories, one worker, CPU time without the first shard, whose worker has met no word yet:\n"
        f"{_listed(result['few_ms'])} ms a document in batches of {result['few']:,} before and after,\n"
        f"{result['many_ms']} ms in one of {result['many']:,} (its last 1,000: {result['last_1000_ms']} ms). Ratio\n"
        f"{result['ratio']} (at most 1.05). Peak memory {result['peak_mb_few']} and {result['peak_mb_many']} MB.\n"
    )


def ray(result: Result) -> str:
    return (
        f"{result['pages']:,} texts, two workers: {result['local_s']} s in the local pool, {result['ray_s']} s with\n"
        f"Ray started for it: {result['ratio']} times as long (at most 1.3). Findings the same, byte for byte:\n"
        f"{_yes(result['is_same'])}. Peak memory {result['peak_mb_local']} and {result['peak_mb_ray']} MB.\n"
    )


def nodes(result: Result) -> str:
    return (
        f"{result['pages']} texts in {result['shards']} shards on three nodes of `ray.cluster_utils.Cluster`; one\n"
        "node is killed after a third of the shards. Findings the same as those of the local pool, nothing lost or\n"
        f"doubled: {_yes(result['is_same'])}; {result['again']} shards were taken up again.\n"
    )


def gate(result: Result) -> str:
    share, known = f"{100 * result['recall']:.1f} %", result["gold"]
    lines = [f"`--gate` lets {share} of {known} gold and training articles through (to reach: 98 %).\n"]
    lines += _table("pages", "should", "pages", "let through", "dropped", "ms a page", "95 % within", "KB a page")
    for r in result["rows"]:
        through = r["passed"] / r["pages"]
        shares = f"{through:.1%}", f"{1 - through:.1%}"
        lines.append(_row(r["set"], r["wanted"], r["pages"], *shares, r["ms_mean"], r["ms_p95"], r["kb_mean"]))
    return "\n".join(lines) + "\n"


def cost_model(results: Mapping[str, Result]) -> str:
    """Cores for CC-NEWS from what was measured; nothing where a part is missing."""
    html = next((r for r in results.get("gate", {}).get("rows", ()) if "HTML" in r["set"]), None)
    if "sides" not in results or html is None:
        return ""
    one = next(r for r in results["sides"]["rows"] if r["side"] == "communique" and r["cores"] == 1)
    each, gate_s, false = CLEAN_S + 1 / one["docs_per_s"], html["ms_mean"] / 1e3, html["passed"] / html["pages"]
    english = CC_NEWS_PAGES * ENGLISH
    through = english * (DIPLOMATIC + (1 - DIPLOMATIC) * false)
    hours = (CC_NEWS_PAGES * gate_s + through * each) / 3600
    return f"""## What CC-NEWS would cost

About {CC_NEWS_PAGES:,} pages a day, taken to be {ENGLISH:.0%} English and {DIPLOMATIC:.0%} of those diplomatic news;
{1e3 * CLEAN_S:.0f} ms to clean an HTML page. These three are assumptions, not measured here. The gate asks every page
({1e3 * gate_s:.2f} ms). Of the English ones it lets through the diplomatic ones and {false:.0%} of the others (as of
the web pages above): {through:,.0f} pages, each {1e3 * each:.0f} ms. That is {hours:.1f} core hours a day,
**{hours / 24:.2f} cores** kept busy; without the gate {english * each / 3600:.1f} core hours. A release of the bench
has about 283 words; twice as long a page takes twice the time.
"""


def _table(*names: str) -> list[str]:
    return [_row(*names), _row(*("---" for _ in names))]


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


CLEAN_S = 0.03


def missed(results: Mapping[str, Result]) -> list[str]:
    """The targets that the results miss."""
    checks: dict[str, Callable[[Result], bool]] = {
        "sides": lambda r: (
            r["ratios"]["communique / spacy, one core"]["whole"] <= 1.0
            and r["ratios"]["communique: one core / two cores"]["whole"] >= 1.85
        ),
        "cores": lambda r: max(r["ratios"]) >= 1.85 and r["peak_mb_two"] <= 1500,
        "flat": lambda r: r["ratio"] <= 1.05,
        "ray": lambda r: r["ratio"] <= 1.3 and r["is_same"],
        "nodes": lambda r: bool(r["is_same"]),
        "gate": lambda r: r["recall"] >= 0.98,
    }
    return [name for name, check in checks.items() if name in results and not check(results[name])]


def _listed(numbers: list[float]) -> str:
    return " and ".join(str(n) for n in numbers)


def _yes(value: bool) -> str:
    return "yes" if value else "**no**"


PARTS: dict[str, tuple[str, Callable[[Result], str]]] = {
    "sides": ("Reading, side by side", sides),
    "cores": ("Two workers against one", cores),
    "flat": ("Many documents cost no more each", flat),
    "ray": ("Ray against the local pool", ray),
    "nodes": ("A node dies", nodes),
    "gate": ("The gate", gate),
}
