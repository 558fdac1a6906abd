"""A parse of GIFT in the shape of the JSON files that GIFT-grammar-PEG.js publishes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assessment.formats.gift.tree import (
    GiftCategory,
    GiftChoice,
    GiftEntry,
    GiftError,
    GiftKind,
    GiftNumber,
    GiftQuestion,
    GiftText,
)


def as_json(entry: GiftEntry) -> dict[str, Any]:
    """Return an entry as the JSON files have it."""
    if isinstance(entry, GiftError):
        return {"type": "Error", "code": entry.code, "line": entry.line}
    if isinstance(entry, GiftCategory):
        return {"type": "Category", "title": entry.path}
    found: dict[str, Any] = {
        "id": entry.id,
        "tags": list(entry.tags) or None,
        "type": str(entry.kind),
        "title": entry.title,
        "stem": _text(entry.stem),
        "hasEmbeddedAnswers": entry.is_embedded,
    }
    if entry.kind is not GiftKind.DESCRIPTION:
        found["globalFeedback"] = _text(entry.general_feedback)
    return found | _answers(entry)


def _answers(question: GiftQuestion) -> dict[str, Any]:
    match question.kind:
        case GiftKind.TRUE_FALSE:
            return {
                "isTrue": question.is_true,
                "trueFeedback": _text(question.first_feedback),
                "falseFeedback": _text(question.second_feedback),
            }
        case GiftKind.MATCHING:
            return {
                "matchPairs": [
                    {"subquestion": _text(pair.left), "subanswer": pair.right}
                    for pair in question.pairs
                ]
            }
        case GiftKind.NUMBER if not question.is_list:
            return {"choices": _number(question.choices[0].number)}
        case GiftKind.CHOICE | GiftKind.SHORT | GiftKind.NUMBER:
            return {"choices": [_choice(choice) for choice in question.choices]}
    return {}


def _choice(choice: GiftChoice) -> dict[str, Any]:
    return {
        "isCorrect": choice.is_correct,
        "weight": choice.weight,
        "text": _number(choice.number) if choice.number else _text(choice.text),
        "feedback": _text(choice.feedback),
    }


def _text(text: GiftText | None) -> dict[str, str] | None:
    return None if text is None else {"format": text.format, "text": text.text}


def _number(number: GiftNumber | None) -> dict[str, Decimal | str]:
    assert number is not None
    if number.high is not None:
        return {"type": "high-low", "numberHigh": number.high, "numberLow": number.low}
    if number.range is not None:
        return {"type": "range", "number": number.low, "range": number.range}
    return {"type": "simple", "number": number.low}
