import pytest

from framework.frp.errors import FrameworkFileError
from framework.frp.values import Value


def test_spaces_and_line_breaks_become_single():
    assert Value(" Сила \n тока\t", "f").text(20) == "Сила тока"


def test_zero_hours_mean_none_given():
    assert Value(0, "f").hours() is None
    assert Value(7, "f").hours() == 7


def test_places_grow_with_the_way_down():
    item = next(Value({"a": [5]}, "f").member("a").items())
    assert (item.place, item.whole(1, 9)) == ("$.a[0]", 5)


@pytest.mark.parametrize("raw", ["7", None, 7.0, False, 2001])
def test_other_hours_are_refused(raw):
    with pytest.raises(FrameworkFileError):
        Value(raw, "f").hours()
