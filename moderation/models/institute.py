"""The content institute in whose name experts decide."""

from __future__ import annotations

from datetime import tzinfo
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from moderation import data


class Institute(models.Model):
    """A content institute; its uuid and title stand in the provenance of every version.

    It owns its queue, rules, rubrics and experts. A regional one takes what its authors hand in
    (:class:`~moderation.models.Affiliation`) in its ``subjects`` (uuids as text; none means all)
    while it ``is_open``. Its deadlines end with the day in ``time_zone`` ("": the library's).
    """

    class Level(models.TextChoices):
        """Whom it decides for."""

        CENTRAL = data.CENTRAL, _("central")
        REGIONAL = data.REGIONAL, _("regional")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=255)
    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.CENTRAL)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, default="")
    subjects = models.JSONField(_("subjects"), default=list, blank=True)
    is_open = models.BooleanField(_("takes new works"), default=True)

    class Meta:
        verbose_name = _("institute")
        verbose_name_plural = _("institutes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=(data.CENTRAL, data.REGIONAL)),
                name="mod_institute_level_known",
            ),
            # What has nowhere else to go goes to the central one.
            models.CheckConstraint(
                condition=models.Q(level=data.REGIONAL) | models.Q(is_open=True),
                name="mod_central_institute_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_regional(self) -> bool:
        """Say whether it decides for a region."""
        return self.level == data.REGIONAL

    @property
    def zone(self) -> tzinfo:
        """Return the clock by which its days begin and end."""
        return ZoneInfo(self.time_zone) if self.time_zone else timezone.get_default_timezone()
