"""Objects ready for review and submissions in every state, made through the real actions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from accounts.api import User
from learning_objects.api import create_object, save_draft
from learning_objects.data import Draft, TopicRef
from moderation import api
from moderation.api import claim, rubric_of, submit
from moderation.models import Submission
from tests.factories.people import make_user


def text_block(words: str, block_id: str = "") -> dict[str, Any]:
    """Make a text block of a body."""
    return {"type": "text", "id": block_id or str(uuid4()), "value": f"<p>{words}</p>"}


def stage(title: str, minutes: int, *board: dict[str, Any]) -> dict[str, Any]:
    """Make a stage with blocks on the board."""
    value = {
        "title": title,
        "minutes": minutes,
        "teacher_does": "Показывает опыт с маятником.",
        "pupils_do": "Считают колебания.",
        "board": list(board) or [text_block("Период колебаний")],
    }
    return {"type": "stage", "id": str(uuid4()), "value": value}


def scenario_draft(title: str = "Маятник", **changes: Any) -> Draft:
    """Make a draft that passes every check."""
    facts: dict[str, Any] = {
        "summary": "Урок-исследование о колебаниях.",
        "topics": [TopicRef(uuid4())],
        "outcome": "Я измеряю период маятника.",
        "key_points": ["Период зависит от длины.", "Масса не важна.", "Угол мал."],
        "body": [stage("Начало", 10), stage("Опыт", 35)],
    }
    return Draft(title=title, **{**facts, **changes})


def make_scenario(
    *, by: User | None = None, now: datetime, title: str = "Маятник", **changes: Any
) -> Any:
    """Make a scenario with a draft that may be submitted."""
    author = by or make_user("author")
    made = create_object(kind="scenario", title=title, by=author, now=now)
    save_draft(learning_object=made, draft=scenario_draft(title, **changes), by=author, now=now)
    return made


def make_submission(
    *,
    now: datetime,
    by: User | None = None,
    claimed_by: User | None = None,
    title: str = "Маятник",
    **changes: Any,
) -> Submission:
    """Make a submission that waits, or that ``claimed_by`` has claimed."""
    author = by or make_user("author")
    made = make_scenario(by=author, now=now, title=title, **changes)
    submission = submit(learning_object=made, by=author, now=now)
    if claimed_by:
        claim(submission=submission, by=claimed_by, now=now)
    return submission


def author_of(submission: Submission) -> User:
    """Return the owner of the submitted object."""
    found: User = submission.learning_object.authorships.get(role="owner").user
    return found


def move_to_subject(submission: Submission, subject: UUID, grade: int = 8) -> Submission:
    """Put a submission into a subject without importing a framework."""
    Submission.objects.filter(pk=submission.pk).update(subject_uuid=subject, grade=grade)
    submission.subject_uuid, submission.grade = subject, grade
    return submission


def full_marks(submission: Submission) -> dict[str, str]:
    """Answer the rubric of the step in work with a yes everywhere."""
    return dict.fromkeys(rubric_of(submission).codes, "yes")


def faulty_marks(submission: Submission, *codes: str) -> dict[str, str]:
    """Answer the rubric with a no at ``codes``, or at its first criterion."""
    marks = full_marks(submission)
    return marks | dict.fromkeys(codes or [next(iter(marks))], "no")


def approve(*, submission: Submission, **arguments: Any) -> Any:
    """Approve with a full rubric."""
    arguments.setdefault("marks", full_marks(submission))
    return api.approve(submission=submission, **arguments)


def return_submission(*, submission: Submission, **arguments: Any) -> Any:
    """Return because the first criterion does not hold."""
    arguments.setdefault("marks", faulty_marks(submission))
    return api.return_submission(submission=submission, **arguments)
