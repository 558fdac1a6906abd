"""Long queues for ``bench.moderation``: ours, and the peer's pending workflow tasks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bench.moderation_rows import Run, multiply, run_of
from moderation.data import NO_DEADLINE

# 9 days of deadlines, 11 grades, 12 subjects, 3 kinds, 90 days of decisions, 7 of waiting, and 198
# of 200 reviewers come round in it.
SAMPLE = 1_980
REVIEWERS = 200
AUTHORS = 990
SUBJECTS = 12


def make_people() -> dict[str, Any]:
    """Make a chief, the reviewers, and the authors."""
    from accounts.api import create_user, grant_role
    from core.api import now

    def person(login: str, role: str) -> Any:
        made = create_user(login=login, by=None, now=now(), last_name=f"Экспертов {login}")
        grant_role(user=made, role=role, by=None, now=now())
        return made

    return {
        "author": person("author", "author"),
        "authors": [person(f"author{number}", "author") for number in range(AUTHORS)],
        "chief": person("chief", "chief_moderator"),
        "experts": [person(f"expert{number}", "moderator") for number in range(REVIEWERS)],
    }


def grow(wanted: int, people: dict[str, Any], *, now: datetime, closed: int = 0) -> None:
    """Fill the queue up to ``wanted`` waiting submissions, and add ``closed`` decided ones."""
    from moderation.models import Submission

    missing = wanted - Submission.objects.filter(is_waiting=1).count()
    for number, is_closed in ((missing, False), (closed, True)):
        if number > 0:
            with _hurried():
                _add(number, people, now, is_closed=is_closed)


@contextmanager
def _hurried() -> Iterator[None]:
    """Hold one transaction, and on SQLite the pages that it changes in memory."""
    from django.db import connection, transaction

    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("PRAGMA cache_size=-2000000")
        with transaction.atomic():
            yield
        if sqlite:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA cache_size=-65536")  # what the settings say


def _add(wanted: int, people: dict[str, Any], now: datetime, *, is_closed: bool) -> None:
    """Write a sample of rows in which everything differs, then copies of it."""
    from learning_objects.api import LearningObject
    from moderation.models import Decision, Submission, Vote

    objects, rows = _sample(min(wanted, SAMPLE), people, now, is_closed=is_closed)
    makers = _authorships(objects, people)
    more = wanted - len(rows)
    things, run = run_of(objects), run_of(rows)
    object_id, submission_id = things.moved("src.learning_object_id"), run.moved("src.id")
    copied: list[tuple[Any, Run, dict[str, str]]] = [
        (LearningObject, things, {"title": f"'Урок ' || {things.moved('src.id')}"}),
        (type(makers[0]), run_of(makers), {"learning_object_id": object_id}),
        (
            Submission,
            run,
            {
                "learning_object_id": object_id,
                "object_uuid": "(SELECT made.uuid FROM learning_objects_learningobject made"
                f" WHERE made.id = {object_id})",
                "title": f"'Урок ' || {submission_id}",
                "search_text": f"'урок ' || {submission_id}",
            },
        ),
    ]
    if is_closed:
        found = {"submission_id": run.moved("src.submission_id")}
        decisions, votes = _decisions(rows, now), _votes(rows, now)
        copied += [(Decision, run_of(decisions), found), (Vote, run_of(votes), found)]
    for model, its_run, values in copied:
        if more > 0:
            multiply(model, its_run, more, values)


def _sample(
    number: int, people: dict[str, Any], now: datetime, *, is_closed: bool
) -> tuple[list[Any], list[Any]]:
    from learning_objects.api import LearningObject
    from moderation.api import ensure_central_institute
    from moderation.models import Submission

    institute, subjects, experts = ensure_central_institute(), _subjects(), people["experts"]
    objects = LearningObject.objects.bulk_create(
        LearningObject(title=f"Урок {n}", kind=_kind(n), created_at=now, changed_at=now)
        for n in range(number)
    )
    rows = Submission.objects.bulk_create(
        Submission(
            learning_object=item,
            object_uuid=item.uuid,
            institute=institute,
            kind=item.kind,
            title=item.title,
            search_text=item.title.lower(),
            revision_id=1,
            submitted_by=people["authors"][n % len(people["authors"])],
            submitted_at=now - timedelta(minutes=50 * n),
            due_at=NO_DEADLINE if is_closed else now + timedelta(days=n % 9 - 1),
            is_late=not is_closed and n % 9 == 0,  # as the sweeper marks it
            subject_uuid=subjects[n % len(subjects)],
            grade=n % 11 + 1,
            state="approved" if is_closed else "queued",
            claimed_by=experts[n % len(experts)] if is_closed else None,
            decided_by=experts[n % len(experts)] if is_closed else None,
            decided_at=_decided_at(n, now) if is_closed else None,
        )
        for n, item in enumerate(objects)
    )
    return objects, rows


def _kind(number: int) -> str:
    return "scenario" if number % 3 else "material"


def _decided_at(number: int, now: datetime) -> datetime:
    """Return a moment within the last quarter."""
    return now - timedelta(days=number % 90)


def _authorships(objects: list[Any], people: dict[str, Any]) -> list[Any]:
    """Let the authors take turns in owning the objects."""
    from learning_objects.models import Authorship

    authors = people["authors"]
    made: list[Any] = Authorship.objects.bulk_create(
        Authorship(learning_object=item, user=authors[n % len(authors)], role="owner")
        for n, item in enumerate(objects)
    )
    return made


def _decisions(submissions: list[Any], now: datetime) -> list[Any]:
    """Return approvals within the last quarter, after up to a week."""
    from moderation.models import Decision

    made: list[Any] = Decision.objects.bulk_create(
        Decision(
            submission=row,
            revision_id=1,
            round=1,
            verdict="approve",
            by=row.decided_by,
            at=row.decided_at,
            handed_in_at=row.decided_at - timedelta(days=n % 7),
        )
        for n, row in enumerate(submissions)
    )
    return made


def _votes(submissions: list[Any], now: datetime) -> list[Any]:
    """Return the vote behind each approval."""
    from moderation.actions.rubrics import rubric_of
    from moderation.models import Vote

    rubrics = {row.kind: rubric_of(row) for row in submissions[:6]}
    made: list[Any] = Vote.objects.bulk_create(
        Vote(
            submission=row,
            revision_id=1,
            round=1,
            step=0,
            stage=row.stage,
            seat=1,
            verdict="approve",
            rubric=rubrics[row.kind],
            marks=dict.fromkeys(rubrics[row.kind].codes, "yes"),
            by=row.decided_by,
            at=row.decided_at,
            seconds=600 + 60 * (n % 30),
        )
        for n, row in enumerate(submissions)
    )
    return made


def _subjects() -> list[Any]:
    from framework.api import get_tree

    found = [node.uuid for node in get_tree().nodes.values() if node.kind == "subject"]
    return found[:SUBJECTS] or [None]


def ready_to_decide(number: int, people: dict[str, Any]) -> list[Any]:
    """Return real submissions, each claimed by a reviewer, through the actions."""
    from bench.lifecycle import KEY_POINTS, _body, _facts
    from core.api import now
    from learning_objects.api import create_object, save_draft
    from learning_objects.data import Draft, TopicRef
    from moderation.api import claim, submit

    made = []
    for place in range(number):
        facts = _facts()
        item = create_object(kind="scenario", title=facts["title"], by=people["author"], now=now())
        draft = Draft(**facts, key_points=KEY_POINTS, topics=[TopicRef(uuid4())], body=_body())
        save_draft(learning_object=item, draft=draft, by=people["author"], now=now())
        submission = submit(learning_object=item, by=people["author"], now=now())
        claim(submission=submission, by=people["experts"][place], now=now())
        made.append(submission)
    return made


class Peer:
    """Bare Wagtail: snippets that wait for one group approval, and its home panel."""

    def __init__(self) -> None:
        from django.contrib.auth.models import Group

        from accounts.api import create_user
        from bench.lifecycle import _peer_draft, _peer_workflow
        from bench.lifecycle_peer.models import PeerLesson
        from core.api import now

        author = create_user(login="peer-author", by=None, now=now())
        self.expert = create_user(login="peer-expert", by=None, now=now())
        group = Group.objects.create(name="peer experts")
        self.expert.groups.add(group)
        self.expert.is_superuser = True
        self.expert.save()
        workflow = _peer_workflow(PeerLesson, group)
        self.lesson = _peer_draft(PeerLesson, author)
        self.state = workflow.start(self.lesson, author)
        self.number = 1

    def grow(self, wanted: int) -> None:
        """Copy the first lesson with its revision and workflow up to ``wanted`` pending ones."""
        from wagtail.models import Revision, TaskState, WorkflowState

        lessons = self._copies(self.lesson, wanted - self.number, live=False)
        revision, task = self.lesson.latest_revision, self.state.current_task_state
        revisions = Revision.objects.bulk_create(
            _copy(revision, object_id=str(item.pk)) for item in lessons
        )
        for item, own in zip(lessons, revisions, strict=True):
            item.latest_revision = own
        type(self.lesson).objects.bulk_update(lessons, ["latest_revision"], batch_size=500)
        states = WorkflowState.objects.bulk_create(
            _copy(self.state, object_id=str(item.pk), current_task_state=None) for item in lessons
        )
        tasks = TaskState.objects.bulk_create(
            _copy(task, workflow_state=state, revision=own)
            for state, own in zip(states, revisions, strict=True)
        )
        for state, own_task in zip(states, tasks, strict=True):
            state.current_task_state = own_task
        WorkflowState.objects.bulk_update(states, ["current_task_state"], batch_size=500)
        self.number = wanted

    def _copies(self, source: Any, number: int, **changes: Any) -> list[Any]:
        model = type(source)
        made: list[Any] = model.objects.bulk_create(
            _copy(source, latest_revision=None, **changes) for _ in range(number)
        )
        return made

    def panel(self) -> int:
        """Read what the panel of the home page shows; returns the number of its rows."""
        from django.test import RequestFactory
        from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

        request = RequestFactory().get("/")
        request.user = self.expert
        context = WorkflowObjectsToModeratePanel().get_context_data(
            {"request": request, "csrf_token": ""}
        )
        return len(context["states"])


def _copy(source: Any, **changes: Any) -> Any:
    """Return an unsaved copy of a row."""
    facts = {
        field.attname: getattr(source, field.attname)
        for field in source._meta.concrete_fields
        if not field.primary_key
    }
    made = type(source)(**facts)
    for name, value in changes.items():
        setattr(made, name, value)
    if hasattr(made, "uuid"):
        made.uuid = uuid4()
    return made
