"""The pages of a school and its timetable: axe, no sideways scrolling, at a desk and on a phone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from core.api import now
from schedule.api import cancel_lesson
from school.api import school_day
from tests.browser.test_every_page import ok, walk  # noqa: F401  (the fixture)
from tests.factories.framework import load_starter
from tests.factories.people import make_user
from tests.factories.school import (
    make_bells,
    make_class,
    make_class_teacher,
    make_guardian,
    make_lesson,
    make_pupil,
    make_school,
    make_school_administrator,
    make_subgroup,
    make_teacher,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> dict[str, Any]:
    """A school with two classes and a little timetable."""
    load_starter()
    school = make_school(title="Школа № 57 имени Ломоносова")
    make_bells(school)
    group, other = make_class(school, letter="Б"), make_class(school, letter="В")
    pupils = [make_pupil(group) for _number in range(6)]
    subgroup = make_subgroup(group)
    make_pupil(subgroup, person=pupils[0])
    teacher = make_teacher(school)
    day = school_day(school, now())
    make_lesson(group, teacher=teacher, day=day, slot=1, room="каб. 12")
    make_lesson(subgroup, day=day, slot=2)
    lesson = make_lesson(group, day=day, slot=3, room="каб. 4")
    make_lesson(other, day=day, slot=1, room="актовый зал")
    cancel_lesson(lesson=lesson, by=None, now=now())
    return {
        "school": school,
        "group": group,
        "subgroup": subgroup,
        "lesson": make_lesson(other, day=day, slot=2),
        "pupil": pupils[0],
        "guardian": make_guardian(pupils[0]),
        "class_teacher": make_class_teacher(group),
        "teacher": teacher,
        "administrator": make_school_administrator(school),
        "site": make_user("administrator"),
    }


def test_pages_of_a_school_administrator(world, walk, page, sign_in):  # noqa: F811
    sign_in(page, world["administrator"])
    school, group = world["school"].uuid, world["group"].uuid
    pupil = world["pupil"].uuid
    assert (
        walk(
            ok(
                f"/schools/{school}/",
                f"/schools/{school}/people/",
                f"/schools/{school}/people/?q=щыщы",
                f"/schools/{school}/people/add/",
                f"/schools/{school}/people/known/",
                f"/schools/{school}/people/import/",
                f"/schools/{school}/people/{pupil}/",
                f"/schools/{school}/people/{pupil}/guardian/",
                f"/schools/{school}/settings/",
                f"/schools/{school}/classes/add/",
                f"/schools/groups/{group}/",
                f"/schools/groups/{world['subgroup'].uuid}/",
                f"/timetable/schools/{school}/",
                f"/timetable/schools/{school}/bells/",
                f"/timetable/schools/{school}/plan/",
                f"/timetable/schools/{school}/copy/",
                f"/timetable/groups/{group}/",
                f"/timetable/lessons/{world['lesson'].uuid}/move/",
            )
        )
        == []
    )


def test_pages_of_the_others(world, walk, page, sign_in):  # noqa: F811
    school, group = world["school"].uuid, world["group"].uuid
    sign_in(page, world["site"])
    assert (
        walk(
            ok(
                "/schools/",
                "/schools/found/",
                f"/schools/{school}/",
                f"/schools/{school}/administrators/",
            )
        )
        == []
    )
    page.context.clear_cookies()
    sign_in(page, world["teacher"])
    assert walk(ok("/timetable/", f"/schools/{school}/", f"/timetable/groups/{group}/")) == []
    page.context.clear_cookies()
    sign_in(page, world["class_teacher"])
    assert walk(ok(f"/schools/{school}/", f"/schools/groups/{group}/")) == []


def test_pictures(world, page, sign_in):
    """Take pictures where ``MESH_SCREENSHOTS`` names a folder; else see the pages drawn."""
    sign_in(page, world["administrator"])
    folder = os.environ.get("MESH_SCREENSHOTS")
    school, group = world["school"].uuid, world["group"].uuid
    for name, address in (
        ("school", f"/schools/{school}/"),
        ("people", f"/schools/{school}/people/"),
        ("class", f"/schools/groups/{group}/"),
        ("person", f"/schools/{school}/people/{world['pupil'].uuid}/"),
        ("add", f"/schools/{school}/people/add/"),
        ("import", f"/schools/{school}/people/import/"),
        ("week", f"/timetable/groups/{group}/"),
        ("day", f"/timetable/schools/{school}/"),
        ("bells", f"/timetable/schools/{school}/bells/"),
        ("plan", f"/timetable/schools/{school}/plan/"),
    ):
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            expect(page.locator("h1")).to_have_count(1)
            if folder:
                page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
