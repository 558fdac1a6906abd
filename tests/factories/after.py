"""What comes after a decision: appeals, second looks, verdicts on what is public."""

from __future__ import annotations

from typing import Any

from accounts.api import User
from core.api import now as clock
from learning_objects.data import VersionView
from moderation import api
from moderation.models import Signal, Submission
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.moderation import (
    author_of,
    faulty_marks,
    full_marks,
    make_submission,
    return_submission,
)
from tests.factories.people import make_user

WORDS = "На третьем слайде закон записан неверно."


def returned_submission(*, by: User | None = None, title: str = "Маятник") -> Submission:
    """Make a submission that an expert has returned."""
    expert = make_user("moderator")
    found = make_submission(now=clock(), by=by, claimed_by=expert, title=title)
    return_submission(submission=found, letter="Нет вывода.", by=expert, now=clock())
    return found


def appealed_submission(*, by: User | None = None) -> Submission:
    """Make a submission whose return the author has appealed."""
    found = returned_submission(by=by)
    api.appeal(submission=found, text="Вывод есть.", by=author_of(found), now=clock())
    return found


def published(title: str = "Опыт") -> VersionView:
    """Publish an object of its own author."""
    return publish(make_object(draft=make_draft(title)))


def report(version: VersionView, reason: str = "mistake", **facts: Any) -> Signal:
    """Let a reader report a published object."""
    said = api.Report(reason=reason, text=facts.pop("text", WORDS), **facts)
    return api.report_object(object_uuid=version.object_uuid, report=said, by=None, now=clock())


def open_look(*, claimed_by: User | None = None, title: str = "Опыт") -> Submission:
    """Make a second look at a published object that a reader has reported."""
    submission = report(published(title)).submission
    if claimed_by:
        api.claim(submission=submission, by=claimed_by, now=clock())
    return submission


def keep(submission: Submission, by: User) -> None:
    """End a second look: it stays."""
    api.keep(submission=submission, marks=full_marks(submission), by=by, now=clock())


def remove(submission: Submission, how: str, by: User, letter: str = "Опасно.") -> None:
    """End a second look: it leaves the library."""
    marks = faulty_marks(submission)
    api.remove(submission=submission, how=how, letter=letter, marks=marks, by=by, now=clock())
