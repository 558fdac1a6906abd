"""Words of the files that published versions pin, and of no others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from core.api import pending
from learning_objects.api import attached_files, attached_words, get_versions, save_draft
from learning_objects.data import WORDS_TOPIC, Draft
from media_pipeline.api import read_waiting
from media_pipeline.models import MediaDocument
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.media import make_document
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def note(text: str, name: str = "note.txt", **more: Any) -> MediaDocument:
    return make_document(content=text.encode(), name=name, **more)


def draft_with(*documents: MediaDocument, title: str = "") -> Draft:
    attached = [
        {"type": "attachment", "value": {"document": one.pk, "title": title}} for one in documents
    ]
    return make_draft(body=[make_stage(board=attached)])


def waiting_events() -> list[str]:
    return [item.key for item in pending(consumer="search", limit=50) if item.topic == WORDS_TOPIC]


def test_a_version_gives_the_files_it_pins_with_their_words(
    now: datetime, django_assert_num_queries: Any
) -> None:
    author = make_user("author")
    one = note("Полуденная тень", by=author, title="Лист")
    film = note("WEBVTT\n\n00:00.000 --> 00:01.000\nГоворит диктор", "f.vtt", by=author)
    view = publish(make_object(by=author, draft=draft_with(one, film)))
    (before, _film) = attached_files([view])[view.object_uuid]
    assert (before.is_read, before.digest) == (False, "")

    read_waiting(now=now)
    with django_assert_num_queries(3):
        first, second = attached_files([view])[view.object_uuid]
        words = attached_words([first.digest, second.digest])
    assert (first.title, first.is_captions, words[first.digest]) == (
        "Лист",
        False,
        "Полуденная тень",
    )
    assert (second.is_captions, words[second.digest]) == (True, "Говорит диктор")
    assert first.url.endswith(".txt")
    assert waiting_events() == [str(view.object_uuid)] * 2


def test_what_has_no_files_costs_nothing(django_assert_num_queries: Any) -> None:
    view = publish(make_object())
    with django_assert_num_queries(0):
        assert attached_files([view]) == {view.object_uuid: ()}
        assert attached_words([]) == {}


def test_the_author_names_a_file_in_the_body(now: datetime) -> None:
    author = make_user("author")
    view = publish(make_object(by=author, draft=draft_with(note("а б", by=author), title="Бланк")))
    assert [one.title for one in attached_files([view])[view.object_uuid]] == ["Бланк"]


def test_a_draft_tells_nothing_and_a_new_version_lets_the_old_file_go(now: datetime) -> None:
    author = make_user("author")
    old, new = note("Старый лист", by=author), note("Новый лист", by=author)
    thing = make_object(by=author, draft=draft_with(old))
    read_waiting(now=now)
    assert waiting_events() == []

    first = publish(thing)
    thing.refresh_from_db()
    save_draft(learning_object=thing, draft=draft_with(new), by=author, now=now)
    kept = get_versions([first.object_uuid])
    files = attached_files(kept.values())[first.object_uuid]
    assert attached_words(one.digest for one in files) == {files[0].digest: "Старый лист"}

    thing.refresh_from_db()
    second = publish(thing)
    files = attached_files([second])[second.object_uuid]
    assert list(attached_words(one.digest for one in files).values()) == ["Новый лист"]
