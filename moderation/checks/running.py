"""Runs the institute's rules: as one submission check, and as the judge of the own checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language

from learning_objects.data import CheckSubject, Finding
from moderation.actions.institute import CENTRAL_KEY
from moderation.checks.facts import RuleFacts, read_rule
from moderation.checks.operator import OPERATORS, Found
from moderation.checks.operators.completeness import BUILT_IN, MINUTES, OWN_CHECKS
from moderation.checks.pieces import Studied, study
from moderation.data import OPEN_STATES
from moderation.models import CheckRule, Submission


def check_by_rules(subject: CheckSubject) -> list[Finding]:
    """Return what the enabled rules of the institute find (``register_check``)."""
    rules = [rule for rule in rules_for(subject) if rule.operator != BUILT_IN]
    if not rules:
        return []
    studied = study(subject)
    return [finding for rule in rules if applies(rule, studied) for finding in run(rule, studied)]


def judge_own_checks(subject: CheckSubject, findings: list[Finding]) -> list[Finding]:
    """Give findings of the object's own checks the institute's level and words."""
    if not {finding.code for finding in findings} & {code for code, _label in OWN_CHECKS}:
        return findings
    rules = [rule for rule in rules_for(subject) if rule.operator == BUILT_IN]
    return judged_by(rules, subject, findings)


def judged_by(
    rules: list[RuleFacts], subject: CheckSubject, findings: list[Finding]
) -> list[Finding]:
    """Return findings of own checks as rules on them say; those within a tolerance are dropped."""
    studied = Studied(subject.kind, subject.content, subject.object_uuid)
    by_check = {rule.params["check"]: rule for rule in rules if applies(rule, studied)}
    return [
        _judged(finding, by_check.get(finding.code))
        for finding in findings
        if not _is_tolerated(finding, by_check.get(finding.code), subject.content)
    ]


def _judged(finding: Finding, rule: RuleFacts | None) -> Finding:
    if rule is None:
        return finding
    language = _language()
    return replace(
        finding,
        level=rule.level,
        message=rule.message.get(language) or finding.message,
        remedy=rule.remedy.get(language) or finding.remedy,
    )


def _is_tolerated(finding: Finding, rule: RuleFacts | None, content: dict[str, Any]) -> bool:
    if rule is None or finding.code != MINUTES:
        return False
    stages = [block["value"] for block in content["body"] if block["type"] == "stage"]
    total = sum(int(stage.get("minutes") or 0) for stage in stages)
    return bool(abs(total - content["length_minutes"]) <= rule.params["tolerance"])


def rules_for(subject: CheckSubject) -> list[RuleFacts]:
    """Return the enabled rules of everywhere and of the institute that reviews the object.

    Two queries; an institute's rule takes the place of the one of everywhere, also switched off.
    """
    found: dict[str, CheckRule] = {}
    rows = CheckRule.objects.filter(Q(institute__isnull=True) | _of_reviewers(subject.object_uuid))
    for row in rows.order_by("code", "institute_id"):
        if row.code not in found or row.institute_id is not None:
            found[row.code] = row
    return [read_rule(row.facts) for row in found.values() if row.enabled]


def _of_reviewers(object_uuid: UUID | None) -> Q:
    """The institute of the open submission; before the first one it is the central institute."""
    if object_uuid is None:
        return Q(institute__key=CENTRAL_KEY)
    opened = Submission.objects.filter(object_uuid=object_uuid, state__in=OPEN_STATES)
    institute = opened.values_list("institute_id", flat=True).first()
    return Q(institute=institute) if institute else Q(institute__key=CENTRAL_KEY)


def applies(rule: RuleFacts, studied: Studied) -> bool:
    """Say whether a rule is meant for this kind and these grades."""
    if rule.kinds and studied.kind not in rule.kinds:
        return False
    return not rule.grades or bool(studied.grades & set(rule.grades))


def run(rule: RuleFacts, studied: Studied) -> Iterator[Finding]:
    """Yield the findings of one rule in the reader's language."""
    operator = OPERATORS.get(rule.operator)
    language = _language()
    for found in operator.look(studied, rule.params):
        yield Finding(
            rule.code,
            rule.level,
            _filled(rule.message.get(language, ""), found),
            field=found.field,
            block=found.block,
            place=found.place,
            remedy=_filled(rule.remedy.get(language, ""), found),
            url=found.url,
            url_label=found.url_label,
        )


def _filled(words: str, found: Found) -> str:
    values = {"{what}": found.what, "{number}": found.number, "{limit}": found.limit}
    for name, value in values.items():
        words = words.replace(name, value)
    return words


def _language() -> str:
    return "en" if (get_language() or "ru").startswith("en") else "ru"
