"""Pairs of other systems made into a matching that does not tell its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessment.formats.building import NotTaken, choices_of, in_no_order, letter
from assessment.formats.texts import html_of


def matching(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return a matching from (HTML on the left, words on the right).

    Equal words on the right are one; a pair without a left side only adds its right side.
    """
    left = [(html, words) for html, words in pairs if html]
    rights = list(dict.fromkeys(words for _, words in pairs if words))
    if not left or any(not words for _, words in left):
        raise NotTaken("formats.empty-pair")
    mixed = [rights[place] for place in in_no_order(rights)]
    return {
        "type": "matching",
        "left": choices_of(html for html, _ in left),
        "right": choices_of(html_of(words) for words in mixed),
        "key": {letter(place): letter(mixed.index(words)) for place, (_, words) in enumerate(left)},
    }
