from __future__ import annotations

from django.test import Client

from core.api import now
from journal.api import set_homework
from journal.data import AT_HOME
from tests.factories.journal import make_classroom, put_on, write_topic
from tests.factories.library import CURRENT, publish_on, topic


def ask(person, lesson):
    client = Client()
    if person:
        client.force_login(person)
    return client.get(f"/api/v1/lessons/{lesson.uuid}")


def test_a_lesson_is_given_to_those_who_may_see_it(room):
    version = publish_on(title="Опыт")
    write_topic(room.lesson, theme="Закон Ома")
    set_homework(lesson=room.lesson, homework="§ 12", by=room.teacher, now=now())
    put_on(room.lesson, version, AT_HOME)
    for reader in (room.teacher, room.pupil, room.guardian):
        found = ask(reader, room.lesson).json()
        assert found["topic_uuid"] == str(topic(CURRENT))
        assert (found["theme"], found["homework"], found["status"]) == (
            "Закон Ома",
            "§ 12",
            "planned",
        )
        assert found["starts_at"].endswith("08:30:00+03:00")
        (material,) = found["materials"]
        assert material["url"] == f"/objects/{version.object_uuid}/v/1/"
        assert (material["version"], material["purpose"]) == (1, AT_HOME)


def test_to_others_it_does_not_exist(room):
    assert ask(None, room.lesson).status_code == 401
    assert ask(make_classroom().guardian, room.lesson).status_code == 404
