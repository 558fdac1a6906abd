from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import TransitionRefused
from moderation.api import claim, claim_next, release, renew
from moderation.data import LEASE, QueueFilters
from moderation.errors import AlreadyClaimed
from moderation.models import Institute, Submission
from tests.factories.moderation import approve, author_of, make_submission, move_to_subject
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_claim_runs_for_the_lease(now):
    expert = make_user("moderator")
    submission = make_submission(now=now)
    claim(submission=submission, by=expert, now=now)
    submission.refresh_from_db()
    assert (submission.state, submission.claimed_by) == ("claimed", expert)
    assert submission.lease_until == now + LEASE


def test_of_two_claims_on_the_same_sight_one_wins(now):
    first, second = make_user("moderator"), make_user("moderator")
    submission = make_submission(now=now)
    seen_by_second = Submission.objects.get(pk=submission.pk)
    claim(submission=submission, by=first, now=now)
    with pytest.raises(AlreadyClaimed):
        claim(submission=seen_by_second, by=second, now=now)
    submission.refresh_from_db()
    assert submission.claimed_by == first


@pytest.mark.parametrize("change", ["seat", "institute", "round"])
def test_a_claim_is_of_what_was_seen(now, change):
    submission = make_submission(now=now)
    seen = Submission.objects.get(pk=submission.pk)
    region = Institute.objects.create(key="region", title="Регион", level="regional")
    changes = {"seat": 2, "institute": region, "round": 2}
    Submission.objects.filter(pk=submission.pk).update(**{change: changes[change]})
    with pytest.raises(AlreadyClaimed):
        claim(submission=seen, by=make_user("moderator"), now=now)
    assert Submission.objects.get(pk=submission.pk).state == "queued"


def test_a_second_vote_of_the_same_person_is_refused_in_words(now):
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=expert)
    plan = [{"stage": "methodical", "seats": 2}]
    Submission.objects.filter(pk=submission.pk).update(plan=plan)
    approve(submission=submission, by=expert, now=now)
    held = {"state": "claimed", "claimed_by": expert, "lease_until": now + LEASE}
    Submission.objects.filter(pk=submission.pk).update(**held)
    submission.refresh_from_db()
    with pytest.raises(TransitionRefused) as refused:
        approve(submission=submission, by=expert, now=now)
    assert refused.value.code == "guard"


def test_a_running_lease_keeps_others_out_and_an_expired_one_does_not(now):
    first, second = make_user("moderator"), make_user("moderator")
    submission = make_submission(now=now, claimed_by=first)
    with pytest.raises(TransitionRefused) as refused:
        claim(submission=submission, by=second, now=now + LEASE)
    assert refused.value.code == "guard"
    later = now + LEASE + timedelta(seconds=1)
    claim(submission=submission, by=second, now=later)
    submission.refresh_from_db()
    assert (submission.claimed_by, submission.lease_until) == (second, later + LEASE)


def test_claiming_ones_own_and_working_renew_the_lease(now):
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=expert)
    later = now + timedelta(hours=1)
    claim(submission=submission, by=expert, now=later)
    assert Submission.objects.get(pk=submission.pk).lease_until == later + LEASE
    assert renew(submission=submission, by=expert, now=later + LEASE)
    assert Submission.objects.get(pk=submission.pk).lease_until == later + LEASE + LEASE
    assert not renew(submission=submission, by=make_user("moderator"), now=later)


@pytest.mark.parametrize("roles", [("author",), ("administrator",), ("methodologist",), ()])
def test_only_experts_claim(now, roles):
    submission = make_submission(now=now)
    with pytest.raises(TransitionRefused) as refused:
        claim(submission=submission, by=make_user(*roles), now=now)
    assert refused.value.code == "permission"


def test_an_author_never_reviews_their_own(now):
    both = make_user("author", "moderator", "chief_moderator")
    submission = make_submission(now=now, by=both)
    assert author_of(submission) == both
    with pytest.raises(TransitionRefused) as refused:
        claim(submission=submission, by=both, now=now)
    assert refused.value.code == "permission"


def test_an_expert_claims_in_their_subject_only(now):
    physics, biology = uuid4(), uuid4()
    expert = make_user("moderator", subject=physics)
    elsewhere = move_to_subject(make_submission(now=now), biology)
    with pytest.raises(TransitionRefused):
        claim(submission=elsewhere, by=expert, now=now)
    claim(submission=move_to_subject(make_submission(now=now), physics), by=expert, now=now)


def test_the_holder_or_a_chief_releases(now):
    expert, chief = make_user("moderator"), make_user("chief_moderator")
    submission = make_submission(now=now, claimed_by=expert)
    with pytest.raises(TransitionRefused):
        release(submission=submission, by=make_user("moderator"), now=now)
    release(submission=submission, by=chief, now=now)
    submission.refresh_from_db()
    assert (submission.state, submission.claimed_by, submission.lease_until) == (
        "queued",
        None,
        None,
    )
    claim(submission=submission, by=expert, now=now)
    release(submission=submission, by=expert, now=now)


def test_a_release_that_comes_too_late_takes_nothing_from_the_next_holder(now):
    first, second = make_user("moderator"), make_user("moderator")
    submission = make_submission(now=now, claimed_by=first)
    stale = Submission.objects.get(pk=submission.pk)
    claim(submission=submission, by=second, now=now + LEASE + timedelta(seconds=1))
    with pytest.raises(AlreadyClaimed):
        release(submission=stale, by=first, now=now + LEASE)
    submission.refresh_from_db()
    assert submission.claimed_by == second


def test_claim_next_takes_the_longest_waiting_and_passes_over_ones_own(now):
    expert = make_user("author", "moderator")
    make_submission(now=now - timedelta(hours=3), by=expert)
    taken = make_submission(now=now - timedelta(hours=2), claimed_by=make_user("moderator"))
    oldest = make_submission(now=now - timedelta(hours=1))
    make_submission(now=now)
    Submission.objects.filter(pk=taken.pk).update(lease_until=now + LEASE)
    found = claim_next(filters=QueueFilters(which="free"), by=expert, now=now)
    assert found == oldest
    assert found.claimed_by == expert


def test_claim_next_finds_nothing_in_an_empty_queue(now):
    assert (
        claim_next(filters=QueueFilters(which="free"), by=make_user("moderator"), now=now) is None
    )


def test_claiming_stays_under_its_query_ceiling(now):
    submission = make_submission(now=now)
    expert = make_user("moderator")
    with CaptureQueriesContext(connection) as queries:
        claim(submission=submission, by=expert, now=now)
    assert len(queries) <= 11
