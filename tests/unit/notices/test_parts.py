from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from accounts.api import erase_person, merge_people
from core.api import now
from notices.api import mark_all_read
from notices.models import Digest, MailChoice, MailSettings, Notice
from notices.parts import describe_erasure, describe_merge
from tests.factories.notices import DECISIONS, tell
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_merge_moves_what_the_other_was_not_told_too():
    kept, gone = make_user(), make_user()
    tell(kept, gone, dedupe="both")
    tell(gone, title="Только второму")
    mark_all_read(by=kept, now=now())
    for person, frequency in ((kept, "off"), (gone, "weekly")):
        MailSettings.objects.create(person=person)
        MailChoice.objects.create(person=person, group=DECISIONS, frequency=frequency)
    sent = Digest.objects.create(
        person=gone, day=date(2026, 9, 1), state="sent", sent_at=now(), created_at=now()
    )
    waiting = Digest.objects.create(person=gone, day=date(2026, 9, 2), created_at=now())
    told = tell(gone, title="В ушедшем письме")
    Notice.objects.filter(pk=told.pk).update(digest=sent, mail_at=None)
    untold = tell(gone, title="В письме, которое не ушло")
    Notice.objects.filter(pk=untold.pk).update(digest=waiting, mail_at=None)
    with translation.override("ru"):
        assert describe_merge(gone) == ["4 уведомления переходят."]

    merge_people(kept=kept, gone=gone, by=None, now=now())

    assert Notice.objects.filter(recipient=kept).count() == 4
    assert Notice.objects.filter(recipient=kept, read_at=None).count() == 3
    assert MailChoice.objects.get().frequency == "off"
    assert not Digest.objects.exists()
    assert Notice.objects.get(pk=told.pk).mail_at is None
    assert Notice.objects.get(pk=untold.pk).mail_at is not None


def test_an_erasure_leaves_nothing():
    person, other = make_user(), make_user()
    tell(person, other)
    MailSettings.objects.create(person=person)
    MailChoice.objects.create(person=person, group=DECISIONS, frequency="off")
    Digest.objects.create(person=person, day=date(2026, 9, 1), created_at=now())
    with translation.override("ru"):
        assert describe_erasure(person) == ["1 уведомление удаляется."]

    erase_person(user=person, by=None, now=now())

    assert list(Notice.objects.values_list("recipient", flat=True)) == [other.pk]
    assert not any(model.objects.exists() for model in (MailSettings, MailChoice, Digest))
