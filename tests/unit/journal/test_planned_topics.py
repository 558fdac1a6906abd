import pytest

from journal.planned_topics import lessons_at
from schedule.models import Lesson
from tests.factories.journal import next_lesson, write_topic
from tests.factories.library import CURRENT, HEAT, topic

pytestmark = pytest.mark.django_db


def test_lessons_ahead_are_counted_and_cancelled_or_past_ones_are_not(
    room, django_assert_num_queries
):
    for days, title in ((1, CURRENT), (2, CURRENT), (3, HEAT), (4, CURRENT), (-3, CURRENT)):
        write_topic(next_lesson(room, days=days), title)
    last = Lesson.objects.order_by("-date").first()
    Lesson.objects.filter(pk=last.pk).update(status="cancelled")
    with django_assert_num_queries(1):
        found = lessons_at([topic(CURRENT), topic(HEAT)])
    assert found == {topic(CURRENT): 2, topic(HEAT): 1}
