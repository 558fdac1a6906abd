"""Cells that spreadsheets read as text, and their way back."""

from __future__ import annotations

from core.api import defuse

_MARK = "'"


def armoured(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula; see :func:`unarmoured`.

    >>> armoured("=1"), armoured("'=1"), armoured("Ом")
    ("'=1", "''=1", 'Ом')
    """
    return f"{_MARK}{text}" if _is_dangerous(text) else text


def unarmoured(text: str) -> str:
    """Return what :func:`armoured` was given.

    >>> unarmoured("'=1"), unarmoured("''=1"), unarmoured("'Ом'")
    ('=1', "'=1", "'Ом'")
    """
    return text[1:] if text.startswith(_MARK) and _is_dangerous(text) else text


def _is_dangerous(text: str) -> bool:
    bare = text.lstrip(_MARK)
    return defuse(bare) != bare
