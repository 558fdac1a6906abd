"""Interactions that relate things: pairs, tables of pairs, groups, order."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.outcome import Reason
from assessment.items.relating import Grouping, Matching, Ordering, TableMatching
from assessment.scoring.codes import Code
from assessment.scoring.mark import (
    EMPTY,
    NOUGHT,
    Mark,
    Refused,
    label_choice,
    points_of,
    settle,
)
from assessment.scoring.pairs import Place, first_words, mark_places
from assessment.scoring.reading import (
    MOST_ENTRIES,
    is_empty,
    read_id,
    read_id_map,
)
from assessment.scoring.written import longest_common


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


def score_ordering(interaction: Ordering, answer: Any, points: Decimal) -> Mark:
    """Things in order, by the mode (see the docstring of :class:`Ordering` for the rules).

    A thing of the key that is left out is out of order; one beyond the key, where it stands, puts
    those behind it out of place in ``exact`` and ``position``, and costs nothing in the others.
    """
    if is_empty(answer):
        return EMPTY
    names = {entry.id: label_choice(entry) for entry in interaction.entries}
    given = _read_order(answer, names)
    key = list(interaction.key)
    if interaction.scoring == "exact":
        is_right = given == key
        code, params = (Code.RIGHT, {"answer": ""}) if is_right else (Code.NOT_ALL, {})
        reasons = [Reason(code, params, points if is_right else NOUGHT)]
        reasons += _explain_places(given, key, names, None)
        return settle(Fraction(int(is_right)), points, reasons)
    if interaction.scoring == "position":
        right = sum(one == other for one, other in zip(given, key, strict=False))
        each = points_of(Fraction(1, max(len(key), 1)), points)
        reasons = _explain_places(given, key, names, each)
        return settle(Fraction(right, max(len(key), 1)), points, reasons)
    right, total, code = _count_order(interaction.scoring, given, key)
    share = Fraction(right, total)
    params = {"right": str(right), "all": str(total)}
    return settle(share, points, [Reason(code, params, points_of(share, points))])


def _count_order(scoring: str, given: list[str], key: list[str]) -> tuple[int, int, Code]:
    if scoring == "longest" or len(key) < 2:
        return longest_common(given, key), max(len(key), 1), Code.IN_ORDER
    place = {one: number for number, one in enumerate(given)}
    right = sum(
        one in place and other in place and place[one] < place[other]
        for number, one in enumerate(key)
        for other in key[number + 1 :]
    )
    return right, len(key) * (len(key) - 1) // 2, Code.PAIRS_IN_ORDER


def _explain_places(
    given: list[str], key: list[str], names: dict[str, str], each: Decimal | None
) -> list[Reason]:
    reasons = []
    for number, wanted in enumerate(key):
        found = given[number] if number < len(given) else None
        params = {"place": str(number + 1), "answer": "" if found is None else names[found]}
        if found is None:
            reasons.append(Reason(Code.NONE_AT_PLACE, params))
        elif found == wanted:
            reasons.append(Reason(Code.AT_PLACE, params, each))
        else:
            reasons.append(Reason(Code.WRONG_AT_PLACE, params, None if each is None else NOUGHT))
    return reasons


def _read_order(answer: Any, names: dict[str, str]) -> list[str]:
    if not isinstance(answer, list | tuple):
        raise Refused(Code.BAD_SHAPE)
    given: list[str] = []
    for one in answer[: len(names) + 1]:
        found = read_id(one, names)
        if found in given:
            raise Refused(Code.STANDS_TWICE, choice=names[found])
        given.append(found)
    return given
