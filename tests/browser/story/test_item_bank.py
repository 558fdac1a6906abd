"""A teacher takes a file in, tries an item, sees how the mark came about, and shares it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from assessment.api import add_item
from core.api import now
from tests.factories.items import make_part
from tests.factories.people import make_user

GIFT = """::Единица силы:: В чём измеряют силу? {~джоуль#Это единица работы. =ньютон ~ватт}

::Плотность:: Плотность воды, кг/м³? {#1000}
"""


def test_a_file_becomes_items_that_are_tried(page: Any, sign_in: Any, axe: Any, shot: Any) -> None:
    sign_in(page, make_user("author"))
    page.goto("/items/")
    page.get_by_role("link", name="Загрузить файл").first.click()
    file = {"name": "сила.gift", "mimeType": "text/plain", "buffer": GIFT.encode()}
    page.get_by_label("Файл", exact=True).set_input_files(file)
    page.get_by_role("button", name="Прочитать файл").click()
    page.get_by_role("heading", name="Что принесёт файл").wait_for()
    assert axe(page) == []
    shot(page, "bank-import")
    page.get_by_role("button", name="Положить в мой банк").click()
    page.get_by_text("В вашем банке 2 задания").wait_for()
    shot(page, "bank")

    page.get_by_role("link", name="Единица силы").click()
    page.get_by_label("джоуль").check()
    page.get_by_role("button", name="Проверить ответ").click()
    page.get_by_text("Баллы: 0 из 1").wait_for()
    page.get_by_text("Это единица работы.").first.wait_for()
    page.get_by_label("ньютон").check()
    page.get_by_role("button", name="Проверить ответ").click()
    page.get_by_text("Баллы: 1 из 1").wait_for()
    assert axe(page) == []
    shot(page, "bank-item")

    page.get_by_role("button", name="Сделать готовым").click()
    page.get_by_text("Задание готово.").wait_for()
    page.get_by_role("link", name="Кто видит").click()
    page.get_by_label("все: учителя с ключом").check()
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Сохранено.").wait_for()


def test_a_formula_is_right_however_it_is_written(page: Any, sign_in: Any, axe: Any) -> None:
    author = make_user("author")
    formula = {"type": "formula", "variants": [{"formula": "x^2-1"}], "variables": ["x"]}
    made = add_item(item=make_part(formula), by=author, now=now())
    sign_in(page, author)
    page.goto(f"/items/{made.uuid}/")
    answer = page.get_by_label("Формула")
    for written, verdict in (
        ("(x-1)(x+1)", "Баллы: 1 из 1"),
        ("x^2+1", "Баллы: 0 из 1"),
        ("(x-1", "попытка не тратится"),
        ("x² − 1", "Баллы: 1 из 1"),
    ):
        answer.fill(written)
        page.get_by_role("button", name="Проверить ответ").click()
        page.get_by_text(verdict).first.wait_for()
        expect(answer).to_have_value(written)
    assert axe(page) == []
