from __future__ import annotations

import math
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from moderation.quality.percentiles import percentile, share

NUMBERS = st.lists(st.integers(0, 60), min_size=1, max_size=50)


@given(NUMBERS, st.sampled_from([0.1, 0.5, 0.9, 1.0]))
def test_the_nearest_rank_of_the_sorted_values(values, wanted):
    expected = sorted(values)[max(1, math.ceil(round(wanted * len(values), 9))) - 1]
    assert percentile(Counter(values), wanted) == expected


def test_of_nothing():
    assert percentile({}, 0.5) is None
    assert share(3, 0) is None
    assert share(1, 2) == 0.5
