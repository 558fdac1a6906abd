"""Control items: submissions whose outcome is known, mixed into the queue."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from moderation import data
from moderation.models.decision import Decision


class Control(models.Model):
    """A copy of a decided revision that experts are given without knowing.

    ``failed`` are the codes of the criteria that do not hold. ``wanted`` experts vote on it; then,
    or when a chief ends it, ``ended_at`` is set. Nothing is ever published or returned by it.
    ``submission`` is empty when the copy was deleted; the results stay.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.PROTECT, related_name="controls"
    )
    submission = models.OneToOneField(
        "moderation.Submission", on_delete=models.SET_NULL, null=True, related_name="control"
    )
    source_uuid = models.UUIDField()
    revision_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    verdict = models.CharField(_("right verdict"), max_length=8, choices=Decision.Verdict.choices)
    failed = models.JSONField(default=list)
    wanted = models.PositiveSmallIntegerField(_("how many experts"), default=1)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("control item")
        verbose_name_plural = _("control items")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=data.CONTROL_VERDICTS), name="mod_control_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(wanted__range=(1, data.MOST_CONTROLLED)),
                name="mod_control_wants_some",
            ),
            models.CheckConstraint(
                condition=Q(verdict=data.APPROVE, failed=[])
                | (~Q(verdict=data.APPROVE) & ~Q(failed=[])),
                name="mod_control_fails_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.verdict}"


class ControlResult(models.Model):
    """How one expert judged a control item. Append-only: a trigger refuses every UPDATE.

    ``found`` faults are those that the expert marked too, ``missed`` those that they did not;
    ``extra`` are criteria that they marked though they hold.
    """

    control = models.ForeignKey(Control, on_delete=models.CASCADE, related_name="results")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="control_results"
    )
    at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Decision.Verdict.choices)
    is_right = models.BooleanField()
    found = models.PositiveSmallIntegerField()
    missed = models.PositiveSmallIntegerField()
    extra = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("result of a control item")
        verbose_name_plural = _("results of control items")
        ordering = ["id"]
        indexes = [models.Index(fields=["by", "at"], name="mod_control_by")]
        constraints = [
            models.UniqueConstraint(fields=["control", "by"], name="mod_one_control_result")
        ]

    def __str__(self) -> str:
        return f"{self.control_id}: {self.by_id} {self.verdict}"
