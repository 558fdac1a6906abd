"""The second look: readers' complaints and other signals about what is public.

The first signal about an object opens the look, every further one joins it. No Wagtail workflow is
started: the public version stays public and its draft stays the author's meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.api import User
from core.api import fold, new_uuid
from learning_objects.api import get_object, get_version
from learning_objects.data import VersionView
from moderation.actions.access import note_move
from moderation.actions.clock import start_clock
from moderation.actions.institute import institute_of
from moderation.actions.planning import start_plan
from moderation.actions.remarks import EmptyText
from moderation.actions.submitting import subject_and_grade
from moderation.data import RECHECK, WAITING_STATES
from moderation.models import Signal, Submission


class NotPublic(Exception):
    """There is no public version of the object to look at."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is said about a public object: ``reason`` and ``source`` are codes of ``Signal``."""

    reason: str
    text: str
    source: str = Signal.Source.READER
    contact: str = ""


@transaction.atomic
def report_object(*, object_uuid: UUID, report: Report, by: User | None, now: datetime) -> Signal:
    """Open a second look at an object, or join the one that is open.

    ``by`` is ``None`` for a reader without an account and for machines. Raises
    :class:`NotPublic` and ``EmptyText``; ``ValueError`` on an unknown code.
    """
    if report.reason not in Signal.Reason.values or report.source not in Signal.Source.values:
        raise ValueError(f"unknown code {report.reason!r}/{report.source!r}")
    words = report.text.strip()
    if not words:
        raise EmptyText
    version = get_version(uuid=object_uuid)
    if version is None or version.withdrawn:
        raise NotPublic
    submission = _open_look(version, by=by, now=now)
    return Signal.objects.create(
        uuid=new_uuid(),
        submission=submission,
        version=version.number,
        source=report.source,
        reason=report.reason,
        text=words,
        contact=report.contact.strip(),
        by=by,
        at=now,
    )


def _open_look(version: VersionView, *, by: User | None, now: datetime) -> Submission:
    """Return the open second look at the object, made when there is none."""
    found = _found(version.object_uuid)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            made = _make_look(version, now)
    except IntegrityError:  # somebody else complained in the same moment
        found = _found(version.object_uuid)
        if found is None:
            raise
        return found
    note_move("recheck", made, by=by, now=now)
    return made


def _found(object_uuid: UUID) -> Submission | None:
    return (
        Submission.objects.select_for_update()
        .filter(object_uuid=object_uuid, purpose=RECHECK, state__in=WAITING_STATES)
        .first()
    )


def _make_look(version: VersionView, now: datetime) -> Submission:
    learning_object = get_object(uuid=version.object_uuid)
    if learning_object is None or learning_object.current_version is None:
        raise NotPublic
    names = [author.name for author in version.authors]
    subject, grade = subject_and_grade(version.content)
    made = Submission(
        learning_object=learning_object,
        object_uuid=version.object_uuid,
        purpose=RECHECK,
        institute=institute_of(learning_object),
        kind=version.kind,
        language=version.language,
        title=version.title[:200],
        search_text=fold(" ".join([version.title, *names]))[:700],
        subject_uuid=subject,
        grade=grade,
        version=version.number,
        revision_id=learning_object.current_version.revision_id_published or 0,
        submitted_at=now,
        origin_uuid=learning_object.based_on_uuid,
    )
    start_plan(made)
    start_clock(made, now)
    made.save()
    return made
