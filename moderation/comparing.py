"""A comparison that took long is kept, so that no view of the screen does it again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.cache import caches
from django.utils import translation

from moderation.changes import compare
from moderation.data import Change
from moderation.items import Titles
from moderation.words import BUDGET, Budget

# Steps of a comparison (see ``words.Budget``) from which it is worth keeping: about 10 ms.
DEAR = 40_000
KEEP_SECONDS = 3600
# Raise it when comparing gives something else for the same contents.
REVISION = 1


def compare_once(
    old: dict[str, Any], new: dict[str, Any], *, titles: Titles, steps: int = BUDGET
) -> list[Change]:
    """Return the changes from ``old`` to ``new`` within ``steps``, kept an hour where it was dear.

    The key is what both say (and the language of the labels), not the numbers of their revisions:
    the editor may save a draft over itself.
    """
    cache, key = caches["pages"], _key(old, new, titles, steps)
    kept: list[Change] | None = cache.get(key)
    if kept is not None:
        return kept
    budget = Budget(steps)
    found = compare(old, new, titles=titles, budget=budget)
    if steps - budget.left >= DEAR:
        cache.set(key, found, KEEP_SECONDS)
    return found


def _key(old: dict[str, Any], new: dict[str, Any], titles: Titles, steps: int) -> str:
    facts = [old, new, dict(titles), steps, translation.get_language(), REVISION]
    said = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    return f"moderation.changes:{hashlib.sha256(said.encode()).hexdigest()}"
