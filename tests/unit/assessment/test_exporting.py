"""Items going out with their pictures."""

from __future__ import annotations

import pytest

from assessment import exporting
from assessment.api import add_item
from assessment.exporting import write_items
from assessment.formats.registry import read_items
from assessment.items.item import Hint
from assessment.models import BankFile
from core.api import now
from media_pipeline.api import MediaImage
from tests.factories.bank import choice_item
from tests.factories.item_files import SCHEME, bring, members, moodle_file, qti_package
from tests.factories.media import raster_bytes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
KINDS = ("choice", "hotspot", "kept")


def codes(written) -> set[str]:
    return {problem.code for problem in written.problems}


@pytest.mark.parametrize("form", ["qti", "qti22"])
def test_a_package_has_each_picture_once_and_names_it_where_it_is_shown(form):
    author = make_user("author")
    other = raster_bytes("JPEG")
    items = bring(qti_package({"a.png": SCHEME, "b.jpg": other}, KINDS), by=author)
    written = write_items(items, form)
    files = members(written.content)
    pictures = {name: content for name, content in files.items() if name.startswith("media/")}
    assert sorted(pictures.values()) == sorted([SCHEME, other])
    manifest = files["imsmanifest.xml"].decode()
    for name in pictures:
        assert manifest.count(f'"{name}"') == len(KINDS)


@pytest.mark.parametrize("form", ["qti", "qti22", "moodle"])
def test_what_went_out_comes_in_with_the_same_bytes(form):
    author, other = make_user("author"), make_user("author")
    source = moodle_file() if form == "moodle" else qti_package(kinds=KINDS)
    items = bring(source, by=author, name="a.x")
    written = write_items(items, form)
    again = bring(written.content, by=other, name="a.x")
    assert len(again) == len(items)
    names = {file.name for file in BankFile.objects.filter(owner=author)}
    assert {file.name for file in BankFile.objects.filter(owner=other)} == names
    assert set(read_items(written.content).media.values()) == {SCHEME}
    for item in again:
        assert item.files.filter(is_asked=True).count() == 1


def test_a_hint_takes_its_picture_through_a_package():
    author, other = make_user("author"), make_user("author")
    (item,) = bring(qti_package(), by=author)
    name = item.files.get().file.name
    hint = Hint(html=f'<img src="media/{name}" alt="x">')
    content = choice_item()
    part = content.parts[0].model_copy(update={"hints": (hint,)})
    made = add_item(item=content.model_copy(update={"parts": (part,)}), by=author, now=now())
    written = write_items([made], "qti")
    (again,) = bring(written.content, by=other)
    tie = again.files.get()
    assert (tie.file.name, tie.is_asked) == (name, False)


@pytest.mark.parametrize("form", ["gift", "aiken", "csv", "xlsx"])
def test_a_format_without_files_says_what_it_leaves(form):
    items = bring(qti_package(), by=make_user("author"))
    assert "formats.lost-media" in codes(write_items(items, form))


def test_a_lost_picture_is_named():
    items = bring(qti_package(), by=make_user("author"))
    image = MediaImage.objects.get()
    image.file.storage.delete(image.file.name)
    assert "media.missing" in codes(write_items(items, "qti"))
    MediaImage.objects.all().delete()
    assert "media.missing" in codes(write_items(items, "moodle"))


def test_more_than_fits_is_named(monkeypatch):
    monkeypatch.setattr(exporting, "MOST_BYTES", len(SCHEME))
    pictures = {"a.png": SCHEME, "b.png": raster_bytes("PNG", (9, 9))}
    items = bring(qti_package(pictures), by=make_user("author"))
    written = write_items(items, "qti")
    assert codes(written) == {"media.too_large"}
    assert len([name for name in members(written.content) if name.startswith("media/")]) == 1


def test_many_items_cost_as_many_queries_as_one(django_assert_num_queries):
    author = make_user("author")
    pictures = {f"{n}.png": raster_bytes("PNG", (9, 9 + n)) for n in range(5)}
    items = bring(qti_package(pictures, KINDS), by=author)
    assert len(items) == 15
    with django_assert_num_queries(3):
        write_items(items, "qti")
