"""Keys of chemistry, reckoned anew: masses from formulas, coefficients by counting atoms."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from math import gcd
from typing import Any

import pytest

from tests.unit.cms.demo.items.records import item_of, numbers, plain

MASSES = {"H": 1, "C": 12, "O": 16, "S": 32}
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
SEEDS = range(30)


def atoms(formula: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for symbol, number in re.findall(r"([A-Z][a-z]?)(\d*)", formula.translate(SUBSCRIPTS)):
        found[symbol] += int(number or 1)
    return found


def mass(formula: str) -> int:
    return sum(MASSES[symbol] * number for symbol, number in atoms(formula).items())


def accepted(key: str, *, seed: int = 1) -> Fraction:
    interaction: Any = item_of(key, seed=seed).parts[0].interaction
    return Fraction(getattr(interaction, "value", None) or interaction.variants[0].value)


def test_masses() -> None:
    assert accepted("himiya-8-massa-sernoj") == mass("H₂SO₄")
    burnt = Fraction(4)
    water = burnt / mass("H₂") * mass("H₂O")
    assert accepted("himiya-8-massa-vody") == water
    assert "4 г водорода" in plain(item_of("himiya-8-massa-vody").parts[0].prompt)


def test_coefficients_balance_and_are_the_least() -> None:
    key = item_of("himiya-8-koefficienty").parts[0].interaction.keys[0]
    aluminium, oxygen, oxide = map(int, key)
    left = Counter({s: n * aluminium for s, n in atoms("Al").items()})
    left.update({s: n * oxygen for s, n in atoms("O₂").items()})
    assert left == Counter({s: n * oxide for s, n in atoms("Al₂O₃").items()})
    assert gcd(aluminium, oxygen, oxide) == 1


def test_oxides_have_two_elements_one_of_them_oxygen() -> None:
    part = item_of("himiya-8-oksidy").parts[0]
    formulas = re.findall(r"(\d)\)\s*([A-Z][A-Za-z₀-₉]*)", plain(part.prompt))
    oxides = [number for number, one in formulas if len(atoms(one)) == 2 and "O" in atoms(one)]
    assert sorted(part.interaction.keys[0]) == oxides
    assert len(formulas) == 5


def test_share_of_salt() -> None:
    water, salt = numbers(item_of("himiya-8-dolya-soli").parts[0].prompt)[:2]
    assert accepted("himiya-8-dolya-soli") == 100 * salt / (salt + water)


def test_radii_fall_along_a_period() -> None:
    """The radius falls as the charge of the nucleus grows: Na 11, Mg 12, Al 13, Si 14."""
    charges = {"натрий": 11, "магний": 12, "алюминий": 13, "кремний": 14}
    interaction = item_of("himiya-9-period-metally").parts[0].interaction
    names = {entry.id: plain(entry.html) for entry in interaction.entries}
    order = [charges[names[one]] for one in interaction.key]
    assert order == sorted(order)


@pytest.mark.parametrize("seed", SEEDS)
def test_templates(seed: int) -> None:
    solution, share = numbers(item_of("shablon-massovaya-dolya", seed=seed).parts[0].prompt)[:2]
    assert accepted("shablon-massovaya-dolya", seed=seed) == solution * share / 100
    moles = numbers(item_of("shablon-molyarnaya", seed=seed).parts[0].prompt)[0]
    assert accepted("shablon-molyarnaya", seed=seed) == moles * mass("CO₂")
