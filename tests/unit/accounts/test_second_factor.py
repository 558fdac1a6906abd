"""Second factors: who must have one, how it is set up, asked for, lost."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.api import create_user, grant_role, reset_factors
from accounts.errors import NotAllowed
from core.api import now, read_trail
from tests.factories.factors import (
    SECRET,
    code_of,
    give_app,
    readable_secret,
    recovery_codes_of,
    stored_secret,
)
from tests.factories.people import make_user

PASSWORD = "Тихий-Дон-1928"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR = "required"
    cache.clear()


def person(*roles, login="vera"):
    return make_user(*roles, login=login, password=PASSWORD)


def sign_in(client, login="vera"):
    return client.post(reverse("account_login"), {"login": login, "password": PASSWORD})


def send_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


SECURITY = "/people/me/security/"


@pytest.mark.parametrize("role", ["moderator", "chief_moderator", "administrator"])
def test_those_who_decide_about_others_set_one_up_before_anything_else(client, role):
    person(role)
    sign_in(client)
    for address in ("/", "/review/", "/people/", "/people/me/", "/cabinet/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith(SECURITY)
    assert client.get("/api/v1/people/me").status_code == 403
    page = client.get(SECURITY).content.decode()
    assert "Сначала настройте второй фактор" in page
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


@pytest.mark.parametrize("role", ["author", "methodologist", "teacher"])
def test_others_may_but_need_not(client, role):
    person(role)
    sign_in(client)
    assert client.get("/people/me/").status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_demo_asks_nobody_and_says_so(client, settings):
    settings.SECOND_FACTOR = "optional"
    person("administrator")
    sign_in(client)
    assert client.get("/people/").status_code == 200
    assert "второй фактор не спрашивается" in client.get(SECURITY).content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_and_then_asked_for(client):
    vera = person("administrator")
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "data:image/svg+xml;base64," in page
    secret = client.session["mfa.totp.secret"]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get("/people/").status_code == 200  # the session that set it up goes on

    other = Client()
    answer = sign_in(other)
    assert answer.url == reverse("mfa_authenticate")
    assert other.get("/people/").url.startswith(reverse("account_login"))
    assert "Код не подошёл" in send_code(other, "000000").content.decode()
    assert send_code(other, code_of(secret, later=1)).status_code == 302
    assert other.get("/people/").status_code == 200
    actions = [entry.action for entry in read_trail(object_uuid=vera.uuid)]
    assert "accounts.add_factor" in actions


@pytest.mark.django_db(transaction=True)
def test_the_first_factor_ends_sessions_that_a_password_alone_began(client):
    person("administrator")
    other = Client()
    sign_in(other)
    sign_in(client)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_of(client.session["mfa.totp.secret"])})
    assert other.get(SECURITY).url.startswith(reverse("account_login"))


def test_a_session_that_has_not_shown_the_factor_is_asked_for_it(client):
    vera = person("administrator")
    give_app(vera)
    client.force_login(vera)
    answer = client.get("/people/")
    assert answer.url.startswith(reverse("mfa_reauthenticate"))
    assert client.get(SECURITY).url.startswith(reverse("mfa_reauthenticate"))
    assert client.get("/api/v1/people/me").status_code == 403
    answer = client.post(answer.url, {"code": code_of(), "next": "/people/"})
    assert answer.url == "/people/"
    assert client.get("/people/").status_code == 200


def test_a_role_that_is_given_later_asks_from_the_next_request_on(client):
    vera = person("author")
    sign_in(client)
    assert client.get("/people/me/").status_code == 200
    grant_role(user=vera, role="moderator", by=None, now=now())
    assert client.get("/people/me/").url.startswith(SECURITY)


def test_a_code_works_once(client):
    vera = person("administrator")
    give_app(vera)
    sign_in(client)
    code = code_of()
    send_code(client, code)
    assert client.get("/people/").status_code == 200
    other = Client()
    sign_in(other)
    assert "Код не подошёл" in send_code(other, code).content.decode()


def test_codes_cannot_be_guessed(client):
    vera = person("administrator")
    give_app(vera)
    sign_in(client)
    for _number in range(5):
        send_code(client, "000000")
    assert "Слишком много" in send_code(client, code_of()).content.decode()


def test_a_recovery_code_opens_once(client):
    vera = person("administrator")
    give_app(vera)
    code = recovery_codes_of(vera)[0]
    sign_in(client)
    send_code(client, code)
    assert client.get("/people/").status_code == 200
    assert len(recovery_codes_of(vera)) == 9
    other = Client()
    sign_in(other)
    assert "Код не подошёл" in send_code(other, code).content.decode()


def test_the_secret_is_not_readable_in_the_database():
    vera = person("administrator")
    give_app(vera)
    assert SECRET not in stored_secret(vera)
    assert readable_secret(vera) == SECRET


def test_an_old_key_still_opens_the_secrets(settings):
    vera = person("administrator")
    give_app(vera)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert readable_secret(vera) == SECRET


# Recovery codes on the page ----------------------------------------------------------------------


def entered(client, *roles):
    vera = person(*roles)
    give_app(vera)
    sign_in(client)
    send_code(client, code_of())
    return vera


def test_recovery_codes_are_shown_once_and_can_be_downloaded_meanwhile(client):
    vera = entered(client, "author")
    first = recovery_codes_of(vera)[0]
    page = client.get(reverse("accounts:recovery_codes"))
    assert first in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    file = client.get(reverse("accounts:download_codes"))
    assert first in file.content.decode()
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    session = client.session
    session["recovery_codes_until"] = session["recovery_codes_until"].split(":")[0] + ":1"
    session.save()
    page = client.get(reverse("accounts:recovery_codes")).content.decode()
    assert first not in page
    assert "Осталось 10 кодов из 10" in page
    assert client.get(reverse("accounts:download_codes")).status_code == 302


def test_another_session_never_sees_them(client):
    vera = entered(client, "author")
    first = recovery_codes_of(vera)[0]
    client.get(reverse("accounts:recovery_codes"))
    other = Client()
    sign_in(other)
    send_code(other, code_of(later=1))
    assert first not in other.get(reverse("accounts:recovery_codes")).content.decode()


def test_new_codes_replace_the_old_ones(client):
    vera = entered(client, "author")
    before = recovery_codes_of(vera)
    client.post(reverse("accounts:recovery_codes"))
    after = recovery_codes_of(vera)
    assert not set(before) & set(after)
    assert after[0] in client.get(reverse("accounts:recovery_codes")).content.decode()


def test_without_a_factor_there_are_no_codes(client):
    person("author")
    sign_in(client)
    assert client.post(reverse("accounts:recovery_codes")).status_code == 404


# Taking away --------------------------------------------------------------------------------------


def test_the_last_factor_of_those_who_need_one_stays(client):
    vera = entered(client, "administrator")
    page = client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert "Вашей роли нужен второй фактор" in page
    assert Authenticator.objects.filter(user=vera, type="totp").exists()


def test_others_may_switch_it_off(client):
    vera = entered(client, "author")
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=vera).exists()


def test_sensitive_changes_ask_again_when_the_sign_in_was_long_ago(client):
    vera = person("author")
    give_app(vera)
    client.force_login(vera)
    for name in ("mfa_deactivate_totp", "mfa_add_webauthn", "accounts:recovery_codes"):
        assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate")), name


def test_an_administrator_takes_a_lost_factor_away(client):
    vera = person("moderator", login="lost")
    give_app(vera)
    boss = entered(client, "administrator")
    client.post(reverse("accounts:reset_factors", args=[vera.uuid]))
    assert not Authenticator.objects.filter(user=vera).exists()
    entry = read_trail(object_uuid=vera.uuid)[-1]
    assert (entry.action, entry.actor_uuid) == ("accounts.reset_factors", boss.uuid)


def test_nobody_else_takes_factors_away():
    vera = person("moderator")
    give_app(vera)
    with pytest.raises(NotAllowed):
        reset_factors(user=vera, by=make_user("chief_moderator"), now=now())


def test_the_only_administrator_is_helped_by_a_command(capsys):
    vera = person("administrator")
    give_app(vera)
    call_command("reset_second_factor", "vera")
    assert not Authenticator.objects.filter(user=vera).exists()


def test_an_unconfirmed_one_time_password_comes_first(client):
    create_user(login="boss", password=PASSWORD, one_time=True, by=None, now=now())
    from accounts.api import get_user_by_login

    grant_role(user=get_user_by_login("boss"), role="administrator", by=None, now=now())
    sign_in(client, "boss")
    assert client.get("/people/").url == reverse("account_change_password")
    new = {"oldpassword": PASSWORD, "password1": "Другой-берег-5", "password2": "Другой-берег-5"}
    client.post(reverse("account_change_password"), new)
    assert client.get("/people/").url.startswith(SECURITY)
