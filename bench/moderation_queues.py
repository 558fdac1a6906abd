"""Long queues for ``bench.moderation``: ours, and the peer's pending workflow tasks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

BATCH = 5_000
REVIEWERS = 200
SUBJECTS = 12


def make_people() -> dict[str, Any]:
    """Make a chief, the reviewers, and an author."""
    from accounts.api import create_user, grant_role
    from core.api import now

    def person(login: str, role: str) -> Any:
        made = create_user(login=login, by=None, now=now(), last_name=f"Экспертов {login}")
        grant_role(user=made, role=role, by=None, now=now())
        return made

    return {
        "author": person("author", "author"),
        "chief": person("chief", "chief_moderator"),
        "experts": [person(f"expert{number}", "moderator") for number in range(REVIEWERS)],
    }


def grow(wanted: int, people: dict[str, Any], *, now: datetime, closed: int = 0) -> None:
    """Fill the queue up to ``wanted`` waiting submissions, and add ``closed`` decided ones."""
    from moderation.models import Submission

    missing = wanted - Submission.objects.filter(is_waiting=1).count()
    for start in range(0, missing, BATCH):
        _add(range(start, min(start + BATCH, missing)), people, now, is_closed=False)
    for start in range(0, closed, BATCH):
        _add(range(start, min(start + BATCH, closed)), people, now, is_closed=True)


def _add(numbers: range, people: dict[str, Any], now: datetime, *, is_closed: bool) -> None:
    from learning_objects.api import LearningObject
    from moderation.api import ensure_central_institute
    from moderation.models import Decision, Submission

    institute, subjects = ensure_central_institute(), _subjects()
    objects = LearningObject.objects.bulk_create(
        LearningObject(title=f"Урок {n}", kind="scenario", created_at=now, changed_at=now)
        for n in numbers
    )
    experts = people["experts"]
    rows = Submission.objects.bulk_create(
        Submission(
            learning_object=item,
            object_uuid=item.uuid,
            institute=institute,
            kind="scenario" if number % 3 else "material",
            title=item.title,
            search_text=item.title.lower(),
            revision_id=1,
            submitted_by=people["author"],
            submitted_at=now - timedelta(minutes=number % 100_000),
            due_at=now + timedelta(days=number % 9 - 1),
            subject_uuid=subjects[number % len(subjects)],
            grade=number % 11 + 1,
            state="approved" if is_closed else "queued",
            decided_by=experts[number % len(experts)] if is_closed else None,
            decided_at=now if is_closed else None,
        )
        for number, item in zip(numbers, objects, strict=True)
    )
    if is_closed:
        Decision.objects.bulk_create(
            _decision(row, n, now) for n, row in zip(numbers, rows, strict=True)
        )


def _decision(submission: Any, number: int, now: datetime) -> Any:
    """Return an approval within the last quarter, after up to a week."""
    from moderation.models import Decision

    return Decision(
        submission=submission,
        revision_id=1,
        round=1,
        verdict="approve",
        by=submission.decided_by,
        at=now - timedelta(days=number % 90),
        handed_in_at=now - timedelta(days=number % 90 + number % 7),
    )


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
