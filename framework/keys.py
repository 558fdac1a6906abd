"""Keys of nodes: made of transliterated titles, the same on every machine, bounded in length.

The node's uuid is derived from its key, so that the starter framework of the repository and the
federal programmes themselves give one uuid to one topic. Nothing here may change: it would
change every uuid.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container
from uuid import UUID

from core.api import derived_uuid, fold

_LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z",
        "и": "i", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch",
        "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
_GAPS = re.compile(r"[^a-z0-9]+")
_HASH_LENGTH = 8

UNTITLED = "bez-nazvaniya"


def slug(title: str, limit: int) -> str:
    """Return the transliterated ``title`` in at most ``limit`` characters.

    A title that had to be cut, or that has no letters of ours, is told apart by a short hash.
    """
    folded = fold(title)
    if not folded:
        return UNTITLED
    plain = _GAPS.sub("-", folded.translate(_LETTERS)).strip("-")
    if plain and len(plain) <= limit:
        return plain
    digest = hashlib.sha256(folded.encode()).hexdigest()[:_HASH_LENGTH]
    return f"{plain[: limit - _HASH_LENGTH - 1].strip('-')}-{digest}".strip("-")


def free_key(parent: str, name: str, taken: Container[str]) -> str:
    """Return ``parent/name``, with an ordinal when one of its kind is ``taken`` already."""
    key, ordinal = f"{parent}/{name}", 1
    while key in taken:
        ordinal += 1
        key = f"{parent}/{name}-{ordinal}"
    return key


def uuid_of_key(key: str) -> UUID:
    """Return the node's uuid."""
    return derived_uuid("framework", key)
