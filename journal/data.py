"""Typed values of ``journal``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning_objects.data import VersionCard
from search import data as selection

AT_LESSON = "at_lesson"
AT_HOME = "at_home"
PURPOSES = (AT_LESSON, AT_HOME)
PURPOSE_LABELS: dict[str, str | Promise] = {
    AT_LESSON: _("at the lesson"),
    AT_HOME: _("at home"),
}
# Written by ``learning_objects`` with every use, so that it can say where a material is used.
USAGE_CODE = "lesson"
# The name under which the outbox keeps what the journal has to hear.
CONSUMER = "journal"

MOST_MATERIALS = 40
THEME_LIMIT = 300
HOMEWORK_LIMIT = 2000
NOTE_LIMIT = 300

# Where a pinned version stands in the library of today.
NEWEST = "newest"
OUTDATED = "outdated"
WITHDRAWN = "withdrawn"
BLOCKED = "blocked"
ABSENT = "absent"

# What a material at the lesson is for, when it was chosen for something; home is a purpose.
AIMS = (selection.EXPLAIN, selection.PRACTISE, selection.CHECK)
AIM_LABELS: dict[str, str | Promise] = {
    selection.EXPLAIN: _("to explain"),
    selection.PRACTISE: _("to practise"),
    selection.CHECK: _("to check"),
}
# What material is looked for; "" mixes all of them.
WANTED_LABELS: dict[str, str | Promise] = {
    "": _("For everything"),
    selection.EXPLAIN: _("Explain"),
    selection.PRACTISE: _("Practise"),
    selection.CHECK: _("Check"),
    selection.AT_HOME: _("At home"),
}

# Why a material is offered, in the words of a lesson.
SAME_TOPIC, TWIN_TOPIC = selection.SAME_TOPIC, selection.TWIN_TOPIC
COUNTERPART_TOPIC, USED_HERE = selection.COUNTERPART_TOPIC, selection.USED_HERE
PREREQUISITE, LEADS_HERE = selection.PREREQUISITE_TOPIC, selection.LEADS_HERE
NEIGHBOUR = selection.NEIGHBOUR
REASON_LABELS: dict[str, str | Promise] = {
    SAME_TOPIC: _("the topic of the lesson"),
    TWIN_TOPIC: _("the same topic in another programme"),
    COUNTERPART_TOPIC: _("the same topic in another framework"),
    USED_HERE: _("teachers of your school took it for this topic"),
    PREREQUISITE: _("must be known before this topic"),
    LEADS_HERE: _("leads to this topic"),
    NEIGHBOUR: _("a neighbouring topic of the same section"),
}


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson as a page shows it; ``starts`` and ``ends`` are clocks of the school's own zone."""

    uuid: UUID
    url: str
    subject: str
    hue: int
    group: str
    school: str
    teacher: str
    day: date
    slot: int
    starts: datetime
    ends: datetime
    room: str
    cancelled: bool
    held: bool
    status: str
    status_code: str

    @property
    def begins(self) -> str:
        """The clock of the school at the beginning; templates would show the site's own zone."""
        return f"{self.starts:%H:%M}"

    @property
    def finishes(self) -> str:
        """The clock of the school at the end."""
        return f"{self.ends:%H:%M}"


@dataclass(frozen=True, slots=True)
class MaterialView:
    """A material on a lesson as a page shows it.

    ``standing`` is one of ``newest``, ``outdated``, ``withdrawn``, ``blocked`` and ``absent``.
    ``url`` is the page of the pinned version, for a withdrawn one that lessons keep its page in the
    journal; empty when nobody may read it. For an outdated one
    ``newest_number``, ``newest_at`` and ``newest_url`` tell what there is now.
    """

    uuid: UUID
    object_uuid: UUID
    number: int
    kind: str
    kind_label: str | Promise
    title: str
    purpose: str
    note: str
    position: int
    standing: str
    url: str
    aim: str = ""
    reason: str = ""
    newest_number: int = 0
    newest_at: datetime | None = None
    newest_url: str = ""

    @property
    def aim_label(self) -> str | Promise:
        """What it is for, in words; empty when nobody said."""
        return AIM_LABELS.get(self.aim, "")

    @property
    def can_be_opened(self) -> bool:
        """Whether there is a page to open."""
        return bool(self.url)

    @property
    def is_gone(self) -> bool:
        """Whether the library no longer offers it, so that the teacher should take another."""
        return self.standing in (WITHDRAWN, BLOCKED, ABSENT)


@dataclass(frozen=True, slots=True)
class Offer:
    """A material that is offered for a lesson: why by code, and all reasons in words.

    ``had_on`` is the day on which the class had it last, ``None`` when it never had.
    """

    card: VersionCard
    reason: str
    words: tuple[str, ...]
    had_on: date | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """What a lesson is offered, the best first, and what the class had already."""

    fresh: tuple[Offer, ...] = ()
    had: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicSuggestion:
    """A topic to take next: ``words`` say why, ``path`` where it stands in the programme."""

    uuid: UUID
    title: str
    path: str
    words: str
