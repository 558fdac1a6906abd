"""Typed values of ``moderation``: states, filters of the queue, what timelines and lists show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

QUEUED = "queued"
CLAIMED = "claimed"
RETURNED = "returned"
APPROVED = "approved"
REJECTED = "rejected"
RECALLED = "recalled"
KEPT = "kept"
REMOVED = "removed"
STATES = (QUEUED, CLAIMED, RETURNED, APPROVED, REJECTED, RECALLED, KEPT, REMOVED)
OPEN_STATES = (QUEUED, CLAIMED, RETURNED)
WAITING_STATES = (QUEUED, CLAIMED)
RECHECK_ENDS = (KEPT, REMOVED)

# Why an object is with the institute: its next version, or a second look at the public one.
REVIEW = "review"
RECHECK = "recheck"
PURPOSES = (REVIEW, RECHECK)

RETURN = "return"
APPROVE = "approve"
REJECT = "reject"
KEEP = "keep"
RETIRE = "retire"
BLOCK = "block"
VERDICTS = (RETURN, APPROVE, REJECT, KEEP, RETIRE, BLOCK)

# What a control item may be about, and by how many experts it may be judged.
CONTROL_VERDICTS = (RETURN, APPROVE, REJECT)
MOST_CONTROLLED = 5

# What a step of a review looks at; each has rubrics of its own.
METHODICAL = "methodical"
TECHNICAL = "technical"
STAGES = (METHODICAL, TECHNICAL, RECHECK)

YES = "yes"
NO = "no"
NOT_APPLICABLE = "na"
MARKS = (YES, NO, NOT_APPLICABLE)

CENTRAL = "central"
REGIONAL = "regional"

UPHELD = "upheld"
OVERTURNED = "overturned"

MUST = "must"
SHOULD = "should"
NOTE = "note"

OPEN = "open"
DONE = "done"
RESOLVED = "resolved"
WITHDRAWN = "withdrawn"
REMARK_STATES = (OPEN, DONE, RESOLVED, WITHDRAWN)
UNSETTLED = (OPEN, DONE)

LEASE = timedelta(hours=2)
# How long after its lease a forgotten claim goes back to the queue.
FORGOTTEN_AFTER = timedelta(hours=4)

# How many works an expert holds at once unless the chief says otherwise.
CAPACITY = 10
MOST_CAPACITY = 200

NORMAL = 0
RAISED = 1
URGENT = 2
PRIORITIES = (NORMAL, RAISED, URGENT)

# The deadline of what has no running clock; a date and not NULL, so that it sorts last everywhere.
NO_DEADLINE = datetime(2999, 1, 1, tzinfo=UTC)
# Working days of a review without a rule, and the fewest that a resumed clock gives.
REVIEW_DAYS = 5
LEAST_DAYS = 2
# Working days after the deadline at which chiefs are told.
ESCALATE_AFTER = 2

# Why an expert gives a submission back.
KNOWS_AUTHOR = "conflict"
NOT_MY_FIELD = "field"
NO_TIME = "time"
AWAY = "absence"
OTHER = "other"
REASON_LABELS: dict[str, str | Promise] = {
    KNOWS_AUTHOR: _("I know the author, or have another interest"),
    NOT_MY_FIELD: _("not my field"),
    NO_TIME: _("no time for it now"),
    AWAY: _("I shall be away"),
    OTHER: _("something else"),
}
RELEASE_REASONS = tuple(REASON_LABELS)

ALL = "all"
FREE = "free"
MINE = "mine"
TEAM = "team"
OVERDUE = "overdue"
AWAITED = "awaited"
WHICH = (FREE, MINE, TEAM, ALL, OVERDUE, AWAITED)


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What an expert asks the queue for; empty values ask for everything.

    ``which`` is ``free`` (nobody's, or an expired lease), ``mine``, ``team`` (with experts),
    ``all`` (waiting for the institute), ``overdue`` (past its deadline) or ``awaited`` (returned,
    with the author). ``institute`` and ``person`` (who holds the claim; a chief's question) are
    uuids. ``text`` is looked for in titles and authors' names in any case, ё = е.
    """

    which: str = ALL
    subject: UUID | None = None
    grade: int | None = None
    kind: str = ""
    text: str = ""
    institute: UUID | None = None
    stage: str = ""
    purpose: str = ""
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """How much an expert has in hand; ``away_until`` is the last day of an absence."""

    person_uuid: UUID
    name: str
    held: int
    late: int
    capacity: int
    away_until: date | None = None

    @property
    def is_full(self) -> bool:
        """Say whether "next for me" gives them nothing more."""
        return self.held >= self.capacity


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What one round of the sweeper did."""

    expired: int
    late: int
    escalated: int
    given_back: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a remark may point at: a form ``field``, a ``block`` (its uuid) of the body, or
    an ``item`` of either: a passage, a row, a cell, the alternative text.

    ``label`` is the place in words, ``text`` its plain text.
    """

    field: str
    block: str
    label: str
    text: str
    item: str = ""

    @property
    def key(self) -> str:
        """Return the place as one form value: ``"field:block"`` or ``"field:block:item"``."""
        whole = f"{self.field}:{self.block}"
        return f"{whole}:{self.item}" if self.item else whole


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that is ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one item of a place: ``added removed changed moved``, with its words.

    ``item`` is its key in the newer content, ``before`` in the older one; ``label`` names it.
    """

    kind: str
    item: str
    before: str
    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one place: ``added removed changed moved``.

    ``what`` is ``field``, ``stage`` or the type of the block; ``parts`` are its changed items (none
    when only formatting, the position or the file changed). ``before`` is the place in the older
    content, ``moved`` whether it stands elsewhere now; ``stages`` are the ids of the stages in
    which it stood and stands. ``assets`` are the ids of the picture or file before and now.
    """

    kind: str
    what: str
    place: Place
    before: Place | None = None
    parts: tuple[Part, ...] = ()
    moved: bool = False
    stages: tuple[str, str] = ("", "")
    assets: tuple[int, int] = (0, 0)
    alts: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a remark's place since the draft on which it was said.

    ``state`` is ``unchanged``, ``changed`` or ``gone``.
    """

    state: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyView:
    """An answer to a remark."""

    author_name: str
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Recording:
    """A film or sound that a place links to: the address, and the place in ids and words."""

    field: str
    block: str
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A second, counted from 0, of the recording at an address."""

    recording: str
    second: int


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A remark as its author and the expert see it; ``place`` is in words, ``block`` a uuid.

    ``closed``: its review ended with an approval, so that nothing can become of it any more.
    ``since`` is filled where the newer draft is at hand and the remark is older than it.
    """

    uuid: UUID
    severity: str
    severity_label: str
    state: str
    state_label: str
    place: str
    block: str
    field: str
    text: str
    round: int
    author_name: str
    created_at: datetime
    replies: tuple[ReplyView, ...] = ()
    closed: bool = False
    item: str = ""
    revision_id: int = 0
    since: Since | None = None
    moment: Moment | None = None
    moment_label: str = ""
    moment_address: str = ""


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One line of an object's timeline: what happened, who did it, and what was said."""

    at: datetime
    action: str
    label: str
    person_name: str
    text: str = ""
    round: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewHistory:
    """Everything an author is shown of the review of one object, oldest first."""

    items: tuple[HistoryItem, ...]
    remarks: tuple[RemarkView, ...]

    @property
    def open_remarks(self) -> tuple[RemarkView, ...]:
        """Return the remarks that nobody has settled yet."""
        return tuple(
            remark for remark in self.remarks if remark.state in UNSETTLED and not remark.closed
        )
