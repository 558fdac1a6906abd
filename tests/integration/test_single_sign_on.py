"""The whole way through a single sign-on, at a real provider in its own process."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.urls import reverse

from accounts.api import create_user, set_external_id, suspend_user
from accounts.models import User
from accounts.sso.provider import CONNECT_KEY
from core.api import now
from tests.factories.people import make_user
from tests.fakes.city_sso.driver import running_city
from tests.fakes.city_sso.server import CLIENT_ID, CLIENT_SECRET

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
SUBJECT = "city-1"
PASSWORD = "Тихий-Дон-1928"


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    folder = tmp_path_factory.mktemp("city")
    with running_city(folder, f"{SITE}/account/sso/callback/") as city:
        yield city


@pytest.fixture
def city(provider, settings):
    settings.BASE_URL = SITE
    settings.OIDC_SERVER = provider.url
    settings.OIDC_CLIENT_ID = CLIENT_ID
    settings.OIDC_CLIENT_SECRET = CLIENT_SECRET
    settings.OIDC_NAME = "Вход города"
    cache.clear()
    provider.set()
    return provider


def begin(client, **query):
    answer = client.get(reverse("sso_login"), query)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def path_of(address):
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == SITE
    return f"{parts.path}?{parts.query}"


def go(client, city, **query):
    """Through the provider and back; returns the library's answer."""
    return client.get(path_of(city.sign_in(begin(client, **query))))


def connected(**fields):
    person = make_user("author", **fields)
    return tie(person)


def tie(person):
    from django.conf import settings

    SocialAccount.objects.create(user=person, provider=settings.OIDC_SERVER, uid=SUBJECT)
    return person


def signed_in_as(client):
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key) if key else None


def refused(answer, words, status=401):
    assert answer.status_code == status, (answer.status_code, answer.get("Location"))
    page = answer.content.decode()
    assert words in page, page
    return page


# Who is let in ---------------------------------------------------------------------------------


def test_whoever_was_connected_comes_in_and_goes_where_they_wanted(client, city):
    person = connected()
    answer = go(client, city, next="/cabinet/")
    assert answer["Location"] == "/cabinet/"
    assert signed_in_as(client) == person


