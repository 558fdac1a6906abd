from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.api import now
from learning_objects.api import (
    get_object,
    latest_versions,
    library_stamp,
    withdraw_object,
    withdrawn_numbers,
)
from learning_objects.data import COVERS
from learning_objects.models import LearningObject, LibraryMark
from learning_objects.public_queries import withdrawal_of
from tests.factories.library import CURRENT, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


def test_the_stamp_changes_with_a_withdrawal_by_a_slower_clock() -> None:
    author, moment = make_user("author"), now()
    objects = [get_object(uuid=publish_on(by=author).object_uuid) for _ in range(2)]
    stamps = {library_stamp()}
    for found, delay in zip(objects, (0, 5), strict=True):
        assert found
        earlier = moment - timedelta(seconds=delay)
        withdraw_object(learning_object=found, reason="Ошибка", by=author, now=earlier)
        stamps.add(library_stamp())
    assert len(stamps) == 3


def test_the_stamp_changes_with_a_new_version_on_the_same_topics() -> None:
    publish_on()
    stamps, serials = {library_stamp()}, [LibraryMark.objects.get().serial]
    publish_on()
    stamps.add(library_stamp())
    serials.append(LibraryMark.objects.get().serial)
    assert len(stamps) == 2
    assert serials[1] == serials[0] + 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of SQLite")
def test_the_newest_are_found_by_walking_an_index() -> None:
    with CaptureQueriesContext(connection) as asked:
        latest_versions()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
        plan = "\n".join(row[3] for row in cursor.fetchall())
    assert "lo_version_newest" in plan
    assert "TEMP B-TREE" not in plan


def test_withdrawn_objects_keep_the_number_of_their_last_version() -> None:
    author = make_user("author")
    kept, gone = (publish_on(by=author).object_uuid for _ in range(2))
    found = get_object(uuid=gone)
    assert found
    withdraw_object(learning_object=found, reason="Ошибка", by=author, now=now())
    assert withdrawn_numbers([kept, gone]) == {gone: 1}


@pytest.mark.parametrize(("number", "title"), [(1, HEAT), (2, CURRENT)])
def test_a_withdrawn_object_stands_where_a_newer_edition_put_it(number: int, title: str) -> None:
    author = make_user("author")
    uuid = publish_on(CURRENT, by=author).object_uuid
    moved = [{"node_uuid": str(topic(HEAT)), "relation": COVERS}]
    LearningObject.objects.filter(uuid=uuid).update(placed={"number": number, "topics": moved})
    found = get_object(uuid=uuid)
    assert found
    withdraw_object(learning_object=found, reason="Ошибка", by=author, now=now())
    gone = withdrawal_of(uuid)
    assert gone is not None
    assert gone.topics == (topic(title),)
