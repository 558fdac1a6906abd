"""A thematic framework and its versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api import new_uuid
from framework import data


class Framework(models.Model):
    """A thematic framework (curriculum tree), for instance the federal work programmes.

    ``extra`` keeps what an interchange format says of it and the library has no use for, so that it
    goes out again as it came in (``framework.case``).
    """

    class Kind(models.TextChoices):
        """What a framework is for; it decides where the framework shows."""

        PROGRAMME = data.PROGRAMMES, _("work programmes")
        REGIONAL = data.REGIONAL, _("regional component")
        INTERNATIONAL = data.INTERNATIONAL, _("international programme")
        CODIFIER = data.CODIFIER, _("examination codifier")
        OTHER = data.OTHER, _("other framework")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=255)
    title_en = models.CharField(_("title in English"), max_length=255, blank=True, default="")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.PROGRAMME)
    language = models.CharField(_("language"), max_length=16, default="ru")
    publisher = models.CharField(_("publisher"), max_length=255, blank=True, default="")
    source = models.CharField(_("source"), max_length=500, blank=True, default="")
    licence = models.CharField(_("licence"), max_length=255, blank=True, default="")
    extra = models.JSONField(default=dict, blank=True, editable=False)

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
    note = models.CharField(_("what this edition changes"), max_length=500, blank=True, default="")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    # The edition that this one was opened from and replaces; the change map leads from it.
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    # What that edition was when a draft was opened from it: a correction since is not in the draft.
    follows_digest = models.CharField(max_length=64, blank=True, default="", editable=False)

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
