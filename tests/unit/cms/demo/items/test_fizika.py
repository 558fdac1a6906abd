"""Keys of physics, reckoned anew from the numbers that the items print."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.unit.cms.demo.items.records import item_of, numbers, right_answer

SEEDS = range(30)


def printed(key: str, part: int = 0, *, seed: int = 1) -> list[Fraction]:
    return numbers(item_of(key, seed=seed).parts[part].prompt)


def accepted(key: str, part: int = 0, *, seed: int = 1) -> Fraction:
    interaction: Any = item_of(key, seed=seed).parts[part].interaction
    return Fraction(getattr(interaction, "value", None) or interaction.variants[0].value)


def test_speed_density_and_pressure() -> None:
    metres, seconds = printed("fizika-7-skorost-poezda")[:2]
    assert accepted("fizika-7-skorost-poezda") == metres / seconds
    grams, volume = printed("fizika-7-plotnost-bruska")[:2]
    assert accepted("fizika-7-plotnost-bruska") == grams / volume
    depth, density, g = printed("fizika-7-davlenie-vody")[:3]
    assert accepted("fizika-7-davlenie-vody") * 1000 == density * g * depth


def test_heat() -> None:
    mass, start, end, capacity = printed("fizika-8-nagrevanie-vody")[:4]
    assert accepted("fizika-8-nagrevanie-vody") * 1000 == capacity * mass * (end - start)


def test_resistors_in_a_row() -> None:
    first, second, voltage = numbers(item_of("fizika-8-posledovatelno").stimulus)[:3]
    current = voltage / (first + second)
    assert accepted("fizika-8-posledovatelno", 0) == first + second
    assert accepted("fizika-8-posledovatelno", 1) == current
    assert accepted("fizika-8-posledovatelno", 2) == (current * second) / (current * first)


def test_the_graph_of_braking_is_the_motion_that_is_told() -> None:
    speed, start = printed("fizika-9-tormozhenie")[:2]
    end = printed("fizika-9-tormozhenie")[2]
    corners = [
        tuple(map(Fraction, at)) for at in right_answer(item_of("fizika-9-tormozhenie").parts[0])
    ]
    assert corners == [(0, speed), (start, speed), (end, 0)]


def test_readings_of_kept_items() -> None:
    measured = right_answer(item_of("fizika-7-cena-deleniya").parts[0])
    step = Fraction(150 - 100, 5)
    assert {name: Fraction(value) for name, value in measured.items()} == {
        "STEP": step,
        "VOLUME": 100 + 3 * step,
    }
    ridden = right_answer(item_of("fizika-7-put-po-skorosti").parts[0])
    speed = Fraction(90, 6)
    assert sorted(Fraction(value) for value in ridden.values()) == sorted([speed, speed * 10])


@pytest.mark.parametrize("seed", SEEDS)
def test_templates(seed: int) -> None:
    resistance, voltage = printed("shablon-zakon-oma", seed=seed)[:2]
    assert accepted("shablon-zakon-oma", seed=seed) == voltage / resistance
    speed, minutes = printed("shablon-put", seed=seed)[:2]
    assert accepted("shablon-put", seed=seed) == speed * minutes * 60
