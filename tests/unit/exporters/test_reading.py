"""Packages that are not what they should be: refused before anything is believed."""

import json
import zipfile
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from core.api import create_archive
from core.api import now as clock
from exporters.api import import_package, preview_package
from exporters.reading import open_package
from exporters.refusal import PackageRefused
from learning_objects.models import LearningObject
from media_pipeline.models import MediaImage
from tests.factories.packages import change_package, pack_elsewhere, publish_illustrated

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "package.zip"
    pack_elsewhere(path, publish_illustrated)
    return path


def refused(path: Path) -> PackageRefused:
    """The refusal of a package, by preview and import alike; nothing has changed."""
    with pytest.raises(PackageRefused) as preview:
        preview_package(path=path, now=clock())
    with pytest.raises(PackageRefused) as caught:
        import_package(path=path, by=None, now=clock())
    assert str(preview.value) == str(caught.value)
    assert caught.value.reason
    assert not LearningObject.objects.exists()
    assert not MediaImage.objects.exists()
    return caught.value


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_package(file, share):
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    assert refused(file).code == "archive"


def test_one_altered_byte_in_any_file(file):
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
    data = file.read_bytes()
    for info in infos:
        place = info.header_offset + 30 + len(info.filename.encode()) + info.compress_size // 2
        broken = bytearray(data)
        broken[place] ^= 0x20
        file.write_bytes(bytes(broken))
        with pytest.raises(PackageRefused), open_package(file):
            pass


def test_a_file_exchanged_under_the_old_checksum(file, tmp_path):
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    forged = tmp_path / "forged.zip"
    with create_archive(forged) as made:
        for name, data in files.items():
            made.add(name, data.replace("Закон Ома".encode(), "Закон Юма".encode()))
    assert refused(forged).code == "bag"


def test_a_file_that_leads_out_of_the_package(file):
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("../../escaped.txt", "x")
    assert refused(file).code == "archive"
    assert not (file.parent.parent / "escaped.txt").exists()


def test_a_package_that_is_too_large(file, settings):
    settings.PACKAGE_MAX_BYTES = 1024
    assert refused(file).code == "archive"


def test_what_is_no_package(tmp_path):
    path = tmp_path / "x.zip"
    with create_archive(path) as made:
        made.add("hello.txt", b"x")
    assert refused(path).code == "bag"


def changed(file: Path, place: str, **members) -> None:
    """Change top members of a JSON file of the package."""

    def change(name, data):
        if place not in name:
            return data
        return json.dumps({**json.loads(data), **members}).encode()

    change_package(file, change)


def test_a_package_of_a_newer_program(file):
    changed(file, "package.json", format=3, something="new")
    assert refused(file).code == "newer"


@pytest.mark.parametrize(
    ("place", "members"),
    [
        ("package.json", {"format": 0}),
        ("package.json", {"counts": {"objects": 9, "versions": 9, "blobs": 2, "nodes": 0}}),
        ("package.json", {"exporter": None}),
        ("framework.json", {"nodes": [{"uuid": "x"}]}),
        ("objects/", {"versions": []}),
        ("objects/", {"kind": "virus"}),
        ("objects/", {"surprise": 1}),
    ],
)
def test_what_does_not_fit_the_format(file, place, members):
    changed(file, place, **members)
    assert refused(file).code == "format"


def test_an_object_under_the_name_of_another(file):
    changed(file, "objects/", uuid="6f0c2b9e-6a1d-5a43-9d0f-2f5a0f6d7e11")
    assert refused(file).code == "content"


def test_a_picture_that_is_not_listed(file):
    """An id in the content that the package does not explain would show a picture of ours."""

    def change(name, data):
        if "objects/" not in name:
            return data
        facts = json.loads(data)
        facts["versions"][0]["assets"] = []
        return json.dumps(facts).encode()

    change_package(file, change)
    assert refused(file).code == "content"


def test_a_missing_blob(file):
    def change(name, data):
        if "objects/" not in name:
            return data
        facts = json.loads(data)
        facts["versions"][0]["assets"][0]["sha256"] = "0" * 64
        return json.dumps(facts).encode()

    change_package(file, change)
    assert refused(file).code == "content"


def test_a_file_without_a_crate(file):
    change_package(file, rename=lambda name: name.replace("ro-crate-metadata.json", "other.json"))
    assert refused(file).code == "format"


def test_a_blob_under_a_foreign_digest(file):
    def change(name, data):
        return b"other bytes" if "blobs/" in name else data

    change_package(file, change)
    assert refused(file).code == "altered"


@pytest.mark.parametrize("fault", ["deep", "upside down", "twice"])
def test_a_tree_that_no_curriculum_has(file, fault):
    """It would stand in the memory of every process of the library for ever."""

    def change(name: str, data: bytes) -> bytes:
        if not name.endswith("framework.json"):
            return data
        nodes = json.loads(data)["nodes"]
        plain = {"parent": None, "kind": "topic", "title": "", "hours": None, "grade": None}
        plain |= dict.fromkeys(("education_level", "variant", "framework"), "")
        chain = [{**plain, "uuid": str(UUID(int=n)), "key": f"n{n}"} for n in range(1, 15)]
        for above, below in pairwise(chain):
            below["parent"] = above["uuid"]
        forged = {"deep": chain, "upside down": chain[1::-1], "twice": [*chain[:2], chain[1]]}
        return json.dumps({"nodes": [*nodes, *forged[fault]]}).encode()

    change_package(file, change)
    error = refused(file)
    assert (error.code, error.place) == ("format", "framework.json")
