"""Signing in as people do it: an app with codes, a passkey, an invitation, a city's single sign-on.

The passkey lives in Chromium's own virtual authenticator (WebAuthn over the debugger).
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from playwright.sync_api import expect

from accounts.api import invite_person
from core.api import now
from tests.browser.library import PASSWORD
from tests.factories.factors import code_of, give_app, recovery_codes_of
from tests.factories.people import make_user
from tests.fakes.city_sso.driver import running_city
from tests.fakes.city_sso.server import CLIENT_ID, CLIENT_SECRET
from tests.fakes.city_sso.server import LOGIN as CITY_LOGIN
from tests.fakes.city_sso.server import PASSWORD as CITY_PASSWORD


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def expert():
    return make_user("moderator", login="expert", password=PASSWORD)


@pytest.fixture
def look(page, axe, shot):
    """``look(name)``: the page is clean at both widths; its picture is kept."""

    def examine(name: str) -> None:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
            assert wide <= room, (name, width)
            assert axe(page) == [], (name, width)
        page.set_viewport_size({"width": 1280, "height": 900})
        shot(page, f"sign-in-{name}")

    return examine


@pytest.fixture
def authenticator(page):
    """A platform authenticator with a fingerprint reader that always agrees."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = debugger.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return debugger, made["authenticatorId"]


def enter(page: Any, login: str = "expert") -> None:
    page.goto("/account/login/")
    page.get_by_label("Логин или электронная почта").fill(login)
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()


def leave(page: Any) -> None:
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/")


def heading(page: Any, words: str) -> None:
    page.get_by_role("heading", level=1, name=words).wait_for()


def test_an_app_is_set_up_and_asked_for(page, expert, look):
    enter(page)
    heading(page, "Безопасность")
    page.get_by_text("Сначала настройте второй фактор").wait_for()
    look("required")
    page.get_by_role("link", name="Настроить приложение").click()
    heading(page, "Приложение с кодами")
    look("app")
    page.get_by_text("Камера не работает?").click()
    secret = page.locator("main details code").inner_text().replace(" ", "")
    page.get_by_label("Код из приложения").fill("000000")
    page.get_by_role("button", name="Включить").click()
    page.get_by_text("Код не подошёл").wait_for()
    page.get_by_label("Код из приложения").fill(code_of(secret))
    page.get_by_role("button", name="Включить").click()

    heading(page, "Запасные коды")
    look("codes")
    with page.expect_download() as file:
        page.get_by_role("link", name="Скачать").click()
    kept = file.value.path().read_text(encoding="utf-8")
    assert recovery_codes_of(expert)[0] in kept
    page.get_by_role("link", name="Коды сохранены, продолжить").click()
    page.wait_for_url("**/review/")

    leave(page)
    enter(page)
    heading(page, "Второй фактор")
    look("second-step")
    page.get_by_label("Код", exact=True).fill(code_of(secret, later=1))
    page.get_by_role("button", name="Войти", exact=True).click()
    page.wait_for_url("**/review/")

    page.goto("/people/me/security/")
    look("security")


def test_a_passkey_is_set_up_and_opens_without_a_password(page, expert, look, authenticator):
    enter(page)
    page.get_by_role("link", name="Добавить ключ доступа").click()
    heading(page, "Новый ключ доступа")
    look("new-passkey")
    page.get_by_label("Название ключа доступа").fill("рабочий компьютер")
    page.get_by_role("button", name="Создать ключ доступа").click()
    heading(page, "Запасные коды")
    page.get_by_role("link", name="Коды сохранены, продолжить").click()
    page.wait_for_url("**/review/")

    leave(page)
    page.goto("/account/login/")
    look("login")
    page.get_by_role("button", name="Войти по ключу доступа").click()
    page.wait_for_url("**/review/")
    page.goto("/people/me/security/")
    page.get_by_text("рабочий компьютер").first.wait_for()
    assert Authenticator.objects.filter(user=expert, type="webauthn").count() == 1

    # After the password it serves as the second step too.
    leave(page)
    enter(page)
    heading(page, "Второй фактор")
    page.get_by_role("button", name="Войти по ключу доступа").click()
    page.wait_for_url("**/review/")


def test_a_passkey_that_the_device_does_not_have_says_so(page, expert, authenticator, look):
    page.goto("/account/login/")
    page.get_by_role("button", name="Войти по ключу доступа").click()
    page.get_by_text("Ключ доступа не сработал").wait_for()
    look("passkey-missing")


def test_a_passkey_confirms_what_is_sensitive(page, expert, authenticator, sign_in, look):
    expert.set_unusable_password()
    expert.save()
    sign_in(page, expert)
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Создать ключ доступа").click()
    heading(page, "Подтвердите вторым фактором")  # the codes are shown only to whoever confirms
    sign_in(page, expert)  # a session that has not shown the factor
    page.goto("/review/")
    heading(page, "Подтвердите вторым фактором")
    look("confirm-code")
    page.get_by_role("link", name="ключ доступа").click()
    heading(page, "Подтвердите ключом доступа")
    look("confirm-passkey")
    page.get_by_role("button", name="Войти по ключу доступа").click()
    page.wait_for_url("**/review/")


