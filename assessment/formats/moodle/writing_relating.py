"""Pairs, orders and places of images as Moodle's types."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from assessment.formats.building import Draft, NotTaken
from assessment.formats.moodle.markup import QuestionMarkup, number
from assessment.formats.texts import has_markup, words_of

_ORDER = {
    "exact": "ALL_OR_NOTHING",
    "position": "ABSOLUTE_POSITION",
    "longest": "LONGEST_ORDERED_SUBSET",
    "run": "LONGEST_CONTIGUOUS_SUBSET",
    "pairs": "RELATIVE_ALL_PREVIOUS_AND_NEXT",
    "next": "RELATIVE_NEXT_EXCLUDE_LAST",
    "next_and_last": "RELATIVE_NEXT_INCLUDE_LAST",
    "neighbours": "RELATIVE_ONE_PREVIOUS_AND_NEXT",
    "distance": "RELATIVE_TO_CORRECT",
}
# As the reading of ``ddimageortext`` makes it.
_PICTURE = re.compile(r'<img src="(?P<path>[^"<>]+)" alt="(?P<words>[^"<>]*)">')


def write_match(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write ``match``; its right side holds words only."""
    left, right, key = _sides(interaction, draft)
    if interaction.scoring != "per_pair":
        draft.changed("formats.moodle.scoring", scoring=interaction.scoring)
    words = {choice.id: words_of(choice.html) for choice in right}
    if any(has_markup(choice.html) for choice in right):
        draft.lost("formats.moodle.right-markup")
    if len(set(words.values())) < len(words) or not all(words.values()):
        raise NotTaken("formats.moodle.equal-words")
    markup.plain("shuffleanswers", "true" if interaction.shuffle else "false")
    for choice in left:
        if not words_of(choice.html) and not has_markup(choice.html):
            raise NotTaken("formats.empty-pair")
        pair = markup.html("subquestion", choice.html)
        markup.text("answer", words[key[choice.id]], pair)
    for identifier in words.keys() - set(key.values()):
        pair = markup.html("subquestion", "")
        markup.text("answer", words[identifier], pair)


def _sides(interaction: Any, draft: Draft) -> tuple[Any, Any, dict[str, str]]:
    """Return left, right and key of what can be a matching."""
    if interaction.type == "matching":
        return interaction.left, interaction.right, interaction.key
    draft.changed("formats.changed-kind", kind=interaction.type, into="match")
    if interaction.type == "grouping":
        if None in interaction.key.values():
            raise NotTaken("formats.moodle.no-group")
        return interaction.entries, interaction.groups, interaction.key
    key = dict(interaction.key)
    if len(key) != len(interaction.key) or len(key) != len(interaction.rows):
        raise NotTaken("formats.moodle.marks-in-row")
    return interaction.rows, interaction.columns, key


