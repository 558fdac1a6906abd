"""Typed values of ``notices``: how often mails go, and the shapes that other packages register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFF = "off"
DAILY = "daily"
WEEKLY = "weekly"
FREQUENCIES = (OFF, DAILY, WEEKLY)
FREQUENCY_LABELS: dict[str, str | Promise] = {
    OFF: _("never"),
    DAILY: _("every working day"),
    WEEKLY: _("on Mondays"),
}

PREPARED = "prepared"
SENDING = "sending"
SENT = "sent"
FAILED = "failed"
DROPPED = "dropped"
DIGEST_STATES = (PREPARED, SENDING, SENT, FAILED, DROPPED)

DEFAULT_HOUR = 8
URL_LENGTH = 500
DEDUPE_LENGTH = 200
# More than that is not counted: the bell then says «99+».
MOST_COUNTED = 99

Facts = Mapping[str, Any]
# Words with places to fill (``_("Returned: “%(title)s”")``), or a function for plurals and dates.
Words = str | Promise | Callable[[Facts], str]


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """What people choose a frequency of mail for: a few kinds of notices that belong together."""

    label: str | Promise
    hint: str | Promise = ""
    frequency: str = DAILY


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice: its words are made when it is read, in the reader's language.

    ``example`` has the keys that the data of each such notice has; start-up renders it in every
    language. ``icon`` is a Lucide name.
    """

    group: str
    title: Words
    example: Facts = field(default_factory=dict)
    text: Words = ""
    icon: str = "bell"


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice in words, as its recipient reads it; ``url`` is the place on this site or empty."""

    uuid: UUID
    code: str
    group: str
    title: str
    text: str
    icon: str
    url: str
    created_at: datetime
    read_at: datetime | None

    @property
    def is_new(self) -> bool:
        """Say whether it is unread."""
        return self.read_at is None


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """The notices of one day, the newest first."""

    day: date
    notices: tuple[NoticeView, ...]


@dataclass(frozen=True, slots=True)
class MailPlan:
    """When the digests of a person leave: ``zone`` is a name of the time zone database."""

    is_on: bool
    hour: int
    zone: str


@dataclass(frozen=True, slots=True)
class Bell:
    """The bell in the header: where it leads, what it says aloud, the number on it or nothing."""

    url: str
    label: str
    count: str
