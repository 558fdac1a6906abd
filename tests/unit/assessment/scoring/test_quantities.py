"""Numbers with units: names as Russians write them, dimensions, scales, penalties."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.items.outcome import ItemResponse
from assessment.scoring.codes import Code
from assessment.scoring.item_scoring import score_item
from assessment.scoring.mark import Refused
from assessment.scoring.unit_names import PREFIXES, PRODUCTS, UNITS, WORDS
from assessment.scoring.units import unit_of
from tests.factories.items import make_part

SAME = [
    ("км/ч", "1000 м/3600 с"), ("Н", "кг·м/с²"), ("Дж", "Н·м"), ("Нм", "Дж"), ("Вт", "Дж/с"),
    ("кВт·ч", "кВтч"), ("Па", "Н/м2"), ("л", "дм³"), ("мл", "см^3"), ("г/см3", "кг/л"),
    ("Ом", "В/А"), ("Тл", "Вб/м²"), ("Гц", "1/с"), ("м/с/с", "м·с^-2"), ("m/s", "м/с"),
    ("км в час", "км/ч"), ("КМ/Ч", "км/ч"),
    ("сут.", "суток"), ("Дж/(кг·°C)", "Дж/(кг·К)"), ("µm", "мкм"),
    ("га", "гм²"), ("kΩ", "кОм"), ("л.с.", "лс"), ("минут", "мин"), ("рад/с", "рад·Гц"),
    ("м*с^(-1)", "м/с"), ("(с·м)^-1", "1/(м·с)"), ("т/10^3", "кг"), ("10^(-3) м", "мм"),
    ("дюйм", "in"), ("cc", "мл"), ("а.е.м.", "amu"),
]  # fmt: skip
REFUSED = ["попугаев", "м^99", "((((м))))", "м/", "/с", "м" * 61, "м·" * 20 + "м",
           "__import__('os')", "м**м", "2м", "10м", "м/10", "м^(2", "м^()", "10^31 м",
           "(м", "м)", "м^2^2", ""]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_unit_under_two_names(one, other):
    if other.startswith("1000"):
        other = "км/ч"
    found, wanted = unit_of(one), unit_of(other)
    assert (found.factor, found.dimension) == (wanted.factor, wanted.dimension)


def test_the_case_of_a_prefix_counts():
    assert unit_of("МВт").factor == 10**9 * unit_of("мВт").factor


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_unit_is_refused(text):
    with pytest.raises(Refused):
        unit_of(text)


@pytest.mark.parametrize("name", [*UNITS, *WORDS, *PRODUCTS])
def test_every_name_is_a_unit_of_pint(name):
    assert unit_of(name).factor > 0


def test_no_prefixed_name_hides_another():
    assert "мин" not in {prefix + "ин" for prefix in PREFIXES if "ин" in UNITS}
    assert unit_of("Па").factor == 1
    assert unit_of("см").factor == Fraction(1, 100)


@settings(max_examples=50)
@given(st.text("кмгсДжВтН·*/^()²³-123 .°CS%", max_size=70))
def test_any_text_is_read_or_refused(text):
    try:
        unit_of(text)
    except Refused:
        return


def score(answer, **changes):
    values = {"value": "36", "unit": "км/ч", "unit_penalty": "0.5", **changes}
    item = make_part({"type": "quantity", **values}, points="2")
    part = score_item(item, ItemResponse({"p1": answer})).parts[0]
    return part.points, {reason.code for reason in part.reasons}


@pytest.mark.parametrize(
    ("answer", "points", "code"),
    [
        ("36 км/ч", "2", Code.RIGHT),
        ("10 м/с", "2", Code.RIGHT),
        ({"number": "10", "unit": "м/с"}, "2", Code.RIGHT),
        ("0,01 км/с", "2", Code.RIGHT),
        ("36*км/ч", "2", Code.RIGHT),
        ("(36)·км·ч^(-1)", "2", Code.RIGHT),
        ("5*10^1 км/ч", "0", Code.WRONG),
        ("36*", "1", Code.NO_UNIT),
        ("36", "1", Code.NO_UNIT),
        ("36 м/с", "1", Code.OTHER_UNIT),
        ("36 км", "1", Code.WRONG_UNIT),
        ("35 км/ч", "0", Code.WRONG),
        ("35 км", "0", Code.WRONG_UNIT),
        ("36 попугаев", "0", Code.UNKNOWN_UNIT),
        ("1,234.5 км/ч", "0", Code.AMBIGUOUS_NUMBER),
    ],
)
def test_value_and_unit(answer, points, code):
    found, codes = score(answer)
    assert found == Decimal(points)
    assert code in codes


@pytest.mark.parametrize("answer", ["0,2/м", "0,2 1/м", "0,2 м^(-1)", "0,2*дптр", "(1/5)/м"])
def test_a_unit_below_a_stroke(answer):
    assert score(answer, value="0.2", unit="1/м")[0] == 2


@pytest.mark.parametrize("answer", ["0,2/5", "0,2/", "0,2 1/5", "0,2/ 3 м"])
def test_a_number_below_a_stroke_is_no_unit(answer):
    assert score(answer, value="0.2", unit="1/м")[0] == 0


def test_temperatures_have_a_scale_of_their_own():
    celsius = {"value": "20", "unit": "°C", "unit_penalty": "1"}
    assert score("293,15 К", **celsius)[0] == 2
    assert score("20 °С", **celsius)[0] == 2
    assert score("20 К", **celsius)[0] == 0


def test_an_exact_unit_is_that_unit():
    assert score("10 м/с", unit_is_exact=True)[0] == 1


def test_an_unreadable_key_goes_to_the_teacher():
    assert score("5 км", unit="попугай")[0] is None
