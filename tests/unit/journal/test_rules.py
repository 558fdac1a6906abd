from __future__ import annotations

from datetime import timedelta

from accounts.api import may
from core.api import now
from school.api import end_membership
from school.models import Membership
from tests.factories.journal import next_lesson
from tests.factories.school import make_head, make_lesson, make_school_administrator, make_teacher


def test_who_left_the_staff_before_the_lesson_does_not_write(room):
    tomorrow = next_lesson(room, days=1)
    assert may(room.teacher, "journal.edit", tomorrow)
    membership = Membership.objects.get(person=room.teacher)
    end_membership(membership=membership, until=room.lesson.date, by=None, now=now())
    fresh = type(room.teacher).objects.get(pk=room.teacher.pk)
    assert may(fresh, "journal.edit", room.lesson)
    assert not may(fresh, "journal.edit", tomorrow)


def test_leaders_read_and_a_head_who_teaches_writes(room):
    head, administrator = make_head(room.school), make_school_administrator(room.school)
    for leader in (head, administrator):
        assert may(leader, "journal.see", room.lesson)
        assert not may(leader, "journal.edit", room.lesson)
    own = make_lesson(room.group, teacher=head, day=room.lesson.date + timedelta(days=1), slot=2)
    assert may(head, "journal.edit", own)


def test_a_teacher_of_two_schools_writes_in_each_their_own(room):
    assert not may(make_teacher(room.school), "journal.edit", room.lesson)
    assert may(room.teacher, "journal.teach")
    assert not may(room.pupil, "journal.teach")


def test_leaders_begin_with_their_school_and_teachers_with_their_lessons(room, client):
    head, administrator = make_head(room.school), make_school_administrator(room.school)
    for leader in (head, administrator):
        assert not may(leader, "journal.have_lessons")
        assert may(leader, "school.lead")
        client.force_login(leader)
        assert client.get("/timetable/").url == f"/timetable/schools/{room.school.uuid}/"
    assert may(room.teacher, "journal.have_lessons")
    assert not may(room.teacher, "school.lead")
    make_teacher(room.school, person=head)
    assert may(head, "journal.have_lessons")
