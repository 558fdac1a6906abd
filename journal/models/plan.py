"""A plan that a teacher brought from a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from journal.plans import data


class LessonPlan(models.Model):
    """A table of lessons for a group and a subject, and the topics proposed for them.

    ``table`` holds the rows as texts, ``columns`` the column of each field (``plans.data.FIELDS``),
    ``lines`` the lessons (``plans.data.PlanLine`` as JSON). ``written`` keeps what stood in the
    journal before, a line a lesson, so that writing can be undone. ``start_uuid`` is the dated
    lesson that the first line falls on. A draft of its teacher alone; nobody else sees it.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lesson_plans"
    )
    group = models.ForeignKey("school.Group", on_delete=models.PROTECT, related_name="+")
    subject_uuid = models.UUIDField()
    subject_title = models.CharField(max_length=200)
    source = models.CharField(_("file"), max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=[(code, code) for code in data.STATES], default=data.COLUMNS
    )
    table = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    written = models.JSONField(default=list)
    start_uuid = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lesson plan")
        verbose_name_plural = _("lesson plans")
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["teacher", "-changed_at"], name="journal_plan_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=data.STATES), name="journal_plan_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_title}, {self.group_id}: {self.source}"

    def read_lines(self) -> list[data.PlanLine]:
        """Return the lessons of the plan in order."""
        return [data.line_of(plain) for plain in self.lines]

    def keep_lines(self, lines: list[data.PlanLine]) -> None:
        """Put the lessons of the plan into their column; the caller saves."""
        plain: list[dict[str, Any]] = [line.plain() for line in lines]
        self.lines = plain
