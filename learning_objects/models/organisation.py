"""Publishers: outside developers, firms and partners in whose name authors publish."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import fold, new_uuid


class Organisation(models.Model):
    """Its people are authors whose role in ``accounts`` has the organisation as its scope.

    It is never deleted: published versions name it. Without a contract nothing is sent for review
    in its name; what is published stays.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    title = models.CharField(_("name"), max_length=200)
    title_folded = models.CharField(max_length=200, unique=True, editable=False)
    about = models.TextField(_("about the publisher"), max_length=1000, blank=True)
    address = models.URLField(_("site"), max_length=300, blank=True)
    has_contract = models.BooleanField(_("there is a contract"), default=False)
    contract = models.CharField(_("contract: number and date"), max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["title_folded", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="lo_organisation_named"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded name true: no two publishers differ by case or «ё» alone."""
        self.title_folded = fold(self.title)[:200]
        super().save(*args, **kwargs)
