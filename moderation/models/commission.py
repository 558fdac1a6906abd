"""A call for authors, who takes part in it, and who wants to hear of new ones."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api import new_uuid
from learning_objects.data import KIND_LABELS
from moderation.commissions import data


class Commission(models.Model):
    """What the institute asks authors to write for one node of the framework.

    ``node_uuid`` is stable through versions of the framework; ``topic``, ``subject_uuid`` and
    ``grade`` are copies, so that lists are one table and a topic that leaves the framework still
    has its name. ``taken`` is the number of takings that occupy a place; it moves in the
    transaction of the taking, and the database refuses more than ``places``.
    """

    class State(models.TextChoices):
        """Where the call stands; ``commissions/states.py`` declares the transitions."""

        DRAFT = data.DRAFT, pgettext_lazy("call for authors", "draft")
        OPEN = data.OPEN, pgettext_lazy("call for authors", "open")
        CLOSED = data.CLOSED, pgettext_lazy("call for authors", "closed")
        CANCELLED = data.CANCELLED, pgettext_lazy("call for authors", "cancelled")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.PROTECT, related_name="commissions"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    node_uuid = models.UUIDField(db_index=True)
    topic = models.CharField(max_length=700)
    subject_uuid = models.UUIDField()
    grade = models.PositiveSmallIntegerField(null=True)
    wanted = models.TextField()
    outcome = models.TextField(blank=True, default="")
    constraints = models.TextField(blank=True, default="")
    fee_note = models.CharField(max_length=500, blank=True, default="")
    places = models.PositiveSmallIntegerField(default=1)
    taken = models.PositiveSmallIntegerField(default=0)
    first_come = models.BooleanField(default=False)
    deadline = models.DateField()
    reason = models.TextField(blank=True, default="")
    search_text = models.CharField(max_length=900, default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("call for authors")
        verbose_name_plural = _("calls for authors")
        indexes = [
            models.Index(fields=["state", "deadline", "id"], name="mod_calls"),
            models.Index(fields=["subject_uuid", "state", "deadline"], name="mod_calls_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=data.STATES), name="mod_call_state_known"),
            models.CheckConstraint(
                condition=Q(places__range=(1, data.MOST_PLACES)), name="mod_call_places"
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")), name="mod_call_not_overfull"
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__range=(1, 11)), name="mod_call_grade"
            ),
            models.CheckConstraint(
                condition=Q(state=data.DRAFT)
                | Q(state=data.CANCELLED)
                | Q(opened_at__isnull=False),
                name="mod_call_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.state}, {self.taken}/{self.places})"

    @property
    def kind_label(self) -> str:
        """Return what is wanted, in words."""
        return str(KIND_LABELS.get(self.kind, self.kind))

    @property
    def free_places(self) -> int:
        """Return how many places nobody has."""
        return self.places - self.taken


class Taking(models.Model):
    """One author's part in a call: the application, the work, what came of it.

    ``reason`` is the last word of whoever ended or declined it. ``learning_object`` is the draft
    that answers the call; it is empty until the author begins, and again when they delete it.
    """

    class State(models.TextChoices):
        """Where it stands; ``commissions/states.py`` declares the transitions."""

        APPLIED = data.APPLIED, pgettext_lazy("taking of a call", "applied")
        WORKING = data.WORKING, pgettext_lazy("taking of a call", "being written")
        SUBMITTED = data.SUBMITTED, pgettext_lazy("taking of a call", "in review")
        FULFILLED = data.FULFILLED, pgettext_lazy("taking of a call", "published")
        DECLINED = data.DECLINED, pgettext_lazy("taking of a call", "declined")
        RETRACTED = data.RETRACTED, pgettext_lazy("taking of a call", "application withdrawn")
        GIVEN_BACK = data.GIVEN_BACK, pgettext_lazy("taking of a call", "given back by the author")
        REVOKED = data.REVOKED, pgettext_lazy("taking of a call", "withdrawn by the institute")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="takings")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="takings"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPLIED)
    plan = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    learning_object = models.ForeignKey(
        "learning_objects.LearningObject",
        on_delete=models.SET_NULL,
        null=True,
        related_name="takings",
    )
    applied_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("part in a call")
        verbose_name_plural = _("parts in calls")
        indexes = [
            models.Index(fields=["author", "state", "-changed_at"], name="mod_takings_author"),
            models.Index(fields=["commission", "state"], name="mod_takings_call"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "author"],
                condition=Q(state__in=data.UNFINISHED),
                name="mod_one_taking_author",
            ),
            models.UniqueConstraint(
                fields=["learning_object"],
                condition=Q(state__in=data.OCCUPYING),
                name="mod_one_call_object",
            ),
            models.CheckConstraint(
                condition=Q(state__in=data.TAKING_STATES), name="mod_taking_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(data.DECLINED, data.REVOKED)) | ~Q(reason=""),
                name="mod_refusal_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commission_id} {self.author_id} ({self.state})"


class CallInterest(models.Model):
    """A person who wants to hear of new calls in one subject."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="call_interests"
    )
    subject_uuid = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("interest in calls")
        verbose_name_plural = _("interests in calls")
        constraints = [
            models.UniqueConstraint(fields=["user", "subject_uuid"], name="mod_interest_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.subject_uuid}"
