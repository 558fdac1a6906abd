"""The bells of a school."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schedule import data


class Bell(models.Model):
    """When the lesson number ``number`` of a day begins and ends, in the school's time zone."""

    school = models.ForeignKey("school.School", on_delete=models.PROTECT, related_name="bells")
    number = models.PositiveSmallIntegerField(_("number"))
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))

    class Meta:
        verbose_name = _("bell")
        verbose_name_plural = _("bells")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="schedule_bell_once"),
            models.CheckConstraint(
                condition=models.Q(number__range=(0, data.MOST_SLOTS)), name="schedule_bell_number"
            ),
            models.CheckConstraint(
                condition=models.Q(starts__lt=models.F("ends")), name="schedule_bell_times"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.starts:%H:%M}–{self.ends:%H:%M}"
