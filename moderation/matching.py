"""Finding in a newer draft what stood in an older one, though it was moved or reworded."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence

from moderation.items import Item
from moderation.words import Budget, match_sequences

# Lines that share this much of their words are one line, reworded.
ALIKE = 1 / 3

# What stood and what stands; one of them may be absent. The last says that it was moved.
ItemPair = tuple[Item | None, Item | None, bool]
_WORD = re.compile(r"\w+")


def match_items(old: Sequence[Item], new: Sequence[Item], budget: Budget) -> list[ItemPair]:
    """Return the items of two drafts in pairs, in the newer order; what is gone comes last."""
    pairs: list[ItemPair] = []
    for sequence in dict.fromkeys(item.sequence for item in (*new, *old)):
        before = [item for item in old if item.sequence == sequence]
        after = [item for item in new if item.sequence == sequence]
        pairs += match_lines(before, after, budget) if sequence else _by_key(before, after)
    return pairs


def _by_key(old: Sequence[Item], new: Sequence[Item]) -> list[ItemPair]:
    before = {item.key: item for item in old}
    pairs: list[ItemPair] = [(before.pop(item.key, None), item, False) for item in new]
    return [*pairs, *((item, None, False) for item in before.values())]


def match_lines(old: Sequence[Item], new: Sequence[Item], budget: Budget) -> list[ItemPair]:
    """Return lines in pairs: the same, else alike in the same gap, else the same elsewhere."""
    texts = [item.text for item in old], [item.text for item in new]
    found = dict(match_sequences(*texts, budget) or [])
    for gap in _gaps(found, len(old), len(new)):
        _pair_alike(old, new, gap, found, budget)
    moved = _same_elsewhere(texts[0], texts[1], found)
    found |= moved
    back = {right: left for left, right in found.items()}
    pairs: list[ItemPair] = []
    for right, item in enumerate(new):
        left = back.get(right)
        pairs.append((None if left is None else old[left], item, left in moved))
    return [*pairs, *((item, None, False) for left, item in enumerate(old) if left not in found)]


Gap = tuple[range, range]


def _gaps(found: dict[int, int], left_end: int, right_end: int) -> list[Gap]:
    gaps, left, right = [], 0, 0
    for next_left, next_right in [*sorted(found.items()), (left_end, right_end)]:
        if next_left > left and next_right > right:
            gaps.append((range(left, next_left), range(right, next_right)))
        left, right = next_left + 1, next_right + 1
    return gaps


def _pair_alike(
    old: Sequence[Item], new: Sequence[Item], gap: Gap, found: dict[int, int], budget: Budget
) -> None:
    """Pair what was reworded, in order; a single line that replaced a single line is its heir."""
    lefts, rights = gap
    if len(lefts) == len(rights) == 1:
        found[lefts[0]] = rights[0]
        return
    bags = {right: set(_WORD.findall(new[right].text.lower())) for right in rights}
    first = rights.start
    for left in lefts:
        words = set(_WORD.findall(old[left].text.lower()))
        for right in range(first, rights.stop):
            if not budget.share(1):
                return
            budget.left -= 1 + min(len(words), len(bags[right]))
            if _are_alike(words, bags[right]):
                found[left], first = right, right + 1
                break


def _are_alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= ALIKE * max(len(one), len(other), 1)


def _same_elsewhere(
    old: Sequence[Hashable], new: Sequence[Hashable], found: dict[int, int]
) -> dict[int, int]:
    """Pair what has no pair yet and is the same somewhere else."""
    taken = set(found.values())
    free: dict[Hashable, list[int]] = {}
    for right, value in enumerate(new):
        if right not in taken:
            free.setdefault(value, []).append(right)
    pairs = {}
    for left, value in enumerate(old):
        if left not in found and free.get(value):
            pairs[left] = free[value].pop(0)
    return pairs


def match_keyed(
    old: Sequence[object],
    new: Sequence[object],
    key: Callable[[object], Hashable],
    sameness: Callable[[object], Hashable],
) -> dict[int, int]:
    """Return new index → old index: by ``key``, what has no pair then by ``sameness``."""
    before: dict[Hashable, list[int]] = {}
    for index, thing in enumerate(old):
        before.setdefault(key(thing), []).append(index)
    found = {}
    for index, thing in enumerate(new):
        if before.get(key(thing)):
            found[before[key(thing)].pop(0)] = index
    found |= _same_elsewhere(
        [sameness(item) for item in old], [sameness(item) for item in new], found
    )
    return {right: left for left, right in found.items()}


def out_of_order(positions: Sequence[int]) -> set[int]:
    """Return the fewest indices that must move so that the other ``positions`` ascend."""
    ends: list[int] = []
    owners: list[int] = []
    previous = [-1] * len(positions)
    for index, value in enumerate(positions):
        length = bisect_left(ends, value)
        previous[index] = owners[length - 1] if length else -1
        if length == len(ends):
            ends.append(value)
            owners.append(index)
        else:
            ends[length], owners[length] = value, index
    kept, index = set(), owners[-1] if owners else -1
    while index >= 0:
        kept.add(index)
        index = previous[index]
    return set(range(len(positions))) - kept
