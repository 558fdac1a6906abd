"""Dates as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ui.api import before_stop, format_day, format_minutes, format_when
from ui.dates import format_days, format_full

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)  # 12:00 in Moscow


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("first", "last", "russian", "english"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "23–29 ноября 2026 г.", "23–29 November 2026"),
        (
            date(2026, 11, 30),
            date(2026, 12, 6),
            "30 ноября – 6 декабря 2026 г.",
            "30 November – 6 December 2026",
        ),
        (
            date(2026, 12, 28),
            date(2027, 1, 3),
            "28 декабря 2026 г. – 3 января 2027 г.",
            "28 December 2026 – 3 January 2027",
        ),
    ],
)
def test_days_from_to(first: date, last: date, russian: str, english: str) -> None:
    with translation.override("ru"):
        assert plain(format_days(first, last)) == russian
    with translation.override("en"):
        assert plain(format_days(first, last)) == english


@pytest.mark.parametrize(
    ("value", "russian", "english"),
    [
        (datetime(2026, 9, 1, 11, 5, tzinfo=UTC), "сегодня в 14:05", "today at 14:05"),
        (datetime(2026, 8, 31, 6, 5, tzinfo=UTC), "вчера в 9:05", "yesterday at 9:05"),
        (datetime(2026, 9, 2, 5, 0, tzinfo=UTC), "завтра в 8:00", "tomorrow at 8:00"),
        (datetime(2026, 8, 31, 22, 0, tzinfo=UTC), "сегодня в 1:00", "today at 1:00"),
        (datetime(2026, 9, 3, 9, 0, tzinfo=UTC), "3 сентября 2026 г.", "3 September 2026"),
        (date(2026, 9, 1), "сегодня", "today"),
        (date(2025, 5, 9), "9 мая 2025 г.", "9 May 2025"),
    ],
)
def test_when(value: date, russian: str, english: str) -> None:
    with translation.override("ru"):
        assert plain(format_when(value, now=NOW)) == russian
    with translation.override("en"):
        assert plain(format_when(value, now=NOW)) == english


def test_full_is_never_relative() -> None:
    with translation.override("ru"):
        assert plain(format_full(NOW)) == "1 сентября 2026 г., 12:00"


def test_a_day_is_not_torn_at_the_end_of_a_line() -> None:
    with translation.override("ru"):
        assert " " not in format_day(date(2026, 9, 3))


@pytest.mark.parametrize(
    ("value", "russian"),
    [(0, "0 мин"), (5, "5 мин"), (45, "45 мин"), (60, "1 ч"), (90, "1 ч 30 мин"), (-3, "0 мин")],
)
def test_minutes(value: int, russian: str) -> None:
    with translation.override("ru"):
        assert plain(format_minutes(value)) == russian


@given(st.integers(-3_000_000, 9_000_000).map(lambda hours: NOW - timedelta(minutes=hours)))
def test_any_moment_has_words(value: datetime) -> None:
    text = format_when(value, now=NOW)
    assert text
    relative = abs(value - NOW) < timedelta(days=3)
    assert relative or str(value.year) in text or str(value.year + 1) in text


def test_a_date_leaves_the_full_stop_to_the_sentence():
    with translation.override("ru"):
        assert plain(f"до {before_stop(format_day(date(2026, 12, 7)))}.") == "до 7 декабря 2026 г."
    with translation.override("en"):
        assert plain(f"by {before_stop(format_day(date(2026, 12, 7)))}.") == "by 7 December 2026."
