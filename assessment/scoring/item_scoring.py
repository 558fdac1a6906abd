"""The door of scoring: an item and a response in, points and the reasons for each out.

Pure and deterministic: no clock, no chance but the response's seed, nothing remembered but keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.item import AssessmentItem, Feedback, ItemPart
from assessment.items.outcome import ItemResponse, ItemScore, PartScore, Reason, Verdict
from assessment.scoring.codes import Code
from assessment.scoring.gaps import (
    score_drag_words,
    score_dropdown_gaps,
    score_table_input,
    score_text_gaps,
)
from assessment.scoring.kept import score_qti
from assessment.scoring.manual import mark_by_person, score_manual
from assessment.scoring.mark import NOUGHT, Mark, Refused, points_of
from assessment.scoring.numbers import exact
from assessment.scoring.ordering import score_ordering
from assessment.scoring.plane import (
    score_drag_on_image,
    score_graph_plot,
    score_hotspot,
    score_number_line,
)
from assessment.scoring.quantities import score_quantity
from assessment.scoring.relating import (
    score_grouping,
    score_matching,
    score_table_matching,
)
from assessment.scoring.sets import (
    score_hot_text,
    score_multiple_choice,
    score_single_choice,
    score_true_false,
)
from assessment.scoring.written import (
    score_digit_sequence,
    score_formula,
    score_number,
    score_short_answer,
)

SCORERS: Mapping[str, Callable[[Any, Any, Decimal], Mark]] = {
    "single_choice": score_single_choice,
    "true_false": score_true_false,
    "multiple_choice": score_multiple_choice,
    "short_answer": score_short_answer,
    "digit_sequence": score_digit_sequence,
    "number": score_number,
    "quantity": score_quantity,
    "formula": score_formula,
    "text_gaps": score_text_gaps,
    "dropdown_gaps": score_dropdown_gaps,
    "drag_words": score_drag_words,
    "matching": score_matching,
    "table_matching": score_table_matching,
    "ordering": score_ordering,
    "grouping": score_grouping,
    "hotspot": score_hotspot,
    "drag_on_image": score_drag_on_image,
    "hot_text": score_hot_text,
    "number_line": score_number_line,
    "table_input": score_table_input,
    "graph_plot": score_graph_plot,
    "essay": score_manual,
    "file": score_manual,
    "audio": score_manual,
    "drawing": score_manual,
}


def score_item(item: AssessmentItem, response: ItemResponse) -> ItemScore:
    """Return the points of every part and of the item, each with its reasons.

    Whatever JSON the answers are, nothing is raised: what cannot be read is INVALID, which is
    neither right nor wrong. Points lie between nought and those of the part.
    """
    parts = tuple(score_part(item, part, response) for part in item.parts)
    total, most = NOUGHT, NOUGHT
    for part in parts:
        most += part.max_points
        if part.points is not None:
            total += part.points
    return ItemScore(total, most, parts)


def score_part(item: AssessmentItem, part: ItemPart, response: ItemResponse) -> PartScore:
    """Return the points of one part."""
    name, interaction = part.id, part.interaction
    if response.marks and (marks := response.marks.get(name)):
        return _close(part, mark_by_person(part, marks))
    answer = response.answers.get(name)
    try:
        if interaction.type == "qti":
            mark = score_qti(interaction, answer, part.points, seed=response.seed)
        else:
            mark = SCORERS[interaction.type](interaction, answer, part.points)
    except Refused as refused:
        return PartScore(part.id, Verdict.INVALID, NOUGHT, part.points, (refused.reason,))
    if mark.points and (response.hints or response.tries):
        mark = _take_penalties(item, part, response, mark, mark.points)
    return _close(part, mark)


def _close(part: ItemPart, mark: Mark) -> PartScore:
    return PartScore(
        part.id,
        mark.verdict,
        mark.points,
        part.points,
        mark.reasons,
        _say(part.feedback, mark.verdict, mark.feedback),
    )


def _say(feedback: Feedback, verdict: Verdict, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words to the answer itself, to its verdict and to any answer, in this order."""
    if verdict is Verdict.EMPTY or verdict is Verdict.INVALID:
        return ()
    said = ""
    if verdict is Verdict.RIGHT:
        said = feedback.right
    elif verdict is Verdict.WRONG:
        said = feedback.wrong
    elif verdict is Verdict.PARTLY:
        said = feedback.partly
    if said:
        words = (*words, said)
    return (*words, feedback.general) if feedback.general else words


def _take_penalties(
    item: AssessmentItem, part: ItemPart, response: ItemResponse, mark: Mark, earned: Decimal
) -> Mark:
    """Take what hints and earlier wrong answers cost, of the part's points; never below nought."""
    hints = min(max(response.hints.get(part.id, 0), 0), len(part.hints))
    tries = max(response.tries.get(part.id, 0), 0)
    for_hints = sum((exact(hint.penalty) for hint in part.hints[:hints]), Fraction(0))
    for_tries = exact(item.tries.penalty) * tries
    reasons = list(mark.reasons)
    left = earned
    for code, count, share in ((Code.HINTS, hints, for_hints), (Code.TRIES, tries, for_tries)):
        if share > 0:
            taken = min(left, points_of(share, part.points))
            left -= taken
            reasons.append(Reason(code, {"count": str(count)}, -taken))
    return Mark(mark.verdict, left, tuple(reasons), mark.feedback)
