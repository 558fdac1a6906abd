"""What changed between two contents, place by place and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from moderation.data import Change, Place, Segment
from moderation.places import places_with_values

ADDED = "added"
REMOVED = "removed"
CHANGED = "changed"
SAME = "same"

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
# The matcher is quadratic; beyond this many words of one place it compares lines.
WORD_LIMIT = 2_000


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Return the changes from ``old`` to ``new`` in reading order; removed places come last.

    A place is a field or a block (by its uuid); moving a block is not a change.
    """
    before = {_key(place): (place, value) for place, value in places_with_values(old)}
    changes = []
    for place, value in places_with_values(new):
        earlier = before.pop(_key(place), None)
        if earlier is None:
            changes.append(Change(ADDED, place, (Segment(ADDED, place.text),)))
        elif earlier[1] != value:
            changes.append(Change(CHANGED, place, tuple(diff_words(earlier[0].text, place.text))))
    gone = [Change(REMOVED, place, (Segment(REMOVED, place.text),)) for place, _ in before.values()]
    return [*changes, *gone]


def _key(place: Place) -> str:
    return place.block or place.field


def diff_words(old: str, new: str) -> Iterator[Segment]:
    """Yield the runs of words that stayed, went and came, in reading order."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > WORD_LIMIT:
        before, after = _LINES.findall(old), _LINES.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for code, start, end, new_start, new_end in matcher.get_opcodes():
        if code == "equal":
            yield Segment(SAME, "".join(before[start:end]))
            continue
        if end > start:
            yield Segment(REMOVED, "".join(before[start:end]))
        if new_end > new_start:
            yield Segment(ADDED, "".join(after[new_start:new_end]))
