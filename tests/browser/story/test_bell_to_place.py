"""A notice reaches a person: the bell, the page, the place, and taking back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from notices.letters import make_token
from tests.factories.notices import some_kinds, tell, tell_remarks
from tests.factories.people import make_user


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    with some_kinds():
        yield


def test_bell_notice_place(page: Any, sign_in: Any, axe: Any, shot: Any) -> None:
    person = make_user("author")
    sign_in(page, person)
    page.goto("/notices/")
    expect(page.get_by_role("heading", name="Уведомлений пока нет")).to_be_visible()
    shot(page, "notices-empty")
    assert axe(page) == []

    tell_remarks(person, number=3)
    tell(person, title="Закон Ома: сопротивление проводника", url="/about/")
    page.goto("/")
    page.get_by_role("link", name="Уведомления: 2 новых").click()
    assert axe(page) == []
    shot(page, "notices")

    page.get_by_role("link", name="Опубликовано: «Закон Ома: сопротивление проводника»").click()
    page.wait_for_url("**/about/")
    expect(page.get_by_role("link", name="Уведомления: 1 новое")).to_be_visible()


def test_all_read_and_taken_back_by_keyboard(page: Any, sign_in: Any, axe: Any, shot: Any) -> None:
    person = make_user("author")
    for _ in range(3):
        tell(person)
    sign_in(page, person)
    page.goto("/notices/?show=new")

    button = page.get_by_role("button", name="Отметить всё прочитанным")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("3 уведомления отмечены прочитанными.").wait_for()
    assert axe(page) == []
    shot(page, "notices-undo")
    page.get_by_role("button", name="Отменить").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Уведомления: 3 новых").wait_for()
    expect(page.locator(".notices__item--new")).to_have_count(3)


def test_choosing_and_ending_mail(page: Any, sign_in: Any, axe: Any, shot: Any) -> None:
    person = make_user("author")
    sign_in(page, person)
    page.goto("/notices/settings/")
    assert axe(page) == []
    shot(page, "notices-settings")
    page.get_by_label("В котором часу").select_option("19")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Сохранено.").wait_for()
    assert page.get_by_label("В котором часу").input_value() == "19"

    page.context.clear_cookies()
    page.goto(f"/notices/stop/{make_token(person)}/")
    assert axe(page) == []
    page.get_by_role("button", name="Больше не писать").click()
    page.get_by_role("heading", name="Писем больше не будет").wait_for()
    assert axe(page) == []
    shot(page, "notices-stopped")
    page.get_by_role("button", name="Снова писать мне").click()
    page.get_by_role("heading", name="Больше не присылать").wait_for()
