"""Experts of an institute: what each of them may be given, and how much at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation import data


class Membership(models.Model):
    """A person works for an institute. The right to decide is their role in ``accounts``.

    The subjects are those of the role; ``kinds``, ``grades`` and ``stages`` narrow them (empty
    lists do not). Without any membership an expert works for the central institute.
    """

    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.CASCADE, related_name="memberships"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="institutes"
    )
    kinds = models.JSONField(_("kinds"), default=list, blank=True)
    grades = models.JSONField(_("grades"), default=list, blank=True)
    stages = models.JSONField(_("stages"), default=list, blank=True)
    capacity = models.PositiveSmallIntegerField(_("works at once"), default=data.CAPACITY)

    class Meta:
        verbose_name = _("expert of an institute")
        verbose_name_plural = _("experts of institutes")
        constraints = [
            models.UniqueConstraint(fields=["institute", "person"], name="mod_one_membership"),
            models.CheckConstraint(
                condition=Q(capacity__range=(1, data.MOST_CAPACITY)), name="mod_capacity_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institute_id}: {self.person_id}"
