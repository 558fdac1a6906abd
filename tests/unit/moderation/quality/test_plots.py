from __future__ import annotations

from datetime import date, timedelta

import pytest

from moderation.quality.periods import LENGTHS, Period
from moderation.quality.plots import HEIGHT, WIDTH, draw_bars


def test_bars_share_one_scale_and_stay_inside():
    plot = draw_bars(["пн", "вт", "ср"], [("пришло", [4, 0, 2]), ("решено", [1, 3, 0])])
    assert plot.most == 4
    assert [bar.height for bar in plot.bars] == [HEIGHT, 0, HEIGHT / 2, HEIGHT / 4, 30, 0]
    for bar in plot.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH
        assert bar.y + bar.height == pytest.approx(HEIGHT)
    assert plot.ends == ("пн", "ср")


def test_nothing_is_drawn_of_nothing():
    assert draw_bars([], [("пришло", [])]).bars == []
    assert {bar.height for bar in draw_bars(["пн"], [("пришло", [0])]).bars} == {0}


@pytest.mark.parametrize("length", LENGTHS)
def test_the_pieces_of_a_period_cover_each_day_once(length):
    period = Period(date(2026, 9, 1), length)
    days = [
        first + timedelta(days=number)
        for first, last in period.pieces()
        for number in range((last - first).days + 1)
    ]
    assert days == [period.first + timedelta(days=number) for number in range(length)]
    assert days[-1] == period.last
