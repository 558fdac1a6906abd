"""Word by word: what stayed, went and came between two texts, in a bounded number of steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moderation.data import Segment

ADDED = "added"
REMOVED = "removed"
SAME = "same"

# A step is one comparison of two words (or lines); two millions take about half a second.
BUDGET = 2_000_000
ONE_TEXT = 200_000

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")

Pairs = list[tuple[int, int]]


@dataclass(slots=True)
class Budget:
    """How many steps a whole comparison may still take; shared by all its places."""

    left: int = BUDGET

    def share(self, limit: int) -> int:
        """Return how many steps one attempt may take."""
        return max(0, min(self.left, limit))


def match_sequences(
    old: Sequence[object], new: Sequence[object], budget: Budget, limit: int = ONE_TEXT
) -> Pairs | None:
    """Return the pairs of indices of a longest common subsequence, ``None`` when it costs too much.

    Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986): quick when
    little changed. Equal ends are taken off first and cost nothing of the budget.
    """
    start, old_end, new_end = _equal_ends(old, new)
    head = [(index, index) for index in range(start)]
    tail = [(old_end + step, new_end + step) for step in range(len(old) - old_end)]
    middle = _shortest_edit(old[start:old_end], new[start:new_end], budget, limit)
    if middle is None:
        return None
    return [*head, *((start + left, start + right) for left, right in middle), *tail]


def _equal_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int, int]:
    """Return where the sequences begin to differ, and where each stops differing."""
    start, old_end, new_end = 0, len(old), len(new)
    while start < old_end and start < new_end and old[start] == new[start]:
        start += 1
    while old_end > start and new_end > start and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    return start, old_end, new_end


def _shortest_edit(
    old: Sequence[object], new: Sequence[object], budget: Budget, limit: int
) -> Pairs | None:
    """Return matched indices by the shortest edit script within ``limit`` steps."""
    if not old or not new:
        return []
    allowed = budget.share(limit)
    steps = 0
    reached = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(len(old) + len(new) + 1):
        trail.append(dict(reached) if edits else {1: 0})
        steps += 2 * len(reached)
        for diagonal in range(-edits, edits + 1, 2):
            begin = _begin(reached, diagonal, edits)
            end = _follow(old, new, begin, diagonal)
            steps += end - begin + 1
            reached[diagonal] = end
            if end >= len(old) and end - diagonal >= len(new):
                budget.left -= steps
                return _walk_back(trail, len(old), len(new))
            if steps > allowed:
                budget.left -= steps
                return None
    raise AssertionError("an edit script always exists")


def _begin(reached: dict[int, int], diagonal: int, edits: int) -> int:
    down = diagonal == -edits or (
        diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1]
    )
    return reached[diagonal + 1] if down else reached[diagonal - 1] + 1


def _follow(old: Sequence[object], new: Sequence[object], at: int, diagonal: int) -> int:
    while at < len(old) and at - diagonal < len(new) and old[at] == new[at - diagonal]:
        at += 1
    return at


def _walk_back(trail: list[dict[int, int]], left: int, right: int) -> Pairs:
    pairs: Pairs = []
    for edits in range(len(trail) - 1, -1, -1):
        reached, diagonal = trail[edits], left - right
        down = diagonal == -edits or (
            diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1]
        )
        before = diagonal + 1 if down else diagonal - 1
        left_before = reached[before]
        while left > max(0, left_before) and right > max(0, left_before - before):
            left, right = left - 1, right - 1
            pairs.append((left, right))
        left, right = left_before, left_before - before
    return pairs[::-1]


def diff_words(old: str, new: str, budget: Budget | None = None) -> Iterator[Segment]:
    """Yield the runs of words that stayed, went and came, in reading order.

    Texts in which too much changed are compared line by line, and lines in which too much changed
    are shown as replaced; so the time is bounded whatever somebody wrote.
    """
    runs = _fold_spaces(list(_runs(old, new, budget or Budget())))
    for same, gone, come in runs:
        if same:
            yield Segment(SAME, same)
        if gone:
            yield Segment(REMOVED, gone)
        if come:
            yield Segment(ADDED, come)


Run = tuple[str, str, str]


def _runs(old: str, new: str, budget: Budget) -> Iterator[Run]:
    """Yield (same, "", "") and ("", removed, added) in turn."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pairs = match_sequences(before, after, budget)
    if pairs is not None:
        yield from _gaps(before, after, pairs)
        return
    before, after = _LINES.findall(old), _LINES.findall(new)
    pairs = match_sequences(before, after, budget) or []
    for same, gone, come in _gaps(before, after, pairs):
        if same or not gone or not come or len(before) == len(after) == 1:
            yield same, gone, come
            continue
        old_words, new_words = _WORDS.findall(gone), _WORDS.findall(come)
        inner = match_sequences(old_words, new_words, budget)
        yield from _gaps(old_words, new_words, inner or [])


def _gaps(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> Iterator[Run]:
    """Yield the runs between matched indices."""
    left = right = 0
    same: list[str] = []
    for next_left, next_right in [*pairs, (len(old), len(new))]:
        if next_left > left or next_right > right:
            if same:
                yield "".join(same), "", ""
                same = []
            yield "", "".join(old[left:next_left]), "".join(new[right:next_right])
        same.extend(old[next_left : next_left + 1])
        left, right = next_left + 1, next_right + 1
    if same:
        yield "".join(same), "", ""


def _fold_spaces(runs: list[Run]) -> list[Run]:
    """Let a space between two changed words belong to the change: so it reads as one phrase."""
    folded: list[Run] = []
    for position, (same, gone, come) in enumerate(runs):
        within_change = bool(folded) and not folded[-1][0]
        last = position == len(runs) - 1
        if within_change and same.isspace() and not last:
            folded.append(_joined(folded.pop(), same, same))
        elif within_change and not same:
            folded.append(_joined(folded.pop(), gone, come))
        else:
            folded.append((same, gone, come))
    return folded


def _joined(run: Run, gone: str, come: str) -> Run:
    return ("", run[1] + gone, run[2] + come)
