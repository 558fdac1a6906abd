from __future__ import annotations

from datetime import timedelta

import pytest

from notices.api import mark_all_read, purge_notices
from notices.models import Digest, Notice
from tests.factories.notices import tell
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_read_notices_go_after_a_season_unread_ones_after_a_year(now):
    reader, other = make_user(), make_user()
    tell(reader, other, now=now)
    mark_all_read(by=reader, now=now + timedelta(days=10))
    Digest.objects.create(person=other, day=now.date(), state="sent", sent_at=now, created_at=now)

    assert purge_notices(now=now + timedelta(days=95)) == 0
    assert not Digest.objects.exists()
    assert purge_notices(now=now + timedelta(days=101)) == 1
    assert Notice.objects.get().recipient == other
    assert purge_notices(now=now + timedelta(days=366)) == 1
