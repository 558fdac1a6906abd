"""The table equals a fresh count after whatever was published and withdrawn."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.api import User
from core.api import now
from framework.api import get_tree
from learning_objects.actions.counting import CountsDisagree, recount_library
from learning_objects.api import save_draft, withdraw_object
from learning_objects.counts import get_counts
from learning_objects.data import COVERS, NEXT, CountKey, TopicRef
from learning_objects.models import LearningObject, LibraryMark, TopicSetCount
from tests.factories.learning_objects import TOPIC, make_draft, make_object, publish
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")

PROCESSES = "Тепловые процессы"
TITLES = (CURRENT, HEAT, PROCESSES, FORESTS, "")  # "": a topic that no framework has

LINKS = st.lists(
    st.tuples(st.sampled_from(TITLES), st.sampled_from([COVERS, COVERS, NEXT])),
    max_size=4,
    unique=True,
)
STEPS = st.lists(st.tuples(st.integers(0, 2), st.one_of(st.none(), LINKS)), max_size=7)


def _refs(links: list[tuple[str, str]]) -> list[TopicRef]:
    return [TopicRef(topic(title) if title else TOPIC, relation) for title, relation in links]


def _count_plainly() -> Counter[CountKey]:
    """Count object by object, place by place."""
    tree, at = get_tree(), Counter[CountKey]()
    public = LearningObject.objects.filter(withdrawn_at=None).exclude(current_version=None)
    for thing in public:
        places: set[CountKey] = set()
        for link in thing.current_version.topics.filter(relation=COVERS):
            path = tree.path(link.node_uuid)
            places.update(node.uuid for node in path)
            if path:
                places.add((path[0].uuid, path[-1].education_level))
                places.add((path[0].uuid, path[-1].grade))
        at.update(places)
    return at


def _take_step(thing: LearningObject, links: list[tuple[str, str]] | None, by: User) -> None:
    """Publish the object (again) on ``links``; withdraw it when there are none."""
    if links is not None:
        draft = make_draft(topics=_refs(links))
        save_draft(learning_object=thing, draft=draft, by=by, now=now())
        publish(thing, by=by)
    elif thing.is_public:
        withdraw_object(learning_object=thing, reason="Ошибка", by=by, now=now())


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_the_table_equals_a_fresh_count(steps: list[tuple[int, list[tuple[str, str]]]]) -> None:
    with transaction.atomic():
        author = make_user("author")
        things = [make_object(by=author) for _ in range(3)]
        for which, links in steps:
            _take_step(things[which], links, author)
            assert dict(get_counts().at) == _count_plainly()
        assert get_counts().total == sum(thing.is_public for thing in things)
        assert recount_library(repair=False) == {}
        transaction.set_rollback(True)


def test_an_object_counts_once_in_a_section_of_two_of_its_topics() -> None:
    publish_on(HEAT, PROCESSES)
    publish_on(PROCESSES, HEAT)
    section = get_tree().path(topic(HEAT))[-2].uuid
    assert get_counts().at[section] == 2
    assert TopicSetCount.objects.get().number == 2


def test_a_withdrawal_that_is_rolled_back_changes_no_count() -> None:
    author = make_user("author")
    publish_on(CURRENT, by=author)
    thing, serial = LearningObject.objects.get(), LibraryMark.objects.get().serial
    with transaction.atomic():
        withdraw_object(learning_object=thing, reason="Ошибка", by=author, now=now())
        assert get_counts().total == 0
        transaction.set_rollback(True)
    assert get_counts().at[topic(CURRENT)] == 1
    assert LibraryMark.objects.get().serial == serial


def test_a_count_below_nothing_is_refused_with_the_withdrawal() -> None:
    author = make_user("author")
    publish_on(CURRENT, by=author)
    thing = LearningObject.objects.get()
    TopicSetCount.objects.update(number=0)
    with pytest.raises(IntegrityError, match="lo_topic_set_not_negative"), transaction.atomic():
        withdraw_object(learning_object=thing, reason="Ошибка", by=author, now=now())
    TopicSetCount.objects.all().delete()
    with pytest.raises(CountsDisagree), transaction.atomic():
        withdraw_object(learning_object=thing, reason="Ошибка", by=author, now=now())
    thing.refresh_from_db()
    assert thing.is_public


def test_there_is_one_mark() -> None:
    mark = LibraryMark.objects.get()
    mark.pk = 2
    with pytest.raises(IntegrityError, match="lo_one_mark"), transaction.atomic():
        mark.save(force_insert=True)
