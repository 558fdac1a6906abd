from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.quality.agreement import alpha, count_coincidences, kappa

VALUES = st.sampled_from(["approve", "return", "reject"])
UNITS = st.lists(st.lists(VALUES, min_size=1, max_size=4), max_size=25)


def table(*rows):
    """The pairs behind a table of frequencies."""
    return [
        (str(here), str(there))
        for here, row in enumerate(rows)
        for there, number in enumerate(row)
        for _time in range(number)
    ]


def units(*observers):
    """What each thing was given by the observers; a point is no value."""
    return [[v for v in values if v != "."] for values in zip(*observers, strict=True)]


def test_kappa_of_cohen_1960():
    """Cohen (1960), the table of 200 cases in three categories: kappa = .492."""
    pairs = table((88, 14, 18), (10, 40, 10), (2, 6, 12))
    assert kappa(pairs) == pytest.approx(0.492, abs=0.0005)


def test_kappa_of_fifty_proposals():
    """The worked example in Wikipedia's "Cohen's kappa": 20, 5, 10, 15 → 0.4; 45, 15, 25, 15."""
    assert kappa(table((20, 5), (10, 15))) == pytest.approx(0.4)
    assert kappa(table((45, 15), (25, 15))) == pytest.approx(0.1304, abs=0.0001)
    assert kappa(table((25, 35), (5, 35))) == pytest.approx(0.2593, abs=0.0001)


@pytest.mark.parametrize(
    ("observers", "expected"),
    [
        (["0100000010", "1110010000"], 0.095),  # example A: binary, two observers
        (["aabbdcccedda", "babbbccceddd"], 0.692),  # example B: nominal, two observers
        (  # example C: nominal, four observers with gaps
            ["123321412...", "1233224125.3", ".3332342251.", "12332441251."],
            0.743,
        ),
    ],
)
def test_alpha_of_krippendorff_2011(observers, expected):
    """The worked examples of "Computing Krippendorff's Alpha-Reliability"."""
    assert alpha(count_coincidences(units(*observers))) == pytest.approx(expected, abs=0.0005)


def test_nothing_is_not_agreement():
    assert alpha({}) is None
    assert alpha(count_coincidences([["approve"], ["return"]])) is None
    assert alpha(count_coincidences([["approve", "approve"]])) is None
    assert kappa([]) is None
    assert kappa([("approve", "approve")]) is None


@given(UNITS)
def test_alpha_is_one_only_without_disagreement(given_units):
    found = alpha(count_coincidences(given_units))
    apart = any(len(set(values)) > 1 for values in given_units)
    assert found is None or found <= 1 + 1e-9
    if found is not None:
        assert (found == pytest.approx(1)) is not apart


@given(UNITS, UNITS)
def test_days_may_be_added(first, second):
    together = count_coincidences([*first, *second])
    added = Counter(count_coincidences(first))
    added.update(count_coincidences(second))
    assert {key: pytest.approx(value) for key, value in together.items()} == dict(added)


@given(UNITS)
def test_the_order_of_people_does_not_matter(given_units):
    turned = [list(reversed(values)) for values in given_units]
    ours, theirs = alpha(count_coincidences(given_units)), alpha(count_coincidences(turned))
    assert (ours is None) == (theirs is None)
    assert ours is None or math.isclose(ours, theirs, abs_tol=1e-9)


@given(st.lists(st.tuples(VALUES, VALUES), max_size=40))
def test_kappa_by_its_definition(pairs):
    found = kappa(pairs)
    number = len(pairs)
    chance = sum(
        (sum(one == value for one, _ in pairs) / number)
        * (sum(other == value for _, other in pairs) / number)
        for value in ("approve", "return", "reject")
        if number
    )
    if not number or math.isclose(chance, 1):
        assert found is None
        return
    same = sum(one == other for one, other in pairs) / number
    assert found == pytest.approx((same - chance) / (1 - chance), abs=1e-9)
    assert found == pytest.approx(kappa([(other, one) for one, other in pairs]))


@given(st.lists(st.lists(VALUES, min_size=2, max_size=3), min_size=1, max_size=15))
def test_alpha_by_pairs_of_values(given_units):
    """The definition by observed and expected disagreement, over all pairs of single values."""
    found = alpha(count_coincidences(given_units))
    values = [value for unit in given_units for value in unit]
    number = len(values)
    expected = sum(one != other for one, other in combinations(values, 2)) / math.comb(number, 2)
    if not expected:
        assert found is None
        return
    observed = (
        sum(
            len(unit)
            * sum(one != other for one, other in combinations(unit, 2))
            / math.comb(len(unit), 2)
            for unit in given_units
        )
        / number
    )
    assert found == pytest.approx(1 - observed / expected, abs=1e-9)
