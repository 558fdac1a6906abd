"""Cells of tables that other people's spreadsheets open."""

from __future__ import annotations

# OWASP, "CSV Injection": what a spreadsheet takes for the beginning of a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defuse(text: str) -> str:
    """Return a text of somebody's as a cell that is read as text: a formula gets an apostrophe.

    >>> defuse("=1+1"), defuse(" @SUM(A1)"), defuse("Закон Ома")
    ("'=1+1", "' @SUM(A1)", 'Закон Ома')
    """
    return f"'{text}" if text.lstrip(" \u00a0").startswith(DANGEROUS) else text
