"""Numbers as pupils write them; what two schools would read differently is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.outcome import ItemResponse, Verdict
from assessment.items.written import Tolerance
from assessment.scoring.codes import Code
from assessment.scoring.item_scoring import score_item
from assessment.scoring.mark import Refused
from assessment.scoring.numbers import is_near, read_number
from tests.factories.items import make_part

READ = {
    "1,5": "3/2",
    "1.5": "3/2",
    "−7": "-7",
    "+7": "7",
    "1 000 000": "1000000",
    "1\u202f000,5": "2001/2",
    "-3·10^5": "-300000",
    "3*10^-5": "3/100000",
    "3·10⁻⁵": "3/100000",
    "3 × 10^(5)": "300000",
    "3х10^5": "300000",
    "3e5": "300000",
    "3Е5": "300000",
    "10^5": "100000",
    "2/3": "2/3",
    "-2/3": "-2/3",
    "1 1/2": "3/2",
    "1½": "3/2",
    ",5": "1/2",
    "5.": "5",
    "007": "7",
    "(-3)": "-3",
    "-(0,5)": "-1/2",
    "(2/3)": "2/3",
}
REFUSED = {
    "1,234.5": Code.AMBIGUOUS_NUMBER,
    "1.234,5": Code.AMBIGUOUS_NUMBER,
    "1,234,567": Code.AMBIGUOUS_NUMBER,
    "1.234.567": Code.AMBIGUOUS_NUMBER,
    "1'234.5": Code.AMBIGUOUS_NUMBER,
    "1 234/567": Code.AMBIGUOUS_NUMBER,
    "12 34": Code.NOT_A_NUMBER,
    "50%": Code.NOT_A_NUMBER,
    "5 м": Code.NOT_A_NUMBER,
    "пять": Code.NOT_A_NUMBER,
    "1 3/2": Code.NOT_A_NUMBER,
    "0x1F": Code.NOT_A_NUMBER,
    "1_000": Code.NOT_A_NUMBER,
    "NaN": Code.NOT_A_NUMBER,
    "-Infinity": Code.NOT_A_NUMBER,
    "1+1": Code.NOT_A_NUMBER,
    "(1)(2)": Code.NOT_A_NUMBER,
    "(1)2": Code.NOT_A_NUMBER,
    "((1))": Code.NOT_A_NUMBER,
    "(1": Code.NOT_A_NUMBER,
    "(5 м)": Code.NOT_A_NUMBER,
    "(1,234.5)": Code.AMBIGUOUS_NUMBER,
    "0,2/м": Code.NOT_A_NUMBER,
    "5 1/с": Code.NOT_A_NUMBER,
    "1/0": Code.ZERO_DENOMINATOR,
    "1e999": Code.NUMBER_TOO_LARGE,
    "9" * 101: Code.TOO_LONG,
}


@pytest.mark.parametrize(("written", "value"), READ.items())
def test_read(written, value):
    assert read_number(written).value == Fraction(value)


@pytest.mark.parametrize(("written", "code"), REFUSED.items())
def test_refused(written, code):
    with pytest.raises(Refused) as refused:
        read_number(written)

    assert refused.value.reason.code == code


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_every_way_of_writing_a_decimal_is_the_same_number(number):
    plain, grouped = f"{number:f}", f"{number:,f}".replace(",", " ")
    for written in (plain, plain.replace(".", ","), grouped, grouped.replace("-", "−")):
        assert read_number(written).value == Fraction(number)


@pytest.mark.parametrize(
    ("kind", "allowed", "key", "value", "is_it"),
    [
        ("absolute", "0.1", "1.5", "1.6", True),
        ("absolute", "0.1", "1.5", "1.61", False),
        ("relative", "0.05", "-200", "-210", True),
        ("relative", "0.05", "-200", "-211", False),
        ("relative", "0.05", "0", "0", True),
        ("significant_figures", "2", "0.0123", "0.0118", True),
        ("significant_figures", "2", "0.0123", "0.0126", False),
        ("significant_figures", "2", "9.96", "10", True),
        ("significant_figures", "3", "1234", "1230", True),
        ("decimal_places", "1", "0.25", "0.3", True),
        ("decimal_places", "1", "-0.25", "-0.3", True),
        ("decimal_places", "0", "2.5", "3", True),
    ],
)
def test_nearness(kind, allowed, key, value, is_it):
    tolerance = Tolerance(kind=kind, value=Decimal(allowed))
    assert is_near(Fraction(value), Fraction(key), tolerance) is is_it


def score(answer, **interaction):
    item = make_part({"type": "number", **interaction})
    return score_item(item, ItemResponse({"p1": answer})).parts[0]


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("1,50", "right"), ("1,5", "wrong"), ("1,500", "wrong"), ("3/2", "wrong"), ("1,60", "wrong")],
)
def test_a_strict_tolerance_counts_the_digits_written(answer, verdict):
    tolerance = {"kind": "significant_figures", "value": "3", "strict": True}
    assert score(answer, variants=[{"value": "1.5", "tolerance": tolerance}]).verdict == verdict


DIGITS = [  # kind, value, written, or more, key, answer, verdict
    # Three figures written, two of them right.
    ("significant_figures", 2, 3, False, "33.1558", "33,4", "right"),
    ("significant_figures", 2, 3, False, "33.1558", "33", "wrong"),
    ("significant_figures", 2, 3, False, "33.1558", "34,0", "wrong"),
    # At least four figures, four of them right; a fraction says nothing of figures.
    ("significant_figures", 4, 4, True, "0.142857", "0,1429", "right"),
    ("significant_figures", 4, 4, True, "0.142857", "0,14286", "right"),
    ("significant_figures", 4, 4, True, "0.142857", "0,143", "wrong"),
    ("significant_figures", 4, 4, True, "0.142857", "1/7", "wrong"),
    # Any value, but two figures; the noughts of a whole number may count or not.
    ("significant_figures", 0, 2, False, "0", "0,0010", "right"),
    ("significant_figures", 0, 2, False, "0", "5,00", "wrong"),
    ("significant_figures", 0, 2, False, "0", "100", "right"),
    # Nought has the figures of its decimals.
    ("significant_figures", 2, None, False, "0", "0,00", "right"),
    ("significant_figures", 2, None, False, "0", "0", "wrong"),
    ("decimal_places", 1, 2, False, "2.54", "2,51", "right"),
    ("decimal_places", 1, 2, True, "2.54", "2,511", "right"),
    ("decimal_places", 1, 2, True, "2.54", "2,5", "wrong"),
]


@pytest.mark.parametrize(("kind", "value", "written", "more", "key", "answer", "verdict"), DIGITS)
def test_digits_written_and_digits_compared_are_two_things(  # a row of the table
    kind, value, written, more, key, answer, verdict
):
    tolerance = {"kind": kind, "value": value, "written": written, "or_more": more,
                 "strict": written is None}  # fmt: skip
    assert score(answer, variants=[{"value": key, "tolerance": tolerance}]).verdict == verdict


def test_no_figures_to_compare_need_figures_to_be_written():
    with pytest.raises(ValueError, match="from 1 to 50"):
        Tolerance(kind="significant_figures", value=Decimal(0))


def test_the_sign_behind_the_field_may_be_written_where_the_item_has_it():
    variants = [{"value": "50"}]
    assert score("50 %", variants=variants, unit_label="%").verdict is Verdict.RIGHT
    assert score("50%", variants=variants).verdict is Verdict.INVALID


def test_fractions_are_refused_visibly_where_the_form_has_no_place_for_them():
    part = score("1/2", variants=[{"value": "0.5"}], accepts_fractions=False)
    assert part.verdict is Verdict.INVALID
    assert part.reasons[0].code == Code.NO_FRACTIONS
    assert not part.spends_try


@pytest.mark.parametrize("wrong", ["1E+999999999", "9" * 101])
def test_a_key_cannot_be_a_number_that_fills_the_memory(wrong):
    with pytest.raises(ValueError, match="digits"):
        score("1", variants=[{"value": wrong}])
