"""Who answers for a pupil."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from school import data


class Guardianship(models.Model):
    """A grown-up answers for a pupil from ``since`` to ``until`` (both days included)."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    guardian = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="wards"
    )
    pupil = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="guardianships"
    )
    relation = models.CharField(
        _("relation"),
        max_length=10,
        choices=[(code, data.RELATION_LABELS[code]) for code in data.RELATIONS],
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("guardianship")
        verbose_name_plural = _("guardianships")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(guardian=models.F("pupil")), name="school_guardian_other"
            ),
            models.CheckConstraint(
                condition=models.Q(relation__in=data.RELATIONS), name="school_guardian_relation"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="school_guardian_dates",
            ),
            models.UniqueConstraint(
                fields=["guardian", "pupil"],
                condition=models.Q(until__isnull=True),
                name="school_guardian_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian_id} → {self.pupil_id} ({self.relation})"
