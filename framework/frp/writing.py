"""From planned nodes to programme files: the inverse of reading and planning them."""

from __future__ import annotations

from typing import Any

from framework.data import GRADE, PROGRAMME, SECTION, SUBJECT, TOPIC
from framework.planning import PlannedNode


class NotProgrammes(ValueError):
    """The tree is not subject → programme → grade → section → topic; ``node`` stands wrong."""

    def __init__(self, node: str) -> None:
        super().__init__(node)
        self.node = node


def write_programmes(roots: list[PlannedNode]) -> dict[str, dict[str, Any]]:
    """Return file name → decoded JSON of each programme, as ``framework.frp`` reads them.

    File names are made of subject, level and variant, as those of the starter are. Raises
    :class:`NotProgrammes`.
    """
    found = {}
    for subject in _of_kind(roots, SUBJECT):
        for programme in _of_kind(subject.children, PROGRAMME):
            name = "-".join(programme.key.split("/")[1:])
            found[f"{name}.json"] = _programme(subject, programme)
    return found


def _of_kind(nodes: list[PlannedNode], kind: str) -> list[PlannedNode]:
    for node in nodes:
        if node.kind != kind or (kind == TOPIC and node.children):
            raise NotProgrammes(node.title or node.key)
    return nodes


def _programme(subject: PlannedNode, programme: PlannedNode) -> dict[str, Any]:
    return {
        "subject": subject.title,
        "level": programme.education_level,
        "variant": programme.variant,
        "source": programme.source,
        "grades": [_grade(grade) for grade in _of_kind(programme.children, GRADE)],
    }


def _grade(grade: PlannedNode) -> dict[str, Any]:
    return {
        "grade": grade.grade,
        "hours": grade.hours or 0,
        "sections": [_section(section) for section in _of_kind(grade.children, SECTION)],
    }


def _section(section: PlannedNode) -> dict[str, Any]:
    return {
        "title": section.title,
        "hours": section.hours or 0,
        "topics": [_topic(topic) for topic in _of_kind(section.children, TOPIC)],
    }


def _topic(topic: PlannedNode) -> dict[str, Any]:
    return {"title": topic.title, "hours": topic.hours or 0, "content": topic.content}
