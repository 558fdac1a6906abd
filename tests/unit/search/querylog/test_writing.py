from datetime import date
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from hypothesis import given
from hypothesis import strategies as st

from search.models import ChosenDay, QueryDay, SearchDay
from search.querylog import buffer as buffers
from search.querylog import writing
from search.querylog.buffer import Batch, Buffer, Question

DAY = date(2026, 11, 30)
OHM = Question("a" * 32, "закон ома", "")
PLAIN = {"empty": False, "relaxed": False, "corrected": False}


def ask(buffer, question=OHM, asker="1", **outcome) -> None:
    buffer.note_search(question, day=DAY, asker=asker, outcome=PLAIN | outcome)


@pytest.mark.django_db
def test_counters_are_added_up_over_writings(buffer) -> None:
    for asker in "1123":
        ask(buffer, asker=asker)
    uuid = uuid4()
    buffer.note_click(OHM, day=DAY, object_uuid=uuid, place=3)
    assert writing.flush() == 3
    ask(buffer, asker="4", empty=True)
    buffer.note_click(OHM, day=DAY, object_uuid=uuid, place=1)
    assert writing.flush() == 3
    assert writing.flush() == 0
    row = QueryDay.objects.get()
    assert (row.searches, row.askers, row.empty, row.clicks, row.places) == (5, 4, 1, 2, 4)
    whole = SearchDay.objects.get()
    assert (whole.searches, whole.empty, whole.clicks, whole.unkept) == (5, 1, 2, 0)
    assert ChosenDay.objects.get(object_uuid=uuid).clicks == 2


@pytest.mark.django_db
def test_a_question_that_is_not_kept_is_still_counted(buffer) -> None:
    ask(buffer, question=None)
    writing.flush()
    assert not QueryDay.objects.exists()
    assert SearchDay.objects.get().unkept == 1


@pytest.mark.django_db
def test_more_questions_than_memory_are_counted_without_words(buffer, monkeypatch) -> None:
    monkeypatch.setattr(buffers, "MOST_WAITING", 2)
    for number in range(4):
        ask(buffer, Question(f"{number:032d}", "слово", ""))
    writing.flush()
    assert QueryDay.objects.count() == 2
    assert SearchDay.objects.get().unkept == 2


@pytest.mark.django_db
def test_a_database_that_is_away_loses_nothing(buffer, monkeypatch) -> None:
    ask(buffer)
    with monkeypatch.context() as patch:
        patch.setattr(writing, "_add_up", _refuse)
        assert writing.flush() == 0
    ask(buffer, asker="2")
    writing.flush()
    assert QueryDay.objects.get().searches == 2


def _refuse(_rows: object) -> int:
    raise OperationalError("database is locked")


@pytest.mark.django_db
def test_one_writing_is_three_statements(buffer, django_assert_max_num_queries) -> None:
    for number in range(50):
        ask(buffer, Question(f"{number:032d}", "слово", ""))
    with django_assert_max_num_queries(6):
        writing.flush()
    assert connection.in_atomic_block


def test_the_thread_begins_once_and_only_when_it_should(settings, monkeypatch) -> None:
    begun: list[int] = []
    monkeypatch.setattr(writing.Writer, "_begin", lambda self: begun.append(1))
    writer = writing.Writer()
    settings.SEARCH_LOG_SECONDS = 0
    writer.ensure(0)
    assert begun == []
    settings.SEARCH_LOG_SECONDS = 30
    writer.ensure(writing.MANY)
    assert (begun, writer._wake.is_set()) == ([1], True)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("123")), max_size=30))
def test_giving_back_keeps_every_number(asked) -> None:
    straight, broken = Buffer(), Buffer()
    for digest, asker in asked:
        question = Question(digest * 32, digest, "")
        for one in (straight, broken):
            one.note_search(question, day=DAY, asker=asker, outcome=PLAIN)
        broken.give_back(broken.take())
    numbers = [
        {key: (row.searches, row.askers) for key, row in one.take().queries.items()}
        for one in (straight, broken)
    ]
    assert numbers[0] == numbers[1]


def test_an_empty_batch_is_nothing() -> None:
    assert not Batch()
