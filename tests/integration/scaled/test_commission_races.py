"""The last place of a call on PostgreSQL, where writers do not queue."""

from __future__ import annotations

import pytest
from django.db import connection

from learning_objects.api import get_object, save_draft
from learning_objects.data import TopicRef
from moderation.api import apply_for, cancel_commission, get_commission, get_taking, submit
from moderation.commissions.data import OCCUPYING
from moderation.models import Commission, Taking
from tests.factories.commissions import make_call, make_taking
from tests.factories.framework import load_programmes
from tests.factories.library import topic
from tests.factories.moderation import scenario_draft
from tests.factories.people import make_user

pytestmark = [
    pytest.mark.scaled,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL: make test-scaled"),
]


def test_the_last_places_are_taken_once(now, at_once, tmp_path):
    load_programmes(tmp_path)
    call = make_call(now=now, first_come=True, places=3)
    authors = [make_user("author") for _ in range(12)]

    def take(author):
        return lambda: apply_for(
            commission=get_commission(uuid=call.uuid), plan="", by=author, now=now
        )

    answers = at_once([take(author) for author in authors])
    assert sum(isinstance(answer, Taking) for answer in answers) == 3, answers
    assert {type(answer).__name__ for answer in answers} <= {
        "Taking",
        "TransitionRefused",
        "NoPlace",
    }
    assert Commission.objects.get().taken == 3
    assert Taking.objects.filter(state__in=OCCUPYING).count() == 3


def test_cancelling_and_sending_at_once_leave_one_truth(now, at_once, tmp_path):
    load_programmes(tmp_path)
    author = make_user("author")
    call = make_call(now=now)
    taking = make_taking(call, by=author, now=now, begun=True)
    draft = scenario_draft(topics=[TopicRef(topic())])
    save_draft(learning_object=taking.learning_object, draft=draft, by=author, now=now)

    def cancel():
        found = get_commission(uuid=call.uuid)
        cancel_commission(commission=found, reason="Ушло.", by=found.created_by, now=now)

    def send():
        fresh = get_object(uuid=taking.learning_object.uuid)
        return submit(learning_object=fresh, by=author, now=now)

    answers = at_once([cancel, send])
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    state, taken = get_taking(uuid=taking.uuid).state, Commission.objects.get().taken
    assert (state, taken) in {("revoked", 0), ("submitted", 1)}
