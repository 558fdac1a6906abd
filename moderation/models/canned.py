"""Ready texts of remarks: what an expert would otherwise type again and again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from learning_objects.data import KIND_LABELS
from moderation import data
from moderation.models.remark import Remark


class CannedRemark(models.Model):
    """A remark to be said again: an institute's, for all its experts, or one expert's ``owner``.

    ``kind`` is the kind of object for which it is offered, empty for all; ``used`` counts how often
    it was said. What was said with it is a remark of its own: changing the text changes no remark.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.CASCADE, null=True, related_name="canned_remarks"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="canned_remarks"
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=list(KIND_LABELS.items()), blank=True, default=""
    )
    severity = models.CharField(_("severity"), max_length=6, choices=Remark.Severity.choices)
    text = models.CharField(_("text"), max_length=1000)
    used = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ready remark")
        verbose_name_plural = _("ready remarks")
        ordering = ["-used", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(institute__isnull=True, owner__isnull=False)
                | Q(institute__isnull=False, owner__isnull=True),
                name="mod_canned_is_somebodys",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="mod_canned_says_something"),
            models.CheckConstraint(
                condition=Q(severity__in=(data.MUST, data.SHOULD, data.NOTE)),
                name="mod_canned_severity_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
