"""The whole way, with real clicks: on a lesson, in the diary, to another region.

A teacher, a mother and a region's administrator; two libraries, the second one in processes of its
own with an empty database.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands.db_worker import Worker
from playwright.sync_api import expect

from accounts.api import User
from cms.demo.topics import read_topics
from core.api import now
from learning_objects.api import save_draft
from learning_objects.data import TopicRef
from learning_objects.models import LearningObject
from schedule.models import Lesson
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.media import make_image
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_guardian,
    make_lesson,
    make_pupil,
    make_school,
    make_teacher,
)
from tests.factories.serving import Library, find_free_port, wait_until
from tests.migrated import place_copy

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs Linux with util-linux"),
]

PASSWORD = "утро-над-Волгой-42"
TITLE = "Цепь из двух ламп: где ток больше"
FIRST_WORDS = "Ток одинаков во всех местах цепи"
SECOND_WORDS = "Проверьте это третьим амперметром"
TOPIC = "Постоянный электрический ток"


@dataclass
class World:
    """One published object about electric current, and a lesson of physics today."""

    author: User
    teacher: User
    mother: User
    pupil: User
    administrator: User
    made: LearningObject
    lesson: Lesson


@pytest.fixture
def world(tmp_path: Path, settings: Any) -> World:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    call_command("framework_import", "--starter", verbosity=0)
    topics = read_topics()
    author = make_user("author")
    made = make_object(by=author, draft=_draft(author, [FIRST_WORDS]))
    publish(made)
    call_command("search_rebuild", verbosity=0)
    group = make_class(make_school())
    teacher = make_teacher(group.school)
    pupil = make_pupil(group)
    return World(
        author=author,
        teacher=teacher,
        mother=make_guardian(pupil),
        pupil=pupil,
        administrator=make_user("administrator"),
        made=made,
        lesson=make_lesson(group, teacher=teacher, subject_uuid=topics.subject("Физика")),
    )


def _draft(author: User, words: list[str]) -> Any:
    topic = read_topics().find(subject="Физика", grade=8, title=TOPIC)
    board: list[dict[str, Any]] = [
        {"type": "text", "value": f"<p>{sentence}.</p>"} for sentence in words
    ]
    picture = {"image": make_image(by=author).pk, "alt": "Схема цепи с двумя лампами"}
    board.append({"type": "image", "value": picture})
    return make_draft(TITLE, topics=[TopicRef(topic)], body=[make_stage(board=board)])


@pytest.fixture
def second(tmp_path: Path, request: pytest.FixtureRequest) -> Any:
    """Another, empty library with an administrator, running."""
    folder = tmp_path / "second"
    folder.mkdir()
    # How tables are made at a first start is tried elsewhere, and takes long.
    place_copy(request.config.cache.mkdir("databases"), folder / "db.sqlite3")
    library = Library(folder, find_free_port(), SECOND_FACTOR="optional")
    library.start()
    wait_until(lambda: library.says("The library is open"), library)
    library.run("create_user", "region", "--last-name", "Дальняя", MESH_PASSWORD=PASSWORD)
    library.run("grant_role", "region", "administrator")
    yield library
    library.stop()


def test_an_object_goes_to_a_lesson_to_a_family_and_to_another_region(
    page, world, second, axe, shot, sign_in, tmp_path
):
    put_on_the_lesson(page, world, axe, shot, sign_in)
    read_in_the_diary(page, world, axe, shot, sign_in)
    offer_the_newer_version(page, world, axe, shot, sign_in)
    package = export(page, world, axe, shot, sign_in, tmp_path)
    take_in(page, second, package, axe, shot)
    read_in_the_other_region(page, second, world, axe, shot)


def put_on_the_lesson(page, world, axe, shot, sign_in) -> None:
    """The teacher opens the lesson, says its topic, and takes what is offered, for home."""
    sign_in(page, world.teacher)
    page.goto("/lessons/")
    assert axe(page) == []
    shot(page, "my-lessons")
    page.locator(f"a[href*='/lessons/{world.lesson.uuid}/']").first.click()
    page.wait_for_url(f"**/lessons/{world.lesson.uuid}/**")
    box = page.locator("topic-chooser").get_by_role("combobox")
    box.fill("электрический ток")
    page.locator("topic-chooser").get_by_role("option").first.click()
    page.locator("form[action$='/topic/'] button.btn--primary").click()
    offer = page.locator("#offers li", has_text=TITLE)
    offer.wait_for()
    assert axe(page) == []
    shot(page, "lesson-offers")
    offer.locator("button[value='at_home']").click()
    page.locator("#materials li", has_text=TITLE).wait_for()
    assert axe(page) == []
    shot(page, "lesson-materials")


def read_in_the_diary(page, world, axe, shot, sign_in, version: int = 1) -> None:
    """The mother and the pupil find it in the week and open the very version."""
    for person in (world.mother, world.pupil):
        sign_in(page, person)
        page.goto("/diary/")
        link = page.get_by_role("link", name=TITLE).first
        link.wait_for()
        assert axe(page) == []
        shot(page, "diary-mother" if person == world.mother else "diary-pupil")
        link.click()
        page.wait_for_url(f"**/objects/{world.made.uuid}/v/{version}/**")
        words = page.locator("main").inner_text()
        assert FIRST_WORDS in words
        assert SECOND_WORDS not in words
        page.get_by_role("link", name=re.compile("дневник", re.IGNORECASE)).first.click()
        page.wait_for_url("**/diary/**")


def offer_the_newer_version(page, world, axe, shot, sign_in) -> None:
    """A second version is published: the family keeps the first until the teacher takes it."""
    draft = _draft(world.author, [FIRST_WORDS, SECOND_WORDS])
    save_draft(learning_object=world.made, draft=draft, by=world.author, now=now())
    publish(world.made)
    read_in_the_diary(page, world, axe, lambda *_: None, sign_in)
    sign_in(page, world.teacher)
    page.goto(f"/lessons/{world.lesson.uuid}/")
    upgrade = page.locator("form[action$='/upgrade/']")
    upgrade.wait_for()
    assert axe(page) == []
    shot(page, "lesson-newer-version")
    upgrade.locator("button").click()
    page.locator("#materials").get_by_text(re.compile("версия 2", re.IGNORECASE)).first.wait_for()
    expect(page.locator("form[action$='/upgrade/']")).to_have_count(0)


def export(page, world, axe, shot, sign_in, folder: Path) -> Path:
    """The administrator packs the library and downloads the package."""
    sign_in(page, world.administrator)
    page.goto("/packages/")
    assert axe(page) == []
    shot(page, "packages")
    page.locator("form[action$='/packages/export/'] [type=submit]").click()
    page.wait_for_url(re.compile(r"/packages/[0-9a-f-]{36}/"))
    assert axe(page) == []
    work_off_the_tasks()
    page.reload()
    link = page.locator("a[href$='/download/']")
    link.wait_for()
    assert axe(page) == []
    shot(page, "package-ready")
    with page.expect_download() as download:
        link.click()
    path = folder / "library.zip"
    download.value.save_as(path)
    return path


def work_off_the_tasks() -> None:
    """Do what waits in the queue, as the worker beside a served library does."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="story",
        excluded_queue_names=[],
    ).run()


