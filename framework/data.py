"""Typed values of ``framework``: what other packages see of a node and of the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

SUBJECT = "subject"
PROGRAMME = "programme"
LEVEL = "level"
GRADE = "grade"
SECTION = "section"
TOPIC = "topic"
ELEMENT = "element"
KINDS = (SUBJECT, PROGRAMME, LEVEL, GRADE, SECTION, TOPIC, ELEMENT)

# Kinds of frameworks (``framework.models.Framework.Kind``). The subjects of the first two are the
# subjects of a school: of the catalogue, of roles, of timetables.
PROGRAMMES = "programme"
REGIONAL = "regional"
INTERNATIONAL = "international"
CODIFIER = "codifier"
OTHER = "other"
OF_A_SCHOOL = frozenset({PROGRAMMES, REGIONAL})

# The key of the federal work programmes.
FEDERAL = "frp"

# What became of a node in the next edition.
ADDED = "added"
RENAMED = "renamed"
MOVED = "moved"
SPLIT = "split"
MERGED = "merged"
RETIRED = "retired"
EDITED = "edited"

# Relations of a crosswalk: what the source is to the target.
EXACT = "exact"
BROADER = "broader"
NARROWER = "narrower"
RELATED = "related"
TURNED_ROUND = {EXACT: EXACT, RELATED: RELATED, BROADER: NARROWER, NARROWER: BROADER}

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
    title_en: str = ""
    code: str = ""
    type_label: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkFacts:
    """A published framework: ``edition`` is its label, ``roots`` its outermost nodes in order."""

    uuid: UUID
    key: str
    title: str
    title_en: str
    kind: str
    edition: str
    publisher: str
    source: str
    roots: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A ``node`` of another framework that goes with the node that was asked about.

    ``relation`` is ``broader`` when the node that was asked about is the broader of the two.
    """

    node: UUID
    relation: str
    confidence: Decimal


@dataclass(frozen=True, slots=True)
class FormerNode:
    """A node that an edition ended: its last words, and what it goes on as (maybe nothing)."""

    title: str
    path: tuple[str, ...]
    successors: tuple[UUID, ...]


@dataclass(frozen=True)
class Tree:
    """An immutable snapshot of all published frameworks; look-ups cost no query.

    ``nodes`` maps uuid → node in tree order; ``by_key`` maps key → uuid. ``subjects`` are those of
    a school (:data:`OF_A_SCHOOL`); ``frameworks`` maps the key of a framework to its facts.
    """

    nodes: Mapping[UUID, Node]
    by_key: Mapping[str, UUID]
    subjects: tuple[UUID, ...]
    stamp: str
    frameworks: Mapping[str, FrameworkFacts] = field(default_factory=dict)
    crosswalks: Mapping[UUID, tuple[Counterpart, ...]] = field(default_factory=dict)
    former: Mapping[UUID, FormerNode] = field(default_factory=dict)
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

    def present(self, uuid: UUID) -> tuple[UUID, ...]:
        """Return the nodes of the present editions that ``uuid`` is or goes on as, in order."""
        found: dict[UUID, None] = {}
        seen: set[UUID] = set()
        waiting = [uuid]
        while waiting:
            one = waiting.pop(0)
            if one in seen:
                continue
            seen.add(one)
            if one in self.nodes:
                found[one] = None
            elif one in self.former:
                waiting = [*self.former[one].successors, *waiting]
        return tuple(found)

    def counterparts(self, uuid: UUID) -> tuple[Counterpart, ...]:
        """Return what the node is in other frameworks, the surest first."""
        return self.crosswalks.get(uuid, ())

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


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A line of a change map; ``number`` grows, paths are titles from the outermost down.

    ``former`` is ``None`` for a node that is new, ``present`` for one that is retired.
    """

    number: int
    kind: str
    former: UUID | None
    present: UUID | None
    title_before: str
    title_after: str
    path_before: tuple[str, ...]
    path_after: tuple[str, ...]
    confidence: Decimal
