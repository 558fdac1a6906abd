from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from school.forms import DayField


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_refused(text):
    with pytest.raises(ValidationError):
        DayField().clean(text)
