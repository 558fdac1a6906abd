"""The commands for packages."""

import io
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from exporters import choosing
from exporters.refusal import ExportRefused
from learning_objects.models import LearningObject
from search.data import SearchRequest, SearchResult
from tests.factories.packages import pack_elsewhere, publish_illustrated

pytestmark = pytest.mark.django_db


def said(*args, **options) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_everything_or_some(tmp_path):
    version = publish_illustrated()
    publish_illustrated("Второй")
    path = tmp_path / "out.zip"
    assert said("export_package", "--all", str(path)).startswith("2 objects, 2 versions")
    missing = uuid4()
    some = said("export_package", str(path), "--uuid", str(version.object_uuid), str(missing))
    assert "1 objects" in some
    assert f"left out: {missing}" in some


def test_nothing_to_export(tmp_path):
    with pytest.raises(CommandError):
        call_command("export_package", "--all", str(tmp_path / "out.zip"))
    assert not (tmp_path / "out.zip").exists()


def test_a_dry_run_and_the_real_one(tmp_path):
    path = tmp_path / "sent.zip"
    pack_elsewhere(path, publish_illustrated)
    assert "1 new, 0 changed, 0 same, 0 refused" in said("import_package", str(path), dry_run=True)
    assert not LearningObject.objects.exists()
    assert "1 new" in said("import_package", str(path), verbosity=2)
    assert "1 same" in said("import_package", str(path))


def test_a_bad_package_ends_with_an_error(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"x")
    with pytest.raises(CommandError, match="nothing changed"):
        call_command("import_package", str(tmp_path / "x.zip"))


def test_sweeping():
    assert said("sweep_packages").endswith("leftovers put in order\n")


def answers(monkeypatch, *, total: int, relaxed: bool = False, hits: tuple = ()):
    def search(request: SearchRequest) -> SearchResult:
        return SearchResult(request, total, hits, (), 1, 1, relaxed=relaxed)

    monkeypatch.setattr(choosing, "search", search)


def test_a_query_that_finds_nothing_or_too_much(monkeypatch):
    answers(monkeypatch, total=0)
    with pytest.raises(ExportRefused):
        choosing.find_uuids("дроби")
    answers(monkeypatch, total=10_001)
    with pytest.raises(ExportRefused, match="10001"):
        choosing.find_uuids("урок")
    answers(monkeypatch, total=3, relaxed=True)
    with pytest.raises(ExportRefused):
        choosing.find_uuids("дроби и кит")
