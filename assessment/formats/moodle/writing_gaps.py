"""Texts with gaps as Moodle's ``cloze`` and ``ddwtos``."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

from assessment.formats.building import Draft, NotTaken
from assessment.formats.moodle.markup import QuestionMarkup, number
from assessment.formats.moodle.writing_relating import group_numbers, note_gap_rules
from assessment.formats.moodle.writing_simple import near, note_rule

_SPECIAL = re.compile(r"[}~#\"/\\=]")


def gap_text(interaction: Any, points: Decimal, draft: Draft) -> str:
    """Return the text with its gaps in Moodle's notation."""
    if interaction.type == "drag_words":
        return _ddwtos_text(interaction)
    gaps = interaction.cells if interaction.type == "table_input" else interaction.gaps
    text = _table(interaction) if interaction.type == "table_input" else interaction.text
    if interaction.type == "table_input":
        draft.changed("formats.changed-kind", kind="table_input", into="cloze")
    if interaction.scoring != "per_pair":
        draft.changed("formats.moodle.scoring", scoring=interaction.scoring)
    if hasattr(interaction, "rule"):
        note_rule(interaction.rule, draft)
    weights = _weights([gap.weight for gap in gaps], points, draft)
    for gap, weight in zip(gaps, weights, strict=True):
        text = text.replace(f"{{{{{gap.id}}}}}", _gap(interaction, gap, weight, draft))
    return str(text)


def _weights(weights: list[Decimal], points: Decimal, draft: Draft) -> list[int]:
    """Return whole weights, for Moodle has no others; together they are the points if they can."""
    total = sum(weights)
    if not total:
        raise NotTaken("formats.moodle.weights")
    shares = [Fraction(weight) / Fraction(total) for weight in weights]
    wanted = [share * Fraction(points) for share in shares]
    if not all(share.denominator == 1 for share in wanted):
        times = lcm(*(share.denominator for share in shares))
        wanted = [share * times for share in shares]
        draft.changed("formats.moodle.cloze-points", points=number(points))
    if any(not 0 <= share <= 999 for share in wanted) or not any(wanted):
        raise NotTaken("formats.moodle.weights")
    return [int(share) for share in wanted]


def _gap(interaction: Any, gap: Any, weight: int, draft: Draft) -> str:
    if interaction.type == "dropdown_gaps":
        kind = "MULTICHOICE_S" if gap.shuffle else "MULTICHOICE"
        answers = [
            _answer(choice.html, Decimal(choice.id == gap.key), choice.feedback)
            for choice in gap.choices
        ]
        return f"{{{weight}:{kind}:{'~'.join(answers)}}}"
    if gap.numbers:
        numbers = [
            _answer(
                f"{number(variant.value)}:{number(near(variant.value, variant.tolerance, draft))}",
                variant.share,
                variant.feedback,
            )
            for variant in gap.numbers
        ]
        return f"{{{weight}:NUMERICAL:{'~'.join(numbers)}}}"
    kind = "SHORTANSWER_C" if interaction.rule.case else "SHORTANSWER"
    words = [
        _answer(
            html.escape(
                variant.text if interaction.rule.wildcards else variant.text.replace("*", "\\*"),
                quote=False,
            ),
            variant.share,
            variant.feedback,
        )
        for variant in gap.variants
    ]
    return f"{{{weight}:{kind}:{'~'.join(words)}}}"


def _answer(text: str, share: Decimal, feedback: str) -> str:
    sign = "=" if share == 1 else f"%{number(share * 100)}%"
    said = f"#{_escaped(feedback)}" if feedback else ""
    return f"{sign}{_escaped(text)}{said}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _table(interaction: Any) -> str:
    head = "".join(f"<th>{column}</th>" for column in interaction.columns)
    rows = [
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in interaction.rows
    ]
    start = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table>{start}<tbody>{''.join(rows)}</tbody></table>"


def _ddwtos_text(interaction: Any) -> str:
    places = {word.id: place for place, word in enumerate(interaction.words, start=1)}
    text = interaction.text
    for gap in interaction.gaps:
        text = text.replace(f"{{{{{gap.id}}}}}", f"[[{places[gap.keys[0]]}]]")
    return str(text)


def write_cloze(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write nothing more: the text has it all."""


def write_ddwtos(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write the words of a gap text."""
    note_gap_rules(interaction, interaction.gaps, draft)
    if any(word.uses is not None and word.uses > 1 for word in interaction.words):
        draft.changed("formats.moodle.uses")
    groups = group_numbers([*interaction.words, *interaction.gaps])
    markup.plain("shuffleanswers", int(interaction.shuffle))
    for word in interaction.words:
        box = markup.text("dragbox", word.html)
        markup.plain("group", groups[word.group], box)
        if word.uses != 1:
            markup.plain("infinite", "", box)


WRITERS: dict[str, tuple[str, Callable[[QuestionMarkup, Any, Draft], None]]] = {
    "text_gaps": ("cloze", write_cloze),
    "dropdown_gaps": ("cloze", write_cloze),
    "table_input": ("cloze", write_cloze),
    "drag_words": ("ddwtos", write_ddwtos),
}
