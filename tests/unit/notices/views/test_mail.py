from __future__ import annotations

import pytest
from django.test import Client

from accounts.api import User
from notices.letters import make_token
from notices.models import MailChoice, MailSettings, Notice
from tests.factories.notices import DECISIONS, THANKS, tell
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    made = make_user()
    User.objects.filter(pk=made.pk).update(email="person@example.org")
    made.refresh_from_db()
    return made


@pytest.fixture
def client(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_page_shows_what_holds_without_a_choice(client):
    form = client.get("/notices/settings/").context["form"]

    assert (form["is_on"].value(), form["hour"].value(), form["zone"].value()) == (True, 8, "")
    assert form[f"group-{DECISIONS}"].value() == "daily"
    assert form[f"group-{THANKS}"].value() == "weekly"


def test_a_choice_holds_for_what_waits_too(client, person):
    waiting = tell(person)
    assert waiting.mail_at is not None
    choice = {"is_on": "on", "hour": "19", "zone": "Asia/Omsk"}
    choice |= {f"group-{code}": "off" for code in groups_of(client)}

    answer = client.post("/notices/settings/", choice)

    assert answer.status_code == 302
    row = MailSettings.objects.get(person=person)
    assert (row.is_on, row.hour, row.zone) == (True, 19, "Asia/Omsk")
    assert MailChoice.objects.get(person=person, group=DECISIONS).frequency == "off"
    assert Notice.objects.get().mail_at is None


def groups_of(client):
    form = client.get("/notices/settings/").context["form"]
    return [name.removeprefix("group-") for name in form.fields if name.startswith("group-")]


def test_what_is_no_choice_is_refused(client):
    answer = client.post("/notices/settings/", {"hour": "25", "zone": "Mars/Olympus"})

    assert answer.status_code == 200
    assert {"hour", "zone", f"group-{DECISIONS}"} <= set(answer.context["form"].errors)
    assert not MailSettings.objects.exists()


def test_who_has_no_e_mail_is_told_so():
    client = Client()
    client.force_login(make_user())

    assert "почта не указана" in client.get("/notices/settings/").content.decode()


def test_the_link_of_a_letter_asks_before_it_ends_them(person):
    tell(person)
    visitor, address = Client(enforce_csrf_checks=True), f"/notices/stop/{make_token(person)}/"

    assert "Больше не присылать" in visitor.get(address).content.decode()
    assert not MailSettings.objects.exists()
    one_click = {"List-Unsubscribe": "One-Click"}
    assert "Писем больше не будет" in visitor.post(address, one_click).content.decode()
    assert MailSettings.objects.get(person=person).is_on is False
    assert Notice.objects.get().mail_at is None
    visitor.post(address, {"resume": "1"})
    assert MailSettings.objects.get(person=person).is_on is True


def test_a_token_of_nobody_leads_nowhere(person):
    token = make_token(person)
    User.objects.filter(pk=person.pk).update(is_active=False)

    for wrong in (token, token[:-2] + "xx", "abc"):
        assert Client().post(f"/notices/stop/{wrong}/").status_code == 404
