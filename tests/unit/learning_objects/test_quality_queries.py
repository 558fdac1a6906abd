"""What ranking asks of many objects at once says what the single questions say."""

from uuid import uuid4

import pytest

from learning_objects.api import quality_of, reader_numbers, usage_of
from learning_objects.data import ObjectQuality
from learning_objects.models import LearningObject, ReaderCount, UsageCount
from tests.factories.learning_objects import make_object

pytestmark = pytest.mark.django_db


def count(uuid, *stars: int, score: float = 0.0) -> None:
    row = LearningObject.objects.get(uuid=uuid)
    names = ("one", "two", "three", "four", "five")
    ReaderCount.objects.create(
        learning_object=row, score=score, **dict(zip(names, stars, strict=True))
    )


def test_numbers_are_those_of_readers_and_places(django_assert_num_queries) -> None:
    rated, used, both, thanked, none = (make_object().uuid for _ in range(5))
    count(rated, 1, 0, 0, 0, 3, score=3.4)
    count(both, 0, 0, 0, 2, 0, score=3.1)
    count(thanked, 0, 0, 0, 0, 0)
    for uuid, code, number in ((used, "lesson", 4), (used, "shelf", 3), (both, "lesson", 1)):
        UsageCount.objects.create(object_uuid=uuid, code=code, number=number)
    UsageCount.objects.create(object_uuid=none, code="lesson", number=0)
    asked = [str(uuid) for uuid in (rated, used, both, thanked, none, uuid4())]
    with django_assert_num_queries(1):
        found = quality_of(asked)
    assert found == {
        str(rated): ObjectQuality(4.0, 3.4, 0),
        str(used): ObjectQuality(None, None, 7),
        str(both): ObjectQuality(4.0, 3.1, 1),
    }
    assert usage_of([used, both]) == {used: 7, both: 1}
    assert reader_numbers([rated])[rated].mean == found[str(rated)].mean


def test_nothing_is_asked_for_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert quality_of([]) == {}
