"""The words of uploaded files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

NONE, DONE, FAILED = "none", "done", "failed"
STATES = (NONE, DONE, FAILED)


class AssetText(models.Model):
    """The words of a file, once for all uploads with the same bytes.

    ``digest`` is the SHA-256 of the bytes; ``state`` is ``none`` when the file has no words or is
    of a kind that nothing reads, ``failed`` when it could not be read; ``reason`` says why (a code
    of ``media_pipeline.texts.data``), ``detail`` more for an administrator. ``language`` is empty:
    not known. ``method`` numbers the way of reading. ``retry_at`` is set where another try may
    help.
    """

    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=[(state, state) for state in STATES])
    reason = models.CharField(max_length=20, default="", blank=True)
    detail = models.CharField(max_length=60, default="", blank=True)
    text = models.TextField(default="", blank=True)
    characters = models.PositiveIntegerField(default=0)
    truncated = models.BooleanField(default=False)
    language = models.CharField(max_length=12, default="", blank=True)
    method = models.PositiveSmallIntegerField()
    attempts = models.PositiveSmallIntegerField(default=1)
    read_at = models.DateTimeField()
    retry_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DONE, characters__gt=0, reason="")
                | (Q(state__in=(NONE, FAILED), characters=0, text="") & ~Q(reason="")),
                name="asset_text_or_reason",
            )
        ]
        indexes = [
            models.Index(
                fields=["retry_at"],
                condition=Q(retry_at__isnull=False),
                name="asset_text_retry",
            )
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]} {self.state}"
