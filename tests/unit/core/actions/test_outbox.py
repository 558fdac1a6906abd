"""The outbox: one row a consumer, atomic with the change."""

import pytest
from django.db import transaction

from core.actions.outbox import consumers
from core.api import acknowledge, emit, emit_all, pending, register_consumer
from core.errors import DuplicateRegistration

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_consumers():
    register_consumer(name="first", topics=["a", "b"])
    register_consumer(name="second", topics=["b"])
    yield
    for name in ("first", "second"):
        consumers._entries.pop(name)


def test_each_consumer_gets_the_topics_it_asked_for(two_consumers, now):
    for topic in ("a", "b", "c"):
        emit(topic=topic, key="k", now=now)
    assert [item.topic for item in pending(consumer="first", limit=9)] == ["a", "b"]
    assert [item.topic for item in pending(consumer="second", limit=9)] == ["b"]


def test_what_is_acknowledged_is_gone_for_that_consumer_only(two_consumers, now):
    emit(topic="b", key="k", now=now, payload={"n": 1})
    (item,) = pending(consumer="first", limit=9)
    assert item.payload == {"n": 1}
    assert acknowledge(ids=[item.pk]) == 1
    assert pending(consumer="first", limit=9) == []
    assert len(pending(consumer="second", limit=9)) == 1


def test_the_oldest_come_first_and_no_more_than_asked(two_consumers, now):
    for number in range(5):
        emit(topic="a", key=str(number), now=now)
    assert [item.key for item in pending(consumer="first", limit=3)] == ["0", "1", "2"]


def test_a_rolled_back_change_leaves_no_event(two_consumers, now):
    with transaction.atomic():
        emit(topic="a", key="k", now=now)
        transaction.set_rollback(True)
    assert pending(consumer="first", limit=9) == []


def test_a_name_is_taken_once(two_consumers):
    with pytest.raises(DuplicateRegistration):
        register_consumer(name="first", topics=["z"])


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(now):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        emit(topic="a", key="k", now=now)


def test_many_events_go_to_every_consumer_in_their_order(
    two_consumers, now, django_assert_num_queries
):
    with django_assert_num_queries(1):
        emit_all(topic="b", events=[(str(number), {"n": number}) for number in range(40)], now=now)
    for name in ("first", "second"):
        keys = [item.key for item in pending(consumer=name, limit=99)]
        assert keys == [str(number) for number in range(40)]
