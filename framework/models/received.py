"""Nodes that packages brought and no framework here has."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReceivedNode(models.Model):
    """A node of another library's framework, hung under the node it had there.

    Objects link to nodes by uuid, and a link to nothing would leave them out of the catalogue. A
    table of its own: an edition says what its programmes say and nothing else. Once a published
    framework here has the node, that one counts.
    """

    uuid = models.UUIDField(unique=True)
    parent_uuid = models.UUIDField(null=True)
    key = models.CharField(_("key"), max_length=255)
    kind = models.CharField(_("kind"), max_length=12)
    title = models.CharField(_("title"), max_length=700, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), null=True)
    grade = models.PositiveSmallIntegerField(_("grade"), null=True)
    education_level = models.CharField(_("level of education"), max_length=10, blank=True)
    variant = models.CharField(_("basic or advanced"), max_length=20, blank=True)
    framework_key = models.CharField(max_length=60)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title or self.key
