"""The timetable on the screen: reading, planning, changing, copying."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from core.api import now as clock
from schedule.api import bells_of, get_lesson, week_of
from schedule.models import Lesson
from school.api import school_day
from tests.factories.people import make_user
from tests.factories.school import (
    make_bells,
    make_class,
    make_guardian,
    make_lesson,
    make_pupil,
    make_school,
    make_school_administrator,
    make_subgroup,
    make_teacher,
    some_subject,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(client):
    made = make_school()
    make_bells(made)
    client.force_login(make_school_administrator(made))
    return made


def url(name, *args, query=""):
    return reverse(f"schedule:{name}", args=args) + query


def post(client, name, *args, **data):
    return client.post(url(name, *args), data, follow=True)


def today(school):
    return school_day(school, clock())


def test_a_lesson_is_planned_from_a_cell_and_a_clash_keeps_what_was_typed(client, school):
    group, teacher = make_class(school), make_teacher(school)
    day = today(school)
    address = url("plan", school.uuid, query=f"?group={group.uuid}&date={day}&slot=2")
    form = client.get(address).context["form"]
    assert (form.initial["group"], form.initial["slot"]) == (str(group.uuid), "2")
    facts = {
        "group": str(group.uuid),
        "subject": str(some_subject()),
        "teacher": str(teacher.uuid),
        "date": day.isoformat(),
        "slot": "2",
        "room": "12",
    }
    answer = client.post(address, facts, follow=True)
    lesson = Lesson.objects.get()
    assert lesson.subject_title in answer.content.decode()
    again = client.post(address, {**facts, "room": "13"})
    assert again.context["form"].errors.keys() == {"slot"}
    assert group.title in str(again.context["form"].errors["slot"])
    assert 'value="13"' in again.content.decode()
    other = {**facts, "group": str(make_class(school).uuid)}
    assert client.post(address, other).context["form"].errors.keys() == {"teacher"}
    other["teacher"] = str(make_teacher(school).uuid)
    assert client.post(address, other).context["form"].errors.keys() == {"room"}


def test_a_lesson_is_changed_cancelled_and_restored(client, school):
    lesson = make_lesson(make_class(school))
    facts = {"date": lesson.date.isoformat(), "teacher": str(lesson.teacher.uuid)}
    post(client, "move", lesson.uuid, **facts, slot="3", room="7")
    moved = get_lesson(uuid=lesson.uuid)
    assert (moved.slot, moved.room) == (3, "7")
    post(client, "cancel", lesson.uuid)
    page = client.get(url("group", lesson.group.uuid)).content.decode()
    assert "lesson--cancelled" in page
    back = url("school", school.uuid)
    answer = client.post(url("restore", lesson.uuid), {"next": back})
    assert answer.url == back
    evil = client.post(url("cancel", lesson.uuid), {"next": "//evil.example"})
    assert evil.url.startswith("/timetable/")


def test_a_lesson_that_has_not_begun_is_not_held(client, school):
    lesson = make_lesson(make_class(school), day=today(school) + timedelta(days=7))
    answer = post(client, "hold", lesson.uuid)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    past = make_lesson(make_class(school), day=today(school) - timedelta(days=7))
    post(client, "hold", past.uuid)
    assert get_lesson(uuid=past.uuid).status == "held"


def test_a_week_is_copied_with_a_report(client, school):
    group = make_class(school)
    lesson = make_lesson(group)
    monday = week_of(lesson.date).monday
    make_lesson(group, day=lesson.date + timedelta(days=7))
    facts = {"monday": monday.isoformat(), "weeks": "2", "group": ""}
    answer = client.post(url("copy", school.uuid), facts)
    report = answer.context["report"]
    assert (report.made, len(report.refused)) == (1, 1)
    assert report.refused[0].words in answer.content.decode()


def test_bells_begin_usual_and_faults_stay_on_the_page(client):
    school = make_school()
    client.force_login(make_school_administrator(school))
    assert "empty" in client.get(url("school", school.uuid)).content.decode()
    post(client, "standard_bells", school.uuid)
    assert len(bells_of(school)) == 7
    wrong = {"bell1-starts": "09:00", "bell1-ends": "08:00"}
    assert client.post(url("bells", school.uuid), wrong).context["refused"]
    half = client.post(url("bells", school.uuid), {"bell2-starts": "09:00"})
    assert half.context["forms"][2].errors.keys() == {"ends"}
    good = {"bell1-starts": "09:00", "bell1-ends": "09:40"}
    assert post(client, "bells", school.uuid, **good).status_code == 200
    assert [(bell.number, bell.starts.hour) for bell in bells_of(school)] == [(1, 9)]


def test_everybody_is_led_to_their_own(client, school):
    group, teacher = make_class(school), make_teacher(school)
    pupil = make_pupil(group)
    for person, target in (
        (teacher, url("teacher", school.uuid, teacher.uuid)),
        (pupil, url("group", group.uuid)),
        (make_guardian(pupil), url("group", group.uuid)),
    ):
        client.force_login(person)
        assert client.get(url("mine")).url == target
        assert client.get(target).status_code == 200
    client.force_login(make_user())
    assert client.get(url("mine")).status_code == 200


def test_another_schools_lessons_are_seen_only_in_ones_own_week(client, school):
    teacher = make_teacher(school)
    elsewhere = make_class(make_school())
    make_teacher(elsewhere.school, person=teacher)
    make_lesson(elsewhere, teacher=teacher)
    address = url("teacher", school.uuid, teacher.uuid)
    assert elsewhere.title not in client.get(address).content.decode()
    client.force_login(teacher)
    assert elsewhere.title in client.get(address).content.decode()


def test_an_address_with_nonsense_shows_the_present_week(client, school):
    group = make_class(school)
    for text in ("нет", "0001-01-01", "9999-12-31", "2026-13-01"):
        assert client.get(url("group", group.uuid), {"week": text}).status_code == 200
        assert client.get(url("school", school.uuid), {"day": text}).status_code == 200


def test_pages_cost_the_same_with_more_lessons(client, school, django_assert_max_num_queries):
    group = make_class(school)
    counts = []
    for slot in (1, 2, 3):
        make_lesson(group, slot=slot)
        make_lesson(make_subgroup(group), slot=4)
        for address in (url("group", group.uuid), url("school", school.uuid)):
            with django_assert_max_num_queries(14) as counted:
                assert client.get(address).status_code == 200
            counts.append(len(counted))
    assert counts[0::2] == [counts[0]] * 3
    assert counts[1::2] == [counts[1]] * 3


def test_rest_gives_ones_own_week_and_that_of_a_group(client, school):
    group = make_class(school)
    lesson, pupil = make_lesson(group), make_pupil(group)
    make_lesson(make_class(school))
    for person in (pupil, lesson.teacher):
        client.force_login(person)
        answer = client.get("/api/v1/schedule/week").json()
        assert [row["uuid"] for row in answer["lessons"]] == [str(lesson.uuid)]
    asked = client.get(f"/api/v1/schedule/week?group={group.uuid}&day={lesson.date}").json()
    assert len(asked["lessons"]) == 1
    client.force_login(make_pupil(make_class(school)))
    assert client.get(f"/api/v1/schedule/week?group={group.uuid}").status_code == 404
    assert client.get("/api/v1/schedule/week?day=0001-01-01").status_code == 422
