"""The other half of the main job: a teacher puts an object on a lesson, the family opens it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from core.api import now
from journal.models import LessonEntry, LessonMaterial
from tests.factories.framework import load_programmes
from tests.factories.journal import (
    make_classroom,
    next_lesson,
    publish_again,
    withdraw,
    write_topic,
)
from tests.factories.library import CURRENT, HEAT, publish_on
from tests.factories.school import make_guardian

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def school(tmp_path, settings):
    """A class with lessons this week, and a small library with something for their topic."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    load_programmes(tmp_path / "programmes")
    room = make_classroom()
    publish_on(CURRENT, title="Закон Ома: опыт с реостатом")
    publish_on(HEAT, title="Из чего состоит вещество")
    other = make_classroom(time_zone="Asia/Yekaterinburg")
    make_guardian(other.pupil, person=room.guardian)
    write_topic(other.lesson, HEAT)
    next_lesson(room, days=0, slot=3)
    call_command("search_rebuild", verbosity=0)
    return room


def examine(page: Any, axe: Any) -> list[str]:
    """Return what is wrong with the page at a desk and on a phone."""
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if wide > room:
            found.append(f"{wide} px of content in {room} px")
        found += axe(page)
    page.set_viewport_size(DESK)
    return found


def test_a_material_goes_from_the_offers_to_the_family(page, school, axe, shot, sign_in):
    # The teacher sees what the week lacks, and opens the lesson.
    sign_in(page, school.teacher)
    page.goto("/lessons/")
    shot(page, "my-lessons")
    assert examine(page, axe) == []
    page.locator(f"a[href='/lessons/{school.lesson.uuid}/']").click()

    # The topic is chosen in the chooser, within subject and grade.
    box = page.locator("topic-chooser").get_by_role("combobox")
    box.fill("электрический ток")
    page.locator("topic-chooser").get_by_role("option").first.click()
    page.fill("input[name=theme]", "Закон Ома на опыте")
    page.get_by_role("button", name="Сохранить тему").click()
    page.get_by_role("heading", level=1, name="Закон Ома на опыте").wait_for()
    assert LessonEntry.objects.get(lesson=school.lesson).topic_title == CURRENT

    # What is offered says why; one press puts it on the lesson.
    offers = page.locator("#offers")
    expect(offers.get_by_text("тема урока")).to_have_count(1)
    shot(page, "lesson-offers")
    assert examine(page, axe) == []
    offers.get_by_role("button", name=re.compile("На дом.*Закон Ома")).click()
    page.locator("#materials").get_by_role("link", name="Закон Ома: опыт с реостатом").wait_for()

    # Something else is found by search, looked at, and taken; it is removed and put back.
    page.fill("#find-q", "вещество")
    page.press("#find-q", "Enter")
    page.locator("#find").get_by_role("link", name=re.compile("Из чего состоит")).click()
    assert examine(page, axe) == []
    shot(page, "lesson-preview")
    page.get_by_role("button", name="На урок").click()
    page.locator("#materials").get_by_role("button", name=re.compile("Убрать.*Из чего")).click()
    page.get_by_role("button", name="Вернуть").click()
    page.locator("#materials").get_by_role("link", name="Из чего состоит вещество").wait_for()
    page.fill("textarea[name=homework]", "Читать § 12, ответить на вопросы.")
    page.get_by_role("button", name="Сохранить задание").click()
    shot(page, "lesson-filled")
    assert examine(page, axe) == []

    # A newer version is offered to the teacher; the family still gets the pinned one.
    pinned = LessonMaterial.objects.get(title="Закон Ома: опыт с реостатом")
    publish_newer(pinned)
    page.reload()
    page.get_by_role("button", name="Взять версию 2").wait_for()
    shot(page, "lesson-newer-version")
    assert examine(page, axe) == []

    for reader, name in ((school.guardian, "guardian"), (school.pupil, "pupil")):
        sign_in(page, reader)
        open_from_the_diary(page, pinned, axe, shot, name)


def publish_newer(pinned: LessonMaterial) -> None:
    from learning_objects.api import get_version

    publish_again(get_version(uuid=pinned.object_uuid), "Закон Ома: опыт с двумя реостатами")


def open_from_the_diary(page: Any, pinned: LessonMaterial, axe: Any, shot: Any, name: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.locator("summary", has_text="Меню").click()
    page.locator(".site-menu").get_by_role("link", name="Дневник").click()
    page.wait_for_url("**/diary/")
    main = page.locator("main")
    for words in ("Закон Ома на опыте", "Читать § 12", "Из чего состоит вещество"):
        expect(main.get_by_text(words).first).to_be_attached()
    shot(page, f"diary-{name}")
    assert examine(page, axe) == []
    page.set_viewport_size(PHONE)
    link = main.get_by_role("link", name=pinned.title)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/objects/{pinned.object_uuid}/v/1/**")
    expect(page.get_by_role("heading", level=1, name=pinned.title)).to_have_count(1)
    shot(page, f"diary-opened-{name}")
    assert examine(page, axe) == []
    page.get_by_role("link", name="Вернуться в дневник").click()
    page.wait_for_url("**/diary/")


def test_states_that_are_not_the_happy_ones(page, school, axe, shot, sign_in):
    """Withdrawn material, a cancelled lesson, an empty week, one child of two, a printed week."""
    from schedule.api import cancel_lesson
    from tests.factories.journal import put_on

    gone = publish_on(CURRENT, title="Отозванный опыт")
    put_on(school.lesson, gone)
    withdraw(gone)
    cancelled = next_lesson(school, days=0, slot=4)
    write_topic(cancelled)
    cancel_lesson(lesson=cancelled, by=None, now=now())

    sign_in(page, school.guardian)
    for address in (
        "/diary/",
        f"/diary/of/{school.pupil.uuid}/",
        "/diary/2026-W32/",
        f"/lessons/{school.lesson.uuid}/",
        f"/lessons/{cancelled.uuid}/",
    ):
        page.goto(address)
        shot(page, "family" + address.replace("/", "-").replace(str(school.pupil.uuid), "child"))
        assert examine(page, axe) == [], address
    page.emulate_media(color_scheme="dark")
    page.goto("/diary/")
    assert examine(page, axe) == []
    page.emulate_media(media="print", color_scheme="light")
    expect(page.locator(".week-nav")).to_be_hidden()

    sign_in(page, school.teacher)
    page.emulate_media(media="screen")
    for lesson in (school.lesson, cancelled):
        page.goto(f"/lessons/{lesson.uuid}/")
        shot(page, f"teacher-{lesson.slot}")
        assert examine(page, axe) == []
