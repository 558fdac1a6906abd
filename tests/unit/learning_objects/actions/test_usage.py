from __future__ import annotations

import threading
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from core.errors import UnknownRegistration
from learning_objects.api import (
    forget_usage,
    record_usage,
    usage_by_kind,
    usage_of,
    usage_this_term,
)
from learning_objects.models import Usage, UsageCount, UsageTermCount

pytestmark = pytest.mark.django_db

LESSON = "lesson"
DAY = date(2026, 11, 25)


def use(uuid: UUID, place: UUID, now, number: int = 1) -> bool:
    return record_usage(object_uuid=uuid, number=number, code=LESSON, place_uuid=place, now=now)


def forget(uuid: UUID, place: UUID) -> bool:
    return forget_usage(object_uuid=uuid, code=LESSON, place_uuid=place)


def test_a_place_counts_once_however_often_it_is_recorded(now):
    thing, place = uuid4(), uuid4()
    assert [use(thing, place, now) for _ in range(3)] == [True, False, False]
    assert use(thing, uuid4(), now)
    assert usage_of([thing, uuid4()]) == {thing: 2}
    assert usage_by_kind(thing) == {LESSON: 2}


def test_another_version_at_the_same_place_is_the_same_use(now):
    thing, place = uuid4(), uuid4()
    use(thing, place, now)
    assert not use(thing, place, now, number=2)
    assert Usage.objects.get().number == 2
    assert usage_of([thing]) == {thing: 1}


def test_forgetting_is_idempotent_and_never_counts_below_nothing(now):
    thing, place = uuid4(), uuid4()
    use(thing, place, now)
    assert [forget(thing, place) for _ in range(3)] == [True, False, False]
    assert usage_of([thing]) == {}
    assert not forget(uuid4(), place)
    assert use(thing, place, now)
    assert usage_of([thing]) == {thing: 1}


def test_a_lesson_counts_in_the_term_of_its_own_day(now):
    thing, place = uuid4(), uuid4()
    facts = {"object_uuid": thing, "code": LESSON, "place_uuid": place, "now": now}

    def terms():
        rows = UsageTermCount.objects.filter(number__gt=0).values_list("since", "number")
        return dict(rows)

    record_usage(number=1, day=date(2026, 9, 1), **facts)
    assert terms() == {date(2026, 9, 1): 1}
    record_usage(number=1, day=date(2027, 1, 11), **facts)  # the lesson was moved
    assert terms() == {date(2027, 1, 1): 1}
    record_usage(number=2, **facts)  # another version; nothing is said of the day
    assert terms() == {date(2027, 1, 1): 1}
    assert usage_this_term([thing], today=date(2027, 8, 31)) == {LESSON: 1}
    assert usage_this_term([thing], today=date(2026, 12, 31)) == {}
    assert usage_of([thing]) == {thing: 1}
    forget(thing, place)
    assert terms() == {}


def test_an_unknown_kind_of_place_is_refused(now):
    with pytest.raises(UnknownRegistration):
        record_usage(object_uuid=uuid4(), number=1, code="moon", place_uuid=uuid4(), now=now)
    with pytest.raises(UnknownRegistration):
        forget_usage(object_uuid=uuid4(), code="moon", place_uuid=uuid4())
    assert not Usage.objects.exists()


def test_what_is_rolled_back_was_never_counted(now):
    thing = uuid4()
    with transaction.atomic():
        use(thing, uuid4(), now)
        transaction.set_rollback(True)
    assert usage_of([thing]) == {}


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (
            lambda: Usage(object_uuid=PLACE, number=1, code=LESSON, place_uuid=PLACE, day=DAY),
            "lo_usage_once",
        ),
        (
            lambda: Usage(object_uuid=uuid4(), number=0, code=LESSON, place_uuid=PLACE, day=DAY),
            "number",
        ),
        (lambda: UsageCount(object_uuid=PLACE, code=LESSON), "lo_usage_count_once"),
        (lambda: UsageCount(object_uuid=uuid4(), code=LESSON, number=-1), "not_negative"),
        (
            lambda: UsageTermCount(object_uuid=uuid4(), code=LESSON, since=DAY, number=-1),
            "term_not_negative",
        ),
    ],
)
def test_the_database_keeps_the_rules(make, name, now):
    use(PLACE, PLACE, now)
    row = make()
    if isinstance(row, Usage):
        row.recorded_at = now
    # SQLite names the columns of a broken unique constraint, PostgreSQL the constraint.
    words = f"{name}|object_uuid" if "once" in name else name
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        row.save()


PLACE = uuid4()


@pytest.mark.django_db(transaction=True)
def test_the_count_is_right_when_many_record_at_once(now):
    """Sixteen threads record four places and forget one of them, all at the same time."""
    thing, places = uuid4(), [uuid4() for _ in range(4)]
    errors: list[Exception] = []

    def work(place: UUID) -> None:
        try:
            use(thing, place, now)
            if place == places[0]:
                forget(thing, place)
        except Exception as error:  # told by the main thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(place,)) for place in places * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert usage_of([thing]) == {thing: Usage.objects.filter(object_uuid=thing).count()}
    assert usage_of([thing]) == {thing: 3}
