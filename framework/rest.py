"""REST routes of ``framework``, mounted by ``cms.rest`` under ``/api/v1/``: public reads."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from framework.api import get_node, get_tree, path_label, search_nodes
from framework.data import Node

router = Router(tags=["framework"])

Kind = Literal["subject", "programme", "level", "grade", "section", "topic", "element"]


class NodeBrief(Schema):
    """A node in a list. ``title`` is empty for an untitled section, ``hours`` null if not given."""

    uuid: UUID
    key: str
    kind: str
    title: str
    hours: int | None
    grade: int | None
    education_level: str
    variant: str


class NodeFound(NodeBrief):
    """A node that a search found, with its path in words."""

    path: str


class NodeFull(NodeBrief):
    """A node with its content text, its ancestors from the subject down, and its children."""

    framework_key: str
    content: str
    source: str
    ancestors: list[NodeBrief]
    children: list[NodeBrief]


class NodeQuestion(Schema):
    """The parameters of a search; ``subject`` is the uuid of a subject node."""

    q: str = Field(min_length=1, max_length=200)
    kind: list[Kind] = []
    subject: UUID | None = None
    grade: int | None = Field(default=None, ge=1, le=11)
    limit: int = Field(default=20, ge=1, le=100)


@router.get("nodes", response=list[NodeFound], auth=None, summary="Search the framework")
def list_nodes(request: HttpRequest, question: Query[NodeQuestion]) -> list[NodeFound]:
    """Return the nodes that match ``q`` best, best first."""
    found = search_nodes(
        question.q, question.limit, question.kind or None, question.subject, question.grade
    )
    return [NodeFound(**_brief(node).dict(), path=path_label(node.uuid)) for node in found]


@router.get("nodes/{uuid}", response=NodeFull, auth=None, summary="One node")
def read_node(request: HttpRequest, uuid: UUID) -> NodeFull:
    """Return the published node ``uuid`` with its ancestors and children."""
    node = get_node(uuid)
    if node is None:
        raise HttpError(404, "no such node")
    tree = get_tree()
    return NodeFull(
        **_brief(node).dict(),
        framework_key=node.framework_key,
        content=node.content,
        source=node.source,
        ancestors=[_brief(item) for item in tree.path(uuid)[:-1]],
        children=[_brief(item) for item in tree.children(uuid)],
    )


@router.get("subjects", response=list[NodeBrief], auth=None, summary="All subjects")
def list_subjects(request: HttpRequest) -> list[NodeBrief]:
    """Return the subjects of the published framework by the Russian alphabet."""
    tree = get_tree()
    return [_brief(tree.nodes[uuid]) for uuid in tree.subjects]


def _brief(node: Node) -> NodeBrief:
    return NodeBrief(
        uuid=node.uuid,
        key=node.key,
        kind=node.kind,
        title=node.title,
        hours=node.hours,
        grade=node.grade,
        education_level=node.education_level,
        variant=node.variant,
    )
