from __future__ import annotations

from datetime import date

import pytest

from journal.plans.values import read_day, read_hours, read_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12", (12, 12)),
        ("12.", (12, 12)),
        ("№ 7", (7, 7)),
        ("12-13", (12, 13)),
        ("12–13", (12, 13)),
        ("1/1", (1, 1)),
        ("12-90", (12, 12)),
        ("", None),
        ("Раздел 1. Тепло", None),
    ],
)
def test_numbers(text, numbers):
    assert read_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "hours"), [("1", 1), ("2 ч", 2), ("1,0", 1), ("0", None), ("34", None), ("х", None)]
)
def test_hours(text, hours):
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("01.09.2026", date(2026, 9, 1)),
        ("1.9.26 г.", date(2026, 9, 1)),
        ("01.09", None),
        ("31.02.2026", None),
        ("", None),
    ],
)
def test_days(text, day):
    assert read_day(text) == day