def write_ordering(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write ``ordering``: the answers in the right order."""
    entries = {entry.id: entry.html for entry in interaction.entries}
    if len(interaction.key) != len(entries):
        raise NotTaken("formats.moodle.order-extra")
    markup.plain("layouttype", "VERTICAL")
    markup.plain("selecttype", "ALL")
    markup.plain("selectcount", len(entries))
    markup.plain("gradingtype", _ORDER[interaction.scoring])
    markup.plain("showgrading", "SHOW")
    for place, identifier in enumerate(interaction.key, start=1):
        answer = markup.html("answer", entries[identifier])
        answer.set("fraction", str(place))


def write_image(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write ``ddimageortext`` where places are shown, ``ddmarker`` where not."""
    if not markup.has_file(interaction.image):
        raise NotTaken("formats.moodle.no-image", name=interaction.image[:120])
    markup.file(interaction.image)
    note_gap_rules(interaction, interaction.zones, draft)
    pictures = _pictures(markup, interaction)
    if any(has_markup(one.html) and one.id not in pictures for one in interaction.labels):
        draft.lost("formats.moodle.label-markup")
    numbers = {label.id: place for place, label in enumerate(interaction.labels, start=1)}
    groups = group_numbers([*interaction.labels, *interaction.zones])
    for label in interaction.labels:
        path, words = pictures.get(label.id, ("", words_of(label.html)))
        drag = markup.text("drag", words)
        if path:
            markup.file(path, drag)
        markup.plain("no", numbers[label.id], drag)
        if interaction.shows_zones:
            markup.plain("draggroup", groups[label.group], drag)
        else:
            markup.plain("noofdrags", label.uses or 0, drag)
        if label.uses is None:
            markup.plain("infinite", "", drag)
    for place, zone in enumerate(interaction.zones, start=1):
        drop = markup.text("drop", zone.label)
        markup.plain("no", place, drop)
        markup.plain("choice", numbers[zone.keys[0]], drop)
        _zone(markup, zone, drop, draft, is_shown=interaction.shows_zones)


def _pictures(markup: QuestionMarkup, interaction: Any) -> dict[str, tuple[str, str]]:
    """Return path and words of the labels that are a picture: only ``ddimageortext`` has those."""
    found = {label.id: _PICTURE.fullmatch(label.html.strip()) for label in interaction.labels}
    return {
        identifier: (path, html.unescape(picture["words"]))
        for identifier, picture in found.items()
        if interaction.shows_zones and picture
        if markup.has_file(path := html.unescape(picture["path"]))
    }


def _zone(markup: QuestionMarkup, zone: Any, drop: Any, draft: Draft, *, is_shown: bool) -> None:
    coords = [number(value) for value in zone.coords]
    if is_shown:
        draft.changed("formats.moodle.zone-size")
        left, top = _corner(zone)
        markup.plain("xleft", number(left), drop)
        markup.plain("ytop", number(top), drop)
        return
    match zone.shape:
        case "circle":
            shape, text = "circle", f"{coords[0]},{coords[1]};{coords[2]}"
        case "rect":
            left, top, right, bottom = zone.coords
            shape = "rectangle"
            text = f"{coords[0]},{coords[1]};{number(right - left)},{number(bottom - top)}"
        case "poly":
            pairs = zip(coords[::2], coords[1::2], strict=False)
            shape, text = "polygon", ";".join(f"{x},{y}" for x, y in pairs)
        case _:
            raise NotTaken("formats.moodle.shape", shape=zone.shape)
    markup.plain("shape", shape, drop)
    markup.plain("coords", text, drop)


def _corner(zone: Any) -> tuple[Any, Any]:
    if zone.shape in ("circle", "ellipse"):
        x, y, *radii = zone.coords
        return x - radii[0], y - radii[-1]
    if zone.shape == "default":
        raise NotTaken("formats.moodle.shape", shape=zone.shape)
    return min(zone.coords[::2]), min(zone.coords[1::2])


def group_numbers(things: list[Any]) -> dict[str, int]:
    """Return Moodle's number for each group."""
    return {group: at for at, group in enumerate(dict.fromkeys(t.group for t in things), start=1)}


def note_gap_rules(interaction: Any, gaps: Any, draft: Draft) -> None:
    """Note what places with one label each and equal weights cannot say."""
    if interaction.scoring != "per_pair":
        draft.changed("formats.moodle.scoring", scoring=interaction.scoring)
    if len({gap.weight for gap in gaps}) > 1:
        draft.changed("formats.moodle.weights")
    if any(len(gap.keys) > 1 for gap in gaps):
        draft.changed("formats.moodle.several-keys")


WRITERS: dict[str, tuple[str, Callable[[QuestionMarkup, Any, Draft], None]]] = {
    "matching": ("match", write_match),
    "grouping": ("match", write_match),
    "table_matching": ("match", write_match),
    "ordering": ("ordering", write_ordering),
    "drag_on_image": ("ddimageortext", write_image),
}
