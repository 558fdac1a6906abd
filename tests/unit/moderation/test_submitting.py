from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.errors import NotAllowed
from core.api import read_trail
from core.errors import TransitionRefused
from learning_objects.api import get_object, save_draft
from learning_objects.data import TopicRef
from learning_objects.errors import NothingToReview
from moderation.api import claim, recall, submission_of, submit
from moderation.errors import ChecksFailed
from moderation.models import Submission
from tests.factories.moderation import (
    approve,
    author_of,
    make_scenario,
    make_submission,
    return_submission,
    scenario_draft,
    stage,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_submitting_freezes_the_latest_draft_and_queues_it(now):
    author = make_user("author")
    made = make_scenario(by=author, now=now, title="Опыт с МАЯТНИКОМ")
    submission = submit(learning_object=made, by=author, now=now)
    assert submission.state == "queued"
    assert submission.round == 1
    assert submission.revision_id == made.latest_revision_id
    assert submission.title == "Опыт с МАЯТНИКОМ"
    assert "маятником" in submission.search_text
    assert made.state == "in_review"
    assert get_object(uuid=made.uuid).state == "in_review"
    assert submission_of(made.uuid) == submission


def test_faults_stop_the_submission_and_leave_everything_as_it_was(now):
    author = make_user("author")
    made = make_scenario(by=author, now=now, topics=[], body=[stage("Начало", 10)])
    with pytest.raises(ChecksFailed) as refused:
        submit(learning_object=made, by=author, now=now)
    assert {finding.code for finding in refused.value.findings} >= {"topics", "minutes"}
    assert made.state == "draft"
    assert get_object(uuid=made.uuid).state == "draft"
    assert not Submission.objects.exists()


def test_only_an_author_submits(now):
    made = make_scenario(now=now)
    with pytest.raises(NotAllowed):
        submit(learning_object=made, by=make_user("author"), now=now)
    with pytest.raises(NotAllowed):
        submit(learning_object=made, by=make_user("moderator"), now=now)


def test_what_is_in_review_cannot_be_submitted_again(now):
    submission = make_submission(now=now)
    with pytest.raises(TransitionRefused):
        submit(learning_object=submission.learning_object, by=author_of(submission), now=now)


def test_what_is_published_unchanged_cannot_be_submitted(now):
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=expert)
    approve(submission=submission, by=expert, now=now)
    made = get_object(uuid=submission.object_uuid)
    with pytest.raises(NothingToReview):
        submit(learning_object=made, by=author_of(submission), now=now)


def test_a_returned_object_comes_back_as_the_next_round_of_the_same_submission(now):
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=expert)
    author = author_of(submission)
    return_submission(submission=submission, letter="Добавьте вывод.", by=expert, now=now)
    made = get_object(uuid=submission.object_uuid)
    revision = save_draft(learning_object=made, draft=scenario_draft("Новое"), by=author, now=now)
    again = submit(learning_object=made, by=author, now=now)
    assert again.pk == submission.pk
    again.refresh_from_db()
    assert (again.state, again.round, again.revision_id) == ("queued", 2, revision)
    assert (again.claimed_by, again.decided_by, again.letter) == (None, None, "")
    assert again.title == "Новое"


def test_after_an_approval_a_new_submission_is_opened(now):
    expert = make_user("moderator")
    first = make_submission(now=now, claimed_by=expert)
    author = author_of(first)
    approve(submission=first, by=expert, now=now)
    made = get_object(uuid=first.object_uuid)
    save_draft(learning_object=made, draft=scenario_draft("Второе"), by=author, now=now)
    second = submit(learning_object=made, by=author, now=now)
    assert second.pk != first.pk
    assert submission_of(made.uuid) == second


@pytest.mark.parametrize("state", ["queued", "claimed", "returned"])
def test_an_author_recalls_while_nothing_is_final(now, state):
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=None if state == "queued" else expert)
    if state == "returned":
        return_submission(submission=submission, letter="Нет вывода.", by=expert, now=now)
    recall(submission=submission, by=author_of(submission), now=now)
    submission.refresh_from_db()
    assert submission.state == "recalled"
    assert get_object(uuid=submission.object_uuid).state == "draft"


def test_strangers_and_experts_do_not_recall(now):
    submission = make_submission(now=now)
    for person in (make_user("author"), make_user("moderator", "chief_moderator")):
        with pytest.raises(TransitionRefused) as refused:
            recall(submission=submission, by=person, now=now)
        assert refused.value.code == "permission"


def test_an_approved_submission_is_not_recalled(now):
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=expert)
    approve(submission=submission, by=expert, now=now)
    with pytest.raises(TransitionRefused) as refused:
        recall(submission=submission, by=author_of(submission), now=now)
    assert refused.value.code == "state"


def test_every_move_stands_in_the_audit_of_the_object(now):
    expert = make_user("moderator")
    submission = make_submission(now=now)
    claim(submission=submission, by=expert, now=now)
    return_submission(submission=submission, letter="Нет вывода.", by=expert, now=now)
    recall(submission=submission, by=author_of(submission), now=now)
    actions = [entry.action for entry in read_trail(object_uuid=submission.object_uuid)]
    assert actions == [
        "learning_objects.create",
        "moderation.submit",
        "moderation.claim",
        "moderation.return",
        "moderation.recall",
    ]


def test_submitting_stays_under_its_query_ceiling(now):
    author = make_user("author")
    warm = make_scenario(by=author, now=now)
    submit(learning_object=warm, by=author, now=now)
    made = make_scenario(by=author, now=now, topics=[TopicRef(uuid4()) for _ in range(5)])
    with CaptureQueriesContext(connection) as queries:
        submit(learning_object=made, by=author, now=now)
    assert len(queries) <= 35
