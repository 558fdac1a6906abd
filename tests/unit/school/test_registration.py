"""What ``school`` asks of the packages below."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_head,
    make_pupil,
    make_school,
    make_school_administrator,
    make_teacher,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_head, make_school_administrator])
def test_leaders_of_a_school_work_only_with_a_second_factor(client, settings, make):
    settings.SECOND_FACTOR = "required"
    client.force_login(make(make_school()))

    answer = client.get(reverse("school:schools"))

    assert answer.status_code == 302
    assert "/people/me/security/" in answer.url


def test_teachers_pupils_and_readers_need_none(client, settings):
    settings.SECOND_FACTOR = "required"
    school = make_school()
    for person in (make_teacher(school), make_pupil(make_class(school)), make_user()):
        client.force_login(person)
        assert client.get("/people/me/").status_code == 200
