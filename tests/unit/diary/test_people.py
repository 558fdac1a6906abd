"""Whose diary somebody opens, by the calendar of the pupil's own school."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from diary.people import pupils_for
from school.api import end_guardianship
from school.models import Guardianship
from tests.factories.journal import make_classroom
from tests.factories.school import make_guardian

# In Moscow half past eleven in the evening of the 1st, in Kamchatka the morning of the 2nd.
MOMENT = datetime(2026, 9, 1, 20, 30, tzinfo=UTC)


def test_a_guardian_begins_and_ends_with_the_day_of_the_school(db):
    far = make_classroom(time_zone="Asia/Kamchatka")
    fresh = make_guardian(far.pupil, since=date(2026, 9, 2))
    assert pupils_for(fresh, now=MOMENT) == [far.pupil]
    assert pupils_for(fresh, now=MOMENT - timedelta(days=1)) == []

    guardianship = Guardianship.objects.get(guardian=far.guardian, pupil=far.pupil)
    end_guardianship(guardianship=guardianship, until=date(2026, 9, 1), by=None, now=MOMENT)
    left = type(far.guardian).objects.get(pk=far.guardian.pk)
    assert pupils_for(left, now=MOMENT - timedelta(days=1)) == [far.pupil]
    assert pupils_for(left, now=MOMENT) == []
