"""Interactions that relate things: pairs, tables of pairs, groups."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.relating import Grouping, Matching, TableMatching
from assessment.scoring.codes import Code
from assessment.scoring.mark import EMPTY, Mark, Refused, label_choice
from assessment.scoring.pairs import Place, first_words, mark_places
from assessment.scoring.reading import (
    MOST_ENTRIES,
    is_empty,
    read_id,
    read_id_map,
)


def score_matching(interaction: Matching, answer: Any, points: Decimal) -> Mark:
    """To each on the left its own of the right, by the mode."""
    if is_empty(answer):
        return EMPTY
    right = {choice.id: choice for choice in interaction.right}
    given = read_id_map(answer, {choice.id for choice in interaction.left}, right)
    places = []
    for choice in interaction.left:
        found = given.get(choice.id)
        share = Fraction(int(found == interaction.key[choice.id]))
        name = None if found is None else label_choice(right[found])
        places.append(Place(label_choice(choice), name, share))
    feedback = first_words([right[one].feedback for one in given.values()])
    return mark_places(interaction.scoring, places, points, feedback=feedback)


def score_table_matching(interaction: TableMatching, answer: Any, points: Decimal) -> Mark:
    """Marks in a table: each mark of the key is a place; marks beyond a row's number are extra."""
    if is_empty(answer) and not (answer == [] and not interaction.key):
        return EMPTY
    rows = {row.id: label_choice(row) for row in interaction.rows}
    columns = {column.id: label_choice(column) for column in interaction.columns}
    marks = _read_marks(answer, rows, columns)
    by_row: dict[str, list[str]] = {}
    for row, column in marks:
        by_row.setdefault(row, []).append(column)
    if interaction.one_a_row and any(len(found) > 1 for found in by_row.values()):
        raise Refused(Code.TWO_IN_ROW)
    wanted: dict[str, list[str]] = {}
    for row, column in interaction.key:
        wanted.setdefault(row, []).append(column)
    places: list[Place] = []
    extra = 0
    for row, name in rows.items():
        more = _compare_row(name, columns, wanted.get(row, []), by_row.get(row, []), places)
        extra += more
    return mark_places(interaction.scoring, places, points, extra=extra)


def _compare_row(
    row: str, columns: dict[str, str], wanted: list[str], found: list[str], places: list[Place]
) -> int:
    """Add the places of a row; return how many marks it has beyond them."""
    wrong = [column for column in found if column not in wanted]
    for column in wanted:
        if column in found:
            places.append(Place(row, columns[column], Fraction(1)))
        else:
            given = columns[wrong.pop(0)] if wrong else None
            # Of several marks of a row it has to be said which one is missing.
            is_one_of_many = given is None and len(wanted) > 1
            name = f"{row} · {columns[column]}" if is_one_of_many else row
            places.append(Place(name, given, Fraction(0)))
    return len(wrong)


def _read_marks(
    answer: Any, rows: dict[str, str], columns: dict[str, str]
) -> list[tuple[str, str]]:
    if not isinstance(answer, list | tuple):
        raise Refused(Code.BAD_SHAPE)
    if len(answer) > 50 * MOST_ENTRIES:
        raise Refused(Code.TOO_MANY, most=str(50 * MOST_ENTRIES))
    marks: dict[tuple[str, str], None] = {}
    for one in answer:
        if not isinstance(one, list | tuple) or len(one) != 2:
            raise Refused(Code.BAD_SHAPE)
        marks[read_id(one[0], rows), read_id(one[1], columns)] = None
    return list(marks)


def score_grouping(interaction: Grouping, answer: Any, points: Decimal) -> Mark:
    """Things sorted into groups; a thing that belongs nowhere is extra where it is sorted."""
    belong = {one: group for one, group in interaction.key.items() if group is not None}
    if is_empty(answer) and not (answer == {} and not belong):
        return EMPTY
    groups = {group.id: label_choice(group) for group in interaction.groups}
    given = read_id_map(answer, interaction.key, groups)
    places = []
    for entry in interaction.entries:
        if entry.id not in belong:
            continue
        found = given.get(entry.id)
        share = Fraction(int(found == belong[entry.id]))
        name = None if found is None else groups[found]
        places.append(Place(label_choice(entry), name, share))
    extra = sum(entry not in belong for entry in given)
    feedback = first_words([one.feedback for one in interaction.entries if one.id in given])
    return mark_places(interaction.scoring, places, points, extra=extra, feedback=feedback)
