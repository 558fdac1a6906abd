from datetime import timedelta

import pytest
from django.db import connection

from framework.api import get_tree
from learning_objects.api import get_object, save_draft, withdraw_object
from learning_objects.counts import get_counts
from learning_objects.coverage_map import counting
from learning_objects.coverage_map.adding import Counted
from learning_objects.coverage_map.data import Cell, month_of
from learning_objects.coverage_map.queries import read_cells, read_mark
from learning_objects.data import TopicRef
from learning_objects.models import CoverageCell, CoverageMark
from tests.factories.framework import load_programmes, node_titled
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user
from tests.factories.readers import rate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def framework(tmp_path):
    load_programmes(tmp_path / "programmes")


def test_what_is_public_is_counted_at_every_place(now):
    author = make_user("author")
    gone = publish_on(CURRENT, by=author)
    both = publish_on(CURRENT, HEAT)
    publish_on(FORESTS)
    draft = make_draft("Таблица", topics=[TopicRef(topic(CURRENT))])
    publish(make_object(kind="material", draft=draft))
    make_object(draft=make_draft("Черновик", topics=[TopicRef(topic(HEAT))]))
    publish(make_object(draft=make_draft("Нигде")))
    withdraw_object(
        learning_object=get_object(uuid=gone.object_uuid), reason="Устарело", by=author, now=now
    )
    rate(both.object_uuid, stars=5)
    rate(both.object_uuid, stars=2)
    assert counting.refresh_coverage(now=now)
    mark = read_mark()
    assert (mark.objects_counted, mark.nowhere) == (4, 1)
    physics = get_tree().subject_of(topic(CURRENT)).uuid
    section = node_titled("Тепловые явления").uuid
    cells = read_cells([physics, topic(CURRENT), topic(HEAT), section])
    month = month_of(both.published_at.year, both.published_at.month)
    one = Cell(1, rated=1, good=0, votes=2, stars=7, newest=month, median=month)
    assert cells[topic(HEAT), 0, "scenario"] == cells[section, 0, ""] == one
    assert cells[topic(CURRENT), 0, ""].number == 2
    assert cells[physics, 8, ""].number == cells[physics, 0, ""].number == 2
    assert cells[physics, 8, "material"].number == 1
    # The same numbers as the catalogue tells, which come another way.
    at = get_counts().at
    every = CoverageCell.objects.filter(kind="")
    assert {row.node_uuid: row.number for row in every if not row.grade} == {
        node: number for node, number in at.items() if not isinstance(node, tuple)
    }


def test_a_new_version_counts_where_it_says_itself(now):
    version = publish_on(CURRENT)
    item = get_object(uuid=version.object_uuid)
    author = item.authorships.get().user
    draft = make_draft("Новое", topics=[TopicRef(topic(HEAT))])
    counting.refresh_coverage(now=now)
    save_draft(learning_object=item, draft=draft, by=author, now=now)
    publish(item)
    counting.refresh_coverage(now=now, at_once=True)
    assert not CoverageCell.objects.filter(node_uuid=topic(CURRENT)).exists()
    assert CoverageCell.objects.get(node_uuid=topic(HEAT), kind="").number == 1


def test_it_counts_when_something_has_changed_and_it_has_rested(now):
    publish_on(CURRENT)
    assert counting.refresh_coverage(now=now)
    assert not counting.is_behind(read_mark())
    later = now + timedelta(hours=1)
    assert not counting.refresh_coverage(now=later)
    version = publish_on(HEAT)
    assert counting.is_behind(read_mark())
    CoverageMark.objects.update(seconds=30)
    assert not counting.refresh_coverage(now=now + timedelta(minutes=29))
    assert counting.refresh_coverage(now=now + timedelta(minutes=30))
    rate(version.object_uuid)
    assert counting.is_behind(read_mark())


def test_only_what_differs_is_written(now, django_assert_max_num_queries):
    publish_on(CURRENT)
    publish_on(FORESTS)
    counting.refresh_coverage(now=now)
    kept = set(CoverageCell.objects.values_list("id", flat=True))
    publish_on(FORESTS)
    get_tree()
    with django_assert_max_num_queries(16):
        counting.refresh_coverage(now=now, at_once=True)
    assert set(CoverageCell.objects.values_list("id", flat=True)) == kept
    assert CoverageCell.objects.get(node_uuid=topic(FORESTS), kind="").number == 2


def test_an_empty_library_is_counted_too(now):
    counting._keep(Counted(), stamp="", seconds=0, now=now)
    assert counting.refresh_coverage(now=now, at_once=True)
    assert not CoverageCell.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plan as SQLite words it")
def test_no_row_with_content_is_read_and_nothing_is_sorted(django_assert_max_num_queries):
    publish_on(CURRENT)
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        list(counting.read_objects())
    plans = []
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plans += [row[-1] for row in cursor.fetchall()]
    assert any("COVERING INDEX lo_public_kind" in plan for plan in plans), plans
    assert any("COVERING INDEX lo_version_newest" in plan for plan in plans), plans
    assert not any("TEMP B-TREE" in plan for plan in plans), plans
