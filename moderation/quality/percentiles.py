"""Percentiles of histograms: tables of "value → how many", which can be added day by day."""

from __future__ import annotations

import math
from collections.abc import Mapping


def percentile(histogram: Mapping[int, int], share: float) -> int | None:
    """Return the smallest value that at least ``share`` (0…1) of all do not exceed.

    ``None`` when there is nothing.

    >>> percentile({1: 5, 3: 4, 10: 1}, 0.5), percentile({1: 5, 3: 4, 10: 1}, 0.9)
    (1, 3)
    """
    number = sum(histogram.values())
    wanted = max(1, math.ceil(round(share * number, 9)))
    passed = 0
    for value in sorted(histogram):
        passed += histogram[value]
        if passed >= wanted:
            return value
    return None


def share(part: float, whole: float) -> float | None:
    """Return ``part / whole``, or ``None`` of nothing.

    >>> share(1, 4), share(0, 0)
    (0.25, None)
    """
    return part / whole if whole else None
