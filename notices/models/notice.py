"""A notice to one person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from notices.data import DEDUPE_LENGTH, URL_LENGTH


class Notice(models.Model):
    """Something that one person was told: a stored code with its data, never the words.

    ``mail_at`` is the moment from which it waits for a digest; empty when no mail is to tell it
    (the person wants none, has no e-mail, or it stands in a ``digest`` already).
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    code = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    url = models.CharField(max_length=URL_LENGTH, blank=True, default="")
    dedupe = models.CharField(max_length=DEDUPE_LENGTH, blank=True, default="")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)
    digest = models.ForeignKey(
        "notices.Digest", on_delete=models.SET_NULL, null=True, related_name="notices"
    )

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notices_of_person"),
            models.Index(
                fields=["recipient", "-created_at", "-id"],
                condition=models.Q(read_at__isnull=True),
                name="notices_unread",
            ),
            models.Index(
                fields=["mail_at", "recipient"],
                condition=models.Q(read_at__isnull=True, mail_at__isnull=False),
                name="notices_waiting_for_mail",
            ),
            models.Index(fields=["created_at"], name="notices_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "dedupe"],
                condition=~models.Q(dedupe=""),
                name="notices_told_once",
            ),
            models.CheckConstraint(
                condition=models.Q(url="")
                | (models.Q(url__startswith="/") & ~models.Q(url__startswith="//")),
                name="notices_place_is_here",
            ),
            models.CheckConstraint(
                condition=models.Q(mail_at__isnull=True) | models.Q(digest__isnull=True),
                name="notices_waits_or_stands_in_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.code}"
