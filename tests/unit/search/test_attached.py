"""Objects are found by the words of their files, less than by their own, and the hit says why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.api import User
from learning_objects.api import save_draft, withdraw_object
from learning_objects.data import VersionView
from learning_objects.models import LearningObject
from media_pipeline.api import read_waiting
from media_pipeline.models import AssetText, MediaDocument
from search.actions.writing import IndexSession, apply_pending
from search.api import rebuild, search, verify
from search.data import IN_FILE, IN_FILM, IN_TEXT, IN_TITLE, SearchRequest, SearchResult
from search.engine.chosen import open_reader
from tests.factories.framework import load_starter
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.media import make_document, upload
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

PAGE = "Опыт на подоконнике"
CUE = "WEBVTT\n\n00:00.000 --> 00:09.000\n"


@pytest.fixture(autouse=True)
def library(settings: Any, tmp_path: Any, now: datetime) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    load_starter()


def note(by: User, text: str, name: str = "note.txt", title: str = "Лист") -> MediaDocument:
    return make_document(by=by, content=text.encode(), name=name, title=title)


def body_with(*documents: MediaDocument) -> list[dict[str, Any]]:
    attached = [{"type": "attachment", "value": {"document": d.pk, "title": ""}} for d in documents]
    return [make_stage(board=attached)]


def publish_with(*documents: MediaDocument, by: User, title: str = PAGE) -> VersionView:
    return publish(make_object(by=by, draft=make_draft(title, body=body_with(*documents))))


def find(text: str) -> SearchResult:
    return search(SearchRequest(text=text, verbatim=True))


def codes(result: SearchResult, place: int = 0) -> list[str]:
    return [reason.code for reason in result.hits[place].why]


def test_a_word_of_a_file_finds_its_object_and_says_so(now: datetime) -> None:
    author = make_user("author")
    long = "начало листа " * 3_000 + "здесь стоит гномон у стены " + "конец листа " * 500
    view = publish_with(note(author, long), by=author)
    read_waiting(now=now)
    rebuild(now=now)

    found = find("гномоны")
    assert [hit.uuid for hit in found.hits] == [view.object_uuid]
    (hit,) = found.hits
    assert "<mark>гномон</mark>" in hit.snippet
    assert codes(found) == [IN_FILE]
    assert hit.source is not None
    assert hit.source.words == ("Лист",)
    assert codes(find("подоконник гномон")) == [IN_TITLE, IN_FILE]
    assert find("подоконник").hits[0].source is None


def test_words_of_a_film_are_called_so(now: datetime) -> None:
    author = make_user("author")
    film = note(author, f"{CUE}виден гипокотиль", "f.vtt")
    publish_with(film, by=author)
    read_waiting(now=now)
    rebuild(now=now)
    assert codes(find("гипокотиль")) == [IN_FILM]


def test_phrases_and_words_left_out_know_files(now: datetime) -> None:
    author = make_user("author")
    publish_with(note(author, "самая короткая Тень у стены"), by=author)
    read_waiting(now=now)
    rebuild(now=now)
    found = find('"короткая тень"')
    assert found.total == 1
    assert "<mark>короткая</mark> <mark>Тень</mark>" in found.hits[0].snippet
    assert codes(found) == [IN_FILE]
    assert find('"тень короткая"').total == 0 or find('"тень короткая"').relaxed
    assert find("подоконник").total == 1
    assert find("подоконник -тень").total == 0


def test_a_file_weighs_less_than_a_film_and_a_film_less_than_the_page(now: datetime) -> None:
    author = make_user("author")
    said = "гномон и ещё несколько слов"
    in_file = publish_with(note(author, said), by=author, title="Первый")
    film = note(author, f"{CUE}{said}", "f.vtt")
    in_film = publish_with(film, by=author, title="Второй")
    draft = make_draft("Третий", body=[make_stage(teacher_does="Ставит гномон.")])
    on_page = publish(make_object(by=author, draft=draft))
    read_waiting(now=now)
    rebuild(now=now)
    order = [hit.uuid for hit in find("гномон").hits]
    assert order == [on_page.object_uuid, in_film.object_uuid, in_file.object_uuid]


def test_a_word_of_a_file_is_no_typo(now: datetime) -> None:
    author = make_user("author")
    publish_with(note(author, "аналемма"), by=author)
    read_waiting(now=now)
    rebuild(now=now)
    assert open_reader().lemma_frequencies(["аналемма"]) == {"аналемма": 1}
    result = search(SearchRequest(text="аналемма"))
    assert (result.total, result.corrected_from, result.did_you_mean) == (1, "", "")


def test_what_a_page_has_asks_the_database_for_nothing(
    now: datetime, django_assert_num_queries: Any
) -> None:
    author = make_user("author")
    publish_with(note(author, "гномон"), by=author)
    read_waiting(now=now)
    rebuild(now=now)
    find("сценарий")
    with django_assert_num_queries(1):
        assert find("подоконник").total == 1
    with django_assert_num_queries(2):
        assert find("гномон").total == 1


def step() -> None:
    session = IndexSession()
    try:
        while apply_pending(session=session):
            pass
    finally:
        session.close()


def test_words_that_are_read_after_the_publication_reach_the_index(now: datetime) -> None:
    author = make_user("author")
    publish_with(note(author, "гномон"), by=author)
    step()
    assert find("гномон").total == 0
    assert verify().unread == 1

    read_waiting(now=now)
    step()
    assert find("гномон").total == 1
    report = verify()
    assert (report.differences, report.unread) == ((), 0)


def test_verify_sees_words_that_are_missing_and_words_that_are_stale(now: datetime) -> None:
    author = make_user("author")
    view = publish_with(note(author, "гномон"), by=author)
    step()
    read_waiting(now=now)
    step()
    AssetText.objects.update(method=7)
    assert [(one.uuid, one.problem) for one in verify().differences] == [
        (view.object_uuid, "stale")
    ]
    rebuild(now=now)
    AssetText.objects.all().delete()
    assert [one.problem for one in verify().differences] == ["stale"]


def test_words_of_unpublished_files_are_never_found(now: datetime, client: Client) -> None:
    """A draft, a file exchanged before publication, a newer draft, a withdrawal."""
    author = make_user("author")
    secret = note(author, "черновая отгадка гексафторид")
    thing = make_object(by=author, draft=make_draft(PAGE, body=body_with(secret)))
    read_waiting(now=now)
    rebuild(now=now)
    assert find("гексафторид").total == 0

    exchange(secret, "чистовая загадка аргумент")
    read_waiting(now=now)
    publish(thing)
    step()
    assert find("гексафторид").total == 0
    assert find("чистовая").total == 1

    later = note(author, "следующая тайна гексафторид")
    thing = LearningObject.objects.get(pk=thing.pk)
    save_draft(
        learning_object=thing, draft=make_draft(PAGE, body=body_with(later)), by=author, now=now
    )
    read_waiting(now=now)
    step()
    assert find("гексафторид").total == 0
    assert client.get("/search/?q=гексафторид").content.count(b"<mark>") == 0

    publish(LearningObject.objects.get(pk=thing.pk))
    step()
    assert find("гексафторид").total == 1
    assert find("чистовая").total == 0
    withdraw_object(
        learning_object=LearningObject.objects.get(pk=thing.pk), reason="-", by=author, now=now
    )
    step()
    assert find("гексафторид").total == 0


def exchange(document: MediaDocument, text: str) -> None:
    """What Wagtail's form does."""
    document.refresh_from_db()
    document.file = upload(text.encode(), "note.txt")
    document._set_document_file_metadata()
    document.save()


def test_the_page_links_to_the_file_and_a_visitor_may_have_it(
    now: datetime, client: Client
) -> None:
    author = make_user("author")
    document = note(author, "гномон", title="Лист <б>")
    publish_with(document, by=author)
    read_waiting(now=now)
    rebuild(now=now)
    page = client.get("/search/", {"q": "гномон"}).content.decode()
    assert f'<a href="{document.url}">Лист &lt;б&gt;</a>' in page
    assert b"".join(client.get(document.url).streaming_content).decode() == "гномон"
    answer = client.get("/api/v1/search/", {"q": "гномон"}).json()
    assert answer["hits"][0]["why"] == [
        {"code": IN_FILE, "words": ["Лист <б>"], "url": document.url}
    ]
    assert IN_TEXT not in answer["hits"][0]["why"]
