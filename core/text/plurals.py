"""Russian plural forms."""

from __future__ import annotations


def plural_ru(number: int, one: str, few: str, many: str) -> str:
    """Return the form for ``number``: 1 урок, 2 урока, 5 уроков (CLDR rules for ``ru``)."""
    tail, hundred = abs(number) % 10, abs(number) % 100
    if tail == 1 and hundred != 11:
        return one
    if 2 <= tail <= 4 and not 12 <= hundred <= 14:
        return few
    return many
