"""What the library offers on the page of a lesson, by what it is wanted for."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from core.api import now
from journal.data import AIMS, WANTED_LABELS
from journal.offering import offers_for
from journal.presenting import lesson_url, offer_hits
from schedule.api import Lesson

PARAMETER = "for"


def offers_context(query: QueryDict, lesson: Lesson) -> dict[str, Any]:
    """Return the offers, the purposes to switch between, and what is remembered when one is taken.

    The purpose stands in the address, so that it stays while materials are taken.
    """
    wanted = _wanted(query)
    offers = offers_for(lesson, now=now(), wanted=wanted)
    return {
        "wanted": wanted,
        "aim": read_aim(query),
        "purposes": [
            (label, _address(lesson, code), code == wanted, None)
            for code, label in WANTED_LABELS.items()
        ],
        "offers": offer_hits(offers.fresh, lesson, wanted),
        "had": offer_hits(offers.had, lesson, wanted),
    }


def read_aim(query: QueryDict) -> str:
    """Return what a material at the lesson will be for, by the purpose in the address."""
    wanted = _wanted(query)
    return wanted if wanted in AIMS else ""


def _wanted(query: QueryDict) -> str:
    asked = query.get(PARAMETER, "")
    return asked if asked in WANTED_LABELS else ""


def _address(lesson: Lesson, code: str) -> str:
    query = f"?{PARAMETER}={code}" if code else ""
    return f"{lesson_url(lesson.uuid)}{query}#offers"
