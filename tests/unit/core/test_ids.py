"""Identifiers."""

from hypothesis import given
from hypothesis import strategies as st

from core.api import derived_uuid, new_uuid


def test_random_uuids_differ():
    assert len({new_uuid() for _number in range(100)}) == 100


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_the_same_parts_give_the_same_uuid(parts):
    assert derived_uuid(*parts) == derived_uuid(*parts)
    assert derived_uuid(*parts).version == 5


def test_parts_do_not_run_together():
    assert derived_uuid("ab", "c") != derived_uuid("a", "bc")


def test_the_namespace_never_changes():
    assert str(derived_uuid("x")) == "b0a8f528-56ff-58c3-baf7-0d9ab91f15b9"
