"""What an institute does in a story: votes with an honest rubric, appeals, second looks, rules.

Each answer to a rubric is written in the story where it is a no (``faults``); all else holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from accounts.api import User
from cms.demo.stories import Event
from learning_objects.api import restore_object
from moderation.api import (
    Report,
    appeal,
    approve,
    ensure_central_institute,
    keep,
    open_recheck_of,
    reject,
    remove,
    report_object,
    return_submission,
    rubric_of,
    set_rule,
    submission_of,
)
from moderation.data import NO, NOT_APPLICABLE, YES

if TYPE_CHECKING:
    from cms.demo.performing import Performance

SAFETY = "safety"
Play = Callable[["Performance", Event, User, datetime], None]


class StoryBroken(LookupError):
    """A story speaks of an object, a submission, a remark or a criterion that is not there."""


def submission_in(play: Performance, event: Event) -> Any:
    """Return what ``event`` is about: the review, or with ``look`` the second look."""
    find = open_recheck_of if event.facts.get("look") else submission_of
    found = find(play.uuid)
    if found is None:
        raise StoryBroken(f"{play.story.key}: nothing in review at {event.at}")
    return found


def marks_for(play: Performance, event: Event, submission: Any) -> Mapping[str, str]:
    """Answer the rubric of the step: no to the ``faults``, yes to the rest.

    Where an object says nothing of safety, there is nothing in it that could be unsafe.
    """
    codes = rubric_of(submission).codes
    faults = event.facts.get("faults", [])
    unknown = set(faults) - set(codes)
    if unknown:
        raise StoryBroken(f"{play.story.key}: no criterion {', '.join(sorted(unknown))}")
    marks = dict.fromkeys(codes, YES)
    if SAFETY in marks and not play.story.drafts[""].get(SAFETY):
        marks[SAFETY] = NOT_APPLICABLE
    return marks | dict.fromkeys(faults, NO)


def _approve(play: Performance, event: Event, by: User, now: datetime) -> None:
    found, letter = submission_in(play, event), event.facts["letter"]
    marks = marks_for(play, event, found)
    approve(submission=found, letter=letter, marks=marks, by=by, now=now)


def _return(play: Performance, event: Event, by: User, now: datetime) -> None:
    found, letter = submission_in(play, event), event.facts["letter"]
    marks = marks_for(play, event, found)
    return_submission(submission=found, letter=letter, marks=marks, by=by, now=now)


def _reject(play: Performance, event: Event, by: User, now: datetime) -> None:
    found, letter = submission_in(play, event), event.facts["letter"]
    marks = marks_for(play, event, found)
    reject(submission=found, letter=letter, marks=marks, by=by, now=now)


def _keep(play: Performance, event: Event, by: User, now: datetime) -> None:
    found, letter = submission_in(play, event), event.facts["letter"]
    marks = marks_for(play, event, found)
    keep(submission=found, letter=letter, marks=marks, by=by, now=now)


def _remove(play: Performance, event: Event, by: User, now: datetime) -> None:
    found, letter = submission_in(play, event), event.facts["letter"]
    marks = marks_for(play, event, found)
    how = event.facts["how"]
    remove(submission=found, how=how, letter=letter, marks=marks, by=by, now=now)


def _appeal(play: Performance, event: Event, by: User, now: datetime) -> None:
    appeal(submission=submission_in(play, event), text=event.facts["text"], by=by, now=now)


def _report(play: Performance, event: Event, by: User, now: datetime) -> None:
    report = Report(reason=event.facts["reason_code"], text=event.facts["text"])
    report_object(object_uuid=play.uuid, report=report, by=by, now=now)


def _restore(play: Performance, event: Event, by: User, now: datetime) -> None:
    reason = event.facts["reason"]
    restore_object(learning_object=play.learning_object, reason=reason, by=by, now=now)


def _rule(play: Performance, event: Event, by: User, now: datetime) -> None:
    institute, second = ensure_central_institute(), event.facts["second_reader"]
    set_rule(institute=institute, kind=play.story.kind, by=by, now=now, second_reader=second)


VERDICTS: Mapping[str, Play] = {
    "approve": _approve,
    "return": _return,
    "reject": _reject,
    "keep": _keep,
    "remove": _remove,
    "appeal": _appeal,
    "report": _report,
    "restore": _restore,
    "rule": _rule,
}
