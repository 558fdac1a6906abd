from __future__ import annotations

import pytest

from learning_objects.data import UsageNumber
from learning_objects.usage_words import rounded, tell_usage


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, 1), (99, 99), (100, 100), (104, 100), (1_284, 1_200), (98_765, 98_000)],
)
def test_large_numbers_are_rounded_down_to_two_digits(number, told):
    assert rounded(number) == UsageNumber(told, at_least=number > 99)


def test_kinds_without_places_are_not_spoken_of():
    assert tell_usage({"lesson": 0}) == []
    assert tell_usage({}) == []
    assert tell_usage({"lesson": 2}) == ["Используется на 2 уроках"]
    assert tell_usage({"lesson": 1_284}) == ["Используется более чем на 1200 уроках"]
