"""When a digest leaves: pure functions of choices and clocks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from notices.data import OFF, WEEKLY, MailPlan

MONDAY, SATURDAY = 0, 5


def next_mail(frequency: str, plan: MailPlan, *, now: datetime) -> datetime | None:
    """Return the first moment after ``now`` at which mail of ``frequency`` leaves, if any does.

    Daily mail leaves from Monday to Friday, weekly mail on Mondays, at the person's hour by the
    person's clock. An hour that the clocks skip in spring moves by that hour.
    """
    if frequency == OFF or not plan.is_on:
        return None
    zone = ZoneInfo(plan.zone)
    day = now.astimezone(zone).date()
    while not (_leaves_on(day, frequency) and _moment(day, plan.hour, zone) > now):
        day += timedelta(days=1)
    return _moment(day, plan.hour, zone)


def local_day(plan: MailPlan, *, now: datetime) -> date:
    """Return which day it is for the person."""
    return now.astimezone(ZoneInfo(plan.zone)).date()


def to_the_millisecond(moment: datetime) -> datetime:
    """Return ``moment`` as finely as JSON gives it away, so that it can be named again."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _leaves_on(day: date, frequency: str) -> bool:
    return day.weekday() == MONDAY if frequency == WEEKLY else day.weekday() < SATURDAY


def _moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=zone)
