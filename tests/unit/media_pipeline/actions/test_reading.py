"""Words are kept once for the same bytes, and tried again where that may help."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from core.data import ProcessLimits
from media_pipeline.actions import reading
from media_pipeline.actions.reading import (
    ask_for_words,
    read_again,
    read_document,
    read_waiting,
    waiting_documents,
)
from media_pipeline.models import AssetText, MediaDocument
from media_pipeline.models.document import LOST, UNREAD
from media_pipeline.signals import words_read
from media_pipeline.stored import StorageAway
from media_pipeline.texts.data import CRASHED, DAMAGED, METHOD, NO_READER, ReadText, TextRefused
from media_pipeline.word_queries import count_texts, document_facts, words_by_digest
from tests.factories.documents import pdf_bytes
from tests.factories.media import make_document, office_bytes, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Any:
    """What the packages above are told: lists of ids."""
    told: list[list[int]] = []

    def note(document_ids: list[int], **kwargs: Any) -> None:
        told.append(document_ids)

    words_read.connect(note)
    yield told
    words_read.disconnect(note)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Reading without a process; what is to be raised can be put into the list first."""
    codes: list[str] = []

    def extract(file: Any, kind: str, *, limits: ProcessLimits | None = None) -> ReadText:
        if codes:
            raise TextRefused(codes.pop(0))
        return ReadText(file.read().decode(errors="replace").replace("\0", " "))

    monkeypatch.setattr(reading, "extract_text", extract)
    return codes


def note(text: str = "Заметка о гномоне", **more: Any) -> MediaDocument:
    return make_document(content=text.encode(), name="note.txt", **more)


def test_an_upload_asks_for_its_words_after_the_commit(
    now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    from django_tasks_db.models import DBTaskResult

    with django_capture_on_commit_callbacks(execute=True):
        document = make_document(content=pdf_bytes("Слово о тени"))
    assert DBTaskResult.objects.filter(task_path__endswith="read_words").count() == 1
    assert AssetText.objects.count() == 0

    assert read_document(document_id=document.pk, now=now)
    facts = document_facts(ids=[document.pk])[document.pk]
    assert (facts.is_read, facts.is_captions, facts.characters) == (True, False, 12)
    assert words_by_digest(digests=[facts.digest]) == {facts.digest: "Слово о тени"}
    with django_capture_on_commit_callbacks() as callbacks:
        document.refresh_from_db()
        document.title = "Другое название"
        document.save()
    assert callbacks == []


def test_the_same_bytes_are_read_once_and_everybody_is_told(
    now: datetime, quick: list[str], heard: list[list[int]]
) -> None:
    one, two = note(), note()
    assert read_waiting(now=now) == 2
    assert read_waiting(now=now) == 0
    assert AssetText.objects.get().attempts == 1
    assert heard == [[one.pk], [two.pk]]


def test_an_exchanged_file_has_its_own_words_and_the_old_ones_go(
    now: datetime, quick: list[str]
) -> None:
    document = note("Старый текст")
    read_document(document_id=document.pk, now=now)
    document.refresh_from_db()
    document.file = upload("Новый текст".encode(), "note.txt")
    document._set_document_file_metadata()
    document.save()
    assert not document_facts(ids=[document.pk])[document.pk].is_read
    read_document(document_id=document.pk, now=now)
    digest = document_facts(ids=[document.pk])[document.pk].digest
    assert words_by_digest(digests=[digest]) == {digest: "Новый текст"}
    assert AssetText.objects.get().digest == digest


def test_a_file_that_is_exchanged_while_it_is_read_is_not_bound_to_old_words(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = note("Старый текст")

    def extract(file: Any, kind: str) -> ReadText:
        MediaDocument.objects.filter(pk=document.pk).update(file="documents/other.txt")
        return ReadText(file.read().decode())

    monkeypatch.setattr(reading, "extract_text", extract)
    read_document(document_id=document.pk, now=now)
    document.refresh_from_db()
    assert document.digest == UNREAD
    assert AssetText.objects.count() == 0


def test_a_deleted_document_takes_its_words_along(now: datetime, quick: list[str]) -> None:
    one, two = note(), note()
    read_waiting(now=now)
    MediaDocument.objects.get(pk=one.pk).delete()
    assert AssetText.objects.count() == 1
    MediaDocument.objects.get(pk=two.pk).delete()
    assert AssetText.objects.count() == 0


def test_what_may_pass_is_tried_three_times_and_what_may_not_once(
    now: datetime, quick: list[str]
) -> None:
    document = note()
    quick.extend([CRASHED, CRASHED, CRASHED, CRASHED])
    assert read_waiting(now=now) == 1
    assert read_waiting(now=now) == 0
    assert read_waiting(now=now + timedelta(hours=2)) == 1
    assert read_waiting(now=now + timedelta(hours=3)) == 0
    assert read_waiting(now=now + timedelta(days=2)) == 1
    assert read_waiting(now=now + timedelta(days=30)) == 0
    assert AssetText.objects.get().attempts == 3
    assert document_facts(ids=[document.pk])[document.pk].digest == ""

    quick.clear()
    note("Другие байты")
    quick.append(DAMAGED)
    assert read_waiting(now=now) == 1
    assert read_waiting(now=now + timedelta(days=30)) == 0
    assert read_again() == 2
    assert read_waiting(now=now) == 2
    assert set(AssetText.objects.values_list("state", "method")) == {("done", METHOD)}


def test_a_lost_file_does_not_hold_up_the_others_and_an_absent_storage_ends_the_round(
    now: datetime, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, other = note("Потерянный"), note("Другой")
    lost.file.storage.delete(lost.file.name)
    assert read_waiting(now=now) == 2
    lost.refresh_from_db()
    assert lost.digest == LOST
    assert document_facts(ids=[other.pk])[other.pk].characters == 6

    note("Третий")

    def away(*args: Any) -> Any:
        raise StorageAway

    monkeypatch.setattr(reading, "_copy", away)
    assert read_waiting(now=now) == 0
    assert len(waiting_documents(now=now, limit=9)) == 1


def test_what_waits_is_asked_for_and_nothing_else(now: datetime, quick: list[str]) -> None:
    from django_tasks_db.models import DBTaskResult

    ask_for_words(now=now)
    waiting = DBTaskResult.objects.filter(task_path__endswith="read_waiting_words")
    assert waiting.count() == 0
    note()
    ask_for_words(now=now)
    assert waiting.count() == 1


def test_the_command_reads_what_was_there_before_and_counts(
    now: datetime, quick: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    note()
    make_document(content=office_bytes("xlsx"))
    quick.extend([NO_READER])
    call_command("read_texts")
    said = capsys.readouterr().out
    assert "2 files read" in said
    assert "none no_reader: 1" in said
    assert "done -: 1" in said
    call_command("read_texts", "--again")
    assert "1 files to be read anew" in capsys.readouterr().out
    assert {(one.state, one.files) for one in count_texts() if one.files} == {("done", 2)}


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "done", "characters": 0},
        {"state": "done", "characters": 3, "text": "абв", "reason": DAMAGED},
        {"state": "failed", "reason": ""},
        {"state": "none", "reason": NO_READER, "text": "абв", "characters": 3},
        {"state": "else", "reason": DAMAGED},
    ],
)
def test_words_or_a_reason_and_never_both(now: datetime, broken: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AssetText.objects.create(digest="d" * 64, method=1, read_at=now, **broken)


def test_what_is_not_there_has_no_words(now: datetime) -> None:
    assert not read_document(document_id=10_000, now=now)
    assert words_by_digest(digests=[""]) == {}
