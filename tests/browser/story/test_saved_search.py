"""Nothing is found, so a teacher asks and saves; what is published then rings the bell."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from core.api import now
from search.api import sweep_searches
from search.models import QueryDay, Wish
from search.querylog import writing
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user
from tests.factories.searches import clean_buffer

WORDS = "магдебургские полушария"


@pytest.fixture
def counters(tmp_path: Any, settings: Any) -> Any:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    with clean_buffer() as buffer:
        yield buffer


def publish_one(title: str) -> None:
    publish(make_object(by=make_user("author"), draft=make_draft(title)))
    call_command("search_rebuild", verbosity=0)


def test_from_nothing_found_to_the_material(page, counters, sign_in, axe):
    publish_one("Закон Ома")
    sign_in(page, make_user("teacher"))
    page.goto(f"/search/?q={WORDS}&kind=scenario")
    page.get_by_role("link", name="Сохранить поиск").click()
    page.get_by_label("Название").fill("Опыт Герике")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Поиск сохранён. О новых").wait_for()

    page.goto(f"/search/?q={WORDS}")
    page.get_by_role("link", name="Попросить об этом авторов").click()
    page.get_by_role("button", name="Попросить").click()
    page.get_by_text("Методисты увидят вашу просьбу").wait_for()
    assert Wish.objects.get().text == WORDS

    # Deleted by keyboard, and back again.
    row = page.locator(".search-row").filter(has_text="Опыт Герике")
    row.get_by_role("button", name="Удалить").press("Enter")
    page.get_by_role("button", name="Отменить").click()
    page.get_by_text("Поиск возвращён").wait_for()
    assert axe(page) == []

    publish_one("Магдебургские полушария: опыт")
    sweep_searches(now=now())
    page.goto("/notices/")
    page.get_by_role("link", name="Опыт Герике").click()
    page.get_by_role("link", name="Магдебургские полушария").first.click()
    page.wait_for_url("**/objects/**")

    # What was looked for stands in this browser, until it is cleared; what was opened is counted.
    page.goto("/search/")
    page.get_by_role("heading", name="Вы искали").wait_for()
    page.get_by_role("button", name="Очистить список").click()
    page.get_by_role("heading", name="Вы искали").wait_for(state="hidden")
    writing.flush()
    opened = QueryDay.objects.get(clicks__gt=0)
    assert (opened.text, opened.clicks, opened.places) == (WORDS, 1, 1)
