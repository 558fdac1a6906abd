from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from core.api import now
from framework.api import get_tree
from learning_objects import counts
from learning_objects.actions.removal import withdraw_object
from learning_objects.api import get_object
from learning_objects.counts import get_counts
from learning_objects.models import TopicSetCount
from tests.factories.framework import node_titled
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


def test_an_object_counts_once_at_each_place() -> None:
    publish_on(HEAT, CURRENT)
    publish_on(CURRENT)
    publish_on(FORESTS)

    found = get_counts()
    physics = get_tree().subject_of(topic())
    assert physics
    assert found.total == 3
    assert found.at[topic(CURRENT)] == 2
    assert found.at[topic(HEAT)] == 1
    assert found.at[node_titled("Тепловые явления").uuid] == 1
    assert found.at[physics.uuid] == 2
    assert found.at[(physics.uuid, 8)] == 2
    assert found.at[(physics.uuid, "ООО")] == 2


def test_what_is_withdrawn_no_longer_counts() -> None:
    author = make_user("author")
    version = publish_on(CURRENT, by=author)
    assert get_counts().total == 1

    found = get_object(uuid=version.object_uuid)
    assert found
    withdraw_object(learning_object=found, reason="Ошибка", by=author, now=now())

    assert get_counts().total == 0
    assert topic(CURRENT) not in get_counts().at


def test_counting_costs_the_same_for_many(django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        publish_on(HEAT, CURRENT, title=f"Урок {number}")
    with django_assert_max_num_queries(4):
        assert get_counts().total == 6
    with django_assert_max_num_queries(1):
        get_counts()


def test_a_page_shows_the_count_right_after_a_publication(client: Client) -> None:
    publish_on(CURRENT)
    before = client.get("/").content
    publish_on(CURRENT, title="Второй урок")
    assert client.get("/").content != before


@pytest.mark.django_db(transaction=True)
def test_only_what_changed_is_read_anew(
    framework: None, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = make_user("author")
    first = publish_on(CURRENT, by=author)
    publish_on(HEAT, by=author)
    get_counts()
    found = get_object(uuid=first.object_uuid)
    assert found
    withdraw_object(learning_object=found, reason="Ошибка", by=author, now=now())
    publish_on(FORESTS, by=author)
    # A set that is not read anew shows that it was not: its number is changed behind the mark.
    TopicSetCount.objects.filter(nodes=topic(HEAT).hex).update(number=9)

    with django_assert_num_queries(3):
        fresh = get_counts()
    assert fresh.total == 2
    assert topic(CURRENT) not in fresh.at
    assert (fresh.at[topic(HEAT)], fresh.at[topic(FORESTS)]) == (1, 1)

    monkeypatch.setattr(counts, "_kept", counts._Kept())
    assert get_counts().at[topic(HEAT)] == 9
