"""Whose diary somebody opens."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localtime

from accounts.api import User, get_user, may
from school.api import school_day, schools_now, standings_of, wards_now
from school.data import PUPIL, PupilOn


def pupils_for(person: User, *, now: datetime) -> list[User]:
    """Return the pupils of the person's own diary: themselves, then whom they answer for."""
    own = [person] if any(item.role == PUPIL for item in standings_of(person)) else []
    return own + wards_now(person, now=now)


def find_pupil(person: User, uuid: UUID, *, now: datetime) -> User | None:
    """Return the pupil with ``uuid`` if ``person`` may see their diary."""
    pupil = person if person.uuid == uuid else get_user(uuid=uuid)
    if pupil is None:
        return None
    day = today_of(pupil, now=now)
    return pupil if may(person, "school.see_pupil", PupilOn(pupil, day)) else None


def today_of(person: User, *, now: datetime) -> date:
    """Return the date in the person's school; without a school that of this installation."""
    schools = schools_now(person, now=now)
    return school_day(schools[0], now) if schools else localtime(now).date()
