"""Items as rows of the template, and the template itself with an example of each type."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assessment.formats.building import Draft, NotTaken
from assessment.formats.exchange import Problem, WrittenFile, name_at
from assessment.formats.sheet.columns import (
    COLUMNS,
    MAX_OPTIONS,
    OPTION,
    OPTION_FEEDBACK,
    type_name,
)
from assessment.formats.splitting import Question, note_media, place_of, questions_of
from assessment.formats.texts import has_markup, words_of
from assessment.items.item import AssessmentItem
from core.api import defuse

_FOLDED = ("\n", "\r")


def write_sheet(
    items: Sequence[AssessmentItem],
    *,
    folders: Sequence[tuple[str, ...]] = (),
    names: Sequence[str] = (),
    language: str = "ru",
    as_workbook: bool = False,
) -> WrittenFile:
    """Return the items as a table; ``language`` is of the headings and the names of types.

    ``names`` are the identifiers of the items, ``folders`` their topics, in their order.
    """
    rows: list[dict[str, str]] = []
    problems: list[Problem] = []
    left_out: list[int] = []
    for place, item in enumerate(items):
        draft = Draft(place_of(item, place + 1))
        folder = folders[place] if place < len(folders) else ()
        topic = "/".join(step.replace("/", "//") for step in folder)
        found = list(_rows(item, draft, language))
        for row in found:
            part = row.pop("part", "") if len(item.parts) > 1 else ""
            rows.append({**row, "topic": topic, "identifier": name_at(names, place, part)})
        left_out += [] if found else [place]
        problems += draft.problems
    content = _file(rows, language, as_workbook=as_workbook)
    return WrittenFile(content, tuple(problems), tuple(left_out))


def write_template(*, language: str = "ru", as_workbook: bool = True) -> bytes:
    """Return the empty template: headings and an example of each type."""
    from assessment.formats.sheet.examples import EXAMPLES

    rows = [{**row, "type": type_name(row["type"], language)} for row in EXAMPLES]
    return _file(rows, language, as_workbook=as_workbook)


def _rows(item: AssessmentItem, draft: Draft, language: str) -> Iterable[dict[str, str]]:
    if item.notes:
        draft.lost("formats.lost-notes")
    note_media(item, draft)
    shared = {"solution": _cell(item.solution), "tags": ", ".join(item.tags)}
    if not item.parts:
        row = {"type": type_name("", language), "title": item.title, "text": _cell(item.stimulus)}
        return [{**row, **shared}]
    found = []
    for question in questions_of(item, draft):
        try:
            row = _row(question, draft)
        except NotTaken as reason:
            draft.refused(reason.code, **reason.params)
            continue
        kind = type_name(question.part.interaction.type, language)
        found.append({**row, "type": kind, "part": question.part.id, **shared})
    return found


def _row(question: Question, draft: Draft) -> dict[str, str]:
    part, one = question.part, question.part.interaction
    if one.type not in _WRITERS:
        raise NotTaken("formats.not-expressible", kind=one.type)
    row = {
        "title": question.name,
        "text": _cell(question.text),
        "points": f"{part.points.normalize():f}",
        "feedback": _cell(part.feedback.general),
        **_WRITERS[one.type](one, draft),
    }
    if part.feedback.right or part.feedback.partly or part.feedback.wrong:
        draft.lost("formats.lost-feedback")
    if part.hints:
        row["hint"] = _cell(part.hints[0].html)
        if len(part.hints) > 1 or part.hints[0].penalty:
            draft.lost("formats.sheet.hints")
    scoring = getattr(one, "scoring", None)
    if scoring is not None and scoring != type(one).model_fields["scoring"].default:
        row["scoring"] = scoring
    if question.item.tries != type(question.item.tries)():
        draft.lost("formats.lost-tries")
    return row


def _choices(one: Any, draft: Draft) -> dict[str, str]:
    if one.scoring == "weights":
        raise NotTaken("formats.sheet.weights")
    if getattr(one, "other_keys", ()):
        raise NotTaken("formats.sheet.other-keys")
    keys = (one.key,) if one.type == "single_choice" else one.key
    places = [place for place, choice in enumerate(one.choices, start=1) if choice.id in keys]
    row = _listed([_cell(choice.html) for choice in one.choices])
    for place, choice in enumerate(one.choices, start=1):
        if choice.feedback:
            row[f"said{place}"] = _cell(choice.feedback)
    return {**row, "key": ", ".join(map(str, places))}


def _listed(texts: Sequence[str]) -> dict[str, str]:
    if len(texts) > MAX_OPTIONS or not all(texts):
        raise NotTaken("formats.sheet.too-many-options", most=str(MAX_OPTIONS))
    return {f"option{place}": text for place, text in enumerate(texts, start=1)}


def _true_false(one: Any, draft: Draft) -> dict[str, str]:
    if one.feedback_true or one.feedback_false:
        draft.lost("formats.lost-feedback")
    return {"key": "верно" if one.key else "неверно"}


def _joined(texts: Sequence[str]) -> str:
    if any("|" in text or not text.strip() for text in texts):
        raise NotTaken("formats.sheet.bar")
    return " | ".join(texts)


def _full_shares(variants: Any, draft: Draft) -> None:
    if any(variant.share != 1 for variant in variants):
        raise NotTaken("formats.sheet.weights")
    if any(variant.feedback for variant in variants):
        draft.lost("formats.lost-feedback")


def _short(one: Any, draft: Draft) -> dict[str, str]:
    _full_shares(one.variants, draft)
    if one.rule != type(one.rule)():
        draft.changed("formats.moodle.text-rule")
    return {"key": _joined([variant.text for variant in one.variants])}


def _digits(one: Any, draft: Draft) -> dict[str, str]:
    if one.order != "exact":
        draft.changed("formats.sheet.digit-order")
    return {"key": _joined(one.keys)}


def _numbers(one: Any, draft: Draft) -> dict[str, str]:
    _full_shares(one.variants, draft)
    if not one.accepts_fractions:
        draft.changed("formats.moodle.fractions")
    if one.unit_label:
        draft.lost("formats.moodle.unit-label", unit=one.unit_label)
    tolerances = {_near(variant.tolerance) for variant in one.variants}
    if len(tolerances) > 1:
        raise NotTaken("formats.sheet.tolerances")
    key = _joined([f"{variant.value:f}" for variant in one.variants])
    return {"key": key, "tolerance": tolerances.pop()}


def _near(tolerance: Any) -> str:
    if tolerance.kind == "relative":
        return f"{tolerance.value * 100:f}%"
    if tolerance.kind != "absolute":
        raise NotTaken("formats.moodle.tolerance", kind=tolerance.kind)
    return f"{tolerance.value:f}" if tolerance.value else ""


def _quantity(one: Any, draft: Draft) -> dict[str, str]:
    if one.unit_is_exact or one.unit_penalty != 1 or one.units_offered:
        draft.changed("formats.sheet.unit-rule")
    return {"key": f"{one.value:f} {one.unit}", "tolerance": _near(one.tolerance)}


def _formula(one: Any, draft: Draft) -> dict[str, str]:
    _full_shares(one.variants, draft)
    if one.variables or one.form != "any" or one.domain != "real":
        draft.changed("formats.sheet.formula")
    return {"key": _joined([variant.formula for variant in one.variants])}


def _matching(one: Any, draft: Draft) -> dict[str, str]:
    right = {choice.id: words_of(choice.html) for choice in one.right}
    if any(has_markup(choice.html) for choice in one.right):
        draft.lost("formats.moodle.right-markup")
    if len(set(right.values())) < len(right):
        raise NotTaken("formats.moodle.equal-words")
    lines = [_arrow(_cell(choice.html), right[one.key[choice.id]]) for choice in one.left]
    spare = [text for at, text in right.items() if at not in one.key.values()]
    return _listed([*lines, *(_arrow("", text) for text in spare)])


def _arrow(left: str, right: str) -> str:
    if any(sign in text for text in (left, right) for sign in ("->", "→", "=>")):
        raise NotTaken("formats.sheet.arrow")
    return f"{left} -> {right}".strip()


def _ordering(one: Any, draft: Draft) -> dict[str, str]:
    texts = {entry.id: _cell(entry.html) for entry in one.entries}
    if len(one.key) != len(texts):
        raise NotTaken("formats.moodle.order-extra")
    return _listed([texts[identifier] for identifier in one.key])


def _grouping(one: Any, draft: Draft) -> dict[str, str]:
    groups = {group.id: _cell(group.html) for group in one.groups}
    if len(set(groups.values())) < len(groups) or set(groups) - set(one.key.values()):
        raise NotTaken("formats.sheet.empty-group")
    return _listed(
        [
            _arrow(_cell(entry.html), groups[group])
            if (group := one.key[entry.id])
            else _cell(entry.html)
            for entry in one.entries
        ]
    )


def _gaps(one: Any, draft: Draft) -> dict[str, str]:
    text = one.text
    if len({gap.weight for gap in one.gaps}) > 1:
        draft.changed("formats.moodle.weights")
    if one.type == "text_gaps" and one.rule != type(one.rule)():
        draft.changed("formats.moodle.text-rule")
    for gap in one.gaps:
        text = text.replace(f"{{{{{gap.id}}}}}", f"[[{_gap(one, gap, draft)}]]")
    return {"text": _cell(text)}


def _gap(one: Any, gap: Any, draft: Draft) -> str:
    if one.type == "dropdown_gaps":
        marks = [f"{'*' if c.id == gap.key else ''}{_cell(c.html)}" for c in gap.choices]
        if any(mark.startswith("**") for mark in marks):
            raise NotTaken("formats.sheet.bar")
        return _joined(marks)
    if gap.numbers:
        raise NotTaken("formats.sheet.number-gap")
    _full_shares(gap.variants, draft)
    return _joined([variant.text for variant in gap.variants])


def _essay(one: Any, draft: Draft) -> dict[str, str]:
    if one.rubric.criteria or one.template or one.grader_notes:
        draft.lost("formats.lost-rubric")
    return {"key": _cell(one.sample)}


def _cell(html: str) -> str:
    """Return HTML as a cell: its words where that is all it says, lines where they count."""
    if "<pre" in html:
        return html.strip()
    return " ".join((html if has_markup(html) else words_of(html)).split())


_WRITERS = {
    "single_choice": _choices,
    "multiple_choice": _choices,
    "true_false": _true_false,
    "short_answer": _short,
    "digit_sequence": _digits,
    "number": _numbers,
    "quantity": _quantity,
    "formula": _formula,
    "matching": _matching,
    "ordering": _ordering,
    "grouping": _grouping,
    "text_gaps": _gaps,
    "dropdown_gaps": _gaps,
    "essay": _essay,
}
WRITTEN = tuple(_WRITERS)


def _file(rows: Sequence[Mapping[str, str]], language: str, *, as_workbook: bool) -> bytes:
    at = 0 if language == "ru" else 1
    most = max([4, *(_options_in(row) for row in rows)])
    fields = list(COLUMNS)
    fields[4:4] = [f"option{place}" for place in range(1, most + 1)]
    fields += [f"said{place}" for place in range(1, most + 1)]
    table = [[_heading(field, at) for field in fields]]
    table += [[defuse(row.get(field, "")) for field in fields] for row in rows]
    return _workbook(table) if as_workbook else _csv(table)


def _options_in(row: Mapping[str, str]) -> int:
    return sum(field.startswith("option") for field in row)


def _heading(field: str, at: int) -> str:
    for prefix, names in (("option", OPTION), ("said", OPTION_FEEDBACK)):
        if field.startswith(prefix):
            return f"{names[at]} {field.removeprefix(prefix)}"
    return (COLUMNS[field][0], COLUMNS[field][1])[at]


def _csv(table: list[list[str]]) -> bytes:
    """Return a CSV that Russian spreadsheets open: semicolons, UTF-8 with its mark."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(table)
    return text.getvalue().encode("utf-8-sig", "replace")


def _workbook(table: list[list[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Items")
    for row in table:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000] for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
