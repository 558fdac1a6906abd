"""Rubrics: the shipped ones, new versions of an institute's own, and answers to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.api import User, require
from core.api import now as clock
from core.api import record
from moderation.data import APPROVE, KEEP, MARKS, NO
from moderation.models import Institute, Rubric, Submission

SHIPPED = Path(__file__).parent.parent / "shipped" / "rubrics.json"
MANAGE = "moderation.manage_institute"
TEXTS = ("ru", "en", "fault_ru", "fault_en")
INSTITUTE_OBJECT = "moderation.institute"
MOST_CRITERIA = 30


class RubricIncomplete(ValueError):
    """A verdict without the answers that it needs; ``missing`` holds the codes of the criteria."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(", ".join(missing))


class ReasonMissing(ValueError):
    """An object is returned, rejected or removed though every criterion holds."""


class FaultyApproval(ValueError):
    """An approval though a criterion does not hold; ``failed`` holds the codes."""

    def __init__(self, failed: list[str]) -> None:
        self.failed = failed
        super().__init__(", ".join(failed))


class BadRubric(ValueError):
    """Criteria that cannot be used; the message says which and why."""


@cache
def shipped_rubrics() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return stage → kind → criteria as shipped; the kind ``*`` is for every other kind."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = json.loads(
        SHIPPED.read_text(encoding="utf-8")
    )
    return found


def ensure_rubric(*, institute: Institute, kind: str, stage: str) -> Rubric:
    """Return the rubric in force, the shipped one when the institute has none; one query mostly."""
    found = (
        Rubric.objects.filter(institute=institute, kind=kind, stage=stage)
        .order_by("-number")
        .first()
    )
    if found is not None:
        return found
    kinds = shipped_rubrics()[stage]
    made, _made = Rubric.objects.get_or_create(
        institute=institute,
        kind=kind,
        stage=stage,
        number=1,
        defaults={"criteria": kinds.get(kind, kinds["*"]), "made_at": clock()},
    )
    return made


def rubric_of(submission: Submission) -> Rubric:
    """Return the rubric that the next vote on the submission answers."""
    return ensure_rubric(
        institute=submission.institute, kind=submission.kind, stage=submission.stage
    )


@transaction.atomic
def revise_rubric(
    *, rubric: Rubric, criteria: list[dict[str, Any]], by: User, now: datetime
) -> Rubric:
    """Put a new version in force; votes keep the one they answered.

    Raises ``NotAllowed`` and :class:`BadRubric`.
    """
    require(by, MANAGE, rubric.institute)
    _check_criteria(criteria)
    family = Rubric.objects.filter(institute=rubric.institute, kind=rubric.kind, stage=rubric.stage)
    latest = family.select_for_update().aggregate(latest=Max("number"))["latest"] or 0
    made = Rubric.objects.create(
        institute=rubric.institute,
        kind=rubric.kind,
        stage=rubric.stage,
        number=latest + 1,
        criteria=criteria,
        made_at=now,
        made_by_uuid=by.uuid,
    )
    record(
        action="moderation.revise_rubric",
        by=by.uuid,
        object_code=INSTITUTE_OBJECT,
        object_uuid=rubric.institute.uuid,
        now=now,
        data={"kind": made.kind, "stage": made.stage, "number": made.number},
    )
    return made


def _check_criteria(criteria: list[dict[str, Any]]) -> None:
    codes = [str(item.get("code", "")) for item in criteria]
    if not criteria or len(criteria) > MOST_CRITERIA:
        raise BadRubric(f"1–{MOST_CRITERIA}")
    for number, item in enumerate(criteria, 1):
        if not item.get("code") or any(not str(item.get(name, "")).strip() for name in TEXTS):
            raise BadRubric(str(number))
    if len(set(codes)) != len(codes):
        raise BadRubric(next(code for code in codes if codes.count(code) > 1))


def check_marks(rubric: Rubric, marks: Mapping[str, str], *, verdict: str) -> dict[str, str]:
    """Return the answers that count for ``verdict``, in the rubric's order.

    A good verdict needs every answer and none of them a no (:class:`RubricIncomplete`,
    :class:`FaultyApproval`); any other needs at least one no (:class:`ReasonMissing`).
    """
    answers = {code: marks[code] for code in rubric.codes if marks.get(code) in MARKS}
    failed = [code for code, mark in answers.items() if mark == NO]
    if verdict in (APPROVE, KEEP):
        missing = [code for code in rubric.codes if code not in answers]
        if missing:
            raise RubricIncomplete(missing)
        if failed:
            raise FaultyApproval(failed)
    elif not failed:
        raise ReasonMissing
    return answers
