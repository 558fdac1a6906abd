"""The outbox, the writer, rebuilds and the comparison, with real objects."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from core.api import emit, now, pending
from framework.api import get_tree
from framework.data import TOPIC
from learning_objects.api import save_draft, withdraw_object
from learning_objects.data import TopicRef
from learning_objects.models import LearningObject
from search.actions import writing
from search.actions.writing import IndexSession, apply_pending
from search.api import rebuild, search, verify
from search.data import SearchRequest
from search.engine import folder
from search.engine.port import Removal
from search.errors import IndexUnavailableError, WriterRunningError
from search.registration import FRAMEWORK_TOPICS
from tests.factories.framework import GEOGRAPHY, PHYSICS, load_programmes, programme
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index_dir(settings, tmp_path: Path) -> Path:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return tmp_path / "index"


@pytest.fixture
def session() -> Iterator[IndexSession]:
    session = IndexSession()
    yield session
    session.close()


def published(title: str) -> LearningObject:
    made = make_object(draft=make_draft(title))
    publish(made)
    return made


def found(text: str) -> list[str]:
    return [hit.title for hit in search(SearchRequest(text)).hits]


def test_what_is_published_is_found_by_the_next_request(session: IndexSession) -> None:
    apply_pending(session=session)
    published("Деление клеток")
    assert apply_pending(session=session) == 1
    assert found("клетка") == ["Деление клеток"]
    assert pending(consumer="search", limit=9) == []


def test_a_new_version_replaces_the_old_one(session: IndexSession) -> None:
    made = published("Деление клеток")
    apply_pending(session=session)
    made.refresh_from_db()
    author = made.authorships.get().user
    save_draft(learning_object=made, draft=make_draft("Строение атома"), by=author, now=now())
    publish(made)
    apply_pending(session=session)
    assert found("клетка") == []
    assert found("атом") == ["Строение атома"]


def test_what_is_withdrawn_disappears(session: IndexSession) -> None:
    made = published("Деление клеток")
    apply_pending(session=session)
    by = make_user("administrator")
    made.refresh_from_db()
    withdraw_object(learning_object=made, reason="ошибка", by=by, now=now())
    apply_pending(session=session)
    assert found("клетка") == []


def test_nothing_is_acknowledged_before_the_commit(
    session: IndexSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply_pending(session=session)
    published("Деление клеток")
    writer = session.writer()

    def die() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writer, "commit", die)
    with pytest.raises(KeyboardInterrupt):
        apply_pending(session=session)
    assert len(pending(consumer="search", limit=9)) == 1


def test_an_event_about_nothing_known_is_harmless(session: IndexSession) -> None:
    with transaction.atomic():
        emit(topic="learning_object.published", key=str(uuid4()), now=now())
        emit(topic="learning_object.published", key="not-a-uuid", now=now())
    assert apply_pending(session=session) == 2
    assert pending(consumer="search", limit=9) == []


def test_a_damaged_index_is_built_anew(session: IndexSession, index_dir: Path) -> None:
    published("Деление клеток")
    apply_pending(session=session)
    session.close()
    for meta in index_dir.glob("g*/meta.json"):
        meta.write_text("{")
    with pytest.raises(IndexUnavailableError):
        found("клетка")
    apply_pending(session=session)
    assert found("клетка") == ["Деление клеток"]


def test_files_that_fail_under_the_writer_are_mended(
    session: IndexSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply_pending(session=session)
    published("Деление клеток")

    def fail() -> None:
        raise ValueError("the disk is gone")

    monkeypatch.setattr(session.writer(), "commit", fail)
    apply_pending(session=session)
    assert found("клетка") == ["Деление клеток"]
    apply_pending(session=session)
    assert pending(consumer="search", limit=9) == []
    assert verify().differences == ()


def test_nothing_that_arrives_during_a_rebuild_is_lost(session: IndexSession) -> None:
    early = published("Деление клеток")
    apply_pending(session=session)
    happened: list[int] = []

    def meanwhile(number: int) -> None:
        if not happened:
            happened.append(number)
            early.refresh_from_db()
            by = make_user("administrator")
            withdraw_object(learning_object=early, reason="ошибка", by=by, now=now())
            published("Строение атома")
            apply_pending(session=session)
            assert found("атом") == ["Строение атома"]

    rebuild(now=now(), progress=meanwhile)
    assert found("атом") == ["Строение атома"]
    assert found("клетка") == []
    published("Закон Ома")
    apply_pending(session=session)  # notices the swap
    apply_pending(session=session)
    assert found("закон") == ["Закон Ома"]
    assert verify().differences == ()


def test_a_rebuild_that_fails_leaves_the_old_index(session: IndexSession, index_dir: Path) -> None:
    published("Деление клеток")
    apply_pending(session=session)

    def fail(number: int) -> None:
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        rebuild(now=now(), progress=fail)
    assert found("клетка") == ["Деление клеток"]
    assert len(list(index_dir.glob("g*"))) == 1
    assert not (index_dir / folder.JOURNAL).exists()


def test_the_journal_of_a_killed_rebuild_is_dropped(session: IndexSession, index_dir: Path) -> None:
    apply_pending(session=session)
    folder.start_journal()
    published("Деление клеток")
    apply_pending(session=session)
    assert not (index_dir / folder.JOURNAL).exists()


def test_old_generations_are_dropped_but_the_last(index_dir: Path) -> None:
    for _number in range(4):
        rebuild(now=now())
    assert len(list(index_dir.glob("g*"))) == 2


def test_two_rebuilds_at_once_are_refused() -> None:
    with folder.held(folder.REBUILD_LOCK, wait=False), pytest.raises(WriterRunningError):
        rebuild(now=now())
    with (
        folder.held(folder.REBUILD_LOCK, wait=False),
        pytest.raises(CommandError, match=r"rebuild\.lock is held by process"),
    ):
        call_command("search_rebuild")


def test_verify_tells_what_differs(
    session: IndexSession, capsys: pytest.CaptureFixture[str]
) -> None:
    apply_pending(session=session)
    kept, gone = published("Деление клеток"), published("Закон Ома")
    assert verify().waiting == 2
    apply_pending(session=session)
    call_command("search_verify")
    assert "2 objects compared, 0 different, 0 waiting" in capsys.readouterr().out
    writer = session.writer()
    writer.remove(Removal(str(gone.uuid)))
    writer.commit()
    with pytest.raises(SystemExit) as ended:
        call_command("search_verify")
    assert ended.value.code == 1
    output = capsys.readouterr().out
    assert f"missing {gone.uuid}" in output
    assert str(kept.uuid) not in output


def test_verify_and_search_without_an_index() -> None:
    with pytest.raises(CommandError, match="no index"):
        call_command("search_verify")


def test_rebuild_command_tells_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    published("Деление клеток")
    call_command("search_rebuild")
    output = capsys.readouterr().out
    assert "1 objects so far" in output
    assert "search index: 1 objects" in output


def test_readers_in_threads_agree(session: IndexSession) -> None:
    published("Деление клеток")
    apply_pending(session=session)
    answers: list[int] = []

    def look() -> None:
        from search.engine.chosen import open_reader

        answers.extend(open_reader().lemma_frequencies(["клетка"])["клетка"] for _n in range(50))

    threads = [threading.Thread(target=look) for _n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [1] * 300


def rename(where: object, old: str, new: str) -> object:
    """Return a copy of a programme in which every ``old`` is ``new``."""
    return json.loads(json.dumps(where, ensure_ascii=False).replace(old, new))


def test_an_imported_framework_makes_one_new_index(
    session: IndexSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The titles of topics are in the documents, so a topic's new title must find its lessons."""
    load_programmes(tmp_path / "old", programme())
    topic = next(node for node in get_tree().nodes.values() if node.kind == TOPIC)
    made = make_object(draft=make_draft("Урок", topics=[TopicRef(topic.uuid)]))
    publish(made)
    apply_pending(session=session)
    assert (found(topic.title), found("газ")) == (["Урок"], [])
    before = folder.current_generation()
    changed = rename(PHYSICS, topic.title, f"{topic.title} и газ")
    load_programmes(tmp_path / "new", changed)
    load_programmes(tmp_path / "newer", changed, GEOGRAPHY)
    rebuilds: list[object] = []
    monkeypatch.setattr(writing, "rebuild", lambda now: rebuilds.append(now) or rebuild(now=now))
    assert apply_pending(session=session) >= 2
    assert len(rebuilds) == 1
    assert folder.current_generation() != before
    assert pending(consumer="search", limit=9) == []
    assert found("газ") == ["Урок"]


