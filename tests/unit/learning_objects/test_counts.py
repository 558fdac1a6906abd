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


def test_a_page_with_old_numbers_is_not_kept_as_todays(client: Client) -> None:
    publish_on(CURRENT)
    client.get("/")
    publish_on(CURRENT, title="Второй урок")
    with counts._kept.lock:  # another thread is counting: the page goes on with what there is
        meanwhile = client.get("/").content
    assert client.get("/").content != meanwhile
