"""A digest: one mail with what a person has not read yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api import new_uuid
from notices import data


class Digest(models.Model):
    """The mail of one person on one day of theirs; ``states.py`` declares the transitions.

    ``lease_until`` is when another worker may take over from one that was killed while sending.
    ``told`` is how many notices stood in the mail that left.
    """

    class State(models.TextChoices):
        """How far it came."""

        PREPARED = data.PREPARED, pgettext_lazy("digest", "prepared")
        SENDING = data.SENDING, pgettext_lazy("digest", "being sent")
        SENT = data.SENT, pgettext_lazy("digest", "sent")
        FAILED = data.FAILED, pgettext_lazy("digest", "failed")
        DROPPED = data.DROPPED, pgettext_lazy("digest", "nothing left to tell")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    attempts = models.PositiveSmallIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(state__in=[data.PREPARED, data.SENDING]),
                name="notices_digests_open",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="notices_one_digest_a_day"),
            models.CheckConstraint(
                condition=models.Q(state__in=data.DIGEST_STATES), name="notices_digest_state_known"
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state=data.SENT, sent_at__isnull=False)
                    | (~models.Q(state=data.SENT) & models.Q(sent_at__isnull=True))
                ),
                name="notices_digest_sent_when",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state=data.SENDING, lease_until__isnull=False)
                    | (~models.Q(state=data.SENDING) & models.Q(lease_until__isnull=True))
                ),
                name="notices_digest_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.day} ({self.state})"
