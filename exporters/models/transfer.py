"""Packages that people send and receive through the screens."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api import new_uuid
from exporters import data


class Transfer(models.Model):
    """One package on its way out or in; ``exporters/states.py`` declares the transitions.

    ``scope`` says what is exported: ``{"all": true}``, ``{"query": "…"}`` or ``{"uuids": […]}``.
    ``report`` holds the numbers of what was done; ``process`` who works on it, so that a transfer
    whose worker died is told from one that goes on.
    """

    class Direction(models.TextChoices):
        """Out of the library or into it."""

        EXPORT = data.EXPORT, _("out of the library")
        IMPORT = data.IMPORT, _("into the library")

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = data.WAITING, pgettext_lazy("transfer", "waiting")
        EXPORTING = data.EXPORTING, _("being packed")
        READY = data.READY, _("ready to download")
        CHECKING = data.CHECKING, _("being checked")
        CHECKED = data.CHECKED, _("checked, nothing changed yet")
        CONFIRMED = data.CONFIRMED, _("confirmed")
        IMPORTING = data.IMPORTING, _("being taken in")
        DONE = data.DONE, _("taken in")
        REFUSED = data.REFUSED, pgettext_lazy("transfer", "refused")
        FAILED = data.FAILED, _("interrupted")
        REMOVED = data.REMOVED, _("package removed")

    uuid = models.UUIDField(default=new_uuid, unique=True)
    direction = models.CharField(max_length=8, choices=Direction.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    title = models.CharField(max_length=200)
    scope = models.JSONField(default=dict)
    size = models.BigIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    process = models.CharField(max_length=120, blank=True)
    report = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(direction__in=data.DIRECTIONS), name="exporters_direction"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=data.STATES), name="exporters_state"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TransferLine(models.Model):
    """What became, or would become, of one object of a received package."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    object_uuid = models.UUIDField()
    title = models.CharField(max_length=200)
    verdict = models.CharField(max_length=8)
    numbers = models.JSONField(default=list)
    withdrawn = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "position"], name="exporters_line_once"),
        ]
        indexes = [
            models.Index(fields=["transfer", "verdict", "position"], name="exporters_line_verdict")
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.title}"
