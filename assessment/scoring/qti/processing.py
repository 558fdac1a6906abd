"""The door of the interpreter: QTI text and answers in, outcomes out; it never raises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assessment.scoring.qti.item import ItemRefused, ParsedItem, parse_item
from assessment.scoring.qti.learner import LearnerView
from assessment.scoring.qti.session import ItemSession, ProcessedItem, maximum_of_key
from assessment.scoring.qti.sitting import ProcessedTest, process_test

__all__ = [
    "ItemRefused",
    "ItemSession",
    "ParsedItem",
    "ProcessedItem",
    "ProcessedTest",
    "learner_view",
    "parse_item",
    "process_item",
    "process_rounds",
    "process_test",
]

MAX_ROUNDS = 1_000


def process_item(xml: str, answers: Mapping[str, Any], *, seed: int = 0) -> ProcessedItem:
    """Return what one attempt at an item gives.

    ``xml``: an item of QTI 2.1, 2.2 or 3.0. ``answers``: response identifier to a value as JSON
    has it: a string, a number, a boolean, a list, for records an object; pairs and points as
    ``"A B"`` or ``["A", "B"]``. ``seed`` decides all chance. A document that is no item gives a
    result without score whose ``unsupported`` says why.
    """
    return process_rounds(xml, [answers], seed=seed)


def process_rounds(
    xml: str, rounds: Sequence[Mapping[str, Any]], *, seed: int = 0
) -> ProcessedItem:
    """Return what an item gives after several attempts, one after another (adaptive items).

    Attempts after an adaptive item is completed change nothing. Fields are shown empty, whatever
    defaults the author gave them, so what is absent was left empty.
    """
    try:
        item = parse_item(xml)
    except ItemRefused as error:
        reason = f"{error.code} {error.place}".strip()
        return ProcessedItem({}, None, None, (reason,), is_completed=False)
    session = ItemSession(item, seed=seed)
    result = None
    for answers in _as_shown(item, rounds):
        result = session.submit(answers)
        if item.is_adaptive and result.is_completed:
            break
    result = result or session.result()
    if result.max_score is None and "SCORE" in item.declarations:
        return replace(result, max_score=maximum_of_key(item, seed=seed))
    return result


def _as_shown(item: ParsedItem, rounds: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the rounds with NULL for what was left empty, not the default that nobody saw."""
    empty = {declaration.identifier: None for declaration in item.declared("response")}
    for number, answers in enumerate(rounds[:MAX_ROUNDS]):
        yield answers if item.is_adaptive and number else {**empty, **answers}


def learner_view(
    xml: str, seed: int = 0, rounds: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Return what a learner sees of an item, after the rounds they have had of an adaptive one.

    Texts, prompts, choices and settings of interactions; no declaration, no processing, and
    feedback only where the rounds have brought it out. Empty where the text is no item.
    """
    try:
        item = parse_item(xml)
    except ItemRefused as error:
        return {"body": "", "interactions": [], "unsupported": [error.code], "is_adaptive": False}
    session = ItemSession(item, seed=seed)
    for answers in _as_shown(item, rounds):
        session.submit(answers)
    return LearnerView(session, seed).make()
