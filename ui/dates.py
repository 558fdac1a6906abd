"""Dates and lengths of time, written as people write them in each language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

NO_BREAK = "\u00a0"


def format_when(value: date | datetime, *, now: datetime) -> str:
    """Return «сегодня в 14:05», «вчера в 9:30», «завтра в 8:00» or «3 сентября 2026 г.».

    A moment is shown in the current time zone; a date without time gives «сегодня» and so on.
    """
    today = timezone.localtime(now).date()
    if not isinstance(value, datetime):
        return _named_day(value, today) or format_day(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    day = _named_day(local.date(), today)
    if not day:
        return format_day(local.date())
    return _("%(day)s at %(time)s") % {"day": day, "time": format_time(local)}


def format_full(value: date | datetime) -> str:
    """Return the day with its time, never relative: «3 сентября 2026 г., 14:05»."""
    if not isinstance(value, datetime):
        return format_day(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{format_day(local.date())}, {format_time(local)}"


def format_day(value: date) -> str:
    """Return «3 сентября 2026 г.», in English "3 September 2026", with no-break spaces."""
    pattern = pgettext("format of a date, see the documentation of Django's date filter", "j F Y")
    return date_format(value, pattern).replace(" ", NO_BREAK)


def before_stop(text: str) -> str:
    """Return what ends a sentence without a full stop of its own: «7 декабря 2026 г».

    The sentence brings its full stop, and two never stand together: «до 7 декабря 2026 г.»
    """
    return text.removesuffix(".")


def format_days(first: date, last: date) -> str:
    """Return «23–29 ноября 2026 г.», «30 ноября – 6 декабря 2026 г.»: what repeats stands once."""
    end = format_day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = date_format(first, "j E") if first.year == last.year else format_day(first)
    return f"{start.replace(' ', NO_BREAK)} – {end}"


def format_time(value: datetime) -> str:
    """Return «14:05» or «9:05»."""
    return f"{value.hour}:{value.minute:02d}"


def format_minutes(value: int) -> str:
    """Return «45 мин», «1 ч 30 мин», «2 ч»; negative counts as nothing."""
    hours, minutes = divmod(max(0, value), 60)
    parts = []
    if hours:
        parts.append(_("%(number)d h") % {"number": hours})
    if minutes or not hours:
        parts.append(_("%(number)d min") % {"number": minutes})
    return " ".join(parts).replace(" ", NO_BREAK)


def _named_day(day: date, today: date) -> str:
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    if day == today + timedelta(days=1):
        return _("tomorrow")
    return ""
