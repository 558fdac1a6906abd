"""Two formulas side by side at points of the domain: a difference is proof, agreement is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import acb

from assessment.scoring.formula.tree import Node, has_imaginary, names_of, walk
from assessment.scoring.formula.values import (
    PRECISIONS,
    NotDefined,
    RealPoint,
    at_precision,
    ball,
    evaluate,
)

# Denominators are primes: no accident of one point repeats at another.
_MAGNITUDES = (
    *((5, 7), (17, 11), (29, 13), (3, 19), (61, 23), (101, 29), (11, 31), (7, 37), (211, 41)),
    *((41, 43), (13, 47), (307, 53), (23, 59)),
)
POINTS = 14
ENOUGH_AGREEMENTS = 6


@dataclass(slots=True)
class Comparison:
    """What the points showed.

    ``witness``: a point where the values certainly differ. ``agreeing``: points where no
    difference could be seen. ``only_one``: points where one has a (real) value and the other none.
    """

    witness: dict[str, Fraction] | None = None
    agreeing: int = 0
    only_one: int = 0
    signs: set[str] = field(default_factory=set)


def points(names: list[str], domain: str) -> Iterator[dict[str, Fraction]]:
    """Give points with all combinations of sizes and signs, always the same ones."""
    whole = _whole_points(names)
    for number in range(POINTS):
        place = {}
        for position, name in enumerate(names):
            above, below = _MAGNITUDES[(number * 3 + position * 5 + number * position) % 13]
            negative = domain != "positive" and (number >> (position % 3)) & 1
            place[name] = Fraction(-above if negative else above, below)
        yield place
    yield from whole


def _whole_points(names: list[str]) -> Iterator[dict[str, Fraction]]:
    """Give two points of whole numbers: factorials are defined there."""
    for base in (7, 4):
        yield {name: Fraction(base + 2 * position) for position, name in enumerate(names)}


def compare(left: Node, right: Node, *, domain: str) -> Comparison:
    """Return what the points of ``domain`` show of two formulas with values."""
    found = Comparison()
    names = sorted(names_of(left) | names_of(right))
    imaginary = domain == "complex" or has_imaginary(left) or has_imaginary(right)
    discrete = any(one.value in ("factorial", "binomial") for one in (*walk(left), *walk(right)))
    for place in points(names, domain):
        if discrete and any(value.denominator > 1 or value < 0 for value in place.values()):
            continue
        _compare_at(left, right, place, domain, imaginary, found)
        if found.witness is not None:
            break
    return found


def _compare_at(  # noqa: PLR0917  # the two sides, where, and what was seen so far
    left: Node,
    right: Node,
    place: dict[str, Fraction],
    domain: str,
    imaginary: bool,
    found: Comparison,
) -> None:
    for bits in PRECISIONS:
        at_precision(bits)
        point = as_balls(place, domain)
        first, second = (value_at(one, point, imaginary) for one in (left, right))
        if first is None or second is None:
            found.only_one += (first is None) != (second is None)
            return
        if not first.overlaps(second):
            found.witness = place
            return
        if bits == PRECISIONS[0] and found.agreeing < 2:
            continue
        if bits == PRECISIONS[0] and _is_tight(first) and _is_tight(second):
            break
    found.agreeing += 1
    found.signs |= {name for name, value in place.items() if value < 0}


def _is_tight(value: acb) -> bool:
    return bool(value.rel_accuracy_bits() > 40 or value.contains(0))


def as_balls(place: Mapping[str, Fraction], domain: str) -> dict[str, acb]:
    """Return the point for the evaluator; a complex one has imaginary parts besides."""
    point = {name: ball(value) for name, value in place.items()}
    if domain == "complex":
        turned = {name: ball(Fraction(1, 3) - value / 5) for name, value in place.items()}
        point = {name: value + turned[name] * acb(0, 1) for name, value in point.items()}
    return point


def value_at(node: Node, point: Mapping[str, acb], imaginary: bool) -> acb | None:
    """Return the value at a point, or nothing where there is none (among the reals)."""
    try:
        return evaluate(node, point if imaginary else RealPoint(point))
    except NotDefined:
        return None
