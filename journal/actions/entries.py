"""Writing what a lesson is about and what is to be done at home."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.api import User
from framework.api import get_tree, node_label
from journal.actions.opening import check_length, open_entry, write_trail
from journal.data import HOMEWORK_LIMIT, THEME_LIMIT
from journal.models import LessonEntry
from schedule.api import Lesson


class EntryChanged(Exception):
    """Somebody wrote in the meantime; ``entry`` is what stands there now. Nothing was written."""

    def __init__(self, entry: LessonEntry) -> None:
        super().__init__("the journal entry has changed in the meantime")
        self.entry = entry


class WrongTopic(Exception):
    """The topic is not in the framework, or belongs to another subject than the lesson."""


@transaction.atomic
def set_topic(
    *,
    lesson: Lesson,
    topic_uuid: UUID | None,
    theme: str,
    by: User,
    now: datetime,
    seen: str | None = None,
) -> LessonEntry:
    """Write topic and theme; without a topic the lesson has none.

    ``seen`` is the mark (``LessonEntry.topic_mark``) of what the person read before writing: when
    something else stands there now, :class:`EntryChanged` is raised, unless it is the same that is
    to be written. Without ``seen`` the last word counts. Raises :class:`WrongTopic`, ``TooLong``,
    ``LessonCancelled``, ``NotAllowed``.
    """
    words = check_length("theme", theme, THEME_LIMIT)
    entry = open_entry(lesson=lesson, by=by, now=now)
    title = _title_of(topic_uuid, lesson, entry)
    if (entry.topic_uuid, entry.theme) == (topic_uuid, words):
        return entry
    if seen is not None and seen != entry.topic_mark:
        raise EntryChanged(entry)
    entry.topic_uuid, entry.topic_title, entry.theme = topic_uuid, title, words
    entry.changed_by, entry.changed_at = by, now
    entry.save()
    topic = str(topic_uuid) if topic_uuid else ""
    write_trail("set_topic", lesson=lesson, by=by, now=now, topic=topic, theme=words)
    return entry


def _title_of(topic_uuid: UUID | None, lesson: Lesson, entry: LessonEntry) -> str:
    """Return the topic's title; a topic that is written already may have left the framework."""
    if topic_uuid is None:
        return ""
    tree = get_tree()
    node = tree.get(topic_uuid)
    if node is None:
        if topic_uuid == entry.topic_uuid:
            return entry.topic_title
        raise WrongTopic
    subject = tree.subject_of(topic_uuid)
    known = tree.get(lesson.subject_uuid) is not None
    if known and (subject is None or subject.uuid != lesson.subject_uuid):
        raise WrongTopic
    return node_label(node)[:700]


@transaction.atomic
def set_homework(
    *, lesson: Lesson, homework: str, by: User, now: datetime, seen: str | None = None
) -> LessonEntry:
    """Write the homework; ``seen`` is ``LessonEntry.homework_mark``, as in :func:`set_topic`."""
    words = check_length("homework", homework, HOMEWORK_LIMIT)
    entry = open_entry(lesson=lesson, by=by, now=now)
    if entry.homework == words:
        return entry
    if seen is not None and seen != entry.homework_mark:
        raise EntryChanged(entry)
    entry.homework, entry.changed_by, entry.changed_at = words, by, now
    entry.save()
    write_trail("set_homework", lesson=lesson, by=by, now=now, homework=words)
    return entry
