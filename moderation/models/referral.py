"""A work that a regional institute sends up to the central one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api import new_uuid
from moderation.referrals import data


class Referral(models.Model):
    """One question of a regional institute to the central one, and the answer.

    While it is ``sent`` the submission stands in the queue of ``receiver``, which decides by its
    own rules and rubrics; ``decision`` is what it answered last. The remarks are those of the
    submission.
    """

    class State(models.TextChoices):
        """Where it stands; ``referrals/states.py`` declares the transitions."""

        PREPARED = data.PREPARED, pgettext_lazy("referral", "prepared")
        SENT = data.SENT, pgettext_lazy("referral", "with the central institute")
        ACCEPTED = data.ACCEPTED, pgettext_lazy("referral", "accepted")
        RETURNED = data.RETURNED, pgettext_lazy("referral", "returned to the author")
        REFUSED = data.REFUSED, pgettext_lazy("referral", "refused")
        WITHDRAWN = data.WITHDRAWN, pgettext_lazy("referral", "withdrawn")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    submission = models.ForeignKey(
        "moderation.Submission", on_delete=models.CASCADE, related_name="referrals"
    )
    sender = models.ForeignKey(
        "moderation.Institute", on_delete=models.PROTECT, related_name="referrals_out"
    )
    receiver = models.ForeignKey(
        "moderation.Institute", on_delete=models.PROTECT, related_name="referrals_in"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    note = models.TextField()
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(
        "moderation.Decision", on_delete=models.RESTRICT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        indexes = [
            models.Index(fields=["sender", "-changed_at"], name="mod_referrals_out"),
            models.Index(fields=["receiver", "-changed_at"], name="mod_referrals_in"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state__in=data.ALIVE),
                name="mod_one_referral_alive",
            ),
            models.CheckConstraint(
                condition=Q(state__in=data.STATES), name="mod_referral_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=data.ANSWERED) | Q(decision__isnull=False),
                name="mod_referral_answer_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} ({self.state})"
