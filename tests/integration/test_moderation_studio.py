"""The review seen from Wagtail's editor: a way in, a lock, and no way around the institute."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from core.api import now as clock
from learning_objects.api import get_object, revision_content
from moderation.api import add_remark, submission_of
from tests.factories.moderation import author_of, make_scenario, make_submission, return_submission
from tests.factories.people import make_user
from tests.factories.studio import minimal_form

pytestmark = pytest.mark.django_db


def edit_url(learning_object):
    return reverse("studio_objects:edit", args=[learning_object.pk])


@pytest.fixture
def author(client):
    person = make_user("author")
    client.force_login(person)
    return person


def test_the_editor_leads_to_the_page_before_submission(client, author):
    made = make_scenario(by=author, now=clock())
    page = client.get(edit_url(made)).content.decode()
    assert reverse("moderation:submit", args=[made.uuid]) in page
    assert "#remarks" not in page
    assert 'name="action-submit"' not in page
    assert 'name="action-publish"' not in page


def test_in_review_the_editor_is_locked_and_saves_nothing(client, author):
    submission = make_submission(by=author, now=clock())
    made = get_object(uuid=submission.object_uuid)
    page = client.get(edit_url(made)).content.decode()
    assert reverse("moderation:submit", args=[made.uuid]) not in page
    client.post(edit_url(made), minimal_form("Подменённое"))
    assert get_object(uuid=made.uuid).latest_revision_id == submission.revision_id


@pytest.mark.parametrize(
    "action",
    ["action-submit", "action-publish", "action-cancel-workflow", "action-restart-workflow"],
)
def test_hand_made_workflow_actions_change_nothing(client, author, action):
    submission = make_submission(by=author, now=clock())
    made = get_object(uuid=submission.object_uuid)
    client.post(edit_url(made), {**minimal_form(), action: "yes"})
    assert submission_of(made.uuid).state == "queued"
    assert WorkflowState.objects.get().status == "in_progress"
    assert not get_object(uuid=made.uuid).live


def test_after_a_return_the_editor_shows_the_way_to_the_remarks(client, author):
    expert = make_user("moderator")
    submission = make_submission(by=author, now=clock(), claimed_by=expert)
    assert author_of(submission) == author
    facts = {"text": "Поясните.", "severity": "must", "by": expert, "now": clock()}
    add_remark(submission=submission, **facts)
    return_submission(submission=submission, letter="Правьте.", by=expert, now=clock())
    made = get_object(uuid=submission.object_uuid)
    page = client.get(edit_url(made)).content.decode()
    assert f"{reverse('cabinet:object', args=[made.uuid])}#remarks" in page
    assert reverse("moderation:submit", args=[made.uuid]) in page


def test_an_editor_left_open_does_not_write_over_what_was_reviewed(author):
    expert = make_user("moderator")
    submission = make_submission(by=author, now=clock(), claimed_by=expert)
    return_submission(submission=submission, letter="Правьте.", by=expert, now=clock())
    draft = get_object(uuid=submission.object_uuid).get_latest_revision_as_object()
    draft.title = "Новое название"
    saved = draft.save_revision(
        user=author, clean=False, overwrite_revision=draft.get_latest_revision()
    )
    assert saved.pk != submission.revision_id
    assert revision_content(revision_id=submission.revision_id)["title"] == "Маятник"
    again = draft.save_revision(user=author, clean=False, overwrite_revision=saved)
    assert again.pk == saved.pk
