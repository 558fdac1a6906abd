"""A dated lesson."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from schedule import data

TAKES_PLACE = ~models.Q(status=data.CANCELLED)


class Lesson(models.Model):
    """A group has a lesson of a subject on a day, in a slot, with a teacher, in a room.

    ``date`` and ``slot`` are the school's own; ``starts_at`` and ``ends_at`` are the same moments
    in UTC, computed from the bells when the lesson is written, so that weeks of people with
    children in two time zones can be ordered. ``subject_uuid`` is a subject of the framework
    (a stable uuid, never a foreign key); ``subject_title`` is its name when it was written, for
    the subject may leave the framework.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    school = models.ForeignKey("school.School", on_delete=models.PROTECT, related_name="lessons")
    group = models.ForeignKey("school.Group", on_delete=models.PROTECT, related_name="lessons")
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lessons"
    )
    subject_uuid = models.UUIDField()
    subject_title = models.CharField(max_length=200)
    date = models.DateField(_("date"))
    slot = models.PositiveSmallIntegerField(_("lesson number"))
    room = models.CharField(_("room"), max_length=20, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=[(code, data.STATUS_LABELS[code]) for code in data.STATUSES],
        default=data.PLANNED,
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        indexes = [
            models.Index(fields=["group", "date", "slot"], name="schedule_group_day"),
            models.Index(fields=["teacher", "date", "slot"], name="schedule_teacher_day"),
            models.Index(fields=["school", "date", "slot"], name="schedule_school_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "date", "slot"],
                condition=TAKES_PLACE,
                name="schedule_group_slot_once",
            ),
            models.UniqueConstraint(
                fields=["teacher", "date", "slot", "school"],
                condition=TAKES_PLACE,
                name="schedule_teacher_slot_once",
            ),
            models.UniqueConstraint(
                fields=["school", "room", "date", "slot"],
                condition=TAKES_PLACE & ~models.Q(room=""),
                name="schedule_room_slot_once",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=data.STATUSES), name="schedule_lesson_status"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")),
                name="schedule_lesson_times",
            ),
            models.CheckConstraint(
                condition=models.Q(slot__range=(0, data.MOST_SLOTS)), name="schedule_lesson_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.slot}: {self.subject_title} ({self.group_id})"

    @property
    def room_label(self) -> str:
        """Return the room as people read it: «каб. 12», but «спортзал» as it is."""
        if self.room[:1].isdigit():
            return gettext("room %(room)s") % {"room": self.room}
        return self.room