def test_the_request_carries_pkce_state_and_nonce(client, city):
    query = parse_qs(urlsplit(begin(client)).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["response_type"] == ["code"]
    assert len(query["code_challenge"][0]) > 40
    assert len(query["nonce"][0]) >= 32
    assert len(query["state"][0]) >= 16
    assert set(query["scope"][0].split()) == {"openid", "profile", "email"}
    assert query["redirect_uri"] == [f"{SITE}/account/sso/callback/"]


def test_the_address_has_no_say_in_what_is_asked(client, city):
    query = parse_qs(
        urlsplit(begin(client, scope="admin", auth_params="nonce=known", process="connect")).query
    )
    assert "admin" not in query["scope"][0]
    assert query["nonce"] != ["known"]


def test_a_stranger_is_refused_and_told_whom_to_ask(client, city):
    page = refused(go(client, city), "Учётной записи для вас пока нет", 403)
    assert SUBJECT in page
    assert signed_in_as(client) is None
    assert not SocialAccount.objects.exists()


def test_newcomers_may_be_let_in_as_readers_without_roles(client, city, settings):
    settings.OIDC_NEWCOMERS = "reader"
    city.set(family_name="Петрова", given_name="Анна Ивановна", preferred_username="petrova.ai")
    assert go(client, city).status_code == 302
    person = signed_in_as(client)
    assert person.full_name == "Петрова Анна Ивановна"
    assert (person.username, person.email) == ("petrova.ai", "")
    assert not person.role_assignments.exists()
    assert not person.has_usable_password()
    client.logout()
    go(client, city)
    assert signed_in_as(client) == person


def test_a_newcomer_never_gets_the_login_of_somebody_else(client, city, settings):
    settings.OIDC_NEWCOMERS = "reader"
    other = create_user(login="petrova", by=None, now=now())
    city.set(preferred_username="petrova", name="Петрова Анна")
    go(client, city)
    person = signed_in_as(client)
    assert person != other
    assert person.username.startswith("sso-")


@pytest.mark.parametrize(
    ("confirmed", "verified", "opens"),
    [
        (True, True, True),
        (False, True, False),
        (True, False, False),
        (True, "true", False),
        (True, None, False),
    ],
)
def test_an_email_counts_only_when_both_sides_have_checked_it(
    client, city, confirmed, verified, opens
):
    person = create_user(login="anna", email="Anna@example.org", by=None, now=now())
    User.objects.filter(pk=person.pk).update(email_confirmed=confirmed)
    city.set(email="anna@EXAMPLE.org", email_verified=verified)
    answer = go(client, city)
    assert signed_in_as(client) == (person if opens else None)
    assert answer.status_code == (302 if opens else 403)
    assert SocialAccount.objects.filter(user=person).exists() is opens


def test_the_number_that_the_page_shows_is_what_the_administrator_writes(client, city):
    page = refused(go(client, city), "Назовите администратору этот номер", 403)
    assert f"<code>{SUBJECT}</code>" in page
    person = make_user("author")
    set_external_id(user=person, number=SUBJECT, by=None, now=now())
    go(client, city)
    assert signed_in_as(client) == person


def test_people_are_matched_by_the_number_an_administrator_wrote(client, city, settings):
    settings.OIDC_MATCH_CLAIM = "employee_number"
    person = make_user("author")
    set_external_id(user=person, number="77-4512", by=None, now=now())
    city.set(employee_number="77-4512")
    go(client, city)
    assert signed_in_as(client) == person


@pytest.mark.parametrize("role", ["moderator", "chief_moderator", "administrator"])
def test_those_who_decide_about_others_are_never_matched(client, city, settings, role):
    settings.OIDC_MATCH_CLAIM = "employee_number"
    set_external_id(user=make_user(role), number="1", by=None, now=now())
    city.set(employee_number="1")
    refused(go(client, city), "Учётной записи для вас пока нет", 403)


def test_nor_tied_while_they_are_suspended(client, city):
    person = make_user("administrator")
    set_external_id(user=person, number=SUBJECT, by=None, now=now())
    suspend_user(user=person, by=make_user("administrator"), now=now())
    refused(go(client, city), "Учётной записи для вас пока нет", 403)
    assert not SocialAccount.objects.filter(user=person).exists()


def test_the_same_subject_of_another_provider_is_somebody_else(client, city):
    person = make_user("author")
    SocialAccount.objects.create(user=person, provider="https://other.example", uid=SUBJECT)
    refused(go(client, city), "Учётной записи для вас пока нет", 403)


def test_a_suspended_person_stays_outside(client, city):
    person = connected()
    suspend_user(user=person, by=None, now=now())
    assert go(client, city)["Location"] == reverse("account_inactive")
    assert signed_in_as(client) is None


def test_a_moderator_is_led_to_the_second_factor_after_it(client, city, settings):
    settings.SECOND_FACTOR = "required"
    tie(make_user("moderator"))
    go(client, city)
    answer = client.get(reverse("moderation:queue"))
    assert answer["Location"].startswith(reverse("accounts:security"))


# What is not accepted ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        "expired",
        "forged",
        "unsigned",
        "shared_secret",
        "audience",
        "issuer",
        "nonce",
        "other_person",
    ],
)
def test_a_false_token_opens_nothing(client, city, fault):
    connected()
    city.set(fault=fault)
    refused(go(client, city), "Ответ единого входа не принят")
    assert signed_in_as(client) is None


def test_an_answer_cannot_be_used_twice(client, city):
    connected()
    back = path_of(city.sign_in(begin(client)))
    client.get(back)
    client.logout()
    refused(client.get(back), "Этот вход нельзя продолжить")


def test_an_answer_of_another_browser_is_refused(client, city):
    connected()
    back = path_of(city.sign_in(begin(client)))
    from django.test import Client

    stranger = Client()
    refused(stranger.get(back), "Этот вход нельзя продолжить")
    assert signed_in_as(stranger) is None


def test_a_made_up_state_and_none_at_all(client, city):
    connected()
    code = parse_qs(urlsplit(city.sign_in(begin(client))).query)["code"][0]
    for query in ({"code": code, "state": "made-up"}, {"code": code}, {}):
        answer = client.get(f"{reverse('sso_callback')}?{urlencode(query)}")
        refused(answer, "Этот вход нельзя продолжить")


def test_a_state_older_than_ten_minutes(client, city, monkeypatch):
    connected()
    back = path_of(city.sign_in(begin(client)))
    monkeypatch.setattr(statekit, "STATE_TTL", -1)
    refused(client.get(back), "Этот вход нельзя продолжить")


def test_a_wrong_code(client, city):
    connected()
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    answer = client.get(reverse("sso_callback"), {"code": "made-up", "state": state})
    refused(answer, "Ответ единого входа не принят")


