from __future__ import annotations

import pytest
from django.core.cache import caches

from moderation.models import Signal
from tests.factories.after import published
from tests.factories.journal import withdraw
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
GIVEN = {"reason": "mistake", "text": "Закон записан неверно."}


@pytest.fixture(autouse=True)
def _no_counts():
    caches["default"].clear()
    yield
    caches["default"].clear()


def page(version, tail=""):
    return f"/review/report/{version.object_uuid}/{tail}"


def test_anybody_reports_and_is_thanked(client):
    version = published()
    assert page(version) in client.get(f"/objects/{version.object_uuid}/").content.decode()
    form = client.get(page(version))
    assert (form.status_code, "no-store" in form["Cache-Control"]) == (200, True)
    answer = client.post(page(version), GIVEN)
    assert answer["Location"] == page(version, "thanks/")
    assert client.get(answer["Location"]).status_code == 200
    signal = Signal.objects.get()
    assert (signal.source, signal.by, signal.text) == ("reader", None, GIVEN["text"])


def test_nothing_typed_is_lost_and_a_person_is_remembered(client):
    version, reader = published(), make_user("moderator")
    client.force_login(reader)
    refused = client.post(page(version), {"text": GIVEN["text"]})
    assert refused.status_code == 200
    assert GIVEN["text"] in refused.content.decode()
    client.post(page(version), GIVEN)
    signal = Signal.objects.get()
    assert (signal.source, signal.by) == ("expert", reader)


def test_too_many_reports_wait(client, settings):
    version = published()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "complaint": "2/h/ip"}
    for number in range(3):
        answer = client.post(page(version), {**GIVEN, "text": f"Ошибка {number}"})
    assert answer.status_code == 429
    assert "Ошибка 2" in answer.content.decode()
    assert Signal.objects.count() == 2


def test_what_is_withdrawn_leads_to_its_page_and_drafts_do_not_exist(client):
    version = published()
    withdraw(version)
    assert client.get(page(version))["Location"] == f"/objects/{version.object_uuid}/"
    assert client.get("/review/report/0199b2a0-0000-7000-8000-000000000000/").status_code == 404
