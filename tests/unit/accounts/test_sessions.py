"""The list of one's sessions."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.api import create_user, issue_password
from accounts.devices import describe_address, describe_device, device_icon
from accounts.middleware import LAST_SEEN_KEY
from accounts.sessions import list_sessions
from core.api import now

pytestmark = pytest.mark.django_db
PASSWORD = "Тихий-Дон-1928"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def vera():
    cache.clear()
    return create_user(login="vera", password=PASSWORD, by=None, now=now())


def entered(user_agent=FIREFOX, address="127.0.0.1"):
    client = Client(HTTP_USER_AGENT=user_agent, REMOTE_ADDR=address)
    client.post(reverse("account_login"), {"login": "vera", "password": PASSWORD})
    return client


def listed(user, client=None):
    key = client.session.session_key if client else ""
    return list_sessions(user, current_key=key, now=timezone.now())


def test_sessions_are_listed_with_device_and_place(vera):
    mine, _phone = entered(), entered(ANDROID, "93.184.216.34")
    page = mine.get(reverse("accounts:sessions")).content.decode()
    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page
    assert "адрес 93.184.216.34" in page
    assert page.index("Firefox, Windows") < page.index("Chrome, Android")
    assert page.count("Завершить<span") == 1


def test_the_list_costs_the_same_for_many(vera, django_assert_num_queries):
    for _number in range(6):
        entered()
    with django_assert_num_queries(2):
        assert len(listed(vera)) == 6


def test_ending_one(vera):
    mine, phone = entered(), entered(ANDROID)
    number = next(view.number for view in listed(vera, mine) if not view.is_current)
    mine.post(reverse("accounts:end_session"), {"number": number})
    assert phone.get("/people/me/").status_code == 302
    assert mine.get("/people/me/").status_code == 200
    assert len(listed(vera)) == 1


def test_ending_all_others(vera):
    mine, others = entered(), [entered(), entered(ANDROID)]
    mine.post(reverse("accounts:end_other_sessions"))
    assert [client.get("/people/me/").status_code for client in others] == [302, 302]
    assert mine.get("/people/me/").status_code == 200


def test_nobody_ends_the_session_of_another(vera):
    create_user(login="boris", password=PASSWORD, by=None, now=now())
    boris = Client()
    boris.post(reverse("account_login"), {"login": "boris", "password": PASSWORD})
    mine = entered()
    number = listed(vera)[0].number
    boris.post(reverse("accounts:end_session"), {"number": number})
    boris.post(reverse("accounts:end_session"), {"number": "1 or 1"})
    assert mine.get("/people/me/").status_code == 200


def test_ended_and_outdated_sessions_are_not_listed(vera):
    entered().post(reverse("account_logout"))
    assert listed(vera) == []
    entered()
    issue_password(user=vera, by=None, now=now())
    assert listed(vera) == []


def test_the_last_use_is_noted_now_and_then_only(vera, django_assert_num_queries):
    mine = entered()
    session = mine.session
    session[LAST_SEEN_KEY] -= 700
    session.save()
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=1))
    mine.get("/people/me/")
    noted = UserSession.objects.get().last_seen_at
    assert timezone.now() - noted < timedelta(minutes=1)
    mine.get("/people/me/")
    assert UserSession.objects.get().last_seen_at == noted


@pytest.mark.parametrize(
    ("header", "words", "icon"),
    [
        (FIREFOX, "Firefox, Windows", "monitor"),
        (ANDROID, "Chrome, Android", "smartphone"),
        (f"{ANDROID} YaBrowser/24.1", "Яндекс Браузер, Android", "smartphone"),
        ("Mozilla/5.0 (iPhone; CPU) Version/17 Safari/604", "Safari, iPhone", "smartphone"),
        ("", "неизвестный браузер", "monitor"),
    ],
)
def test_devices_in_words(header, words, icon):
    assert describe_device(header) == words
    assert device_icon(header) == icon


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("127.0.0.1", "компьютер, на котором работает библиотека"),
        ("192.168.1.7", "локальная сеть, адрес 192.168.1.7"),
        ("93.184.216.34", "адрес 93.184.216.34"),
        ("nonsense", "место неизвестно"),
    ],
)
def test_places_in_words(address, words):
    assert describe_address(address) == words
