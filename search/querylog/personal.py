"""Questions whose words are not kept: they look as if they told of a person."""

from __future__ import annotations

import re

from core.api import names_a_person
from search.grammar import read_question

# Years stand in questions by pairs («1941–1945»); a telephone, a passport, СНИЛС has more digits.
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_LONG_NUMBER = re.compile(r"(?:\d[\s().\-–—/]{0,3}){7,}")


def looks_personal(text: str) -> bool:
    """Say whether ``text`` holds an address, a long number, a full name or asks for an author.

    >>> looks_personal("8 (916) 123-45-67"), looks_personal("война 1941–1945")
    (True, False)
    """
    if "@" in text or _LONG_NUMBER.search(_YEAR.sub(" ", text)):
        return True
    asks_author = any(field.name == "author" for field in read_question(text).fields)
    return asks_author or names_a_person(text)
