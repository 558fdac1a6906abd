"""The core of the main job, with real clicks: teacher → expert → teacher → expert → everyone."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import expect

from learning_objects.models import LearningObject, LearningObjectVersion
from search.api import run_writer
from tests.browser.review import answer_rubric, vote
from tests.factories.people import make_user

PASSWORD = "утро-над-Волгой-42"
TITLE = "Почему лёд плавает"
# Wagtail's own admin: its violations are not ours to mend; ours are in the form's content.
STOCK = ("#wagtail", ".w-sidebar", ".sidebar-container", "[data-side-panel]", ".Draftail-Editor")


@pytest.fixture
def library(tmp_path, settings):
    """The starter framework, and the search writer running beside the server."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    call_command("framework_import", "--starter", verbosity=0)
    stop = threading.Event()

    def work() -> None:
        try:
            run_writer(stop=stop)
        finally:
            connection.close()

    writer = threading.Thread(target=work)
    writer.start()
    yield
    stop.set()
    writer.join(timeout=20)


def sign_in_by_form(page: Any, login: str) -> None:
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile(r"^(?!.*/account/login).*$"))


def add_block(page: Any, field: str, name: Any) -> None:
    """Press the plus of a stream field and choose the block when there is a choice."""
    stream = page.locator(f"[data-contentpath='{field}']").first
    stream.locator("button.c-sf-add-button").last.click()
    option = page.get_by_role("option", name=name)
    if option.count():
        option.first.click()


def write_scenario(page: Any) -> None:
    """Fill the editing screen as a teacher would: about, content, method."""
    page.fill("textarea[name=summary]", "Опыт со льдом, водой и маслом объясняет, что плавает.")
    page.fill("input[name=outcome]", "Смогу по плотности предсказать, утонет ли тело.")
    page.fill("input[name=length_minutes]", "40")
    choose_topic(page, "погруженное в них тело")
    page.get_by_role("tab").nth(1).click()
    write_stage(page)
    page.get_by_role("tab").nth(2).click()
    for number, point in enumerate(
        (
            "Плотность льда меньше плотности воды.",
            "Тело плавает, если оно легче воды того же объёма.",
            "Масло легче воды, поэтому остаётся наверху.",
        )
    ):
        add_block(page, "key_points", "")
        page.locator(f"[name='key_points-{number}-value']").fill(point)


def choose_topic(page: Any, words: str) -> None:
    add = page.locator("#id_topic_links-ADD")
    add.click()
    chooser = page.locator("topic-chooser").last
    box = chooser.get_by_role("combobox")
    box.fill(words)
    option = chooser.get_by_role("option").first
    option.wait_for()
    option.click()


def write_stage(page: Any) -> None:
    add_block(page, "body", re.compile("Этап|Stage"))
    page.locator("[name='body-0-value-title']").fill("Опыт: лёд, вода, масло")
    page.locator("[name='body-0-value-minutes']").fill("35")
    page.locator("[name='body-0-value-teacher_does']").fill(
        "Опускает лёд в воду и в масло, просит предсказать результат."
    )
    page.locator("[name='body-0-value-pupils_do']").fill("Записывают предсказание и сверяют.")


def save(page: Any) -> None:
    page.keyboard.press("Control+s")
    page.locator(".messages .success, [data-controller='w-messages'] .success").first.wait_for()


