"""A methodologist writes the next edition: by keyboard, by hand, and publishes it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.data import METHODOLOGIST
from framework.actions.crosswalks import Pair, link_nodes
from framework.models import FrameworkNode, FrameworkVersion, NodeComment
from tests.factories.editions import make_other_framework
from tests.factories.framework import load_programmes, node_titled
from tests.factories.people import make_user

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SECTION, HEAT, MATTER = "Тепловые явления", "Тепловые процессы", "Строение вещества"
FORESTS, LEAVES = "Леса и люди", "Ёлки и другие растения"


@pytest.fixture
def keeper(tmp_path: Any) -> Any:
    load_programmes(tmp_path)
    return make_user(METHODOLOGIST)


@pytest.fixture
def seen(page: Any, axe: Any, shot: Any) -> Any:
    """``seen(name)``: the page is sound at both widths; its picture is taken."""

    def look(name: str) -> None:
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            assert axe(page) == []
            wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide <= room, f"{name}: {wide} px of content in {room} px"
        shot(page, name)

    return look


def item(page: Any, title: str) -> Any:
    pattern = re.compile(rf"^{re.escape(title)} ")
    return page.get_by_role("treeitem", name=pattern)


def unfold(page: Any, *titles: str) -> None:
    """Open branch after branch by keyboard, each found by typing its first letters."""
    for title in titles:
        item(page, title).focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "() => document.activeElement.getAttribute('aria-expanded') === 'true'"
        )


def open_branches(page: Any) -> None:
    page.wait_for_selector("[data-ready]")
    page.get_by_role("treeitem").first.focus()
    page.keyboard.press("End")
    page.keyboard.type("физ")
    assert "Физика" in page.evaluate("document.activeElement.textContent")
    unfold(page, "Физика", "Физика. 8 класс (базовый уровень)", "8 класс", SECTION)
    unfold(page, "География", "География. 5 класс", "5 класс", LEAVES)


def rows(title: str) -> list[str]:
    """The titles right below a node of the draft."""
    node = FrameworkNode.objects.filter(version__status="draft", title=title).last()
    return [child.title for child in node.get_children()]


def carry(page: Any, title: str, onto: str, *, share: float) -> None:
    """Take a node by the mouse and hold it over another, at this share of its height."""
    item(page, title).locator("..").hover()
    page.mouse.down()
    box = item(page, onto).locator("..").bounding_box()
    height = box["y"] + box["height"] * share
    page.mouse.move(box["x"] + 60, height, steps=4)
    page.mouse.move(box["x"] + 62, height)  # the second move is what tells where it is


def becomes(page: Any, title: str, expected: list[str]) -> None:
    """Wait until these stand below the node: the move of a script is a request of its own."""
    for _turn in range(60):
        if rows(title) == expected:
            return
        page.wait_for_timeout(100)
    assert rows(title) == expected


def test_an_edition_is_written_by_keyboard_and_by_hand_and_published(page, sign_in, keeper, seen):
    sign_in(page, keeper)
    page.goto("/framework/")
    seen("workbench-editions")
    page.click("a[href$='/draft/']")
    page.fill("input[name=label]", "2026")
    page.fill("textarea[name=note]", "Тепловые явления разделены подробнее")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tree/")
    assert FrameworkVersion.objects.filter(label="2026", status="draft").exists()
    open_branches(page)
    seen("workbench-tree")

    # Renamed by keyboard.
    item(page, HEAT).focus()
    page.keyboard.press("F2")
    page.wait_for_function("() => document.activeElement.name === 'title'")
    page.keyboard.type("Тепловые процессы и машины")
    page.keyboard.press("Enter")
    page.wait_for_url("**?node=*")
    page.wait_for_selector("[data-ready]")
    renamed = item(page, "Тепловые процессы и машины")
    assert renamed.evaluate("element => element === document.activeElement")
    seen("workbench-node")

    # Moved by keyboard: among its neighbours, then cut and put into another section.
    page.keyboard.press("Alt+ArrowUp")
    becomes(page, SECTION, ["Тепловые процессы и машины", MATTER])
    page.get_by_text("Перенесено.").wait_for()
    item(page, MATTER).focus()
    page.keyboard.press("Control+KeyX")
    item(page, LEAVES).focus()
    page.get_by_role("button", name="Поставить внутрь").click()
    becomes(page, LEAVES, [FORESTS, MATTER])
    page.get_by_role("button", name="Поставить внутрь").wait_for(state="hidden")

    # Moved back by hand: dropped above the lower edge of its former neighbour.
    carry(page, MATTER, "Тепловые процессы и машины", share=0.9)
    page.mouse.up()
    becomes(page, SECTION, ["Тепловые процессы и машины", MATTER])
    assert rows(LEAVES) == [FORESTS]


def test_a_drop_place_is_drawn_while_a_node_is_carried(page, sign_in, keeper, shot):
    sign_in(page, keeper)
    _open_draft(page)
    open_branches(page)
    carry(page, MATTER, FORESTS, share=0.1)
    expect(page.locator(".branch__row--before")).to_have_count(1)
    shot(page, "workbench-drag")
    page.mouse.up()
    becomes(page, LEAVES, [MATTER, FORESTS])


def test_what_is_typed_about_a_node_is_not_lost_unasked(page, sign_in, keeper):
    sign_in(page, keeper)
    _open_draft(page)
    open_branches(page)
    item(page, HEAT).click()
    page.get_by_role("heading", name=HEAT).wait_for()
    title = page.locator(".bench__form [name=title]")
    title.fill("Теплота")

    # The panel stays as it is when a node is moved, and the row of its node stays marked.
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    item(page, MATTER).focus()
    page.keyboard.press("Alt+ArrowDown")
    becomes(page, SECTION, [HEAT, MATTER])
    page.get_by_text("Перенесено.").wait_for()
    assert asked == []
    assert title.input_value() == "Теплота"
    expect(page.locator(".branch__row--chosen")).to_contain_text(HEAT)

    # Another node is shown when the person lets the words go, and not before.
    item(page, MATTER).click()
    page.wait_for_timeout(300)
    assert len(asked) == 1
    assert "не сохранено" in asked[0]
    assert title.input_value() == "Теплота"
    page.once("dialog", lambda dialog: dialog.accept())
    item(page, MATTER).click()
    page.get_by_role("heading", name=MATTER).wait_for()
    assert title.input_value() == MATTER

    # Leaving the page asks, too; saving does not.
    title.fill("Атомы")
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Разделить").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert asked[1:] == ["beforeunload"]
    page.locator(".bench__form button[type=submit]").click()
    page.get_by_text("Сохранено.").wait_for()
    assert rows(SECTION) == [HEAT, "Атомы"]


def _open_draft(page: Any) -> None:
    page.goto("/framework/")
    page.click("a[href$='/draft/']")
    page.fill("input[name=label]", "2026")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/tree/")


def test_nodes_are_merged_split_talked_about_and_the_edition_is_published(
    page, sign_in, keeper, seen
):
    sign_in(page, keeper)
    _open_draft(page)
    open_branches(page)

    # Merged: chosen in the tree by the space bar.
    for title in (HEAT, FORESTS):
        item(page, title).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Выбрано для объединения: 2").click()
    page.wait_for_url("**/merge/**")
    seen("workbench-merge")
    page.click("main form button.btn--primary")
    page.wait_for_url("**?node=*")

    # Split, after a look at the result.
    page.wait_for_selector("[data-ready]")
    item(page, MATTER).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=MATTER).wait_for()
    page.get_by_role("link", name="Разделить").click()
    page.fill("input[name=part-1-title]", "Агрегатные состояния")
    page.click("button[name=preview]")
    page.get_by_text("Получится так").wait_for()
    seen("workbench-split")
    page.locator("main form button.btn--primary").click()
    page.wait_for_url("**?node=*")

    # A word to the colleagues, settled at once.
    page.fill("#comment_text", "Проверить часы у обеих частей")
    page.get_by_role("button", name="Оставить комментарий").click()
    page.locator("#comments .remarks button").click()
    page.get_by_text(f"закрыто: {keeper.full_name}").wait_for()
    assert NodeComment.objects.get().settled_by == keeper
    page.locator("summary", has_text="История в этом черновике").click()
    seen("workbench-history")

    # Retired, and taken back from the change map.
    item(page, LEAVES).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=LEAVES).wait_for()
    page.get_by_role("link", name="Вывести").click()
    seen("workbench-retire")
    page.click("main form button.btn--danger")
    page.wait_for_url("**?node=*")
    page.get_by_role("link", name="Что меняется и публикация").click()
    seen("workbench-publish")
    page.get_by_role("button", name=re.compile(rf"Вернуть как было\s*: выведен, {LEAVES}")).click()
    page.get_by_text("Возвращено.").wait_for()
    assert FrameworkNode.objects.filter(version__status="draft", title=LEAVES).exists()

    page.locator("summary", has_text="Опубликовать редакцию").click()
    page.locator(".confirm__panel button[type=submit]").click()
    page.wait_for_url("**/changes/")
    assert FrameworkVersion.objects.get(label="2026").status == "published"
    seen("workbench-changes")


def test_crosswalks_and_what_readers_see_of_them(page, sign_in, keeper, seen, now):
    make_other_framework()
    here, there = node_titled(HEAT).uuid, node_titled("Тепловое равновесие").uuid
    sign_in(page, keeper)
    page.goto(f"/framework/crosswalks/nodes/{here}/")
    page.get_by_role("combobox", name="Найти тему").fill("равновесие")
    page.locator("topic-chooser [role=option]").first.click()
    page.fill("input[name=note]", "часть темы")
    seen("workbench-link")
    page.get_by_role("button", name="Связать").click()
    page.get_by_text("Связано.").wait_for()
    link_nodes(pair=Pair(node_titled(MATTER).uuid, there, "related"), by=keeper, now=now)
    page.goto("/framework/crosswalks/?one=frp&other=oge")
    seen("workbench-crosswalks")
    page.goto("/frameworks/")
    seen("frameworks")
    page.get_by_role("link", name="ОГЭ: физика").click()
    page.get_by_role("link", name="Тепловое равновесие").click()
    expect(page.get_by_role("link", name=HEAT)).to_have_count(1)
    seen("topic-of-another-framework")


def test_without_scripts_it_is_links_and_forms(browser, live_server, sign_in, keeper):
    context = browser.new_context(
        java_script_enabled=False, base_url=live_server.url, locale="ru-RU"
    )
    page = context.new_page()
    sign_in(page, keeper)
    _open_draft(page)
    for title in ("Физика", "Физика. 8 класс (базовый уровень)", "8 класс", SECTION, HEAT):
        page.locator(".branch__link", has=page.get_by_text(title, exact=True)).first.click()
    page.click("button[value=up]")
    assert rows(SECTION) == [HEAT, MATTER]
    page.get_by_role("link", name="Перенести").click()
    page.fill("#move-search", "леса")
    page.click("form[role=search] button")
    page.get_by_role("radio").first.check()
    page.click("button[value=after]")
    assert rows(LEAVES) == [FORESTS, HEAT]
    context.close()
