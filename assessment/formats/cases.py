"""Cases of answers scored against a file of any format but QTI: what ``manage.py score`` prints.

A case (:mod:`assessment.formats.answers`) has ``responses``, an object by question. A question is
called by its identifier in the file, by its title, or by its number from 1; ``RESPONSE`` is the
only question of a file that has one. Of a question with variants ``title#3`` means the third;
without a number it is the first. Answers are as the interactions of :mod:`assessment.items` take
them; where those have identifiers, the words of a choice may stand instead, and gaps may come as a
list.

Outcomes: ``SCORE`` and ``MAXSCORE`` of the whole file, and for each question
``<title>.SCORE`` and ``<title>.MAXSCORE``. ``unsupported`` names what was refused and what waits
for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessment.formats.answers import AnswerCase, read_cases
from assessment.formats.exchange import ReadFile, ReadItem, Weight
from assessment.formats.texts import words_of
from assessment.items.item import AssessmentItem
from assessment.items.outcome import ItemResponse
from assessment.scoring.item_scoring import score_item


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of the file with all the names it is called by, and its variants."""

    title: str
    names: tuple[str, ...]
    variants: tuple[ReadItem, ...]


def score_cases(file: ReadFile, cases: Any) -> list[dict[str, Any]]:
    """Return one object a case with ``name``, ``outcomes``, ``max_score`` and ``unsupported``.

    Raises ``FormatRefused`` for cases that are none.
    """
    questions = list(_questions(file))
    return [_score(questions, case) for case in read_cases(cases)]


def _questions(file: ReadFile) -> Iterator[_Question]:
    groups: dict[str, list[ReadItem]] = {}
    for place, entry in enumerate(file.items):
        stem, parted, _ = entry.source_id.rpartition("#")
        groups.setdefault(f"{stem}#" if parted else f" {place}", []).append(entry)
    for number, entries in enumerate(groups.values(), start=1):
        item = next((entry.item for entry in entries if entry.item is not None), None)
        title = item.title if item is not None else _place(entries[0])
        source_id = entries[0].source_id.rpartition("#")[0] or entries[0].source_id
        names = tuple(name for name in (source_id, title, str(number)) if name)
        yield _Question(title or source_id or str(number), names, tuple(entries))


def _place(entry: ReadItem) -> str:
    return entry.problems[0].place if entry.problems else ""


def _score(questions: list[_Question], case: AnswerCase) -> dict[str, Any]:
    outcomes: dict[str, float] = {}
    unsupported: list[str] = []
    total = most = Decimal(0)
    for question in questions:
        entry, answer = _answered(question, case.responses, alone=len(questions) == 1)
        if entry.item is None:
            unsupported += [
                f"{question.title}: {problem.code}"
                for problem in entry.problems
                if problem.weight is Weight.REFUSED
            ]
            continue
        if not entry.item.parts:
            continue
        found = score_item(entry.item, response_of(entry.item, answer))
        if not found.is_final:
            unsupported.append(f"{question.title}: manual")
        total, most = total + found.points, most + found.max_points
        outcomes[f"{question.title}.SCORE"] = _plain(found.points)
        outcomes[f"{question.title}.MAXSCORE"] = _plain(found.max_points)
    return {
        "name": case.name,
        "outcomes": {"SCORE": _plain(total), "MAXSCORE": _plain(most), **outcomes},
        "score": _plain(total),
        "max_score": _plain(most),
        "unsupported": unsupported,
    }


def _answered(
    question: _Question, responses: Mapping[str, Any], *, alone: bool
) -> tuple[ReadItem, Any]:
    """Return the variant that the responses mean, and the answer to it."""
    for name in (*question.names, *(("RESPONSE",) if alone else ())):
        if name in responses:
            return question.variants[0], responses[name]
        for entry in question.variants:
            number = entry.source_id.rpartition("#")[2]
            if len(question.variants) > 1 and f"{name}#{number}" in responses:
                return entry, responses[f"{name}#{number}"]
    return question.variants[0], None


def response_of(item: AssessmentItem, answer: Any) -> ItemResponse:
    """Return the response to a question; of several parts the answers come by their ids."""
    if len(item.parts) == 1:
        part = item.parts[0]
        return ItemResponse({part.id: with_ids(part.interaction, answer)})
    if isinstance(answer, list):
        answer = {part.id: one for part, one in zip(item.parts, answer, strict=False)}
    by_part = answer if isinstance(answer, Mapping) else {}
    return ItemResponse(
        {
            part.id: with_ids(part.interaction, by_part[part.id])
            for part in item.parts
            if part.id in by_part
        }
    )


def with_ids(interaction: Any, answer: Any) -> Any:
    """Return an answer with identifiers where the words of choices stand."""
    translate = _TRANSLATIONS.get(interaction.type)
    return translate(interaction, answer) if translate else answer


def _named(choices: Any, answer: Any) -> Any:
    if isinstance(answer, list):
        return [_named(choices, one) for one in answer]
    if not isinstance(answer, str) or any(choice.id == answer for choice in choices):
        return answer
    wanted = _bare(answer)
    return next((c.id for c in choices if _bare(words_of(c.html)) == wanted), answer)


def _mapped(left: Any, right: Any, answer: Any) -> Any:
    if isinstance(answer, list):
        answer = {c.id: one for c, one in zip(left, answer, strict=False) if one is not None}
    if not isinstance(answer, Mapping):
        return answer
    return {_named(left, one): _named(right, other) for one, other in answer.items()}


def _gapped(gaps: Any, answer: Any, choices: Any) -> Any:
    if isinstance(answer, list):
        answer = {g.id: one for g, one in zip(gaps, answer, strict=False) if one is not None}
    if not isinstance(answer, Mapping):
        return answer
    by_id = {gap.id: gap for gap in gaps}
    return {
        name: _named(choices(by_id[name]), one) if name in by_id else one
        for name, one in answer.items()
    }


def _on_image(interaction: Any, answer: Any) -> Any:
    if not interaction.shows_zones:
        return answer
    return _gapped(interaction.zones, answer, lambda _zone: interaction.labels)


_TRANSLATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "single_choice": lambda one, answer: _named(one.choices, answer),
    "multiple_choice": lambda one, answer: _named(one.choices, answer),
    "ordering": lambda one, answer: _named(one.entries, answer),
    "hot_text": lambda one, answer: _named(one.pieces, answer),
    "matching": lambda one, answer: _mapped(one.left, one.right, answer),
    "grouping": lambda one, answer: _mapped(one.entries, one.groups, answer),
    "drag_words": lambda one, answer: _gapped(one.gaps, answer, lambda _gap: one.words),
    "dropdown_gaps": lambda one, answer: _gapped(one.gaps, answer, lambda gap: gap.choices),
    "text_gaps": lambda one, answer: _gapped(one.gaps, answer, lambda _gap: ()),
    "drag_on_image": _on_image,
}


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def _plain(number: Decimal) -> float:
    return int(number) if number == int(number) else float(round(number, 7))
