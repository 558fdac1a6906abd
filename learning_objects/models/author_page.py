"""An author's public page, and reports that the city can check."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.api import new_uuid


class HiddenAuthorPage(models.Model):
    """The person does not want a public page; their objects stay, under their name."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    hidden_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.hidden_at}"


class AuthorReport(models.Model):
    """What an author did in a period, as it stood when the report was made; never changed.

    ``facts`` is plain JSON, ``digest`` the SHA-256 of its canonical text: whoever holds a paper
    with ``code`` finds the same numbers at ``/reports/check/<code>/``. Triggers refuse UPDATE and
    DELETE. No foreign keys, for the report outlives accounts.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    code = models.CharField(max_length=20, unique=True)
    author_uuid = models.UUIDField(db_index=True)
    made_by_uuid = models.UUIDField()
    since = models.DateField()
    until = models.DateField()
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("until")), name="lo_report_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.since}–{self.until}"
