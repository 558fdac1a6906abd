"""Complaints of readers and other signals that a public object needs a second look."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid


class Signal(models.Model):
    """Why a public object should be looked at again: said by a reader or found by a machine.

    It belongs to the second look that it opened or joined. ``contact`` is what a reader without an
    account left for an answer; it is emptied when the look is over.
    """

    class Source(models.TextChoices):
        """Who noticed."""

        READER = "reader", _("a reader")
        EXPERT = "expert", _("the institute")
        ASSET = "asset", _("a broken file")
        STATISTICS = "statistics", _("statistics")

    class Reason(models.TextChoices):
        """What is said to be wrong."""

        MISTAKE = "mistake", _("a mistake in the content")
        RIGHTS = "rights", _("someone else's work without permission")
        HARM = "harm", _("unfit or dangerous for children")
        PERSONAL = "personal", _("personal data of people")
        BROKEN = "broken", _("something does not open or work")
        OTHER = "other", _("something else")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    submission = models.ForeignKey(
        "moderation.Submission", on_delete=models.CASCADE, related_name="signals"
    )
    version = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=Source.choices)
    reason = models.CharField(max_length=8, choices=Reason.choices)
    text = models.TextField()
    contact = models.EmailField(blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="mod_signal_says_something"),
            models.CheckConstraint(
                condition=Q(source__in=("reader", "expert", "asset", "statistics")),
                name="mod_signal_source_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.text[:60]}"
