"""All proposals of an edition at once: in portions, in the background, again after a break.

Each portion is a transaction of its own: what is done stays done, and doing it again goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.api import User, require
from core.api import now as clock
from core.errors import TransitionRefused
from learning_objects.models import Realignment, RealignmentProposal
from learning_objects.realignment.actions import WrongChoice, put, roll_back
from learning_objects.realignment.data import ACCEPT, PROPOSED, TAKE_BACK, is_at_work
from learning_objects.realignment.states import REALIGN
from learning_objects.realignment.telling import tell_moved

PORTION = 100

Portion = Callable[[Sequence[UUID], User, datetime], int]
Clock = Callable[[], datetime]


def start_work(*, realignment: UUID, work: str, by: User, now: datetime) -> bool:
    """Begin ``ACCEPT`` or ``TAKE_BACK`` in the background; ``False`` while something goes on.

    Raises ``NotAllowed``.
    """
    from learning_objects.tasks import work_on_realignment

    require(by, REALIGN)
    with transaction.atomic():
        row = Realignment.objects.select_for_update().get(uuid=realignment)
        if is_at_work(row.work, row.work_beat, now):
            return False
        row.work, row.work_by, row.work_beat = work, by, now
        row.work_total = waiting_for(work, realignment).count()
        row.save(update_fields=["work", "work_by", "work_beat", "work_total"])
        transaction.on_commit(lambda: work_on_realignment.enqueue(str(realignment)))
    return True


def run_work(*, realignment: UUID) -> int:
    """Do what was asked for, for whoever asked; returns how many proposals were moved.

    When it breaks, the work stays noted without a sign of life, so that the page offers to go on.
    """
    row = Realignment.objects.select_related("work_by").get(uuid=realignment)
    by, done = row.work_by, 0
    if not row.work or by is None:
        return 0
    try:
        for portion in _portions(realignment, row.work, by, clock):
            done += portion
            _note(realignment, work_beat=clock())
    except Exception:
        _note(realignment, work_beat=None)
        raise
    _note(realignment, work="", work_by=None, work_beat=None)
    return done


def _note(realignment: UUID, **facts: object) -> None:
    Realignment.objects.filter(uuid=realignment).update(**facts)


def accept_ready(*, realignment: UUID, by: User, now: datetime) -> int:
    """Accept every open proposal that has something on offer; returns how many."""
    return sum(_portions(realignment, ACCEPT, by, lambda: now))


def roll_all_back(*, realignment: UUID, by: User, now: datetime) -> int:
    """Take back every decision of the realignment; returns how many."""
    return sum(_portions(realignment, TAKE_BACK, by, lambda: now))


def waiting_for(work: str, realignment: UUID) -> QuerySet[RealignmentProposal]:
    """Return the proposals that ``work`` would move, the first to move first."""
    rows = RealignmentProposal.objects.filter(realignment__uuid=realignment)
    if work == ACCEPT:
        return rows.filter(~Q(offered=[]), state=PROPOSED).order_by("id")
    return rows.filter(decided_at__isnull=False).exclude(state=PROPOSED).order_by("-id")


def _portions(realignment: UUID, work: str, by: User, moment: Clock) -> Iterator[int]:
    """Yield how many were moved in each portion; each row is tried once, so it comes to an end."""
    waiting, last = waiting_for(work, realignment), None
    step: Portion = _accept if work == ACCEPT else _take_back
    while True:
        rest = waiting
        if last is not None:
            rest = waiting.filter(id__gt=last) if work == ACCEPT else waiting.filter(id__lt=last)
        rows = list(rest.values_list("id", "uuid")[:PORTION])
        if not rows:
            return
        last = rows[-1][0]
        with transaction.atomic():
            done = step([uuid for _pk, uuid in rows], by, moment())
        yield done


def _accept(portion: Sequence[UUID], by: User, now: datetime) -> int:
    moved = []
    for proposal in portion:
        try:
            one = put(proposal=proposal, by=by, now=now)
        except WrongChoice:  # what was offered has ended itself, with nothing in its place
            continue
        except TransitionRefused as refused:
            _let_pass(refused)
            continue
        if one is not None:
            moved.append(one)
    tell_moved(moved, now=now)
    return len(moved)


def _take_back(portion: Sequence[UUID], by: User, now: datetime) -> int:
    done = 0
    for proposal in portion:
        try:
            roll_back(proposal=proposal, by=by, now=now)
        except TransitionRefused as refused:
            _let_pass(refused)
            continue
        done += 1
    return done


def _let_pass(refused: TransitionRefused) -> None:
    """Pass over what somebody decided meanwhile; who may not is told so."""
    if refused.code == "permission":
        raise refused
