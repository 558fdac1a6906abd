"""Cases of answers scored against a QTI file: what ``manage.py score qti`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessment.scoring.qti.item import ItemRefused, parse_item
from assessment.scoring.qti.learner import LearnerView
from assessment.scoring.qti.session import ItemSession

# Cases that record no seed were recorded with this one.
DEFAULT_SEED = 1


def score_cases(xml: bytes, cases: Any) -> list[dict[str, Any]]:
    """Return one object a case with ``name``, ``outcomes``, ``max_score`` and ``unsupported``.

    ``cases`` is shaped as the ``cases.json`` of the collection ``qti22-cases``: an object with
    ``cases`` and maybe ``seed``, or a list of cases; each has ``name``, ``responses`` (or
    ``rounds``, several of them, for adaptive items) and maybe ``seed``. Besides come ``score``,
    ``modal_feedback`` (identifiers shown), ``body`` (what the learner saw) and ``faults``.
    """
    whole = cases if isinstance(cases, Mapping) else {"cases": cases}
    listed = whole.get("cases")
    entries = listed if isinstance(listed, list) else []
    text = xml.decode("utf-8", "replace")
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
