"""A gap of the framework becomes a call, the call a published material, with real clicks."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from core.api import now
from learning_objects.api import get_object, object_url, save_draft
from learning_objects.data import TopicRef
from moderation.api import claim, submission_of
from moderation.models import Commission, Taking
from tests.factories.commissions import approve_it
from tests.factories.framework import load_programmes
from tests.factories.library import CURRENT, topic
from tests.factories.moderation import scenario_draft
from tests.factories.people import make_user

TITLE = "Ток в лампе: опыт без лаборатории"


@pytest.fixture
def framework(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    load_programmes(tmp_path / "programmes")


def test_a_gap_becomes_a_call_and_the_call_a_material(
    page, framework, sign_in, axe, shot, live_server
):
    methodologist, author = make_user("methodologist"), make_user("author")
    expert = make_user("moderator")

    # The methodologist finds a topic with nothing and calls for an author from there.
    sign_in(page, methodologist)
    page.goto("/calls/")
    assert axe(page) == []
    page.click("a[href='/calls/gaps/']")
    assert axe(page) == []
    shot(page, "gaps")
    page.get_by_role("link", name="Физика", exact=True).click()
    assert axe(page) == []
    row = page.get_by_role("row").filter(has_text=CURRENT)
    row.get_by_role("link", name="Заказать").click()
    page.wait_for_url("**/calls/new/**")
    expect(page.locator("topic-chooser").get_by_text(CURRENT).first).to_be_attached()
    page.fill("input[name=title]", TITLE)
    page.fill("textarea[name=wanted]", "Урок с опытом, который идёт в обычном классе.")
    assert axe(page) == []
    page.click("main form button.btn--primary")
    page.get_by_role("button", name="Открыть заказ").click()
    call = Commission.objects.get()
    assert call.state == "open"
    assert axe(page) == []
    shot(page, "call-open")

    # An author finds it among the calls and applies.
    sign_in(page, author)
    page.goto("/cabinet/")
    page.click("a[href='/calls/']")
    page.get_by_role("link", name=TITLE).click()
    page.fill("textarea[name=plan]", "Батарейка, лампа, два провода; токи сравним по яркости.")
    page.click("#apply button.btn--primary")
    page.locator("#mine").wait_for()
    assert axe(page) == []

    # The methodologist accepts; the author begins the draft, whose topic comes from the call.
    sign_in(page, methodologist)
    page.goto(f"/calls/{call.uuid}/")
    page.get_by_role("button", name="Принять").click()
    page.get_by_text("Место за автором").wait_for()
    assert axe(page) == []
    shot(page, "call-accepted")
    sign_in(page, author)
    page.goto("/calls/mine/")
    assert axe(page) == []
    page.get_by_role("button", name="Начать черновик").click()
    page.wait_for_url("**/cabinet/**")
    expect(page.get_by_text("Отвечает на заказ")).to_have_count(1)
    publish(page, author, expert, sign_in, axe)

    # The call is answered: it shows the material, and everybody reads that.
    sign_in(page, methodologist)
    page.goto(f"/calls/{call.uuid}/")
    call.refresh_from_db()
    made = Taking.objects.get().learning_object
    assert (call.state, Taking.objects.get().state) == ("closed", "fulfilled")
    expect(page.locator(f"main a[href='{object_url(made.uuid)}']").first).to_be_attached()
    assert axe(page) == []
    shot(page, "call-answered")
    page.goto("/calls/board/")
    assert axe(page) == []
    shot(page, "call-board")


def publish(page: Any, author: Any, expert: Any, sign_in: Any, axe: Any) -> None:
    """Write the material, send it by the page, and let the expert see the call and approve."""
    made = Taking.objects.get().learning_object
    draft = scenario_draft(TITLE, topics=[TopicRef(topic())])
    save_draft(learning_object=get_object(uuid=made.uuid), draft=draft, by=author, now=now())
    page.goto(f"/review/submit/{made.uuid}/")
    page.click("main form[method=post] button.btn--primary")
    page.wait_for_url(f"**/cabinet/{made.uuid}/")
    assert Taking.objects.get().state == "submitted"
    submission = submission_of(made.uuid)
    sign_in(page, expert)
    page.goto(f"/review/{submission.uuid}/")
    expect(page.get_by_text("Отвечает на заказ")).to_have_count(1)
    assert axe(page) == []
    claim(submission=submission, by=expert, now=now())
    approve_it(submission, by=expert, now=now())
