"""Packing: what is in a package, and that it is the same wherever it was packed."""

import json
from pathlib import Path
from uuid import uuid4

import bagit
import pytest
from django.utils.translation import override
from rocrate.rocrate import ROCrate

from core.api import now as clock
from core.api import open_archive
from exporters.api import export_package, import_package
from exporters.bagit.reading import open_bag, validate_bag
from exporters.refusal import ExportRefused
from framework.api import get_tree
from learning_objects.models import LearningObjectVersion
from media_pipeline.models import MediaImage
from tests.factories.framework import load_programmes
from tests.factories.learning_objects import make_object
from tests.factories.library import publish_on
from tests.factories.media import gif_bytes, photo_bytes, raster_bytes, svg_bytes
from tests.factories.packages import (
    another_library,
    change_package,
    pack,
    publish_again,
    publish_illustrated,
    withdraw,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "package.zip"


def test_a_package_is_a_bag_that_others_accept(file, tmp_path):
    publish_illustrated()
    report = pack(file)
    assert (report.objects, report.versions, report.blobs) == (1, 1, 2)
    assert validate_bag(file, strong=True).is_valid
    with open_archive(file) as archive:
        archive.extract_all(tmp_path / "bag")
    (folder,) = (tmp_path / "bag").iterdir()
    bagit.Bag(str(folder)).validate()
    assert report.size == file.stat().st_size


def test_the_crate_is_readable_by_others(file, tmp_path):
    version = publish_illustrated()
    pack(file)
    with open_archive(file) as archive:
        archive.extract_all(tmp_path / "bag")
    (folder,) = (tmp_path / "bag").iterdir()
    crate = ROCrate(folder / "data")
    entity = crate.dereference(f"objects/{version.object_uuid.hex[:2]}/{version.object_uuid}.json")
    assert entity["name"] == version.title
    assert entity["author"][0]["name"] == version.authors[0].name
    assert crate.root_dataset["license"][0].id == "https://creativecommons.org/licenses/by/4.0/"
    assert len(crate.root_dataset["hasPart"]) == 1 + 4 + 2


def test_authors_and_licences_are_named_in_both_languages(file):
    version = publish_illustrated()
    pack(file)
    with open_bag(file) as bag:
        ru = bag.read("data/ATTRIBUTION.ru.txt", 10_000).decode()
        en = bag.read("data/ATTRIBUTION.en.txt", 10_000).decode()
    for text in (ru, en):
        assert version.authors[0].name in text
        assert "CC BY 4.0" in text
    assert "Licence" in en
    assert "Лицензия" in ru


def test_nodes_come_with_everything_above_them(file, tmp_path):
    load_programmes(tmp_path / "frp")
    publish_on()
    pack(file)
    with open_bag(file) as bag:
        nodes = json.loads(bag.read("data/framework.json", 100_000))["nodes"]
    assert [node["kind"] for node in nodes] == ["subject", "programme", "grade", "section", "topic"]
    assert nodes[0]["parent"] is None
    assert [node["parent"] for node in nodes[1:]] == [node["uuid"] for node in nodes[:-1]]


def test_a_received_library_is_packed_as_it_came(file, tmp_path):
    """Out of one library, into another, out of that: the same objects to the byte."""
    pictures = (
        raster_bytes("JPEG", quality=63),
        photo_bytes(),
        svg_bytes(),
        gif_bytes(),
        raster_bytes("WEBP"),
    )
    with another_library():
        load_programmes(tmp_path / "frp")
        made = [
            publish_illustrated(f"Урок {number}", picture=picture)
            for number, picture in enumerate(pictures)
        ]
        publish_on(title="С темой")
        publish_again(made[0].object_uuid, "Исправленный")
        withdraw(made[1].object_uuid)
        pack(file)
    publish_illustrated("Здешний")  # so that no id is the same
    received = {line.uuid for line in import_package(path=file, by=None, now=clock()).lines}
    again = tmp_path / "again.zip"
    export_package(path=again, now=clock(), only=received)
    assert change_package(again) == change_package(file)
    with open_bag(file) as one, open_bag(again) as other:
        name = "data/framework.json"
        assert one.digests(name) == other.digests(name)


def test_only_what_is_asked_for_and_published(file):
    wanted, _other = publish_illustrated("Нужный"), publish_illustrated("Другой")
    draft, nowhere = make_object(), uuid4()
    report = export_package(path=file, now=clock(), only=[wanted.object_uuid, draft.uuid, nowhere])
    assert report.objects == 1
    assert set(report.left_out) == {str(draft.uuid), str(nowhere)}


def test_nothing_to_pack_makes_no_file(file):
    make_object()
    with pytest.raises(ExportRefused):
        pack(file)
    assert not file.exists()


def test_the_same_library_gives_the_same_bytes(file, tmp_path, now):
    publish_illustrated()
    export_package(path=file, now=now)
    with override("en"):
        export_package(path=tmp_path / "again.zip", now=now)
    assert file.read_bytes() == (tmp_path / "again.zip").read_bytes()


def test_what_another_library_offers_and_this_one_withdrew_is_not_packed(file, tmp_path):
    from learning_objects.api import get_object, withdraw_object
    from tests.factories.people import make_user

    with another_library():
        made = publish_illustrated()
        pack(file)
    import_package(path=file, by=None, now=clock())
    withdraw_object(
        learning_object=get_object(uuid=made.object_uuid),
        reason="Не для нас",
        by=make_user("chief_moderator"),
        now=clock(),
    )
    with pytest.raises(ExportRefused):
        pack(tmp_path / "again.zip")


def test_packing_costs_few_queries_an_object(file, django_assert_max_num_queries):
    for number in range(12):
        publish_illustrated(f"Урок {number}")
    get_tree()  # read once in the life of a process
    with django_assert_max_num_queries(18):
        pack(file)


def test_a_version_whose_digest_does_not_hold_is_left_out(file, monkeypatch):
    good, bad = publish_illustrated("Хороший"), publish_illustrated("Испорченный")
    from exporters.actions import exporting

    real = exporting.version_digest
    monkeypatch.setattr(
        exporting,
        "version_digest",
        lambda **facts: "0" * 64 if facts["content"]["title"] == bad.title else real(**facts),
    )
    report = pack(file)
    assert (report.objects, set(report.left_out)) == (1, {str(bad.object_uuid)})
    assert good.digest == LearningObjectVersion.objects.get(title="Хороший").digest
    assert MediaImage.objects.count() == 2
