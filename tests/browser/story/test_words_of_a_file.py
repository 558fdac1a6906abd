"""A teacher uploads a PDF; once it is published a visitor finds the material by a word of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from core.api import now
from learning_objects.api import save_draft
from learning_objects.models import LearningObject
from media_pipeline.models import MediaDocument
from media_pipeline.tasks import read_words
from tests.factories.documents import pdf_bytes
from tests.factories.framework import load_starter
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.people import make_user

TITLE = "Тень и полдень"
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
def pdf(tmp_path: Path, settings: Any) -> Path:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.MEDIA_ROOT = tmp_path / "media"
    path = tmp_path / "list.pdf"
    path.write_bytes(pdf_bytes("Поставьте гномон отвесно и отметьте конец тени"))
    return path


def test_a_visitor_finds_a_material_by_a_word_of_its_pdf(
    page: Any, sign_in: Any, axe: Any, shot: Any, pdf: Path
) -> None:
    load_starter()
    author = make_user("author")
    made = make_object(by=author, draft=make_draft(TITLE))
    sign_in(page, author)
    page.goto("/studio/documents/add/")
    page.locator("input[type=file][name=file]").set_input_files(pdf)
    page.locator("input[name=title]").fill("Лист наблюдений")
    page.locator("main form button[type=submit]").first.click()
    page.get_by_text("Лист наблюдений").first.wait_for()
    place_on_the_board(made, author)
    publish(LearningObject.objects.get(pk=made.pk))
    read_words.call(MediaDocument.objects.get().pk)
    call_command("search_rebuild", verbosity=0)

    page.context.clear_cookies()
    page.goto("/search/?q=гномон")
    page.get_by_role("link", name=TITLE).wait_for()
    hit = page.locator(".object-card")
    link = hit.get_by_role("link", name="Лист наблюдений").first
    link.wait_for()
    expect(hit.locator("mark").first).to_have_text("гномон")
    hit.locator("summary").click()
    assert axe(page) == []
    shot(page, "words-of-a-file")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(FITS)
    shot(page, "words-of-a-file-390")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".pdf")


def place_on_the_board(made: LearningObject, author: Any) -> None:
    document = MediaDocument.objects.get()
    attached = {"type": "attachment", "value": {"document": document.pk, "title": ""}}
    save_draft(
        learning_object=LearningObject.objects.get(pk=made.pk),
        draft=make_draft(TITLE, body=[make_stage(board=[attached])]),
        by=author,
        now=now(),
    )
