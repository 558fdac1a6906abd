from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from core.api import now, pending
from journal.api import remove_material, tell_teachers
from journal.data import AT_HOME
from notices.models import Notice
from schedule.api import cancel_lesson
from tests.factories.journal import (
    block,
    bring_back,
    next_lesson,
    publish_again,
    put_on,
    withdraw,
)
from tests.factories.library import publish_on
from tests.factories.school import make_teacher

pytestmark = pytest.mark.django_db


def told(person):
    rows = Notice.objects.filter(recipient=person).order_by("id")
    return [
        (row.code.removeprefix("journal.material_"), row.data["number"], row.url) for row in rows
    ]


def test_a_teacher_is_told_once_with_the_way_to_the_lesson(room):
    version = publish_on(title="Опыт")
    lesson = next_lesson(room)
    put_on(lesson, version)
    put_on(lesson, version, AT_HOME)
    block(version)
    assert tell_teachers(now=now()) == 1
    assert tell_teachers(now=now()) == 0
    assert told(room.teacher) == [("blocked", 1, f"/lessons/{lesson.uuid}/")]
    assert pending(consumer="journal", limit=10) == []


def test_several_lessons_make_one_notice_with_their_list(room):
    version = publish_on()
    colleague = make_teacher(room.school)
    put_on(next_lesson(room), version)
    put_on(next_lesson(room, days=2), version)
    put_on(next_lesson(room, days=3, teacher=colleague), version)
    withdraw(version)
    tell_teachers(now=now())
    assert told(room.teacher) == [("retired", 2, f"/lessons/with/{version.object_uuid}/")]
    assert [line[:2] for line in told(colleague)] == [("retired", 1)]
    bring_back(version)
    tell_teachers(now=now())
    assert [line[0] for line in told(room.teacher)] == ["retired", "restored"]


def test_a_new_version_of_what_was_withdrawn_is_a_return_too(room):
    version = publish_on()
    put_on(next_lesson(room), version)
    withdraw(version)
    publish_again(version)
    tell_teachers(now=now())
    assert [line[0] for line in told(room.teacher)] == ["retired", "restored"]


def test_lessons_that_are_over_cancelled_or_without_it_ask_nobody(room):
    version = publish_on()
    put_on(next_lesson(room, days=-1), version)
    put_on(next_lesson(room, days=-9), version, AT_HOME)
    cancelled, removed = next_lesson(room, days=1), next_lesson(room, days=2)
    put_on(cancelled, version)
    cancel_lesson(lesson=cancelled, by=None, now=now())
    remove_material(material=put_on(removed, version), by=room.teacher, now=now())
    withdraw(version)
    tell_teachers(now=now())
    assert told(room.teacher) == []


def test_homework_of_the_last_days_still_counts(room):
    version = publish_on()
    lesson = next_lesson(room, days=-2)
    put_on(lesson, version, AT_HOME)
    block(version)
    tell_teachers(now=now())
    assert [line[0] for line in told(room.teacher)] == ["blocked"]


def test_the_number_of_teachers_costs_no_queries(room, django_assert_max_num_queries):
    version = publish_on()
    for number in range(5):
        teacher = make_teacher(room.school)
        put_on(next_lesson(room, days=number + 1, teacher=teacher), version)
    withdraw(version)
    with django_assert_max_num_queries(14):
        tell_teachers(now=now() - timedelta(minutes=1))
    assert Notice.objects.count() == 5


def test_the_command_says_how_much_it_told(room):
    withdraw(publish_on())
    said = StringIO()
    call_command("tell_teachers", stdout=said)
    assert "1 withdrawals" in said.getvalue()
