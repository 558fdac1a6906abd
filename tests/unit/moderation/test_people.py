"""Reviews when accounts are merged and erased."""

import pytest

from accounts.api import erase_person, merge_people
from accounts.lifecycle import describe_erasure, describe_merge
from core.api import now
from moderation.api import claim, submit
from moderation.models import Conflict, Decision, Membership, SavedView, Submission
from tests.factories.learning_objects import make_object
from tests.factories.moderation import approve, make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def submitted(author):
    return submit(learning_object=make_object(by=author), by=author, now=now())


def state_of(submission):
    submission.refresh_from_db()
    return submission.state, submission.claimed_by_id


def test_a_claim_moves_to_the_account_that_stays():
    submission = submitted(make_user("author"))
    kept, gone = make_user("moderator"), make_user("moderator")
    claim(submission=submission, by=gone, now=now())
    merge_people(kept=kept, gone=gone, by=None, now=now())
    assert state_of(submission) == ("claimed", kept.pk)


def test_nobody_reviews_their_own_after_a_merge():
    author, expert = make_user("author"), make_user("moderator")
    submission = submitted(author)
    claim(submission=submission, by=expert, now=now())
    merge_people(kept=author, gone=expert, by=None, now=now())
    assert state_of(submission) == ("queued", None)


def test_decisions_go_on_naming_who_made_them():
    submission = submitted(make_user("author"))
    kept, gone = make_user("moderator"), make_user("moderator")
    claim(submission=submission, by=gone, now=now())
    approve(submission=submission, letter="", by=gone, now=now())
    assert any("1 решение института сохраняет имя" in line for line in describe_merge(gone))
    merge_people(kept=kept, gone=gone, by=None, now=now())
    assert Decision.objects.get().by == gone
    submission.refresh_from_db()
    assert submission.decided_by == kept


def test_an_erased_expert_gives_back_what_was_claimed():
    submission = submitted(make_user("author"))
    expert = make_user("moderator")
    claim(submission=submission, by=expert, now=now())
    assert any("возвращается в очередь" in line for line in describe_erasure(expert))
    erase_person(user=expert, by=None, now=now())
    assert state_of(submission) == ("queued", None)


def test_what_is_in_review_stays_with_the_institute():
    author = make_user("author")
    submission = submitted(author)
    erase_person(user=author, by=None, now=now())
    assert Submission.objects.get(pk=submission.pk).state == "queued"


def test_plans_of_two_accounts_become_one():
    kept, gone, third = make_user("moderator"), make_user("moderator"), make_user("author")
    institute = make_submission(now=now()).institute
    for person in (kept, gone):
        Membership.objects.create(institute=institute, person=person)
        Conflict.objects.create(person=person, author=third, reason="Сестра", at=now())
        SavedView.objects.create(owner=person, title="Физика", query="grade=8")
    Conflict.objects.create(person=kept, author=gone, reason="Он же", at=now())
    merge_people(kept=kept, gone=gone, by=None, now=now())
    assert Membership.objects.get().person == kept
    assert Conflict.objects.get().person == kept
    assert SavedView.objects.get().owner == kept
