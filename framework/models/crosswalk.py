"""Crosswalks: what a node of one framework is in another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from framework import data


class Crosswalk(models.Model):
    """``source`` relates to ``target``: two nodes of two frameworks, by their stable uuids.

    ``relation`` says what the source is to the target: ``broader`` says that the source is the
    broader of the two (SKOS ``narrowMatch`` from it to the target). Each pair is stored once;
    reading turns it round where the question comes from the other side.
    """

    class Relation(models.TextChoices):
        """SKOS mapping relations (W3C SKOS Reference, section 10), of the source."""

        EXACT = data.EXACT, _("the same")
        BROADER = data.BROADER, _("broader")
        NARROWER = data.NARROWER, _("narrower")
        RELATED = data.RELATED, _("related")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    source = models.UUIDField(db_index=True)
    target = models.UUIDField(db_index=True)
    relation = models.CharField(_("relation"), max_length=8, choices=Relation.choices)
    confidence = models.DecimalField(_("confidence"), max_digits=3, decimal_places=2, default=1)
    note = models.CharField(_("note"), max_length=300, blank=True, default="")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("crosswalk")
        verbose_name_plural = _("crosswalks")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="framework_crosswalk_once"),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="framework_crosswalk_two"
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__gt=0, confidence__lte=1),
                name="framework_crosswalk_confidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.relation} {self.target}"
