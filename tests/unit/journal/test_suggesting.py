from __future__ import annotations

from uuid import uuid4

from core.api import now
from journal.api import suggest_topics
from journal.models import LessonEntry
from schedule.api import cancel_lesson
from tests.factories.framework import load_programmes, programme
from tests.factories.journal import next_lesson, write_topic
from tests.factories.library import CURRENT, HEAT

PROCESSES = "Тепловые процессы"


def suggested(lesson) -> list[tuple[str, str]]:
    return [(item.title, item.words) for item in suggest_topics(lesson)]


def test_a_year_begins_with_the_first_topic_of_the_grade(room):
    assert suggested(room.lesson) == [(HEAT, "начало программы")]


def test_a_topic_is_gone_on_with_while_it_has_hours(room, django_assert_max_num_queries):
    write_topic(room.lesson, HEAT)
    later = next_lesson(room)
    with django_assert_max_num_queries(2):
        assert suggested(later) == [
            (HEAT, "продолжить: урок 2 из 7"),
            (PROCESSES, "следующая по программе"),
        ]


def test_a_topic_without_hours_is_left_at_once(room):
    write_topic(room.lesson, PROCESSES)
    assert suggested(next_lesson(room)) == [(CURRENT, "следующая по программе")]


def test_only_former_lessons_of_the_group_that_took_place_count(room):
    write_topic(room.lesson, PROCESSES)
    tomorrow, later = next_lesson(room), next_lesson(room, days=2)
    write_topic(tomorrow, HEAT)
    cancel_lesson(lesson=tomorrow, by=None, now=now())
    write_topic(next_lesson(room, days=3), HEAT)
    assert suggested(later) == [(CURRENT, "следующая по программе")]


def test_a_lost_topic_and_an_unknown_subject_break_nothing(room):
    write_topic(room.lesson, HEAT)
    LessonEntry.objects.update(topic_uuid=uuid4())
    later = next_lesson(room)
    assert suggested(later) == [(HEAT, "начало программы")]
    later.subject_uuid = uuid4()
    assert suggested(later) == []


def test_both_programmes_of_a_subject_may_begin(room, tmp_path):
    load_programmes(tmp_path / "two", programme(), programme(variant="углублённый"))
    found = suggest_topics(room.lesson)
    assert [item.title for item in found] == [HEAT, HEAT]
    assert len({item.path for item in found}) == 2