def take_in(page, second: Library, package: Path, axe, shot) -> None:
    """The other region's administrator looks at the package and takes it in."""
    page.context.clear_cookies()
    page.goto(f"{second.address}/account/login/")
    page.fill("input[name=login]", "region")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile(r"^(?!.*/account/login).*$"))
    page.goto(f"{second.address}/packages/")
    page.set_input_files("form[action$='/packages/upload/'] input[type=file]", package)
    page.locator("form[action$='/packages/upload/'] [type=submit]").click()
    confirm = page.locator("form[action$='/confirm/'] button")
    wait_for(page, confirm, second)
    expect(page.get_by_text(TITLE)).to_have_count(1)
    assert axe(page) == []
    shot(page, "package-preview")
    confirm.click()
    wait_for(page, page.get_by_role("link", name=TITLE), second)
    assert axe(page) == []
    shot(page, "package-taken-in")


def wait_for(page, locator, second: Library) -> None:
    """Wait for the worker of the other library, looking anew as a person would."""

    def is_there() -> bool:
        if locator.count():
            return True
        page.wait_for_timeout(500)
        page.reload()
        return bool(locator.count())

    wait_until(is_there, second)


def read_in_the_other_region(page, second: Library, world, axe, shot) -> None:
    """Anyone there finds and reads it, with its picture and where it came from."""
    page.context.clear_cookies()
    wait_until(lambda: second.status(f"/objects/{world.made.uuid}/") == 200, second)
    page.goto(f"{second.address}/search/?q=лампы")
    wait_for(page, page.get_by_role("link", name=TITLE), second)
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url(f"**/objects/{world.made.uuid}/")
    expect(page.locator("main")).to_contain_text(SECOND_WORDS)
    broken = "[...document.querySelectorAll('main img')].filter((img) => !img.naturalWidth).length"
    expect(page.locator("main img").first).to_be_attached()
    assert page.evaluate(broken) == 0
    assert axe(page) == []
    shot(page, "object-in-another-region")
    first = page.goto(f"{second.address}/objects/{world.made.uuid}/v/1/")
    assert first.status == 200
