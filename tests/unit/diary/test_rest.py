from __future__ import annotations

from django.test import Client

from core.api import now
from journal.api import set_homework, write_week
from journal.data import AT_HOME
from schedule.api import cancel_lesson
from tests.factories.journal import make_classroom, put_on, write_topic
from tests.factories.library import publish_on
from tests.factories.people import make_user
from tests.factories.school import make_guardian, make_head


def ask(person, **query):
    client = Client()
    if person:
        client.force_login(person)
    return client.get("/api/v1/diary/week", query)


def test_a_guardian_gets_all_children_or_one(room):
    far = make_classroom(time_zone="Asia/Yekaterinburg")
    make_guardian(far.pupil, person=room.guardian)
    version = publish_on(title="Тренажёр")
    write_topic(far.lesson, theme="Закон Ома")
    put_on(far.lesson, version, AT_HOME)
    found = ask(room.guardian).json()
    assert found["week"] == write_week(room.lesson.date)
    assert len(found["pupils"]) == 2
    (child,) = ask(room.guardian, pupil=far.pupil.uuid).json()["pupils"]
    (lesson,) = child["lessons"]
    assert lesson["theme"] == "Закон Ома"
    assert lesson["starts_at"].endswith("T08:30:00+05:00")
    assert lesson["materials"][0]["url"] == f"/objects/{version.object_uuid}/v/1/"


def test_the_rights_are_those_of_the_page(room):
    assert ask(None).status_code == 401
    assert ask(make_user("author")).status_code == 404
    assert ask(make_head(room.school), pupil=room.pupil.uuid).status_code == 200
    assert ask(room.teacher, pupil=room.pupil.uuid).status_code == 404
    assert ask(make_classroom().guardian, pupil=room.pupil.uuid).status_code == 404


def test_weeks_are_checked(room):
    assert ask(room.pupil, week="2026-W01").json()["monday"] == "2025-12-29"
    for wrong in ("2026-W60", "now"):
        assert ask(room.pupil, week=wrong).status_code == 422


def test_a_cancelled_lesson_asks_nothing_of_the_family(room):
    set_homework(lesson=room.lesson, homework="§ 12", by=room.teacher, now=now())
    put_on(room.lesson, publish_on(title="Тренажёр"), AT_HOME)
    cancel_lesson(lesson=room.lesson, by=None, now=now())

    (child,) = ask(room.pupil).json()["pupils"]

    (lesson,) = child["lessons"]
    assert (lesson["status"], lesson["homework"], lesson["materials"]) == ("cancelled", "", [])
