"""Invitations: a one-time code that lets a person choose their first password."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import data
from core.api import new_uuid


class Invitation(models.Model):
    """One way into one account, by letter or on paper; ``states.py`` declares the transitions.

    The code itself is kept nowhere, only its digest. One invitation of a person is open at a time.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = data.INVITATION_OPEN, pgettext_lazy("invitation", "waiting")
        ACCEPTED = data.INVITATION_ACCEPTED, _("accepted")
        REVOKED = data.INVITATION_REVOKED, pgettext_lazy("invitation", "withdrawn")

    class Channel(models.TextChoices):
        """How it reaches the person."""

        LETTER = data.LETTER, _("by letter")
        SHEET = data.SHEET, _("on paper")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations"
    )
    code_digest = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(state=data.INVITATION_OPEN),
                name="accounts_one_open_invitation",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=data.INVITATION_STATES),
                name="accounts_invitation_state_known",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state=data.INVITATION_OPEN, closed_at__isnull=True)
                    | (~models.Q(state=data.INVITATION_OPEN) & models.Q(closed_at__isnull=False))
                ),
                name="accounts_invitation_closed_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.channel} ({self.state})"
