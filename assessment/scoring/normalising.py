"""The school's rules of comparing what is written. The raw answer itself is never altered.

Unicode NFKC (UAX #15) with two exceptions that would change what is meant: superscripts become
powers (``10⁵`` is ``10^5``, not 105) and vulgar fractions keep their distance (``1½`` is ``1 1/2``,
not 11/2). Then: one kind of space, of dash (the Unicode minus among them), of quotation mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assessment.items.text import TextRule

LONGEST_LINE = 4_000

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_TO_PLAIN = str.maketrans(_SUPERSCRIPTS, "0123456789+-")
_POWER = re.compile(f"[{_SUPERSCRIPTS}]+")
_VULGAR = re.compile("[¼½¾⅐-⅞↉]")
_DASHES = "‐‑‒–—―−﹘﹣－⁃"
_DOUBLE = "«»„“”‟″❝❞〝〞＂"
_SINGLE = "‘’‚‛ʼ`´′‹›"
_UNIFIED = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_DOUBLE, '"'),
        **dict.fromkeys(_SINGLE, "'"),
        "⁄": "/",
        "∕": "/",
        # Soft hyphen, zero width spaces and joiners, marks of direction, byte order mark.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None),
    }
)
_PLAIN = re.compile(r"[0-9A-Za-zА-Яа-яЁё.,]+(?: [0-9A-Za-zА-Яа-яЁё.,]+)*")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NOT_SIGNS = re.compile(r"[^\w\s+*/^=<>%°\\-]|_")


def normalise(text: str) -> str:
    """Return the text in the one form in which all comparing is done. Idempotent."""
    if _PLAIN.fullmatch(text):
        return text
    text = text.translate(_UNIFIED)
    text = _POWER.sub(lambda found: "^" + found[0].translate(_TO_PLAIN), text)
    text = _VULGAR.sub(lambda found: f" {found[0]}", text)
    text = unicodedata.normalize("NFKC", text).translate(_UNIFIED)
    return " ".join(text.split())


def fold(text: str, rule: TextRule) -> str:
    """Return the normalised text without what the rule takes for no difference.

    Case and ё/е are ignored unless the rule is strict about them; a comma between digits is a
    decimal point. Idempotent.
    """
    return _fold(text, rule.case, rule.yo, rule.spaces == "ignore", rule.punctuation == "ignore")


def _fold(text: str, case: bool, yo: bool, spaceless: bool, bare: bool) -> str:
    folded = normalise(text)
    if not case:
        folded = folded.casefold()
        if not folded.isascii():
            folded = unicodedata.normalize("NFKC", folded)
    folded = _DECIMAL_COMMA.sub(".", folded)
    if bare:
        folded = " ".join(_NOT_SIGNS.sub(" ", folded).split())
    if spaceless:
        folded = folded.replace(" ", "")
        if not folded.isascii():  # an accent that stood alone now belongs to the letter before it
            folded = unicodedata.normalize("NFKC", folded)
    return folded if yo else folded.replace("ё", "е").replace("Ё", "Е")


_fold_key = lru_cache(maxsize=16_384)(_fold)


def fold_key(text: str, rule: TextRule) -> str:
    """Return the same as :func:`fold`, remembered: keys come again with every answer."""
    return _fold_key(
        text, rule.case, rule.yo, rule.spaces == "ignore", rule.punctuation == "ignore"
    )


@lru_cache(maxsize=4_096)
def wildcard_pattern(text: str, case: bool, yo: bool, spaceless: bool, bare: bool) -> list[str]:
    r"""Return the stretches of a variant between its ``*``, folded; ``\*`` is the sign itself."""
    pieces = re.split(r"(?<!\\)\*+", text)
    return [
        _fold(piece.replace("\\*", "*"), case, yo, spaceless, bare) if piece.strip() else ""
        for piece in pieces
    ]


def matches_wildcards(folded: str, stretches: list[str]) -> bool:
    """Tell whether the stretches stand in this order, the first and last at the ends.

    Linear: each stretch is looked for from where the one before ended (no regular expression,
    which a variant of many stars would make quadratic or worse).
    """
    if len(stretches) == 1:
        return folded == stretches[0]
    first, last = stretches[0], stretches[-1]
    if not folded.startswith(first) or not folded.endswith(last):
        return False
    place, end = len(first), len(folded) - len(last)
    for stretch in stretches[1:-1]:
        found = folded.find(stretch, place, max(end, 0))
        if found < 0:
            return False
        place = found + len(stretch)
    return place <= end
