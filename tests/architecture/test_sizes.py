"""Files and functions stay small, and nothing is called after its being useful."""

from __future__ import annotations

import ast
from pathlib import Path

from tools.house import HOUSE

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 40
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}


def test_files_are_short(sources):
    long = {
        str(path.relative_to(HOUSE)): lines
        for path in sources
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES_OF_A_FILE
    }

    assert long == {}


def test_functions_are_short(sources):
    long = {
        f"{path.relative_to(HOUSE)}:{node.name}": lines
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := _code_lines(node)) > MOST_LINES_OF_A_FUNCTION
    }

    assert long == {}


def _code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = first.end_lineno - first.lineno + 1 if is_docstring else 0
    return node.end_lineno - node.lineno + 1 - docstring


def test_there_is_no_drawer(sources):
    drawers = [str(path.relative_to(HOUSE)) for path in sources if set(_names(path)) & DRAWERS]

    assert drawers == []


def _names(path: Path) -> list[str]:
    return [*path.relative_to(HOUSE).parts[:-1], path.stem]
