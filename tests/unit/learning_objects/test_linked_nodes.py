import pytest

from learning_objects.linked_nodes import materials_at
from tests.factories.journal import withdraw
from tests.factories.library import CURRENT, HEAT, publish_on, topic

pytestmark = pytest.mark.usefixtures("framework")


def test_public_materials_are_counted_at_each_topic(django_assert_num_queries):
    publish_on(CURRENT)
    publish_on(CURRENT, HEAT, title="Тепло и ток")
    gone = publish_on(CURRENT, title="Старый урок")
    withdraw(gone)
    with django_assert_num_queries(1):
        found = materials_at([topic(CURRENT), topic(HEAT), topic("Леса и люди")])
    assert found == {topic(CURRENT): 2, topic(HEAT): 1}
