"""How far people who judged the same things agree, beyond chance. Nominal values, no Django.

Sources: J. Cohen, "A coefficient of agreement for nominal scales" (1960); K. Krippendorff,
"Computing Krippendorff's Alpha-Reliability" (2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

# How often two values met in one unit, both orders counted. Tables of several days may be added.
Coincidences = Mapping[tuple[str, str], float]
# From here on results may be built upon; between the two they are tentative (Krippendorff 2004).
RELIABLE = 0.8
TENTATIVE = 0.667


def count_coincidences(units: Iterable[Sequence[str]]) -> Counter[tuple[str, str]]:
    """Return how often values met: ``units`` are the values that each thing was given.

    A unit of ``m`` values adds ``m`` in all; one with a single value says nothing and is left out.

    >>> count_coincidences([["yes", "no"], ["yes"]])
    Counter({('yes', 'no'): 1.0, ('no', 'yes'): 1.0})
    """
    found: Counter[tuple[str, str]] = Counter()
    for values in units:
        others = len(values) - 1
        for here, one in enumerate(values):
            for there, other in enumerate(values):
                if here != there:
                    found[one, other] += 1 / others  # type: ignore[assignment]
    return found


def alpha(coincidences: Coincidences) -> float | None:
    """Return Krippendorff's alpha for any number of people, 1 for full agreement, 0 for chance.

    ``None`` when it is not defined: nothing was judged twice, or one value was all there was.

    >>> alpha(count_coincidences([["a", "a"], ["b", "b"]]))
    1.0
    """
    totals: Counter[str] = Counter()
    for (value, _other), number in coincidences.items():
        totals[value] += number  # type: ignore[assignment]
    everything = sum(totals.values())
    by_chance = everything**2 - sum(number**2 for number in totals.values())
    if by_chance <= 0:
        return None
    apart = sum(number for (one, other), number in coincidences.items() if one != other)
    return 1 - (everything - 1) * apart / by_chance


def kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two people: ``pairs`` are their values, the first one's first.

    ``None`` when it is not defined: there is nothing, or both always said one and the same.

    >>> kappa([("yes", "yes"), ("no", "no")])
    1.0
    """
    table = Counter(pairs)
    number = sum(table.values())
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), times in table.items():
        first[one] += times
        second[other] += times
    by_chance = sum(times * second[value] for value, times in first.items())
    if by_chance >= number**2:
        return None
    same = sum(times for (one, other), times in table.items() if one == other)
    return (number * same - by_chance) / (number**2 - by_chance)
