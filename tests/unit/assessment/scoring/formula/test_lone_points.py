"""A point on one curve that is not on the other is exact, and none is found where there is none."""

from __future__ import annotations

import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.formula.lone_points import has_lone_point

X, Y = sympy.symbols("x y")
coefficients = st.lists(st.integers(-4, 4), min_size=4, max_size=4).filter(any)


def curve(values):
    one, x, y, xy = values
    return sympy.Poly(one + x * X + y * Y + xy * X * Y, X, Y, domain="QQ")


@settings(max_examples=50, deadline=None)
@given(coefficients, coefficients)
def test_a_curve_is_part_of_its_products(first, second):
    one, other = curve(first), curve(second)
    assert not has_lone_point(one, one * other)
    assert not has_lone_point(one, one)


def test_a_line_that_is_not_part_of_the_other_has_a_point_of_its_own():
    assert has_lone_point(sympy.Poly(X * Y, X, Y), sympy.Poly(X, X, Y))
    assert not has_lone_point(sympy.Poly(X, X, Y), sympy.Poly(X * Y, X, Y))


def test_without_a_name_to_solve_for_nothing_is_said():
    circle = sympy.Poly(X**2 + Y**2 - 1, X, Y)
    assert not has_lone_point(circle, sympy.Poly(X**2 + Y**2 - 2, X, Y))
