from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.api import now
from journal.api import set_homework, write_week
from journal.data import AT_HOME
from schedule.api import cancel_lesson
from school.api import end_guardianship
from school.models import Guardianship
from tests.factories.journal import (
    block,
    make_classroom,
    next_lesson,
    put_on,
    withdraw,
    write_topic,
)
from tests.factories.library import publish_on
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_class_teacher,
    make_guardian,
    make_head,
    make_pupil,
    make_school_administrator,
    make_teacher,
)


def sign_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(person, tail: str = "", status: int = 200) -> str:
    response = sign_in(person).get(f"/diary/{tail}")
    assert response.status_code == status, response.status_code
    return response.content.decode()


def test_a_pupil_opens_the_pinned_version_and_finds_the_way_back(room):
    version = publish_on(title="Тренажёр")
    write_topic(room.lesson, theme="Закон Ома")
    set_homework(lesson=room.lesson, homework="Читать § 12\nУпр. 3", by=room.teacher, now=now())
    put_on(room.lesson, version, AT_HOME)
    html = page(room.pupil)
    for words in ("Закон Ома", "Читать § 12<br>Упр. 3", "Тренажёр", "08:30", "сегодня"):
        assert words in html
    link = f"/objects/{version.object_uuid}/v/1/?back=/diary/"
    assert f'href="{link}"' in html
    opened = sign_in(room.pupil).get(link).content.decode()
    assert 'href="/diary/"' in opened
    assert "Вернуться в дневник" in opened


def test_nobody_else_is_shown_a_way_back_or_a_foreign_address(room):
    version = publish_on()
    address = f"/objects/{version.object_uuid}/v/1/"
    assert "Вернуться в дневник" not in Client().get(f"{address}?back=/diary/").content.decode()
    client = sign_in(room.pupil)
    for back in ("//evil.example/diary/", "https://evil.example/", "/account/login/", "/nowhere/"):
        html = client.get(address, {"back": back}).content.decode()
        assert "way-back" not in html
        assert "evil" not in html.split("<main")[1].split("</main>")[0]


def test_withdrawn_material_and_cancelled_lesson_are_shown_as_such(room):
    version = publish_on(title="Тренажёр")
    material = put_on(room.lesson, version, AT_HOME)
    withdraw(version)
    html = page(room.pupil)
    assert f"/lessons/materials/{material.uuid}/" in html
    assert f"/objects/{version.object_uuid}" not in html
    set_homework(lesson=room.lesson, homework="Читать § 12", by=room.teacher, now=now())
    cancel_lesson(lesson=room.lesson, by=None, now=now())
    html = page(room.pupil)
    assert "lesson-row--cancelled" in html
    assert "Читать § 12" not in html


def test_a_family_never_meets_what_is_blocked(room):
    version = publish_on(title="Опасный опыт")
    put_on(room.lesson, version, AT_HOME)
    block(version)
    for person in (room.pupil, room.guardian):
        assert "Опасный опыт" not in page(person)


def test_weeks_follow_each_other_and_empty_ones_help(room):
    day = room.lesson.date
    this, before, after = (write_week(day + timedelta(days=shift)) for shift in (0, -7, 7))
    html = page(room.pupil, f"{this}/")
    assert f'href="/diary/{before}/"' in html
    assert f'href="/diary/{after}/"' in html
    html = page(room.pupil, f"{after}/")
    assert "На этой неделе уроков нет" in html
    assert 'href="/diary/"' in html
    for wrong in ("2026-W60", "today"):
        page(room.pupil, f"{wrong}/", 404)


def test_a_guardian_sees_all_children_together_and_each_alone(room):
    far = make_classroom(time_zone="Asia/Yekaterinburg")
    make_guardian(far.pupil, person=room.guardian)
    html = page(room.guardian)
    assert "Все вместе" in html
    assert "по времени школы, UTC+5" in html
    assert html.count(">08:30</time>") == 2  # each by the clock of its own school
    for lesson in (room.lesson, far.lesson):
        assert f"/lessons/{lesson.uuid}/" in html
    html = page(room.guardian, f"of/{far.pupil.uuid}/")
    assert f"/lessons/{far.lesson.uuid}/" in html
    assert f"/lessons/{room.lesson.uuid}/" not in html
    assert f"/diary/of/{room.pupil.uuid}/" in html
    week = write_week(far.lesson.date)
    html = page(room.guardian, f"of/{far.pupil.uuid}/{week}/")
    assert f"/diary/of/{room.pupil.uuid}/{week}/" in html


