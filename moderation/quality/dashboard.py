"""Reads of the institute's dashboard: a fixed number of queries, however long the queues are."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from accounts.api import User, is_administrator
from moderation.actions.rubrics import shipped_rubrics
from moderation.interests import institute_ids
from moderation.models import Backlog, Institute, QualityDay, Rubric, Submission
from moderation.quality.periods import Period

OLDEST_SHOWN = 10


def institutes_for(user: User) -> QuerySet[Institute]:
    """Return the institutes whose figures ``user`` may see: administrators all, chiefs theirs."""
    found = Institute.objects.order_by("level", "title")
    return found if is_administrator(user) else found.filter(pk__in=institute_ids(user))


def read_days(institute: Institute, period: Period) -> list[QualityDay]:
    """Return the counted days of the period, the oldest first; one query."""
    span = (period.first, period.last)
    return list(institute.quality_days.filter(day__range=span).order_by("day"))


def read_backlog(institute: Institute) -> Backlog | None:
    """Return what waited when it was last counted; one query."""
    return Backlog.objects.filter(institute=institute).first()


def oldest(institute: Institute) -> list[Submission]:
    """Return what has waited longest, now; one query by the index ``mod_oldest``."""
    waiting = Submission.objects.filter(institute=institute, is_waiting=1, control__isnull=True)
    return list(waiting.select_related("claimed_by").order_by("submitted_at", "id")[:OLDEST_SHOWN])


def reason_words(institute: Institute) -> dict[str, str]:
    """Return the coded reasons in words, by the institute's rubrics and the shipped ones."""
    name = "fault_en" if (get_language() or "").startswith("en") else "fault_ru"
    words: dict[str, str] = {}
    for kinds in shipped_rubrics().values():
        for criteria in kinds.values():
            words |= _words(criteria, name)
    rows = Rubric.objects.filter(institute=institute).order_by("number")
    for criteria in rows.values_list("criteria", flat=True):
        words |= _words(criteria, name)
    return words


def _words(criteria: list[dict[str, Any]], name: str) -> dict[str, str]:
    return {item["code"]: item.get(name) or item["fault_ru"] for item in criteria}


def uuid_or_none(text: str) -> UUID | None:
    """Return the uuid of a counted row, which is text there."""
    return UUID(text) if text else None


def waited_days(submission: Submission, now: datetime) -> int:
    """Return for how many whole calendar days it has waited."""
    return (now - submission.submitted_at).days
