"""A submission: one object on its way through the institute."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from moderation import data


class Submission(models.Model):
    """The authority on a review. One open submission an object; a return keeps it open.

    ``purpose`` is ``review`` (of a draft) or ``recheck`` (a second look at the public ``version``,
    at most one open beside the review; nobody submits it). ``plan`` is frozen at submission:
    ``[{"stage", "seats"}]`` (empty: one expert looks at the method); ``step`` is the index of the
    step in work, ``stage`` its code, ``seat`` the number of the vote that is awaited, from 1.
    ``is_appeal``: a panel votes about the last decision.

    ``revision_id`` is the frozen revision of the current ``round`` (no foreign key: Wagtail may
    purge old revisions, the submission stays). ``title``, ``subject_uuid``, ``grade``, ``kind`` and
    ``language`` are copies of what was submitted, so that the queue is one table. ``claimed_by`` is
    who works or worked on the round; the claim binds only in state ``claimed``; ``assigned_by``
    is the chief or colleague who gave it to them.

    The clock (``moderation/actions/clock.py``): ``due_at`` is when the running round has to be
    decided (``NO_DEADLINE`` while no clock runs), ``days_left`` the working days that were left
    when it was stopped. The sweeper marks what ``is_late`` and notes when chiefs were told.
    ``is_waiting`` is what the lists of work are walked by; ``origin_uuid`` the object from which
    this one was made.
    """

    class State(models.TextChoices):
        """Where the submission stands; ``moderation/states.py`` declares the transitions."""

        QUEUED = data.QUEUED, _("waiting")
        CLAIMED = data.CLAIMED, _("with an expert")
        RETURNED = data.RETURNED, _("returned to the author")
        APPROVED = data.APPROVED, _("approved")
        REJECTED = data.REJECTED, _("rejected")
        RECALLED = data.RECALLED, _("recalled by the author")
        KEPT = data.KEPT, _("kept in the library")
        REMOVED = data.REMOVED, _("taken out of the library")

    class Purpose(models.TextChoices):
        """Why the object is with the institute."""

        REVIEW = data.REVIEW, _("review")
        RECHECK = data.RECHECK, _("second look")

    class Stage(models.TextChoices):
        """What the step in work looks at."""

        METHODICAL = data.METHODICAL, _("methodical review")
        TECHNICAL = data.TECHNICAL, _("linguistic and technical review")
        RECHECK = data.RECHECK, _("second look")

    class Priority(models.IntegerChoices):
        """What goes first among what is not late."""

        NORMAL = data.NORMAL, _("ordinary")
        RAISED = data.RAISED, _("important")
        URGENT = data.URGENT, _("urgent")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    # Published objects cannot be deleted (their versions protect them); with a draft that never
    # was published its reviews go too.
    learning_object = models.ForeignKey(
        "learning_objects.LearningObject", on_delete=models.CASCADE, related_name="submissions"
    )
    object_uuid = models.UUIDField(db_index=True)
    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.PROTECT, related_name="submissions"
    )
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.REVIEW)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    plan = models.JSONField(default=list)
    step = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.METHODICAL)
    seat = models.PositiveSmallIntegerField(default=1)
    is_appeal = models.BooleanField(default=False)
    kind = models.CharField(max_length=12)
    language = models.CharField(max_length=8, default="ru")
    subject_uuid = models.UUIDField(null=True)
    grade = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=200)
    search_text = models.CharField(max_length=700, default="")
    revision_id = models.BigIntegerField()
    version = models.PositiveIntegerField(null=True)
    round = models.PositiveIntegerField(default=1)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    letter = models.TextField(blank=True, default="")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    due_at = models.DateTimeField(default=data.NO_DEADLINE)
    days_left = models.SmallIntegerField(null=True)
    is_late = models.BooleanField(default=False)
    escalated_at = models.DateTimeField(null=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    origin_uuid = models.UUIDField(null=True)
    # A column and not a condition of the index: SQLite does not recognise the condition of a
    # partial index in a query with parameters, and would read the million closed rows.
    is_waiting = models.GeneratedField(
        expression=Case(When(state__in=data.WAITING_STATES, then=1), default=0),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    workflow_state = models.ForeignKey(
        "wagtailcore.WorkflowState", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [
            models.Index(
                fields=["institute", "state", "submitted_at", "id"], name="mod_queue_state"
            ),
            models.Index(fields=["claimed_by", "state", "institute"], name="mod_claims"),
            models.Index(
                fields=[
                    *("institute", "is_waiting", "-is_late", "-priority"),
                    *("due_at", "submitted_at", "id"),
                ],
                name="mod_work_order",
            ),
            models.Index(
                fields=[
                    *("institute", "is_waiting", "subject_uuid", "-is_late", "-priority"),
                    *("due_at", "submitted_at", "id"),
                ],
                name="mod_work_subject",
            ),
            models.Index(fields=["is_waiting", "institute", "submitted_at"], name="mod_oldest"),
            models.Index(fields=["is_waiting", "due_at"], name="mod_due"),
            models.Index(
                fields=["institute", "is_waiting", "is_late", "due_at"], name="mod_unmarked"
            ),
            models.Index(fields=["state", "lease_until"], name="mod_leases"),
            models.Index(
                fields=["origin_uuid"],
                name="mod_origin",
                condition=Q(origin_uuid__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learning_object", "purpose"],
                condition=Q(state__in=data.OPEN_STATES),
                name="mod_one_open_submission",
            ),
            models.CheckConstraint(condition=Q(state__in=data.STATES), name="mod_state_known"),
            models.CheckConstraint(
                condition=~Q(state=data.CLAIMED)
                | Q(claimed_by__isnull=False, lease_until__isnull=False),
                name="mod_claimed_has_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(data.QUEUED, data.CLAIMED, data.RECALLED))
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="mod_decided_has_decider",
            ),
            models.CheckConstraint(
                condition=Q(
                    purpose=data.REVIEW,
                    state__in=[code for code in data.STATES if code not in data.RECHECK_ENDS],
                )
                | Q(
                    purpose=data.RECHECK,
                    state__in=(data.QUEUED, data.CLAIMED, *data.RECHECK_ENDS),
                ),
                name="mod_purpose_fits_state",
            ),
            models.CheckConstraint(condition=Q(seat__gte=1), name="mod_seat_from_one"),
            models.CheckConstraint(
                condition=Q(priority__in=data.PRIORITIES), name="mod_priority_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose=data.REVIEW, submitted_by__isnull=False, version__isnull=True)
                | Q(purpose=data.RECHECK, submitted_by__isnull=True, version__isnull=False),
                name="mod_recheck_is_of_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.state}, {self.round})"

    @property
    def is_open(self) -> bool:
        """Say whether the review is still going on."""
        return self.state in data.OPEN_STATES

    @property
    def seats(self) -> int:
        """Return how many votes the step in work asks for; a split of two asks for a third."""
        return int(self.plan[self.step]["seats"]) if self.plan else 1

    @property
    def is_blind(self) -> bool:
        """Say whether the experts of this step do not learn of each other's votes and remarks."""
        return self.seats > 1
