"""Rules on drafts for tests, made through the same format that people use."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from learning_objects.data import CheckSubject, Finding
from moderation.api import save_rule
from moderation.checks.facts import RuleFacts, read_rule
from moderation.checks.pieces import study_content
from moderation.checks.running import check_by_rules, run
from moderation.models import CheckRule

EMPTY: dict[str, Any] = {
    "title": "Маятник", "summary": "", "language": "ru", "licence": "CC-BY-4.0",
    "length_minutes": 45, "topics": [], "tags": [], "outcome": "", "key_points": [],
    "misconceptions": [], "keywords": [], "planned_results": [], "equipment": "", "safety": "",
    "support": "", "extension": "", "homework": "", "body": [],
}  # fmt: skip


def content_of(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Plain content of a material with these blocks."""
    return {**EMPTY, "body": list(blocks), **fields}


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "id": str(uuid4()), "value": f"<p>{words}</p>"}


def rule_json(operator: str, level: str = "info", **changes: Any) -> dict[str, Any]:
    """A rule in the documented format; ``params`` and everything else by name."""
    params = changes.pop("params", {})
    return {
        "id": changes.pop("code", "probe"),
        "title": {"ru": "Проба", "en": "Probe"},
        "message": {"ru": "Нашлось: {what} {number} {limit}", "en": "Found: {what}"},
        "remedy": {"ru": "Поправьте.", "en": "Mend it."},
        "level": level,
        "check": {"type": operator, "params": params},
        **changes,
    }


def make_facts(operator: str, level: str = "info", **changes: Any) -> RuleFacts:
    return read_rule(rule_json(operator, level, **changes))


def make_rule(operator: str, *, now: datetime, level: str = "info", **changes: Any) -> CheckRule:
    """A rule that is in force."""
    return save_rule(facts=make_facts(operator, level, **changes), by=None, now=now)


def findings(
    operator: str,
    content: dict[str, Any],
    *,
    kind: str = "material",
    uuid: UUID | None = None,
    **params: Any,
) -> list[Finding]:
    """What a rule of ``operator`` finds in content."""
    return list(run(make_facts(operator, params=params), study_content(kind, content, uuid)))


def check(content: dict[str, Any], uuid: UUID | None = None) -> list[Finding]:
    """What the rules in force find in a material."""
    return check_by_rules(CheckSubject("material", content, uuid))
