from __future__ import annotations

import pytest

from diary.templatetags.diary import utc_offset


@pytest.mark.parametrize(
    ("minutes", "words"), [(180, "UTC+3"), (0, "UTC+0"), (330, "UTC+5:30"), (-210, "UTC-3:30")]
)
def test_clocks_are_told_by_their_distance_from_utc(minutes, words):
    assert utc_offset(minutes) == words
