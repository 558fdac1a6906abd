"""How many submissions lie in each queue, kept by the database itself."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation import data


class QueueCount(models.Model):
    """``number`` more (or fewer) open submissions of one kind in one state; add the rows up.

    Triggers on the table of submissions write these rows in the transaction that moves a
    submission: one with -1 for where it was, one with +1 for where it is. They only ever add rows,
    so that nobody waits for a colleague who moves another work of the same queue; the sweeper folds
    them (``actions/counting.py``), ``manage.py queue_recount`` compares them with the submissions.

    On SQLite a later migration that rebuilds the table of submissions loses the triggers and must
    make them again (``moderation/migrations/0005_queue_counts.py``).
    """

    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.CASCADE, related_name="queue_counts"
    )
    state = models.CharField(max_length=10)
    subject_uuid = models.UUIDField(null=True)
    grade = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=12)
    stage = models.CharField(max_length=10)
    purpose = models.CharField(max_length=8)
    is_late = models.BooleanField()
    number = models.IntegerField()

    class Meta:
        verbose_name = _("number of works in a queue")
        verbose_name_plural = _("numbers of works in queues")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=data.OPEN_STATES), name="mod_queue_count_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number:+d} {self.state} {self.kind} {self.subject_uuid}/{self.grade}"
