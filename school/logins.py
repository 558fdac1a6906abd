"""Logins for people who bring none: «ivanova.mp», with a digit when it is taken."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from accounts.api import get_user_by_login
from core.api import fold

# Passports of 2014 (ICAO), without the signs that are typed by nobody.
LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
LONGEST_SURNAME = 40
KEPT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def to_latin(text: str) -> str:
    """Return ``text`` in lower-case Latin letters, digits and hyphens; the rest is dropped."""
    return "".join(sign for letter in fold(text) for sign in LATIN.get(letter, letter)
                   if sign in KEPT)  # fmt: skip


def propose_login(
    last_name: str, first_name: str, patronymic: str, *, taken: Collection[str] = ()
) -> str:
    """Return a free login for a person; ``taken`` are those just promised to others."""
    initials = "".join(to_latin(part)[:1] for part in (first_name, patronymic))
    surname = to_latin(last_name)[:LONGEST_SURNAME].strip("-") or "person"
    stem = f"{surname}.{initials}" if initials else surname
    for number in count(1):
        login = stem if number == 1 else f"{stem}{number}"
        if login not in taken and get_user_by_login(login) is None:
            return login
    raise AssertionError("count never ends")