def test_a_scenario_goes_from_a_teacher_to_everyone(page, library, axe, shot):
    make_user("author", login="teacher", password=PASSWORD)
    make_user("moderator", login="expert", password=PASSWORD)

    # The teacher writes a scenario whose minutes do not add up yet.
    sign_in_by_form(page, "teacher")
    shot(page, "cabinet-empty")
    assert axe(page) == []
    page.click("a[href='/cabinet/create/']")
    assert axe(page) == []
    page.fill("input[name=title]", TITLE)
    page.click("main button[type=submit], main form button.btn--primary")
    page.wait_for_url("**/studio/objects/edit/**")
    write_scenario(page)
    save(page)
    made = LearningObject.objects.get()
    checks = page.locator("studio-checks")
    checks.get_by_text(re.compile(r"35.*40")).first.wait_for()
    shot(page, "editor")

    # Submission names the place and refuses; the minutes are mended, then it goes.
    page.goto(f"/review/submit/{made.uuid}/")
    expect(page.locator("form[method=post] button.btn--primary")).to_have_count(0)
    assert axe(page) == []
    page.goto(f"/studio/objects/edit/{made.pk}/")
    page.get_by_role("tab").nth(1).click()
    page.locator("[name='body-0-value-minutes']").fill("40")
    save(page)
    submit(page, made)
    assert axe(page) == []
    shot(page, "cabinet-in-review")

    # The expert takes it, asks for a change at the stage, and returns it.
    review_and_return(page, axe, shot)

    # The teacher reads the remark, mends the stage, says so, and sends it again.
    sign_in_by_form(page, "teacher")
    page.goto(f"/cabinet/{made.uuid}/")
    expect(page.locator(".remark").get_by_text("Добавьте вывод")).to_have_count(1)
    shot(page, "cabinet-returned")
    assert axe(page) == []
    page.goto(f"/studio/objects/edit/{made.pk}/")
    page.get_by_role("tab").nth(1).click()
    page.locator("[name='body-0-value-pupils_do']").fill(
        "Записывают предсказание, сверяют и делают вывод о плотностях."
    )
    save(page)
    page.goto(f"/cabinet/{made.uuid}/")
    page.click("form[action$='/done/'] button")
    submit(page, made)

    # The expert sees what changed, settles the remark and approves.
    settle_and_approve(page, axe, shot)
    version = LearningObjectVersion.objects.get()
    assert version.number == 1

    # Anyone, without an account, finds it by search and by topic, and reads it.
    read_as_visitor(page, made, axe, shot)


def submit(page: Any, made: LearningObject) -> None:
    page.goto(f"/cabinet/{made.uuid}/")
    page.click(f"a[href='/review/submit/{made.uuid}/']")
    page.click("main form[method=post] button.btn--primary")
    page.wait_for_url(f"**/cabinet/{made.uuid}/")


def review_and_return(page: Any, axe: Any, shot: Any) -> None:
    sign_in_by_form(page, "expert")
    page.goto("/review/")
    assert axe(page) == []
    shot(page, "review-queue")
    page.get_by_role("link", name=TITLE).first.click()
    page.click("form[action$='/claim/'] button")
    page.locator("#remark-form").wait_for()
    page.locator("#remark-form select").first.select_option(index=1)
    page.locator("#remark-form textarea").fill("Добавьте вывод: что сравнивают ученики?")
    page.click("#remark-form button.btn")
    page.locator("#remarks").get_by_text("Добавьте вывод").first.wait_for()
    assert axe(page) == []
    shot(page, "review-screen")
    answer_rubric(page, failed=("check",))
    page.click("#decision-form button[formaction$='/letter/']")
    drafted = re.compile("Добавьте вывод: что сравнивают ученики")
    expect(page.locator("#decision-letter")).to_have_value(drafted)
    page.locator("#decision-letter").press("Control+Home")
    page.keyboard.type("Хороший опыт. ")
    assert axe(page) == []
    shot(page, "review-letter")
    vote(page, "return")


def settle_and_approve(page: Any, axe: Any, shot: Any) -> None:
    sign_in_by_form(page, "expert")
    page.goto("/review/")
    page.get_by_role("link", name=TITLE).first.click()
    page.click("form[action$='/claim/'] button")
    page.locator("#remark-form").wait_for()
    page.click("#remarks form[action$='/resolve/'] button")
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
    answer_rubric(page)
    vote(page, "approve")


def read_as_visitor(page: Any, made: LearningObject, axe: Any, shot: Any) -> None:
    page.context.clear_cookies()
    page.goto("/")
    page.keyboard.press("/")  # the key that leads to the search box
    page.keyboard.type("плавают льды")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    found = page.get_by_role("link", name=TITLE).first
    found.wait_for()
    assert axe(page) == []
    shot(page, "search-results")
    found.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/objects/{made.uuid}/")
    expect(page.locator("main")).to_contain_text("делают вывод о плотностях")
    assert axe(page) == []
    shot(page, "object-page")
    page.locator("a[href^='/topics/']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/**")
    expect(page.get_by_role("link", name=TITLE).first).to_be_attached()
    assert axe(page) == []
    shot(page, "topic-page")