def test_a_recovery_code_helps_without_the_phone(page, expert):
    give_app(expert)
    enter(page)
    page.get_by_label("Код", exact=True).fill(recovery_codes_of(expert)[0])
    page.get_by_role("button", name="Войти", exact=True).click()
    page.wait_for_url("**/review/")
    page.goto("/people/me/security/codes/")
    assert len(recovery_codes_of(expert)) == 9


def test_without_scripts_an_app_is_enough(browser, browser_context_args, live_server, expert):
    give_app(expert)
    args = {**browser_context_args, "java_script_enabled": False, "base_url": live_server.url}
    context = browser.new_context(**args)
    page = context.new_page()
    enter(page)
    page.get_by_label("Код", exact=True).fill(code_of())
    page.get_by_role("button", name="Войти", exact=True).click()
    page.wait_for_url("**/review/")
    page.goto("/account/2fa/webauthn/add/")
    heading(page, "Новый ключ доступа")
    expect(page.get_by_role("button", name="Создать ключ доступа")).to_be_hidden()
    context.close()


def test_an_invitation_on_paper(page, look):
    child = make_user(login="orlov")
    code = invite_person(user=child, channel="sheet", by=None, now=now())
    page.goto("/account/login/")
    page.get_by_role("link", name="У меня приглашение на бумаге").click()
    look("join")
    page.get_by_label("Код из приглашения").fill("abcd")
    page.get_by_role("button", name="Продолжить").click()
    page.get_by_text("Сверьте его по буквам").wait_for()
    page.get_by_label("Код из приглашения").fill(code)
    page.get_by_role("button", name="Продолжить").click()
    heading(page, "Добро пожаловать")
    look("join-password")
    page.get_by_label("Новый пароль", exact=True).fill(PASSWORD)
    page.get_by_label("Новый пароль ещё раз").fill(PASSWORD)
    page.get_by_role("button", name="Сохранить и войти").click()
    page.wait_for_url(re.compile("/$"))
    page.goto("/people/me/sessions/")
    page.get_by_text("этот", exact=True).wait_for()
    look("sessions")


def test_a_city_lets_its_teacher_in(page, tmp_path, settings, live_server, look):
    teacher = make_user("author", login="petrova")
    with running_city(tmp_path, f"{live_server.url}/account/sso/callback/") as city:
        settings.BASE_URL = live_server.url
        settings.OIDC_SERVER, settings.OIDC_NAME = city.url, "Вход города Северного"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
        page.goto("/account/login/?next=/cabinet/create/")
        look("login-with-sso")
        page.get_by_role("link", name="Войти через Вход города Северного").click()
        page.locator("input[name=login]").fill(CITY_LOGIN)
        page.locator("input[name=password]").fill(CITY_PASSWORD)
        page.locator("button[type=submit]").first.click()
        heading(page, "Учётной записи для вас пока нет")
        look("sso-unknown")
        SocialAccount.objects.create(user=teacher, provider=city.url, uid="city-1")
        page.goto("/account/login/?next=/cabinet/create/")
        page.get_by_role("link", name="Войти через Вход города Северного").click()
        page.wait_for_url("**/cabinet/create/")
        page.goto("/account/logout/")
        page.locator("main").get_by_role("button", name="Выйти").click()
        heading(page, "Вы вышли из библиотеки")
        look("sso-signed-out")
        page.get_by_role("link", name="Выйти и там").click()
        page.wait_for_url(f"{city.url}/**")


def test_an_administrator_looks_after_accounts(page, look, sign_in, settings):
    settings.SECOND_FACTOR = "optional"
    sign_in(page, make_user("administrator"))
    person, other = make_user("author", login="anna"), make_user("author", login="anna2")
    page.goto("/people/create/")
    look("create")
    page.goto(f"/people/{person.uuid}/")
    look("person")
    page.get_by_text("Распечатать приглашение").first.click()
    page.locator("details[open] button[type=submit]").click()
    heading(page, "Приглашение")
    look("sheet")
    page.goto(f"/people/{person.uuid}/merge/")
    look("merge-choose")
    page.get_by_label("Логин другой учётной записи").fill("anna2")
    page.get_by_role("button", name="Показать, что произойдёт").click()
    heading(page, "Объединить эти две записи?")
    look("merge")
    page.get_by_label("Для подтверждения введите логин").fill("anna2")
    page.get_by_role("button", name="Объединить").click()
    heading(page, person.full_name)
    page.goto(f"/people/{other.uuid}/")
    page.get_by_text("Объединена с другой записью").first.wait_for()
    look("merged")
    page.goto(f"/people/{person.uuid}/erase/")
    look("erase")
    page.get_by_label("Для подтверждения введите логин").fill("anna")
    page.get_by_role("button", name="Стереть").click()
    heading(page, "учётная запись стёрта")
    look("erased")
