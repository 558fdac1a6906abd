"""What a lesson is about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal import data
from journal.marks import mark_of


class LessonEntry(models.Model):
    """The journal's line of one lesson: topic, theme in the teacher's words, homework.

    ``topic_uuid`` is a node of the framework (a stable uuid), ``topic_title`` its title when it
    was chosen. Homework is plain text. The line is also what the actions lock, so that two who
    change one lesson wait for each other.
    """

    lesson = models.OneToOneField(
        "schedule.Lesson", on_delete=models.PROTECT, related_name="entry", primary_key=True
    )
    topic_uuid = models.UUIDField(null=True, blank=True, db_index=True)
    topic_title = models.CharField(max_length=700, blank=True)
    theme = models.CharField(_("theme of the lesson"), max_length=data.THEME_LIMIT, blank=True)
    homework = models.TextField(_("homework"), max_length=data.HOMEWORK_LIMIT, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic_uuid__isnull=False) | models.Q(topic_title=""),
                name="journal_topic_title",
            ),
        ]

    def __str__(self) -> str:
        return self.theme or self.topic_title or str(self.pk)

    @property
    def topic_mark(self) -> str:
        """Return a mark of topic and theme: whoever saw this one saw these words."""
        return mark_of(self.topic_uuid or "", self.theme)

    @property
    def homework_mark(self) -> str:
        """Return a mark of the homework."""
        return mark_of(self.homework)
