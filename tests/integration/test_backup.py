"""Backup and restore as the manual tells it, on both databases, with files on a disk or in S3."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Collection

from cms.operations import backup
from cms.operations.backup import make_backup, restore_backup, stored_names
from cms.operations.databases import FILES
from cms.operations.errors import BackupRefused
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.media import make_document, make_image
from tests.integration.other_processes import ROOT, library_for_others

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
LOOK = """
import django, hashlib, json; django.setup()
from django.apps import apps
from django.core import serializers
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from cms.operations.backup import stored_names
from learning_objects.models import LearningObjectVersion
def digest(data): return hashlib.sha256(data).hexdigest()
tables = {}
for model in apps.get_models():
    rows = serializers.serialize("jsonl", model._base_manager.order_by("pk"))
    tables[model._meta.label] = digest(rows.encode())
files = {name: digest(default_storage.open(name).read()) for name in stored_names()}
try:
    with transaction.atomic():
        LearningObjectVersion.objects.update(number=9)
        guarded = False
except IntegrityError:
    guarded = True
print(json.dumps({"tables": tables, "files": files, "guarded": guarded}))
"""


def run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def look(environment: dict[str, str]) -> dict[str, Any]:
    """Digests of every table and every file, and whether the database guards its own rules."""
    return dict(json.loads(run(environment, "-c", LOOK)))


@pytest.fixture
def library(tmp_path: Path) -> dict[str, str]:
    """A library with published objects, a picture with a rendition, and a document."""
    # A test before this one may have emptied every table of what migrations had made.
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    for name in [*stored_names()]:
        default_storage.delete(name)
    for title in ("Закон Ома", "Деление клеток"):
        publish(make_object(draft=make_draft(title)))
    make_image().get_rendition("max-20x20")
    make_document()
    folder = tmp_path / "library"
    folder.mkdir()
    return place_files(library_for_others(folder))


def place_files(environment: dict[str, str]) -> dict[str, str]:
    """Let the other process see the test's own files: the same bucket, or a copy of the folder."""
    if hasattr(default_storage, "bucket_name"):
        return {**environment, "S3_PREFIX": default_storage.location}
    media = Path(environment["DATA_DIR"]) / "media"
    shutil.copytree(default_storage.location, media, dirs_exist_ok=True)
    return environment


@pytest.fixture
def empty(tmp_path: Path, library: dict[str, str]):
    """An installation elsewhere: another folder, another database, another place in the bucket."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    environment = {**library, "DATA_DIR": str(folder), "S3_PREFIX": f"restored-{uuid4()}"}
    if connection.vendor != "postgresql":
        yield environment
        return
    name = f"restored_{uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield {**environment, "DATABASE_URL": library["DATABASE_URL"].rpartition("/")[0] + f"/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_restored_library_is_the_same(library, empty, tmp_path):
    folder = tmp_path / "backup"
    assert "backup in" in run(library, "manage.py", "backup", str(folder))
    assert {path.name for path in folder.iterdir()} == {
        "manifest.json", "media", "secret_key", FILES[connection.vendor]
    }  # fmt: skip
    assert (folder / "secret_key").stat().st_mode & 0o077 == 0

    told = run(empty, "manage.py", "restore", str(folder))
    assert "restored the backup" in told
    assert "search index: 2 objects" in told

    before, after = look(library), look(empty)
    assert after == before
    assert len(after["files"]) == 3
    assert after["guarded"], "the database's own rules came along, too"
    keys = [Path(where["DATA_DIR"], "secret_key").read_bytes() for where in (library, empty)]
    assert keys[0] == keys[1]
    assert "2 objects compared, 0 different" in run(empty, "manage.py", "search_verify")


def test_a_backup_that_is_damaged_changes_nothing(library, tmp_path, now, monkeypatch):
    folder = tmp_path / "backup"
    manifest = make_backup(folder=folder, now=now)
    for name, digest in manifest["digests"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    victim = next(path for path in (folder / "media").rglob("*") if path.is_file())
    whole = victim.read_bytes()

    with pytest.raises(BackupRefused, match="the database is not empty"):
        restore_backup(folder=folder)
    monkeypatch.setattr(backup, "is_empty", lambda: True)
    monkeypatch.setattr(backup, "load_database", lambda folder: pytest.fail("written"))
    victim.write_bytes(whole[:-1])
    with pytest.raises(BackupRefused, match="is not what was written"):
        restore_backup(folder=folder)
    victim.unlink()
    with pytest.raises(BackupRefused, match="the backup lacks media/"):
        restore_backup(folder=folder)
    victim.write_bytes(whole)
    outside = {**manifest, "digests": {"../secret_key": "0"}}
    (folder / "manifest.json").write_text(json.dumps(outside), encoding="utf-8")
    with pytest.raises(BackupRefused, match="outside the backup"):
        restore_backup(folder=folder)
    (folder / "manifest.json").unlink()
    with pytest.raises(CommandError, match="is no finished backup"):
        call_command("restore", str(folder))
    with pytest.raises(CommandError, match="is not empty"):
        call_command("backup", str(folder))


def test_without_files_the_bucket_is_left_to_others(library, tmp_path, now):
    manifest = make_backup(folder=tmp_path / "backup", now=now, with_files=False)
    assert {*manifest["digests"]} <= {"secret_key", FILES[connection.vendor]}
