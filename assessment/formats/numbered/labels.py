"""Letters before options, letters that look alike, and the marks of right options."""

from __future__ import annotations

import re
from collections.abc import Sequence

ALPHABETS = (
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "абвгдежзийклмнопрстуфхцчшщэюя",
    "абвгдеёжзийклмнопрстуфхцчшщ",
    "абвгдеёжзиклмнопрстуфхцчшщ",
    "abcdefghijklmnopqrstuvwxyz",
)
_LATIN = "ABCEHKMOPTXYaceopxy"
_CYRILLIC = "АВСЕНКМОРТХУасеорху"
# What looks the same on paper: a teacher sees one letter, whichever keyboard wrote it.
LOOK_ALIKES = dict(zip(_LATIN + _CYRILLIC, (_CYRILLIC + _LATIN).lower(), strict=True))

_MARK = r"[*+✓✔√☑]|\[[xXхХvV+*]\]|\([xXхХ+*]\)"
_UNMARKED = r"[-–—•◦☐]|\[ ?\]|\( ?\)"
# A mark at the end of an option; a plus there may be the sign of an ion («Na+»).
_SAID_RIGHT = re.compile(
    r"(?:[(\[](?:\+|\*|верно|правильно|(?:верный|правильный)(?: ответ)?|correct|right)[)\]]"
    r"|\s[-–—]\s(?:верно|правильно|correct)|\s\+|\*|✓|✔|√|☑)\s*\Z",
    re.IGNORECASE,
)
# A plus before a number is its sign, and alone the option itself.
_MARKED_FIRST = re.compile(r"(?:[*✓✔√☑]\s*(?=\S)|\+\s*(?=[^\W\d]))")
_BOLD = re.compile(r"\*\*(.+?)\*\*\Z|__(.+?)__\Z", re.DOTALL)
BEFORE_LABEL = re.compile(rf"(?P<bold>\*\*|__)?(?:(?P<mark>{_MARK})|{_UNMARKED})?\s?")
BULLET = re.compile(rf"\s*(?:(?P<mark>{_MARK})|(?P<plain>{_UNMARKED}))\s*(?=\S)(?P<text>.*)")


def alphabets_of(letters: Sequence[str]) -> list[str]:
    """Return the alphabets whose beginning the letters are, look-alikes taken for one another.

    >>> [alphabet[:3] for alphabet in alphabets_of(["A", "Б", "B"])][:1]
    ['абв']
    """
    return [
        alphabet
        for alphabet in ALPHABETS
        if len(letters) <= len(alphabet)
        and all(
            wanted in (one.lower(), LOOK_ALIKES.get(one))
            for one, wanted in zip(letters, alphabet, strict=False)
        )
    ]


def goes_on(letters: Sequence[str], following: str) -> bool:
    """Tell whether a letter, or a number, is the next after those before."""
    if following.isdigit():
        return following == str(len(letters) + 1) and (not letters or letters[-1].isdigit())
    return bool(alphabets_of([*letters, following]))


def place_of_label(letters: Sequence[str], name: str) -> int:
    """Return the place of the option that a letter or a number names, or -1.

    Seen counts: «B» of a Latin keyboard is «В» where the options are Cyrillic.
    """
    if name.isdigit():
        return int(name[:6]) - 1
    if not letters or letters[0].isdigit():
        alphabets = ["абвгдежзиклмнопрст", "abcdefghijklmnopqr"]
    else:
        alphabets = alphabets_of(letters)[:1]
    for one in (name.lower(), LOOK_ALIKES.get(name, "")):
        for alphabet in alphabets:
            if one and one in alphabet:
                return alphabet.index(one)
    return -1


def unmarked(texts: Sequence[str]) -> tuple[list[str], set[int]]:
    """Return options without the marks in their texts, and the places of those that had one.

    What all options have is no mark but a part of them.
    """
    bare = list(texts)
    marked: set[int] = set()
    for strip in (_without_bold, _without_first, _without_last):
        found = {place: text for place, one in enumerate(bare) if (text := strip(one)) is not None}
        if found and (len(found) < len(bare) or strip is _without_bold):
            bare = [found.get(place, one) for place, one in enumerate(bare)]
            if len(found) < len(bare):
                marked |= found.keys()
    return bare, marked


def _without_bold(text: str) -> str | None:
    found = _BOLD.match(text)
    return (found[1] or found[2]).strip() if found else None


def _without_first(text: str) -> str | None:
    found = _MARKED_FIRST.match(text)
    return text[found.end() :] if found else None


def _without_last(text: str) -> str | None:
    found = _SAID_RIGHT.search(text)
    rest = text[: found.start()].rstrip(" ;,") if found else ""
    return rest or None
