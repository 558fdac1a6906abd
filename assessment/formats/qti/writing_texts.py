"""Written answers, gaps and what people mark as QTI."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import Any

from assessment.formats.qti.expressions import (
    assign,
    correct,
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
from assessment.formats.qti.parts import PartWriter, Writer
from assessment.formats.qti.writing_choices import choice_nodes, image_node, with_html
from assessment.scoring.qti.tree import Node


def _entry(name: str, length: int | None = None) -> Node:
    return make("textEntryInteraction", responseIdentifier=name, expectedLength=length)


def _answer_line(part: PartWriter, length: int | None = None) -> None:
    part.body.append(make_html("p", _entry(part.response, length)))


def _short_answer(part: PartWriter) -> None:
    one = part.interaction
    _declare_words(part, part.response, one.variants, part.points, one.rule)
    _answer_line(part, one.length)
    part.score_mapping()


def _declare_words(part: PartWriter, name: str, variants: Any, points: Decimal, rule: Any) -> None:
    worths: dict[str, Decimal] = {}
    for variant in variants:
        worths.setdefault(variant.text, variant.share * points)
    best = next((v.text for v in variants if v.share == 1), variants[0].text)
    table = mapping(worths, points, is_folded=not rule.case)
    part.declarations.append(response(name, "string", correct=[best], mapping=table))
    plain = type(rule)(case=rule.case)
    if rule != plain:
        part.change("qti-text-rule")


def _number(part: PartWriter) -> None:
    one = part.interaction
    _declare_number(part, part.response, one.variants)
    _answer_line(part)
    part.rules += _number_rules(part, part.response, one.variants, part.points)


def _declare_number(part: PartWriter, name: str, variants: Any) -> None:
    best = next((v for v in variants if v.share == 1), variants[0])
    part.declarations.append(response(name, "float", correct=[spell(best.value)]))
    if any(v.tolerance.kind not in ("absolute", "relative") for v in variants):
        part.change("qti-number-form")


def _number_rules(part: PartWriter, name: str, variants: Any, points: Decimal) -> list[Node]:
    """Return a chain of conditions: the first variant that fits gives its share."""
    branches = []
    for place, variant in enumerate(variants):
        worth = max(variant.share, Decimal(0)) * points
        test = _number_test(name, variant)
        added = total([variable(part.score), points_of(worth)])
        branch = "responseIf" if place == 0 else "responseElseIf"
        branches.append(make(branch, test, assign(part.score, added)))
    return [make("responseCondition", *branches)]


def _number_test(name: str, variant: Any) -> Node:
    kind, value = variant.tolerance.kind, variant.tolerance.value
    key = make("baseValue", text=spell(variant.value), baseType="float")
    operands = (key, variable(name))
    if kind in ("absolute", "relative") and value:
        width = spell(value * 100 if kind == "relative" else value)
        return make("equal", *operands, toleranceMode=kind, tolerance=f"{width} {width}")
    if kind == "significant_figures":
        return make("equalRounded", *operands, roundingMode="significantFigures", figures=value)
    if kind == "decimal_places":
        return make("equalRounded", *operands, roundingMode="decimalPlaces", figures=value)
    return make("equal", *operands, toleranceMode="exact")


def _plain_key(part: PartWriter, keys: list[str], code: str) -> None:
    """Write an answer that QTI can only compare letter by letter."""
    table = mapping(dict.fromkeys(keys, part.points), part.points, is_folded=True)
    part.declarations.append(response(part.response, "string", correct=keys[:1], mapping=table))
    _answer_line(part)
    part.score_mapping()
    part.change(code)


def _digits(part: PartWriter) -> None:
    _plain_key(part, list(part.interaction.keys), "qti-digits")


def _quantity(part: PartWriter) -> None:
    one = part.interaction
    _plain_key(part, [f"{spell(one.value)} {one.unit}"], "qti-units")


def _formula(part: PartWriter) -> None:
    _plain_key(part, [v.formula for v in part.interaction.variants if v.share == 1], "qti-formula")


def _gap_names(part: PartWriter, gaps: Any) -> dict[str, str]:
    return {gap.id: f"{part.response}_{place}" for place, gap in enumerate(gaps, 1)}


def _gap_points(part: PartWriter, gaps: Any) -> dict[str, Decimal]:
    whole = sum((gap.weight for gap in gaps), Decimal(0)) or Decimal(1)
    places = Decimal(1).scaleb(-12)
    return {gap.id: (part.points * gap.weight / whole).quantize(places) for gap in gaps}


def _write_text_gaps(part: PartWriter, gaps: Any) -> dict[str, Node]:
    """Declare and score the fields of a text; return their elements by gap."""
    names, points = _gap_names(part, gaps), _gap_points(part, gaps)
    one = part.interaction
    for gap in gaps:
        if gap.numbers:
            _declare_number(part, names[gap.id], gap.numbers)
        else:
            _declare_words(part, names[gap.id], gap.variants, points[gap.id], one.rule)
    if one.scoring == "per_pair":
        for gap in gaps:
            if gap.numbers:
                part.rules += _number_rules(part, names[gap.id], gap.numbers, points[gap.id])
            else:
                added = total([variable(part.score), map_of(names[gap.id])])
                part.rules.append(assign(part.score, added))
    else:
        _score_all(part, [_gap_test(names[gap.id], gap) for gap in gaps])
    return {gap.id: _entry(names[gap.id], gap.length) for gap in gaps}


def _gap_test(name: str, gap: Any) -> Node:
    """Return the test that a gap is right."""
    if gap.numbers:
        tests = [_number_test(name, one) for one in gap.numbers if one.share == 1]
    else:
        tests = [
            make(
                "stringMatch",
                variable(name),
                make("baseValue", text=one.text, baseType="string"),
                caseSensitive=False,
            )
            for one in gap.variants
            if one.share == 1
        ]
    return tests[0] if len(tests) == 1 else make("or", *tests)


def _score_all(part: PartWriter, tests: list[Node]) -> None:
    test = tests[0] if len(tests) == 1 else make("and", *tests)
    part.rules.append(when(test, assign(part.score, points_of(part.points))))
    if part.interaction.scoring != "all_or_nothing":
        part.change("qti-mode")


def _text_gaps(part: PartWriter) -> None:
    one = part.interaction
    text = holder(one.text)
    put_at_marks(text, _write_text_gaps(part, one.gaps))
    part.body.append(text)
    part.carried = ("text",)


def _table_input(part: PartWriter) -> None:
    one = part.interaction
    rows = []
    if one.columns:
        rows.append("<tr>" + "".join(f"<th>{cell}</th>" for cell in one.columns) + "</tr>")
    rows += ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in one.rows]
    table = holder("<table><tbody>" + "".join(rows) + "</tbody></table>")
    put_at_marks(table, _write_text_gaps(part, one.cells))
    part.body.append(table)


def _dropdown_gaps(part: PartWriter) -> None:
    one = part.interaction
    names, points = _gap_names(part, one.gaps), _gap_points(part, one.gaps)
    made: dict[str, Node] = {}
    for gap in one.gaps:
        name = names[gap.id]
        part.declarations.append(response(name, "identifier", correct=[to_identifier(gap.key)]))
        made[gap.id] = make(
            "inlineChoiceInteraction",
            *choice_nodes(gap.choices, "inlineChoice"),
            responseIdentifier=name,
            shuffle=gap.shuffle,
        )
        if one.scoring == "per_pair":
            added = total([variable(part.score), points_of(points[gap.id])])
            test = make("match", variable(name), correct(name))
            part.rules.append(when(test, assign(part.score, added)))
    if one.scoring != "per_pair":
        names_in_order = [names[gap.id] for gap in one.gaps]
        _score_all(part, [make("match", variable(n), correct(n)) for n in names_in_order])
    text = holder(one.text)
    put_at_marks(text, made)
    part.body.append(text)
    part.carried = ("text",)


def _essay(part: PartWriter) -> None:
    _declare_open(part, "string")
    part.body.append(make("extendedTextInteraction", responseIdentifier=part.response))
    _add_rubric(part)


def _declare_open(part: PartWriter, base_type: str) -> None:
    part.declarations.append(response(part.response, base_type))
    part.leave_to_people()


def _add_rubric(part: PartWriter) -> None:
    lines = [
        f"<p>{escape(criterion.title)}: "
        + "; ".join(f"{spell(one.points)} — {escape(one.descriptor)}" for one in criterion.levels)
        + "</p>"
        for criterion in part.interaction.rubric.criteria
    ]
    notes = "".join(lines) + part.interaction.grader_notes
    if notes:
        part.body.append(with_html("rubricBlock", notes, view="scorer", use="scoring"))


def _upload(part: PartWriter) -> None:
    _declare_open(part, "file")
    part.body.append(make("uploadInteraction", responseIdentifier=part.response))
    _add_rubric(part)
    if part.interaction.type == "audio":
        part.change("qti-audio")


def _drawing(part: PartWriter) -> None:
    _declare_open(part, "file")
    part.body.append(
        make("drawingInteraction", image_node(part.interaction), responseIdentifier=part.response)
    )
    _add_rubric(part)


def _left_to_people(part: PartWriter) -> None:
    _declare_open(part, "string")
    part.body.append(make("extendedTextInteraction", responseIdentifier=part.response))
    part.change("qti-marked-by-people")


TEXTS: dict[str, Writer] = {
    "short_answer": _short_answer,
    "number": _number,
    "digit_sequence": _digits,
    "quantity": _quantity,
    "formula": _formula,
    "text_gaps": _text_gaps,
    "table_input": _table_input,
    "dropdown_gaps": _dropdown_gaps,
    "essay": _essay,
    "file": _upload,
    "audio": _upload,
    "drawing": _drawing,
    "number_line": _left_to_people,
    "graph_plot": _left_to_people,
}
