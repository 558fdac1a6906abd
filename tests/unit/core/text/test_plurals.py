"""Russian plural forms."""

import pytest

from core.api import plural_ru


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "уроков"),
        (1, "урок"),
        (2, "урока"),
        (5, "уроков"),
        (11, "уроков"),
        (12, "уроков"),
        (21, "урок"),
        (22, "урока"),
        (111, "уроков"),
        (114, "уроков"),
        (-1, "урок"),
    ],
)
def test_the_form_follows_the_number(number, form):
    assert plural_ru(number, "урок", "урока", "уроков") == form
