from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from accounts.api import may
from tests.factories.people import make_user


def test_pupils_and_guardians_keep_a_diary(room):
    assert may(room.pupil, "diary.keep")
    assert may(room.guardian, "diary.keep")
    for other in (room.teacher, make_user("author"), AnonymousUser()):
        assert not may(other, "diary.keep")
