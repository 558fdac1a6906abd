from __future__ import annotations

from datetime import date, timedelta

import pytest

from journal.weeks import read_week, write_week


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W48", date(2026, 11, 23)),
        ("2026-W53", date(2026, 12, 28)),
        ("2027-W01", date(2027, 1, 4)),
    ],
)
def test_weeks_are_read_and_written(text, monday):
    assert read_week(text) == monday
    assert write_week(monday + timedelta(days=6)) == text


@pytest.mark.parametrize(
    "text",
    ["", "2026-48", "2026-W54", "2027-W53", "W48", "0000-W01", "этот", "0001-W01", "9999-W52"],
)
def test_what_is_no_week_is_none(text):
    assert read_week(text) is None
