from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.api import now as clock
from moderation.models import Submission
from tests.factories.moderation import make_submission
from tests.factories.people import make_user
from tests.unit.moderation.test_queries import fill_queue

pytestmark = pytest.mark.django_db
QUEUE = reverse("moderation:queue")


@pytest.fixture
def expert(client):
    person = make_user("moderator")
    client.force_login(person)
    return person


def test_strangers_are_asked_to_sign_in_and_others_refused(client):
    assert client.get(QUEUE).status_code == 302
    for roles in [("author",), ("administrator",), ()]:
        client.force_login(make_user(*roles))
        assert client.get(QUEUE).status_code == 403
        assert client.post(reverse("moderation:claim_next")).status_code == 403


def test_the_queue_lists_what_waits(client, expert):
    submission = make_submission(now=clock(), title="Ёлка и звёзды")
    page = client.get(QUEUE).content.decode()
    assert "Ёлка и звёзды" in page
    assert reverse("moderation:submission", args=[submission.uuid]) in page


def test_filters_come_from_the_address_and_nonsense_is_left_out(client, expert):
    make_submission(now=clock(), title="Ёлка")
    make_submission(now=clock(), title="Сосна")
    page = client.get(QUEUE, {"text": "ЕЛКА", "which": "all"}).content.decode()
    assert "Ёлка" in page
    assert "Сосна" not in page
    nonsense = {"which": "zzz", "subject": "1", "grade": "x", "kind": "y", "page": "99"}
    assert "Сосна" in client.get(QUEUE, nonsense).content.decode()


def test_an_empty_queue_says_so(client, expert):
    assert client.get(QUEUE, {"which": "mine"}).status_code == 200
    answer = client.post(reverse("moderation:claim_next"), follow=True)
    assert answer.redirect_chain[-1][0] == QUEUE


def test_taking_the_next_one_opens_it(client, expert):
    submission = make_submission(now=clock())
    answer = client.post(reverse("moderation:claim_next"))
    assert answer.url == reverse("moderation:submission", args=[submission.uuid])
    assert Submission.objects.get().claimed_by == expert


def test_the_page_costs_the_same_at_any_length(client, expert):
    numbers = []
    client.get(QUEUE)
    for size in (10, 9_990):
        fill_queue(clock(), size)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(QUEUE).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 20
