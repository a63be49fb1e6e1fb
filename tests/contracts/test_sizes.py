"""Nothing in the house outgrows a reader's head."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "communique"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES, MOST_PARAMETERS, MOST_FILES = 400, 60, 7, 12


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_module_and_its_functions(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    is_command = module.name.endswith(("_command.py", "_commands.py"))  # the parameters of a command are its options
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= MOST_FUNCTION_LINES, f"{node.name}: {lines} lines"
            parameters = len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs)
            is_method = any(a.arg in ("self", "cls") for a in node.args.args[:1])
            assert is_command or parameters - is_method <= MOST_PARAMETERS, f"{node.name}: {parameters} parameters"


# Of migrations there is one for each change of the tables, kept for ever; nobody reads the folder as a whole.
MIGRATIONS = PACKAGE / "remember" / "migrations" / "versions"


@pytest.mark.parametrize("folder", sorted({m.parent for m in MODULES} - {MIGRATIONS}), ids=name)
def test_folder(folder: Path) -> None:
    modules = [m for m in folder.glob("*.py") if m.name != "__init__.py"]
    assert len(modules) <= MOST_FILES, [m.name for m in modules]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_names_say_something(module: Path) -> None:
    assert module.stem not in ("utils", "helpers", "common", "base", "misc", "manager")
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))), "no docstring"
