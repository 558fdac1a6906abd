"""What the decision part of the review screen shows, fresh or after a refusal."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from moderation import api
from moderation.blind import is_blind_review, knows_the_holder, sees_all
from moderation.data import CLAIMED
from moderation.models import Submission
from moderation.rubric_form import RubricForm
from moderation.standing import standing_of
from moderation.views.access import signed_in


def decision_context(request: HttpRequest, found: Submission, **typed: Any) -> dict[str, Any]:
    """Return rubric, standing and names; ``typed`` is what a refused form had in it."""
    person = signed_in(request)
    working = found.state == CLAIMED and found.claimed_by_id == person.pk
    chief = sees_all(person, found)
    hides = found.decided_by_id not in (None, person.pk) and not chief and is_blind_review(found)
    context: dict[str, Any] = {
        "submission": found,
        "working": working,
        "standing": standing_of(found),
        "is_chief": chief,
        "knows_holder": knows_the_holder(person, found),
        "decider": "" if hides or found.decided_by is None else found.decided_by.short_name,
    }
    if working and "rubric_form" not in typed:
        context["rubric_form"] = RubricForm(rubric=api.rubric_of(found))
    return {**context, **typed}
