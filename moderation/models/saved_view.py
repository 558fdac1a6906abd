"""Filters of the queue under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid


class SavedView(models.Model):
    """The filters of a queue page, as its address has them; a chief may share them with all."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="queue_views"
    )
    title = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(_("for all experts"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="mod_view_has_title"),
            models.UniqueConstraint(fields=["owner", "title"], name="mod_one_view_title"),
        ]

    def __str__(self) -> str:
        return self.title
