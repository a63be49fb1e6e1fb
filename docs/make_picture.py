"""Draws docs/demo.svg: what `communique read` shows of an example on a terminal, each section's first lines."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

import communique
from communique.show.terminal import print_account

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLE = "examples/mongolian-premier-in-ljubljana.txt"
SECTION_LINES, WIDTH = 19, 92
# The picture asks nobody for a font, and keeps the spaces at the edges of coloured words.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.S).replace(
    "Fira Code", "ui-monospace, DejaVu Sans Mono, Menlo, Consolas"
)
FORMAT = FORMAT.replace("<svg ", '<svg xml:space="preserve" ', 1)


def main() -> None:
    shown = Console(file=io.StringIO(), width=WIDTH, force_terminal=True, color_system="truecolor", highlight=False)
    with shown.capture() as capture:
        print_account(shown, communique.read(PROJECT / EXAMPLE))
    picture = Console(file=io.StringIO(), width=WIDTH, record=True, highlight=False)
    picture.print(Text(f"$ communique read {EXAMPLE}", style="bold green"))
    for section in re.split(r"\n(?=\n)", capture.get().rstrip("\n")):
        lines = section.removeprefix("\n").splitlines()
        for line in lines[:SECTION_LINES]:
            picture.print(Text.from_ansi(line), soft_wrap=True)
        if len(lines) > SECTION_LINES:
            picture.print(Text("    …", style="dim"))
        picture.print()
    svg = picture.export_svg(title="communique", code_format=FORMAT, unique_id="demo")
    (PROJECT / "docs" / "demo.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
