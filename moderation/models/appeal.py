"""Appeals: the author asks others to look once more at a decision."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from moderation import data


class Appeal(models.Model):
    """The one appeal of a submission. ``outcome`` stays empty until the panel has voted."""

    class Outcome(models.TextChoices):
        """What became of the decision."""

        UPHELD = data.UPHELD, _("the decision stands")
        OVERTURNED = data.OVERTURNED, _("the decision is changed")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    submission = models.OneToOneField(
        "moderation.Submission", on_delete=models.CASCADE, related_name="appeal"
    )
    against = models.OneToOneField(
        "moderation.Decision", on_delete=models.CASCADE, related_name="appealed_by"
    )
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    decision = models.OneToOneField(
        "moderation.Decision", on_delete=models.CASCADE, null=True, related_name="settles"
    )

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="mod_appeal_says_why"),
            models.CheckConstraint(
                condition=Q(outcome="", decision__isnull=True)
                | Q(outcome__in=(data.UPHELD, data.OVERTURNED), decision__isnull=False),
                name="mod_appeal_settled_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.outcome or 'open'}"
