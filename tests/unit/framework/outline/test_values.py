import pytest

from framework.frp.errors import FrameworkFileError
from framework.outline.values import OutlineValue


def test_what_is_not_given_is_empty():
    value = OutlineValue({}, "f")
    assert value.maybe("a") is None
    assert value.line("a", 10) == ""
    assert value.number("a", 10) is None


def test_the_unknown_key_is_shown_without_its_control_characters():
    with pytest.raises(FrameworkFileError) as caught:
        OutlineValue({"a": 1, "\x1b[2J" + "b" * 90: 2}, "f").known(("a",))
    assert "\x1b" not in str(caught.value)
    assert "b" * 61 not in str(caught.value)


@pytest.mark.parametrize("raw", ["a", "a-1", "2026", "a1-b2-c3"])
def test_a_part_of_a_key(raw):
    assert OutlineValue(raw, "f").name() == raw


@pytest.mark.parametrize("raw", ["", "A", "a_b", "a-", "a--b", "ё", "a b", "a\n", 5])
def test_no_part_of_a_key(raw):
    with pytest.raises(FrameworkFileError):
        OutlineValue(raw, "f").name()


@pytest.mark.parametrize(("raw", "share"), [(0, 0.0), (1, 1.0), (0.25, 0.25)])
def test_a_share(raw, share):
    assert OutlineValue(raw, "f").share() == share
