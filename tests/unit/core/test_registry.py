"""Registries refuse duplicates and are checked at start-up."""

import pytest

from core.checks import check_registries
from core.errors import DuplicateRegistration, UnknownRegistration
from core.registry import _ALL, Registry


@pytest.fixture
def registry():
    made = Registry[int]("things of a test", required=("needed",))
    yield made
    _ALL.remove(made)


def test_a_code_is_registered_once(registry):
    registry.register("one", 1)
    with pytest.raises(DuplicateRegistration):
        registry.register("one", 2)
    assert registry.get("one") == 1
    assert list(registry) == [("one", 1)]


def test_an_unknown_code_is_an_error_and_can_be_looked_for(registry):
    with pytest.raises(UnknownRegistration):
        registry.get("two")
    assert registry.find("two") is None
    assert "two" not in registry


def test_the_start_up_check_names_what_is_missing(registry):
    messages = [message.msg for message in check_registries(None)]
    assert any("'needed'" in message for message in messages)
    registry.register("needed", 0)
    assert check_registries(None) == []
