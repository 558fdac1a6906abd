"""The writer, rebuilds and the comparison on a cluster, with real objects."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from core.api import now, pending
from learning_objects.api import get_version, save_draft, withdraw_object
from learning_objects.models import LearningObject
from search.actions.writing import IndexSession, apply_pending
from search.api import rebuild, search, verify
from search.data import SearchRequest
from search.documents import document_of
from search.engine.chosen import open_reader
from search.engine.cluster.catalogue import make_new, read_catalogue
from search.engine.cluster.engine import ClusterEngine
from search.engine.cluster.writer import ClusterWriter
from search.engine.port import IndexDocument, Removal
from search.errors import IndexUnavailableError, WriterRunningError
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user
from tests.factories.search import make_view

pytestmark = [pytest.mark.scaled, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _nothing_is_kept(cluster: ClusterEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every search looks whether something has changed."""
    monkeypatch.setattr("search.engine.cluster.engine.FRESH_SECONDS", 0.0)


@pytest.fixture
def session(cluster: ClusterEngine) -> Iterator[IndexSession]:
    session = IndexSession()
    yield session
    session.close()


def published(title: str) -> LearningObject:
    made = make_object(draft=make_draft(title))
    publish(made)
    return made


def withdrawn(made: LearningObject) -> None:
    made.refresh_from_db()
    by = make_user("administrator")
    withdraw_object(learning_object=made, reason="ошибка", by=by, now=now())


def found(text: str) -> list[str]:
    return [hit.title for hit in search(SearchRequest(text)).hits]


def document(made: LearningObject) -> IndexDocument:
    view = get_version(uuid=made.uuid)
    assert view is not None
    return document_of(view)


def writer_to(cluster: ClusterEngine) -> ClusterWriter:
    """A writer of an older process that is late."""
    current = read_catalogue(cluster.wire, cluster.names).current
    assert current is not None
    writer = ClusterWriter(cluster.wire)
    writer.begin((current,))
    return writer


def test_published_replaced_withdrawn(session: IndexSession) -> None:
    made = published("Деление клеток")
    apply_pending(session=session)
    assert found("клетка") == ["Деление клеток"]
    made.refresh_from_db()
    author = made.authorships.get().user
    save_draft(learning_object=made, draft=make_draft("Строение атома"), by=author, now=now())
    publish(made)
    apply_pending(session=session)
    assert (found("клетка"), found("атом")) == ([], ["Строение атома"])
    withdrawn(made)
    apply_pending(session=session)
    assert found("атом") == []
    assert pending(consumer="search", limit=9) == []
    assert verify().differences == ()


def test_a_late_write_never_overwrites_a_newer_one(
    session: IndexSession, cluster: ClusterEngine
) -> None:
    made = published("Деление клеток")
    old = document(made)
    made.refresh_from_db()
    author = made.authorships.get().user
    save_draft(learning_object=made, draft=make_draft("Строение атома"), by=author, now=now())
    publish(made)
    apply_pending(session=session)
    late = writer_to(cluster)
    late.put(old)
    late.remove(Removal(old.uuid, old.revision))
    late.commit()
    assert (found("клетка"), found("атом")) == ([], ["Строение атома"])
    again = document(made)
    late.put(replace(again, title_lemmas=("молекула",), text_lemmas=("молекула",)))
    late.commit()
    assert found("молекула") == ["Строение атома"], "the same revision may be written again"
    withdrawn(made)
    apply_pending(session=session)
    late.put(again)
    late.add_new(again)
    late.commit()
    assert found("атом") == []


def test_nothing_that_arrives_during_a_rebuild_is_lost(
    session: IndexSession, cluster: ClusterEngine
) -> None:
    early = published("Деление клеток")
    kept = published("Сложение дробей")
    apply_pending(session=session)
    before = read_catalogue(cluster.wire, cluster.names).current
    happened: list[int] = []

    def meanwhile(number: int) -> None:
        if not happened:
            happened.append(number)
            withdrawn(early)  # the rebuild has read it, and will write it later
            published("Строение атома")
            apply_pending(session=session)
            assert (found("атом"), found("клетка")) == (["Строение атома"], [])

    assert rebuild(now=now(), progress=meanwhile) == 2
    after = read_catalogue(cluster.wire, cluster.names)
    assert after.current not in (None, before)
    assert (after.building, after.leftovers) == (None, ())
    assert (found("атом"), found("клетка")) == (["Строение атома"], [])
    assert found("дробь") == ["Сложение дробей"]
    published("Закон Ома")
    apply_pending(session=session)
    assert found("закон") == ["Закон Ома"]
    withdrawn(kept)
    apply_pending(session=session)
    assert verify().differences == ()


def test_a_rebuild_that_fails_leaves_the_old_index(
    session: IndexSession, cluster: ClusterEngine
) -> None:
    published("Деление клеток")
    apply_pending(session=session)
    before = read_catalogue(cluster.wire, cluster.names)

    def fail(number: int) -> None:
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        rebuild(now=now(), progress=fail)
    assert read_catalogue(cluster.wire, cluster.names) == before
    assert found("клетка") == ["Деление клеток"]


