"""Votes: what one expert found, whatever was decided in the end."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from moderation import data
from moderation.models.decision import Decision
from moderation.models.submission import Submission


class Vote(models.Model):
    """The verdict of one expert on one revision, with the answers to the rubric.

    Append-only: a trigger refuses every UPDATE. ``marks`` is criterion code → ``yes``, ``no`` or
    ``na``; ``seconds`` is how long the expert held the claim in all.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    submission = models.ForeignKey(
        "moderation.Submission", on_delete=models.CASCADE, related_name="votes"
    )
    revision_id = models.BigIntegerField()
    round = models.PositiveIntegerField()
    is_appeal = models.BooleanField(default=False)
    step = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Submission.Stage.choices)
    seat = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=8, choices=Decision.Verdict.choices)
    rubric = models.ForeignKey("moderation.Rubric", on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField()
    letter = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["at"], name="mod_vote_at"),
            models.Index(fields=["by", "at"], name="mod_vote_by"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "round", "is_appeal", "step", "seat"],
                name="mod_one_vote_seat",
            ),
            models.UniqueConstraint(
                fields=["submission", "round", "is_appeal", "by"], name="mod_one_vote_person"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=data.VERDICTS), name="mod_vote_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.submission_id}/{self.round}/{self.step}/{self.seat}"


class VoteReason(models.Model):
    """A criterion that an expert found not to hold: the coded reason, for counting."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="reasons")
    code = models.CharField(max_length=40, db_index=True)

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        constraints = [models.UniqueConstraint(fields=["vote", "code"], name="mod_one_reason")]

    def __str__(self) -> str:
        return self.code
