"""What people choose about their mail; who has no row gets what the groups say."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notices import data


class MailSettings(models.Model):
    """Whether a person gets digests at all, and at which hour by which clock.

    An empty ``zone`` is the clock of the library.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_settings"
    )
    is_on = models.BooleanField(_("send me digests by mail"), default=True)
    hour = models.PositiveSmallIntegerField(_("hour"), default=data.DEFAULT_HOUR)
    zone = models.CharField(_("time zone"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = _("mail settings of a person")
        verbose_name_plural = _("mail settings of people")
        constraints = [
            models.CheckConstraint(condition=models.Q(hour__lte=23), name="notices_hour_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.hour}"


class MailChoice(models.Model):
    """How often a person wants mail about one group of notices."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choices"
    )
    group = models.CharField(max_length=40)
    frequency = models.CharField(
        max_length=10,
        choices=[(code, data.FREQUENCY_LABELS[code]) for code in data.FREQUENCIES],
    )

    class Meta:
        verbose_name = _("mail choice of a person")
        verbose_name_plural = _("mail choices of people")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"], name="notices_one_choice_for_group"
            ),
            models.CheckConstraint(
                condition=models.Q(frequency__in=data.FREQUENCIES),
                name="notices_frequency_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.group} {self.frequency}"
