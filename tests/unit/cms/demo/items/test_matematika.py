"""Keys of mathematics, reckoned anew from the numbers that the items print."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import permutations, product
from typing import Any

import pytest
from sympy import Rational, Symbol
from sympy.parsing.sympy_parser import (
    convert_xor,
    implicit_multiplication_application,
    parse_expr,
    standard_transformations,
)

from tests.unit.cms.demo.items.records import item_of, numbers, plain, right_answer, texts_of_key

Value = Callable[..., Any]
SEEDS = range(50)
READING = (*standard_transformations, implicit_multiplication_application, convert_xor)


def prompt_numbers(key: str, part: int = 0) -> list[Fraction]:
    return numbers(item_of(key).parts[part].prompt)


def key_number(key: str, part: int = 0, *, seed: int = 1) -> Fraction:
    interaction: Any = item_of(key, seed=seed).parts[part].interaction
    return Fraction(interaction.variants[0].value)


def written(formula: str, **names: Fraction) -> Fraction:
    """Reckon a formula of the key at a point with sympy, far from the engine that compares."""
    parsed = parse_expr(formula, transformations=READING)
    exact = {
        Symbol(name): Rational(value.numerator, value.denominator) for name, value in names.items()
    }
    return Fraction(str(parsed.subs(exact)))


FORMULAS: dict[str, tuple[str, Value]] = {
    "algebra-7-kvadrat-raznosti": ("x", lambda x: (2 * x - 3) * (2 * x - 3)),
    "algebra-7-mnozhiteli": ("x", lambda x: x * x * x - 9 * x),
    "algebra-8-kvadratnyj-trekhchlen": ("x", lambda x: 2 * x * x + 5 * x - 3),
    "algebra-8-sokratit": ("x", lambda x: (x * x - x - 6) / (x * x - 9)),
    "algebra-8-slozhit-drobi": ("x", lambda x: 1 / (x - 1) + 1 / (x + 1)),
    "algebra-10-raznost-drobyu": ("x", lambda x: 1 - 1 / (x + 2)),
    "algebra-7-vyrazit-y": ("x", lambda x: (12 - 3 * x) / 2),
    "algebra-7-raskryt-skobki": ("x", lambda x: (x + 4) * (x - 2)),
    "algebra-7-zapisat-slovami": ("ab", lambda a, b: 3 * (a + b)),
    "algebra-7-kvadrat-summy-slovami": ("mn", lambda m, n: m * m + n * n),
    # The symmetrical difference of a cubic is its derivative plus h²; h² is taken away.
    "algebra-11-proizvodnaya": ("x", lambda x: (_cubic(x + 1) - _cubic(x - 1)) / 2 - 1),
}


def _cubic(x: Fraction) -> Fraction:
    return x * x * x - 6 * x * x + 5


@pytest.mark.parametrize("key", FORMULAS)
def test_formula_equals_what_is_asked(key: str) -> None:
    names, asked = FORMULAS[key]
    interaction: Any = item_of(key).parts[0].interaction
    points = [Fraction(n, 7) for n in (5, 11, 16, 31, -8)]

    for values in ([point] * len(names) for point in points):
        spread = [value + place for place, value in enumerate(values)]
        right, *wrong = interaction.variants
        given = dict(zip(names, spread, strict=True))
        assert written(right.formula, **given) == asked(*spread)
    for variant in wrong:
        assert any(
            written(variant.formula, **{name: point + n for n, name in enumerate(names)})
            != asked(*(point + n for n, _ in enumerate(names)))
            for point in points
        )


def test_numbers_of_the_lower_grades() -> None:
    apples, each = prompt_numbers("matematika-3-yabloki")
    gaps: Any = right_answer(item_of("matematika-3-yabloki").parts[0])
    assert (int(gaps["full"]), int(gaps["rest"])) == divmod(apples, each)
    three, eight, five, twelve = prompt_numbers("matematika-5-summa-drobej")
    assert right_answer(item_of("matematika-5-summa-drobej").parts[0]) == str(
        three / eight + five / twelve
    )
    boat, ship = prompt_numbers("matematika-6-nok")
    days = next(day for day in range(1, 1000) if day % boat == 0 == day % ship)
    assert key_number("matematika-6-nok") == days
    (long,) = prompt_numbers("matematika-5-okruglenie")
    rounded = Decimal(float(long)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert key_number("matematika-5-okruglenie") == Fraction(rounded)
    price, up, down = prompt_numbers("matematika-6-cena")
    left = price * (1 + up / 100) * (1 - down / 100)
    assert texts_of_key(item_of("matematika-6-cena").parts[0]) == [f"{left} рублей"]
    metres, centimetres = prompt_numbers("matematika-4-dlina-shnura")
    cord: Any = item_of("matematika-4-dlina-shnura").parts[0].interaction
    assert Fraction(cord.value) * 100 == metres * 100 - 2 * centimetres


def test_order_and_divisibility() -> None:
    ordered = texts_of_key(item_of("matematika-5-poryadok").parts[0])
    values = [Fraction(text.replace(",", ".")) for text in ordered]
    assert values == sorted(set(values))
    table: Any = item_of("matematika-6-delimost").parts[0].interaction
    assert set(table.key) == {
        (row.id, column.id)
        for row, column in product(table.rows, table.columns)
        if int(row.html) % int(column.html) == 0
    }


def test_points_and_stretches_of_lines() -> None:
    first, opposite, modulus = prompt_numbers("matematika-6-tochki-pryamoj")
    line: Any = item_of("matematika-6-tochki-pryamoj").parts[0].interaction
    assert {Fraction(point) for point in line.points} == {first, -opposite, -modulus}
    for key, holds in (
        ("algebra-8-dvojnoe-neravenstvo", lambda x: -3 < 2 * x + 1 <= 7),
        ("algebra-9-metod-intervalov", lambda x: x * x - x - 6 >= 0),
    ):
        line = item_of(key).parts[0].interaction
        for quarter in range(-24, 25):
            x = Decimal(quarter) / 4
            assert any(_lies(x, one) for one in line.intervals) == holds(x)


def _lies(x: Decimal, one: Any) -> bool:
    after = one.start is None or x > one.start or (one.has_start and x == one.start)
    return after and (one.end is None or x < one.end or (one.has_end and x == one.end))


def test_graphs_and_tables() -> None:
    line: Any = item_of("algebra-7-grafik-linejnoj").parts[0].interaction
    assert all(y == 2 * x - 3 for x, y in line.key)
    asked = prompt_numbers("matematika-6-simmetriya-tochki")
    corners = list(zip(asked[::2], asked[1::2], strict=True))
    plane: Any = item_of("matematika-6-simmetriya-tochki").parts[0].interaction
    assert {(x, y) for x, y in plane.key} == {(-x, y) for x, y in corners}
    table: Any = item_of("algebra-9-tablica-paraboly").parts[0].interaction
    heads = [int(text.replace("−", "-")) for text in table.columns[1:]]
    cells = [int(cell.numbers[0].value) for cell in table.cells]
    assert cells == [x * x - 2 * x - 3 for x in heads]


def test_equations_by_search() -> None:
    assert key_number("algebra-8-bolshij-koren") == max(
        x for x in range(-100, 100) if x * x - 5 * x - 14 == 0
    )
    pairs = [
        (x, y)
        for x, y in product(range(0, 1001, 10), repeat=2)
        if 2 * x + 3 * y == 1750 and x + 4 * y == 1500
    ]
    assert pairs == [(key_number("algebra-8-kassa", 1), key_number("algebra-8-kassa", 2))]
    asks: Any = item_of("algebra-8-kassa").parts[3].interaction
    assert asks.key == (3 * sum(pairs[0]) <= 2200)
    assert 2 ** key_number("algebra-11-logarifmy") == Fraction(48, 3)
    root: Any = item_of("algebra-8-koren-iz-kvadrata").parts[0].interaction
    assert root.key == all(math.isqrt(a * a) == a for a in range(-5, 6))


def test_chances_by_counting() -> None:
    throws = list(product(range(1, 7), repeat=2))
    chance = Fraction(sum(sum(throw) == 8 for throw in throws), len(throws))
    assert right_answer(item_of("veroyatnost-8-dve-kosti").parts[0]) == str(chance)
    count = len(set(permutations("1234", 3)))
    assert key_number("veroyatnost-9-trekhznachnye") == count


@pytest.mark.parametrize("seed", SEEDS)
def test_templates_reckoned_from_what_they_print(seed: int) -> None:
    def asked(key: str) -> list[Fraction]:
        return numbers(item_of(key, seed=seed).parts[0].prompt)

    a, b, c = asked("shablon-linejnoe-uravnenie")
    assert a * key_number("shablon-linejnoe-uravnenie", seed=seed) + b == c
    price, percent = asked("shablon-procent")
    assert key_number("shablon-procent", seed=seed) == price - price * percent / 100
    first, step, count = asked("shablon-progressiya")
    terms = [first + step * n for n in range(int(count))]
    assert key_number("shablon-progressiya", seed=seed) == sum(terms)
    three = asked("shablon-srednee")
    assert len(three) == 3
    assert key_number("shablon-srednee", seed=seed) == sum(three) / 3
    assert "{{" not in plain(item_of("shablon-srednee", seed=seed).solution)
