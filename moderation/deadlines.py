"""Deadlines in words."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.data import NO_DEADLINE, WAITING_STATES
from moderation.models import Submission
from moderation.workdays import Workdays, day_of, last_day
from ui.api import format_day


def deadline_words(submission: Submission, *, now: datetime, days: Workdays) -> str:
    """Return «до 3 декабря», «просрочено на 2 рабочих дня», or nothing while no clock runs."""
    if submission.due_at == NO_DEADLINE or submission.state not in WAITING_STATES:
        return ""
    zone = submission.institute.zone
    due = last_day(submission.due_at, zone)
    if submission.due_at >= now:
        return _("due by %(day)s") % {"day": format_day(due)}
    late = max(days.between(due, day_of(now, zone)), 1)
    words = ngettext("late by %(number)d working day", "late by %(number)d working days", late)
    return words % {"number": late}
