"""Remarks of experts and the answers to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api import new_uuid
from moderation import data


class Remark(models.Model):
    """What an expert said about one place of one revision.

    ``block`` is the uuid of a block of the body or empty, ``field`` a field of the draft or empty
    (both empty: the object as a whole), ``item`` a passage, row or cell of either; ``place`` keeps
    the place in words as it was then, because the block may be gone from later revisions.
    ``recording`` is the address of a recording that the place links to, with the ``second`` meant.
    """

    class Severity(models.TextChoices):
        """How much it matters."""

        MUST = data.MUST, _("must be mended")
        SHOULD = data.SHOULD, _("should be mended")
        NOTE = data.NOTE, _("note")

    class State(models.TextChoices):
        """What became of it; ``moderation/states.py`` declares the transitions."""

        OPEN = data.OPEN, _("open")
        DONE = data.DONE, _("mended, says the author")
        RESOLVED = data.RESOLVED, _("settled")
        WITHDRAWN = data.WITHDRAWN, pgettext_lazy("remark", "withdrawn")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    submission = models.ForeignKey(
        "moderation.Submission", on_delete=models.CASCADE, related_name="remarks"
    )
    revision_id = models.BigIntegerField()
    round = models.PositiveIntegerField()
    step = models.PositiveSmallIntegerField(default=0)
    field = models.CharField(max_length=40, blank=True, default="")
    block = models.CharField(max_length=36, blank=True, default="")
    item = models.CharField(max_length=90, blank=True, default="")
    place = models.CharField(max_length=300, blank=True, default="")
    recording = models.CharField(max_length=2000, blank=True, default="")
    second = models.PositiveIntegerField(null=True)
    severity = models.CharField(max_length=6, choices=Severity.choices)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="mod_remark_says_something"),
            models.CheckConstraint(
                condition=Q(severity__in=(data.MUST, data.SHOULD, data.NOTE)),
                name="mod_remark_severity_known",
            ),
            models.CheckConstraint(
                condition=Q(recording="", second__isnull=True)
                | (~Q(recording="") & Q(second__isnull=False)),
                name="mod_remark_moment_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=data.OPEN)
                | Q(
                    state__in=(data.DONE, data.RESOLVED, data.WITHDRAWN),
                    state_by__isnull=False,
                    state_at__isnull=False,
                ),
                name="mod_remark_settled_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.severity} {self.place}: {self.text[:60]}"


class Reply(models.Model):
    """An answer to a remark, by the author or by an expert."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="mod_reply_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.author_id}: {self.text[:60]}"
