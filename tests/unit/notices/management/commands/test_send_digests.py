from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.api import User
from core.api import now
from tests.factories.notices import tell
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_one_pass_sends_and_says_how_many(capsys):
    person = make_user()
    User.objects.filter(pk=person.pk).update(email="person@example.org")
    tell(person, now=now() - timedelta(days=5))

    call_command("send_digests")

    assert "1 made, 1 sent; old notices: 0" in capsys.readouterr().out
    assert len(mail.outbox) == 1