def test_a_framework_waits_for_the_rebuild_that_runs(session: IndexSession, tmp_path: Path) -> None:
    made = published("Деление клеток")
    apply_pending(session=session)
    load_programmes(tmp_path / "physics", programme())
    made.refresh_from_db()
    other = published("Строение атома")
    with folder.held(folder.REBUILD_LOCK, wait=False):
        assert apply_pending(session=session) == 1
        assert found("атом") == ["Строение атома"]
        assert {item.topic for item in pending(consumer="search", limit=9)} <= {*FRAMEWORK_TOPICS}
        assert str(other.uuid) not in {item.key for item in pending(consumer="search", limit=9)}
    assert apply_pending(session=session) >= 1
    assert pending(consumer="search", limit=9) == []


def test_what_is_published_is_found_while_the_framework_is_built_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer's process builds beside its work; the real rebuild is tried by the tests above."""
    published("Деление клеток")
    apply_pending(session=IndexSession())
    let_go = threading.Event()
    monkeypatch.setattr(writing, "rebuild", lambda now: let_go.wait(20))
    session = IndexSession(beside=True)
    load_programmes(tmp_path / "physics", programme())
    try:
        apply_pending(session=session)
        published("Строение атома")
        assert apply_pending(session=session) == 1
        assert found("атом") == ["Строение атома"]
        waiting = pending(consumer="search", limit=9)
        assert waiting
        assert {item.topic for item in waiting} <= {*FRAMEWORK_TOPICS}
        let_go.set()
        for _attempt in range(200):
            if apply_pending(session=session):
                break
            let_go.wait(0.05)
    finally:
        let_go.set()
        session.close()
    assert pending(consumer="search", limit=9) == []
