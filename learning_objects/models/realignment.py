"""What a new edition of a framework asks of the objects that stood in the edition before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from learning_objects.data import COVERS
from learning_objects.realignment import data


class Realignment(models.Model):
    """One edition's proposals together; a correction within the edition adds to them."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    edition = models.UUIDField(unique=True)
    title = models.CharField(max_length=320)
    made_at = models.DateTimeField()
    # The last line of the edition's change map that has been looked at.
    seen_change = models.BigIntegerField(default=0)
    # What is being done to all of its proposals in the background, who asked for it, how many there
    # were, and its last sign of life (``None``: it broke off).
    work = models.CharField(max_length=8, blank=True, default="")
    work_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    work_total = models.PositiveIntegerField(default=0)
    work_beat = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.title


class RealignmentProposal(models.Model):
    """One link of one published object whose node the edition has ended or split.

    ``offered`` are the uuids that the node goes on as (as texts), none for an orphan; ``chosen``
    what was decided. Where the object stands follows from its accepted proposals alone, so that
    taking one back leaves the others as they are.
    """

    class State(models.TextChoices):
        """States of a proposal (``learning_objects/realignment/states.py``)."""

        PROPOSED = data.PROPOSED, _("proposed")
        ACCEPTED = data.ACCEPTED, _("accepted")
        DECLINED = data.DECLINED, _("left as it was")
        OUTDATED = data.OUTDATED, _("outdated")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    realignment = models.ForeignKey(Realignment, on_delete=models.CASCADE, related_name="proposals")
    learning_object = models.ForeignKey(
        "learning_objects.LearningObject", on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveIntegerField()
    former = models.UUIDField()
    relation = models.CharField(max_length=12, default=COVERS)
    change = models.CharField(_("change"), max_length=8)
    title_before = models.CharField(max_length=700, blank=True, default="")
    path_before = models.TextField(blank=True, default="")
    offered = models.JSONField(default=list)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    chosen = models.JSONField(default=list)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["realignment", "state", "id"], name="lo_proposal_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["realignment", "learning_object", "number", "former", "relation"],
                name="lo_proposal_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=data.ACCEPTED) | models.Q(decided_at__isnull=False),
                name="lo_proposal_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_object_id}: {self.former} ({self.state})"
