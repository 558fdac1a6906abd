"""Points inside shapes, edges included (QTI 2.2, ``shape`` and ``coords``)."""

from __future__ import annotations

from assessment.scoring.qti.values import Unreadable, read_atom

Coords = tuple[float, ...]
Corner = tuple[float, float]
MAX_COORDS = 2_000


def read_coords(text: str) -> Coords:
    """Return the numbers of ``coords``; raises ``Unreadable``."""
    parts = text.replace(",", " ").split()
    if len(parts) > MAX_COORDS:
        raise Unreadable(text[:50])
    return tuple(read_atom(part.rstrip("%"), "float") for part in parts)


def is_inside(shape: str, coords: Coords, x: float, y: float) -> bool:
    """Say whether a point lies in the shape or on its edge; raises ``Unreadable``."""
    if shape == "default":
        return True
    if shape == "rect" and len(coords) == 4:
        left, top, right, bottom = coords
        return min(left, right) <= x <= max(left, right) and min(top, bottom) <= y <= max(
            top, bottom
        )
    if shape == "circle" and len(coords) == 3:
        return (x - coords[0]) ** 2 + (y - coords[1]) ** 2 <= coords[2] ** 2
    if shape == "ellipse" and len(coords) == 4:
        return _in_ellipse(coords, x, y)
    if shape == "poly" and len(coords) >= 6:
        return _in_polygon(coords, x, y)
    raise Unreadable(shape)


def _in_ellipse(coords: Coords, x: float, y: float) -> bool:
    centre_x, centre_y, across, down = coords
    if across <= 0 or down <= 0:
        return (x, y) == (centre_x, centre_y)
    return ((x - centre_x) / across) ** 2 + ((y - centre_y) / down) ** 2 <= 1


def _in_polygon(coords: Coords, x: float, y: float) -> bool:
    corners = list(zip(coords[::2], coords[1::2], strict=False))
    is_in = False
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        if _on_edge(start, end, (x, y)):
            return True
        (x1, y1), (x2, y2) = start, end
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            is_in = not is_in
    return is_in


def _on_edge(start: Corner, end: Corner, point: Corner) -> bool:
    (x1, y1), (x2, y2), (x, y) = start, end, point
    if (x2 - x1) * (y - y1) != (y2 - y1) * (x - x1):
        return False
    return min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)
