from __future__ import annotations

from uuid import uuid4

import pytest

from accounts.models import RoleAssignment
from core.errors import TransitionRefused
from learning_objects.api import accept_offer, get_object, leave_object
from learning_objects.data import INVITE, TRANSFER
from moderation.api import (
    Report,
    claim,
    claim_next,
    declare_conflict,
    queue,
    report_object,
    submit,
)
from moderation.data import QueueFilters
from moderation.interests import conflicting, has_interest
from moderation.models import Institute, Membership, Submission
from moderation.queue_numbers import count_by_which
from tests.factories.after import published
from tests.factories.moderation import author_of, make_scenario, make_submission
from tests.factories.offers import ask, join
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
    assert submission.pk in conflicting(expert)
    assert count_by_which(expert, now=now)["all"] == 1
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


@pytest.mark.parametrize("kind", [INVITE, TRANSFER])
def test_who_has_left_the_authors_does_not_review_it(now, kind):
    author, expert = make_user("author"), make_user("author", "moderator")
    first = author if kind == INVITE else expert
    made = make_scenario(by=first, now=now)
    if kind == INVITE:
        join(made, expert, by=author)
    else:
        accept_offer(offer=ask(made, author, by=expert, kind=TRANSFER), by=author, now=now)
    leave_object(learning_object=get_object(uuid=made.uuid), by=expert, now=now)
    submission = submit(learning_object=get_object(uuid=made.uuid), by=author, now=now)
    assert not queue(expert, QueueFilters(), now=now).exists()
    with pytest.raises(TransitionRefused) as refused:
        claim(submission=submission, by=expert, now=now)
    assert refused.value.code == "permission"


def test_who_has_reported_it_does_not_judge_it(now):
    expert = make_user("moderator")
    version = published()
    said = Report(reason="mistake", text="Закон записан неверно.")
    look = report_object(object_uuid=version.object_uuid, report=said, by=expert, now=now)
    assert not queue(expert, QueueFilters(), now=now).exists()
    with pytest.raises(TransitionRefused) as refused:
        claim(submission=look.submission, by=expert, now=now)
    assert refused.value.code == "permission"
    claim(submission=look.submission, by=make_user("moderator"), now=now)
