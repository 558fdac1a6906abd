from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.errors import TransitionRefused
from learning_objects.api import get_object, get_version
from learning_objects.models import LearningObject
from moderation.api import add_remark, claim, resolve_remark
from moderation.data import LEASE
from moderation.errors import LetterMissing
from moderation.models import Decision
from tests.factories.moderation import (
    approve,
    author_of,
    full_marks,
    make_submission,
    return_submission,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return make_user("moderator")


@pytest.fixture
def submission(now, expert):
    return make_submission(now=now, claimed_by=expert)


def test_approving_publishes_a_version_with_its_provenance(now, expert, submission):
    view = approve(submission=submission, letter="Отличный урок.", by=expert, now=now)
    decision = Decision.objects.get()
    version = LearningObject.objects.get(uuid=submission.object_uuid).current_version
    assert (view.number, view.title) == (1, "Маятник")
    assert version.decision_uuid == decision.uuid
    assert version.moderator_uuid == expert.uuid
    assert version.institute_uuid == submission.institute.uuid
    assert version.institute_title == "Институт содержания образования"
    assert (decision.verdict, decision.letter) == ("approve", "Отличный урок.")
    submission.refresh_from_db()
    assert (submission.state, submission.decided_by, submission.decided_at) == (
        "approved",
        expert,
        now,
    )


def test_what_is_published_is_what_was_reviewed(now, expert, submission):
    """A newer revision written past every lock is not what the expert saw."""
    made = get_object(uuid=submission.object_uuid)
    newer = made.get_latest_revision_as_object()
    newer.title = "Подменённое название"
    sneaked = newer.save_revision(user=author_of(submission), clean=False)
    assert sneaked.pk != submission.revision_id
    approve(submission=submission, by=expert, now=now)
    version = get_version(uuid=submission.object_uuid)
    assert version.title == "Маятник"
    fresh = get_object(uuid=submission.object_uuid)
    assert fresh.current_version.revision_id_published == submission.revision_id
    assert fresh.has_unpublished_changes
    assert fresh.latest_revision_id == sneaked.pk


def test_open_musts_refuse_the_approval_and_say_so(now, expert, submission):
    must = add_remark(
        submission=submission, text="Нет вывода.", severity="must", by=expert, now=now
    )
    add_remark(submission=submission, text="Кегль мелкий.", severity="should", by=expert, now=now)
    with pytest.raises(TransitionRefused) as refused:
        approve(submission=submission, by=expert, now=now)
    assert refused.value.code == "guard"
    assert "1" in refused.value.reason
    assert not Decision.objects.exists()
    resolve_remark(remark=must, by=expert, now=now)
    approve(submission=submission, by=expert, now=now)


def test_a_return_needs_a_letter_and_gives_the_draft_back(now, expert, submission):
    with pytest.raises(LetterMissing):
        return_submission(submission=submission, letter="  ", by=expert, now=now)
    return_submission(submission=submission, letter="Добавьте вывод.", by=expert, now=now)
    submission.refresh_from_db()
    assert (submission.state, submission.letter) == ("returned", "Добавьте вывод.")
    assert get_object(uuid=submission.object_uuid).state == "returned"
    assert get_version(uuid=submission.object_uuid) is None


@pytest.mark.parametrize("decide", [approve, return_submission])
def test_only_the_holder_decides(now, expert, submission, decide):
    for person, code in [
        (make_user("moderator"), "guard"),
        (make_user("administrator"), "permission"),
        (author_of(submission), "permission"),
    ]:
        with pytest.raises(TransitionRefused) as refused:
            decide(submission=submission, letter="Письмо.", by=person, now=now)
        assert refused.value.code == code
    assert not Decision.objects.exists()


@pytest.mark.parametrize("decide", [approve, return_submission])
def test_what_nobody_claimed_is_not_decided(now, expert, decide):
    waiting = make_submission(now=now)
    with pytest.raises(TransitionRefused) as refused:
        decide(submission=waiting, letter="Письмо.", by=expert, now=now)
    assert refused.value.code == "state"


def test_a_decision_is_taken_once(now, expert, submission):
    approve(submission=submission, by=expert, now=now)
    with pytest.raises(TransitionRefused):
        approve(submission=submission, by=expert, now=now)
    with pytest.raises(TransitionRefused):
        return_submission(submission=submission, letter="Нет.", by=expert, now=now)
    assert Decision.objects.count() == 1


def test_who_lost_the_claim_does_not_decide_any_more(now, expert, submission):
    other = make_user("moderator")
    claim(submission=submission, by=other, now=now + LEASE + timedelta(seconds=1))
    with pytest.raises(TransitionRefused):
        approve(submission=submission, by=expert, now=now + LEASE + timedelta(seconds=2))


def test_an_expert_added_as_coauthor_meanwhile_does_not_decide(now, expert, submission):
    submission.learning_object.authorships.create(user=expert, role="coauthor", position=1)
    with pytest.raises(TransitionRefused) as refused:
        approve(submission=submission, by=expert, now=now)
    assert refused.value.code == "permission"


def test_decisions_cannot_be_changed(now, expert, submission):
    return_submission(submission=submission, letter="Добавьте вывод.", by=expert, now=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(letter="Всё хорошо.")
    assert Decision.objects.get().letter == "Добавьте вывод."


def test_nobody_is_mailed(now, expert, submission):
    return_submission(submission=submission, letter="Добавьте вывод.", by=expert, now=now)
    assert mail.outbox == []


def test_approving_stays_under_its_query_ceiling(now, expert, submission):
    marks = full_marks(submission)
    with CaptureQueriesContext(connection) as queries:
        approve(submission=submission, marks=marks, by=expert, now=now)
    assert len(queries) <= 51
