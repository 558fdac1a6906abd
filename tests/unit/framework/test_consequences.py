from uuid import uuid4

import pytest

from core.errors import DuplicateRegistration
from framework.consequences import Consequence, consequences_of, register_consequence


def test_a_code_is_registered_once():
    with pytest.raises(DuplicateRegistration):
        register_consequence("materials", "materials", lambda _nodes: {})


@pytest.mark.django_db
def test_packages_above_tell_and_nothing_is_asked_without_nodes(django_assert_num_queries):
    with django_assert_num_queries(0):
        nothing = consequences_of([])
    assert [one.code for one in nothing] == ["materials", "lessons"]
    with django_assert_num_queries(2):
        consequences_of([uuid4() for _ in range(50)])


def test_a_node_named_twice_counts_once():
    one, other = uuid4(), uuid4()
    found = Consequence("materials", "materials", {one: 3})
    assert found.total([one, one, other]) == 3
