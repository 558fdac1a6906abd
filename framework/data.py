"""Typed values of ``framework``: what other packages see of a node and of the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

SUBJECT = "subject"
PROGRAMME = "programme"
LEVEL = "level"
GRADE = "grade"
SECTION = "section"
TOPIC = "topic"
ELEMENT = "element"
KINDS = (SUBJECT, PROGRAMME, LEVEL, GRADE, SECTION, TOPIC, ELEMENT)

# Variants of a programme, as the programmes themselves name them.
BASIC = "базовый"
ADVANCED = "углублённый"

# Outbox topics; the key is the uuid of the framework version.
PUBLISHED_TOPIC = "framework.published"
CHANGED_TOPIC = "framework.changed"


@dataclass(frozen=True, slots=True)
class Node:
    """One node as the world sees it; ``ancestors`` runs from the subject down to the parent.

    ``hours`` are academic hours or ``None``; ``grade`` is 1–11 or ``None`` above the grade;
    ``variant`` is ``"базовый"``, ``"углублённый"`` or empty. ``title`` may be empty for a section.
    """

    uuid: UUID
    key: str
    kind: str
    title: str
    hours: int | None
    content: str
    grade: int | None
    education_level: str
    variant: str
    framework_key: str
    parent: UUID | None
    ancestors: tuple[UUID, ...]
    children: tuple[UUID, ...]
    search_text: str = ""
    search_words: str = ""
    content_words: str = ""
    source: str = ""


@dataclass(frozen=True)
class Tree:
    """An immutable snapshot of all published frameworks; look-ups cost no query.

    ``nodes`` maps uuid → node in tree order; ``by_key`` maps key → uuid.
    """

    nodes: Mapping[UUID, Node]
    by_key: Mapping[str, UUID]
    subjects: tuple[UUID, ...]
    stamp: str
    extra: dict[str, object] = field(default_factory=dict, compare=False)

    def get(self, uuid: UUID) -> Node | None:
        """Return the node or ``None``."""
        return self.nodes.get(uuid)

    def path(self, uuid: UUID) -> tuple[Node, ...]:
        """Return the node's ancestors and the node itself, outermost first; empty if unknown."""
        node = self.nodes.get(uuid)
        if node is None:
            return ()
        return (*(self.nodes[item] for item in node.ancestors), node)

    def subject_of(self, uuid: UUID) -> Node | None:
        """Return the subject that ``uuid`` belongs to."""
        return next((node for node in self.path(uuid) if node.kind == SUBJECT), None)

    def children(self, uuid: UUID) -> tuple[Node, ...]:
        """Return the children in order."""
        node = self.nodes.get(uuid)
        return tuple(self.nodes[item] for item in node.children) if node else ()

    def descend(self, uuid: UUID) -> Iterator[Node]:
        """Yield the node and everything below it, depth first, in order."""
        stack = [uuid]
        while stack:
            node = self.nodes[stack.pop()]
            yield node
            stack.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found (``programmes`` … ``topics``) and what it did to the nodes.

    ``renamed`` nodes kept their key and uuid under a new title and are counted in ``updated``
    too. ``same`` nodes were left as they are.
    """

    programmes: int
    subject_grades: int
    sections: int
    topics: int
    created: int
    updated: int
    renamed: int
    removed: int
    same: int

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.created or self.updated or self.removed)


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """What a package says of a node; ``parent`` is ``None`` for a subject."""

    uuid: UUID
    parent: UUID | None
    key: str
    kind: str
    title: str
    hours: int | None
    grade: int | None
    education_level: str
    variant: str
    framework_key: str
