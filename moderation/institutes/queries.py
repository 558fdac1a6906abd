"""Reads of the management of institutes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.api import User, is_administrator
from learning_objects.data import KIND_LABELS
from moderation.actions.planning import DEFAULT_DAYS, DEFAULT_PANEL, plan_of
from moderation.actions.rubrics import shipped_rubrics
from moderation.data import WAITING_STATES
from moderation.interests import institute_ids
from moderation.models import Affiliation, Institute, Membership, QueueCount, ReviewRule, Rubric


def managed_institutes(user: User) -> QuerySet[Institute]:
    """Return the institutes that ``user`` manages, with what each has; the central one first."""
    found = Institute.objects.all()
    if not is_administrator(user):
        found = found.filter(pk__in=institute_ids(user))
    waiting = QueueCount.objects.filter(institute=OuterRef("pk"), state__in=WAITING_STATES)
    return found.annotate(
        waiting=_number_of(waiting, Sum("number")),
        experts=_number_of(Membership.objects.filter(institute=OuterRef("pk"))),
        authors=_number_of(Affiliation.objects.filter(institute=OuterRef("pk"))),
    ).order_by("level", "title", "pk")


def _number_of(rows: QuerySet[Any], number: Aggregate | None = None) -> Coalesce:
    number = number or Count("pk")
    found = rows.order_by().values("institute").annotate(found=number).values("found")
    return Coalesce(Subquery(found, output_field=IntegerField()), 0)


def get_institute(*, uuid: UUID) -> Institute | None:
    """Return an institute or ``None``."""
    return Institute.objects.filter(uuid=uuid).first()


def rules_of(institute: Institute) -> list[tuple[ReviewRule, list[str]]]:
    """Return the rule of every kind, the usual one where there is none, with its stages."""
    stored = {rule.kind: rule for rule in ReviewRule.objects.filter(institute=institute)}
    return [
        (rule, [step["stage"] for step in plan_of(rule)])
        for kind in KIND_LABELS
        for rule in [stored.get(kind) or usual_rule(institute, kind)]
    ]


def usual_rule(institute: Institute, kind: str) -> ReviewRule:
    """Return an unsaved rule with the defaults."""
    return ReviewRule(institute=institute, kind=kind, panel=DEFAULT_PANEL, days=DEFAULT_DAYS)


def rubrics_of(institute: Institute) -> dict[tuple[str, str], Rubric]:
    """Return the rubrics in force by (stage, kind); one query. The rest are the shipped ones."""
    rows = Rubric.objects.filter(institute=institute).order_by("number")
    return {(row.stage, row.kind): row for row in rows}


def shipped_criteria(stage: str, kind: str) -> list[dict[str, Any]]:
    """Return the criteria that are in force where an institute has changed nothing."""
    kinds = shipped_rubrics()[stage]
    return kinds.get(kind, kinds["*"])


def rubric_versions(institute: Institute, stage: str, kind: str) -> list[Rubric]:
    """Return all versions of one rubric, the newest first."""
    rows = Rubric.objects.filter(institute=institute, stage=stage, kind=kind)
    return list(rows.order_by("-number"))


def criteria_in_force(versions: list[Rubric], stage: str, kind: str) -> list[dict[str, Any]]:
    """Return the criteria of the newest of ``versions``, the shipped ones when there is none."""
    return versions[0].criteria if versions else shipped_criteria(stage, kind)


def known_codes(versions: list[Rubric], criteria: list[dict[str, Any]]) -> set[str]:
    """Return the codes that a new criterion must not take."""
    codes = {code for version in versions for code in version.codes}
    return codes | {item["code"] for item in criteria}


def experts_of(institute: Institute) -> QuerySet[Membership]:
    """Return the experts of an institute in the order of their names."""
    rows = Membership.objects.filter(institute=institute).select_related("person", "institute")
    return rows.order_by("person__sort_name", "person_id")


def authors_of_institute(institute: Institute) -> QuerySet[Affiliation]:
    """Return the authors of an institute in the order of their names."""
    rows = Affiliation.objects.filter(institute=institute).select_related("person", "institute")
    return rows.order_by("person__sort_name", "person_id")
