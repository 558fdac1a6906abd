"""Draft editions for tests, opened through the same action that people use."""

from __future__ import annotations

from typing import Any

from accounts.data import METHODOLOGIST
from core.api import now
from framework.actions.drafting import open_draft
from framework.actions.editing import NodeText, add_node
from framework.actions.publishing import publish_version
from framework.data import CODIFIER
from framework.models import Framework, FrameworkNode, FrameworkVersion
from tests.factories.people import make_user


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


def make_other_framework(key: str = "oge", kind: str = CODIFIER) -> FrameworkVersion:
    """Publish a small second framework: a codifier of one subject with one coded topic."""
    keeper, moment = make_user(METHODOLOGIST), now()
    owner = Framework.objects.create(
        key=key, title="Кодификатор ОГЭ", title_en="OGE codifier", kind=kind, publisher="ФИПИ"
    )
    facts: dict[str, Any] = {"by": keeper, "now": moment}
    draft = open_draft(framework=owner.uuid, label="2026", note="", **facts)
    root = add_node(
        version=draft.uuid, parent=None, kind="subject", text=NodeText("ОГЭ: физика"), **facts
    )
    text = NodeText("Тепловое равновесие", "Thermal equilibrium", "2.1")
    add_node(version=draft.uuid, parent=root.uuid, kind="topic", text=text, **facts)
    publish_version(version=draft, **facts)
    return draft
