from __future__ import annotations

import pytest
from django.test import Client

from core.api import now
from journal.api import remove_material
from journal.data import AT_HOME
from tests.factories.journal import (
    block,
    bring_back,
    next_lesson,
    put_on,
    withdraw,
)
from tests.factories.library import publish_on
from tests.factories.people import make_user
from tests.factories.school import make_class, make_pupil


def sign_in(person):
    client = Client()
    client.force_login(person)
    return client


pytestmark = pytest.mark.django_db


def kept(material):
    return f"/lessons/materials/{material.uuid}/"


def test_the_class_goes_on_reading_what_was_retired(room):
    version = publish_on(title="Опыт")
    material = put_on(room.lesson, version, AT_HOME)
    withdraw(version, "Устарел")
    for reader in (room.teacher, room.pupil, room.guardian):
        page = sign_in(reader).get(kept(material))
        assert page.status_code == 200
        assert "Устарел" in page.content.decode()
    stranger = make_pupil(make_class(room.school))
    assert sign_in(stranger).get(kept(material)).status_code == 404
    assert sign_in(make_user("author")).get(kept(material)).status_code == 404
    assert Client().get(kept(material)).status_code == 302


def test_what_is_blocked_or_off_the_lesson_is_not_there(room):
    version = publish_on()
    material = put_on(room.lesson, version)
    block(version)
    assert sign_in(room.teacher).get(kept(material)).status_code == 404
    bring_back(version)
    answer = sign_in(room.teacher).get(kept(material))
    assert answer["Location"] == f"/objects/{version.object_uuid}/v/1/"
    remove_material(material=material, by=room.teacher, now=now())
    assert sign_in(room.teacher).get(kept(material)).status_code == 404


def test_a_teacher_sees_the_own_lessons_that_use_it(room):
    version = publish_on(title="Опыт")
    put_on(next_lesson(room), version)
    put_on(next_lesson(room, days=2), version)
    block(version)
    address = f"/lessons/with/{version.object_uuid}/"
    page = sign_in(room.teacher).get(address).content.decode()
    assert page.count("lesson-row__what") == 2
    assert "Заблокирован институтом" in page
    other = sign_in(room.pupil).get(address)
    assert other.status_code == 403
