"""Cases of answers scored against a QTI file: what ``manage.py score qti`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessment.formats.answers import AnswerCase, read_cases
from assessment.formats.exchange import FormatRefused
from assessment.formats.qti.packages import decode_xml, open_scored
from assessment.scoring.qti.item import ItemRefused, ParsedItem, parse_item
from assessment.scoring.qti.rendering import Renderer
from assessment.scoring.qti.session import ItemSession, maximum_of_key
from assessment.scoring.qti.sitting import is_test, process_test
from assessment.scoring.qti.values import Unreadable, read_answer

# Cases that record no seed were recorded with this one.
DEFAULT_SEED = 1


def score_cases(data: bytes, cases: Any) -> list[dict[str, Any]]:
    """Return one object a case with ``name``, ``outcomes``, ``max_score`` and ``unsupported``.

    ``cases`` is what :mod:`assessment.formats.answers` reads, shaped as the ``cases.json`` of the
    collection ``qti22-cases``. For a lone item that item is scored, for a package its test, or its
    item where it has one only; for a test ``responses`` are answers by item reference. Besides
    come ``score``, ``faults``, and of an item ``modal_feedback`` (identifiers shown) and
    ``feedback`` (its text), ``body`` and ``body_after`` (the text before and after the answers),
    ``template_values`` and ``unreadable``, of a test ``visited``.

    Raises ``FormatRefused`` for a file that is neither, and for cases that are none.
    """
    read = read_cases(cases)
    text, items = _scored(data)
    if is_test(text):
        return [_sit(text, items, case) for case in read]
    try:
        item = parse_item(text)
    except ItemRefused as error:
        raise FormatRefused(error.code, error.place, {"name": error.place}) from error
    return [_score_case(item, case) for case in read]


def _scored(data: bytes) -> tuple[str, Mapping[str, str]]:
    if data[:4] == b"PK\x03\x04":
        return open_scored(data)
    return decode_xml(data), {}


def _score_case(item: ParsedItem, case: AnswerCase) -> dict[str, Any]:
    seed = DEFAULT_SEED if case.seed is None else case.seed
    session = ItemSession(item, seed=seed)
    before = _body(session)
    for answers in case.rounds:
        session.submit(answers, seconds=_seconds(answers.get("duration")))
    result = session.result()
    maximum = result.max_score
    if maximum is None and "SCORE" in item.declarations:
        maximum = maximum_of_key(item, seed=seed)
    return {
        "name": case.name,
        "outcomes": dict(result.outcomes),
        "score": _number(result.score),
        "max_score": _number(maximum),
        "unsupported": list(result.unsupported),
        "modal_feedback": list(result.shown),
        "feedback": list(result.feedback),
        "body": before,
        "body_after": _body(session),
        "template_values": dict(result.template_values),
        "unreadable": list(result.unreadable),
        "faults": list(result.faults),
    }


def _seconds(answer: Any) -> float:
    """Return how long the attempt took: the built-in variable ``duration``, if a case says it."""
    try:
        return 0.0 if answer is None else float(read_answer(answer, "duration"))
    except Unreadable:
        return 0.0


def _body(session: ItemSession) -> str:
    """Return the text of the item as it stands, with what its interactions say in their places."""
    if session.item.body is None:
        return ""
    inner = Renderer(session.run)
    return Renderer(session.run, inner.html).html(session.item.body)


def _sit(test: str, items: Mapping[str, str], case: AnswerCase) -> dict[str, Any]:
    """Score a case of a test: its ``responses`` are answers by item reference."""
    seed = DEFAULT_SEED if case.seed is None else case.seed
    result = process_test(test, items, case.responses, seed=seed)
    maximum = result.outcomes.get("MAXSCORE", result.outcomes.get("MAX_SCORE"))
    is_number = isinstance(maximum, int | float) and not isinstance(maximum, bool)
    return {
        "name": case.name,
        "outcomes": dict(result.outcomes),
        "score": _number(result.score),
        "max_score": maximum if is_number else None,
        "unsupported": list(result.unsupported),
        "visited": list(result.visited),
        "faults": list(result.faults),
    }


def _number(found: Any) -> float | None:
    if found is None:
        return None
    return int(found) if found == int(found) else float(found)
