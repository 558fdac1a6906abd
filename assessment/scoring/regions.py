"""Whether a point lies in a region of an image, reckoned exactly; the border belongs to it."""

from __future__ import annotations

from fractions import Fraction

from assessment.items.plane import Region
from assessment.scoring.numbers import exact


def contains(region: Region, spot: tuple[Fraction, Fraction]) -> bool:
    """Tell whether a point in pixels lies in a region (QTI 3.0, 5.27, shape)."""
    coords = [exact(one) for one in region.coords]
    x, y = spot
    if region.shape == "rect":
        left, top, right, bottom = coords
        return min(left, right) <= x <= max(left, right) and min(top, bottom) <= y <= max(
            top, bottom
        )
    if region.shape == "circle":
        return (x - coords[0]) ** 2 + (y - coords[1]) ** 2 <= coords[2] ** 2
    if region.shape == "ellipse":
        wide, high = coords[2] ** 2, coords[3] ** 2
        off = (x - coords[0]) ** 2 * high + (y - coords[1]) ** 2 * wide
        return bool(wide and high) and off <= wide * high
    if region.shape == "poly":
        return _is_inside(list(zip(coords[::2], coords[1::2], strict=True)), x, y)
    return True


def _is_inside(corners: list[tuple[Fraction, Fraction]], x: Fraction, y: Fraction) -> bool:
    """Count the sides that a ray to the right crosses (M. Shimrat, CACM 5, 1962)."""
    inside = False
    for number, (x1, y1) in enumerate(corners):
        x2, y2 = corners[number - 1]
        cross = (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)
        if cross == 0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return True
        if (y1 > y) != (y2 > y) and (cross < 0) == (y2 > y1):
            inside = not inside
    return inside
