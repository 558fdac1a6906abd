"""Matching, grouping and things dragged as QTI."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assessment.formats.qti.expressions import mapping, response
from assessment.formats.qti.markup import holder, make, put_at_marks, to_identifier
from assessment.formats.qti.parts import PartWriter, Writer, shares
from assessment.formats.qti.writing_choices import image_node, place_nodes, with_html
from assessment.scoring.qti.tree import Node


def _pair(first: str, second: str) -> str:
    return f"{to_identifier(first)} {to_identifier(second)}"


def _score_pairs(
    part: PartWriter, correct: list[str], others: list[str], worths: dict[str, Decimal]
) -> None:
    """Declare the response of pairs and score it by its mode, where QTI can.

    ``others`` are pairs that can be made and are wrong; ``worths`` of the right ones.
    """
    mode = part.interaction.scoring
    table = None
    if mode == "per_pair":
        table = mapping(worths, part.points)
    elif mode == "net_correct":
        share = shares(part.points, len(correct))
        table = mapping({**dict.fromkeys(others, -share), **worths}, part.points)
    part.declarations.append(
        response(part.response, "directedPair", "multiple", correct=correct, mapping=table)
    )
    if table is not None:
        part.score_mapping()
    else:
        part.score_correct()
        if mode != "all_or_nothing":
            part.change("qti-mode")


def _set(choices: Any, most: int) -> Node:
    return make(
        "simpleMatchSet",
        *(
            with_html(
                "simpleAssociableChoice",
                choice.html,
                identifier=to_identifier(choice.id),
                matchMax=most,
            )
            for choice in choices
        ),
    )


def _prefixed(choices: Any, prefix: str) -> Any:
    """Return choices whose identifiers cannot meet those of the other set."""
    return [choice.model_copy(update={"id": prefix + choice.id}) for choice in choices]


def _match_body(part: PartWriter, first: Any, second: Any, most: int, *, shuffle: bool) -> None:
    part.body.append(
        make(
            "matchInteraction",
            _set(_prefixed(first, "l-"), most),
            _set(_prefixed(second, "r-"), 0),
            responseIdentifier=part.response,
            shuffle=shuffle,
            maxAssociations=0,
        )
    )


def _sides(pairs: Any) -> list[str]:
    return [_pair("l-" + first, "r-" + second) for first, second in pairs]


def _matching(part: PartWriter) -> None:
    one = part.interaction
    key = _sides(one.key.items())
    every = _sides((a.id, b.id) for a in one.left for b in one.right)
    share = shares(part.points, len(key))
    _score_pairs(part, key, every, dict.fromkeys(key, share))
    _match_body(part, one.left, one.right, 1, shuffle=one.shuffle)
    part.carried, part.carried_lists = ("key",), ("left", "right")


def _table_matching(part: PartWriter) -> None:
    one = part.interaction
    key = _sides(one.key)
    every = _sides((a.id, b.id) for a in one.rows for b in one.columns)
    share = shares(part.points, len(key))
    _score_pairs(part, key, every, dict.fromkeys(key, share))
    if one.scoring == "per_pair":
        part.change("qti-mode")
    _match_body(part, one.rows, one.columns, 1 if one.one_a_row else 0, shuffle=one.shuffle)
    part.carried, part.carried_lists = ("key",), ("rows", "columns")


def _grouping(part: PartWriter) -> None:
    one = part.interaction
    key = _sides((entry, group) for entry, group in one.key.items() if group is not None)
    every = _sides((a.id, b.id) for a in one.entries for b in one.groups)
    share = shares(part.points, len(key))
    _score_pairs(part, key, every, dict.fromkeys(key, share))
    if one.scoring == "per_pair" and None in one.key.values():
        part.change("qti-mode")
    _match_body(part, one.entries, one.groups, 1, shuffle=one.shuffle)
    part.carried, part.carried_lists = ("key",), ("entries", "groups")


def _weighted_pairs(part: PartWriter, places: Any) -> tuple[list[str], dict[str, Decimal]]:
    """Return the first right pair of each place, and what every right pair is worth."""
    whole = sum((place.weight for place in places), Decimal(0)) or Decimal(1)
    worths = {
        _pair(key, place.id): shares(part.points * place.weight / whole, 1)
        for place in places
        for key in place.keys
    }
    return [_pair(place.keys[0], place.id) for place in places], worths


def _note_alternatives(part: PartWriter, places: Any) -> None:
    if part.interaction.scoring != "per_pair" and any(len(place.keys) > 1 for place in places):
        part.change("qti-other-keys")


def _drag_words(part: PartWriter) -> None:
    one = part.interaction
    correct, worths = _weighted_pairs(part, one.gaps)
    every = [_pair(word.id, gap.id) for word in one.words for gap in one.gaps]
    _score_pairs(part, correct, every, worths)
    _note_alternatives(part, one.gaps)
    words = [
        with_html(
            "gapText",
            word.html,
            identifier=to_identifier(word.id),
            matchMax=word.uses or 0,
            matchGroup=word.group or None,
        )
        for word in one.words
    ]
    text = holder(one.text)
    gaps = {
        gap.id: make("gap", identifier=to_identifier(gap.id), matchGroup=gap.group or None)
        for gap in one.gaps
    }
    put_at_marks(text, gaps)
    part.body.append(
        make(
            "gapMatchInteraction",
            *words,
            text,
            responseIdentifier=part.response,
            shuffle=one.shuffle,
        )
    )
    part.carried, part.carried_lists = ("text",), ("words",)


def _drag_on_image(part: PartWriter) -> None:
    one = part.interaction
    correct, worths = _weighted_pairs(part, one.zones)
    every = [_pair(label.id, zone.id) for label in one.labels for zone in one.zones]
    _score_pairs(part, correct, every, worths)
    _note_alternatives(part, one.zones)
    if not one.shows_zones:
        part.change("qti-shown-regions")
    labels = [
        with_html(
            "gapText",
            label.html,
            identifier=to_identifier(label.id),
            matchMax=label.uses or 0,
        )
        for label in one.labels
    ]
    part.body.append(
        make(
            "graphicGapMatchInteraction",
            image_node(one),
            *labels,
            *place_nodes(one.zones, "associableHotspot", matchMax=1),
            responseIdentifier=part.response,
        )
    )
    part.carried_lists = ("labels",)


RELATIONS: dict[str, Writer] = {
    "matching": _matching,
    "table_matching": _table_matching,
    "grouping": _grouping,
    "drag_words": _drag_words,
    "drag_on_image": _drag_on_image,
}
