"""Moodle's calculated questions: each row of the dataset gives an item of its own.

``calculated``, ``calculatedsimple`` and ``calculatedmulti`` have ``{a}`` and ``{={a}*2}`` in
their texts and expressions for answers. A question without a dataset is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from xml.etree.ElementTree import Element  # nosec B405  # parsed by core.safe_xml

from assessment.formats.building import Draft, NotTaken, build_item
from assessment.formats.exchange import ReadItem
from assessment.formats.moodle.arithmetic import compute
from assessment.formats.moodle.elements import Source, bare, decimal_of, whole
from assessment.items.item import AssessmentItem, Realisation

KINDS = ("calculated", "calculatedsimple", "calculatedmulti")
MAX_VARIANTS = 100
_VARIABLE = re.compile(r"\{([A-Za-z_][\w]{0,60})\}")
_INLINE = re.compile(r"\{=((?:[^{}]|\{[\w]{1,60}\}){1,900})\}")
_READ_AS = {
    "calculated": "numerical",
    "calculatedsimple": "numerical",
    "calculatedmulti": "multichoice",
}


def read_variants(
    source: Source,
    *,
    folder: tuple[str, ...],
    source_id: str,
    make: Callable[[Source, str], AssessmentItem],
) -> Iterator[ReadItem]:
    """Yield an item for each row of the dataset, in the order of their numbers."""
    kind = source.element.get("type", "")
    name = source.draft.place
    try:
        rows = _rows(source.element)
    except NotTaken as reason:
        source.draft.refused(reason.code, **reason.params)
        yield ReadItem(None, source_id, folder, tuple(source.draft.problems))
        return
    folder = (*folder, name) if len(rows) > 1 else folder
    for number, values in list(rows.items())[:MAX_VARIANTS]:
        draft = Draft(f"{name} ({number})")
        if len(rows) > 1:
            draft.changed("formats.moodle.variant", number=str(number), of=str(len(rows)))
        element = _filled(source.element, values)
        one = replace(source, element=element, draft=draft, fill=_Filler(values))
        yield build_item(
            draft,
            lambda one=one, values=values, number=number: _realised(  # type: ignore[misc]
                make(one, _READ_AS[kind]), values, number
            ),
            source_id=f"{source_id}#{number}",
            folder=folder,
        )


def _realised(item: AssessmentItem, values: dict[str, str], number: int) -> AssessmentItem:
    realisation = Realisation(seed=number, values=values)
    return AssessmentItem.model_validate({**dict(item), "realisation": realisation})


def _rows(question: Element) -> dict[int, dict[str, str]]:
    """Return the values of each variable by the number of the row."""
    rows: dict[int, dict[str, str]] = {}
    names: list[str] = []
    for definition in question.findall("dataset_definitions/dataset_definition"):
        name = bare(definition.find("name"))
        names.append(name)
        for entry in definition.findall("dataset_items/dataset_item"):
            number = whole(bare(entry.find("number")))
            value = decimal_of(bare(entry.find("value")))
            rows.setdefault(number, {})[name] = f"{value:f}"
    whole_rows = {n: row for n, row in sorted(rows.items()) if len(row) == len(set(names))}
    if not whole_rows:
        raise NotTaken("formats.moodle.no-dataset")
    return whole_rows


class _Filler:
    """Puts the values of a row into a text."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def __call__(self, text: str) -> str:
        """Return the text with its expressions computed and its variables replaced."""
        return self.spell(text, _written)

    def spell(self, text: str, write: Callable[[float], str]) -> str:
        """Return the text filled in, what is computed written in this way."""
        text = _INLINE.sub(lambda found: write(self.compute(found[1])), text)
        return _VARIABLE.sub(lambda found: self._values.get(found[1], found[0]), text)

    def compute(self, expression: str) -> float:
        """Return the value of an expression with variables; raises :class:`NotTaken`."""
        filled = _VARIABLE.sub(
            lambda found: f"({self._values.get(found[1], found[0])})", expression
        )
        try:
            return compute(filled)
        except ValueError:
            raise NotTaken("formats.moodle.expression", expression=expression[:120]) from None


def _filled(question: Element, values: dict[str, str]) -> Element:
    """Return a shallow copy of the question whose numeric answers are computed."""
    copy = Element(question.tag, dict(question.attrib))
    filler = _Filler(values)
    is_numeric = question.get("type") != "calculatedmulti"
    for child in question:
        if child.tag != "answer" or bare(child) in ("", "*"):
            copy.append(child)
        elif is_numeric:
            copy.append(_computed(child, filler))
        else:
            copy.append(_spelled(child, filler))
    return copy


def _spelled(answer: Element, filler: _Filler) -> Element:
    """Return a choice whose expressions are computed to the digits that it asks for."""
    copy = Element(answer.tag, dict(answer.attrib))
    text = Element("text")
    digits = whole(bare(answer.find("correctanswerlength")), -1)
    figures = bare(answer.find("correctanswerformat")) == "2"
    text.text = filler.spell(bare(answer), lambda value: _rounded(value, digits, figures=figures))
    copy.append(text)
    copy.extend(child for child in answer if child.tag != "text")
    return copy


def _rounded(value: float, digits: int, *, figures: bool) -> str:
    """Return a number with so many decimals, or significant figures, as Moodle writes it."""
    if not 0 <= digits <= 15:
        return _written(value)
    number = Decimal(_written(value))
    if figures:
        if not number or not digits:
            return "0"
        last = Decimal(1).scaleb(number.adjusted() - digits + 1)
        number = number.quantize(last, ROUND_HALF_UP)
        place = number.adjusted() + 1
        if -2 <= place <= 4:
            return f"{round(number, max(digits - place, 0)):f}"
        return f"{number:.{digits - 1}e}".replace("e+", "e")
    return f"{number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"


def _computed(answer: Element, filler: _Filler) -> Element:
    copy = Element(answer.tag, dict(answer.attrib))
    text = Element("text")
    try:
        text.text = _written(filler.compute(bare(answer)))
    except NotTaken:
        # What is no number is told of when the item is made.
        text.text = bare(answer)
    copy.append(text)
    copy.extend(child for child in answer if child.tag != "text")
    return copy


def _written(value: float) -> str:
    """Return a computed number as people write it: no noise of binary fractions."""
    return f"{Decimal(f'{value:.12g}'):f}"
