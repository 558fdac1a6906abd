"""Naming a place in a body in words: "Stage 2 «Опыт», on the board, block 3"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

PlacedBlock = tuple[dict[str, Any], str]


def stages_with_places(body: list[dict[str, Any]]) -> Iterator[PlacedBlock]:
    """Yield the stages of raw body data, each with its place in words."""
    number = 0
    for block in body:
        if block["type"] == "stage":
            number += 1
            yield block, _stage_place(number, block["value"].get("title", ""))


def blocks_with_places(body: list[dict[str, Any]]) -> Iterator[PlacedBlock]:
    """Yield every content block of raw body data, those inside stages too, each with its place."""
    stage_number = 0
    for number, block in enumerate(body, start=1):
        if block["type"] != "stage":
            yield block, _("Block %(number)d") % {"number": number}
            continue
        stage_number += 1
        place = _stage_place(stage_number, block["value"].get("title", ""))
        yield from _inside(block["value"], place)


def _inside(stage: dict[str, Any], place: str) -> Iterator[PlacedBlock]:
    screens = (("board", _("on the board")), ("pupils_screen", _("on the pupils' screens")))
    for name, words in screens:
        for number, block in enumerate(stage.get(name) or [], start=1):
            where = _("%(place)s, %(screen)s, block %(number)d")
            yield block, where % {"place": place, "screen": words, "number": number}


def _stage_place(number: int, title: str) -> str:
    if not title:
        return _("Stage %(number)d") % {"number": number}
    return _("Stage %(number)d, «%(title)s»") % {"number": number, "title": title}
