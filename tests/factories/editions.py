"""Draft editions for tests, opened through the same action that people use."""

from __future__ import annotations

from typing import Any

from framework.actions.drafting import open_draft
from framework.models import Framework, FrameworkNode, FrameworkVersion


def make_draft_edition(*, now: Any, by: Any, label: str = "2026") -> FrameworkVersion:
    """Open the next edition of the federal programmes."""
    framework = Framework.objects.get(key="frp")
    return open_draft(framework=framework.uuid, label=label, note="", by=by, now=now)


def row_titled(version: FrameworkVersion, title: str) -> FrameworkNode:
    """Return the first node of the edition with this title."""
    return FrameworkNode.objects.filter(version=version, title=title).order_by("path").first()


def outline(version: FrameworkVersion) -> list[str]:
    """Return the titles of the edition in tree order, each indented by its depth."""
    rows = FrameworkNode.objects.filter(version=version).order_by("path")
    return [f"{'  ' * (row.depth - 1)}{row.title}" for row in rows]
