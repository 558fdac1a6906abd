"""Points in two decimals that add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from assessment.figures import apportion, round_points, show_number

POINTS = st.integers(-20_000_000, 20_000_000).map(lambda n: Decimal(n) / 1_000_000)


@pytest.mark.parametrize(
    ("number", "russian", "english"),
    [("-0.5", "−0,5", "-0.5"), ("2.000000", "2", "2"), ("1E+1", "10", "10"), ("0", "0", "0")],
)
def test_numbers_are_read_in_the_language_of_the_moment(number, russian, english):
    with translation.override("ru"):
        assert show_number(Decimal(number)) == russian
    with translation.override("en"):
        assert show_number(Decimal(number)) == english.replace("-", "−")


@given(st.lists(POINTS, max_size=30))
def test_shown_points_add_up_to_the_shown_total(points):
    total = sum(points, Decimal(0))
    shown = apportion(points, total)
    assert sum(shown, Decimal(0)) == round_points(total)
    assert all(abs(one - low) < Decimal("0.01") for one, low in zip(points, shown, strict=True))


def test_sevenths_that_were_rounded_make_the_whole():
    shown = apportion([Decimal("0.285714")] * 7, Decimal(2))
    assert sum(shown) == 2
    assert set(shown) == {Decimal("0.28"), Decimal("0.29")}


def test_what_comes_and_goes_is_the_same():
    assert apportion([Decimal("0.285714"), Decimal("-0.285714")], Decimal(0)) == [
        Decimal("0.29"),
        Decimal("-0.29"),
    ]
