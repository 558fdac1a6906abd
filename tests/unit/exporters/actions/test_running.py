"""The way of a transfer: packed, checked, confirmed, taken in; interrupted and begun again."""

import os
import time
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from accounts.errors import NotAllowed
from core.api import now as clock
from core.errors import TransitionRefused
from exporters.actions import running
from exporters.actions.running import run, settle_interrupted, sweep
from exporters.actions.transfers import (
    confirm_import,
    receive_upload,
    remove_transfer,
    retry_transfer,
    start_export,
)
from exporters.folder import package_path, progress_path
from exporters.models import StagedFile, Transfer
from exporters.processes import is_gone, this_process
from exporters.progress import ProgressFile, read_progress
from exporters.queries import is_interrupted, lines_of
from exporters.refusal import PackageRefused
from learning_objects.api import get_object
from learning_objects.models import LearningObject
from media_pipeline.models import MediaDocument
from tests.factories.packages import make_export, pack_elsewhere, publish_illustrated
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
DEAD = f"{this_process().rpartition(':')[0].rpartition(':')[0]}:999999:1"


@pytest.fixture
def head():
    return make_user("administrator")


@pytest.fixture
def upload(head, tmp_path):
    """An uploaded package of another library that waits to be checked."""
    path = tmp_path / "sent.zip"
    pack_elsewhere(path, lambda: [publish_illustrated(f"Урок {n}") for n in range(3)])
    data = path.read_bytes()
    return receive_upload(title="sent.zip", chunks=[data[:100], data[100:]], by=head, now=clock())


def step(transfer: Transfer) -> Transfer:
    run(uuid=transfer.uuid, now=clock())
    transfer.refresh_from_db()
    return transfer


def test_an_export_becomes_a_package(head):
    publish_illustrated()
    transfer = make_export(head)
    assert (transfer.state, transfer.report["objects"]) == ("ready", 1)
    assert transfer.size == package_path(transfer.uuid).stat().st_size


def test_an_export_of_nothing_is_refused(head):
    transfer = make_export(head)
    assert transfer.state == "refused"
    assert transfer.reason


def test_chosen_objects_alone(head):
    wanted, _other = publish_illustrated("Нужный"), publish_illustrated("Другой")
    scope = {"uuids": [str(wanted.object_uuid)]}
    made = start_export(scope=scope, title="Один", by=head, now=clock())
    assert step(made).report["objects"] == 1


def test_an_upload_is_checked_then_confirmed_then_taken_in(head, upload):
    assert step(upload).state == "checked"
    assert upload.report["counts"] == {"new": 3, "changed": 0, "same": 0, "refused": 0}
    assert lines_of(upload, verdict="new").count() == 3
    assert not LearningObject.objects.exists()
    confirm_import(transfer=upload, by=head, now=clock())
    assert step(upload).state == "done"
    line = lines_of(upload)[0]
    assert get_object(uuid=line.object_uuid).is_public
    assert step(upload).state == "done"  # a task that comes twice does nothing


def test_nothing_is_taken_in_unconfirmed(upload):
    step(upload)
    assert step(upload).state == "checked"
    assert not LearningObject.objects.exists()


def test_a_package_that_is_not_believed_is_refused_with_the_reason(head):
    made = receive_upload(title="x.zip", chunks=[b"not a zip"], by=head, now=clock())
    assert step(made).state == "refused"
    assert made.reason


def test_only_administrators(upload):
    stranger = make_user("author")
    with pytest.raises(NotAllowed):
        start_export(scope={"all": True}, title="x", by=stranger, now=clock())
    with pytest.raises(NotAllowed):
        receive_upload(title="x", chunks=[b"x"], by=stranger, now=clock())
    step(upload)
    for action in (confirm_import, remove_transfer):
        with pytest.raises(TransitionRefused):
            action(transfer=upload, by=stranger, now=clock())


