"""A point at which one polynomial is nought and another is not: their equations differ.

The point is rational and checked exactly: a factor of the first is solved for a name in which it is
linear, at a few rational places of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import sympy

from assessment.scoring.formula.algebra import Expression

_PLACES = (sympy.Rational(3, 2), sympy.Integer(2), sympy.Integer(-5), sympy.Rational(7, 3))
MOST_PLACES = 12
LARGEST_DEGREE = 30


def has_lone_point(first: Expression, second: Expression) -> bool:
    """Tell whether a point was found where ``first`` is nought and ``second`` is not.

    Both are polynomials of ``sympy.Poly`` over the rationals in the same names.
    """
    if max(first.total_degree(), second.total_degree()) > LARGEST_DEGREE:
        return False
    factors = [factor for factor, _ in first.factor_list()[1]]
    return any(
        second.eval(point) != 0
        for factor in factors
        if not second.rem(factor).is_zero or len(first.gens) > 1
        for point in islice(_points_on(factor), MOST_PLACES)
    )


def _points_on(factor: Expression) -> Iterator[tuple[Expression, ...]]:
    """Give rational points at which a factor is nought."""
    names = factor.gens
    for at, name in enumerate(names):
        if factor.degree(name) != 1:
            continue
        slope = factor.diff(name)
        others = len(names) - 1
        for values in islice(product(_PLACES, repeat=others), MOST_PLACES):
            place = [*values[:at], sympy.Integer(0), *values[at:]]
            steepness = slope.eval(tuple(place))
            if steepness != 0:
                place[at] = -factor.eval(tuple(place)) / steepness
                yield tuple(place)
