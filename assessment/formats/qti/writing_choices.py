"""Choices, hot text, hotspots and order as QTI."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assessment.formats.qti.expressions import (
    assign,
    literal,
    map_of,
    mapping,
    points_of,
    response,
    spell,
    total,
    variable,
    when,
)
from assessment.formats.qti.markup import holder, make, make_html, put_at_marks, to_identifier
from assessment.formats.qti.parts import PartWriter, Writer, shares

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.scoring.qti.tree import Node


def with_html(name: str, html: str, **attributes: Any) -> Node:
    """Return an element of QTI with HTML inside."""
    inner = holder(html)
    return make(name, *inner.children, text=inner.text, **attributes)


def choice_nodes(choices: Iterable[Any], name: str = "simpleChoice", **more: Any) -> list[Node]:
    """Return choices as elements."""
    return [
        with_html(name, choice.html, identifier=to_identifier(choice.id), **more)
        for choice in choices
    ]


def _single(part: PartWriter) -> None:
    one = part.interaction
    worths = {}
    if one.scoring == "weights":
        worths = {to_identifier(c.id): c.weight * part.points for c in one.choices}
    key = [to_identifier(one.key)] if one.key is not None else []
    part.declarations.append(
        response(
            part.response,
            "identifier",
            correct=key,
            mapping=mapping(worths, part.points) if worths else None,
        )
    )
    part.body.append(_choice(part, one.choices, most=1, shuffle=one.shuffle))
    if one.scoring == "weights":
        part.score_mapping()
    else:
        part.score_correct()
    part.carried, part.carried_lists = ("key",), ("choices",)


def _choice(part: PartWriter, choices: Any, *, most: int, shuffle: bool, least: int = 0) -> Node:
    return make(
        "choiceInteraction",
        *choice_nodes(choices),
        responseIdentifier=part.response,
        shuffle=shuffle,
        maxChoices=most,
        minChoices=least or None,
    )


def _true_false(part: PartWriter) -> None:
    key = "true" if part.interaction.key else "false"
    part.declarations.append(response(part.response, "identifier", correct=[key]))
    texts = {"true": "Верно", "false": "Неверно"}
    part.body.append(
        make(
            "choiceInteraction",
            *(make("simpleChoice", text=text, identifier=one) for one, text in texts.items()),
            responseIdentifier=part.response,
            shuffle=False,
            maxChoices=1,
        )
    )
    part.score_correct()
    part.carried = ("key",)


def score_set(part: PartWriter, ids: list[str]) -> None:
    """Declare the response of a set and score it by its mode, where QTI can."""
    one = part.interaction
    key = [to_identifier(entry) for entry in one.key]
    worths = _worths(part, ids, key)
    part.declarations.append(
        response(
            part.response,
            "identifier",
            "multiple",
            correct=key,
            mapping=mapping(worths, part.points) if worths else None,
        )
    )
    if worths and one.scoring == "per_right":
        part.rules.append(_unless_more(part, len(key)))
    elif worths:
        part.score_mapping()
    else:
        part.score_correct()
        if one.scoring == "minus_one_per_error":
            part.change("qti-mode")
    if getattr(one, "other_keys", ()):
        part.change("qti-other-keys")
    part.carried = ("key",)


def _worths(part: PartWriter, ids: list[str], key: list[str]) -> dict[str, Decimal]:
    one = part.interaction
    if not key and one.scoring != "weights":
        return {}
    share = shares(part.points, len(key))
    if one.scoring == "weights":
        choices = getattr(one, "choices", getattr(one, "pieces", ()))
        return {to_identifier(c.id): c.weight * part.points for c in choices}
    if one.scoring == "net_correct":
        return {one: share if one in key else -share for one in map(to_identifier, ids)}
    return dict.fromkeys(key, share) if one.scoring == "per_right" else {}


def _unless_more(part: PartWriter, most: int) -> Node:
    """Return the rule by which more answers than the key has bring nothing."""
    size = make("containerSize", variable(part.response))
    return when(
        make("gt", size, literal("integer", str(most))),
        assign(part.score, points_of(Decimal(0))),
        otherwise=[assign(part.score, map_of(part.response))],
    )


def _multiple(part: PartWriter) -> None:
    one = part.interaction
    score_set(part, [choice.id for choice in one.choices])
    part.body.append(
        _choice(part, one.choices, most=one.at_most or 0, shuffle=one.shuffle, least=one.at_least)
    )
    part.carried_lists = ("choices",)


def _hot_text(part: PartWriter) -> None:
    one = part.interaction
    score_set(part, [piece.id for piece in one.pieces])
    text = holder(one.text)
    put_at_marks(
        text,
        {
            piece.id: with_html("hottext", piece.html, identifier=to_identifier(piece.id))
            for piece in one.pieces
        },
    )
    part.body.append(
        make(
            "hottextInteraction",
            text,
            responseIdentifier=part.response,
            maxChoices=one.at_most or 0,
        )
    )
    part.carried, part.carried_lists = ("key", "text"), ("pieces",)


def image_node(one: Any) -> Node:
    """Return the image of a graphic interaction."""
    return make_html(
        "img", src=one.image, alt=one.alternative, width=str(one.width), height=str(one.height)
    )


def place_nodes(regions: Any, name: str, **more: Any) -> list[Node]:
    """Return places of an image."""
    return [
        make(
            name,
            identifier=to_identifier(region.id),
            shape=region.shape,
            coords=",".join(spell(number) for number in region.coords),
            hotspotLabel=region.label or None,
            **more,
        )
        for region in regions
    ]


def _hotspot(part: PartWriter) -> None:
    one = part.interaction
    score_set(part, [region.id for region in one.regions])
    part.body.append(
        make(
            "hotspotInteraction",
            image_node(one),
            *place_nodes(one.regions, "hotspotChoice"),
            responseIdentifier=part.response,
            maxChoices=one.at_most or 0,
        )
    )
    if not one.shows_regions:
        part.change("qti-shown-regions")


def _ordering(part: PartWriter) -> None:
    one = part.interaction
    key = [to_identifier(entry) for entry in one.key]
    part.declarations.append(response(part.response, "identifier", "ordered", correct=key))
    part.body.append(
        make(
            "orderInteraction",
            *choice_nodes(one.entries),
            responseIdentifier=part.response,
            shuffle=one.shuffle,
        )
    )
    if one.scoring == "position":
        part.rules += _by_position(part, key)
    else:
        part.score_correct()
        if one.scoring != "exact":
            part.change("qti-mode")
    part.carried, part.carried_lists = ("key",), ("entries",)


def _by_position(part: PartWriter, key: list[str]) -> list[Node]:
    share = shares(part.points, len(key))
    rules = []
    for place, name in enumerate(key, 1):
        there = make("index", variable(part.response), n=place)
        added = total([variable(part.score), points_of(share)])
        rules.append(
            when(make("match", there, literal("identifier", name)), assign(part.score, added))
        )
    return rules


CHOICES: dict[str, Writer] = {
    "single_choice": _single,
    "true_false": _true_false,
    "multiple_choice": _multiple,
    "hot_text": _hot_text,
    "hotspot": _hotspot,
    "ordering": _ordering,
}
