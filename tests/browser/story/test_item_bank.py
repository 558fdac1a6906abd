"""A teacher takes a file in, tries an item, sees how the mark came about, and shares it."""

from __future__ import annotations

from typing import Any

from tests.factories.people import make_user

GIFT = """::Единица силы:: В чём измеряют силу? {~джоуль#Это единица работы. =ньютон ~ватт}

::Плотность:: Плотность воды, кг/м³? {#1000}
"""


def test_a_file_becomes_items_that_are_tried(page: Any, sign_in: Any, axe: Any, shot: Any) -> None:
    sign_in(page, make_user("author"))
    page.goto("/items/")
    page.get_by_role("link", name="Загрузить файл").first.click()
    file = {"name": "сила.gift", "mimeType": "text/plain", "buffer": GIFT.encode()}
    page.get_by_label("Файл").set_input_files(file)
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
