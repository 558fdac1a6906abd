"""REST of referrals: proposed, sent, answered, taken back; strangers find nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.api import now as clock
from moderation.models import Referral, Submission
from moderation.referrals.actions import prepare_referral
from tests.factories import moderation
from tests.factories.institutes import make_region, regional_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(now):
    return make_region(now=now)


@pytest.fixture
def send(client):
    """POST to a route as ``person``."""

    def call(person, name, *args, **payload):
        client.force_login(person)
        url = reverse(f"rest:{name}", args=args)
        return client.post(url, payload, content_type="application/json")

    return call


def propose(send, person, submission, note="Тема федеральная."):
    return send(person, "post_referral", submission=str(submission.uuid), note=note)


def test_the_whole_way(client, send, region):
    central = make_user("moderator")
    found = regional_submission(region, now=clock(), claimed=True)
    assert propose(send, region.expert, found, note="   ").status_code == 409
    assert propose(send, region.expert, found, note="").status_code == 422
    made = propose(send, region.expert, found).json()
    assert (made["state"], made["note"], made["sent_by"]) == ("prepared", "Тема федеральная.", "")
    assert propose(send, region.expert, found).status_code == 409
    uuid = made["uuid"]
    assert send(region.expert, "post_send", uuid).status_code == 403
    sent = send(region.chief, "post_send", uuid).json()
    assert (sent["state"], sent["verdict"], sent["remarks"]) == ("sent", "", [])
    assert send(region.chief, "post_send", uuid).status_code == 409

    client.force_login(central)
    client.post(reverse("rest:post_claim", args=[found.uuid]))
    here = reverse("rest:get_referral", args=[uuid])
    assert client.get(here).json()["is_worked_on"]
    assert send(region.chief, "post_withdraw", uuid).status_code == 409
    moderation.return_submission(
        submission=Submission.objects.get(pk=found.pk),
        letter="Добавьте опыт.",
        by=central,
        now=clock(),
    )
    client.force_login(region.expert)
    answered = client.get(here).json()
    assert (answered["state"], answered["verdict"]) == ("returned", "return")
    assert "Добавьте опыт." in answered["letter"]
    assert central.last_name not in client.get(here).content.decode()


def test_lists_are_of_what_went_out_and_came_in(client, send, region):
    found = regional_submission(region, now=clock(), claimed=True)
    uuid = propose(send, region.expert, found).json()["uuid"]
    central, listed = make_user("moderator"), reverse("rest:get_referrals")

    def count(person, way):
        client.force_login(person)
        return client.get(listed, {"way": way}).json()["count"]

    assert (count(region.expert, "out"), count(region.expert, "in")) == (1, 0)
    assert count(central, "in") == 0  # the receiver knows only what was sent
    send(region.chief, "post_send", uuid)
    assert (count(central, "in"), count(central, "out"), count(central, "")) == (1, 0, 1)
    assert client.get(listed, {"way": "up"}).status_code == 422
    assert client.get(listed, {"limit": 0}).status_code == 422
    client.force_login(region.author)
    assert client.get(listed).status_code == 404


def test_it_is_taken_back(send, region):
    found = regional_submission(region, now=clock())
    uuid = propose(send, region.chief, found).json()["uuid"]
    send(region.chief, "post_send", uuid)
    assert send(region.chief, "post_withdraw", uuid).json()["state"] == "withdrawn"
    assert Submission.objects.get().institute == region.institute
    assert send(region.chief, "post_withdraw", uuid).status_code == 409


def test_strangers_find_nothing(client, send, region, now):
    other = make_region(now=now, title="Другой")
    found = regional_submission(region, now=clock(), claimed=True)
    uuid = propose(send, region.expert, found).json()["uuid"]
    for person in (other.chief, make_user("moderator"), region.author):
        client.force_login(person)
        assert client.get(reverse("rest:get_referral", args=[uuid])).status_code == 404
        assert send(person, "post_send", uuid).status_code == 404
        assert send(person, "post_withdraw", uuid).status_code == 404
        assert propose(send, person, found).status_code == 404
    assert send(region.chief, "post_send", uuid4()).status_code == 404
    assert Referral.objects.get().state == "prepared"


def test_who_neither_holds_it_nor_is_a_chief_proposes_nothing(send, region):
    found = regional_submission(region, now=clock())
    assert propose(send, region.expert, found).status_code == 403
    assert not Referral.objects.exists()


def test_the_list_costs_the_same_at_any_length(client, region):
    numbers = []
    for size in (1, 4):
        for _number in range(size):
            found = regional_submission(region, now=clock())
            prepare_referral(submission=found, note="Просим.", by=region.chief, now=clock())
        client.force_login(region.chief)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("rest:get_referrals")).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
