"""Arithmetic of working days. Plain dates; which days are special is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from django.utils import timezone

from moderation.models import SpecialDay

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Workdays:
    """Monday to Friday, but for ``special`` days: day → whether people work."""

    special: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Say whether people work on ``day``."""
        return self.special.get(day, day.weekday() < SATURDAY)

    def after(self, day: date, number: int) -> date:
        """Return the ``number``-th working day after ``day``; ``day`` itself for none."""
        for _each in range(number):
            day += timedelta(days=1)
            while not self.is_working(day):
                day += timedelta(days=1)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after ``first`` up to ``last``; negative when it lies before."""
        if last < first:
            return -self.between(last, first)
        days = (last - first).days
        return sum(self.is_working(first + timedelta(days=each + 1)) for each in range(days))


def read_workdays() -> Workdays:
    """Return the calendar of the institute; one query."""
    return Workdays(dict(SpecialDay.objects.values_list("day", "is_working")))


def day_of(moment: datetime, zone: tzinfo | None = None) -> date:
    """Return the day in the institute's ``zone``, else in the library's."""
    return timezone.localdate(moment, zone or timezone.get_default_timezone())


def end_of(day: date, zone: tzinfo | None = None) -> datetime:
    """Return the moment at which ``day`` is over, in ``zone`` or by the library's clock."""
    clock = zone or timezone.get_default_timezone()
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock)


def last_day(due_at: datetime, zone: tzinfo | None = None) -> date:
    """Return the last day before the deadline ``due_at``."""
    return day_of(due_at - timedelta(microseconds=1), zone)
