"""Each constraint of notices, broken once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.api import now
from notices.models import Digest, MailChoice, MailSettings, Notice
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def refused(model, **facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**facts)


def test_notices():
    person, moment = make_user(), now()
    digest = Digest.objects.create(person=person, day=date(2026, 9, 1), created_at=moment)
    facts = {"recipient": person, "code": "tests.decided", "created_at": moment}
    Notice.objects.create(**facts, dedupe="once")
    for change in (
        {"dedupe": "once"},
        {"url": "https://elsewhere.example/"},
        {"url": "//elsewhere.example/"},
        {"digest": digest, "mail_at": moment},
    ):
        refused(Notice, **{**facts, **change})
    assert Notice.objects.create(**facts).pk
    assert Notice.objects.create(**facts).pk


def test_digests():
    person, moment = make_user(), now()
    facts = {"person": person, "day": date(2026, 9, 1), "created_at": moment}
    for change in (
        {"state": "lost"},
        {"state": "sent"},
        {"sent_at": moment},
        {"state": "sending"},
        {"lease_until": moment},
    ):
        refused(Digest, **{**facts, **change})
    Digest.objects.create(**facts)
    refused(Digest, **facts)


def test_choices_about_mail():
    person = make_user()
    refused(MailSettings, person=person, hour=24)
    refused(MailChoice, person=person, group="tests", frequency="hourly")
    MailChoice.objects.create(person=person, group="tests", frequency="off")
    refused(MailChoice, person=person, group="tests", frequency="daily")
