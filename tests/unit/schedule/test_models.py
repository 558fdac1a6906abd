"""Each constraint of the timetable, broken once."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction

from schedule.models import Bell, Lesson
from tests.factories.school import make_class, make_lesson, make_school, make_teacher

pytestmark = pytest.mark.django_db


def refused(model, **facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**facts)


def test_bells():
    school = make_school()
    facts = {"school": school, "starts": time(8, 30), "ends": time(9, 15)}
    Bell.objects.create(number=1, **facts)
    refused(Bell, number=1, **facts)
    refused(Bell, number=15, **facts)
    refused(Bell, **{**facts, "ends": time(8, 0)}, number=2)


def test_lessons():
    lesson = make_lesson(room="12")
    facts = {
        "school": lesson.school,
        "group": make_class(lesson.school),
        "teacher": make_teacher(lesson.school),
        "subject_uuid": lesson.subject_uuid,
        "subject_title": "Физика",
        "date": lesson.date,
        "slot": 1,
        "starts_at": lesson.starts_at,
        "ends_at": lesson.ends_at,
    }
    for change in (
        {"group": lesson.group},
        {"teacher": lesson.teacher},
        {"room": "12"},
        {"status": "lost"},
        {"slot": 15},
        {"ends_at": lesson.starts_at - timedelta(minutes=1)},
    ):
        refused(Lesson, **{**facts, **change})
    assert Lesson.objects.create(**{**facts, "group": lesson.group, "status": "cancelled"}).pk
