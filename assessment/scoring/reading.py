"""The shapes of answers: read with care, for a client may send any JSON value."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from math import isfinite
from typing import Any
from unicodedata import category

from assessment.scoring.codes import Code
from assessment.scoring.mark import Refused, shorten
from assessment.scoring.normalising import LONGEST_LINE
from assessment.scoring.numbers import read_number

_HALVES = re.compile("[\ud800-\udfff]")
MOST_POINTS = 100
MOST_ENTRIES = 1_000


def is_empty(answer: Any) -> bool:
    """Tell whether nothing was answered: nothing, spaces, or a list or object of nothing."""
    if isinstance(answer, str):
        return is_blank(answer)
    if answer is None:
        return True
    if isinstance(answer, list | tuple):
        return not answer or all(one is None or one == "" for one in answer)
    if isinstance(answer, dict):
        return all(one is None or one in ("", []) for one in answer.values())
    return False


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing: spaces, and signs that no one sees."""
    bare = text.strip()
    if not bare or bare[0].isprintable():
        return not bare
    return all(sign.isspace() or category(sign) in ("Cc", "Cf") for sign in bare)


def is_text(text: str) -> bool:
    """Tell whether a string of JSON is a text: half of a surrogate pair is none."""
    return text.isascii() or not _HALVES.search(text)


def read_line(answer: Any) -> str:
    """Return a written answer as it is; a number of JSON as its digits."""
    if isinstance(answer, bool) or not isinstance(answer, str | int | float):
        raise Refused(Code.BAD_SHAPE)
    if isinstance(answer, int) and abs(answer) >= 10**100:
        raise Refused(Code.NUMBER_TOO_LARGE)
    if isinstance(answer, float) and not isfinite(answer):
        raise Refused(Code.BAD_SHAPE)
    text = answer if isinstance(answer, str) else str(answer)
    if not is_text(text):
        raise Refused(Code.BAD_SHAPE)
    if len(text) > LONGEST_LINE:
        raise Refused(Code.TOO_LONG, most=str(LONGEST_LINE))
    return text


def read_id(answer: Any, known: Collection[str]) -> str:
    """Return the id of something that is there."""
    if not isinstance(answer, str):
        raise Refused(Code.BAD_SHAPE)
    if answer not in known:
        raise Refused(Code.UNKNOWN_CHOICE, choice=shorten(answer))
    return answer


def read_ids(answer: Any, known: Collection[str]) -> list[str]:
    """Return a list of ids in its order, each once; one id alone stands for a list of it."""
    if isinstance(answer, str):
        answer = [answer]
    if not isinstance(answer, list | tuple):
        raise Refused(Code.BAD_SHAPE)
    if len(answer) > MOST_ENTRIES:
        raise Refused(Code.TOO_MANY, most=str(MOST_ENTRIES))
    return list(dict.fromkeys(read_id(one, known) for one in answer))


def read_map(answer: Any, places: Collection[str]) -> dict[str, Any]:
    """Return what was put into places, without those left empty."""
    if not isinstance(answer, dict):
        raise Refused(Code.BAD_SHAPE)
    found = {}
    for place, value in answer.items():
        read_id(place, places)
        if value is not None and value not in ("", []):
            found[place] = value
    return found


def read_id_map(answer: Any, places: Collection[str], known: Collection[str]) -> dict[str, str]:
    """Return ids put into places."""
    return {place: read_id(value, known) for place, value in read_map(answer, places).items()}


def read_points(answer: Any) -> list[tuple[Fraction, Fraction]]:
    """Return points of a plane, as ``[[x, y], …]`` of numbers or of numbers in writing."""
    if not isinstance(answer, list | tuple):
        raise Refused(Code.BAD_SHAPE)
    if len(answer) > MOST_POINTS:
        raise Refused(Code.TOO_MANY, most=str(MOST_POINTS))
    points = []
    for one in answer:
        if not isinstance(one, list | tuple) or len(one) != 2:
            raise Refused(Code.BAD_SHAPE)
        points.append((read_number(one[0]).value, read_number(one[1]).value))
    return points
