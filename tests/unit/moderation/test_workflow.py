from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, Revision, TaskState, Workflow, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_submitted

from learning_objects.api import delete_draft, get_object, get_version
from learning_objects.models import LearningObject
from moderation.api import ensure_workflow, recall, submit
from moderation.models import InstituteTask
from moderation.registration import silence_workflow_mails
from tests.factories.moderation import (
    approve,
    author_of,
    make_scenario,
    make_submission,
    return_submission,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return make_user("moderator")


def states_of(submission):
    return (
        WorkflowState.objects.get(pk=submission.workflow_state_id).status,
        list(TaskState.objects.order_by("pk").values_list("status", flat=True)),
    )


def test_the_workflow_is_made_once(now):
    content_type = ContentType.objects.get_for_model(LearningObject)
    first = ensure_workflow(content_type=content_type)
    assert ensure_workflow(content_type=content_type) == first
    assert InstituteTask.objects.count() == 1
    assert LearningObject.get_default_workflow() == Workflow.objects.get(pk=first[0])
    with CaptureQueriesContext(connection) as queries:
        ensure_workflow(content_type=content_type)
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) == 1


def test_a_review_locks_the_editor_for_everybody_and_its_end_unlocks(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    made = get_object(uuid=submission.object_uuid)
    for person in (author_of(submission), expert, make_user("administrator")):
        assert made.get_lock().for_user(person)
        assert made.current_workflow_task.get_actions(made, person) == []
    assert states_of(submission) == ("in_progress", ["in_progress"])
    return_submission(submission=submission, letter="Правьте.", by=expert, now=now)
    assert get_object(uuid=submission.object_uuid).get_lock() is None
    assert states_of(submission) == ("needs_changes", ["rejected"])


def test_the_task_holds_the_submitted_revision(now):
    submission = make_submission(now=now)
    assert TaskState.objects.get().revision_id == submission.revision_id


def test_a_second_round_resumes_the_same_workflow(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    return_submission(submission=submission, letter="Правьте.", by=expert, now=now)
    made = get_object(uuid=submission.object_uuid)
    again = submit(learning_object=made, by=author_of(submission), now=now)
    assert again.workflow_state_id == submission.workflow_state_id
    assert states_of(again) == ("in_progress", ["rejected", "in_progress"])


def test_approval_and_recall_close_the_workflow(now, expert):
    approved = make_submission(now=now, claimed_by=expert)
    approve(submission=approved, by=expert, now=now)
    assert WorkflowState.objects.get(pk=approved.workflow_state_id).status == "approved"
    recalled = make_submission(now=now)
    recall(submission=recalled, by=author_of(recalled), now=now)
    assert WorkflowState.objects.get(pk=recalled.workflow_state_id).status == "cancelled"
    assert not WorkflowState.objects.active().exists()


def test_finishing_from_elsewhere_publishes_nothing(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    state = WorkflowState.objects.get(pk=submission.workflow_state_id)
    for bypass in (state.finish, state.current_task_state.approve):
        with pytest.raises(PermissionDenied):
            bypass(user=expert)
    made = get_object(uuid=submission.object_uuid)
    assert (made.state, made.live, made.current_version) == ("in_review", False, None)
    assert get_version(uuid=made.uuid) is None
    assert states_of(submission) == ("in_progress", ["in_progress"])
    approve(submission=submission, by=expert, now=now)


def test_wagtail_itself_cannot_start_or_move_the_task(now, expert):
    made = make_scenario(now=now)
    workflow_id, _task = ensure_workflow(content_type=made.get_content_type())
    with pytest.raises(PermissionDenied):
        Workflow.objects.get(pk=workflow_id).start(made, expert)
    assert not WorkflowState.objects.exists()
    submission = make_submission(now=now)
    task_state = TaskState.objects.get()
    with pytest.raises(PermissionDenied):
        task_state.task.specific.on_action(task_state, expert, "approve")
    state = WorkflowState.objects.get(pk=submission.workflow_state_id)
    assert not state.user_can_cancel(author_of(submission))


def test_stock_dashboards_get_nothing(now, expert):
    make_submission(now=now)
    assert list(TaskState.objects.reviewable_by(expert)) == []
    task = InstituteTask.objects.get()
    assert not task.user_can_access_editor(None, expert)
    assert InstituteTask.get_description()


def test_no_mail_even_when_wagtails_signals_are_sent(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    type(expert).objects.update(email="")
    expert.email = "expert@example.org"
    expert.is_superuser = True
    expert.save()
    state = WorkflowState.objects.get(pk=submission.workflow_state_id)
    silence_workflow_mails()
    task_submitted.send(sender=TaskState, instance=state.current_task_state, user=expert)
    workflow_submitted.send(sender=WorkflowState, instance=state, user=expert)
    workflow_approved.send(sender=WorkflowState, instance=state, user=expert)
    assert mail.outbox == []


def test_the_editors_history_tells_the_review(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    return_submission(submission=submission, letter="Правьте.", by=expert, now=now)
    entries = ModelLogEntry.objects.filter(action__startswith="wagtail.workflow").order_by("pk")
    assert [entry.action for entry in entries] == [
        "wagtail.workflow.start",
        "wagtail.workflow.reject",
    ]
    assert entries[1].comment == "Правьте."
    assert "Экспертиза" in entries[1].message


def test_deleting_leaves_no_orphan(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    author = author_of(submission)
    return_submission(submission=submission, letter="Правьте.", by=expert, now=now)
    recall(submission=submission, by=author, now=now)
    delete_draft(learning_object=get_object(uuid=submission.object_uuid), by=author, now=now)
    assert not WorkflowState.objects.exists()
    assert not TaskState.objects.exists()
    assert not Revision.objects.exists()
