"""Keys as people write them in spreadsheets and documents."""

from __future__ import annotations

import re
from decimal import Decimal

_TRUE = ("верно", "да", "правда", "истина", "true", "yes", "+")
_FALSE = ("неверно", "нет", "ложь", "false", "no", "-", "−", "–")
_NUMBER = re.compile(r"[+\-−–]?\d{1,30}(?:[ \u00a0]\d{3}){0,9}(?:[.,]\d{1,30})?")


def truth(text: str) -> bool | None:
    """Return what a word says of truth, or ``None`` when it says nothing of it."""
    word = text.strip().lower().rstrip(".")
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def number_key(text: str) -> Decimal | None:
    """Return a number written as in Russian or in English, or ``None``.

    >>> number_key("−1 000,5"), number_key("5 яблок")
    (Decimal('-1000.5'), None)
    """
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        return None
    plain = bare.replace(" ", "").replace("\u00a0", "").replace(",", ".")
    return Decimal(plain.replace("−", "-").replace("–", "-"))
