from __future__ import annotations

import pytest
from django.urls import reverse

from moderation.models import Referral, Submission
from tests.factories import moderation
from tests.factories.institutes import make_region, regional_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_the_whole_way_on_pages(client, now):
    region, central = make_region(now=now), make_user("moderator")
    found = regional_submission(region, now=now, claimed=True)
    review = reverse("moderation:submission", args=[found.uuid])
    propose = reverse("moderation:prepare_referral", args=[found.uuid])
    client.force_login(region.expert)
    assert propose in client.get(review).content.decode()
    assert client.post(propose, {"note": " "}).status_code == 200
    client.post(propose, {"note": "Тема федеральная."})
    made = Referral.objects.get()
    here = reverse("moderation:referral", args=[made.uuid])
    assert "Тема федеральная." in client.get(here).content.decode()
    send = reverse("moderation:send_referral", args=[made.uuid])
    assert client.post(send).status_code == 403

    client.force_login(region.chief)
    client.post(send)
    assert Referral.objects.get().state == "sent"
    assert client.get(here).status_code == 200

    client.force_login(central)
    client.post(reverse("moderation:claim", args=[found.uuid]))
    assert here in client.get(review).content.decode()
    moderation.return_submission(
        submission=Submission.objects.get(pk=found.pk), letter="Добавьте опыт.", by=central, now=now
    )

    client.force_login(region.expert)
    assert "Добавьте опыт." in client.get(here).content.decode()
    listed = client.get(reverse("moderation:referrals"), {"way": "out"})
    assert found.title in listed.content.decode()
    assert client.get(review).status_code == 404


def test_it_is_taken_back_on_its_page(client, now):
    region = make_region(now=now)
    found = regional_submission(region, now=now)
    client.force_login(region.chief)
    client.post(reverse("moderation:prepare_referral", args=[found.uuid]), {"note": "Просим."})
    made = Referral.objects.get()
    client.post(reverse("moderation:send_referral", args=[made.uuid]))
    client.post(reverse("moderation:withdraw_referral", args=[made.uuid]))
    assert Referral.objects.get().state == "withdrawn"
    assert Submission.objects.get().institute == region.institute


def test_strangers_find_nothing(client, now):
    region, other = make_region(now=now), make_region(now=now, title="Другой")
    found = regional_submission(region, now=now, claimed=True)
    client.force_login(region.expert)
    client.post(reverse("moderation:prepare_referral", args=[found.uuid]), {"note": "Просим."})
    here = reverse("moderation:referral", args=[Referral.objects.get().uuid])
    for person in (other.chief, make_user("moderator"), region.author):
        client.force_login(person)
        assert client.get(here).status_code == 404