def test_going_no_further_at_the_provider(client, city):
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    answer = client.get(reverse("sso_callback"), {"error": "access_denied", "state": state})
    refused(answer, "Вы не продолжили")


def test_another_site_cannot_be_the_way_out(client, city):
    connected()
    assert go(client, city, next="https://evil.example/")["Location"] == reverse("cabinet:list")


def test_without_a_single_sign_on_there_is_no_way_to_it(client):
    for name in ("sso_login", "sso_callback"):
        assert client.get(reverse(name)).status_code == 404
    assert "sso/login" not in client.get(reverse("account_login")).content.decode()


# The provider is down ----------------------------------------------------------------------------


def test_the_provider_is_down_at_the_start(client, city, settings):
    settings.OIDC_SERVER = "http://127.0.0.1:9"
    page = refused(client.get(reverse("sso_login")), "Единый вход не отвечает", 503)
    assert reverse("account_login") in page


def test_the_provider_breaks_on_the_way_back(client, city):
    connected()
    back = path_of(city.sign_in(begin(client)))
    city.set(fault="broken")
    answer = client.get(back)
    assert answer.status_code in {401, 503}
    assert signed_in_as(client) is None


def test_the_provider_goes_down_on_the_way_back(client, tmp_path, settings):
    settings.BASE_URL = SITE
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
    cache.clear()
    with running_city(tmp_path, f"{SITE}/account/sso/callback/") as city:
        settings.OIDC_SERVER = city.url
        connected()
        back = path_of(city.sign_in(begin(client)))
        city.stop()
        refused(client.get(back), "Единый вход не отвечает", 503)


# Connecting and leaving --------------------------------------------------------------------------


def test_a_person_connects_it_to_their_own_account(client, city):
    person = create_user(login="anna", password=PASSWORD, by=None, now=now())
    client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    page = client.post(reverse("accounts:connect_sso"))
    assert page.status_code == 200
    assert reverse("sso_login") in page.content.decode()
    assert go(client, city)["Location"] == reverse("accounts:security")
    assert SocialAccount.objects.get().user == person
    client.logout()
    go(client, city)
    assert signed_in_as(client) == person


def test_without_the_confirmation_nothing_is_connected(client, city):
    """A link from elsewhere would tie a stranger's sign-on to the account."""
    create_user(login="anna", password=PASSWORD, by=None, now=now())
    client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    refused(go(client, city, process="connect"), "Учётной записи для вас пока нет", 403)
    assert not SocialAccount.objects.exists()


def test_a_confirmation_that_was_not_followed_means_nothing_later(client, city):
    create_user(login="anna", password=PASSWORD, by=None, now=now())
    client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    client.post(reverse("accounts:connect_sso"))
    session = client.session
    session[CONNECT_KEY] -= 700
    session.save()
    refused(go(client, city), "Учётной записи для вас пока нет", 403)
    assert not SocialAccount.objects.exists()


def test_connecting_asks_for_the_password_when_the_sign_in_was_long_ago(client, city):
    client.force_login(make_user("author", password=PASSWORD))
    answer = client.post(reverse("accounts:connect_sso"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_what_opens_one_account_is_not_moved_to_another(client, city):
    owner = connected()
    create_user(login="anna", password=PASSWORD, by=None, now=now())
    client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    client.post(reverse("accounts:connect_sso"))
    go(client, city)
    assert SocialAccount.objects.get().user == owner


def test_it_is_disconnected_only_when_a_password_is_left(client, city):
    person = connected()
    go(client, city)
    client.post(reverse("accounts:disconnect_sso"))
    assert SocialAccount.objects.exists()
    person.set_password(PASSWORD)
    person.save()
    client.logout()
    go(client, city)
    client.post(reverse("accounts:disconnect_sso"))
    assert not SocialAccount.objects.exists()


def test_signing_out_offers_to_leave_the_provider_too(client, city):
    connected()
    go(client, city)
    answer = client.post(reverse("account_logout"))
    assert answer["Location"] == reverse("sso_signed_out")
    page = client.get(answer["Location"]).content.decode()
    assert "id_token_hint=" in page
    assert f"{city.url}/identity/o/logout" in page
    assert signed_in_as(client) is None
    assert client.get(reverse("sso_signed_out"))["Location"] == "/"


def test_whoever_signed_in_by_a_password_leaves_only_the_library(client, city):
    create_user(login="anna", password=PASSWORD, by=None, now=now())
    client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    assert client.post(reverse("account_logout"))["Location"] == "/"
