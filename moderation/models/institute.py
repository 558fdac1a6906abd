"""The content institute in whose name experts decide."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid


class Institute(models.Model):
    """A content institute; its uuid and title stand in the provenance of every version."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=255)

    class Meta:
        verbose_name = _("institute")
        verbose_name_plural = _("institutes")

    def __str__(self) -> str:
        return self.title
