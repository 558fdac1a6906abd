"""The content institute in whose name experts decide."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from moderation import data


class Institute(models.Model):
    """A content institute; its uuid and title stand in the provenance of every version."""

    class Level(models.TextChoices):
        """Whom it decides for."""

        CENTRAL = data.CENTRAL, _("central")
        REGIONAL = data.REGIONAL, _("regional")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=255)

    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.CENTRAL)

    class Meta:
        verbose_name = _("institute")
        verbose_name_plural = _("institutes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=(data.CENTRAL, data.REGIONAL)),
                name="mod_institute_level_known",
            )
        ]

    def __str__(self) -> str:
        return self.title
