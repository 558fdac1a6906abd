"""Kinds of places that may use an object, and how a page speaks of them.

The library knows neither lessons nor shelves: an upper package registers its code together with
the words for a number of such places.
"""

from __future__ import annotations

from collections.abc import Callable

from core.data import Registry
from learning_objects.data import UsageNumber

# Up to here the number is exact; above it only the first two digits are said, so that a page that
# is kept for readers is not drawn anew with every lesson on which a popular material is used.
EXACT_UP_TO = 99


UsageWords = Callable[[UsageNumber], str]
usages: Registry[UsageWords] = Registry("kinds of places that use objects")


def register_usage(code: str, words: UsageWords) -> None:
    """Let an upper package record places under ``code``; ``words`` tells their number."""
    usages.register(code, words)


def rounded(number: int, *, in_term: bool = False) -> UsageNumber:
    """Return the number as the public is told it: 37 is 37, 1 284 is "at least 1 200"."""
    if number <= EXACT_UP_TO:
        return UsageNumber(number, in_term=in_term)
    unit: int = 10 ** (len(str(number)) - 2)
    return UsageNumber(number // unit * unit, at_least=True, in_term=in_term)


def tell_usage(numbers: dict[str, int], *, in_term: bool = False) -> list[str]:
    """Return a phrase for every kind of place that uses the object, in order of registration.

    ``in_term`` says that ``numbers`` are those of the current half of the school year.
    """
    return [
        words(rounded(numbers[code], in_term=in_term))
        for code, words in usages
        if numbers.get(code)
    ]


def tell_both(this_term: dict[str, int], ever: dict[str, int]) -> list[str]:
    """Return phrases for this term, then for all time where that is another number."""
    more = {code: number for code, number in ever.items() if number != this_term.get(code)}
    return [*tell_usage(this_term, in_term=True), *tell_usage(more)]