def test_what_a_killed_rebuild_left_is_dropped_by_the_next(
    session: IndexSession, cluster: ClusterEngine
) -> None:
    published("Деление клеток")
    apply_pending(session=session)
    killed = make_new(cluster.wire, cluster.names, now())
    published("Строение атома")
    apply_pending(session=session)  # goes to both
    assert read_catalogue(cluster.wire, cluster.names).building == killed
    rebuild(now=now())
    after = read_catalogue(cluster.wire, cluster.names)
    assert killed not in (after.current, after.building, *after.leftovers)
    assert (found("атом"), found("клетка")) == (["Строение атома"], ["Деление клеток"])


def test_two_rebuilds_at_once_are_refused(cluster: ClusterEngine) -> None:
    other = ClusterEngine(cluster.wire, cluster.names.prefix)
    with other.build(now()), pytest.raises(CommandError, match="another rebuild is running"):
        call_command("search_rebuild")
    with pytest.raises(IndexUnavailableError):
        found("клетка")
    call_command("search_rebuild")
    assert found("клетка") == []


def take_over(cluster: ClusterEngine) -> None:
    """Give the lease on rebuilding to another machine, as after a long pause of this one."""
    lease = {"owner": "another machine", "until": 9e9}
    cluster.wire.ask("PUT", f"/{cluster.names.leases}/_doc/rebuild", lease)
    cluster.rebuilding._ask_at = 0.0


def test_a_rebuild_that_was_taken_over_does_not_swap(cluster: ClusterEngine) -> None:
    published("Деление клеток")
    with pytest.raises(WriterRunningError, match="taken over"):
        rebuild(now=now(), progress=lambda number: take_over(cluster))
    catalogue = read_catalogue(cluster.wire, cluster.names)
    assert (catalogue.current, catalogue.building) == (None, None)


def test_a_second_writer_stands_by_and_takes_over(cluster: ClusterEngine) -> None:
    other = ClusterEngine(cluster.wire, cluster.names.prefix)
    with cluster.hold_writer():
        assert cluster.open_session().leads()
        assert not other.open_session().leads()
    assert other.open_session().leads()
    other.writing.release()


def test_a_lease_that_nobody_renews_runs_out(
    cluster: ClusterEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster.writing, "_seconds", -1.0)
    assert cluster.writing.take()
    other = ClusterEngine(cluster.wire, cluster.names.prefix)
    assert other.writing.take()


def test_verify_tells_what_differs(
    session: IndexSession, cluster: ClusterEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, gone, old = published("Клетка"), published("Закон Ома"), published("Атом")
    apply_pending(session=session)
    call_command("search_verify")
    assert "3 objects compared, 0 different, 0 waiting" in capsys.readouterr().out
    stranger = document_of(make_view("Чужой"))
    writer = writer_to(cluster)
    writer.remove(Removal(str(gone.uuid)))
    writer.put(replace(document(old), stamp=f"{old.uuid}:9:0"))
    writer.put(stranger)
    writer.commit()
    with pytest.raises(SystemExit) as ended:
        call_command("search_verify")
    assert ended.value.code == 1
    output = capsys.readouterr().out.splitlines()
    assert set(output[:-1]) == {
        f"missing {gone.uuid}",
        f"stale {old.uuid}",
        f"extra {stranger.uuid}",
    }
    assert str(kept.uuid) not in output


def test_many_stamps_are_walked(
    session: IndexSession, cluster: ClusterEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engine.cluster.reader.STAMPS_AT_ONCE", 3)
    apply_pending(session=session)
    views = [document_of(make_view(f"Урок {number}")) for number in range(8)]
    writer = writer_to(cluster)
    for one in views:
        writer.put(one)
    writer.commit()
    assert open_reader().stamps() == {one.stamp for one in views}


def test_a_document_that_the_cluster_refuses_stops_no_other(
    session: IndexSession, cluster: ClusterEngine, caplog: pytest.LogCaptureFixture
) -> None:
    apply_pending(session=session)
    writer = writer_to(cluster)
    bad = document_of(make_view("Плохой"))
    writer.put(replace(bad, words=("я" * 40_000,)))  # longer than Lucene takes
    writer.put(document_of(make_view("Хороший")))
    with caplog.at_level(logging.ERROR, logger="search.engine.cluster.writer"):
        writer.commit()
    assert f"the cluster refuses {bad.uuid}" in caplog.text
    assert (found("плохой"), found("хороший")) == ([], ["Хороший"])


def test_what_is_large_goes_in_pieces(
    session: IndexSession, cluster: ClusterEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engine.cluster.writer.MOST_BYTES", 2_000)
    made = [published(f"Урок {number} о клетках") for number in range(6)]
    assert rebuild(now=now()) == 6
    assert {UUID(stamp.partition(":")[0]) for stamp in open_reader().stamps()} == {
        one.uuid for one in made
    }
