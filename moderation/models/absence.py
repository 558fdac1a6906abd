"""When experts are away, and whom they do not review."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid


class Absence(models.Model):
    """Days, both included, on which a person is given nothing.

    ``give_back``: what they hold goes back to the queue when the first day comes; ``given_back_at``
    says that this was done.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences"
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    give_back = models.BooleanField(_("give back what is in work"), default=False)
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["first_day", "id"]
        indexes = [models.Index(fields=["last_day", "first_day"], name="mod_absence_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="mod_absence_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.first_day} – {self.last_day}"


class Conflict(models.Model):
    """A declared conflict of interest: ``person`` does not review what ``author`` wrote."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conflicts"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "author"], name="mod_one_conflict"),
            models.CheckConstraint(condition=~Q(reason=""), name="mod_conflict_says_why"),
            models.CheckConstraint(
                condition=~Q(person=F("author")), name="mod_conflict_of_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ↔ {self.author_id}"


class Release(models.Model):
    """Somebody gave a submission back: why, so that it is not offered to them again this round."""

    submission = models.ForeignKey(
        "moderation.Submission", on_delete=models.CASCADE, related_name="releases"
    )
    round = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12)
    note = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.round}: {self.reason}"