def test_who_answers_no_more_sees_no_more(room):
    other = make_pupil(room.group)
    make_guardian(other, person=room.guardian)
    guardianship = Guardianship.objects.get(guardian=room.guardian, pupil=room.pupil)
    yesterday = room.lesson.date - timedelta(days=1)
    end_guardianship(guardianship=guardianship, until=yesterday, by=None, now=now())
    page(room.guardian, f"of/{room.pupil.uuid}/", 404)
    page(room.guardian, f"of/{other.uuid}/")
    assert "Все вместе" not in page(room.guardian)


def test_class_teacher_and_leaders_read_a_pupils_diary(room):
    readers = (
        make_class_teacher(room.group),
        make_head(room.school),
        make_school_administrator(room.school),
    )
    for reader in readers:
        html = page(reader, f"of/{room.pupil.uuid}/")
        assert f"/lessons/{room.lesson.uuid}/" in html
        assert "так, как его видит семья" in html
        page(reader, status=403)


def test_another_school_of_the_pupil_stays_that_schools_own(room):
    far = make_classroom()
    make_pupil(far.group, person=room.pupil)
    address = f"of/{room.pupil.uuid}/{write_week(room.lesson.date)}/"
    rest = f"/api/v1/diary/week?pupil={room.pupil.uuid}&week={write_week(room.lesson.date)}"
    for reader in (make_head(room.school), make_class_teacher(room.group)):
        html = page(reader, address)
        assert f"/lessons/{room.lesson.uuid}/" in html
        assert str(far.lesson.uuid) not in html
        assert str(far.lesson.uuid) not in sign_in(reader).get(rest).content.decode()
    for reader in (room.pupil, room.guardian):
        assert f"/lessons/{far.lesson.uuid}/" in page(reader, address)


def test_to_others_the_diary_does_not_exist(room):
    elsewhere = make_classroom()
    strangers = (
        make_user("author"),
        make_user("administrator"),
        make_teacher(room.school),
        room.teacher,
        make_pupil(room.group),
        make_class_teacher(make_class(room.school)),
        elsewhere.guardian,
        make_head(elsewhere.school),
    )
    for stranger in strangers:
        page(stranger, f"of/{room.pupil.uuid}/", 404)
    page(make_user("author"), status=403)
    for tail in ("", f"of/{room.pupil.uuid}/"):
        assert Client().get(f"/diary/{tail}").status_code == 302


def test_a_former_pupil_keeps_the_old_weeks(room):
    graduate = make_pupil(room.group, until=room.lesson.date)
    later = write_week(room.lesson.date + timedelta(days=28))
    assert "На этой неделе уроков нет" in page(graduate, f"{later}/")
    assert f"/lessons/{room.lesson.uuid}/" in page(graduate)


@pytest.mark.parametrize("number", [1, 6])
def test_the_page_costs_the_same_for_any_number(room, number, django_assert_max_num_queries):
    for place in range(number):
        room_of_child = make_classroom()
        make_guardian(room_of_child.pupil, person=room.guardian)
        lesson = next_lesson(room_of_child, days=0, slot=2)
        write_topic(lesson)
        put_on(lesson, publish_on(title=f"Материал {place}"), AT_HOME)
    client = sign_in(room.guardian)
    with django_assert_max_num_queries(14):
        assert client.get("/diary/").status_code == 200


def test_the_navigation_leads_families_and_teachers_to_their_page(room):
    diary, lessons = reverse("diary:week"), reverse("journal:week")
    family = sign_in(room.guardian).get("/").content.decode()
    assert f'href="{diary}"' in family
    assert f'href="{lessons}"' not in family
    teacher = sign_in(room.teacher).get("/").content.decode()
    assert f'href="{lessons}"' in teacher
    assert f'href="{diary}"' not in teacher


def test_the_year_turns_in_iso_weeks(room):
    html = page(room.pupil, f"{write_week(date(2027, 1, 1))}/")
    assert 'href="/diary/2027-W01/"' in html


def test_namesakes_are_told_apart(room):
    other = make_pupil(room.group)
    make_guardian(other, person=room.guardian)
    html = page(room.guardian)
    assert f">{room.pupil.full_name}</a>" in html
    type(other).objects.filter(pk=other.pk).update(first_name="Ёлка")
    html = page(room.guardian)
    assert ">Ёлка</a>" in html
    assert f">{room.pupil.full_name}</a>" not in html
