"""Materials on a lesson."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from journal import data


class LessonMaterial(models.Model):
    """One version of a learning object is used on a lesson.

    ``object_uuid`` and ``number`` name the version, ``digest`` proves it: a newer one is offered,
    never put in its place. ``title`` and ``kind`` are what it was called: a reference outlives its
    object (withdrawn, or not on this instance). What is removed stays as a row with ``removed_at``,
    so that removing can be undone, note and place included.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    lesson = models.ForeignKey(
        "schedule.Lesson", on_delete=models.PROTECT, related_name="materials"
    )
    object_uuid = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    purpose = models.CharField(
        _("purpose"),
        max_length=10,
        choices=[(code, data.PURPOSE_LABELS[code]) for code in data.PURPOSES],
    )
    # What the teacher was looking for when it was chosen: ``journal.data.AIMS``, or nothing.
    aim = models.CharField(max_length=10, blank=True, default="")
    note = models.CharField(_("note for the class"), max_length=data.NOTE_LIMIT, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("material of a lesson")
        verbose_name_plural = _("materials of lessons")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "object_uuid", "purpose"],
                condition=models.Q(removed_at__isnull=True),
                name="journal_material_once",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=data.PURPOSES), name="journal_material_purpose"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="journal_material_number"
            ),
            models.CheckConstraint(
                condition=models.Q(aim__in=("", *data.AIMS)), name="journal_material_aim"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id}: {self.title} v{self.number} ({self.purpose})"
