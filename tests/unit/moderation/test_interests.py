from __future__ import annotations

from uuid import uuid4

import pytest

from accounts.models import RoleAssignment
from core.errors import TransitionRefused
from moderation.api import claim, claim_next, declare_conflict, queue
from moderation.data import QueueFilters
from moderation.interests import has_interest
from moderation.models import Institute, Membership, Submission
from tests.factories.moderation import author_of, make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def affiliate(person, scope, now):
    RoleAssignment.objects.create(
        user=person, role="author", scope_code="school", scope_uuid=scope, granted_at=now
    )


def declared(expert, submission, now):
    author = author_of(submission)
    declare_conflict(person=expert, author=author, reason="Сестра", by=expert, now=now)


def declared_by_the_author(expert, submission, now):
    author = author_of(submission)
    chief = make_user("chief_moderator")
    declare_conflict(person=author, author=expert, reason="Брат", by=chief, now=now)


def same_organisation(expert, submission, now):
    scope = uuid4()
    affiliate(expert, scope, now)
    affiliate(author_of(submission), scope, now)


def own_origin(expert, submission, now):
    mine = make_submission(now=now, by=expert)
    Submission.objects.filter(pk=submission.pk).update(origin_uuid=mine.object_uuid)


def made_of_it(expert, submission, now):
    mine = make_submission(now=now, by=expert).learning_object
    type(mine).objects.filter(pk=mine.pk).update(based_on_uuid=submission.object_uuid)


def coauthor(expert, submission, now):
    submission.learning_object.authorships.create(user=expert, role="coauthor", position=1)


@pytest.mark.parametrize(
    "tie",
    [declared, declared_by_the_author, same_organisation, own_origin, made_of_it, coauthor],
)
def test_an_interest_keeps_the_expert_away_everywhere(now, tie):
    expert = make_user("author", "moderator")
    submission = make_submission(now=now)
    free = make_submission(now=now)
    tie(expert, submission, now)
    expert = type(expert).objects.get(pk=expert.pk)
    assert has_interest(expert, submission)
    assert set(queue(expert, QueueFilters(), now=now)) == {free}
    with pytest.raises(TransitionRefused) as refused:
        claim(submission=submission, by=expert, now=now)
    assert refused.value.code == "permission"
    assert claim_next(filters=QueueFilters(), by=expert, now=now) == free
    assert claim_next(filters=QueueFilters(), by=expert, now=now) is None


def test_an_institute_has_its_own_experts(now):
    submission = make_submission(now=now)
    region = Institute.objects.create(key="region", title="Регион", level="regional")
    regional, central = make_user("moderator"), make_user("moderator")
    Membership.objects.create(institute=region, person=regional)
    assert not queue(regional, QueueFilters(), now=now).exists()
    Submission.objects.filter(pk=submission.pk).update(institute=region)
    assert queue(regional, QueueFilters(), now=now).get() == submission
    assert not queue(central, QueueFilters(), now=now).exists()
    claim(submission=Submission.objects.get(pk=submission.pk), by=regional, now=now)
