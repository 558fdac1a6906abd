"""Typed values of ``learning_objects``.

``Draft`` is how content is written by anything that is not the editing screen (demo, REST,
packages); ``VersionView`` is how a published version is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning_objects import authoring
from learning_objects.attached_data import AttachedFile as AttachedFile  # noqa: PLC0414
from learning_objects.coverage_map import remedies
from learning_objects.reader_data import ObjectQuality as ObjectQuality  # noqa: PLC0414
from learning_objects.reader_data import ReaderNumbers as ReaderNumbers  # noqa: PLC0414
from learning_objects.reader_data import Review as Review  # noqa: PLC0414

# What authors agree on and what is said of them; the values are written in ``authoring``.
INVITE, TRANSFER, OFFER_LABELS = authoring.INVITE, authoring.TRANSFER, authoring.OFFER_LABELS
Answering = authoring.Answering
AnsweringOffer = authoring.AnsweringOffer
Piece = authoring.Piece
PublisherFacts = authoring.PublisherFacts
OriginFacts = authoring.OriginFacts
BasedOn = authoring.BasedOn
AuthorView = authoring.AuthorView
GapKey = remedies.GapKey
Remedy = remedies.Remedy

SCENARIO = "scenario"
MATERIAL = "material"
KINDS = (SCENARIO, MATERIAL)

DRAFT = "draft"
IN_REVIEW = "in_review"
RETURNED = "returned"
PUBLISHED = "published"
WITHDRAWN = "withdrawn"
STATES = (DRAFT, IN_REVIEW, RETURNED, PUBLISHED, WITHDRAWN)

COVERS = "covers"
PREREQUISITE = "prerequisite"
NEXT = "next"

# How an object left the library: nobody need hurry, or nobody should use it any more.
RETIRE = "retire"
BLOCK = "block"

STOP = "stop"
WARNING = "warning"
INFO = "info"

KIND_LABELS: dict[str, str | Promise] = {
    SCENARIO: _("lesson scenario"),
    MATERIAL: _("material"),
}
STATE_LABELS: dict[str, str | Promise] = {
    DRAFT: _("drafts"),
    IN_REVIEW: pgettext_lazy("materials", "in review"),
    RETURNED: pgettext_lazy("materials", "returned for changes"),
    PUBLISHED: pgettext_lazy("materials", "published"),
    WITHDRAWN: pgettext_lazy("materials", "withdrawn"),
}

# How content is shown: the page in the library, the board, the pupils' tablet and phone.
MODES: dict[str, str | Promise] = {
    "page": _("Page in the library"),
    "board": _("Board"),
    "tablet": _("Pupil's tablet"),
    "phone": _("Phone"),
}

PUBLISHED_TOPIC = "learning_object.published"
WITHDRAWN_TOPIC = "learning_object.withdrawn"
# Key: the uuid of the rating; payload: the uuids of its object and of its writer.
RATED_TOPIC = "learning_object.rated"
REVIEW_ANSWERED_TOPIC = "learning_object.review_answered"
REVIEW_REPORTED_TOPIC = "learning_object.review_reported"
REVIEW_HIDDEN_TOPIC = "learning_object.review_hidden"
# A new edition of the framework put the current version elsewhere.
REALIGNED_TOPIC = "learning_object.realigned"
# The words of a file that the current version shows can be had, or have changed.
WORDS_TOPIC = "learning_object.words_read"
# What was withdrawn is offered again, as it was or in a new version.
RESTORED_TOPIC = "learning_object.restored"


@dataclass(frozen=True, slots=True)
class TopicRef:
    """A link to a framework node: ``relation`` is covers, prerequisite or next."""

    node_uuid: UUID
    relation: str = COVERS


@dataclass(slots=True)
class Draft:
    """The whole editable content of one learning object.

    ``body`` is StreamField raw data (a list of ``{"type", "id", "value"}``); see
    ``learning_objects/README.md`` for the blocks. ``length_minutes`` is the lesson's length.
    """

    title: str
    summary: str = ""
    language: str = "ru"
    licence: str = "CC-BY-4.0"
    length_minutes: int = 45
    topics: list[TopicRef] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    outcome: str = ""
    key_points: list[str] = field(default_factory=list)
    misconceptions: list[dict[str, str]] = field(default_factory=list)
    keywords: list[dict[str, str]] = field(default_factory=list)
    planned_results: list[str] = field(default_factory=list)
    equipment: str = ""
    safety: str = ""
    support: str = ""
    extension: str = ""
    homework: str = ""
    body: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a submission check found: how bad, what, where, and how to mend it.

    ``field`` is a form field name; ``block`` the uuid of a StreamField block or empty; ``place``
    is the place in words ("Stage 2, «Опыт»"). ``url`` leads to what it is about (an object that is
    much alike, a page to answer on), ``url_label`` says where it leads. Texts are translated
    lazily.
    """

    code: str
    level: str
    message: str
    field: str = ""
    block: str = ""
    place: str = ""
    remedy: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True, slots=True)
