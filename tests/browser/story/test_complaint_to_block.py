"""A reader reports a problem, experts block the material, the teacher who planned it is told."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from core.api import now
from journal.api import set_homework
from journal.data import AT_HOME
from moderation.models import Submission
from schedule.models import Lesson
from tests.factories.framework import load_programmes
from tests.factories.journal import make_classroom, put_on, write_topic
from tests.factories.library import CURRENT, publish_on
from tests.factories.people import make_user

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def room(tmp_path, settings):
    """A class whose coming lesson uses a material; the library has another for the topic."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    load_programmes(tmp_path / "programmes")
    made = make_classroom()
    later = now() + timedelta(hours=20)  # the lesson of today may be over when this runs
    Lesson.objects.filter(pk=made.lesson.pk).update(
        starts_at=later, ends_at=later + timedelta(minutes=45)
    )
    write_topic(made.lesson, theme="Закон Ома")
    set_homework(lesson=made.lesson, homework="§ 12", by=made.teacher, now=now())
    publish_on(CURRENT, title="Закон Ома: виртуальная лаборатория")
    return made


def examine(page: Any, axe: Any) -> list[str]:
    """Return what is wrong with the page at a desk and on a phone."""
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        wide, width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if wide > width:
            found.append(f"{wide} px of content in {width} px")
        found += axe(page)
    page.set_viewport_size(DESK)
    return found


def test_a_report_leads_to_a_block_and_the_teacher_is_told(page, room, sign_in, axe, shot):
    version = publish_on(CURRENT, title="Опыт с ртутью")
    put_on(room.lesson, version, AT_HOME)

    # A reader without an account.
    page.goto(f"/objects/{version.object_uuid}/")
    page.get_by_role("link", name="Сообщить о проблеме").click()
    assert examine(page, axe) == []
    page.get_by_role("button", name="Отправить сообщение").click()
    expect(page.locator(".errors").nth(1)).to_be_attached()
    page.get_by_label("не подходит детям или опасно для них").check()
    page.get_by_label("Опишите проблему").fill("Опыт с ртутью нельзя повторять дома.")
    shot(page, "report")
    page.get_by_role("button", name="Отправить сообщение").click()
    page.get_by_role("heading", level=1, name="Спасибо").wait_for()
    shot(page, "report-thanks")
    assert examine(page, axe) == []

    # An expert sees what was said, and blocks.
    look = Submission.objects.get(purpose="recheck")
    sign_in(page, make_user("moderator"))
    page.goto("/review/")
    page.locator(f"a[href='/review/{look.uuid}/']").first.click()
    page.get_by_role("button", name="Взять на проверку").click()
    expect(page.get_by_text("Опыт с ртутью нельзя повторять дома.")).to_be_visible()
    page.locator(".criterion").first.wait_for()
    for group in page.locator(".criterion").all():
        group.get_by_label("нет", exact=True).check()
    page.fill("#decision-letter", "Опыт опасен для детей.")
    page.get_by_role("button", name="Заблокировать").click()
    page.locator("#decision-error").wait_for()
    assert page.locator("#decision-letter").input_value() == "Опыт опасен для детей."
    page.check("#take-out-certain")
    shot(page, "recheck-decision")
    assert examine(page, axe) == []
    page.get_by_role("button", name="Заблокировать").click()
    page.wait_for_url("**/review/")

    # The bell tells the teacher; the lesson says it and offers another one.
    call_command("tell_teachers", verbosity=0)
    sign_in(page, room.teacher)
    page.goto("/")
    page.get_by_role("link", name="Уведомления: 1 новое").click()
    shot(page, "bell-blocked")
    page.get_by_role("link", name="Заблокирован институтом: «Опыт с ртутью»").click()
    page.wait_for_url(f"**/lessons/{room.lesson.uuid}/")
    expect(page.get_by_text("Опыт опасен для детей.")).to_be_visible()
    expect(page.locator("#offers").get_by_text("виртуальная лаборатория").first).to_be_attached()
    shot(page, "lesson-blocked")
    assert examine(page, axe) == []

    # The family does not meet it, nobody opens it.
    sign_in(page, room.pupil)
    page.goto("/diary/")
    expect(page.get_by_text("§ 12").first).to_be_attached()
    expect(page.get_by_text("Опыт с ртутью")).to_have_count(0)
    assert page.goto(f"/objects/{version.object_uuid}/").status == 410

    # A chief puts it back.
    sign_in(page, make_user("chief_moderator"))
    page.goto("/review/withdrawn/")
    shot(page, "withdrawn")
    assert examine(page, axe) == []
    page.get_by_role("link", name=re.compile("^Вернуть.*Опыт с ртутью")).click()
    page.get_by_label("Причина").fill("Опыт заменён безопасным.")
    shot(page, "put-back")
    assert examine(page, axe) == []
    page.get_by_role("button", name="Вернуть в библиотеку").click()
    page.wait_for_url(f"**/objects/{version.object_uuid}/")
