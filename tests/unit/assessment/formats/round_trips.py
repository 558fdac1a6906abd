"""What a round trip through a format must keep: the points of every response.

Formats give identifiers of their own; what stands for what is found by the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assessment.formats.cases import with_ids
from assessment.formats.exchange import Problem, ReadFile, Weight
from assessment.formats.texts import words_of
from assessment.items.item import AssessmentItem
from assessment.items.outcome import ItemResponse
from assessment.scoring.item_scoring import score_item

# As near as seven places of a share in per cent come.
NEARLY = Decimal("0.00001")


# The points of a question became others; what shares of them an answer brings did not.
RESCALED = ("formats.gift.points", "formats.moodle.cloze-points")


def keeps_its_meaning(problems: Sequence[Problem]) -> bool:
    """Tell whether nothing that counts was named as refused or said in another way."""
    return all(problem.weight is Weight.LOST or problem.code in RESCALED for problem in problems)


def points_before(item: AssessmentItem, response: ItemResponse) -> Decimal:
    """Return the points of a response to the item as it was."""
    return score_item(item, response).points


def points_after(item: AssessmentItem, read: ReadFile, response: ItemResponse) -> Decimal:
    """Return the points of the same response to what was read back: a question for each part."""
    total = Decimal(0)
    assert len(read.items) == len(item.parts), read
    for part, entry in zip(item.parts, read.items, strict=True):
        assert entry.item is not None, entry.problems
        (other,) = entry.item.parts
        assert other.interaction.type == part.interaction.type
        if part.id not in response.answers:
            continue
        answer = in_words(part.interaction, response.answers[part.id])
        answers = {other.id: with_ids(other.interaction, answer)}
        found = score_item(entry.item, ItemResponse(answers))
        # GIFT knows no points: what was read is worth one.
        total += found.points * part.points / other.points if other.points else Decimal(0)
    return total


def in_words(interaction: Any, answer: Any) -> Any:
    """Return an answer with the words of choices where their identifiers stand."""
    match interaction.type:
        case "single_choice" | "multiple_choice" | "ordering":
            return _said(_choices(interaction), answer)
        case "matching" | "grouping" if isinstance(answer, dict):
            left, right = _sides(interaction)
            return {_said(left, one): _said(right, other) for one, other in answer.items()}
        case "drag_words" | "dropdown_gaps" if isinstance(answer, dict):
            gaps = {gap.id: gap for gap in interaction.gaps}
            return {
                gap: _said(getattr(interaction, "words", None) or gaps[gap].choices, one)
                if gap in gaps
                else one
                for gap, one in answer.items()
            }
    return answer


def _choices(interaction: Any) -> Any:
    return interaction.entries if interaction.type == "ordering" else interaction.choices


def _sides(interaction: Any) -> tuple[Any, Any]:
    if interaction.type == "matching":
        return interaction.left, interaction.right
    return interaction.entries, interaction.groups


def _said(choices: Any, answer: Any) -> Any:
    if isinstance(answer, list):
        return [_said(choices, one) for one in answer]
    words = {choice.id: words_of(choice.html) for choice in choices}
    return words.get(answer, answer) if isinstance(answer, str) else answer
