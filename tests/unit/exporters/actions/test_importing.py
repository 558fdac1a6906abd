"""Taking packages in: what arrives, what is refused, what stays."""

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError

from core.api import now as clock
from core.api import pending, read_trail
from exporters.actions import importing
from exporters.api import import_package, preview_package
from exporters.models import ReceivedAsset, StagedFile
from exporters.refusal import ImportFailed, PackageRefused
from framework.api import get_tree
from learning_objects.actions.counting import recount_library
from learning_objects.api import get_counts, get_object, get_version, version_digest, versions_of
from learning_objects.models import LearningObject, LearningObjectVersion, Signature
from learning_objects.records import read_records
from media_pipeline.models import MediaDocument, MediaImage
from tests.factories.framework import load_programmes
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import publish_on
from tests.factories.media import raster_bytes, stored_bytes
from tests.factories.packages import (
    another_library,
    change_package,
    pack,
    pack_elsewhere,
    publish_again,
    publish_illustrated,
    withdraw,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "package.zip"


def take(path: Path):
    return import_package(path=path, by=None, now=clock())


def verdicts(report) -> list[str]:
    return sorted(line.verdict for line in report.lines)


def test_an_object_arrives_with_its_origin_authors_provenance_and_files(file):
    made = []
    pack_elsewhere(file, lambda: made.append(publish_illustrated(picture=raster_bytes("JPEG"))))
    (there,) = made
    report = take(file)
    here = get_version(uuid=there.object_uuid)
    assert verdicts(report) == ["new"]
    assert (here.title, here.digest, here.authors) == (there.title, there.digest, there.authors)
    assert (here.institute_title, here.published_at) == (there.institute_title, there.published_at)
    assert here.origin.title == settings.WAGTAIL_SITE_NAME
    found = get_object(uuid=there.object_uuid)
    assert (found.state, found.is_received, found.is_public) == ("published", True, True)
    assert found.authorships.count() == 0
    assert found.signatures.get().name == there.authors[0].name
    (image,) = MediaImage.objects.all()
    assert stored_bytes(image) == raster_bytes("JPEG") or image.width == 60
    assert (image.uploaded_by_user, image.title) == (None, "Схема цепи")
    assert MediaDocument.objects.get().file_size == len(b"%PDF-1.7 x")
    assert here.content["body"][0]["value"]["board"][1]["value"]["image"] == image.pk


def test_the_digest_of_the_origin_holds_though_files_have_other_ids(file):
    publish_illustrated("Здешний урок")  # so that ids differ
    made = []
    pack_elsewhere(file, lambda: made.append(publish_illustrated()))
    take(file)
    (record,) = read_records([made[0].object_uuid])
    (version,) = record.versions
    assert version.digest == version_digest(
        kind=version.kind, authors=version.authors, content=version.content
    )


def test_search_and_counts_learn_of_it(file, tmp_path):
    load_programmes(tmp_path / "frp")
    before = get_counts().total
    pack_elsewhere(file, lambda: [publish_on(title=f"Урок {n}") for n in range(3)])
    take(file)
    assert get_counts().total == before + 3
    assert recount_library(repair=False) == {}
    topics = [item.topic for item in pending(consumer="search", limit=9)]
    assert topics.count("learning_object.published") == 3


def test_a_second_import_changes_nothing(file):
    pack_elsewhere(file, publish_illustrated)
    take(file)
    before = snapshot()
    report = take(file)
    assert verdicts(report) == ["same"]
    assert not report.changes_something
    assert snapshot() == before


def snapshot():
    objects = list(LearningObject.objects.values("uuid", "state", "changed_at"))
    files = sorted(default_storage.listdir("original_images")[1])
    return objects, LearningObjectVersion.objects.count(), MediaImage.objects.count(), files


def test_a_preview_changes_nothing(file):
    pack_elsewhere(file, publish_illustrated)
    before = snapshot()
    report = preview_package(path=file, now=clock())
    assert (verdicts(report), report.files) == (["new"], 2)
    assert snapshot() == before
    assert not StagedFile.objects.exists()


def test_a_newer_package_brings_new_versions_and_withdrawals(file, tmp_path):
    later = tmp_path / "later.zip"
    with another_library():
        first, second = publish_illustrated("Первый"), publish_illustrated("Второй")
        pack(file)
        publish_again(first.object_uuid, "Первый, исправленный")
        withdraw(second.object_uuid)
        pack(later)
    take(file)
    total = get_counts().total
    report = take(later)
    assert verdicts(report) == ["changed", "changed"]
    assert {line.title: line.numbers for line in report.lines} == {
        "Первый, исправленный": (2,),
        "Второй": (),
    }
    assert get_version(uuid=first.object_uuid).title == "Первый, исправленный"
    assert [line.number for line in versions_of(first.object_uuid)] == [2, 1]
    gone = get_object(uuid=second.object_uuid)
    assert (gone.state, gone.withdrawn_reason, gone.is_public) == ("withdrawn", "Ошибка", False)
    assert get_counts().total == total - 1
    assert recount_library(repair=False) == {}
    topics = [item.topic for item in pending(consumer="search", limit=99)]
    assert topics.count("learning_object.withdrawn") == 1


def test_an_older_package_takes_nothing_back(file, tmp_path):
    later = tmp_path / "later.zip"
    with another_library():
        made = publish_illustrated()
        pack(file)
        publish_again(made.object_uuid, "Исправленный")
        withdraw(made.object_uuid)
        pack(later)
    take(later)
    assert verdicts(take(file)) == ["same"]
    assert get_object(uuid=made.object_uuid).state == "withdrawn"


def test_a_withdrawn_object_arrives_withdrawn(file, client):
    made = []

    def build():
        made.append(publish_illustrated())
        withdraw(made[0].object_uuid)

    pack_elsewhere(file, build)
    report = take(file)
    assert (verdicts(report), report.lines[0].withdrawn) == (["new"], True)
    assert client.get(f"/objects/{made[0].object_uuid}/").status_code == 410


def test_what_was_withdrawn_here_stays_withdrawn(file, tmp_path):
    from learning_objects.api import withdraw_object
    from tests.factories.people import make_user

    later = tmp_path / "later.zip"
    with another_library():
        made = publish_illustrated()
        pack(file)
        publish_again(made.object_uuid, "Исправленный")
        pack(later)
    take(file)
    chief = make_user("chief_moderator")
    found = get_object(uuid=made.object_uuid)
    withdraw_object(learning_object=found, reason="Не для нас", by=chief, now=clock())
    assert verdicts(take(later)) == ["changed"]
    found = get_object(uuid=made.object_uuid)
    assert (found.state, found.withdrawn_reason) == ("withdrawn", "Не для нас")
    assert found.current_version.number == 2


def test_what_was_written_here_is_never_overwritten(file):
    made = publish_illustrated("Наш урок")
    pack(file)
    assert verdicts(take(file)) == ["same"]
    change_package(file, lambda name, data: retitled(data) if "objects/" in name else data)
    report = take(file)
    assert verdicts(report) == ["refused"]
    assert get_version(uuid=made.object_uuid).title == "Наш урок"


def retitled(data: bytes) -> bytes:
    """The same object under another title, with digests that fit: a forgery, well made."""
    facts = json.loads(data)
    for version in facts["versions"]:
        version["content"]["title"] = "Чужое название"
        version["digest"] = version_digest(
            kind=version["kind"], authors=version["authors"], content=version["content"]
        )
    return json.dumps(facts).encode()


def test_another_text_under_the_same_number_is_a_conflict(file):
    pack_elsewhere(file, publish_illustrated)
    take(file)
    change_package(file, lambda name, data: retitled(data) if "objects/" in name else data)
    report = take(file)
    assert verdicts(report) == ["refused"]
    assert "1" in report.lines[0].reason


def test_content_that_does_not_match_its_digest_refuses_the_whole_package(file):
    pack_elsewhere(file, lambda: [publish_illustrated(), publish_illustrated("Второй")])
    before = snapshot()

    def alter(name, data):
        return data.replace("Второй".encode(), "Третий".encode()) if "objects/" in name else data

    change_package(file, alter)
    with pytest.raises(PackageRefused) as caught:
        take(file)
    assert caught.value.code == "altered"
    assert snapshot() == before


@pytest.mark.parametrize(
    "markup",
    ["<p onclick='x()'>a</p>", "<script>x()</script>", "<iframe src='//x'></iframe>"],
)
def test_markup_that_people_could_not_write_refuses_the_object(file, markup, client):
    made = []

    def build():
        block = {"type": "text", "value": markup}
        made.append(publish(make_object(draft=make_draft("Опасный", body=[block]))))
        publish_illustrated("Хороший")

    pack_elsewhere(file, build)
    report = take(file)
    assert verdicts(report) == ["new", "refused"]
    assert get_object(uuid=made[0].object_uuid) is None


def test_a_file_that_the_gate_refuses_refuses_its_object_alone(file):
    pack_elsewhere(file, lambda: [publish_illustrated("Первый"), publish(make_object())])
    before = sorted(default_storage.listdir("documents")[1])
    change_blob(file, b"%PDF-1.7 x", b"MZ a program")
    report = take(file)
    assert verdicts(report) == ["new", "refused"]
    assert MediaImage.objects.count() == 0
    assert not StagedFile.objects.exists()
    assert sorted(default_storage.listdir("documents")[1]) == before


def change_blob(file: Path, old: bytes, new: bytes) -> None:
    """Exchange a file of a package, with all digests that name it."""
    from hashlib import sha256

    before, after = sha256(old).hexdigest(), sha256(new).hexdigest()

    def change(name, data):
        if data == old:
            return new
        if not name.endswith(".json"):
            return data
        text = data.decode().replace(before, after)
        return text.replace(f'"size":{len(old)},', f'"size":{len(new)},').encode()

    change_package(
        file,
        change,
        rename=lambda name: name.replace(f"{before[:2]}/{before}", f"{after[:2]}/{after}"),
    )


def test_topics_unknown_here_come_with_the_package(file, tmp_path, client):
    with another_library():
        load_programmes(tmp_path / "frp")
        made = publish_on()
        pack(file)
    assert not get_tree().nodes
    report = take(file)
    assert "Постоянный электрический ток" in report.nodes
    node = next(node for node in get_tree().nodes.values() if node.kind == "topic")
    assert [get_tree().nodes[uuid].kind for uuid in node.ancestors] == [
        "subject", "programme", "grade", "section",
    ]  # fmt: skip
    assert node.title in client.get(f"/objects/{made.object_uuid}/").content.decode()
    assert take(file).nodes == []


def test_a_database_that_refuses_leaves_nothing_behind(file, monkeypatch):
    pack_elsewhere(file, publish_illustrated)
    before = snapshot()

    def fail(**_kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(importing, "restore_objects", fail)
    with pytest.raises(ImportFailed, match="disk full"):
        take(file)
    assert snapshot() == before
    assert not StagedFile.objects.exists()
    monkeypatch.undo()
    assert verdicts(take(file)) == ["new"]


def test_an_import_costs_few_queries_an_object(file, django_assert_max_num_queries):
    with another_library():
        for number in range(30):
            publish(make_object(draft=make_draft(f"Урок {number}")))
        pack(file)
    with django_assert_max_num_queries(60):
        take(file)
    assert LearningObject.objects.count() == 30


def test_files_of_several_versions_come_once(file):
    def build():
        made = publish_illustrated()
        publish_again(made.object_uuid, "Без картинок")

    pack_elsewhere(file, build)
    report = take(file)
    assert (report.files, ReceivedAsset.objects.count()) == (2, 2)


def test_a_file_that_was_lost_keeps_its_place(file):
    with another_library():
        made = publish_illustrated()
        MediaImage.objects.get().file.delete(save=False)
        pack(file)
    take(file)
    body = get_version(uuid=made.object_uuid).content["body"]
    assert body[0]["value"]["board"][1]["value"]["image"] < 0
    again = file.with_name("again.zip")
    pack(again)
    assert change_package(again) == change_package(file)


def test_it_is_in_the_trail(file):
    made = []
    pack_elsewhere(file, lambda: made.append(publish_illustrated()))
    take(file)
    (entry,) = read_trail(object_uuid=made[0].object_uuid)
    assert (entry.action, entry.data["numbers"]) == ("learning_objects.receive", [1])


def test_a_decision_of_another_object_is_refused(file):
    pack_elsewhere(file, publish_illustrated)
    taken = publish(make_object())
    decision = LearningObjectVersion.objects.get(digest=taken.digest).decision_uuid

    def change(name, data):
        if "objects/" not in name:
            return data
        facts = json.loads(data)
        facts["versions"][0]["decision"] = str(decision)
        return json.dumps(facts).encode()

    change_package(file, change)
    assert verdicts(take(file)) == ["refused"]


def test_an_object_of_a_third_library_under_the_same_uuid_is_refused(file):
    pack_elsewhere(file, publish_illustrated)
    take(file)

    def change(name, data):
        if "objects/" not in name:
            return data
        facts = json.loads(data)
        facts["origin"]["uuid"] = str(uuid4())
        return json.dumps(facts).encode()

    change_package(file, change)
    assert verdicts(take(file)) == ["refused"]


def test_the_author_has_a_page_without_an_account(file, client):
    made = []
    pack_elsewhere(file, lambda: made.append(publish_illustrated()))
    take(file)
    author = made[0].authors[0]
    page = client.get(f"/authors/{author.uuid}/").content.decode()
    assert author.name in page
    assert made[0].title in page
    assert Signature.objects.get().person_uuid == author.uuid
    assert isinstance(author.uuid, UUID)


def test_no_more_json_is_held_at_once_than_fits(file, monkeypatch):
    pack_elsewhere(file, lambda: [publish_illustrated(f"Урок {n}") for n in range(3)])
    held = []
    real = importing._judge
    monkeypatch.setattr(importing, "_judge", lambda part: held.append(len(part)) or real(part))
    monkeypatch.setattr(importing, "_BATCH_BYTES", 10)
    assert verdicts(take(file)) == ["new"] * 3
    assert set(held) == {1}
