"""Last year's plan becomes topics on the lessons, and a topic becomes material by its purpose."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from journal.models import LessonEntry, LessonMaterial
from tests.browser.story.test_lesson_to_family import examine
from tests.factories.framework import load_programmes
from tests.factories.journal import make_classroom, next_lesson, put_on
from tests.factories.library import CURRENT, HEAT, publish_on

TABLE = f"№\tТема урока\tЧасы\n1\t{HEAT}\t1\n2\t{CURRENT}\t1\n3\tЧто-то своё\t1\n"


def test_a_pasted_plan_is_checked_written_and_leads_to_material(page, tmp_path, axe, shot, sign_in):
    load_programmes(tmp_path / "programmes")
    room = make_classroom()
    publish_on(CURRENT, title="Проверочная работа: закон Ома")
    put_on(room.lesson, publish_on(CURRENT, title="Опыт с реостатом"))
    second = next_lesson(room)
    next_lesson(room, days=2)

    # The lines are pasted, the columns are guessed and confirmed.
    sign_in(page, room.teacher)
    page.goto("/lessons/")
    page.get_by_role("link", name="Планы на год").click()
    page.get_by_label("Или вставьте строки сюда").fill(TABLE)
    page.get_by_role("button", name="Прочитать таблицу").click()
    assert page.get_by_label("Тема урока").input_value() == "1"
    shot(page, "plan-columns")
    assert examine(page, axe) == []
    page.get_by_role("button", name="Найти темы").click()

    # What is unsure comes first; one topic is changed by keyboard, the rest accepted.
    page.get_by_role("link", name=re.compile("Все уроки")).click()
    shot(page, "plan-topics")
    assert examine(page, axe) == []
    page.get_by_role("link", name=re.compile("Другая тема.*своё")).press("Enter")
    assert examine(page, axe) == []
    page.get_by_role("button", name=re.compile(HEAT)).press("Enter")
    page.get_by_text("выбрано вами").wait_for()
    page.reload()
    expect(page.get_by_text("выбрано вами")).to_have_count(1)
    page.get_by_role("button", name="Принять все").last.click()
    page.get_by_role("button", name="Записать на уроки").click()
    page.get_by_text("План записан на 3 урока").wait_for()
    assert LessonEntry.objects.get(lesson=second).topic_title == CURRENT

    # The lesson offers by purpose; what the class had is folded, and the purpose is remembered.
    page.goto(f"/lessons/{second.uuid}/")
    offers = page.locator("#offers")
    offers.get_by_role("link", name="Проверить").click()
    offers.get_by_text(re.compile("Класс уже проходил")).click()
    offers.get_by_text("класс уже проходил это").wait_for()
    shot(page, "lesson-purposes")
    assert examine(page, axe) == []
    offers.get_by_role("button", name=re.compile("На урок.*Проверочная")).click()
    page.locator("#materials").get_by_text("для проверки").wait_for()
    assert LessonMaterial.objects.get(lesson=second).aim == "check"
