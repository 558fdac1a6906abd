"""A file with pictures from the bank's pages: in, shown, out, and in again elsewhere."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from assessment.formats.registry import read_items
from assessment.models import BankFile, BankItem, ItemImport
from media_pipeline.api import MediaDocument, MediaImage
from tests.factories.item_files import SCHEME, moodle_file, qti_package, spoken_quiz
from tests.factories.people import make_user
from tests.factories.sounds import mp3_bytes

pytestmark = pytest.mark.django_db
FILES = {
    "qti": ("схемы.zip", qti_package(kinds=("choice", "hotspot", "kept"))),
    "moodle": ("схемы.xml", moodle_file()),
}


def take_in(client, name: str, content: bytes) -> str:
    """Send a file and write it; returns the report that stood between."""
    file = SimpleUploadedFile(name, content)
    report = client.post("/items/import/", {"file": file}, follow=True).content.decode()
    staged = ItemImport.objects.latest("id")
    assert client.post(f"/items/import/{staged.uuid}/").status_code == 302
    return report


def shown(client, item: BankItem) -> set[bytes]:
    """The bytes of every picture that the page of an item shows from its own address."""
    page = client.get(f"/items/{item.uuid}/").content.decode()
    addresses = set(re.findall(rf'src="(/items/{item.uuid}/files/[^"]+)"', page))
    assert addresses
    answers = [client.get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    return {b"".join(answer.streaming_content) for answer in answers}


@pytest.mark.parametrize("form", ["qti", "qti22", "moodle"])
def test_a_picture_comes_in_is_shown_and_goes_out_to_the_byte(client, form):
    name, content = FILES["moodle" if form == "moodle" else "qti"]
    author, other = make_user("author"), make_user("author")
    client.force_login(author)
    assert "1 картинка или звук" in take_in(client, name, content)
    items = list(BankItem.objects.filter(owner=author))
    for item in items:
        assert shown(client, item) == {SCHEME}
    out = client.get(f"/items/export/{form}/?whose=own").content
    assert set(read_items(out).media.values()) == {SCHEME}
    places = [f"/items/{item.uuid}/files/{item.files.get().file.name}" for item in items]

    client.force_login(other)
    assert {client.get(place).status_code for place in places} == {404}
    client.logout()
    assert {client.get(place).status_code for place in places} == {404}

    client.force_login(other)
    take_in(client, name, out)
    again = BankItem.objects.filter(owner=other)
    assert len(again) == len(items)
    for item in again:
        assert shown(client, item) == {SCHEME}


@pytest.mark.parametrize("form", ["qti", "qti22", "moodle"])
def test_a_sound_comes_in_is_played_and_goes_out_to_the_byte(client, form):
    sound = mp3_bytes()
    name, content = "звук.zip", qti_package({"a/речь.mp3": sound}, kinds=("spoken", "heard"))
    if form == "moodle":
        name, content = "звук.xml", spoken_quiz(sound)
    author = make_user("author")
    client.force_login(author)
    take_in(client, name, content)
    items = list(BankItem.objects.filter(owner=author))
    for item in items:
        page = client.get(f"/items/{item.uuid}/").content.decode()
        (address,) = set(re.findall(r'<audio controls preload="none" src="([^"]+)"', page))
        answer = client.get(address)
        assert answer["Content-Type"] == "audio/mpeg"
        assert b"".join(answer.streaming_content) == sound
    out = client.get(f"/items/export/{form}/?whose=own").content
    assert set(read_items(out).media.values()) == {sound}
    other = make_user("author")
    client.force_login(other)
    assert client.get(address).status_code == 404
    take_in(client, name, out)
    assert BankFile.objects.filter(owner=other).count() == 1
    assert BankItem.objects.filter(owner=other).count() == len(items)
    # As a document it is nobody's: the only way to it leads over the item.
    asset = MediaDocument.objects.order_by("pk")[0]
    assert client.get(asset.url).status_code == 404


def test_a_refused_picture_stands_in_the_report_by_name(client):
    client.force_login(make_user("author"))
    report = take_in(client, "a.zip", qti_package({"images/a.png": b"<html>"}))
    assert "«images/a.png» — не картинка" in report
    assert BankItem.objects.count() == 1


def test_the_command_takes_pictures_and_a_dry_run_writes_nothing(tmp_path, capsys):
    author = make_user("author")
    name, content = FILES["qti"]
    (tmp_path / name).write_bytes(content)
    options = (str(tmp_path / name), "--owner", author.username)
    call_command("items_import", *options, "--dry-run")
    assert "1 картинка или звук" in capsys.readouterr().out
    for model in (ItemImport, BankFile, BankItem, MediaImage):
        assert not model.objects.exists()
    call_command("items_import", *options)
    call_command("items_import", *options)
    assert "same: 3" in capsys.readouterr().out
    assert BankFile.objects.count() == MediaImage.objects.count() == 1
    out = tmp_path / "out.zip"
    call_command("items_export", str(out), "--owner", author.username)
    assert set(read_items(out.read_bytes()).media.values()) == {SCHEME}


@pytest.mark.shared_data
@pytest.mark.parametrize("name", ["ddmarker", "ddimageortext"])
def test_pictures_that_moodle_wrote_come_and_go(client, shared_data, name):
    content = (
        shared_data / "assessment" / "moodle" / f"{name}-testquestion.moodle.xml"
    ).read_bytes()
    client.force_login(make_user("author"))
    take_in(client, f"{name}.xml", content)
    (item,) = BankItem.objects.all()
    kept = shown(client, item)
    out = client.get("/items/export/moodle/?whose=own").content
    written = set(read_items(out).media.values())
    # The page before an answer does not show the picture of the feedback.
    assert kept <= written
    assert len(written) == item.files.count()
