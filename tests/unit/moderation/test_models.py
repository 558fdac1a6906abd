from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from learning_objects.api import delete_draft
from moderation.api import recall
from moderation.models import Decision, Institute, Submission
from tests.factories.moderation import author_of, make_submission, return_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "claimed"},
        {"state": "returned"},
        {"state": "approved"},
        {"state": "forgotten"},
    ],
)
def test_the_database_refuses_states_without_their_facts(now, changes):
    make_submission(now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(**changes)


def test_one_open_submission_an_object(now):
    submission = make_submission(now=now)
    copy = Submission.objects.get(pk=submission.pk)
    copy.pk, copy.uuid = None, None
    from uuid import uuid4

    copy.uuid = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
    Submission.objects.filter(pk=submission.pk).update(state="recalled")
    copy.pk = None
    copy.save(force_insert=True)
    assert Submission.objects.count() == 2


def test_a_return_without_a_letter_is_refused_by_the_database(now):
    submission = make_submission(now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            submission=submission,
            revision_id=1,
            round=1,
            verdict="return",
            by=make_user("moderator"),
            at=now,
        )


def test_one_decision_a_round(now):
    submission = make_submission(now=now)
    facts = {"revision_id": 1, "round": 1, "verdict": "approve", "by": make_user(), "at": now}
    Decision.objects.create(submission=submission, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(submission=submission, **facts)


def test_one_central_institute(now):
    make_submission(now=now)
    make_submission(now=now)
    assert Institute.objects.get().key == "central"


def test_deleting_an_unpublished_object_takes_its_review_along(now):
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=expert)
    author = author_of(submission)
    return_submission(submission=submission, letter="Не годится.", by=expert, now=now)
    recall(submission=submission, by=author, now=now)
    made = Submission.objects.get(pk=submission.pk).learning_object
    delete_draft(learning_object=made, by=author, now=now)
    assert not Submission.objects.exists()
    assert not Decision.objects.exists()
