"""Signing in and out, guessing, lost passwords, and what allauth must not open."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import URLResolver, reverse
from django.utils import timezone

from accounts.api import create_user, issue_password, suspend_user
from accounts.models import User
from accounts.sign_in_urls import OPEN_NAMES, REPLACED, closed, urlpatterns
from accounts.tasks import send_password_reset
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "Тихий-Дон-1928"


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


@pytest.fixture
def person(now):
    return create_user(
        login="Семёнова", email="Anna.S@example.org", password=PASSWORD, by=None, now=now
    )


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **extra)


@pytest.mark.parametrize("login", ["Семёнова", "сЕМЁНОВА", " anna.s@EXAMPLE.org "])
def test_login_or_email_in_any_case(client, person, login):
    assert sign_in(client, login).status_code == 302
    assert int(client.session["_auth_user_id"]) == person.pk


def test_the_session_key_changes_at_sign_in(client, person):
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    sign_in(client, "Семёнова")
    assert client.session.session_key != before


@pytest.mark.parametrize("login", ["Семёнова", "anna.s@example.org", "никто", "no@example.org"])
def test_a_wrong_password_and_an_unknown_account_read_alike(client, person, login):
    page = sign_in(client, login, "wrong").content.decode()
    assert "Логин или пароль неверен" in page
    assert "_auth_user_id" not in client.session


def test_the_sixth_try_is_refused_even_with_the_right_password(client, person, now):
    create_user(login="Орлов", password=PASSWORD, by=None, now=now)
    for typed in ["Семёнова", "семёнова", "СЕМЁНОВА", "anna.s@example.org", "Anna.S@example.org"]:
        sign_in(client, typed, "wrong")
    page = sign_in(client, "Семёнова").content.decode()
    assert "Слишком много неверных паролей" in page
    assert "_auth_user_id" not in client.session
    sign_in(client, "Орлов")
    assert "_auth_user_id" in client.session


def test_an_unknown_login_is_limited_in_the_same_words(client):
    for _number in range(5):
        sign_in(client, "никто", "wrong")
    assert "Слишком много неверных паролей" in sign_in(client, "НИКТО", "wrong").content.decode()


def test_the_host_header_buys_no_more_tries(client, person):
    for _number in range(5):
        sign_in(client, "Семёнова", "wrong")
    answer = sign_in(client, "Семёнова", HTTP_HOST="127.0.0.1")
    assert "Слишком много неверных паролей" in answer.content.decode()


def test_one_address_is_limited_over_many_logins(client, person):
    for number in range(20):
        sign_in(client, f"login{number}", "wrong")
    assert "Слишком много неверных паролей" in sign_in(client, "Семёнова").content.decode()


def test_right_passwords_are_not_counted(client, person):
    for _number in range(7):
        assert sign_in(client, "Семёнова").status_code == 302
        client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("roles", "name"),
    [
        (["author", "administrator"], "cabinet:list"),
        (["moderator"], "moderation:queue"),
        (["administrator"], "accounts:people"),
        (["teacher"], "home"),
    ],
)
def test_people_land_where_they_work(client, roles, name):
    make_user(*roles, login="worker", password=PASSWORD)
    assert sign_in(client, "worker").url == reverse(name)


def test_next_is_followed_inside_the_site_only(client, person):
    data = {"login": "Семёнова", "password": PASSWORD}
    assert (
        client.post(reverse("account_login"), {**data, "next": "/people/me/"}).url == "/people/me/"
    )
    client.post(reverse("account_logout"))
    assert client.post(reverse("account_login"), {**data, "next": "//evil.org/"}).url == "/"


def test_a_suspended_person_does_not_come_in(client, person, now):
    sign_in(client, "Семёнова")
    suspend_user(user=person, by=None, now=now)
    assert client.get(reverse("accounts:profile")).status_code == 302
    client.logout()
    assert sign_in(client, "Семёнова").url == reverse("account_inactive")
    assert "Вход закрыт" in client.get(reverse("account_inactive")).content.decode()


def test_signing_out_needs_a_post(client, person):
    client.force_login(person)
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_one_time_password_opens_only_its_own_change(client, person):
    password = issue_password(user=person, by=None, now=timezone.now())
    sign_in(client, "Семёнова", password)
    change = reverse("account_change_password")
    assert client.get(reverse("accounts:profile")).url == change
    assert "одноразовому паролю" in client.get(change).content.decode()
    new = {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(change, new).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert not User.objects.get(pk=person.pk).must_change_password


def test_a_one_time_password_that_was_not_used_in_time_opens_nothing(client, person, settings):
    long_ago = timezone.now() - timedelta(days=settings.ONE_TIME_PASSWORD_DAYS, minutes=1)
    password = issue_password(user=person, by=None, now=long_ago)
    answer = sign_in(client, "Семёнова", password)
    assert answer.url == reverse("accounts:password_expired")
    assert "_auth_user_id" not in client.session
    assert "Он действует 14 дней" in client.get(answer.url).content.decode()
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


def test_a_chosen_password_does_not_expire(client, person):
    password = issue_password(user=person, by=None, now=timezone.now())
    sign_in(client, "Семёнова", password)
    new = {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_change_password"), new)
    assert User.objects.get(pk=person.pk).password_expires_at is None


def test_a_new_password_ends_the_old_sessions(client, person, now):
    client.force_login(person)
    issue_password(user=person, by=None, now=now)
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


def test_a_wrong_present_password_is_told_so(client, person):
    client.force_login(person)
    data = {"oldpassword": "wrong", "password1": "x" * 12, "password2": "y" * 12}
    page = client.post(reverse("account_change_password"), data).content.decode()
    assert "Это не ваш нынешний пароль" in page


@pytest.mark.parametrize("email", ["anna.s@example.org", "unknown@example.org"])
def test_asking_for_a_letter_tells_nothing(client, person, email):
    answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
    assert "Если учётная запись с такой почтой есть" in answer.content.decode()
    assert mail.outbox == []


def test_the_letter_sets_a_new_password_once(client, person):
    send_password_reset.call(person.pk, "ru")
    letter = mail.outbox[0]
    assert letter.to == ["Anna.S@example.org"]
    assert "Новый пароль" in letter.subject
    link = re.search(r"https?://\S+", letter.body)[0]
    path = link.split("/", 3)[3]
    form = client.get(f"/{path}").url
    new = {"password1": "Поднятая-целина-32", "password2": "Поднятая-целина-32"}
    done = client.post(form, new)
    assert done.url == reverse("account_reset_password_from_key_done")
    assert "Пароль изменён" in client.get(done.url).content.decode()
    assert sign_in(client, "Семёнова", "Поднятая-целина-32").status_code == 302
    client.logout()
    assert "Ссылка не работает" in client.get(f"/{path}").content.decode()


def test_the_letter_lifts_the_limit(client, person):
    for _number in range(5):
        sign_in(client, "Семёнова", "wrong")
    send_password_reset.call(person.pk, "ru")
    path = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    new = {"password1": "Поднятая-целина-32", "password2": "Поднятая-целина-32"}
    client.post(client.get(path).url, new)
    assert sign_in(client, "Семёнова", "Поднятая-целина-32").status_code == 302


def test_no_letter_to_the_suspended_or_without_an_address(person, now):
    suspend_user(user=person, by=None, now=now)
    send_password_reset.call(person.pk, "ru")
    send_password_reset.call(make_user().pk, "en")
    assert mail.outbox == []


def flat(patterns):
    for item in patterns:
        if isinstance(item, URLResolver):
            yield from flat(item.url_patterns)
        else:
            yield item


OURS = {"sso_login", "sso_callback", "sso_signed_out"}
KEPT = OPEN_NAMES | set(REPLACED) | OURS


def test_nothing_of_allauth_is_open_that_is_not_listed():
    shut = [item for item in flat(urlpatterns) if item.callback is closed]
    assert {item.name for item in flat(urlpatterns)} == KEPT | {item.name for item in shut}
    assert len(shut) > 8


@pytest.mark.parametrize(
    "pattern", [item for item in flat(urlpatterns) if item.name not in KEPT], ids=str
)
def test_the_rest_of_allauth_is_closed(client, pattern):
    arguments = dict.fromkeys(pattern.pattern.regex.groupindex, "abc")
    address = reverse(pattern.name, kwargs=arguments)
    client.force_login(make_user("administrator"))
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


# Those of second factors are looked at in test_second_factor.py and in the browser.
@pytest.mark.parametrize("name", sorted(name for name in OPEN_NAMES if not name.startswith("mfa_")))
def test_the_open_pages_are_drawn_in_our_frame(client, name):
    arguments = {"uidb36": "1", "key": "x"} if name.endswith("from_key") else {}
    if name in {"account_logout", "account_change_password", "account_reauthenticate"}:
        client.force_login(make_user(password=PASSWORD))
    answer = client.get(reverse(name, kwargs=arguments))
    assert answer.status_code == 200
    assert "ui/base.html" in {template.name for template in answer.templates}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/studio/login/", "account_login"),
        ("/studio/password_reset/", "account_reset_password"),
        ("/studio/password_reset/done/", "account_reset_password"),
        ("/studio/password_reset/complete/", "account_login"),
        ("/studio/password_reset/confirm/MQ/abc/", "account_reset_password"),
    ],
)
def test_wagtail_has_no_sign_in_of_its_own(client, path, target):
    assert client.get(path).url == reverse(target)


def test_the_chosen_language_follows_the_person(client, person):
    User.objects.filter(pk=person.pk).update(language="en")
    answer = sign_in(client, "Семёнова")
    assert answer.cookies["django_language"].value == "en"
