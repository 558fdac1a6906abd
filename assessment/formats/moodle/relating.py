"""Moodle's types that relate things: matching, ordering, words for the gaps of a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assessment.formats.building import NotTaken, choices_of, in_no_order, letter
from assessment.formats.moodle.elements import Source, bare, decimal_of, whole
from assessment.formats.pairing import matching
from assessment.formats.texts import html_from, words_of

_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
# Moodle's names, and the numbers it keeps them by (qtype_ordering_question).
_ORDER = {
    **dict.fromkeys(("ALL_OR_NOTHING", "-1"), "exact"),
    **dict.fromkeys(("ABSOLUTE_POSITION", "ABSOLUTE", "ABS", "0"), "position"),
    **dict.fromkeys(("RELATIVE_NEXT_EXCLUDE_LAST", "RELATIVE", "REL", "1"), "next"),
    **dict.fromkeys(("RELATIVE_NEXT_INCLUDE_LAST", "2"), "next_and_last"),
    **dict.fromkeys(("RELATIVE_ONE_PREVIOUS_AND_NEXT", "3"), "neighbours"),
    **dict.fromkeys(("RELATIVE_ALL_PREVIOUS_AND_NEXT", "4"), "pairs"),
    **dict.fromkeys(("LONGEST_ORDERED_SUBSET", "5"), "longest"),
    **dict.fromkeys(("LONGEST_CONTIGUOUS_SUBSET", "6"), "run"),
    **dict.fromkeys(("RELATIVE_TO_CORRECT", "7"), "distance"),
}


def read_match(source: Source) -> dict[str, Any]:
    """``match``: a pair without a question is a distractor."""
    pairs = [
        (source.html_of(pair), words_of(html_from(_answer(source, pair))))
        for pair in source.all("subquestion")
    ]
    return {**matching(pairs), "shuffle": source.flag("shuffleanswers", default=True)}


def _answer(source: Source, pair: Any) -> str:
    answer = pair.find("answer")
    return "" if answer is None else source.raw(answer).replace("<", "&lt;")


def read_ordering(source: Source) -> dict[str, Any]:
    """``ordering``: the file lists the answers in the right order."""
    found = sorted(source.all("answer"), key=lambda answer: decimal_of(answer.get("fraction", "0")))
    texts = [source.html_of(answer) for answer in found]
    mixed = in_no_order(texts)
    kind = source.value("gradingtype", "RELATIVE").upper()
    if kind not in _ORDER:
        source.draft.changed("formats.moodle.grading", kind=kind[:80])
    if source.value("selecttype", "ALL").upper() not in ("ALL", "0"):
        source.draft.changed("formats.moodle.select-all")
    return {
        "type": "ordering",
        "entries": choices_of(texts[place] for place in mixed),
        "key": [letter(mixed.index(place)) for place in range(len(texts))],
        "scoring": _ORDER.get(kind, "pairs"),
    }


@dataclass(frozen=True, slots=True)
class _Option:
    """A word of a gap text: its place in the file is its number in ``[[1]]``."""

    html: str
    group: str
    is_endless: bool


def read_ddwtos(source: Source) -> dict[str, Any]:
    """``ddwtos``: words are dragged into gaps of their group."""
    options = [
        _Option(source.html_of(box), _group(box.find("group")), box.find("infinite") is not None)
        for box in source.all("dragbox")
    ]
    text, places = _gaps(source, len(options))
    mixed = in_no_order([option.html for option in options])
    groups = len({option.group for option in options}) > 1
    words = [
        {
            "id": letter(order),
            "html": options[place].html,
            "group": options[place].group if groups else "",
            "uses": None if options[place].is_endless else 1,
        }
        for order, place in enumerate(mixed)
    ]
    gaps = [
        {
            "id": f"g{number}",
            # Words that read the same are as right as one another.
            "keys": [
                letter(mixed.index(other))
                for other, option in enumerate(options)
                if (option.html, option.group) == (options[place].html, options[place].group)
            ],
            "group": options[place].group if groups else "",
        }
        for number, place in enumerate(places, start=1)
    ]
    return {
        "type": "drag_words",
        "text": text,
        "gaps": gaps,
        "words": words,
        "shuffle": source.flag("shuffleanswers"),
    }


def read_gapselect(source: Source) -> dict[str, Any]:
    """``gapselect``: each gap offers the words of the group of its own."""
    options = [
        _Option(source.html_of(box), _group(box.find("group")), True)
        for box in source.all("selectoption")
    ]
    text, places = _gaps(source, len(options))
    gaps = []
    for number, place in enumerate(places, start=1):
        group = [at for at, option in enumerate(options) if option.group == options[place].group]
        mixed = [group[at] for at in in_no_order([options[at].html for at in group])]
        gaps.append(
            {
                "id": f"g{number}",
                "choices": choices_of(options[at].html for at in mixed),
                "key": letter(mixed.index(place)),
                "shuffle": source.flag("shuffleanswers"),
            }
        )
    return {"type": "dropdown_gaps", "text": text, "gaps": gaps}


def _gaps(source: Source, options: int) -> tuple[str, list[int]]:
    """Return the text with ``{{g1}}`` for each ``[[n]]``, and the place of each one's word."""
    places: list[int] = []

    def gap(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if not 0 <= place < options:
            raise NotTaken("formats.moodle.gap", gap=found[0])
        places.append(place)
        return f"{{{{g{len(places)}}}}}"

    text = source.html("questiontext").replace("{{", "{ {")
    text = _PLACE.sub(gap, text)
    if not places:
        raise NotTaken("formats.moodle.no-gaps")
    return text, places


def _group(element: Any) -> str:
    return str(whole(bare(element), 1))


READERS: dict[str, Callable[[Source], dict[str, Any]]] = {
    "match": read_match,
    "matching": read_match,
    "ordering": read_ordering,
    "ddwtos": read_ddwtos,
    "gapselect": read_gapselect,
}
