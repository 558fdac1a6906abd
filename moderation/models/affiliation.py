"""Which institute an author belongs to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Affiliation(models.Model):
    """The works of ``person`` go to ``institute``; without a row to the central one."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliation"
    )
    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.CASCADE, related_name="affiliations"
    )
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("author of an institute")
        verbose_name_plural = _("authors of institutes")

    def __str__(self) -> str:
        return f"{self.institute_id}: {self.person_id}"
