"""The school itself."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import fold, new_uuid
from school.data import ZONE_LABELS


class School(models.Model):
    """A school with its own IANA time zone: its dates and bells are read in that zone.

    ``search_text`` is the folded title and key, because SQLite does not fold Cyrillic.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=255)
    short_title = models.CharField(_("short title"), max_length=80, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Moscow")
    created_at = models.DateTimeField(editable=False)
    search_text = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="school_titled"),
            models.CheckConstraint(condition=~models.Q(time_zone=""), name="school_time_zone"),
        ]

    def __str__(self) -> str:
        return self.short_title or self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded column true, then save."""
        self.search_text = fold(f"{self.title} {self.short_title} {self.key}")[:400]
        super().save(*args, **kwargs)

    @property
    def zone_words(self) -> str:
        """Return the time zone as people call it: «Москва», else its IANA name."""
        return str(ZONE_LABELS.get(self.time_zone, self.time_zone))

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone; the actions let only known ones in."""
        return ZoneInfo(self.time_zone)
