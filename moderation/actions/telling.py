"""Telling people what the institute did: within the transaction in which it did it.

Nobody is named: an author does not learn who reviews, a reader not who reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from accounts.api import User
from learning_objects.api import LearningObject, authors_of
from moderation import news
from moderation.chiefs import chiefs_of
from moderation.data import (
    APPROVE,
    BLOCK,
    CLAIMED,
    KEEP,
    REJECT,
    RETIRE,
    RETURN,
)
from moderation.models import Appeal, Decision, Signal, Submission
from moderation.workdays import day_of, end_of, last_day, read_workdays
from notices.api import notify, notify_each
from notices.data import Facts, Note

VERDICTS = {RETURN: news.RETURNED, APPROVE: news.APPROVED, REJECT: news.REJECTED, KEEP: news.KEPT}


def tell_taken_in(submission: Submission, *, now: datetime) -> None:
    """Tell the authors that it waits for an expert, and until when they get an answer."""
    due = last_day(submission.due_at).isoformat()
    _tell_authors(submission, news.TAKEN_IN, {"due": due}, now)


def tell_decision(submission: Submission, decision: Decision, *, now: datetime) -> None:
    """Tell the authors what was decided; of a second look also those who reported something."""
    verdict = decision.verdict
    if verdict in (RETIRE, BLOCK):
        _tell_authors(submission, news.TAKEN_OUT, {"how": verdict}, now)
    elif not submission.is_appeal:
        _tell_authors(submission, VERDICTS[verdict], {}, now)
    if verdict in (KEEP, RETIRE, BLOCK):
        tell_reporters(submission, verdict, now=now)


def tell_reporters(submission: Submission, verdict: str, *, now: datetime) -> None:
    """Tell who reported a problem with their account what came of it."""
    reporters = User.objects.filter(pk__in=submission.signals.values("by")).distinct()
    notify(
        recipients=reporters,
        code=news.REPORT_SETTLED,
        data={"title": submission.title, "verdict": verdict},
        url=_page(submission),
        now=now,
        dedupe=f"{news.REPORT_SETTLED}:{submission.uuid}",
    )


def tell_appeal(submission: Submission, *, now: datetime) -> None:
    """Tell the chiefs that a decision is appealed."""
    _tell_chiefs(submission, news.APPEALED, {"title": submission.title}, now)


def tell_outcome(submission: Submission, appeal: Appeal, verdict: str, *, now: datetime) -> None:
    """Tell the authors what became of their appeal."""
    facts = {"outcome": appeal.outcome, "verdict": verdict}
    _tell_authors(submission, news.APPEAL_SETTLED, facts, now)


def tell_recheck(submission: Submission, signal: Signal, *, now: datetime) -> None:
    """Tell chiefs and authors that something was reported: the first signal of a second look."""
    _tell_authors(submission, news.LOOKED_AT_AGAIN, {}, now)
    facts = {"title": submission.title, "reason": signal.reason}
    _tell_chiefs(submission, news.COMPLAINED, facts, now)


def tell_given(submission: Submission, to: User, *, by: User, now: datetime) -> None:
    """Tell an expert that somebody else has given them a review."""
    if by.pk == to.pk or submission.lease_until is None:
        return
    notify(
        recipients=[to],
        code=news.ASSIGNED,
        data={"title": submission.title, "due": last_day(submission.lease_until).isoformat()},
        url=_screen(submission),
        now=now,
    )


def tell_lost(submission: Submission, why: str, *, by: User, now: datetime) -> None:
    """Tell who holds the claim that it is theirs no longer; before the row is changed.

    ``why`` is one of the codes beside ``news.LOST``; nobody is told what they did themselves.
    """
    holder = submission.claimed_by if submission.state == CLAIMED else None
    if holder is None or holder.pk == by.pk:
        return
    notify(
        recipients=[holder],
        code=news.LOST,
        data={"title": submission.title, "why": why},
        url=reverse("moderation:queue") + "?which=mine",
        now=now,
    )


def tell_expired(submissions: Iterable[Submission], *, now: datetime) -> None:
    """Tell experts which of their claims went back; the rows still name who held them."""
    rows = list(submissions)
    holders = User.objects.in_bulk({row.claimed_by_id for row in rows if row.claimed_by_id})
    notes = [
        Note(holders[row.claimed_by_id], {"title": row.title}, _screen(row))
        for row in rows
        if row.claimed_by_id
    ]
    notify_each(code=news.EXPIRED, notes=notes, now=now)


def tell_escalated(submissions: Iterable[Submission], *, now: datetime) -> None:
    """Tell each chief how many reviews have been late for long."""
    notes = [
        Note(chief, {"number": len(rows)}, reverse("moderation:queue") + "?which=overdue")
        for chief, rows in chiefs_of(submissions).items()
    ]
    notify_each(code=news.ESCALATED, notes=notes, now=now)


@transaction.atomic
def tell_deadlines(*, now: datetime) -> int:
    """Tell each expert once a working day what of theirs is late or due by the next working day."""
    days, today = read_workdays(), day_of(now)
    if not days.is_working(today):
        return 0
    soon = end_of(days.after(today, 1)) + timedelta(seconds=1)
    held = Submission.objects.filter(state=CLAIMED, due_at__lt=soon).order_by()
    counts = held.values_list("claimed_by").annotate(
        late=Count("pk", filter=Q(due_at__lt=now)), soon=Count("pk", filter=Q(due_at__gte=now))
    )
    numbers = {pk: (late, near) for pk, late, near in counts if pk}
    if not numbers:
        return 0
    people = User.objects.in_bulk(numbers)
    notes = [
        Note(
            recipient=person,
            data={"late": numbers[pk][0], "soon": numbers[pk][1]},
            url=reverse("moderation:queue") + "?which=mine",
            dedupe=f"{news.DEADLINES}:{today.isoformat()}",
        )
        for pk, person in people.items()
    ]
    notify_each(code=news.DEADLINES, notes=notes, now=now)
    return len(notes)


def tell_taken_out(learning_object: LearningObject, how: str, *, by: User, now: datetime) -> None:
    """Tell the authors that a chief has taken their object out of the library."""
    facts = {"title": learning_object.draft_title, "how": how}
    _tell_people(learning_object, news.TAKEN_OUT, facts, by, now)


def tell_put_back(learning_object: LearningObject, *, by: User, now: datetime) -> None:
    """Tell the authors that their object is in the library again."""
    _tell_people(learning_object, news.PUT_BACK, {"title": learning_object.draft_title}, by, now)


def _tell_people(
    learning_object: LearningObject, code: str, facts: Facts, by: User, now: datetime
) -> None:
    authors = [item.user for item in authors_of(learning_object) if item.user_id != by.pk]
    notify(recipients=authors, code=code, data=facts, url=_cabinet(learning_object.uuid), now=now)


def _tell_authors(submission: Submission, code: str, more: Facts, now: datetime) -> None:
    learning_object = submission.learning_object
    notify(
        recipients=[item.user for item in authors_of(learning_object)],
        code=code,
        data={"title": submission.title, **more},
        url=_cabinet(submission.object_uuid),
        now=now,
    )


def _tell_chiefs(submission: Submission, code: str, facts: Facts, now: datetime) -> None:
    authors = {item.user_id for item in authors_of(submission.learning_object)}
    chiefs = [person for person in chiefs_of([submission]) if person.pk not in authors]
    notify(recipients=chiefs, code=code, data=facts, url=_screen(submission), now=now)


def _screen(submission: Submission) -> str:
    return reverse("moderation:submission", args=[submission.uuid])


def _page(submission: Submission) -> str:
    return reverse("learning_objects:object", args=[submission.object_uuid])


def _cabinet(object_uuid: object) -> str:
    return reverse("cabinet:object", args=[object_uuid])
