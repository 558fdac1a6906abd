"""The methodologist's moves: write a call, open it, close it, take it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.api import User, require
from core.api import fold
from framework.api import get_tree, path_label
from framework.data import SECTION, TOPIC
from learning_objects.data import KINDS
from moderation.actions.institute import ensure_central_institute
from moderation.commissions import announcing
from moderation.commissions.actions.access import (
    NoReason,
    check_call,
    lock_call,
    move_taking,
    note_call,
    note_taking,
    write_call,
)
from moderation.commissions.data import (
    APPLIED,
    CANCELLED,
    DRAFT,
    MOST_PLACES,
    WORKING,
    Brief,
)
from moderation.commissions.states import MANAGE, TAKINGS, TakingAttempt
from moderation.models import Commission, Taking


class WrongBrief(ValueError):
    """A call that nobody could answer; ``place`` is the field of :class:`Brief`."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@transaction.atomic
def create_commission(*, brief: Brief, by: User, now: datetime) -> Commission:
    """Write a call as a draft that only methodologists of its subject see.

    Raises :class:`WrongBrief` (an unknown topic or kind, no words, no places) and ``NotAllowed``
    unless ``by`` is a methodologist of the topic's subject.
    """
    facts = _facts(brief)
    require(by, MANAGE, facts["subject_uuid"])
    made = Commission.objects.create(
        institute=ensure_central_institute(), created_by=by, created_at=now, **facts
    )
    note_call("create", made, by=by, now=now, title=made.title)
    return made


@transaction.atomic
def change_commission(
    *, commission: Commission, brief: Brief, by: User, now: datetime
) -> Commission:
    """Write a draft anew. What is open keeps its words: authors have applied for them.

    Raises :class:`WrongBrief`, ``NotAllowed`` (also for a subject that is not one's own) and
    :class:`CallIsOut`.
    """
    fresh = lock_call(commission.pk)
    require(by, MANAGE, fresh)
    if fresh.state != DRAFT:
        raise CallIsOut
    facts = _facts(brief)
    require(by, MANAGE, facts["subject_uuid"])
    write_call(fresh, commission, **facts)
    note_call("change", fresh, by=by, now=now)
    return commission


class CallIsOut(Exception):
    """The call has been opened: its words stay, only its places and its deadline may grow."""


def _facts(brief: Brief) -> dict[str, Any]:
    """Return the columns that a brief fills; raises :class:`WrongBrief`."""
    tree = get_tree()
    node, subject = tree.get(brief.node_uuid), tree.subject_of(brief.node_uuid)
    if node is None or subject is None or node.kind not in (SECTION, TOPIC):
        raise WrongBrief("node_uuid")
    if brief.kind not in KINDS:
        raise WrongBrief("kind")
    if not 1 <= brief.places <= MOST_PLACES:
        raise WrongBrief("places")
    words = {"title": brief.title.strip()[:200], "wanted": brief.wanted.strip()}
    for place, text in words.items():
        if not text:
            raise WrongBrief(place)
    topic = path_label(node.uuid)[:700]
    return {
        **words,
        "node_uuid": node.uuid,
        "topic": topic,
        "subject_uuid": subject.uuid,
        "grade": node.grade,
        "kind": brief.kind,
        "outcome": brief.outcome.strip(),
        "constraints": brief.constraints.strip(),
        "fee_note": brief.fee_note.strip()[:500],
        "places": brief.places,
        "first_come": brief.first_come,
        "deadline": brief.deadline,
        "search_text": fold(f"{words['title']} {topic}")[:900],
    }


@transaction.atomic
def open_commission(*, commission: Commission, by: User, now: datetime) -> None:
    """Let every author see the call, and tell those who follow its subject.

    Raises ``TransitionRefused``.
    """
    fresh = lock_call(commission.pk)
    target = check_call("open", fresh, by=by, now=now).target
    write_call(fresh, commission, state=target, opened_at=now)
    note_call("open", fresh, by=by, now=now)
    announcing.tell_opened(fresh, now=now)


@transaction.atomic
def close_commission(*, commission: Commission, by: User, now: datetime) -> None:
    """Take no more applications; those that wait are still decided, work goes on."""
    _turn("close", commission, by=by, now=now)


@transaction.atomic
def reopen_commission(*, commission: Commission, by: User, now: datetime) -> None:
    """Take applications again; needs a free place and a day that is still to come."""
    _turn("reopen", commission, by=by, now=now)


def _turn(name: str, commission: Commission, *, by: User, now: datetime) -> None:
    fresh = lock_call(commission.pk)
    target = check_call(name, fresh, by=by, now=now).target
    write_call(fresh, commission, state=target)
    note_call(name, fresh, by=by, now=now)


class CannotShrink(ValueError):
    """A call that authors have seen loses neither days nor places; ``place`` is which."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@transaction.atomic
def prolong_commission(
    *, commission: Commission, deadline: date, places: int, by: User, now: datetime
) -> None:
    """Give a call more days or more places. Raises :class:`CannotShrink` and ``NotAllowed``."""
    fresh = lock_call(commission.pk)
    require(by, MANAGE, fresh)
    if deadline < fresh.deadline or fresh.state == CANCELLED:
        raise CannotShrink("deadline")
    if not fresh.places <= places <= MOST_PLACES:
        raise CannotShrink("places")
    if deadline != fresh.deadline:
        fresh.takings.update(reminded_at=None)
    write_call(fresh, commission, deadline=deadline, places=places)
    note_call("prolong", fresh, by=by, now=now, deadline=deadline.isoformat(), places=places)


@transaction.atomic
def cancel_commission(*, commission: Commission, reason: str, by: User, now: datetime) -> None:
    """Take the call back for good, with a reason that everybody concerned reads.

    Applications are declined and work that has not been sent is released; what is in review goes
    on and may still answer the call. Raises ``TransitionRefused`` and :class:`NoReason`.
    """
    fresh = lock_call(commission.pk)
    target = check_call("cancel", fresh, by=by, now=now).target
    words = reason.strip()
    if not words and fresh.state != DRAFT:
        raise NoReason
    write_call(fresh, commission, state=target, reason=words)
    note_call("cancel", fresh, by=by, now=now, reason=words)
    for taking in _unsent(fresh):
        name = "decline" if taking.state == APPLIED else "revoke"
        # The right was asked of the call.
        attempt = TakingAttempt(taking, fresh, now)
        ended = TAKINGS.check(name, state=taking.state, subject=attempt, allowed=True).target
        move_taking(taking, taking, ended, now=now, reason=words, decided_by=by)
        note_taking(name, taking, by=by, now=now)
        announcing.tell_ended(taking, now=now)
    commission.taken = fresh.taken


def _unsent(commission: Commission) -> list[Taking]:
    found = Taking.objects.select_for_update(of=("self",)).select_related("author")
    rows = list(found.filter(commission=commission, state__in=(APPLIED, WORKING)).order_by("pk"))
    for row in rows:
        row.commission = commission
    return rows


def call_title(node_uuid: UUID, kind_label: str) -> str:
    """Return a title to begin with: what is wanted and the name of the topic."""
    node = get_tree().get(node_uuid)
    title = node.title if node else ""
    words = gettext("%(kind)s: %(topic)s") % {"kind": kind_label.capitalize(), "topic": title}
    return words[:200] if title else ""


def usual_deadline(now: datetime) -> date:
    """Return the day that the form proposes: four weeks from today."""
    return date.fromordinal(timezone.localdate(now).toordinal() + 28)
