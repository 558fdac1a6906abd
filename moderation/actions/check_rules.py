"""Editing the rules that look at drafts: every change is a new version, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.api import User, require
from core.api import record
from moderation.checks.facts import (
    RuleFacts,
    WrongRule,
    facts_as_dict,
    read_rule,
    read_rules,
    rule_as_json,
)
from moderation.models import CheckPreview, CheckRule, CheckRuleVersion, Institute

OBJECT = "moderation.check_rule"
EDIT_RULES = "moderation.edit_rules"
SHIPPED = Path(__file__).resolve().parent.parent / "checks" / "shipped_rules.json"


class RuleChanged(Exception):
    """Somebody else has saved the rule since it was opened."""


@transaction.atomic
def save_rule(
    *, facts: RuleFacts, by: User | None, now: datetime, seen: int | None = None
) -> CheckRule:
    """Make a rule, or the next version of the one with its code and institute.

    ``by`` is ``None`` for the system (first start, command). Nothing is written when nothing is
    new. Raises ``NotAllowed``, :class:`WrongRule`, and :class:`RuleChanged` when the version is no
    longer the ``seen`` one.
    """
    if by is not None:
        require(by, EDIT_RULES)
    facts = read_rule(rule_as_json(facts))
    institute = _institute(facts.institute)
    rule = _locked(facts.code, institute)
    if rule is None:
        return _create(facts, institute, by, now)
    if seen is not None and seen != rule.number:
        raise RuleChanged
    old = read_rule(rule.facts)
    if old == facts:
        return rule
    rule.level, rule.enabled, rule.facts = facts.level, facts.enabled, rule_as_json(facts)
    rule.number, rule.changed_at = rule.number + 1, now
    rule.save()
    _keep_version(rule, by, now, changed_names(old, facts))
    return rule


def _institute(key: str) -> Institute | None:
    if not key:
        return None
    found = Institute.objects.filter(key=key).first()
    if found is None:
        words = _('"institute": there is no institute with the key %(key)s')
        raise WrongRule([words % {"key": key}])
    return found


def _locked(code: str, institute: Institute | None) -> CheckRule | None:
    rows = CheckRule.objects.select_for_update().filter(code=code)
    return (
        rows.filter(institute=institute).first()
        if institute
        else rows.filter(institute=None).first()
    )


def _create(
    facts: RuleFacts, institute: Institute | None, by: User | None, now: datetime
) -> CheckRule:
    rule = CheckRule.objects.create(
        code=facts.code,
        institute=institute,
        level=facts.level,
        enabled=facts.enabled,
        facts=rule_as_json(facts),
        changed_at=now,
    )
    _keep_version(rule, by, now, ["new"])
    return rule


def _keep_version(rule: CheckRule, by: User | None, now: datetime, changed: list[str]) -> None:
    CheckRuleVersion.objects.create(rule=rule, number=rule.number, facts=rule.facts, by=by, at=now)
    record(
        action="moderation.save_check_rule",
        by=by.uuid if by else None,
        object_code=OBJECT,
        object_uuid=rule.uuid,
        now=now,
        data={"rule": rule.code, "number": rule.number, "changed": changed},
    )


def changed_names(old: RuleFacts, new: RuleFacts) -> list[str]:
    """Return the names of the facts that differ."""
    before, after = facts_as_dict(old), facts_as_dict(new)
    return [name for name in after if before[name] != after[name]]


def switch_rule(*, rule: CheckRule, enabled: bool, by: User, now: datetime) -> CheckRule:
    """Switch a rule on or off: a new version like every other change. Raises ``NotAllowed``."""
    return save_rule(facts=replace(read_rule(rule.facts), enabled=enabled), by=by, now=now)


def restore_version(*, version: CheckRuleVersion, by: User, now: datetime) -> CheckRule:
    """Let a rule say again what it said in an older version. Raises ``NotAllowed``."""
    return save_rule(facts=read_rule(version.facts), by=by, now=now)


def shipped_rules() -> list[RuleFacts]:
    """Return the rules that the library comes with."""
    return read_rules(json.loads(SHIPPED.read_text(encoding="utf-8")))


def restore_shipped(*, rule: CheckRule, by: User, now: datetime) -> CheckRule:
    """Let a rule say again what it said when it was shipped.

    Raises ``NotAllowed``, and ``LookupError`` for a rule of somebody's own.
    """
    facts = next((item for item in shipped_rules() if item.code == rule.code), None)
    if facts is None or rule.institute_id is not None:
        raise LookupError(rule.code)
    return save_rule(facts=facts, by=by, now=now)


@transaction.atomic
def import_rules(*, rules: Iterable[RuleFacts], by: User | None, now: datetime) -> list[str]:
    """Save many rules, all or none; returns the codes of those that changed."""
    before = {(row.code, row.institute_id): row.number for row in CheckRule.objects.all()}
    saved = [save_rule(facts=facts, by=by, now=now) for facts in rules]
    return [row.code for row in saved if before.get((row.code, row.institute_id)) != row.number]


def ensure_check_rules(*, now: datetime) -> int:
    """Load the shipped rules into an installation that never had any; returns how many."""
    if CheckRule.objects.exists():
        return 0
    return len(import_rules(rules=shipped_rules(), by=None, now=now))


@transaction.atomic
def ask_preview(*, rule: CheckRule, facts: RuleFacts, by: User, now: datetime) -> CheckPreview:
    """Ask what a rule would have found in the last submissions; the answer comes later.

    Raises ``NotAllowed``, :class:`WrongRule`. A person has one preview of a rule at a time.
    """
    from moderation.tasks import preview_rule

    require(by, EDIT_RULES)
    facts = read_rule(rule_as_json(facts))
    CheckPreview.objects.filter(rule=rule, by=by).delete()
    made = CheckPreview.objects.create(rule=rule, facts=rule_as_json(facts), by=by, at=now)
    transaction.on_commit(lambda: preview_rule.enqueue(str(made.uuid)))
    return made
