"""From a gap of the map to a call; objects find their places in a new edition, with real clicks."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from core.api import now
from framework.actions.editing import NodeText
from framework.api import merge_nodes, publish_version, retire_node, split_node
from learning_objects.coverage_map.counting import refresh_coverage
from learning_objects.data import TopicRef
from learning_objects.models import RealignmentProposal
from learning_objects.realignment import bulk
from learning_objects.realignment.actions import follow_framework
from learning_objects.realignment.queries import list_realignments
from notices.models import Notice
from tests.factories.editions import make_draft_edition
from tests.factories.framework import load_programmes
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user
from tests.factories.readers import rate

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
HEATING = "Тепловые процессы"


@pytest.fixture
def framework(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    load_programmes(tmp_path / "programmes")
    while follow_framework(now=now()):
        pass


@pytest.fixture
def look(page, axe, shot):
    """``look(name)``: nothing serious for axe at both widths, nothing wider than a phone."""

    def examine(name: str) -> None:
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            assert axe(page) == [], f"{name} {size['width']}"
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name}: {wide} px of content"
        shot(page, name)

    return examine


def fill_library(author: Any) -> None:
    """Materials on topics of physics, rated or not, and one on geography."""
    for number in range(6):
        publish_on(CURRENT, title=f"Ток в цепи, урок {number + 1}", by=author)
    both = publish_on(CURRENT, HEAT, title="От молекул к току", by=author)
    rate(both.object_uuid, stars=5)
    publish_on(HEAT, title="Молекулы и тепло", by=author)
    publish_on(HEATING, title="Чайник и термос", by=author)
    draft = make_draft("Карта лесов", topics=[TopicRef(topic(FORESTS))])
    publish(make_object(kind="material", by=author, draft=draft))


def test_from_a_gap_of_the_map_to_a_call(page, framework, sign_in, look):
    fill_library(make_user("author"))
    sign_in(page, make_user("methodologist"))
    page.goto("/coverage/")
    look("coverage-empty")
    page.get_by_role("button", name="Пересчитать").click()
    page.get_by_text("Библиотека подсчитывается. Загляните через минуту.").wait_for()
    refresh_coverage(now=now())  # what the queued task does
    page.reload()
    page.get_by_text("10 опубликованных материалов").wait_for()
    look("coverage")
    page.select_option("#colour", "quality")
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_text("100 %").first).to_be_attached()
    look("coverage-quality")
    page.get_by_role("link", name="Таблица").click()
    look("coverage-table")
    page.get_by_role("link", name="Карта", exact=True).click()
    page.locator(".heat__cell a").filter(has_text="100 %").click()
    page.get_by_role("heading", name="Физика, 8 класс").wait_for()
    look("coverage-part")
    page.check("#gaps")
    page.select_option("#kind", "material")
    page.get_by_role("button", name="Показать").click()
    row = page.get_by_role("row").filter(has_text=HEATING)
    row.get_by_role("link", name="Заказать").click()
    page.wait_for_url("**/calls/new/**")
    expect(page.locator("topic-chooser").get_by_text(HEATING).first).to_be_attached()
    assert page.input_value("select[name=kind]") == "material"


def new_edition(by: Any) -> None:
    """Merge one topic, split another, take a third out."""
    draft = make_draft_edition(now=now(), by=by)
    facts: dict[str, Any] = {"version": draft.uuid, "by": by, "now": now()}
    merge_nodes(into=topic(HEAT), gone=[topic(HEATING)], **facts)
    split_node(node=topic(CURRENT), parts=[NodeText("Переменный ток")], **facts)
    retire_node(node=topic(FORESTS), **facts)
    publish_version(version=draft, by=by, now=now())
    while follow_framework(now=now()):
        pass


def test_objects_find_their_places_in_a_new_edition(page, framework, sign_in, look):
    author, methodologist = make_user("author"), make_user("methodologist")
    fill_library(author)
    new_edition(methodologist)
    sign_in(page, methodologist)
    page.goto("/coverage/")
    page.get_by_role("link", name="Новые редакции").click()
    look("realignments")
    page.locator("main table a").click()
    look("realignment")

    # The orphan stands first: another topic is chosen, by keyboard.
    orphan = page.locator(".proposal").first
    expect(orphan).to_contain_text("Карта лесов")
    orphan.get_by_role("combobox", name="Найти тему").press_sequentially("ток")
    option = orphan.locator("[role=option]").first
    option.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    orphan.get_by_role("button", name="Перенести сюда").press("Enter")
    page.get_by_text("Материал стоит на новом месте").wait_for()

    # A split: one of the two parts; the next one is left as it is, and that is taken back.
    split = page.locator(".proposal").filter(has_text="Переменный ток").first
    title = split.locator("h3").inner_text()
    split.get_by_label("Переменный ток").uncheck()
    split.get_by_role("button", name="Принять").click()
    page.get_by_text("Материал стоит на новом месте").wait_for()
    chosen = RealignmentProposal.objects.get(change="split", state="accepted")
    assert len(chosen.chosen) == 1
    assert Notice.objects.filter(recipient=author, data__title=title).count() == 1
    page.locator(".proposal").first.get_by_role("button", name="Оставить как есть").click()
    page.get_by_text("Материал оставлен там, где был").wait_for()
    page.select_option("#state", "declined")
    page.get_by_role("button", name="Отобрать").click()
    look("realignment-declined")
    page.get_by_role("button", name="Отменить решение").click()
    page.get_by_text("Решение отменено").wait_for()

    # All that is ready, after a page that says the number; the numbers move without a reload.
    page.get_by_role("link", name="Принять всё готовое").click()
    look("realignment-all")
    page.get_by_role("button", name="Принять все").click()
    page.get_by_text("Предложения принимаются").wait_for()
    look("realignment-at-work")
    [edition] = list_realignments()
    bulk.run_work(realignment=edition.uuid)
    page.get_by_text("Предложения принимаются").wait_for(state="detached")
    page.get_by_role("link", name="Отменить всё").wait_for()
    [edition] = list_realignments()
    assert (edition.ready, edition.orphans) == (0, 0)
    page.select_option("#state", "accepted")
    page.get_by_role("button", name="Отобрать").click()
    look("realignment-accepted")
