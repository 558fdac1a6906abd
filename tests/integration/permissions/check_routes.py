"""Addresses of the rules that look at drafts, and of the question about children in pictures."""

from __future__ import annotations

from typing import Any

from tests.integration.permissions.routes import Case, Make, own_draft
from tests.integration.permissions.world import World

RULE_EDITORS = frozenset({"methodologist"})


def rules(query: str = "") -> Make:
    return lambda world: Case(read=RULE_EDITORS, query=query)


def one_rule(**payload: Any) -> Make:
    def make(world: World) -> Case:
        return Case({"uuid": world.extra["rule"]}, read=RULE_EDITORS, payload=payload)

    return make


CHECK_RULES: dict[str, Make] = {
    "moderation:rules": rules(),
    "moderation:new_rule": rules("?type=licence"),
    "moderation:export_rules": rules(),
    "moderation:import_rules": rules(),
    "moderation:rule": one_rule(),
    "moderation:switch_rule": one_rule(enabled="0"),
    "moderation:restore_rule": one_rule(),
    "moderation:portraits": own_draft(),
}
