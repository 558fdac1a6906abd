"""Rules that look at drafts before people do: what the institute asks for, as data."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from learning_objects.data import INFO, STOP, WARNING


class CheckRule(models.Model):
    """A rule as it holds now; ``facts`` is the documented JSON, the columns are copies of it.

    Without an institute it holds everywhere; an institute's rule of the same code takes its place.
    ``number`` is that of its newest version; nothing is deleted, only switched off.
    """

    class Level(models.TextChoices):
        """How grave its findings are."""

        INFO = INFO, _("hint")
        WARNING = WARNING, _("worth mending")
        STOP = STOP, _("stops a submission")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    code = models.SlugField(max_length=60)
    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.PROTECT, null=True, related_name="check_rules"
    )
    level = models.CharField(max_length=8, choices=Level.choices)
    enabled = models.BooleanField(default=True)
    facts = models.JSONField()
    number = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("check rule")
        verbose_name_plural = _("check rules")
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["institute", "code"], name="mod_check_code_institute"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(institute__isnull=True),
                name="mod_check_code_everywhere",
            ),
            models.CheckConstraint(
                condition=Q(level__in=(INFO, WARNING, STOP)), name="mod_check_level_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.number}"


class CheckRuleVersion(models.Model):
    """What a rule said from a moment on; the database refuses changes. ``by`` may be nobody."""

    rule = models.ForeignKey(CheckRule, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    facts = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="mod_check_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} v{self.number}"


class CheckPreview(models.Model):
    """A rule tried on the last submissions in the background, before anybody meets it.

    ``facts`` may be those of an edit that is not saved. ``looked`` submissions were read, ``hit``
    of them have findings; ``examples`` are ``{title, what}``.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    rule = models.ForeignKey(CheckRule, on_delete=models.CASCADE, related_name="previews")
    facts = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    looked = models.PositiveIntegerField(default=0)
    hit = models.PositiveIntegerField(default=0)
    examples = models.JSONField(default=list)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.hit}/{self.looked}"
