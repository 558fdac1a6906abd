"""A change of one place that somebody proposes to another's published object."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from learning_objects import authoring as data


class Suggestion(models.Model):
    """``old`` → ``new`` at the piece ``key`` of version ``number``; see ``pieces.py`` for keys.

    ``published_in`` is the version that first credits whoever proposed it.
    """

    class State(models.TextChoices):
        """Where it stands; ``states.py`` declares the transitions."""

        OPEN = data.OPEN, _("waits for the author")
        ACCEPTED = data.ACCEPTED, _("accepted")
        DECLINED = data.DECLINED, _("declined")
        TAKEN_BACK = data.TAKEN_BACK, _("taken back")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    learning_object = models.ForeignKey(
        "learning_objects.LearningObject", on_delete=models.CASCADE, related_name="suggestions"
    )
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=160)
    place = models.CharField(max_length=400)
    old = models.TextField()
    new = models.TextField()
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suggestions"
    )
    created_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    published_in = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["learning_object", "state"], name="lo_suggestion_state"),
            models.Index(fields=["suggested_by", "-created_at"], name="lo_suggestion_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=data.OPEN, decided_at__isnull=True)
                | (~models.Q(state=data.OPEN) & models.Q(decided_at__isnull=False)),
                name="lo_suggestion_decided_when",
            ),
            models.CheckConstraint(
                condition=models.Q(published_in__isnull=True) | models.Q(state=data.ACCEPTED),
                name="lo_suggestion_credit_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_object_id} {self.key}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Say whether it waits for an answer."""
        return self.state == data.OPEN
