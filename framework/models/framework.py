"""A thematic framework and its versions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api import new_uuid


class Framework(models.Model):
    """A thematic framework (curriculum tree), for instance the federal work programmes."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=255)

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")

    def __str__(self) -> str:
        return self.title


class FrameworkVersion(models.Model):
    """One edition of a framework; one of them at a time is published."""

    class Status(models.TextChoices):
        """States of a version (``framework/states.py`` declares the transitions)."""

        DRAFT = "draft", _("draft")
        PUBLISHED = "published", pgettext_lazy("framework version", "published")
        SUPERSEDED = "superseded", _("superseded")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="versions")
    label = models.CharField(_("edition"), max_length=60)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    digest = models.CharField(max_length=64, blank=True, default="")
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("framework version")
        verbose_name_plural = _("framework versions")
        constraints = [
            models.UniqueConstraint(fields=["framework", "label"], name="framework_version_label"),
            models.UniqueConstraint(
                fields=["framework"],
                condition=models.Q(status="published"),
                name="framework_version_one_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.label}"
