from __future__ import annotations

import pytest

from schedule.forms import CopyForm


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31"])
def test_a_week_at_the_end_of_the_calendar_is_refused(text):
    form = CopyForm({"monday": text, "weeks": 1}, groups=[])
    assert list(form.errors) == ["monday"]
