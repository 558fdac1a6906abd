from __future__ import annotations

from uuid import uuid4

import pytest

from accounts.errors import NotAllowed
from core.api import now, read_trail
from journal.api import set_homework, set_topic
from journal.errors import EntryChanged, LessonCancelled, TooLong, WrongTopic
from journal.models import LessonEntry
from schedule.api import cancel_lesson
from tests.factories.journal import write_topic
from tests.factories.library import CURRENT, FORESTS, HEAT, topic
from tests.factories.school import make_head, make_teacher


def write(room, title=CURRENT, theme="", by=None, **more):
    return set_topic(
        lesson=room.lesson,
        topic_uuid=topic(title) if title else None,
        theme=theme,
        by=by or room.teacher,
        now=now(),
        **more,
    )


def task(room, words, **more):
    return set_homework(lesson=room.lesson, homework=words, by=room.teacher, now=now(), **more)


def test_topic_and_theme_are_written_with_their_title(room):
    entry = write(room, theme=" Закон Ома ")
    assert (entry.topic_uuid, entry.topic_title) == (topic(CURRENT), CURRENT)
    assert entry.theme == "Закон Ома"
    assert [item.action for item in read_trail(object_uuid=room.lesson.uuid)][
        -1
    ] == "journal.set_topic"
    entry = write(room, "", theme="Экскурсия")
    assert (entry.topic_uuid, entry.topic_title, entry.theme) == (None, "", "Экскурсия")


def test_a_topic_belongs_to_the_subject_of_the_lesson(room):
    with pytest.raises(WrongTopic):
        write(room, FORESTS)
    with pytest.raises(WrongTopic):
        set_topic(lesson=room.lesson, topic_uuid=uuid4(), theme="", by=room.teacher, now=now())
    assert not LessonEntry.objects.exists()


def test_a_topic_that_left_the_framework_may_stay(room):
    lost = uuid4()
    write(room)
    LessonEntry.objects.update(topic_uuid=lost, topic_title="Старая тема")
    entry = set_topic(
        lesson=room.lesson, topic_uuid=lost, theme="Повторение", by=room.teacher, now=now()
    )
    assert (entry.topic_title, entry.theme) == ("Старая тема", "Повторение")


def test_nobody_writes_over_what_they_have_not_read(room):
    first = write(room, theme="Сила тока")
    seen = first.topic_mark
    write(room, HEAT, theme="Молекулы", seen=seen)
    with pytest.raises(EntryChanged) as caught:
        write(room, theme="Напряжение", seen=seen)
    assert caught.value.entry.theme == "Молекулы"
    assert LessonEntry.objects.get().theme == "Молекулы"
    # The same words are no conflict, and homework is a matter of its own.
    assert write(room, HEAT, theme="Молекулы", seen=seen).theme == "Молекулы"
    assert task(room, "§ 12", seen=LessonEntry.objects.get().homework_mark).homework == "§ 12"
    with pytest.raises(EntryChanged):
        task(room, "§ 13", seen=first.homework_mark)
    assert LessonEntry.objects.get().homework == "§ 12"


def test_only_the_teacher_of_the_lesson_writes(room):
    for stranger in (
        make_teacher(room.school),
        make_head(room.school),
        room.pupil,
        room.guardian,
    ):
        with pytest.raises(NotAllowed):
            write(room, by=stranger)
    assert not LessonEntry.objects.exists()


def test_nothing_is_written_for_a_cancelled_lesson(room):
    write_topic(room.lesson)
    cancel_lesson(lesson=room.lesson, by=None, now=now())
    with pytest.raises(LessonCancelled):
        task(room, "§ 12")
    assert LessonEntry.objects.get().homework == ""


def test_long_texts_are_refused_with_the_limit(room):
    with pytest.raises(TooLong) as caught:
        write(room, theme="ы" * 301)
    assert (caught.value.field, caught.value.limit) == ("theme", 300)
    with pytest.raises(TooLong):
        task(room, "ы" * 2001)
    assert task(room, "ы" * 1999 + "\r\n" + "  ").homework == "ы" * 1999
