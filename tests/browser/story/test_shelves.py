"""A teacher compares what was found, keeps it, shares the shelf; a colleague finds it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from core.api import now
from learning_objects.models import Shelf
from search.api import rebuild
from tests.factories.framework import load_starter
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user
from tests.factories.shelves import titles_on


def test_found_compared_kept_and_shared(
    page: Any, sign_in: Any, axe: Any, shot: Any, settings: Any, tmp_path: Path
) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    load_starter()
    author, teacher, colleague = (
        make_user("author"),
        make_user("teacher"),
        make_user(login="petrov"),
    )
    for title in ("Закон Ома на опыте", "Закон Ома в задачах"):
        publish(make_object(by=author, draft=make_draft(title)))
    rebuild(now=now())

    page.goto("/search/?q=закон Ома")
    for box in page.get_by_label("сравнить").all():
        box.check()
    page.get_by_text("Отмечено: 2").wait_for()
    page.get_by_role("button", name="Сравнить").click()
    page.get_by_role("heading", name="Сравнение материалов").wait_for()
    assert axe(page) == []
    shot(page, "compare")

    sign_in(page, teacher)
    page.goto("/search/?q=закон Ома")
    for title in ("Закон Ома на опыте", "Закон Ома в задачах"):
        button = page.get_by_role("button", name=re.compile(f"На мою полку ?: {title}"))
        button.click()
        page.get_by_role("button", name=re.compile(f"Лежит на полке .* ?: {title}")).wait_for()
    page.get_by_role("link", name="Открыть полку").first.click()
    page.get_by_role("button", name="Переместить «Закон Ома в задачах» выше").click()
    first = page.locator("[data-item]").first
    first.get_by_text("Закон Ома в задачах").first.wait_for()
    first.locator("[data-handle]").drag_to(page.locator("[data-item]").last)
    page.locator("[data-item]").last.get_by_text("Закон Ома в задачах").first.wait_for()
    assert axe(page) == []
    shot(page, "shelf")
    page.get_by_role("link", name="Поделиться").click()
    page.get_by_label("Логин или почта коллеги").fill("petrov")
    page.get_by_role("button", name="Поделиться").click()
    page.get_by_text("Разрешить менять").first.wait_for()
    assert axe(page) == []

    sign_in(page, colleague)
    page.goto("/notices/")
    page.get_by_role("link", name="Коллега открыл вам полку «Моя полка»").click()
    page.get_by_text("вы можете её читать").wait_for()
    assert axe(page) == []
    shelf = Shelf.objects.get(owner=teacher)
    assert titles_on(shelf) == ["Закон Ома на опыте", "Закон Ома в задачах"]
