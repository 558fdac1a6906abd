"""Folding for search and sort columns, because SQLite folds case for ASCII only."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
# «ё» sorts between «е» and «ж»; by code point it would stand after «я».
_YO = str.maketrans({"ё": "е\uffff"})


def fold(text: str) -> str:
    """Return ``text`` for case-blind comparison: NFKC, lower case, ё→е, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _SPACES.sub(" ", folded).strip()


def sort_key(text: str) -> str:
    """Return a string whose code-point order is the Russian alphabetical order of ``text``."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    return _SPACES.sub(" ", lowered).strip().translate(_YO)
