"""The days that differ from the week; deadlines that are running keep what they were given."""

from __future__ import annotations

from datetime import date

from accounts.api import User, require
from moderation.models import SpecialDay
from moderation.rules import SEE_TEAM


def keep_day(*, day: date, is_working: bool, title: str, by: User) -> SpecialDay:
    """Say that people work, or do not, on a day against its weekday; a chief's."""
    require(by, SEE_TEAM)
    facts = {"is_working": is_working, "title": title}
    found, _made = SpecialDay.objects.update_or_create(day=day, defaults=facts)
    return found


def remove_day(*, day: SpecialDay, by: User) -> None:
    """Let the day be what its weekday says."""
    require(by, SEE_TEAM)
    day.delete()
