"""Counted figures: what each day brought, what each expert did, what waits now.

All of it can be counted anew from submissions, decisions and votes; ``moderation.quality`` does.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class QualityDay(models.Model):
    """One day of an institute: ``facts`` is kind → figures (``moderation.quality.counting``)."""

    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.CASCADE, related_name="quality_days"
    )
    day = models.DateField()
    facts = models.JSONField(default=dict)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("day of an institute")
        verbose_name_plural = _("days of institutes")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["institute", "day"], name="mod_one_quality_day")
        ]

    def __str__(self) -> str:
        return f"{self.institute_id}: {self.day}"


class ReviewerDay(models.Model):
    """What one expert did on one day. ``minutes`` is minutes of a work → how many works.

    ``judged`` votes have been looked at by others since (a second reader, an appeal, a second look
    at what is public), ``overturned`` of them differ from what it came to; both on the day on
    which that was settled.
    """

    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.CASCADE, related_name="reviewer_days"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewer_days"
    )
    day = models.DateField()
    votes = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    minutes = models.JSONField(default=dict)
    judged = models.PositiveIntegerField(default=0)
    overturned = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("day of an expert")
        verbose_name_plural = _("days of experts")
        indexes = [models.Index(fields=["person", "day"], name="mod_reviewer_days")]
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "day", "person"], name="mod_one_reviewer_day"
            ),
            models.CheckConstraint(
                condition=models.Q(good__lte=models.F("votes"), overturned__lte=models.F("judged")),
                name="mod_reviewer_day_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.day}"


class Backlog(models.Model):
    """What waited for an institute when it was last counted: ``rows``, one a queue."""

    institute = models.OneToOneField(
        "moderation.Institute", on_delete=models.CASCADE, related_name="backlog"
    )
    rows = models.JSONField(default=list)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("backlog")
        verbose_name_plural = _("backlogs")

    def __str__(self) -> str:
        return f"{self.institute_id}: {self.counted_at}"
