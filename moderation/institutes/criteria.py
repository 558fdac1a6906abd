"""Criteria of a rubric as people write them, before they become a version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify

TEXTS = ("ru", "en", "fault_ru", "fault_en", "hint_ru", "hint_en")


def give_codes(
    written: Iterable[Mapping[str, Any]], *, known: Iterable[str]
) -> list[dict[str, Any]]:
    """Return the criteria in their order, each with a code.

    A new one gets a code that no version of the rubric (``known``) has had: votes and reasons go
    on naming the old ones.
    """
    used, found = set(known), []
    for given in written:
        code = given["code"] if given["code"] in used else _new_code(given["en"], used)
        used.add(code)
        found.append({"code": code, **{name: given[name] for name in TEXTS if given[name]}})
    return found


def _new_code(words: str, used: set[str]) -> str:
    base = slugify(words)[:30].strip("-").replace("-", "_") or "criterion"
    names = (base, *(f"{base}_{number}" for number in range(2, len(used) + 3)))
    return next(name for name in names if name not in used)
