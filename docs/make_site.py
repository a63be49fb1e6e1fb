"""The documentation site: `make docs` gathers pages and reference into build/docs and builds site/ with Zensical."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import make_reference  # noqa: E402

PROJECT: Final = HERE.parent
STAGE: Final = PROJECT / "build" / "docs"
# Pages that stand outside docs/, and their names on the site.
OUTSIDE: Final = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changes.md"}
_KEPT: Final = {".md", ".svg", ".png", ".css", ".js"}
_COMMENT: Final = re.compile(r"^<!--.*?-->\n", re.M | re.S)


def generated() -> set[str]:
    """What the site has beside the files of docs/."""
    return {*make_reference.PAGES, *make_reference.FILES, *OUTSIDE.values(), "decisions/index.md"}


def gather(stage: Path = STAGE) -> None:
    """Fills the folder that the site is built from."""
    shutil.rmtree(stage, ignore_errors=True)
    for file in sorted(HERE.rglob("*")):
        if file.suffix in _KEPT:
            target = stage / file.relative_to(HERE)
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.suffix == ".md":
                target.write_text(_for_site(file.read_text(encoding="utf-8"), file), encoding="utf-8")
            else:
                shutil.copy(file, target)
    for name, title in OUTSIDE.items():
        page = re.sub(r"\]\(docs/(?=[^)]*\.md|decisions/\))", "](", (PROJECT / name).read_text(encoding="utf-8"))
        for other, its_title in OUTSIDE.items():
            page = page.replace(f"]({other}", f"]({its_title}")
        _write(stage / title, page.replace("](decisions/)", "](decisions/index.md)"))
    _write(stage / "decisions" / "index.md", _decisions())
    for name, make in make_reference.PAGES.items():
        _write(stage / name, make())
    for name, make_tree in make_reference.FILES.items():
        _write(stage / name, json.dumps(make_tree(), indent=1, ensure_ascii=False))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _for_site(page: str, file: Path) -> str:
    """A page without the comments that say how its blocks run, and with links to pages outside docs/ turned inwards."""
    up = "../" * len(file.relative_to(HERE).parent.parts)
    for name, title in OUTSIDE.items():
        page = page.replace(f"]({up}../{name}", f"]({up}{title}")
    return _COMMENT.sub("", page).replace("](decisions/)", "](decisions/index.md)")


def _decisions() -> str:
    rows = []
    for file in sorted((HERE / "decisions").glob("[0-9]*.md")):
        title = re.search(r"^# (.*)$", file.read_text(encoding="utf-8"), re.M)
        rows.append(f"* [{title[1] if title else file.stem}]({file.name})")
    return "# Decisions\n\nChoices that somebody will ask about, and why they were made.\n\n" + "\n".join(rows) + "\n"


def build() -> int:
    """Builds site/; the exit code of Zensical."""
    command = [str(Path(sys.executable).parent / "zensical"), "build", "--clean", "--strict"]
    return subprocess.run(command, cwd=PROJECT).returncode


if __name__ == "__main__":
    gather()
    sys.exit(build())
