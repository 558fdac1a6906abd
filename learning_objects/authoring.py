"""Values about authors, their sources and what they agree on. Read through ``data``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from learning_objects.models import AuthorOffer, Suggestion

OPEN = "open"
ACCEPTED = "accepted"
DECLINED = "declined"
TAKEN_BACK = "taken_back"
SUGGESTION_STATES = (OPEN, ACCEPTED, DECLINED, TAKEN_BACK)

OFFERED = "offered"
OFFER_WITHDRAWN = "withdrawn"
EXPIRED = "expired"
OFFER_STATES = (OFFERED, ACCEPTED, DECLINED, OFFER_WITHDRAWN, EXPIRED)

INVITE = "invite"
TRANSFER = "transfer"
OFFER_KINDS = (INVITE, TRANSFER)
OFFER_LABELS: dict[str, str | Promise] = {
    INVITE: _("to be a co-author"),
    TRANSFER: _("to take over as the owner"),
}

# Somebody proposed a change; a proposal was answered or taken back. The key is the object's uuid.
SUGGESTED_TOPIC = "learning_object.suggested"
SUGGESTION_TOPIC = "learning_object.suggestion_answered"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of plain text that one can propose to change: ``place`` in words."""

    key: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class OriginFacts:
    """Another library: ``address`` is that of its site, without a slash at the end."""

    uuid: UUID
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class BasedOn:
    """The published version that an object was made from, as it was named then.

    ``authors`` are names; ``address`` is where that very version can be read.
    """

    uuid: UUID
    number: int
    digest: str
    title: str
    authors: tuple[str, ...]
    licence: str
    source: str
    address: str


@dataclass(frozen=True, slots=True)
class AuthorView:
    """An author as the public sees them."""

    uuid: UUID
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class PublisherFacts:
    """The organisation in whose name a version was published, as it was called then."""

    uuid: UUID
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Answering:
    """A suggestion at a moment: what its rules and guards look at."""

    suggestion: Suggestion
    now: datetime


@dataclass(frozen=True, slots=True)
class AnsweringOffer:
    """An invitation or a transfer at a moment."""

    offer: AuthorOffer
    now: datetime