class CheckSubject:
    """What a submission check looks at: the kind and the content (fields of :class:`Draft`).

    ``object_uuid`` names the object where there is one, for checks that compare it with others.
    """

    kind: str
    content: dict[str, Any]
    object_uuid: UUID | None = None


Check = Callable[[CheckSubject], list[Finding]]
# Looks at all findings of a subject and says how grave they are where it is used.
Judge = Callable[[CheckSubject, list[Finding]], list[Finding]]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who decided that a version may be published, where and when."""

    institute_uuid: UUID
    institute_title: str
    decision_uuid: UUID
    decided_at: datetime
    moderator_uuid: UUID


@dataclass(frozen=True, slots=True)
class VersionView:
    """A published version, everything the public page and the index need.

    ``content`` is the frozen content (the fields of :class:`Draft` with ``body`` raw data);
    ``text`` its plain text; ``withdrawn`` says that the object is no longer offered; ``origin`` is
    the library that a received object comes from.
    """

    object_uuid: UUID
    number: int
    kind: str
    title: str
    summary: str
    language: str
    licence: str
    length_minutes: int
    topics: tuple[TopicRef, ...]
    tags: tuple[str, ...]
    authors: tuple[AuthorView, ...]
    content: dict[str, Any]
    text: str
    digest: str
    institute_title: str
    published_at: datetime
    first_published_at: datetime
    withdrawn: bool
    origin: OriginFacts | None = None
    based_on: BasedOn | None = None
    publisher: PublisherFacts | None = None
    institute_uuid: UUID | None = None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One line of a list of versions."""

    number: int
    title: str
    published_at: datetime
    institute_title: str
    digest: str


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A public version as lists show it: no content, no text.

    ``topics`` are the uuids of the framework nodes that it covers, in the author's order.
    """

    object_uuid: UUID
    number: int
    kind: str
    title: str
    summary: str
    language: str
    licence: str
    length_minutes: int
    topics: tuple[UUID, ...]
    authors: tuple[AuthorView, ...]
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A public object at one of the nodes that were asked about, without its content."""

    object_uuid: UUID
    node: UUID
    kind: str
    title: str
    length_minutes: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What the public may know of an object that is no longer offered.

    ``topics`` are the uuids of the framework nodes that its last version covered, or of those that
    a newer edition put in their place.
    """

    title: str
    at: datetime
    reason: str
    topics: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class UsageNumber:
    """A number of places to say; ``at_least`` says that it was rounded down.

    ``in_term`` says that only those of the current half of the school year are counted.
    """

    number: int
    at_least: bool = False
    in_term: bool = False


@dataclass(frozen=True, slots=True)
class UsedAt:
    """A place that uses version ``number`` of an object; only its own package knows the place."""

    place_uuid: UUID
    number: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an object stands for somebody who holds a version of it.

    ``number`` and ``published_at`` are the newest version's; ``withdrawn`` says that the object is
    no longer offered, ``reason`` why and ``how`` it went. Only what was retired may still be read
    by those who hold it: with a block, or when another library withdrew it, nobody reads it.
    """

    number: int
    published_at: datetime
    withdrawn: bool
    reason: str
    how: str = ""

    @property
    def is_readable(self) -> bool:
        """Say whether whoever holds a version may go on reading it."""
        return not self.withdrawn or self.how == RETIRE


# A node, or a subject's level of education («ООО»), or a subject's grade (1–11).
CountKey = UUID | tuple[UUID, str] | tuple[UUID, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many public objects cover each place of the framework, each object once at each place.

    ``at`` maps a place to the objects linked to it or to anything below it; places without
    objects are left out. ``total`` is the number of all public objects.
    """

    at: Mapping[CountKey, int]
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many public objects cover a node, and when the newest of them was published."""

    number: int
    newest: datetime


@dataclass(frozen=True, slots=True)
class AssetLink:
    """A file of a version: the id that its origin's content names it by, and the id it has here."""

    code: str
    origin_id: int
    asset_id: int


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """A published version with all that has to travel with it.

    ``content`` is the content as its origin published it, images and documents named by the
    origin's ids: ``digest`` holds for it. ``authors`` are ``{uuid, name, role}`` as they stood.
    """

    number: int
    digest: str
    kind: str
    content: dict[str, Any]
    authors: list[dict[str, str]]
    institute_uuid: UUID
    institute_title: str
    decision_uuid: UUID
    moderator_uuid: UUID
    published_at: datetime
    assets: tuple[AssetLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectRecord:
    """An object with all its versions, the oldest first; ``origin`` is ``None`` for one's own.

    ``withdrawn_at`` says when its own library withdrew it.
    """

    uuid: UUID
    kind: str
    origin: OriginFacts | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    versions: tuple[VersionRecord, ...]


@dataclass(frozen=True, slots=True)
class KnownObject:
    """What is here under a uuid; ``versions`` maps a number to (digest, decision).

    ``origin`` is ``None`` for what was written here; ``withdrawn`` says that its own library
    withdrew it. A draft that was never published has no versions.
    """

    origin: UUID | None
    versions: Mapping[int, tuple[str, UUID]]
    withdrawn: bool
