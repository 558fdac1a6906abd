"""Decisions of the institute."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from moderation import data


class Decision(models.Model):
    """One verdict on one revision, and one more if it is appealed. A trigger refuses every UPDATE.

    ``by`` gave the vote that settled it; all votes are in :class:`~moderation.models.Vote`.

    Deleting is possible only together with an object that never was published; an approval is
    protected by the version that it made.
    """

    class Verdict(models.TextChoices):
        """What was decided."""

        RETURN = data.RETURN, _("returned for changes")
        APPROVE = data.APPROVE, _("approved")
        REJECT = data.REJECT, _("rejected")
        KEEP = data.KEEP, _("kept in the library")
        RETIRE = data.RETIRE, _("retired")
        BLOCK = data.BLOCK, _("blocked")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    submission = models.ForeignKey(
        "moderation.Submission", on_delete=models.CASCADE, related_name="decisions"
    )
    revision_id = models.BigIntegerField()
    round = models.PositiveIntegerField()
    is_appeal = models.BooleanField(default=False)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    letter = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Since when this round had waited; empty on an appeal.
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["at"], name="mod_decision_at"),
            models.Index(fields=["handed_in_at"], name="mod_decision_handed_in"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "round", "is_appeal"], name="mod_one_decision_round"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=data.VERDICTS), name="mod_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=(data.APPROVE, data.KEEP)) | ~Q(letter=""),
                name="mod_return_has_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.submission_id}/{self.round}"
