"""How many lessons ahead have a topic: what a new edition of the framework would touch."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from core.api import now
from journal.models import LessonEntry
from schedule.data import CANCELLED


def lessons_at(nodes: Collection[UUID]) -> dict[UUID, int]:
    """Return how many lessons ahead have each of ``nodes`` as their topic; one query.

    A lesson that is over keeps the title its topic had.
    """
    ahead = LessonEntry.objects.filter(topic_uuid__in=list(nodes), lesson__starts_at__gte=now())
    counted = ahead.exclude(lesson__status=CANCELLED).order_by().values("topic_uuid")
    rows = counted.annotate(number=Count("pk")).values_list("topic_uuid", "number")
    return {topic: number for topic, number in rows if topic is not None}
