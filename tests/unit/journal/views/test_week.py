from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from core.api import now
from journal.api import write_week
from journal.data import AT_HOME
from schedule.api import cancel_lesson
from tests.factories.journal import next_lesson, put_on, write_topic
from tests.factories.library import publish_on
from tests.factories.people import make_user
from tests.factories.school import make_guardian


def week_page(person, tail: str = "", status: int = 200) -> str:
    client = Client()
    client.force_login(person)
    response = client.get(f"/lessons/{tail}")
    assert response.status_code == status
    return response.content.decode()


def test_the_week_says_what_lessons_lack(room):
    assert "1 уроку не хватает" in week_page(room.teacher)
    write_topic(room.lesson, theme="Закон Ома")
    page = week_page(room.teacher)
    assert "нет материалов" in page
    assert "нет темы" not in page
    put_on(room.lesson, publish_on(), AT_HOME)
    page = week_page(room.teacher)
    assert "У всех уроков недели есть" in page
    assert f"/lessons/{room.lesson.uuid}/" in page
    assert "Закон Ома" in page
    assert "сегодня" in page


def test_a_cancelled_lesson_lacks_nothing(room):
    cancel_lesson(lesson=room.lesson, by=None, now=now())
    page = week_page(room.teacher)
    assert "отменён" in page
    assert "нет темы" not in page


def test_weeks_follow_each_other_in_iso_addresses(room):
    day = room.lesson.date
    this, before, after = (write_week(day + timedelta(days=shift)) for shift in (0, -7, 7))
    page = week_page(room.teacher, f"week/{this}/")
    assert f"/lessons/week/{before}/" in page
    assert f"/lessons/week/{after}/" in page
    assert f"/lessons/{room.lesson.uuid}/" in page
    page = week_page(room.teacher, f"week/{after}/")
    assert "На этой неделе уроков нет" in page
    assert "Эта неделя" in page
    for wrong in ("2026-W60", "today", "2026-48"):
        week_page(room.teacher, f"week/{wrong}/", 404)


def test_only_staff_has_lessons(room):
    for stranger in (room.pupil, room.guardian, make_user("author"), make_user("administrator")):
        week_page(stranger, status=403)
    assert Client().get("/lessons/").status_code == 302


@pytest.mark.parametrize("number", [1, 6])
def test_the_week_costs_the_same_for_any_number(room, number, django_assert_max_num_queries):
    make_guardian(room.pupil)
    monday = -room.lesson.date.weekday()
    for place in range(number):
        lesson = next_lesson(room, days=monday + place % 5, slot=3 + place // 5)
        write_topic(lesson)
        put_on(lesson, publish_on())
    client = Client()
    client.force_login(room.teacher)
    with django_assert_max_num_queries(10):
        assert client.get("/lessons/").status_code == 200
