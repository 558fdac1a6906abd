"""Typed values of ``assessment`` that other packages may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from assessment.items.item import AssessmentItem
from assessment.items.learner import public_view
from assessment.items.outcome import ItemResponse, ItemScore, PartScore, RawAnswer, Reason, Verdict
from assessment.items.template import ItemTemplate, TemplateRefused

if TYPE_CHECKING:
    from accounts.api import User

DRAFT = "draft"
READY = "ready"
RETIRED = "retired"
STATUSES = (DRAFT, READY, RETIRED)

# Who sees an item beside its owner and the people whom the owner names.
OWN = "own"
CIRCLE = "circle"
EVERYBODY = "everybody"
AUDIENCES = (OWN, CIRCLE, EVERYBODY)

EASIEST, HARDEST = 1, 5

NEW = "new"
CHANGED = "changed"
SAME = "same"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is said about an item beside its content.

    ``topics`` are uuids of framework nodes. ``subject`` (uuid of a subject node) and ``grade`` are
    those of the first topic unless said. ``difficulty`` is 1 (easiest) to 5, ``None`` not judged.
    """

    topics: tuple[UUID, ...] = ()
    subject: UUID | None = None
    grade: int | None = None
    difficulty: int | None = None


@dataclass(frozen=True, slots=True)
class NewItem:
    """One item, or a template of items, to put into the bank.

    ``key`` names it for people and for repeated imports: an item of the same owner under that key
    is revised. Empty, a key is made. ``place`` says where it stands in its file, ``identifier``
    what the file calls it. ``of`` names the item of the bank that it is known to be.
    """

    item: AssessmentItem | ItemTemplate
    facts: ItemFacts = ItemFacts()
    key: str = ""
    place: str = ""
    identifier: str = ""
    of: UUID | None = None


@dataclass(frozen=True, slots=True)
class AddedLine:
    """What became, or would become, of one item; ``reason`` is a code of a refusal."""

    outcome: str
    title: str
    key: str
    place: str = ""
    uuid: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of all of them. When one was refused, none was written."""

    lines: tuple[AddedLine, ...]

    @property
    def is_written(self) -> bool:
        """Whether nothing stood in the way."""
        return not any(line.outcome == REFUSED for line in self.lines)

    def count(self, outcome: str) -> int:
        """Return how many items had this outcome."""
        return sum(line.outcome == outcome for line in self.lines)


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What a list of the bank is narrowed by; empty values narrow nothing.

    ``whose`` is ``own`` (mine), ``shared`` (with me by name) or empty. ``topic`` takes in what lies
    below it in the framework.
    """

    text: str = ""
    subject: UUID | None = None
    topic: UUID | None = None
    grade: int | None = None
    difficulty: int | None = None
    status: str = ""
    interaction: str = ""
    tag: str = ""
    language: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A set of people an item may be shared with: an organisation, a school."""

    code: str
    uuid: UUID
    label: str


CirclesOf = Callable[["User"], "list[Circle]"]


@dataclass(frozen=True, slots=True)
class UseWords:
    """How uses of one kind are told: ``describe`` turns uuids of places into (words, address)."""

    label: str
    describe: Callable[[list[UUID]], dict[UUID, tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class UseLine:
    """One place that uses an item."""

    code: str
    label: str
    place_uuid: UUID
    number: int
    recorded_at: datetime
    words: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class LearnerView:
    """What a learner's client gets: ``item`` as JSON values, kept QTI items by part."""

    item: dict[str, object]
    kept: dict[str, object] = field(default_factory=dict)


__all__ = [
    "AUDIENCES",
    "CHANGED",
    "CIRCLE",
    "DRAFT",
    "EASIEST",
    "EVERYBODY",
    "HARDEST",
    "NEW",
    "OWN",
    "READY",
    "REFUSED",
    "RETIRED",
    "SAME",
    "STATUSES",
    "AddReport",
    "AddedLine",
    "AssessmentItem",
    "Circle",
    "CirclesOf",
    "ItemFacts",
    "ItemFilter",
    "ItemResponse",
    "ItemScore",
    "ItemTemplate",
    "LearnerView",
    "NewItem",
    "PartScore",
    "RawAnswer",
    "Reason",
    "TemplateRefused",
    "UseLine",
    "UseWords",
    "Verdict",
    "public_view",
]
