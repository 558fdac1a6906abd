"""Keys of informatics, geography, geometry, probability and a household, reckoned anew."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from statistics import mean, median
from typing import Any

import pytest

from tests.unit.cms.demo.items.records import (
    item_of,
    numbers,
    plain,
    right_answer,
    texts_of_key,
)

SEEDS = range(20)


def accepted(key: str, part: int = 0, *, seed: int = 1) -> Fraction:
    interaction: Any = item_of(key, seed=seed).parts[part].interaction
    return Fraction(getattr(interaction, "value", None) or interaction.variants[0].value)


def printed(key: str, part: int = 0, *, seed: int = 1) -> list[Fraction]:
    return numbers(item_of(key, seed=seed).parts[part].prompt)


def test_number_systems() -> None:
    assert accepted("informatika-8-iz-dvoichnoj") == int("101101", 2)
    decimal = printed("informatika-8-v-dvoichnuyu")[0]
    assert right_answer(item_of("informatika-8-v-dvoichnuyu").parts[0]) == f"{int(decimal):b}"
    cells = right_answer(item_of("informatika-8-tablica").parts[0])
    truth = [int(a and not b) for a, b in product((0, 1), repeat=2)]
    assert [int(cells[f"f{row}"]) for row in range(1, 5)] == truth


def test_sizes_of_information() -> None:
    bits = {"12 бит": 12, "2 байта": 2 * 8, "1 Кбайт": 1024 * 8, "9000 бит": 9000}
    order = texts_of_key(item_of("informatika-7-edinicy").parts[0])
    assert order == sorted(bits, key=lambda one: bits[one])
    width, height, colours = printed("informatika-7-cvet")[:3]
    depth = int(colours).bit_length() - 1
    assert 2**depth == colours
    assert accepted("informatika-7-cvet") * 8 == width * height * depth


def test_the_program_prints_the_key() -> None:
    a, b = 7, 3
    a = a - b
    b = a * b
    assert accepted("informatika-8-prisvaivanie") == a + b


def test_the_earth() -> None:
    assert accepted("geografiya-5-masshtab") == Fraction(6 * 5000, 100)
    start, step, height = printed("geografiya-6-temperatura-s-vysotoj")[0], 6, 4
    assert accepted("geografiya-6-temperatura-s-vysotoj") == start - step * height
    day = (-3, 2, 9, 4)
    assert accepted("geografiya-6-amplituda", 0) == Fraction(sum(day), len(day))
    assert accepted("geografiya-6-amplituda", 1) == max(day) - min(day)
    assert accepted("geografiya-8-vremya") == (15 + 10 - 2) % 24
    areas = {"Тихий": 179, "Атлантический": 92, "Индийский": 76, "Северный Ледовитый": 15}
    order = texts_of_key(item_of("geografiya-7-okeany").parts[0])
    assert order == sorted(areas, key=lambda one: -areas[one])
    assert accepted("geografiya-9-plotnost") == Fraction(80_000, 2_500)


def test_azimuths_turn_by_a_quarter_from_the_north() -> None:
    turns = {"северо-восток": 45, "восток": 90, "юг": 180, "запад": 270}
    one: Any = item_of("geografiya-5-azimut").parts[0].interaction
    left = {choice.id: plain(choice.html) for choice in one.left}
    right = {choice.id: plain(choice.html) for choice in one.right}
    assert {left[a]: right[b] for a, b in one.key.items()} == {
        name: f"{degrees}°" for name, degrees in turns.items()
    }


def test_geometry() -> None:
    assert accepted("geometriya-7-ugly") == 180 - sum(printed("geometriya-7-ugly")[:2])
    ladder, foot = printed("geometriya-8-pifagor")[:2]
    assert accepted("geometriya-8-pifagor") ** 2 + foot**2 == ladder**2
    first, second, height = printed("geometriya-8-ploshchad-trapecii")[:3]
    assert accepted("geometriya-8-ploshchad-trapecii") == (first + second) * height / 2
    assert accepted("geometriya-9-rasstoyanie") ** 2 == (5 + 1) ** 2 + (10 - 2) ** 2


def test_a_household() -> None:
    wages, spent = (58_000, 40_000), (13_000, 42_000, 25_000)
    assert accepted("obshchestvo-8-byudzhet", 0) == sum(wages) - sum(spent)
    assert abs(
        accepted("obshchestvo-8-byudzhet", 1) - Fraction(100 * 13_000, sum(wages))
    ) < Fraction(1, 2)


def test_chance() -> None:
    row = [int(one) for one in numbers(item_of("veroyatnost-7-srednee").stimulus)]
    assert accepted("veroyatnost-7-srednee", 0) == mean(row)
    assert accepted("veroyatnost-7-srednee", 1) == median(row)
    assert accepted("veroyatnost-7-srednee", 2) == max(row) - min(row)
    throws = list(product(range(1, 7), repeat=2))
    seven = Fraction(sum(sum(one) == 7 for one in throws), len(throws))
    assert abs(accepted("veroyatnost-8-kubik") - seven) < Fraction(1, 10_000)


@pytest.mark.parametrize("seed", SEEDS)
def test_templates(seed: int) -> None:
    zeros = int(printed("shablon-dvoichnoe", seed=seed)[0])
    assert accepted("shablon-dvoichnoe", seed=seed) == int("1" + "0" * zeros, 2)
    friends = int(printed("shablon-kombinatorika", seed=seed)[0])
    pairs = list(combinations(range(friends), 2))
    assert accepted("shablon-kombinatorika", seed=seed) == len(pairs)


def test_a_pulse() -> None:
    seconds, rest, exercised = 15, 18, 27
    assert accepted("biologiya-9-pulsy", 0) == rest * Fraction(60, seconds)
    assert accepted("biologiya-9-pulsy", 1) == Fraction(exercised, rest)
