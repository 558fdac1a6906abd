"""Every interaction's form by its type, made of the learner's view alone: no key can slip in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessment.forms import choosing, gaps, kept, manual, plane, relating, written
from assessment.forms.controls import AnswerUnclear, Block, Control, Sent
from assessment.items.outcome import ItemResponse
from assessment.rich import render_html

Make = Callable[[dict[str, Any], Sent], list[Block]]
Read = Callable[[dict[str, Any], Sent], Any]
MOST_TRIES = 20

FORMS: dict[str, tuple[Make, Read]] = {
    "single_choice": (choosing.single_choice, choosing.read_single_choice),
    "true_false": (choosing.true_false, choosing.read_true_false),
    "multiple_choice": (choosing.multiple_choice, choosing.read_multiple_choice),
    "hot_text": (choosing.hot_text, choosing.read_hot_text),
    "hotspot": (choosing.hotspot, choosing.read_hotspot),
    "short_answer": (written.line, written.read_line),
    "digit_sequence": (written.line, written.read_line),
    "number": (written.line, written.read_line),
    "formula": (written.line, written.read_line),
    "quantity": (written.quantity, written.read_quantity),
    "text_gaps": (gaps.text_gaps, gaps.read_text_gaps),
    "dropdown_gaps": (gaps.dropdown_gaps, gaps.read_gaps),
    "drag_words": (gaps.drag_words, gaps.read_gaps),
    "table_input": (gaps.table_input, gaps.read_table_input),
    "matching": (relating.matching, relating.read_matching),
    "table_matching": (relating.table_matching, relating.read_table_matching),
    "ordering": (relating.ordering, relating.read_ordering),
    "grouping": (relating.grouping, relating.read_grouping),
    "drag_on_image": (relating.drag_on_image, relating.read_drag_on_image),
    "number_line": (plane.number_line, plane.read_number_line),
    "graph_plot": (plane.graph_plot, plane.read_graph_plot),
    "essay": (manual.essay, manual.read_essay),
    "file": (manual.upload, manual.read_files),
    "audio": (manual.upload, manual.read_one_file),
    "drawing": (manual.upload, manual.read_one_file),
    "qti": (kept.qti_item, kept.read_qti_item),
}


@dataclass(frozen=True, slots=True)
class PartForm:
    """One part as a form: what is asked, its blocks, and what cannot be read of what was sent."""

    id: str
    prompt: SafeString
    points: str
    blocks: tuple[Block, ...]
    extras: tuple[Control, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What was sent as a response; ``problems`` by part stand in the way of scoring."""

    response: ItemResponse
    problems: Mapping[str, str]


def make_forms(
    view: dict[str, Any],
    data: QueryDict | None = None,
    problems: Mapping[str, str] | None = None,
) -> list[PartForm]:
    """Return the parts of a learner's view as forms, filled with what was sent."""
    return [_form_of(part, Sent(part["id"], data), problems or {}) for part in view["parts"]]


def _form_of(part: dict[str, Any], sent: Sent, problems: Mapping[str, str]) -> PartForm:
    interaction = part["interaction"]
    make, _read = FORMS[interaction["type"]]
    return PartForm(
        id=part["id"],
        prompt=render_html(part["prompt"]),
        points=part["points"],
        blocks=tuple(make(interaction, sent)),
        extras=_extras(part, sent),
        problem=problems.get(part["id"], ""),
    )


def _extras(part: dict[str, Any], sent: Sent) -> tuple[Control, ...]:
    numbers = [("", "0"), *((str(n), str(n)) for n in range(1, MOST_TRIES + 1))]
    tries = sent.select("tries", numbers, _("Wrong answers before"))
    if not part["hints"]:
        return (tries,)
    return (sent.select("hints", numbers[: part["hints"] + 1], _("Hints taken")), tries)


def read_response(
    view: dict[str, Any],
    data: QueryDict,
    files: Mapping[str, Any] | None = None,
    *,
    seed: int = 0,
) -> ReadForm:
    """Return what was sent as answers in the shapes of the item model."""
    answers: dict[str, Any] = {}
    marks: dict[str, dict[str, Decimal]] = {}
    problems: dict[str, str] = {}
    counts: dict[str, dict[str, int]] = {"hints": {}, "tries": {}}
    for part in view["parts"]:
        name, interaction = part["id"], part["interaction"]
        sent = Sent(name, data, files or {})
        _make, read = FORMS[interaction["type"]]
        try:
            answers[name] = read(interaction, sent)
            marks[name] = manual.read_marks(interaction, sent)
        except AnswerUnclear as error:
            problems[name] = str(error)
        for slot, counted in counts.items():
            text = sent.one(slot)
            counted[name] = min(int(text), MOST_TRIES) if text.isdecimal() else 0
    response = ItemResponse(answers, **counts, marks=marks, seed=seed)
    return ReadForm(response, problems)
