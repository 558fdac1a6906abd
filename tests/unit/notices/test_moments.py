from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.data import DAILY, OFF, WEEKLY, MailPlan
from notices.moments import local_day, next_mail

MOSCOW = MailPlan(True, 8, "Europe/Moscow")
START = datetime(2024, 1, 1, tzinfo=UTC)
ZONES = ("Europe/Moscow", "Asia/Kamchatka", "Europe/Berlin", "America/New_York", "UTC")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.mark.parametrize(
    ("frequency", "now", "expected"),
    [
        (DAILY, "2026-09-01T07:59", "2026-09-01T08:00"),  # Tuesday
        (DAILY, "2026-09-01T08:00", "2026-09-02T08:00"),
        (DAILY, "2026-09-04T12:00", "2026-09-07T08:00"),  # Friday: over the week-end
        (DAILY, "2026-09-05T07:00", "2026-09-07T08:00"),
        (WEEKLY, "2026-09-01T07:00", "2026-09-07T08:00"),
        (WEEKLY, "2026-09-07T07:59", "2026-09-07T08:00"),
        (WEEKLY, "2026-09-07T08:00", "2026-09-14T08:00"),
    ],
)
def test_the_next_mail(frequency, now, expected):
    assert next_mail(frequency, MOSCOW, now=at(now)) == at(expected)


def test_who_wants_none_gets_none():
    assert next_mail(OFF, MOSCOW, now=at("2026-09-01T07:00")) is None
    off = MailPlan(False, 8, "Europe/Moscow")
    assert next_mail(DAILY, off, now=at("2026-09-01T07:00")) is None


def test_the_day_is_the_person_s_own():
    late = datetime(2026, 9, 1, 22, 0, tzinfo=UTC)

    assert local_day(MOSCOW, now=late).isoformat() == "2026-09-02"
    assert local_day(MailPlan(True, 8, "UTC"), now=late).isoformat() == "2026-09-01"


@given(
    minutes=st.integers(0, 6 * 366 * 24 * 60),
    hour=st.integers(0, 23),
    zone=st.sampled_from(ZONES),
    frequency=st.sampled_from([DAILY, WEEKLY]),
)
def test_mail_leaves_later_on_a_working_day_and_before_long(minutes, hour, zone, frequency):
    plan, moment = MailPlan(True, hour, zone), START + timedelta(minutes=minutes)

    found = next_mail(frequency, plan, now=moment)

    assert moment < found <= moment + timedelta(days=8 if frequency == WEEKLY else 4)
    assert found.weekday() == 0 if frequency == WEEKLY else found.weekday() < 5
    assert found.hour == hour
    assert next_mail(frequency, plan, now=found) > found
