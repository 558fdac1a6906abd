"""Numbers as people read them, and points in at most two decimals that still add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

MINUS = "−"
_STEP = Decimal("0.01")
# Reasons hold points rounded to six places: as many of them may be off by this much in all.
_NOISE = Decimal("0.001")


def show_number(number: Decimal) -> str:
    """Return a number in the notation of the language of the moment: «−0,5»."""
    plain = number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()
    text = str(number_format(f"{abs(plain):f}", use_l10n=True))
    return f"{MINUS}{text}" if plain < 0 else text


def round_points(points: Decimal) -> Decimal:
    """Return points in at most two decimals, half up."""
    return points.quantize(_STEP, ROUND_HALF_UP)


def apportion(points: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """Return points in two decimals that add up to the total in two decimals.

    By largest remainders (Hamilton): all are rounded down, and what is then short goes, a hundredth
    each, to those that lost most, the first before the last. Where the points are not parts of
    the total, they add up to their own sum.
    """
    exact = sum(points, Decimal(0))
    wanted = round_points(total if abs(exact - total) < _NOISE else exact)
    shown = [one.quantize(_STEP, ROUND_FLOOR) for one in points]
    short = int((wanted - sum(shown, Decimal(0))) / _STEP)
    lost = [one - low for one, low in zip(points, shown, strict=True)]
    for number in sorted(range(len(points)), key=lambda n: (-lost[n], n))[: max(short, 0)]:
        shown[number] += _STEP
    return shown
