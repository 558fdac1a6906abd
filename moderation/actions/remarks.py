"""Remarks: said by an expert, answered by an author, settled by an expert."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User, may, require
from moderation.actions.access import lock_submission, note_move
from moderation.actions.canned import note_use
from moderation.actions.claiming import renew
from moderation.data import CLAIMED, OPEN_STATES, RECALLED, Moment, Place
from moderation.models import Remark, Reply, Submission
from moderation.moments import check_moment
from moderation.places import find_place
from moderation.queries import content_of
from moderation.rules import SEE_HISTORY
from moderation.states import REMARK, REMARKS

# What is unsettled at a recall goes along into the next submission.
ANSWERABLE = (*OPEN_STATES, RECALLED)


class UnknownPlace(ValueError):
    """A remark on a block or field that the reviewed revision does not have."""


class EmptyText(ValueError):
    """A remark or an answer without a word."""


class NotClaimed(Exception):
    """Only who has claimed the submission works on its remarks."""


class ReviewClosed(Exception):
    """The submission is approved; nothing is said any more."""


@transaction.atomic
def add_remark(
    *,
    submission: Submission,
    text: str,
    severity: str,
    by: User,
    now: datetime,
    block: str = "",
    field: str = "",
    item: str = "",
    canned: UUID | None = None,
    moment: Moment | None = None,
) -> Remark:
    """Say something about one place of the revision under review (or, without a place, the whole).

    ``canned`` is the ready text that was taken for it, however it was reworded: its use is counted.
    ``moment`` is a second of a recording that the place links to. Raises ``NotAllowed``,
    :class:`NotClaimed`, :class:`UnknownPlace`, ``NoRecording``, :class:`EmptyText`, and
    ``ValueError`` on an unknown severity.
    """
    require(by, REMARK, submission)
    fresh = lock_submission(submission)
    _require_claim(fresh, by)
    if severity not in Remark.Severity.values:
        raise ValueError(f"unknown severity {severity!r}")
    content = content_of(fresh)
    place = find_place(content, field=field, block=block, item=item)
    if place is None:
        raise UnknownPlace(block or field)
    if moment:
        check_moment(moment, place, fresh.kind, content)
    facts = {"severity": severity, "text": _words(text), "author": by, "created_at": now}
    remark = _write(fresh, place, moment, **facts)
    if canned:
        note_use(canned=canned, by=by)
    renew(submission=submission, by=by, now=now)
    note_move("remark", fresh, by=by, now=now, remark=remark.uuid, severity=severity)
    return remark


def _write(submission: Submission, place: Place, moment: Moment | None, **said: Any) -> Remark:
    """Store a remark on a place of the revision under review, in the round and step of today."""
    return Remark.objects.create(
        submission=submission,
        revision_id=submission.revision_id,
        round=submission.round,
        step=submission.step,
        field=place.field,
        block=place.block,
        item=place.item,
        place=place.label,
        recording=moment.recording if moment else "",
        second=moment.second if moment else None,
        **said,
    )


@transaction.atomic
def add_reply(*, remark: Remark, text: str, by: User, now: datetime) -> Reply:
    """Answer a remark: any author of the object, or an expert of its subject."""
    submission = lock_submission(remark.submission)
    require(by, SEE_HISTORY, submission)
    if submission.state not in ANSWERABLE:
        raise ReviewClosed
    reply = Reply.objects.create(remark=remark, author=by, text=_words(text), created_at=now)
    note_move("reply", submission, by=by, now=now, remark=remark.uuid)
    return reply


@transaction.atomic
def mark_remark_done(*, remark: Remark, by: User, now: datetime, reply: str = "") -> None:
    """Say as an author that the remark is mended; an expert still has to confirm it."""
    _move("mark_done", remark, by=by, now=now)
    if reply.strip():
        add_reply(remark=remark, text=reply, by=by, now=now)


@transaction.atomic
def resolve_remark(*, remark: Remark, by: User, now: datetime) -> None:
    """Confirm as the expert at work that the remark is settled."""
    _move("resolve", remark, by=by, now=now)


@transaction.atomic
def reopen_remark(*, remark: Remark, by: User, now: datetime) -> None:
    """Say as the expert at work that the remark is not mended after all."""
    _move("reopen", remark, by=by, now=now)


@transaction.atomic
def withdraw_remark(*, remark: Remark, by: User, now: datetime) -> None:
    """Take a remark back as the expert at work."""
    _move("withdraw", remark, by=by, now=now)


def _move(name: str, remark: Remark, *, by: User, now: datetime) -> None:
    submission = lock_submission(remark.submission)
    fresh = Remark.objects.select_for_update().get(pk=remark.pk)
    permission = REMARKS.transition(name).permission
    allowed = permission is None or may(by, permission, submission)
    target = REMARKS.check(name, state=fresh.state, subject=fresh, allowed=allowed).target
    if permission == REMARK:
        _require_claim(submission, by)
        renew(submission=submission, by=by, now=now)
    elif submission.state not in ANSWERABLE:
        raise ReviewClosed
    changes = {"state": target, "state_by": by, "state_at": now}
    Remark.objects.filter(pk=remark.pk).update(**changes)
    for attribute, value in changes.items():
        setattr(remark, attribute, value)
    note_move(f"remark_{name}", submission, by=by, now=now, remark=remark.uuid)


def _require_claim(submission: Submission, by: User) -> None:
    if submission.state != CLAIMED or submission.claimed_by_id != by.pk:
        raise NotClaimed


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise EmptyText
    return words
