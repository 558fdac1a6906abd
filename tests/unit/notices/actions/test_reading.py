from __future__ import annotations

from datetime import timedelta

import pytest

from core.api import now
from notices.api import mark_all_read, mark_read, mark_unread, undo_reading, unread_count
from notices.models import Notice
from tests.factories.notices import tell
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_person_reads_their_own_notices_only():
    person, stranger = make_user(), make_user()
    own, other = tell(person), tell(stranger)

    assert mark_read(uuids=[own.uuid, other.uuid], by=person, now=now()) == 1
    assert unread_count(person) == 0
    assert unread_count(stranger) == 1
    assert mark_unread(uuids=[own.uuid, other.uuid], by=stranger) == 0
    assert mark_all_read(by=person, now=now()) == 0
    assert unread_count(stranger) == 1


def test_reading_twice_keeps_the_first_moment():
    person = make_user()
    notice, moment = tell(person), now()

    mark_read(uuids=[notice.uuid], by=person, now=moment)
    again = mark_read(uuids=[notice.uuid], by=person, now=moment + timedelta(hours=1))

    assert again == 0
    assert abs(Notice.objects.get().read_at - moment) < timedelta(milliseconds=1)


def test_taking_back_touches_nothing_that_was_read_before():
    person, moment = make_user(), now()
    before, one, other = tell(person), tell(person), tell(person)
    mark_read(uuids=[before.uuid], by=person, now=moment - timedelta(minutes=1))

    assert mark_all_read(by=person, now=moment) == 2
    assert undo_reading(by=make_user(), moment=moment) == 0
    assert undo_reading(by=person, moment=moment) == 2
    new = set(Notice.objects.filter(read_at=None).values_list("uuid", flat=True))
    assert new == {one.uuid, other.uuid}
