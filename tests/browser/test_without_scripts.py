"""The whole story with JavaScript switched off: reading, signing in, submitting, reviewing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from learning_objects.models import LearningObject
from moderation.models import Submission
from tests.browser.library import OHM, PASSWORD, QUEUED, RETURNED, Library, make_library
from tests.browser.review import answer_rubric, vote
from tests.factories.library import CURRENT


@pytest.fixture
def library(tmp_path: Path, settings: Any) -> Library:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return make_library(tmp_path)


@pytest.fixture
def plain(browser: Any, base_url: str) -> Iterator[Any]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, base_url=base_url, locale="ru-RU")
    yield context.new_page()
    context.close()


def sign_in_by_form(page: Any, login: str) -> None:
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile(r"^(?!.*/account/login).*$"))


def test_a_visitor_searches_and_reads(plain, library):
    plain.goto("/")
    plain.fill("#home-search", "сопротивление")
    plain.press("#home-search", "Enter")
    plain.wait_for_url("**/search/**")
    plain.get_by_label("Физика").check()
    plain.locator("#filters button[type=submit]").click()
    plain.locator(".search-chip").wait_for()
    plain.get_by_role("link", name=OHM).first.click()
    plain.wait_for_url(f"**/objects/{library.published.uuid}/")

    expect(plain.locator("main math").first).to_be_attached()
    expect(plain.locator("main")).to_contain_text("Вывод формулы")


def test_a_visitor_walks_down_the_curriculum_and_changes_the_language(plain, library):
    plain.goto("/catalogue/")
    plain.locator(f"main a[href='{library.subject_url}']").first.click()
    plain.locator(f"main a[href^='{library.grade_url}']").first.click()
    plain.get_by_role("link", name=CURRENT).first.click()
    plain.wait_for_url(f"**{library.topic_url}")
    expect(plain.get_by_role("link", name=OHM)).to_have_count(1)

    plain.get_by_role("button", name="EN").first.click()
    plain.wait_for_load_state()
    assert plain.locator("html").get_attribute("lang") == "en"


def test_an_author_answers_the_expert_and_sends_again(plain, library):
    sign_in_by_form(plain, "teacher")
    plain.goto("/cabinet/")
    plain.get_by_role("link", name=RETURNED).click()
    plain.fill("textarea[name=text]", "Дописала вывод в конце урока.")
    plain.click("form[action$='/done/'] button")
    plain.wait_for_load_state()
    plain.click(f"a[href='/review/submit/{library.returned.uuid}/']")
    plain.click("main form[method=post] button.btn--primary")
    plain.wait_for_url(f"**/cabinet/{library.returned.uuid}/")

    assert LearningObject.objects.get(pk=library.returned.pk).state == "in_review"


def test_an_author_makes_and_copies_a_material(plain, library):
    sign_in_by_form(plain, "teacher")
    plain.goto(f"/cabinet/{library.published.uuid}/duplicate/")
    plain.click("main form[method=post] [type=submit]")
    plain.wait_for_load_state()

    made = LearningObject.objects.order_by("pk").last()
    assert made.pk > library.draft.pk
    assert made.state == "draft"


def test_an_expert_takes_remarks_settles_and_approves(plain, library):
    sign_in_by_form(plain, "expert")
    plain.goto("/review/")
    plain.get_by_role("link", name=QUEUED).first.click()
    plain.click("form[action$='/claim/'] button")
    plain.locator("#remark-form").wait_for()
    plain.fill("#remark-form textarea", "Уточните, как соединены лампы.")
    plain.click("#remark-form button[type=submit]")
    plain.locator("#remarks").get_by_text("Уточните, как соединены лампы.").first.wait_for()
    plain.locator("#remarks form[action$='/resolve/'] button").first.click()
    plain.wait_for_load_state()
    answer_rubric(plain)
    vote(plain, "approve")

    submission = Submission.objects.get(pk=library.queued.pk)
    assert submission.state == "approved"
    plain.context.clear_cookies()
    response = plain.goto(f"/objects/{submission.learning_object.uuid}/")
    assert response.status == 200
    expect(plain.locator("h1")).to_contain_text(QUEUED)


def test_an_expert_returns_with_a_letter(plain, library):
    sign_in_by_form(plain, "expert")
    plain.goto(f"/review/{library.claimed.uuid}/")
    answer_rubric(plain, failed=("check",))
    plain.fill("#decision-letter", "Хороший опыт. Не хватает вывода — допишите, пожалуйста.")
    vote(plain, "return")

    assert Submission.objects.get(pk=library.claimed.pk).state == "returned"