def test_too_large_an_upload_leaves_no_file(head, settings):
    settings.PACKAGE_MAX_BYTES = 10
    before = set(package_path(head.uuid).parent.iterdir())
    with pytest.raises(PackageRefused):
        receive_upload(title="x.zip", chunks=[b"12345678", b"12345678"], by=head, now=clock())
    assert set(package_path(head.uuid).parent.iterdir()) == before
    assert not Transfer.objects.exists()


def test_a_transfer_whose_process_died_is_interrupted_and_begins_again(head, upload):
    Transfer.objects.filter(pk=upload.pk).update(state="checking", process=DEAD)
    upload.refresh_from_db()
    assert is_interrupted(upload, now=clock())
    assert settle_interrupted(now=clock()) == 1
    upload.refresh_from_db()
    assert upload.state == "failed"
    retry_transfer(transfer=upload, by=head, now=clock())
    assert step(upload).state == "checked"


def test_a_transfer_that_is_being_worked_on_is_left_alone(upload):
    Transfer.objects.filter(pk=upload.pk).update(state="checking", process=this_process())
    assert settle_interrupted(now=clock()) == 0
    assert not is_gone(this_process())
    assert not is_gone("another-machine:1:1")


def test_a_transfer_of_a_machine_that_is_no_more_does_not_run_for_ever(upload):
    Transfer.objects.filter(pk=upload.pk).update(state="checking", process="another-machine:1:1")
    assert settle_interrupted(now=clock() + timedelta(hours=23)) == 0
    assert settle_interrupted(now=clock() + timedelta(hours=25)) == 1


def test_two_workers_that_settle_the_same_transfer_go_on_to_their_own(upload, monkeypatch):
    Transfer.objects.filter(pk=upload.pk).update(state="checking", process=DEAD)

    def settled_by_another(transfer, *, now):
        Transfer.objects.filter(pk=transfer.pk).update(state="failed")
        return True

    monkeypatch.setattr(running, "is_interrupted", settled_by_another)
    assert settle_interrupted(now=clock()) == 0


def test_a_mistake_of_ours_does_not_leave_a_transfer_running(head):
    made = start_export(scope={"uuids": ["no uuid"]}, title="Один", by=head, now=clock())
    with pytest.raises(ValueError, match="UUID"):
        step(made)
    made.refresh_from_db()
    assert (made.state, bool(made.reason)) == ("failed", True)


def test_a_removed_package_is_gone(head, upload, django_capture_on_commit_callbacks):
    step(upload)
    with django_capture_on_commit_callbacks(execute=True):
        remove_transfer(transfer=upload, by=head, now=clock())
    assert upload.state == "removed"
    assert not package_path(upload.uuid).exists()
    assert not progress_path(upload.uuid).exists()


def test_sweeping_removes_what_nobody_owns(now):
    storage = MediaDocument._meta.get_field("file").storage
    name = storage.save("documents/orphan.pdf", ContentFile(b"%PDF-1.7"))
    kept = storage.save("documents/being-written.pdf", ContentFile(b"%PDF-1.7"))
    for process, file in ((DEAD, name), (this_process(), kept)):
        StagedFile.objects.create(run=os.urandom(16).hex(), process=process, name=file,
                                  created_at=now)  # fmt: skip
    stray = package_path(os.urandom(16).hex())
    stray.write_bytes(b"x")
    os.utime(stray, (time.time() - 90_000,) * 2)
    assert sweep(now=clock().replace(year=2026)) >= 2
    assert not storage.exists(name)
    assert not stray.exists()
    assert not StagedFile.objects.filter(process=DEAD).exists()
    storage.delete(kept)


def test_progress_is_seen_while_the_transaction_is_open(upload):
    assert read_progress(upload.uuid) is None
    write = ProgressFile(upload.uuid)
    write("write", 1, 9)
    write("write", 2, 9)  # at once: not written
    assert (read_progress(upload.uuid).done, read_progress(upload.uuid).all) == (1, 9)
    write("write", 9, 9)
    assert read_progress(upload.uuid).done == 9
