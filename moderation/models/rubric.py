"""Rubrics: what an expert answers before any verdict."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from learning_objects.data import KIND_LABELS
from moderation import data
from moderation.models.submission import Submission


class Rubric(models.Model):
    """One version of the rubric of an institute for a kind and a stage. A trigger freezes it.

    ``criteria`` is a list of ``{"code", "ru", "en", "fault_ru", "fault_en", "hint_ru",
    "hint_en"}``: what has to hold, what is said when it does not (the coded reason is ``code``),
    and how to look.
    The version with the highest ``number`` is in force; votes keep the one they answered.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.PROTECT, related_name="rubrics"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=list(KIND_LABELS.items()))
    stage = models.CharField(_("stage"), max_length=10, choices=Submission.Stage.choices)
    number = models.PositiveIntegerField(_("version"))
    criteria = models.JSONField(_("criteria"))
    made_at = models.DateTimeField()
    made_by_uuid = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["kind", "stage", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "kind", "stage", "number"], name="mod_one_rubric_version"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=data.STAGES), name="mod_rubric_stage_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.stage} {self.number}"

    @property
    def codes(self) -> list[str]:
        """Return the codes of the criteria in their order."""
        return [criterion["code"] for criterion in self.criteria]

    def criterion(self, code: str) -> dict[str, Any]:
        """Return one criterion."""
        found: dict[str, Any] = next(item for item in self.criteria if item["code"] == code)
        return found
