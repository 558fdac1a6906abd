from __future__ import annotations

import pytest

from core.api import now as clock
from learning_objects.api import coverage_by_kind, get_object, save_draft, withdraw_object
from learning_objects.data import TopicRef
from tests.factories.framework import load_programmes
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def framework(tmp_path):
    load_programmes(tmp_path / "programmes")


def test_public_objects_are_counted_by_node_and_kind(now, django_assert_num_queries):
    author = make_user("author")
    gone = publish_on(CURRENT, by=author)
    kept = publish_on(CURRENT, HEAT)
    draft = make_draft("Таблица", topics=[TopicRef(topic(CURRENT))])
    publish(make_object(kind="material", draft=draft))
    make_object(draft=make_draft("Черновик", topics=[TopicRef(topic(HEAT))]))
    found = get_object(uuid=gone.object_uuid)
    withdraw_object(learning_object=found, reason="Устарело", by=author, now=now)
    with django_assert_num_queries(1):
        covered = coverage_by_kind([topic(CURRENT), topic(HEAT)])
    assert {key: item.number for key, item in covered.items()} == {
        (topic(CURRENT), "scenario"): 1,
        (topic(CURRENT), "material"): 1,
        (topic(HEAT), "scenario"): 1,
    }
    assert covered[topic(HEAT), "scenario"].newest == kept.published_at
    assert coverage_by_kind([]) == {}


def test_a_new_version_counts_once_and_what_is_needed_before_does_not():
    author = make_user("author")
    topics = [TopicRef(topic(CURRENT)), TopicRef(topic(HEAT), "prerequisite")]
    made = make_object(by=author, draft=make_draft(topics=topics))
    publish(made)
    fresh = get_object(uuid=made.uuid)
    save_draft(
        learning_object=fresh, draft=make_draft("Новое", topics=topics), by=author, now=clock()
    )
    publish(get_object(uuid=made.uuid))
    covered = coverage_by_kind([topic(CURRENT), topic(HEAT)])
    assert {key: item.number for key, item in covered.items()} == {(topic(CURRENT), "scenario"): 1}
