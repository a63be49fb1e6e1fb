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


def write(results: Mapping[str, Result]) -> None:
    head = (
        "# Speed\n\nWritten by `make bench-speed` (`bench/speed/measure.py`); two shared cores, Python 3.12, 24 GB. Texts: 1,000 press releases of the State\n"
        "Department and the White House of 120 to 700 words (`bench/speed/gather.py`; they stay outside the project). Each part says when it was measured and under\n"
        "which load: above about 1 other programs ran beside it, and ratios say more than times.\n"
    )
    body = [part(name, results[name]) for name in PARTS if name in results]
    PAGE.write_text("\n".join([head, *body, cost_model(results)]), encoding="utf-8")


def part(name: str, result: Result) -> str:
    title, render = PARTS[name]
    quick = ", a quick run" if result.get("quick") else ""
    return f"## {title}\n\n{render(result)}\nMeasured {result['on']}, load {result['load']}{quick}.\n"


def sides(result: Result) -> str:
    lines = [
        f"{result['texts']} texts, {result['tokens']:,} tokens, in turns block by block.\n",
        "| | cores | texts/s | tokens/s | peak MB | found |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for r in result["rows"]:
        found = (
            ""
            if r["side"] == "spacy"
            else f"{r['found']:,} {'statements' if r['side'] == 'communique' else 'quotations'}"
        )
        lines.append(
            f"| {NAMES[r['side']]} | {r['cores']} | {r['docs_per_s']} | {r['tokens_per_s']:,} | {r['peak_mb']:,} | {found} |"
        )
    lines += ["", "| ratio of times | whole | median of pairs | quartiles | to reach |", "|---|---|---|---|---|"]
    for name, r in result["ratios"].items():
        goal = {"communique / spacy, one core": "≤ 1.0", "communique: one core / two cores": "≥ 1.85"}.get(name, "")
        lines.append(f"| {name} | {r['whole']} | {r['median']} | {r['q1']} to {r['q3']} | {goal} |")
    return "\n".join(lines) + "\n"


def cores(result: Result) -> str:
    return (
        f"`communique batch` of {result['pages']} texts with start-up, tables and all: {_listed(result['one_s'])} s with `-j 1`, "
        f"{_listed(result['two_s'])} s with `-j 2`:\n{_listed(result['ratios'])} times as fast (to reach: 1.85). CPU seconds with two workers / with one: "
        f"{_listed(result['cpu_ratios'])}. Peak memory of the pool (PSS): {result['peak_mb_one']} MB, "
        f"with two workers {result['peak_mb_two']} MB (at most 1,500).\n"
    )


def flat(result: Result) -> str:
    return (
        f"Short self-written stories, one worker, CPU time without the shard that loads the models: {result['few_ms']} ms a document in a batch of {result['few']:,}, "
        f"{result['many_ms']} ms\nin one of {result['many']:,} (its last 1,000: {result['last_1000_ms']} ms). Ratio {result['ratio']} (at most 1.05). Peak memory {result['peak_mb_few']} and {result['peak_mb_many']} MB: "
        "a shard is all\nthat is held. 100,000 documents were not run: nothing in a batch is kept from one shard to the next but a line of the manifest.\n"
    )


def ray(result: Result) -> str:
    return (
        f"{result['pages']:,} texts, two workers: {result['local_s']} s in the local pool, {result['ray_s']} s with Ray started for it: {result['ratio']} times as long (at most 1.3).\n"
        f"Findings the same, byte for byte: {_yes(result['is_same'])}. Peak memory {result['peak_mb_local']} and {result['peak_mb_ray']} MB.\n"
    )


def nodes(result: Result) -> str:
    return (
        f"{result['pages']} texts in {result['shards']} shards on three nodes of `ray.cluster_utils.Cluster`; one node is killed after a third of the shards. "
        f"Findings the same as\nthose of the local pool, nothing lost or doubled: {_yes(result['is_same'])}; {result['again']} shards were taken up again.\n"
    )


def gate(result: Result) -> str:
    lines = [
        f"`--gate` lets {100 * result['recall']:.1f} % of {result['gold']} gold and training articles through (to reach: 98 %).\n",
        "| pages | should | pages | let through | dropped | ms a page | 95 % within | KB a page |", "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for r in result["rows"]:
        through = r["passed"] / r["pages"]
        lines.append(
            f"| {r['set']} | {r['wanted']} | {r['pages']} | {through:.1%} | {1 - through:.1%} | {r['ms_mean']} | {r['ms_p95']} | {r['kb_mean']} |"
        )
    return "\n".join(lines) + "\n"


def cost_model(results: Mapping[str, Result]) -> str:
    """Cores for CC-NEWS from what was measured; nothing where a part is missing."""
    if "sides" not in results or "gate" not in results:
        return ""
    one = next(r for r in results["sides"]["rows"] if r["side"] == "communique" and r["cores"] == 1)
    reading = 1 / one["docs_per_s"]
    html = next((r for r in results["gate"]["rows"] if "HTML" in r["set"]), None)
    gate_s = (html["ms_mean"] if html else 2.0) / 1e3
    false = html["passed"] / html["pages"] if html else 0.25
    pages = CC_NEWS_PAGES
    through = pages * ENGLISH * (DIPLOMATIC + (1 - DIPLOMATIC) * false)
    seconds = pages * gate_s + through * (reading + CLEAN_S)
    return "\n".join([
        "## What CC-NEWS would cost", "",
        f"About {pages:,} pages a day, assumed {ENGLISH:.0%} English and {DIPLOMATIC:.0%} of those diplomatic news (assumptions: nothing here measures them). The gate asks every page "
        f"({1e3 * gate_s:.2f} ms);\nof English pages it lets through the diplomatic ones and {false:.0%} of the others (measured above), {through:,.0f} pages; each takes {CLEAN_S * 1e3:.0f} ms of cleaning "
        f"(HTML; an assumption) and {1e3 * reading:.0f} ms of reading.\nThat is {seconds / 3600:.1f} core hours a day: **{seconds / 86400:.2f} cores** kept busy, or {seconds / 3600 / 8:.1f} cores for eight hours. "
        f"Without the gate: {pages * ENGLISH * (reading + CLEAN_S) / 3600:.1f} core hours.", "",
    ])  # fmt: skip


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
