"""Rounding of decimal numbers as they are written, halves up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

MAX_FIGURES = 300
# Room for any float written out, so that rounding itself never overflows.
_WIDE = Context(prec=1_100)


def round_decimal(found: float, mode: str, figures: int) -> Decimal | None:
    """Round to ``figures`` places (``decimalPlaces``) or significant figures; else ``None``."""
    exact = Decimal(str(found))
    if mode == "decimalPlaces":
        if not 0 <= figures <= MAX_FIGURES:
            return None
        return exact.quantize(Decimal(1).scaleb(-figures), ROUND_HALF_UP, _WIDE)
    if not 1 <= figures <= MAX_FIGURES:
        return None
    if not exact:
        return exact
    places = figures - 1 - exact.adjusted()
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
