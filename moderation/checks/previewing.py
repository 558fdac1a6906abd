"""Trying a rule: on one object at once, on the last submissions in the background."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import override

from learning_objects.api import check_content, revision_content
from learning_objects.data import CheckSubject, Finding
from moderation.checks.facts import RuleFacts, read_rule
from moderation.checks.operators.completeness import BUILT_IN
from moderation.checks.pieces import Studied, study_content
from moderation.checks.running import applies, judged_by, run
from moderation.models import CheckPreview, Submission

LAST = 200
MOST_EXAMPLES = 20


def try_rule(
    rule: RuleFacts, *, kind: str, content: dict[str, Any], object_uuid: UUID
) -> list[Finding]:
    """Return what a rule, saved or not, finds in content; nothing where it does not apply."""
    studied = study_content(kind, content, object_uuid)
    if not applies(rule, studied):
        return []
    return _own(rule, studied) if rule.operator == BUILT_IN else list(run(rule, studied))


def _own(rule: RuleFacts, studied: Studied) -> list[Finding]:
    """Return what the object's own check finds, as the rule judges it."""
    subject = CheckSubject(studied.kind, studied.content, studied.object_uuid)
    found = check_content(
        kind=studied.kind, content=studied.content, object_uuid=studied.object_uuid
    )
    own = [finding for finding in found if finding.code == rule.params["check"]]
    return judged_by([rule], subject, own)


def fill_preview(*, uuid: UUID, now: datetime) -> None:
    """Run the rule of a preview on the last submissions and write what came of it."""
    preview = CheckPreview.objects.filter(uuid=uuid, done_at__isnull=True).first()
    if preview is None:
        return
    rule = read_rule(preview.facts)
    examples: list[dict[str, str]] = []
    looked = hit = 0
    with override("ru"):
        for submission in Submission.objects.order_by("-submitted_at", "-id")[:LAST]:
            findings = _findings(rule, submission)
            looked += findings is not None
            if findings:
                hit += 1
                examples.append({"title": submission.title, "what": findings[0].message})
    CheckPreview.objects.filter(pk=preview.pk).update(
        looked=looked, hit=hit, examples=examples[:MOST_EXAMPLES], done_at=now
    )


def _findings(rule: RuleFacts, submission: Submission) -> list[Finding] | None:
    """Return what a rule finds in what was submitted, ``None`` when the draft is purged."""
    try:
        content = revision_content(revision_id=submission.revision_id)
    except ObjectDoesNotExist:
        return None
    return try_rule(rule, kind=submission.kind, content=content, object_uuid=submission.object_uuid)
