"""Wagtail's workflow: opened and closed here, for the lock and the history in the editor.

The rows are written directly. Wagtail's own methods freeze the *latest* revision instead of the
submitted one, send mail inside the request, and cost some thirty queries a review.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.models import (
    ModelLogEntry,
    TaskState,
    Workflow,
    WorkflowContentType,
    WorkflowState,
    WorkflowTask,
)

from moderation.blind import is_blind_review
from moderation.models import InstituteTask, Submission

if TYPE_CHECKING:
    from django.contrib.contenttypes.models import ContentType

    from accounts.api import User

WORKFLOW_NAME = "Институт содержания образования"
TASK_NAME = "Экспертиза"


@transaction.atomic
def ensure_workflow(*, content_type: ContentType) -> tuple[int, int]:
    """Return the ids of the workflow and its task for ``content_type``, made when absent.

    One query when they are there. Not kept in memory: an administrator or a test may remove them.
    """
    found = (
        InstituteTask.objects.filter(
            workflow_tasks__workflow__active=True,
            workflow_tasks__workflow__workflow_content_types__content_type=content_type,
        )
        .order_by("pk")
        .values_list("workflow_tasks__workflow_id", "pk")
        .first()
    )
    return found or _make_workflow(content_type)


def _make_workflow(content_type: ContentType) -> tuple[int, int]:
    task = InstituteTask.objects.filter(active=True).order_by("pk").first()
    if task is None:
        task = InstituteTask.objects.create(name=TASK_NAME)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW_NAME, active=True)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowContentType.objects.update_or_create(
        content_type=content_type, defaults={"workflow": workflow}
    )
    return workflow.pk, task.pk


def open_workflow(*, submission: Submission, learning_object: Any, by: User, now: datetime) -> None:
    """Start, or after a return resume, the workflow on the submitted revision.

    Sets ``submission.workflow_state_id``; the caller saves the submission.
    """
    workflow_id, task_id = ensure_workflow(content_type=learning_object.get_base_content_type())
    found = WorkflowState.objects.for_instance(learning_object).active().only("pk").first()
    state = found or _new_state(learning_object, workflow_id)
    task_state = TaskState(
        workflow_state_id=state.pk,
        revision_id=submission.revision_id,
        task_id=task_id,
        status=TaskState.STATUS_IN_PROGRESS,
    )
    TaskState.objects.bulk_create([task_state])
    WorkflowState.objects.filter(pk=state.pk).update(
        status=WorkflowState.STATUS_IN_PROGRESS, current_task_state=task_state
    )
    submission.workflow_state_id = state.pk
    _note(learning_object, "resume" if found else "start", submission, by=by, now=now)


def _new_state(learning_object: Any, workflow_id: int) -> WorkflowState:
    """Insert a state that belongs to nobody.

    Wagtail lets whoever requested a workflow cancel it from the editor; ours ends by ``recall``.
    """
    state = WorkflowState(
        content_type=learning_object.get_content_type(),
        base_content_type=learning_object.get_base_content_type(),
        object_id=str(learning_object.pk),
        workflow_id=workflow_id,
        requested_by=None,
    )
    WorkflowState.objects.bulk_create([state])
    return state


def reject_workflow(
    *, submission: Submission, learning_object: Any, by: User, now: datetime, comment: str
) -> None:
    """Let the authors edit again: the task is rejected, the workflow waits for changes."""
    _end_task(submission, TaskState.STATUS_REJECTED, by, now, comment)
    _set_state(submission, WorkflowState.STATUS_NEEDS_CHANGES)
    _note(learning_object, "reject", submission, by=by, now=now, comment=comment)


def finish_workflow(
    *, submission: Submission, learning_object: Any, by: User, now: datetime, comment: str
) -> None:
    """Close the workflow as approved; publishing is the decision's work, not the workflow's."""
    _end_task(submission, TaskState.STATUS_APPROVED, by, now, comment)
    _set_state(submission, WorkflowState.STATUS_APPROVED)
    _note(learning_object, "approve", submission, by=by, now=now, comment=comment)


def cancel_workflow(
    *, submission: Submission, learning_object: Any, by: User, now: datetime
) -> None:
    """Close the workflow without a decision."""
    _end_task(submission, TaskState.STATUS_CANCELLED, by, now, "")
    _set_state(submission, WorkflowState.STATUS_CANCELLED)
    _note(learning_object, "cancel", submission, by=by, now=now)


def _end_task(submission: Submission, status: str, by: User, now: datetime, comment: str) -> None:
    who = _named(submission, by)
    TaskState.objects.filter(
        workflow_state_id=submission.workflow_state_id, status=TaskState.STATUS_IN_PROGRESS
    ).update(status=status, finished_at=now, finished_by=who, comment=comment)


def _named(submission: Submission, by: User) -> User | None:
    """Return who is named in the editor's history, which authors read: of blind reviews nobody."""
    is_author = by.pk == submission.submitted_by_id
    return by if is_author or not is_blind_review(submission) else None


def _set_state(submission: Submission, status: str) -> None:
    WorkflowState.objects.filter(pk=submission.workflow_state_id).update(status=status)


def _note(
    learning_object: Any,
    verb: str,
    submission: Submission,
    *,
    by: User,
    now: datetime,
    comment: str = "",
) -> None:
    """Write the editor's own history; the keys are those that Wagtail's formatters read."""
    step = {"title": TASK_NAME}
    workflow = {
        "id": submission.workflow_state_id,
        "title": WORKFLOW_NAME,
        "next": step if verb == "start" else None,
        "task": step,
    }
    entry = ModelLogEntry(
        content_type=learning_object.get_content_type(),
        object_id=str(learning_object.pk),
        label=submission.title,
        action=f"wagtail.workflow.{verb}",
        timestamp=now,
        user=_named(submission, by),
        data={"comment": comment, "workflow": workflow},
    )
    # In bulk, because ``save`` checks every foreign key with a query of its own.
    ModelLogEntry.objects.bulk_create([entry])
