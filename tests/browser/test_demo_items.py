"""Items of the demo as a teacher opens them: pictures, gaps, axes, filters on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from assessment.models import BankItem
from cms.demo.bank import AUTHORS, ensure_items
from cms.demo.topics import read_topics
from core.api import now
from tests.browser.test_every_page import DESK, PHONE, ok, walk  # noqa: F401  (the fixture)
from tests.factories.framework import load_starter
from tests.factories.people import make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PICTURED = ("biologiya-6-hloroplast", "fizika-8-cep", "fizika-9-linza-risunok")
IN_TEXT = ("russkij-7-deeprichastiya", "anglijskij-5-predlogi")
DRAWN = ("matematika-6-simmetriya-tochki", "algebra-8-dvojnoe-neravenstvo", "fizika-9-tormozhenie")


@pytest.fixture
def places(page: Any, sign_in: Any) -> dict[str, str]:
    load_starter()
    people = {login: make_user("author", login=login) for login in AUTHORS}
    ensure_items(people=people, topics=read_topics(), now=now())
    sign_in(page, make_user("author"))
    return {row.key: f"/items/{row.uuid}/" for row in BankItem.objects.all()}


def test_demo_items_are_whole_on_the_page(
    walk: Any,  # noqa: F811
    page: Any,
    places: dict[str, str],
    shot: Any,
) -> None:
    for key in PICTURED:
        page.goto(places[key])
        picture = page.locator(".answer__image img")
        picture.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete", arg=picture.element_handle())
        assert picture.evaluate("image => image.naturalWidth") > 300
        shot(page, f"pictured-{key}")
    for key in (*IN_TEXT, *DRAWN):
        page.goto(places[key])
        shot(page, key)
    assert walk(ok(*(places[key] for key in (*PICTURED, *IN_TEXT, *DRAWN)))) == []


def test_a_comma_begins_no_line(page: Any, places: dict[str, str]) -> None:
    page.set_viewport_size(PHONE)
    for key in IN_TEXT:
        page.goto(places[key])
        # The line of each mark after a control is that of the control's last word.
        apart = page.evaluate(
            """() => [...document.querySelectorAll('.answer__text .choice, .answer__gap')].filter(
              one => {
                const next = one.nextSibling;
                if (!next || next.nodeType !== 3 || !/^[.,;:!?]/.test(next.data)) return false;
                const range = document.createRange();
                range.setStart(next, 0);
                range.setEnd(next, 1);
                const mark = range.getBoundingClientRect();
                const word = [...one.getClientRects()].at(-1);
                return mark.top > word.bottom || mark.left - word.right > 2;
              }).length"""
        )
        assert apart == 0


def test_a_point_typed_is_drawn_when_the_answer_is_checked(
    page: Any, places: dict[str, str], shot: Any
) -> None:
    page.goto(places["fizika-9-tormozhenie"])
    corners = [("0", "10"), ("1", "10"), ("5", "0")]
    for number, pair in enumerate(corners):
        for axis, value in zip("xy", pair, strict=True):
            page.locator(f'input[name$=":point{number}{axis}"]').fill(value)
    page.get_by_role("button", name="Проверить ответ").click()
    expect(page.locator(".sketch circle")).to_have_count(len(corners))
    shot(page, "drawn-answer")


def test_filters_are_folded_on_a_phone_and_stand_open_at_a_desk(
    page: Any, places: dict[str, str], shot: Any
) -> None:
    page.goto("/items/")
    grade = page.locator("select[name=grade]")
    page.set_viewport_size(PHONE)
    expect(grade).to_be_hidden()
    page.get_by_text("Фильтры", exact=True).click()
    expect(grade).to_be_visible()
    page.goto("/items/")
    page.set_viewport_size(DESK)
    expect(grade).to_be_visible()
    shot(page, "list")
