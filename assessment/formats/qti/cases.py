"""Cases of answers scored against a QTI file: what ``manage.py score qti`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessment.formats.exchange import FormatRefused
from assessment.formats.qti.packages import decode_xml, open_test
from assessment.scoring.qti.item import ItemRefused, parse_item
from assessment.scoring.qti.learner import LearnerView
from assessment.scoring.qti.session import ItemSession
from assessment.scoring.qti.sitting import is_test, process_test

# Cases that record no seed were recorded with this one.
DEFAULT_SEED = 1


def score_cases(xml: bytes, cases: Any) -> list[dict[str, Any]]:
    """Return one object a case with ``name``, ``outcomes``, ``max_score`` and ``unsupported``.

    ``cases`` is shaped as the ``cases.json`` of the collection ``qti22-cases``: an object with
    ``cases`` and maybe ``seed``, or a list of cases; each has ``name``, ``responses`` (or
    ``rounds``, several of them, for adaptive items) and maybe ``seed``. For a package or a lone
    test the test is scored, and ``responses`` are answers by item reference. Besides come
    ``score``, ``modal_feedback`` (identifiers shown), ``body`` (what the learner saw) and
    ``faults``.
    """
    whole = cases if isinstance(cases, Mapping) else {"cases": cases}
    listed = whole.get("cases")
    entries = listed if isinstance(listed, list) else []
    if xml[:4] == b"PK\x03\x04":
        return _score_package(xml, entries, whole.get("seed"))
    text = decode_xml(xml)
    if is_test(text):
        return [_sit(text, {}, case, whole.get("seed")) for case in entries]
    return [_score_case(text, case, whole.get("seed")) for case in entries]


def _score_case(xml: str, case: Any, seed: Any) -> dict[str, Any]:
    if not isinstance(case, Mapping):
        return _empty("", "qti-case")
    name = str(case.get("name", ""))
    chosen = case.get("seed", seed)
    chosen = chosen if isinstance(chosen, int) else DEFAULT_SEED
    try:
        item = parse_item(xml)
    except ItemRefused as error:
        return _empty(name, f"{error.code} {error.place}".strip())
    session = ItemSession(item, seed=chosen)
    body = LearnerView(session, chosen).make()["body"]
    for answers in _rounds(case):
        session.submit(answers)
    result = session.result()
    return {
        "name": name,
        "outcomes": dict(result.outcomes),
        "score": _number(result.score),
        "max_score": _number(result.max_score),
        "unsupported": list(result.unsupported),
        "modal_feedback": list(result.shown),
        "body": body,
        "faults": list(result.faults),
    }


def _score_package(data: bytes, cases: list[Any], seed: Any) -> list[dict[str, Any]]:
    try:
        test, items = open_test(data)
    except FormatRefused as error:
        return [_empty(_name(case), f"{error.code} {error.place}".strip()) for case in cases]
    if not test:
        return [_empty(_name(case), "qti-no-test") for case in cases]
    return [_sit(test, items, case, seed) for case in cases]


def _name(case: Any) -> str:
    return str(case.get("name", "")) if isinstance(case, Mapping) else ""


def _sit(test: str, items: Mapping[str, str], case: Any, seed: Any) -> dict[str, Any]:
    """Score a case of a test: its ``responses`` are answers by item reference."""
    if not isinstance(case, Mapping):
        return _empty("", "qti-case")
    chosen = case.get("seed", seed)
    chosen = chosen if isinstance(chosen, int) else DEFAULT_SEED
    answers = case.get("responses")
    answers = answers if isinstance(answers, Mapping) else {}
    result = process_test(test, items, answers, seed=chosen)
    maximum = result.outcomes.get("MAXSCORE", result.outcomes.get("MAX_SCORE"))
    return {
        "name": _name(case),
        "outcomes": dict(result.outcomes),
        "score": _number(result.score),
        "max_score": maximum if isinstance(maximum, int | float) else None,
        "unsupported": list(result.unsupported),
        "visited": list(result.visited),
        "faults": list(result.faults),
    }


def _rounds(case: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rounds = case.get("rounds")
    if isinstance(rounds, list):
        return [answers for answers in rounds if isinstance(answers, Mapping)]
    answers = case.get("responses")
    return [answers if isinstance(answers, Mapping) else {}]


def _number(found: Any) -> float | None:
    if found is None:
        return None
    return int(found) if found == int(found) else float(found)


def _empty(name: str, reason: str) -> dict[str, Any]:
    return {"name": name, "outcomes": {}, "max_score": None, "unsupported": [reason]}
