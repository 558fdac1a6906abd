"""The administrator packs, takes in and looks at packages; at a desk, on a phone, by keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from core.api import now
from exporters.actions.running import run
from exporters.models import Transfer
from tests.factories.media import raster_bytes
from tests.factories.packages import another_library, pack, publish_again, publish_illustrated
from tests.factories.packages import withdraw as withdraw_object
from tests.factories.people import make_user

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def work() -> None:
    """What the background does."""
    for transfer in Transfer.objects.filter(state__in=["waiting", "confirmed"]):
        run(uuid=transfer.uuid, now=now())


def sound(page: Any, axe: Any) -> list[str]:
    """What is wrong with the page, wide and narrow."""
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        found += axe(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{page.url}: scrolls sideways at {size['width']}")
    page.set_viewport_size(DESK)
    return found


def packages_of_another_library(folder: Path) -> tuple[Path, Path]:
    first, second = folder / "первый.zip", folder / "второй.zip"
    with another_library():
        made = [
            publish_illustrated(f"Закон Ома, урок {number}", picture=raster_bytes("JPEG"))
            for number in range(3)
        ]
        pack(first)
        publish_again(made[0].object_uuid, "Закон Ома, урок 0, исправленный")
        withdraw_object(made[1].object_uuid)
        publish_illustrated("Новый урок о дробях")
        pack(second)
    return first, second


def test_the_way_of_a_package(page, sign_in, axe, shot, tmp_path):
    first, second = packages_of_another_library(tmp_path)
    sign_in(page, make_user("administrator"))
    page.goto("/packages/")
    assert sound(page, axe) == []
    shot(page, "packages-empty")
    for package in (first, second):
        page.goto("/packages/")
        page.set_input_files("input[type=file]", str(package))
        page.get_by_role("button", name="Проверить пакет").click()
        page.wait_for_url(re.compile(r"/packages/[0-9a-f-]{36}/"))
        expect(page.get_by_text("ждёт").first).to_be_visible()
        assert sound(page, axe) == []
        work()
        # The page asks by itself and changes when the check is over.
        page.get_by_role("button", name="Принять эти материалы").wait_for(timeout=20_000)
        assert sound(page, axe) == []
        shot(page, f"package-preview-{package.stem}")
        page.get_by_role("button", name="Принять эти материалы").focus()
        page.keyboard.press("Enter")
        page.get_by_text("подтверждён").wait_for()
        work()
        page.get_by_role("heading", name="Что принято").wait_for(timeout=20_000)
    assert sound(page, axe) == []
    shot(page, "package-done")
    page.get_by_role("link", name="Новый урок о дробях").click()
    expect(page.get_by_role("heading", name="Откуда")).to_be_visible()
    assert sound(page, axe) == []
    shot(page, "object-received")


def test_packing_and_downloading(page, sign_in, axe, shot):
    publish_illustrated()
    sign_in(page, make_user("administrator"))
    page.goto("/packages/")
    page.get_by_label("Выбранные материалы").check()
    page.get_by_role("button", name="Собрать").click()
    page.get_by_text("Вставьте от 1").wait_for()
    assert sound(page, axe) == []
    shot(page, "packages-error")
    page.get_by_label("Всю библиотеку").check()
    page.get_by_role("button", name="Собрать").click()
    page.wait_for_url(re.compile(r"/packages/[0-9a-f-]{36}/"))
    work()
    page.get_by_role("link", name="Скачать пакет").wait_for(timeout=20_000)
    shot(page, "package-ready")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Скачать пакет").click()
    assert waiting.value.suggested_filename.startswith("mesh-library-")
    assert Path(waiting.value.path()).read_bytes().startswith(b"PK")


def test_a_copy_of_ones_own(page, sign_in, axe, shot):
    version = publish_illustrated()
    sign_in(page, make_user("author"))
    page.goto(f"/objects/{version.object_uuid}/")
    page.get_by_role("link", name="Сделать свою копию").click()
    assert sound(page, axe) == []
    shot(page, "fork")
    page.get_by_role("button", name="Создать копию").click()
    page.get_by_text("Сделано из").wait_for()
    assert sound(page, axe) == []
