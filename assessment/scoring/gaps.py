"""Texts with gaps and tables with cells."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.gaps import (
    Draggable,
    DragWords,
    DropdownGaps,
    TableInput,
    TextGap,
    TextGaps,
)
from assessment.items.outcome import Verdict
from assessment.items.relating import DropZone
from assessment.items.text import TextRule
from assessment.scoring.codes import Code
from assessment.scoring.mark import EMPTY, Mark, Refused, label_choice, label_of, shorten
from assessment.scoring.numbers import exact
from assessment.scoring.pairs import Place, first_words, mark_places
from assessment.scoring.reading import is_empty, read_id, read_id_map, read_line, read_map
from assessment.scoring.written import find_number, find_variant

_PLACE = re.compile(r"\{\{([\w.\-]+)\}\}")


def score_text_gaps(interaction: TextGaps, answer: Any, points: Decimal) -> Mark:
    """Gaps written in: each by its variants or numbers, all by the mode."""
    names = {gap.id: str(number) for number, gap in enumerate(interaction.gaps, 1)}
    return _score_written(interaction, interaction.gaps, names, answer, points)


def score_table_input(interaction: TableInput, answer: Any, points: Decimal) -> Mark:
    """Cells of a table written in, as gaps of a text."""
    names = name_cells(interaction)
    return _score_written(interaction, interaction.cells, names, answer, points)


def name_cells(interaction: TableInput) -> dict[str, str]:
    """Return what the cells to fill are called: by their row and column, where these have words.

    A row is called by its first cell, if that is not one to fill, else by its number.
    """
    names: dict[str, str] = {}
    for number, row in enumerate(interaction.rows, 1):
        head = "" if not row or _PLACE.search(row[0]) else label_of(row[0])
        for column, cell in enumerate(row):
            found = _PLACE.findall(cell)
            over = interaction.columns[column] if column < len(interaction.columns) else ""
            place = f"{head or number} · {label_of(over) or column + 1}"
            for count, one in enumerate(found, 1):
                names[one] = place if len(found) == 1 else f"{place} ({count})"
    return names


def _score_written(
    interaction: TextGaps | TableInput,
    gaps: tuple[TextGap, ...],
    names: dict[str, str],
    answer: Any,
    points: Decimal,
) -> Mark:
    rule, scoring = interaction.rule, interaction.scoring
    if is_empty(answer):
        return EMPTY
    given = read_map(answer, {gap.id for gap in gaps})
    places, feedback, unread = [], [], []
    for gap in gaps:
        name = names[gap.id]
        if gap.id not in given or is_empty(given[gap.id]):
            places.append(Place(name, None, Fraction(0), exact(gap.weight)))
            continue
        text = read_line(given[gap.id])
        try:
            share, words = _judge(gap, rule, given[gap.id], text)
        except Refused as refused:
            share, words = Fraction(0), ""
            unread.append(refused.reason)
        feedback.append(words)
        places.append(Place(name, shorten(text), share, exact(gap.weight)))
    if all(place.given is None for place in places):
        return EMPTY
    mark = mark_places(scoring, places, points, feedback=first_words(feedback))
    if unread:
        # One cell that cannot be read spends no try, and takes nothing from the others.
        return Mark(Verdict.INVALID, mark.points, (*unread, *mark.reasons))
    return mark


def _judge(gap: TextGap, rule: TextRule, raw: Any, text: str) -> tuple[Fraction, str]:
    """Return the share of what stands in a gap, never below nought, and the words to it."""
    if gap.numbers:
        variant, is_as_asked = find_number(raw, gap.numbers)
        if variant is None or not is_as_asked:
            return Fraction(0), ""
        return max(Fraction(0), exact(variant.share)), variant.feedback
    found = find_variant(text, gap.variants, rule)
    if found is None:
        return Fraction(0), ""
    return max(Fraction(0), exact(found.share)), found.feedback


def score_dropdown_gaps(interaction: DropdownGaps, answer: Any, points: Decimal) -> Mark:
    """A list in each gap: the key of each, all by the mode."""
    if is_empty(answer):
        return EMPTY
    given = read_map(answer, {gap.id for gap in interaction.gaps})
    places, feedback = [], []
    for number, gap in enumerate(interaction.gaps, 1):
        choices = {choice.id: choice for choice in gap.choices}
        name = None
        if gap.id in given:
            choice = choices[read_id(given[gap.id], choices)]
            name = label_choice(choice)
            feedback.append(choice.feedback)
        share = Fraction(int(given.get(gap.id) == gap.key))
        places.append(Place(str(number), name, share, exact(gap.weight)))
    return mark_places(interaction.scoring, places, points, feedback=first_words(feedback))


def score_drag_words(interaction: DragWords, answer: Any, points: Decimal) -> Mark:
    """Words dragged into gaps: any of a gap's keys is right, all by the mode."""
    if is_empty(answer):
        return EMPTY
    words = {word.id: word for word in interaction.words}
    given = read_id_map(answer, {gap.id for gap in interaction.gaps}, words)
    check_uses(given.values(), words)
    places, feedback = [], []
    for number, gap in enumerate(interaction.gaps, 1):
        word = words.get(given.get(gap.id, ""))
        if word is not None:
            check_group(word, gap.group)
            feedback.append(word.feedback)
        share = Fraction(int(word is not None and word.id in gap.keys))
        name = None if word is None else label_choice(word)
        places.append(Place(str(number), name, share, exact(gap.weight)))
    return mark_places(interaction.scoring, places, points, feedback=first_words(feedback))


def check_uses(taken: Collection[str], known: dict[str, Draggable]) -> None:
    """Refuse an answer that uses a word or label more often than there is of it."""
    counts: dict[str, int] = {}
    for one in taken:
        counts[one] = counts.get(one, 0) + 1
        uses = known[one].uses
        if uses is not None and counts[one] > uses:
            raise Refused(Code.USED_TOO_OFTEN, choice=label_choice(known[one]), most=str(uses))


def check_group(word: Draggable, group: str) -> None:
    """Refuse a word of one group in a place of another."""
    if word.group != group:
        raise Refused(Code.ANOTHER_GROUP, choice=label_choice(word))


def fits_zone(label: str, zone: DropZone) -> bool:
    """Tell whether a label is one of a zone's keys."""
    return label in zone.keys
